/* The zone at a time: whether it is empty, and how many packages it has, as far as a limit lets that be found out. */
#ifndef ZO_ANALYSIS_ZONE_AT_H
#define ZO_ANALYSIS_ZONE_AT_H

#include "analysis/analysis.h"
#include "space/compile.h"

typedef struct zo_zone_then {
    zo_reach reach;  /* EXACT: all were counted */
    zo_int packages; /* otherwise at least so many */
    bool
        too_large; /* the numbers of some statement cannot be added exactly: nothing was counted, and it was reported */
} zo_zone_then;

/* A moment on the monotonic clock: now, and so much of the time that is left as comes to one of `parts` equal ones. */
uint64_t zo_part_of_time(const zo_limit *limit, uint64_t parts);

/* Counts until the one moment; where no package was met by then, asks the prover until the other whether there is any. Leaves
 * nothing on the request's arenas. */
zo_zone_then zo_zone_at(const zo_request *request, zo_time at, uint64_t count_until, uint64_t prove_until);

/* The same of a compiled record; works on request->arena. */
zo_zone_then zo_zone_of(const zo_request *request, const zo_compiled *compiled, uint64_t count_until,
                        uint64_t prove_until);

/* Whether it is known if the zone is empty; and, if so, whether it is. */
bool zo_is_known(const zo_zone_then *zone);
bool zo_is_empty(const zo_zone_then *zone);

/* "no package", "8 packages", "at least 3 packages", "not decided within the limit". */
zo_str zo_zone_size_words(const zo_zone_then *zone, zo_arena *arena);

/* {"empty", "packages", "exact"}. */
zo_value *zo_add_zone_then(zo_arena *arena, zo_value *parent, const char *name, const zo_zone_then *zone);

#endif

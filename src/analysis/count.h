/* How large a zone is, when some selectors are left out. */
#ifndef ZO_ANALYSIS_COUNT_H
#define ZO_ANALYSIS_COUNT_H

#include "analysis/analysis.h"
#include "engine/proof/prover.h"
#include "engine/walk/enumerate.h"
#include "space/compile.h"

typedef struct zo_zone_count {
    zo_reach reach;
    zo_int packages;        /* at least so many, when reach is a limit */
    const uint64_t *values; /* value set: which occur */
    const uint32_t *first;  /* the first package in order, or NULL */
} zo_zone_count;

/* The modes in which everything on record binds: direct selectors HARD, members' votes SOFT, disputed statements and
 * certainties OFF; and those in `off` (a selector set, may be NULL) OFF too. */
zo_mode *zo_binding_modes(const zo_compiled *compiled, const uint64_t *off, zo_arena *arena);

/* The same with members' votes HARD too, as the prover takes them. */
zo_mode *zo_proving_modes(const zo_compiled *compiled, const uint64_t *off, zo_arena *arena);

/* Whether some package is within what these modes put in force, by proof: that takes no walk. */
zo_proved zo_prove_zone(const zo_request *request, const zo_compiled *compiled, const zo_mode *mode);

/* The packages in these groups that are in the zone when the selectors in `off` (may be NULL) are left out. */
zo_int zo_count_groups(const zo_instance *instance, const zo_enumeration *groups, const uint64_t *off);

zo_zone_count zo_count_zone(const zo_request *request, const zo_compiled *compiled, const uint64_t *off);

/* A selector set of the instance, empty. */
uint64_t *zo_new_selector_set(const zo_compiled *compiled, zo_arena *arena);

/* Reports the statement whose numbers are too large, if there is one; with_payoffs: also where only payoffs are. */
bool zo_is_too_large(const zo_request *request, const zo_compiled *compiled, bool with_payoffs);

#endif

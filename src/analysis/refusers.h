/* Who stands in a package's way. */
#ifndef ZO_ANALYSIS_REFUSERS_H
#define ZO_ANALYSIS_REFUSERS_H

#include "analysis/analysis.h"
#include "space/compile.h"

/* What is asked of package after package. */
typedef struct zo_refusers {
    const zo_compiled *compiled;
    uint64_t *mask; /* of the package at hand: what it violates of what binds */
    bool *
        refuses; /* per seat: its consent is needed for the package and it does not give it; members of blocs are
                          asked through their bloc alone */
    bool *bound; /* per selector */
    bool *told;  /* per selector: that somebody refuses by it may be told */
} zo_refusers;

/* Where the answer is for one party, that others refuse because of what their alternatives are worth is not told. */
zo_refusers zo_refusers_new(const zo_request *request, const zo_compiled *compiled, zo_arena *arena);

/* Fills `refuses`, as far as it may be told; whether the package, which meets the rules and settled points, is in the zone:
 * nobody refuses it then. */
bool zo_find_refusers(zo_refusers *refusers, const uint32_t *package);

#endif

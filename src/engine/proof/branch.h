/* Minimal sets that hit every edge of a family which is only found out bit by bit: cheapest first. */
#ifndef ZO_ENGINE_BRANCH_H
#define ZO_ENGINE_BRANCH_H

#include "base/number.h"
#include "engine/count/reasons.h"
#include "engine/limit.h"

typedef enum zo_verdict {
    ZO_HITS_ALL, /* no edge is missed by the set */
    ZO_MISSES,   /* `edge` is one that it misses */
    ZO_NO_VERDICT
} zo_verdict;

typedef struct zo_hunt {
    size_t points;         /* sets are over 0 .. points-1 */
    const uint64_t *among; /* points that may be chosen; edges lie within them */
    const zo_int *cost;    /* per point, >= 0; NULL: all cost nothing, and only the number counts */
    size_t most;           /* sets wanted */
    const zo_limit *limit; /* memory: of the sets under way; the judge keeps the limit on its own */
    zo_verdict (*judge)(void *context, const uint64_t *set, uint64_t *edge);
    void *context;
} zo_hunt;

/* The minimal sets within `among` that hit all edges, by cost, then number of points; those alike in both as
 * big integers, among the ones given. complete: there are no others. */
zo_reasons zo_hunt_sets(const zo_hunt *hunt, zo_arena *arena);

#endif

/* Which values can still occur, by looking at one condition at a time: bounds of sums, and values that a condition on one
 * issue rules out, to a fixed point. */
#ifndef ZO_SPACE_PROPAGATE_H
#define ZO_SPACE_PROPAGATE_H

#include "space/instance.h"

typedef struct zo_domains {
    uint64_t *
        values; /* value set: every value of a package that violates nothing in force is in it; others may be */
    bool empty; /* no package violates nothing: some issue has no value left */
} zo_domains;

/* in_force: bit per selector. Waivers count. */
zo_domains zo_propagate(const zo_instance *instance, const uint64_t *in_force, zo_arena *arena);

#endif

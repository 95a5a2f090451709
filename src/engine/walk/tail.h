/* The last issues of an instance taken as one, whose values are the combinations of theirs in order. Rows of such an issue
 * are long, and what its values add to a sum is known beforehand. */
#ifndef ZO_ENGINE_TAIL_H
#define ZO_ENGINE_TAIL_H

#include "base/memory.h"
#include "space/instance.h"
#include "space/propagate.h"

typedef struct zo_tail {
    const zo_instance *instance; /* the one given */
    size_t issues;               /* taken together: none, or two and more */
    const uint32_t *issue;       /* ascending; the last one stands for all */
    uint32_t values;             /* combinations */
    const uint32_t *value;       /* at combination * issues: the values of the issues */
} zo_tail;

/* Of the issues in `among` as many of the last ones as have no more than `most` combinations, values outside the domains
 * (may be NULL) left out; none when that is fewer than two. */
zo_tail zo_tail_of(const zo_instance *instance, const uint64_t *among, const zo_domains *domains,
                   uint64_t most, zo_arena *arena);

/* The instance in which the last issue of the tail has all the combinations for values, and nothing looks at the others.
 * first_bit and value_bits are those of the instance given and mean nothing here. */
const zo_instance *zo_tail_instance(const zo_tail *tail, zo_arena *arena);

const zo_sum *zo_tail_sum(const zo_tail *tail, const zo_sum *sum,
                          zo_arena *arena); /* in that instance; NULL: NULL */

#endif

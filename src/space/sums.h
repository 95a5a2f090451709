/* Sums made from sums: less an amount, or negated; of the same instance. */
#ifndef ZO_SPACE_SUMS_H
#define ZO_SPACE_SUMS_H

#include "space/instance.h"

/* sum - amount, which is not negative where the sum reaches the amount. NULL when it needs more than 512 bits. */
const zo_sum *zo_sum_less(const zo_sum *sum, const zo_int *amount, const zo_instance *instance,
                          zo_arena *arena);

/* -sum, which is not negative where the sum is not positive. */
const zo_sum *zo_sum_negated(const zo_sum *sum, const zo_instance *instance, zo_arena *arena);

#endif

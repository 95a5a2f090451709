/* Products of any length: natural numbers that take as many limbs as they need, where zo_int is too narrow. */
#ifndef ZO_BASE_NATURAL_H
#define ZO_BASE_NATURAL_H

#include "base/memory.h"
#include "base/number.h"

typedef struct zo_natural {
    zo_arena *arena;
    uint64_t *limb;  /* least significant first */
    uint64_t *spare; /* as long: where a product is put together */
    size_t n, cap;   /* limbs that count: the highest is not 0; none: the number is 0 */
} zo_natural;

zo_natural zo_natural_new(zo_arena *arena); /* 0 */
void zo_natural_set(zo_natural *a, uint64_t value);
void zo_natural_times(zo_natural *a, uint64_t factor);
void zo_natural_times_int(zo_natural *a, const zo_int *factor); /* its magnitude; no overflow */
void zo_natural_times_natural(zo_natural *a, const zo_natural *factor);
void zo_natural_times_power(zo_natural *a, uint64_t base, size_t exponent);
void zo_natural_add_one(zo_natural *a);
int zo_natural_compare(const zo_natural *a, const zo_natural *b); /* -1, 0, 1 */

#endif

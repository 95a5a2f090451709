/* Turns factors into their exact product, over GMP's mpn_ functions on limbs of an arena. */
#include "base/natural.h"

#include <gmp.h>
#include <string.h>

zo_natural zo_natural_new(zo_arena *arena) { return (zo_natural){.arena = arena}; }

/* Room for so many limbs; what the number is stays. */
static void make_room(zo_natural *a, size_t limbs)
{
    if (limbs <= a->cap)
        return;
    size_t cap = 2 * limbs;
    uint64_t *limb = ZO_NEW_MANY(a->arena, uint64_t, cap);
    if (a->n > 0)
        memcpy(limb, a->limb, a->n * sizeof *limb);
    a->limb = limb;
    a->spare = ZO_NEW_MANY(a->arena, uint64_t, cap);
    a->cap = cap;
}

void zo_natural_set(zo_natural *a, uint64_t value)
{
    make_room(a, 1);
    a->limb[0] = value;
    a->n = value != 0;
}

void zo_natural_times(zo_natural *a, uint64_t factor)
{
    if (a->n == 0)
        return;
    if (factor == 0) {
        a->n = 0;
        return;
    }
    make_room(a, a->n + 1);
    a->limb[a->n] = mpn_mul_1(a->limb, a->limb, (mp_size_t)a->n, factor);
    a->n += a->limb[a->n] != 0;
}

static void times_limbs(zo_natural *a, const uint64_t *limb, size_t m)
{
    while (m > 0 && limb[m - 1] == 0)
        m--;
    if (m <= 1 || a->n == 0) {
        zo_natural_times(a, m == 0 ? 0 : limb[0]);
        return;
    }
    make_room(a, a->n + m);
    if (a->n >= m)
        mpn_mul(a->spare, a->limb, (mp_size_t)a->n, limb, (mp_size_t)m);
    else
        mpn_mul(a->spare, limb, (mp_size_t)m, a->limb, (mp_size_t)a->n);
    uint64_t *product = a->spare;
    a->spare = a->limb;
    a->limb = product;
    a->n += m;
    a->n -= product[a->n - 1] == 0;
}

void zo_natural_times_int(zo_natural *a, const zo_int *factor) { times_limbs(a, factor->limb, ZO_LIMBS); }

void zo_natural_times_natural(zo_natural *a, const zo_natural *factor)
{
    times_limbs(a, factor->limb, factor->n);
}

void zo_natural_add_one(zo_natural *a)
{
    make_room(a, a->n + 1);
    a->limb[a->n] = 0;
    if (a->n == 0)
        a->limb[a->n++] = 1;
    else if (mpn_add_1(a->limb, a->limb, (mp_size_t)a->n, 1) != 0)
        a->limb[a->n++] = 1;
}

void zo_natural_times_power(zo_natural *a, uint64_t base, size_t exponent)
{
    for (size_t i = 0; i < exponent; i++)
        zo_natural_times(a, base);
}

int zo_natural_compare(const zo_natural *a, const zo_natural *b)
{
    if (a->n != b->n)
        return a->n < b->n ? -1 : 1;
    int order = a->n == 0 ? 0 : mpn_cmp(a->limb, b->limb, (mp_size_t)a->n);
    return (order > 0) - (order < 0);
}

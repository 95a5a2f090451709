/* Which of up to 64 values make some total negative. */
#ifndef ZO_ENGINE_SIGNS_H
#define ZO_ENGINE_SIGNS_H

#include <stddef.h>
#include <stdint.h>

/* For every value v a total: sum + more[v]. */
typedef struct zo_totals {
    int64_t sum;
    const int64_t *more;
} zo_totals;

/* Bit v: one of the n totals of value v is negative. values: 1..64; no total overflows. The same on every processor. */
uint64_t zo_any_negative(const zo_totals *totals, size_t n, unsigned values);

/* How many values are looked at together. Nothing but speed depends on it. */
typedef enum zo_width { ZO_ONE_BY_ONE, ZO_BY_FOUR } zo_width;

zo_width zo_widest(void); /* that this processor can */
uint64_t zo_any_negative_by(zo_width width, const zo_totals *totals, size_t n, unsigned values);

#endif

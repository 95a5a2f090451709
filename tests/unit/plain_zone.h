/* Packages read one by one: what a sum comes to, and whether the zone contains it. */
#ifndef ZO_TESTS_PLAIN_ZONE_H
#define ZO_TESTS_PLAIN_ZONE_H

#include <gmp.h>

#include "random_instance.h"

/* The words of a sum's total. */
static inline void plain_words(const zo_instance *in, const zo_sum *sum, const uint32_t *package,
                               mp_limb_t *total)
{
    mp_size_t words = (mp_size_t)sum->words;
    memcpy(total, sum->start, sum->words * sizeof *total);
    for (size_t i = 0; i < in->issues; i++) {
        if (sum->table[i] != NULL)
            mpn_add_n(total, total, (const mp_limb_t *)sum->table[i] + package[i] * sum->words, words);
    }
    for (size_t i = 0; i < sum->bonuses; i++) {
        if (zo_holds(sum->bonus[i].when, package))
            mpn_add_n(total, total, (const mp_limb_t *)sum->bonus[i].points, words);
    }
}

/* Of a total that fits 512 bits. */
static inline zo_int plain_total(const zo_instance *in, const zo_sum *sum, const uint32_t *package)
{
    mp_limb_t total[ZO_WIDE_WORDS];
    plain_words(in, sum, package, total);
    zo_int number = {.negative = total[sum->words - 1] >> 63};
    if (number.negative)
        mpn_neg(total, total, sum->words);
    memcpy(number.limb, total, (sum->words > ZO_LIMBS ? ZO_LIMBS : sum->words) * sizeof *total);
    return number;
}

static inline bool plainly_violates(const zo_instance *in, const zo_selector *selector,
                                    const uint32_t *package)
{
    if (selector->waived != NULL && zo_holds(selector->waived, package))
        return false;
    if (selector->sum == NULL)
        return !zo_holds(selector->expr, package);
    mp_limb_t total[ZO_WIDE_WORDS];
    plain_words(in, selector->sum, package, total);
    return total[selector->sum->words - 1] >> 63;
}

/* Masks of random instances fit one word. */
static inline bool plainly_in_zone(const world *w, const uint32_t *package)
{
    const zo_instance *in = &w->instance;
    uint64_t mask = 0;
    for (size_t s = 0; s < in->selectors; s++) {
        if (w->mode[s] != ZO_OFF && in->selector[s].class_ != ZO_CERTAINTY &&
            plainly_violates(in, &in->selector[s], package))
            zo_set_bit(&mask, s);
    }
    for (size_t v = 0; v < in->voters; v++) {
        if (in->voter[v].abstains != NULL && zo_holds(in->voter[v].abstains, package))
            zo_set_bit(&mask, in->selectors + v);
    }
    for (size_t b = 0; b < in->blocs; b++) {
        if (in->bloc[b].waived != NULL && zo_holds(in->bloc[b].waived, package))
            zo_set_bit(&mask, in->selectors + in->voters + b);
    }
    return zo_mask_accepted(in, &mask, NULL);
}

/* Divides by 2^64. */
static inline void shift_down(int64_t *number, size_t words)
{
    memmove(number, number + 1, (words - 1) * sizeof *number);
    number[words - 1] = number[words - 2] < 0 ? -1 : 0;
}

/* A random sum whose totals fit 512 bits. */
static inline const zo_sum *random_payoff(world *w)
{
    const zo_sum *sum = random_sum(w);
    size_t words = sum->words;
    if (words == 1)
        return sum;
    for (size_t i = 0; i < w->instance.issues; i++) {
        for (size_t v = 0; sum->table[i] != NULL && v < w->instance.size[i]; v++)
            shift_down((int64_t *)sum->table[i] + v * words, words);
    }
    for (size_t i = 0; i < sum->bonuses; i++)
        shift_down((int64_t *)sum->bonus[i].points, words);
    shift_down((int64_t *)sum->start, words);
    return sum;
}

#endif

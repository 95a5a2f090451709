/* Turns one package into its mask, by the plain reading of every expression and sum. */
#include "engine/masks.h"

#include "engine/row.h"

#include <string.h>

void zo_package_total(const zo_instance *instance, const zo_sum *sum, const uint32_t *package, int64_t *total)
{
    memcpy(total, sum->start, sum->words * sizeof *total);
    for (size_t i = 0; i < instance->issues; i++) {
        if (sum->table[i] != NULL)
            zo_words_add(total, total, sum->table[i] + (size_t)package[i] * sum->words, sum->words);
    }
    for (size_t i = 0; i < sum->bonuses; i++) {
        if (zo_holds(sum->bonus[i].when, package))
            zo_words_add(total, total, sum->bonus[i].points, sum->words);
    }
}

static bool is_violated(const zo_instance *instance, const zo_selector *selector, const uint32_t *package)
{
    if (selector->waived != NULL && zo_holds(selector->waived, package))
        return false;
    if (selector->sum == NULL)
        return !zo_holds(selector->expr, package);
    int64_t total[ZO_WIDE_WORDS];
    zo_package_total(instance, selector->sum, package, total);
    return total[selector->sum->words - 1] < 0;
}

static void note(const zo_expr *expr, const uint32_t *package, uint64_t *mask, size_t bit)
{
    if (expr != NULL && zo_holds(expr, package))
        zo_set_bit(mask, bit);
}

void zo_package_mask(const zo_instance *instance, const uint32_t *package, uint64_t *mask)
{
    memset(mask, 0, zo_set_words(zo_mask_bits(instance)) * sizeof *mask);
    for (size_t s = 0; s < instance->selectors; s++) {
        if (is_violated(instance, &instance->selector[s], package))
            zo_set_bit(mask, s);
    }
    size_t bit = instance->selectors;
    for (size_t v = 0; v < instance->voters; v++)
        note(instance->voter[v].abstains, package, mask, bit++);
    for (size_t b = 0; b < instance->blocs; b++)
        note(instance->bloc[b].waived, package, mask, bit++);
}

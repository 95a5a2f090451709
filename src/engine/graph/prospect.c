/* Conditions and some values -> surely, never, or undecided. */
#include "engine/graph/prospect.h"

#include <string.h>

#include "engine/row.h"

static zo_prospect decided(bool truth) { return truth ? ZO_SURELY : ZO_NEVER; }

static zo_prospect reverse(zo_prospect p) { return p == ZO_UNDECIDED ? p : decided(p == ZO_NEVER); }

static zo_prospect both(zo_prospect left, zo_prospect right)
{
    if (left == ZO_NEVER || right == ZO_NEVER)
        return ZO_NEVER;
    return left == ZO_SURELY && right == ZO_SURELY ? ZO_SURELY : ZO_UNDECIDED;
}

static zo_prospect of_values(const zo_half_package *half, const zo_expr *expr)
{
    const zo_instance *in = half->instance;
    bool some = false, all = true;
    if (half->chosen[expr->issue])
        return decided(zo_bit(expr->allowed, half->value[expr->issue]));
    if (half->domains == NULL)
        return ZO_UNDECIDED;
    for (uint32_t v = 0; v < in->size[expr->issue]; v++) {
        if (!zo_bit(half->domains, in->first_bit[expr->issue] + v))
            continue;
        some = some || zo_bit(expr->allowed, v);
        all = all && zo_bit(expr->allowed, v);
    }
    return some && !all ? ZO_UNDECIDED : decided(all);
}

static zo_prospect of_linear(const zo_half_package *half, const zo_expr *expr)
{
    for (size_t t = 0; t < expr->linear->terms; t++)
        if (!half->chosen[expr->linear->term[t].issue])
            return ZO_UNDECIDED;
    return decided(zo_holds(expr, half->value));
}

static zo_prospect of_equals(const zo_half_package *half, const zo_expr *expr)
{
    zo_prospect left = zo_prospect_of(half, expr->left);
    zo_prospect right = left == ZO_UNDECIDED ? left : zo_prospect_of(half, expr->right);
    return right == ZO_UNDECIDED ? right : decided(left == right);
}

static zo_prospect of_both(const zo_half_package *half, const zo_expr *expr)
{
    zo_prospect left = zo_prospect_of(half, expr->left);
    return left == ZO_NEVER ? left : both(left, zo_prospect_of(half, expr->right));
}

static zo_prospect of_either(const zo_half_package *half, const zo_expr *expr)
{
    zo_prospect left = zo_prospect_of(half, expr->left);
    if (left == ZO_SURELY)
        return left;
    return reverse(both(reverse(left), reverse(zo_prospect_of(half, expr->right))));
}

zo_prospect zo_prospect_of(const zo_half_package *half, const zo_expr *expr)
{
    switch (expr->kind) {
    case ZO_X_TRUE: return ZO_SURELY;
    case ZO_X_FALSE: return ZO_NEVER;
    case ZO_X_IN: return of_values(half, expr);
    case ZO_X_LINEAR: return of_linear(half, expr);
    case ZO_X_NOT: return reverse(zo_prospect_of(half, expr->left));
    case ZO_X_AND: return of_both(half, expr);
    case ZO_X_OR: return of_either(half, expr);
    case ZO_X_IFF: return of_equals(half, expr);
    }
    return ZO_UNDECIDED;
}

static zo_prospect of_sum(const zo_half_package *half, const zo_sum *sum)
{
    int64_t total[ZO_WIDE_WORDS];
    memcpy(total, sum->start, sum->words * sizeof *total);
    for (size_t i = 0; i < half->instance->issues; i++) {
        if (sum->table[i] == NULL)
            continue;
        if (!half->chosen[i])
            return ZO_UNDECIDED;
        zo_words_add(total, total, sum->table[i] + (size_t)half->value[i] * sum->words, sum->words);
    }
    for (size_t b = 0; b < sum->bonuses; b++) {
        zo_prospect when = zo_prospect_of(half, sum->bonus[b].when);
        if (when == ZO_UNDECIDED)
            return when;
        if (when == ZO_SURELY)
            zo_words_add(total, total, sum->bonus[b].points, sum->words);
    }
    return decided(total[sum->words - 1] < 0);
}

zo_prospect zo_prospect_of_violation(const zo_half_package *half, const zo_selector *selector)
{
    zo_prospect waived = selector->waived == NULL ? ZO_NEVER : zo_prospect_of(half, selector->waived);
    if (waived == ZO_SURELY)
        return ZO_NEVER;
    zo_prospect violated =
        selector->sum != NULL ? of_sum(half, selector->sum) : reverse(zo_prospect_of(half, selector->expr));
    return both(reverse(waived), violated);
}

/* Marks what the voter does; false when that is undecided. */
static bool mark_vote(const zo_half_package *half, const zo_mode *mode, uint32_t v, uint64_t *mask)
{
    const zo_instance *in = half->instance;
    const zo_voter *voter = &in->voter[v];
    zo_prospect abstains = voter->abstains == NULL ? ZO_NEVER : zo_prospect_of(half, voter->abstains);
    if (abstains == ZO_SURELY)
        zo_set_bit(mask, in->selectors + v);
    if (abstains != ZO_NEVER)
        return abstains == ZO_SURELY;
    for (size_t i = 0; i < voter->selectors; i++) {
        uint32_t s = voter->selector[i];
        if (mode[s] == ZO_OFF || in->selector[s].class_ == ZO_CERTAINTY)
            continue;
        zo_prospect violated = zo_prospect_of_violation(half, &in->selector[s]);
        if (violated == ZO_SURELY)
            zo_set_bit(mask, s);
        if (violated == ZO_UNDECIDED)
            return false;
    }
    return true;
}

zo_prospect zo_prospect_of_refusal(const zo_half_package *half, const zo_mode *mode, const zo_bloc *bloc,
                                   uint64_t *mask)
{
    zo_prospect waived = bloc->waived == NULL ? ZO_NEVER : zo_prospect_of(half, bloc->waived);
    bool known = waived != ZO_UNDECIDED;
    if (waived == ZO_SURELY || bloc->voters == 0)
        return ZO_NEVER;
    for (size_t i = 0; i < bloc->voters && known; i++)
        known = mark_vote(half, mode, bloc->voter[i], mask);
    bool refuses = known && !zo_bloc_accepts(half->instance, bloc, mask, NULL);
    memset(mask, 0, zo_set_words(zo_mask_bits(half->instance)) * sizeof *mask);
    return known ? decided(refuses) : ZO_UNDECIDED;
}

/* Selectors in force -> the values that can still occur. Each selector in turn takes values away that no package can have
 * which satisfies it and has its other values among those left, until nothing changes or for a number of rounds: stopping
 * early leaves more values, which is sound. */
#include "space/propagate.h"

#include "space/wide.h"

enum { MOST_ROUNDS = 32 };

typedef struct zo_pruner {
    const zo_instance *instance;
    uint64_t *values;
    uint32_t *package; /* for conditions on one issue */
    bool changed, empty;
} zo_pruner;

static bool is_left(const zo_pruner *p, uint32_t issue, uint32_t value)
{
    return zo_bit(p->values, p->instance->first_bit[issue] + value);
}

static void take_away(zo_pruner *p, uint32_t issue, uint32_t value)
{
    size_t bit = p->instance->first_bit[issue] + value;
    p->values[bit / 64] &= ~((uint64_t)1 << (bit % 64));
    p->changed = true;
}

static void check_left(zo_pruner *p, uint32_t issue)
{
    for (uint32_t v = 0; v < p->instance->size[issue]; v++)
        if (is_left(p, issue, v))
            return;
    p->empty = true;
}

/* ---- What a condition may still be ---- */

typedef struct zo_may {
    bool hold, fail;
} zo_may;

typedef struct zo_span_of_sum {
    int64_t least, most;
} zo_span_of_sum;

/* The contributions of the values left that have a number; *nameless: some left have none. False when none has one. */
static bool term_span(const zo_pruner *p, const zo_linear_term *term, zo_span_of_sum *span, bool *nameless)
{
    bool any = false;
    for (uint32_t v = 0; v < p->instance->size[term->issue]; v++) {
        if (!is_left(p, term->issue, v))
            continue;
        if (term->nameless != NULL && zo_bit(term->nameless, v)) {
            *nameless = true;
            continue;
        }
        int64_t number = term->value[v];
        span->least = !any || number < span->least ? number : span->least;
        span->most = !any || number > span->most ? number : span->most;
        any = true;
    }
    return any;
}

/* False when no package among those left has numbers everywhere. */
static bool linear_span(const zo_pruner *p, const zo_linear *linear, zo_span_of_sum *span, bool *nameless)
{
    bool all = true;
    *span = (zo_span_of_sum){linear->start, linear->start};
    *nameless = false;
    for (size_t i = 0; i < linear->terms; i++) {
        zo_span_of_sum own = {0};
        all = term_span(p, &linear->term[i], &own, nameless) && all;
        span->least += own.least;
        span->most += own.most;
    }
    return all;
}

/* Whether some sum within the span may stand in the relation to 0. */
static bool may_relate(const zo_span_of_sum *span, zo_relation relation)
{
    switch (relation) {
    case ZO_EQ: return span->least <= 0 && span->most >= 0;
    case ZO_NE: return span->least != 0 || span->most != 0;
    case ZO_LT: return span->least < 0;
    case ZO_LE: return span->least <= 0;
    case ZO_GT: return span->most > 0;
    case ZO_GE: return span->most >= 0;
    }
    return true;
}

static zo_relation opposite(zo_relation relation)
{
    static const zo_relation other[] = {ZO_NE, ZO_EQ, ZO_GE, ZO_GT, ZO_LE, ZO_LT};
    return other[relation];
}

static zo_may linear_may(const zo_pruner *p, const zo_linear *linear)
{
    zo_span_of_sum span;
    bool nameless, numbers = linear_span(p, linear, &span, &nameless), differs = linear->relation == ZO_NE;
    return (zo_may){.hold = (numbers && may_relate(&span, linear->relation)) || (nameless && differs),
                    .fail =
                        (numbers && may_relate(&span, opposite(linear->relation))) || (nameless && !differs)};
}

static zo_may in_may(const zo_pruner *p, const zo_expr *expr)
{
    zo_may may = {false, false};
    for (uint32_t v = 0; v < p->instance->size[expr->issue]; v++) {
        if (!is_left(p, expr->issue, v))
            continue;
        bool holds = zo_bit(expr->allowed, v);
        may.hold = may.hold || holds;
        may.fail = may.fail || !holds;
    }
    return may;
}

static zo_may may_be(const zo_pruner *p, const zo_expr *expr)
{
    zo_may left = {0}, right = {0};
    if (expr->left != NULL)
        left = may_be(p, expr->left);
    if (expr->right != NULL)
        right = may_be(p, expr->right);
    switch (expr->kind) {
    case ZO_X_TRUE: return (zo_may){true, false};
    case ZO_X_FALSE: return (zo_may){false, true};
    case ZO_X_IN: return in_may(p, expr);
    case ZO_X_LINEAR: return linear_may(p, expr->linear);
    case ZO_X_NOT: return (zo_may){left.fail, left.hold};
    case ZO_X_AND: return (zo_may){left.hold && right.hold, left.fail || right.fail};
    case ZO_X_OR: return (zo_may){left.hold || right.hold, left.fail && right.fail};
    case ZO_X_IFF:
        return (zo_may){(left.hold && right.hold) || (left.fail && right.fail),
                        (left.hold && right.fail) || (left.fail && right.hold)};
    }
    return (zo_may){true, true};
}

/* ---- Conditions that must be true, or false ---- */

/* Values whose own contribution leaves the others no way to the relation; those without a number, when they decide it
 * the wrong way. */
static void prune_linear(zo_pruner *p, const zo_linear *linear, bool truth)
{
    zo_relation relation = truth ? linear->relation : opposite(linear->relation);
    bool numbers_only = truth != (linear->relation == ZO_NE), nameless;
    zo_span_of_sum span;
    bool numbers = linear_span(p, linear, &span, &nameless);
    if (nameless && !numbers_only)
        return;
    if (!numbers) {
        p->empty = true;
        return;
    }
    for (size_t i = 0; i < linear->terms; i++) {
        const zo_linear_term *term = &linear->term[i];
        zo_span_of_sum own = {0};
        term_span(p, term, &own, &nameless);
        for (uint32_t v = 0; v < p->instance->size[term->issue]; v++) {
            if (!is_left(p, term->issue, v))
                continue;
            bool has_none = term->nameless != NULL && zo_bit(term->nameless, v);
            zo_span_of_sum with = {span.least - own.least + term->value[v],
                                   span.most - own.most + term->value[v]};
            if (has_none || !may_relate(&with, relation))
                take_away(p, term->issue, v);
        }
        check_left(p, term->issue);
        if (p->empty)
            return;
    }
}

static const uint32_t NO_ISSUE = UINT32_MAX, SEVERAL = UINT32_MAX - 1;

static uint32_t joined(uint32_t a, uint32_t b)
{
    return a == NO_ISSUE || a == b ? b : b == NO_ISSUE ? a : SEVERAL;
}

/* The one issue that the condition looks at. */
static uint32_t sole_issue(const zo_expr *expr)
{
    uint32_t issue = expr->kind == ZO_X_IN ? expr->issue : NO_ISSUE;
    if (expr->kind == ZO_X_LINEAR)
        for (size_t i = 0; i < expr->linear->terms; i++)
            issue = joined(issue, expr->linear->term[i].issue);
    if (expr->left != NULL)
        issue = joined(issue, sole_issue(expr->left));
    if (expr->right != NULL && issue != SEVERAL)
        issue = joined(issue, sole_issue(expr->right));
    return issue;
}

static void prune_alone(zo_pruner *p, const zo_expr *expr, uint32_t issue, bool truth)
{
    for (uint32_t v = 0; v < p->instance->size[issue]; v++) {
        p->package[issue] = v;
        if (is_left(p, issue, v) && zo_holds(expr, p->package) != truth)
            take_away(p, issue, v);
    }
    check_left(p, issue);
}

static void prune(zo_pruner *p, const zo_expr *expr, bool truth);

/* One of two must be so: when one cannot, the other must. */
static void prune_either(zo_pruner *p, const zo_expr *expr, bool truth)
{
    zo_may left = may_be(p, expr->left), right = may_be(p, expr->right);
    bool left_may = truth ? left.hold : left.fail, right_may = truth ? right.hold : right.fail;
    if (!left_may)
        prune(p, expr->right, truth);
    else if (!right_may)
        prune(p, expr->left, truth);
}

static void prune_iff(zo_pruner *p, const zo_expr *expr, bool truth)
{
    zo_may left = may_be(p, expr->left), right = may_be(p, expr->right);
    if (left.hold != left.fail)
        prune(p, expr->right, left.hold == truth);
    else if (right.hold != right.fail)
        prune(p, expr->left, right.hold == truth);
}

static void prune_compound(zo_pruner *p, const zo_expr *expr, bool truth)
{
    bool both = (expr->kind == ZO_X_AND) == truth;
    if (expr->kind == ZO_X_NOT)
        prune(p, expr->left, !truth);
    else if (expr->kind == ZO_X_IFF)
        prune_iff(p, expr, truth);
    else if (both) {
        prune(p, expr->left, truth);
        prune(p, expr->right, truth);
    } else
        prune_either(p, expr, truth);
}

static void prune(zo_pruner *p, const zo_expr *expr, bool truth)
{
    if (p->empty)
        return;
    uint32_t issue = sole_issue(expr);
    if (issue == NO_ISSUE)
        p->empty = zo_holds(expr, p->package) != truth;
    else if (issue != SEVERAL)
        prune_alone(p, expr, issue, truth);
    else if (expr->kind == ZO_X_LINEAR)
        prune_linear(p, expr->linear, truth);
    else
        prune_compound(p, expr, truth);
}

/* ---- Sums that must not be negative ---- */

static zo_int most_of_table(const zo_pruner *p, const zo_sum *sum, uint32_t issue)
{
    zo_int most = zo_int_of(0);
    bool any = false;
    for (uint32_t v = 0; v < p->instance->size[issue]; v++) {
        if (!is_left(p, issue, v))
            continue;
        zo_int number = zo_int_of_words(sum->table[issue] + (size_t)v * sum->words, sum->words);
        if (number.overflow)
            return number;
        most = !any || zo_int_compare(&number, &most) > 0 ? number : most;
        any = true;
    }
    return most;
}

static zo_int most_of_bonuses(const zo_pruner *p, const zo_sum *sum)
{
    zo_int most = zo_int_of(0);
    for (size_t b = 0; b < sum->bonuses; b++) {
        zo_may may = may_be(p, sum->bonus[b].when);
        zo_int points = zo_int_of_words(sum->bonus[b].points, sum->words);
        if (may.hold && (points.overflow || zo_int_sign(&points) > 0 || !may.fail))
            most = zo_int_add(&most, &points);
    }
    return most;
}

/* The most that the values left can add up to. */
static zo_int most_of_sum(const zo_pruner *p, const zo_sum *sum)
{
    zo_int most = zo_int_of_words(sum->start, sum->words), bonuses = most_of_bonuses(p, sum);
    most = zo_int_add(&most, &bonuses);
    for (uint32_t i = 0; i < p->instance->issues; i++) {
        if (sum->table[i] == NULL)
            continue;
        zo_int own = most_of_table(p, sum, i);
        most = zo_int_add(&most, &own);
    }
    return most;
}

static void prune_table(zo_pruner *p, const zo_sum *sum, uint32_t issue, const zo_int *most)
{
    zo_int own = most_of_table(p, sum, issue), others = zo_int_sub(most, &own);
    for (uint32_t v = 0; v < p->instance->size[issue]; v++) {
        zo_int number = zo_int_of_words(sum->table[issue] + (size_t)v * sum->words, sum->words);
        zo_int total = zo_int_add(&others, &number);
        if (is_left(p, issue, v) && !total.overflow && zo_int_sign(&total) < 0)
            take_away(p, issue, v);
    }
    check_left(p, issue);
}

static void prune_sum(zo_pruner *p, const zo_sum *sum)
{
    zo_int most = most_of_sum(p, sum);
    if (most.overflow)
        return;
    if (zo_int_sign(&most) < 0) {
        p->empty = true;
        return;
    }
    for (uint32_t i = 0; i < p->instance->issues && !p->empty; i++)
        if (sum->table[i] != NULL)
            prune_table(p, sum, i, &most);
}

/* ---- Selectors ---- */

static bool may_be_satisfied(const zo_pruner *p, const zo_selector *selector)
{
    if (selector->sum == NULL)
        return may_be(p, selector->expr).hold;
    zo_int most = most_of_sum(p, selector->sum);
    return most.overflow || zo_int_sign(&most) >= 0;
}

static void prune_selector(zo_pruner *p, const zo_selector *selector)
{
    if (selector->waived != NULL && may_be(p, selector->waived).hold) {
        if (!may_be_satisfied(p, selector))
            prune(p, selector->waived, true);
        return;
    }
    if (selector->sum != NULL)
        prune_sum(p, selector->sum);
    else
        prune(p, selector->expr, true);
}

zo_domains zo_propagate(const zo_instance *instance, const uint64_t *in_force, zo_arena *arena)
{
    zo_pruner p = {.instance = instance, .changed = true};
    p.values = ZO_NEW_MANY(arena, uint64_t, zo_set_words(instance->value_bits) + 1);
    p.package = ZO_NEW_MANY(arena, uint32_t, instance->issues + 1);
    for (size_t bit = 0; bit < instance->value_bits; bit++)
        zo_set_bit(p.values, bit);
    for (unsigned round = 0; round < MOST_ROUNDS && p.changed && !p.empty; round++) {
        p.changed = false;
        for (size_t s = 0; s < instance->selectors && !p.empty; s++)
            if (zo_bit(in_force, s))
                prune_selector(&p, &instance->selector[s]);
    }
    return (zo_domains){p.values, p.empty};
}

/* Bound conditions -> expressions over value indices. */
#include "space/compile.h"

static zo_expr *new_expr(zo_arena *arena, zo_expr_kind kind, const zo_expr *left, const zo_expr *right)
{
    zo_expr *expr = ZO_NEW(arena, zo_expr);
    *expr = (zo_expr){.kind = kind, .left = left, .right = right};
    return expr;
}

/* A balanced tree over the parts, so that depth stays logarithmic in their number. */
static const zo_expr *fold(zo_arena *arena, zo_expr_kind kind, const zo_expr *const *parts, size_t n)
{
    if (n == 1)
        return parts[0];
    size_t half = n / 2;
    return new_expr(arena, kind, fold(arena, kind, parts, half), fold(arena, kind, parts + half, n - half));
}

/* ---- Sums: scaled to integers ---- */

static const int64_t TERM_LIMIT = INT64_MAX / 4 / ZO_MOST_TERMS;

/* The sum at the lowest value of every issue; the terms then count steps from there. */
static zo_num sum_at_lowest(const zo_model *model, const zo_bound *sum)
{
    zo_num total = sum->constant;
    for (size_t i = 0; i < sum->factors.n; i++) {
        zo_num low = zo_num_mul(&sum->factors.at[i].factor, &model->issues.at[sum->factors.at[i].issue].low);
        total = zo_num_add(&total, &low);
    }
    return total;
}

static zo_int scale_of(const zo_model *model, const zo_bound *sum, const zo_num *lowest)
{
    zo_int scale = lowest->bottom;
    for (size_t i = 0; i < sum->factors.n; i++) {
        const zo_issue *issue = &model->issues.at[sum->factors.at[i].issue];
        zo_num step = zo_num_mul(&sum->factors.at[i].factor, &issue->step);
        scale = zo_int_lcm(&scale, &step.bottom);
    }
    return scale;
}

static bool scaled(const zo_num *number, const zo_int *scale, int64_t *value)
{
    zo_num by = zo_num_from_int(scale), product = zo_num_mul(number, &by);
    return !zo_num_overflow(&product) && zo_int_fits64(&product.top, value) && *value >= -TERM_LIMIT &&
           *value <= TERM_LIMIT;
}

static bool fill_term(const zo_model *model, const zo_factor *factor, const zo_int *scale,
                      zo_linear_term *term, zo_arena *arena)
{
    const zo_issue *issue = &model->issues.at[factor->issue];
    int64_t *value = ZO_NEW_MANY(arena, int64_t, issue->size);
    zo_num step = zo_num_mul(&factor->factor, &issue->step);
    int64_t by;
    if (!scaled(&step, scale, &by) || by > TERM_LIMIT / issue->gridded || by < -TERM_LIMIT / issue->gridded)
        return false;
    for (uint32_t v = 0; v < issue->gridded; v++)
        value[v] = by * (int64_t)v;
    uint64_t *nameless = NULL;
    if (issue->named.n > 0) {
        nameless = ZO_NEW_MANY(arena, uint64_t, zo_set_words(issue->size));
        for (uint32_t v = issue->gridded; v < issue->size; v++)
            zo_set_bit(nameless, v);
    }
    *term = (zo_linear_term){factor->issue, value, nameless};
    return true;
}

static const zo_expr *compile_sum(const zo_model *model, const zo_bound *bound, zo_arena *arena)
{
    zo_num lowest = sum_at_lowest(model, bound);
    zo_int scale = scale_of(model, bound, &lowest);
    zo_linear *linear = ZO_NEW(arena, zo_linear);
    zo_linear_term *terms = ZO_NEW_MANY(arena, zo_linear_term, bound->factors.n);
    *linear = (zo_linear){.relation = bound->relation, .terms = bound->factors.n, .term = terms};
    if (scale.overflow || !scaled(&lowest, &scale, &linear->start))
        return NULL;
    for (size_t i = 0; i < bound->factors.n; i++)
        if (!fill_term(model, &bound->factors.at[i], &scale, &terms[i], arena))
            return NULL;
    zo_expr *expr = new_expr(arena, ZO_X_LINEAR, NULL, NULL);
    expr->linear = linear;
    return expr;
}

/* ---- The rest ---- */

static const zo_expr *compile_parts(const zo_model *model, const zo_bound *bound, zo_arena *arena)
{
    const zo_expr **parts = ZO_NEW_MANY(arena, const zo_expr *, bound->parts.n);
    for (size_t i = 0; i < bound->parts.n; i++)
        if (!(parts[i] = zo_compile_condition(model, bound->parts.at[i], arena)))
            return NULL;
    switch (bound->kind) {
    case ZO_B_NOT: return new_expr(arena, ZO_X_NOT, parts[0], NULL);
    case ZO_B_IMPLIES: return new_expr(arena, ZO_X_OR, new_expr(arena, ZO_X_NOT, parts[0], NULL), parts[1]);
    case ZO_B_IFF: return new_expr(arena, ZO_X_IFF, parts[0], parts[1]);
    default: return fold(arena, bound->kind == ZO_B_AND ? ZO_X_AND : ZO_X_OR, parts, bound->parts.n);
    }
}

const zo_expr *zo_compile_condition(const zo_model *model, const zo_bound *bound, zo_arena *arena)
{
    if (bound->kind == ZO_B_LINEAR)
        return compile_sum(model, bound, arena);
    if (bound->kind != ZO_B_IN)
        return compile_parts(model, bound, arena);
    zo_expr *expr = new_expr(arena, ZO_X_IN, NULL, NULL);
    expr->issue = bound->issue;
    expr->allowed = bound->allowed;
    return expr;
}

const zo_expr *zo_compile_stance(const zo_model *model, const zo_entry *entry, zo_arena *arena)
{
    const zo_expr *condition = zo_compile_condition(model, entry->condition, arena);
    bool negated = entry->statement->kind == ZO_S_REFUSES || entry->statement->kind == ZO_S_ACCEPTS;
    if (!condition || !negated)
        return condition;
    const zo_expr *not_it = new_expr(arena, ZO_X_NOT, condition, NULL);
    if (!entry->only_if)
        return not_it;
    const zo_expr *price = zo_compile_condition(model, entry->only_if, arena);
    return price ? new_expr(arena, ZO_X_OR, not_it, price) : NULL;
}

const zo_expr *zo_compile_deal(const zo_model *model, const uint32_t *pairs, size_t n, zo_arena *arena)
{
    const zo_expr **parts = ZO_NEW_MANY(arena, const zo_expr *, n / 2 + 1);
    if (n == 0)
        return new_expr(arena, ZO_X_TRUE, NULL, NULL);
    for (size_t i = 0; i < n; i += 2) {
        uint64_t *allowed = ZO_NEW_MANY(arena, uint64_t, zo_set_words(model->issues.at[pairs[i]].size));
        zo_set_bit(allowed, pairs[i + 1]);
        zo_expr *expr = new_expr(arena, ZO_X_IN, NULL, NULL);
        expr->issue = pairs[i];
        expr->allowed = allowed;
        parts[i / 2] = expr;
    }
    return fold(arena, ZO_X_AND, parts, n / 2);
}

const zo_expr *zo_compile_waiver(const zo_record *record, uint32_t seat, zo_arena *arena)
{
    const zo_seat *at = &record->seats.at[seat];
    if (at->need == ZO_NOT_NEEDED)
        return new_expr(arena, ZO_X_TRUE, NULL, NULL);
    if (at->need != ZO_NEEDED_WHEN)
        return NULL;
    const zo_expr *when = zo_compile_condition(record->model, at->when, arena);
    return when ? new_expr(arena, ZO_X_NOT, when, NULL) : NULL;
}

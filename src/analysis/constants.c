/* Selectors -> the constant that they hang on; sums -> how far they reach. */
#include "analysis/constants.h"

#include "analysis/count.h"
#include "analysis/words.h"
#include "engine/proof/prover.h"
#include "engine/rule.h"
#include "engine/walk/survey.h"
#include "space/utility.h"

/* ---- The demand as one comparison ---- */

static zo_relation opposite(zo_relation relation)
{
    switch (relation) {
    case ZO_EQ: return ZO_NE;
    case ZO_NE: return ZO_EQ;
    case ZO_LT: return ZO_GE;
    case ZO_LE: return ZO_GT;
    case ZO_GT: return ZO_LE;
    default: return ZO_LT;
    }
}

static size_t constants_in(const zo_terms *terms)
{
    size_t count = 0;
    for (size_t i = 0; i < terms->n; i++)
        count += terms->at[i].name.text.n == 0;
    return count;
}

/* Whether exactly one constant is written in the comparison; the condition is a comparison under any number of nots. */
static bool writes_one_constant(const zo_condition *condition)
{
    while (condition->kind == ZO_C_NOT)
        condition = condition->parts.at[0];
    return constants_in(&condition->left) + constants_in(&condition->right) == 1;
}

/* The one comparison of a stance, its relation as demanded; NULL when it hangs on more. */
static const zo_bound *one_comparison(const zo_entry *entry, zo_relation *relation)
{
    const zo_bound *bound = entry->condition;
    zo_statement_kind kind = entry->statement->kind;
    bool negated = kind == ZO_S_REFUSES || kind == ZO_S_ACCEPTS;
    if (entry->only_if || !bound)
        return NULL;
    while (bound->kind == ZO_B_NOT) {
        bound = bound->parts.at[0];
        negated = !negated;
    }
    bool number = bound->kind == ZO_B_IN && !bound->listed && bound->is_number;
    if (!number && bound->kind != ZO_B_LINEAR)
        return NULL;
    if (!writes_one_constant(entry->statement->condition))
        return NULL;
    *relation = negated ? opposite(bound->relation) : bound->relation;
    return *relation == ZO_NE ? NULL : bound;
}

/* ---- The quantity as a sum ---- */

typedef struct zo_quantity {
    const zo_model *model;
    const zo_bound *bound;
    zo_int scale;
    int64_t nameless; /* what a value without a number counts as */
    zo_arena *arena;
} zo_quantity;

/* What one issue's value contributes, before scaling; false when it has no number. */
static bool contribution(const zo_quantity *q, uint32_t issue, const zo_num *factor, uint32_t value,
                         zo_num *out)
{
    const zo_issue *of = &q->model->issues.at[issue];
    if (value >= of->gridded)
        return false;
    zo_num number = zo_issue_number(of, value);
    *out = zo_num_mul(factor, &number);
    return true;
}

static zo_factor factor_at(const zo_quantity *q, size_t i)
{
    if (q->bound->kind == ZO_B_LINEAR)
        return q->bound->factors.at[i];
    return (zo_factor){q->bound->issue, zo_num_of(1)};
}
static size_t factors_of(const zo_bound *bound) { return bound->kind == ZO_B_LINEAR ? bound->factors.n : 1; }

static void find_scale(zo_quantity *q)
{
    q->scale = zo_int_of(1);
    for (size_t i = 0; i < factors_of(q->bound); i++) {
        zo_factor factor = factor_at(q, i);
        zo_num first, second, step;
        const zo_issue *issue = &q->model->issues.at[factor.issue];
        if (!contribution(q, factor.issue, &factor.factor, 0, &first))
            continue;
        q->scale = zo_int_lcm(&q->scale, &first.bottom);
        if (issue->size < 2 || !contribution(q, factor.issue, &factor.factor, 1, &second))
            continue;
        step = zo_num_sub(&second, &first);
        q->scale = zo_int_lcm(&q->scale, &step.bottom);
    }
}

/* At most 2^10 terms of at most 40 bits; a value without a number takes the sum past all others, without overflow. */
enum { MOST_TERMS = 1 << 10, MOST_BITS = 40 };
static const int64_t far_away = (int64_t)1 << 52;

/* A table of int64. False when some number is too large. */
static bool fill_table(const zo_quantity *q, const zo_factor *factor, bool minus, int64_t *table)
{
    const zo_issue *issue = &q->model->issues.at[factor->issue];
    zo_num scale = zo_num_from_int(&q->scale);
    for (uint32_t v = 0; v < issue->size; v++) {
        zo_num number;
        int64_t value = q->nameless;
        if (contribution(q, factor->issue, &factor->factor, v, &number)) {
            number = zo_num_mul(&number, &scale);
            if (zo_num_overflow(&number) || !zo_num_is_integer(&number) ||
                zo_int_bits(&number.top) > MOST_BITS || !zo_int_fits64(&number.top, &value))
                return false;
            value = minus ? -value : value;
        }
        table[v] = value;
    }
    return true;
}

static const zo_sum *sum_of(const zo_quantity *q, bool minus)
{
    size_t factors = factors_of(q->bound);
    zo_sum *sum = ZO_NEW(q->arena, zo_sum);
    const int64_t **table = ZO_NEW_MANY(q->arena, const int64_t *, q->model->issues.n + 1);
    if (factors > MOST_TERMS)
        return NULL;
    for (size_t i = 0; i < factors; i++) {
        zo_factor factor = factor_at(q, i);
        int64_t *row = ZO_NEW_MANY(q->arena, int64_t, q->model->issues.at[factor.issue].size);
        if (!fill_table(q, &factor, minus, row))
            return NULL;
        table[factor.issue] = row;
    }
    *sum = (zo_sum){.words = 1, .start = ZO_NEW(q->arena, int64_t), .table = table};
    return sum;
}

/* ---- Selectors ---- */

static zo_constant constant_of_stance(const zo_compiled *compiled, const zo_entry *entry,
                                      zo_nameless nameless, zo_arena *arena)
{
    zo_constant constant = {0};
    const zo_bound *bound = one_comparison(entry, &constant.relation);
    if (!bound)
        return constant;
    zo_quantity q = {.model = compiled->record->model, .bound = bound, .arena = arena};
    q.nameless = nameless == ZO_NAMELESS_LAST ? -far_away : far_away;
    constant.issue = bound->kind == ZO_B_IN ? bound->issue : bound->factors.at[0].issue;
    find_scale(&q);
    constant.scale = q.scale;
    constant.now = bound->kind == ZO_B_IN ? bound->number : zo_num_negate(&bound->constant);
    constant.sum = q.scale.overflow ? NULL : sum_of(&q, false);
    constant.minus = q.scale.overflow ? NULL : sum_of(&q, true);
    constant.there = constant.sum && constant.minus;
    constant.too_large = !constant.there;
    return constant;
}

/* Members of blocs have no payoff in the instance: their points are put together here. */
static zo_constant constant_of_alternative(const zo_compiled *compiled, size_t selector, zo_arena *arena)
{
    zo_constant constant = {.issue = ZO_NONE, .relation = ZO_GE};
    const zo_origin *origin = &compiled->origin[selector];
    const zo_seat *seat = &compiled->record->seats.at[origin->seat];
    zo_points points = zo_points_of(compiled->record, seat, &zo_as_ranges, arena);
    zo_payoff payoff = {0};
    if (!zo_scaled_payoff(compiled->record, &points, &origin->entry->amount, &payoff, arena))
        return constant;
    constant.there = true;
    constant.sum = payoff.most;
    constant.scale = payoff.scale;
    constant.now = origin->entry->amount.low;
    return constant;
}

zo_constant zo_constant_of(const zo_compiled *compiled, size_t selector, zo_nameless nameless,
                           zo_arena *arena)
{
    const zo_entry *entry = compiled->origin[selector].entry;
    switch (compiled->instance.selector[selector].class_) {
    case ZO_STANCE: return constant_of_stance(compiled, entry, nameless, arena);
    case ZO_ALTERNATIVE: return constant_of_alternative(compiled, selector, arena);
    default: return (zo_constant){0};
    }
}

zo_str zo_constant_words(const zo_compiled *compiled, const zo_constant *constant, const zo_num *value,
                         zo_arena *arena)
{
    const zo_model *model = compiled->record->model;
    zo_str number = zo_number_words(value, arena);
    if (constant->issue == ZO_NONE)
        return zo_printf(arena, "%.*s points", ZO_FMT(number));
    const zo_issue *issue = &model->issues.at[constant->issue];
    return issue->unit.n ? zo_printf(arena, "%.*s %.*s", ZO_FMT(number), ZO_FMT(issue->unit)) : number;
}

const zo_sum *zo_sum_beside(const zo_constant *constant, bool above, zo_arena *arena)
{
    zo_num scale = zo_num_from_int(&constant->scale), bound = zo_num_mul(&constant->now, &scale);
    zo_sum *sum = ZO_NEW(arena, zo_sum);
    int64_t *start = ZO_NEW(arena, int64_t), whole;
    /* Quantities are whole once scaled: strictly above the bound is at least the next whole number. */
    zo_int floor = zo_int_div_floor(&bound.top, &bound.bottom);
    bool exact = zo_num_is_integer(&bound);
    if (zo_num_overflow(&bound) || zo_int_bits(&floor) > MOST_BITS + 10 || !zo_int_fits64(&floor, &whole))
        return NULL;
    *sum = above ? *constant->sum : *constant->minus;
    *start = above ? -(whole + 1) : whole - exact;
    sum->start = start;
    return sum;
}

/* ---- How far a sum reaches ---- */

enum { FEW_PACKAGES = 10000000 }; /* up to here every package is visited; beyond, the prover is asked */

static bool is_small(const zo_instance *instance)
{
    uint64_t packages = 1;
    for (size_t i = 0; i < instance->issues; i++) {
        if (packages > FEW_PACKAGES / instance->size[i])
            return false;
        packages *= instance->size[i];
    }
    return true;
}

static zo_int by_survey(const zo_request *request, const zo_compiled *compiled, const uint64_t *off,
                        const zo_sum *sum, zo_extreme *extreme)
{
    zo_survey survey = zo_survey_zone(&compiled->instance, zo_binding_modes(compiled, off, request->arena),
                                      &sum, 1, ZO_NO_ISSUE, &request->limit, request->arena);
    extreme->reach = survey.reach;
    extreme->any = survey.points > 0;
    if (!extreme->any)
        return zo_int_of(0);
    extreme->package = survey.point[0].package;
    return survey.point[0].worth[0];
}

static zo_int by_proof(const zo_request *request, const zo_compiled *compiled, const uint64_t *off,
                       const zo_sum *sum, zo_extreme *extreme)
{
    zo_arena *arena = request->arena;
    zo_mode *mode = zo_proving_modes(compiled, off, arena);
    uint32_t *package = ZO_NEW_MANY(arena, uint32_t, compiled->instance.issues + 1);
    zo_int best = zo_int_of(0);
    zo_note_by_rule(ZO_TASK_PROOF, &request->limit, UINT64_MAX, "how far a number can move");
    zo_prover *prover = zo_prover_new(&compiled->instance, mode, &request->limit, arena);
    zo_proved proved = zo_prover_maximise(prover, zo_new_selector_set(compiled, arena), sum, &best, package);
    extreme->reach = proved == ZO_UNDECIDED ? ZO_LIMIT_TIME : ZO_EXACT;
    extreme->any = proved != ZO_IMPOSSIBLE && !best.overflow;
    extreme->package = package;
    zo_prover_free(prover);
    return best;
}

zo_extreme zo_extreme_of(const zo_request *request, const zo_compiled *compiled, const uint64_t *off,
                         const zo_constant *constant, const zo_sum *sum)
{
    zo_extreme extreme = {0};
    zo_int best = is_small(&compiled->instance) ? by_survey(request, compiled, off, sum, &extreme)
                                                : by_proof(request, compiled, off, sum, &extreme);
    zo_int above = zo_int_of(far_away / 2), below = zo_int_of(-far_away / 2);
    bool is_number = zo_int_compare(&best, &below) > 0 && zo_int_compare(&best, &above) < 0;
    if (extreme.any && constant->issue != ZO_NONE && !is_number)
        extreme.any = false;
    if (extreme.any)
        extreme.best = zo_num_ratio(&best, &constant->scale);
    return extreme;
}

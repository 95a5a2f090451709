/* Scores, points and orders -> exact points per value; then integers by the common denominator. */
#include "space/utility.h"

/* ---- Scores of one issue ---- */

static zo_num between(const zo_num *x, const zo_point *a, const zo_point *b, bool high)
{
    zo_num ya = high ? a->score.high : a->score.low, yb = high ? b->score.high : b->score.low;
    zo_num run = zo_num_sub(&b->number, &a->number), part = zo_num_sub(x, &a->number),
           rise = zo_num_sub(&yb, &ya);
    part = zo_num_div(&part, &run);
    rise = zo_num_mul(&rise, &part);
    return zo_num_add(&ya, &rise);
}

/* Linear between the points around x, which cover it. *at: the last point not above x, kept from call to call. */
static zo_range on_line(const zo_entry *entry, size_t points, const zo_num *x, size_t *at)
{
    while (*at + 2 < points && zo_num_compare(&entry->points.at[*at + 1].number, x) <= 0)
        (*at)++;
    if (points == 1)
        return entry->points.at[0].score;
    const zo_point *a = &entry->points.at[*at];
    return (zo_range){between(x, a, a + 1, false), between(x, a, a + 1, true)};
}

/* more: 0 at the lowest to 100 at the highest; an issue of one value gets 100 either way. */
static zo_range by_direction(const zo_issue *issue, uint32_t value, bool more)
{
    zo_num hundred = zo_num_of(100), score = hundred;
    if (issue->gridded > 1) {
        zo_num steps = zo_num_of(more ? value : issue->gridded - 1 - value),
               all = zo_num_of(issue->gridded - 1);
        score = zo_num_mul(&hundred, &steps);
        score = zo_num_div(&score, &all);
    }
    return (zo_range){score, score};
}

/* Weight times score over 100, over all readings of both. */
static zo_range weigh(const zo_range *weight, const zo_range *score)
{
    zo_num hundred = zo_num_of(100), corner[4];
    corner[0] = zo_num_mul(&weight->low, &score->low);
    corner[1] = zo_num_mul(&weight->high, &score->low);
    corner[2] = zo_num_mul(&weight->low, &score->high);
    corner[3] = zo_num_mul(&weight->high, &score->high);
    zo_range range = {corner[0], corner[0]};
    for (size_t i = 1; i < 4; i++) {
        range.low = zo_num_compare(&corner[i], &range.low) < 0 ? corner[i] : range.low;
        range.high = zo_num_compare(&corner[i], &range.high) > 0 ? corner[i] : range.high;
    }
    return (zo_range){zo_num_div(&range.low, &hundred), zo_num_div(&range.high, &hundred)};
}

static const zo_range *table_of(const zo_issue *issue, const zo_entry *entry, zo_arena *arena)
{
    zo_range *table = ZO_NEW_MANY(arena, zo_range, issue->size);
    size_t points = 0, at = 0;
    while (points < entry->points.n && entry->points.at[points].value == ZO_NONE)
        points++;
    for (uint32_t v = 0; v < issue->gridded; v++) {
        zo_num x = zo_issue_number(issue, v);
        zo_range score = entry->statement->direction == ZO_LISTED
                             ? on_line(entry, points, &x, &at)
                             : by_direction(issue, v, entry->statement->direction == ZO_MORE);
        table[v] = weigh(&entry->amount, &score);
    }
    for (size_t i = points; i < entry->points.n; i++)
        table[entry->points.at[i].value] = weigh(&entry->amount, &entry->points.at[i].score);
    return table;
}

static bool is_ranged(const zo_range *range) { return zo_num_compare(&range->low, &range->high) != 0; }

static bool entry_ranged(const zo_entry *entry)
{
    bool ranged = is_ranged(&entry->amount);
    for (size_t i = 0; i < entry->points.n; i++)
        ranged = ranged || is_ranged(&entry->points.at[i].score);
    return ranged;
}

zo_points zo_points_of(const zo_record *record, const zo_seat *seat, zo_arena *arena)
{
    const zo_range **table = ZO_NEW_MANY(arena, const zo_range *, record->model->issues.n);
    zo_points points = {.table = table, .bonus = seat->bonuses.at, .bonuses = seat->bonuses.n};
    for (size_t i = 0; i < seat->values.n; i++) {
        const zo_entry *entry = seat->values.at[i];
        table[entry->issue] = table_of(&record->model->issues.at[entry->issue], entry, arena);
        points.ranged = points.ranged || entry_ranged(entry);
    }
    for (size_t i = 0; i < seat->bonuses.n; i++)
        points.ranged = points.ranged || is_ranged(&seat->bonuses.at[i]->amount);
    return points;
}

/* ---- Integers ---- */

typedef struct zo_scaler {
    const zo_record *record;
    const zo_points *points;
    const zo_num *threshold;
    bool most;
    zo_int scale; /* points times this are integers */
    unsigned words;
    zo_arena *arena;
} zo_scaler;

static const zo_num *end_of(const zo_scaler *s, const zo_range *range)
{
    return s->most ? &range->high : &range->low;
}

static zo_int common_denominator(const zo_scaler *s)
{
    zo_int scale = s->threshold->bottom;
    for (size_t i = 0; i < s->record->model->issues.n; i++)
        for (uint32_t v = 0; s->points->table[i] && v < s->record->model->issues.at[i].size; v++)
            scale = zo_int_lcm(&scale, &end_of(s, &s->points->table[i][v])->bottom);
    for (size_t b = 0; b < s->points->bonuses; b++)
        scale = zo_int_lcm(&scale, &end_of(s, &s->points->bonus[b]->amount)->bottom);
    return scale;
}

static zo_int scaled(const zo_scaler *s, const zo_num *number)
{
    zo_int factor = zo_int_div_exact(&s->scale, &number->bottom);
    return zo_int_mul(&number->top, &factor);
}

static void grow_bound(zo_int *bound, const zo_int *value)
{
    zo_int magnitude = *value;
    magnitude.negative = false;
    *bound = zo_int_add(bound, &magnitude);
}

/* No sum over any package is larger in magnitude. */
static zo_int bound_of(const zo_scaler *s)
{
    zo_int bound = zo_int_of(0), value = scaled(s, s->threshold);
    grow_bound(&bound, &value);
    for (size_t i = 0; i < s->record->model->issues.n; i++) {
        zo_int widest = zo_int_of(0);
        for (uint32_t v = 0; s->points->table[i] && v < s->record->model->issues.at[i].size; v++) {
            value = scaled(s, end_of(s, &s->points->table[i][v]));
            value.negative = false;
            if (value.overflow || zo_int_compare(&value, &widest) > 0)
                widest = value;
        }
        grow_bound(&bound, &widest);
    }
    for (size_t b = 0; b < s->points->bonuses; b++) {
        value = scaled(s, end_of(s, &s->points->bonus[b]->amount));
        grow_bound(&bound, &value);
    }
    return bound;
}

static void store(const zo_scaler *s, const zo_int *value, int64_t *out)
{
    uint64_t carry = value->negative;
    for (unsigned w = 0; w < s->words; w++) {
        uint64_t word = w < ZO_LIMBS ? value->limb[w] : 0;
        if (value->negative) {
            word = ~word + carry;
            carry = carry && word == 0;
        }
        out[w] = (int64_t)word;
    }
}

static const int64_t *scaled_table(const zo_scaler *s, size_t issue)
{
    uint32_t size = s->record->model->issues.at[issue].size;
    if (!s->points->table[issue])
        return NULL;
    int64_t *out = ZO_NEW_MANY(s->arena, int64_t, (size_t)size * s->words);
    for (uint32_t v = 0; v < size; v++) {
        zo_int value = scaled(s, end_of(s, &s->points->table[issue][v]));
        store(s, &value, out + (size_t)v * s->words);
    }
    return out;
}

static bool scale_bonuses(const zo_scaler *s, zo_sum *sum)
{
    zo_bonus *bonus = ZO_NEW_MANY(s->arena, zo_bonus, s->points->bonuses);
    for (size_t b = 0; b < s->points->bonuses; b++) {
        int64_t *points = ZO_NEW_MANY(s->arena, int64_t, s->words);
        zo_int value = scaled(s, end_of(s, &s->points->bonus[b]->amount));
        store(s, &value, points);
        bonus[b] = (zo_bonus){
            zo_compile_condition(s->record->model, s->points->bonus[b]->condition, s->arena), points};
        if (!bonus[b].when)
            return false;
    }
    sum->bonus = bonus;
    sum->bonuses = s->points->bonuses;
    return true;
}

const zo_sum *zo_scaled_sum(const zo_record *record, const zo_points *points, const zo_num *threshold,
                            bool most, zo_arena *arena)
{
    zo_scaler s = {record, points, threshold, most, zo_int_of(1), 1, arena};
    s.scale = common_denominator(&s);
    if (s.scale.overflow)
        return NULL;
    zo_int bound = bound_of(&s);
    if (bound.overflow)
        return NULL;
    s.words = zo_int_bits(&bound) < 63 ? 1 : ZO_WIDE_WORDS;
    zo_sum *sum = ZO_NEW(arena, zo_sum);
    int64_t *start = ZO_NEW_MANY(arena, int64_t, s.words);
    const int64_t **table = ZO_NEW_MANY(arena, const int64_t *, record->model->issues.n);
    zo_int minus = scaled(&s, threshold);
    minus.negative = !minus.negative && zo_int_sign(&minus) != 0;
    store(&s, &minus, start);
    for (size_t i = 0; i < record->model->issues.n; i++)
        table[i] = scaled_table(&s, i);
    *sum = (zo_sum){.words = s.words, .start = start, .table = table};
    return scale_bonuses(&s, sum) ? sum : NULL;
}

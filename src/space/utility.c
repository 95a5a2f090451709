/* Exact points per value -> integers by the common denominator. */
#include "space/utility.h"

#include "space/wide.h"

#include "space/compile.h"

typedef struct zo_scaler {
    const zo_record *record;
    const zo_points *points;
    zo_int scale; /* points times this are integers */
    unsigned words;
    bool most; /* which end of the ranges is read */
    zo_arena *arena;
} zo_scaler;

static const zo_num *end_of(const zo_scaler *s, const zo_range *range)
{
    return s->most ? &range->high : &range->low;
}

/* The scale that covers the reading too. */
static zo_int widened_scale(const zo_scaler *s)
{
    zo_int scale = s->scale;
    for (size_t i = 0; i < s->record->model->issues.n; i++)
        for (uint32_t v = 0; s->points->table[i] && v < s->record->model->issues.at[i].size; v++)
            scale = zo_int_lcm(&scale, &end_of(s, &s->points->table[i][v])->bottom);
    for (size_t b = 0; b < s->points->bonuses; b++)
        scale = zo_int_lcm(&scale, &end_of(s, &s->points->bonus[b].points)->bottom);
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

/* No sum over any package is larger in magnitude, the threshold taken off or not. */
static zo_int bound_of(const zo_scaler *s, const zo_num *threshold)
{
    zo_int bound = zo_int_of(0), value = scaled(s, threshold);
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
        value = scaled(s, end_of(s, &s->points->bonus[b].points));
        grow_bound(&bound, &value);
    }
    return bound;
}

static const int64_t *scaled_table(const zo_scaler *s, size_t issue)
{
    uint32_t size = s->record->model->issues.at[issue].size;
    if (!s->points->table[issue])
        return NULL;
    int64_t *out = ZO_NEW_MANY(s->arena, int64_t, (size_t)size * s->words);
    for (uint32_t v = 0; v < size; v++) {
        zo_int value = scaled(s, end_of(s, &s->points->table[issue][v]));
        zo_words_of_int(&value, s->words, out + (size_t)v * s->words);
    }
    return out;
}

static bool scale_bonuses(const zo_scaler *s, zo_sum *sum)
{
    zo_bonus *bonus = ZO_NEW_MANY(s->arena, zo_bonus, s->points->bonuses);
    for (size_t b = 0; b < s->points->bonuses; b++) {
        int64_t *points = ZO_NEW_MANY(s->arena, int64_t, s->words);
        zo_int value = scaled(s, end_of(s, &s->points->bonus[b].points));
        zo_words_of_int(&value, s->words, points);
        bonus[b] =
            (zo_bonus){zo_compile_condition(s->record->model, s->points->bonus[b].when, s->arena), points};
        if (!bonus[b].when)
            return false;
    }
    sum->bonus = bonus;
    sum->bonuses = s->points->bonuses;
    return true;
}

/* Whether all sums fit; settles how many words they take. */
static bool settle_words(zo_scaler *s, const zo_num *threshold)
{
    if (s->scale.overflow)
        return false;
    zo_int bound = bound_of(s, threshold);
    if (!bound.overflow && zo_int_bits(&bound) >= 63)
        s->words = ZO_WIDE_WORDS;
    return !bound.overflow;
}

/* NULL when a bonus's condition is too large. */
static const zo_sum *sum_from(const zo_scaler *s, const zo_int *start)
{
    size_t issues = s->record->model->issues.n;
    zo_sum *sum = ZO_NEW(s->arena, zo_sum);
    int64_t *words = ZO_NEW_MANY(s->arena, int64_t, s->words);
    const int64_t **table = ZO_NEW_MANY(s->arena, const int64_t *, issues);
    zo_words_of_int(start, s->words, words);
    for (size_t i = 0; i < issues; i++)
        table[i] = scaled_table(s, i);
    *sum = (zo_sum){.words = s->words, .start = words, .table = table};
    return scale_bonuses(s, sum) ? sum : NULL;
}

const zo_sum *zo_scaled_sum(const zo_record *record, const zo_points *points, const zo_num *threshold,
                            bool most, zo_arena *arena)
{
    zo_scaler s = {record, points, threshold->bottom, 1, most, arena};
    s.scale = widened_scale(&s);
    if (!settle_words(&s, threshold))
        return NULL;
    zo_int zero = zo_int_of(0), start = scaled(&s, threshold);
    start = zo_int_sub(&zero, &start);
    return sum_from(&s, &start);
}

static const zo_sum *read_end(zo_scaler *s, bool most)
{
    zo_int zero = zo_int_of(0);
    s->most = most;
    return sum_from(s, &zero);
}

static bool settle_words_of_both(zo_scaler *s, const zo_range *worth)
{
    s->most = false;
    bool fits = settle_words(s, &worth->low);
    s->most = true;
    return fits && settle_words(s, &worth->high);
}

bool zo_scaled_payoff(const zo_record *record, const zo_points *points, const zo_range *worth,
                      zo_payoff *payoff, zo_arena *arena)
{
    zo_scaler s = {record, points, zo_int_lcm(&worth->low.bottom, &worth->high.bottom), 1, false, arena};
    s.scale = widened_scale(&s);
    s.most = true;
    s.scale = widened_scale(&s);
    if (!settle_words_of_both(&s, worth))
        return false;
    payoff->scale = s.scale;
    payoff->worth_low = scaled(&s, &worth->low);
    payoff->worth_high = scaled(&s, &worth->high);
    payoff->least = read_end(&s, false);
    payoff->most = points->ranged ? read_end(&s, true) : payoff->least;
    return payoff->least && payoff->most;
}

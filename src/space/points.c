/* Scores, points and orders, as a reading has them -> exact points per value. */
#include "space/points.h"

/* What one entry says, as read. */
typedef struct zo_scores {
    const zo_entry *entry;
    zo_range weight;
    const zo_range *score; /* per point of the entry */
} zo_scores;

/* ---- Scores of one issue ---- */

static zo_num between(const zo_num *x, const zo_point *a, const zo_num *ya, const zo_num *yb)
{
    const zo_point *b = a + 1;
    zo_num run = zo_num_sub(&b->number, &a->number), part = zo_num_sub(x, &a->number),
           rise = zo_num_sub(yb, ya);
    part = zo_num_div(&part, &run);
    rise = zo_num_mul(&rise, &part);
    return zo_num_add(ya, &rise);
}

/* Linear between the points around x, which cover it. *at: the last point not above x, kept from call to call. */
static zo_range on_line(const zo_scores *scores, size_t points, const zo_num *x, size_t *at)
{
    const zo_entry *entry = scores->entry;
    while (*at + 2 < points && zo_num_compare(&entry->points.at[*at + 1].number, x) <= 0)
        (*at)++;
    if (points == 1)
        return scores->score[0];
    const zo_point *a = &entry->points.at[*at];
    const zo_range *ya = &scores->score[*at], *yb = ya + 1;
    return (zo_range){between(x, a, &ya->low, &yb->low), between(x, a, &ya->high, &yb->high)};
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

static const zo_range *table_of(const zo_issue *issue, const zo_scores *scores, zo_arena *arena)
{
    const zo_entry *entry = scores->entry;
    zo_range *table = ZO_NEW_MANY(arena, zo_range, issue->size);
    size_t points = 0, at = 0;
    while (points < entry->points.n && entry->points.at[points].value == ZO_NONE)
        points++;
    for (uint32_t v = 0; v < issue->gridded; v++) {
        zo_num x = zo_issue_number(issue, v);
        zo_range score = entry->statement->direction == ZO_LISTED
                             ? on_line(scores, points, &x, &at)
                             : by_direction(issue, v, entry->statement->direction == ZO_MORE);
        table[v] = weigh(&scores->weight, &score);
    }
    for (size_t i = points; i < entry->points.n; i++)
        table[entry->points.at[i].value] = weigh(&scores->weight, &scores->score[i]);
    return table;
}

/* ---- All of a party's ---- */

static bool scores_ranged(const zo_scores *scores)
{
    bool ranged = zo_is_ranged(&scores->weight);
    for (size_t i = 0; i < scores->entry->points.n; i++)
        ranged = ranged || zo_is_ranged(&scores->score[i]);
    return ranged;
}

static void read_values(const zo_record *record, const zo_seat *seat, const zo_reading *reading,
                        zo_points *points, zo_arena *arena)
{
    const zo_range **table = ZO_NEW_MANY(arena, const zo_range *, record->model->issues.n);
    for (size_t i = 0; i < seat->values.n; i++) {
        const zo_entry *entry = seat->values.at[i];
        zo_scores scores = {entry, zo_read_amount(record->model, entry, reading),
                            zo_read_scores(record->model, entry, reading, arena)};
        table[entry->issue] = table_of(&record->model->issues.at[entry->issue], &scores, arena);
        points->ranged = points->ranged || scores_ranged(&scores);
    }
    points->table = table;
}

static void read_bonuses(const zo_record *record, const zo_seat *seat, const zo_reading *reading,
                         zo_points *points, zo_arena *arena)
{
    zo_earned *bonus = ZO_NEW_MANY(arena, zo_earned, seat->bonuses.n);
    for (size_t i = 0; i < seat->bonuses.n; i++) {
        const zo_entry *entry = seat->bonuses.at[i];
        bonus[i] = (zo_earned){entry->condition, zo_read_amount(record->model, entry, reading)};
        points->ranged = points->ranged || zo_is_ranged(&bonus[i].points);
    }
    points->bonus = bonus;
    points->bonuses = seat->bonuses.n;
}

zo_points zo_points_of(const zo_record *record, const zo_seat *seat, const zo_reading *reading,
                       zo_arena *arena)
{
    zo_points points = {0};
    read_values(record, seat, reading, &points, arena);
    read_bonuses(record, seat, reading, &points, arena);
    return points;
}

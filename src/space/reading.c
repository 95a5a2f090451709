/* Turns ranges and orders into the numbers of one reading. */
#include "space/reading.h"

#include <stdlib.h>

const zo_reading zo_as_ranges = {.kind = ZO_AS_RANGES}, zo_midpoints = {.kind = ZO_MIDPOINTS};

enum { STEPS = 1000, AMOUNT = 0, FIRST_SCORE = 1 }; /* places of what an entry has to draw */

/* ---- Draws ---- */

/* The finalizer of splitmix64 (Steele, Lea and Flood 2014). */
static uint64_t mix(uint64_t state, uint64_t more)
{
    uint64_t z = (state ^ more) + 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

/* 0..most, each as likely as any other but for one part in 2^54. */
static int64_t draw_step(const zo_reading *reading, zo_str handle, size_t place, int64_t most)
{
    uint64_t word = mix(mix(0, reading->seed), reading->draw);
    for (size_t i = 0; i < handle.n; i++)
        word = mix(word, (unsigned char)handle.s[i]);
    return (int64_t)(mix(word, place) % (uint64_t)(most + 1));
}

/* ---- Ranges ---- */

static zo_num at_step(const zo_range *range, int64_t step, int64_t steps)
{
    zo_num part = zo_num_of(step), all = zo_num_of(steps), width = zo_num_sub(&range->high, &range->low);
    part = zo_num_div(&part, &all);
    part = zo_num_mul(&part, &width);
    return zo_num_add(&range->low, &part);
}

static zo_range read_range(const zo_range *range, const zo_reading *reading, zo_str handle, size_t place)
{
    if (reading->kind == ZO_AS_RANGES || !zo_is_ranged(range))
        return *range;
    zo_num number = reading->kind == ZO_MIDPOINTS
                        ? at_step(range, 1, 2)
                        : at_step(range, draw_step(reading, handle, place, STEPS), STEPS);
    return (zo_range){number, number};
}

zo_range zo_read_amount(const zo_model *model, const zo_entry *entry, const zo_reading *reading)
{
    return read_range(&entry->amount, reading, model->keys.at[entry->key].handle, AMOUNT);
}

/* ---- Orders ---- */

static int descending(const void *left, const void *right)
{
    int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
    return a > b ? -1 : a < b;
}

/* The step of each rank from the first, STEPS, to the last, 0. No two are equal, as the order says, unless there are more
 * ranks than steps: the middle ones are drawn from what is left once each of them has a step of its own. */
static const int64_t *draw_ranks(const zo_reading *reading, zo_str handle, size_t ranks, zo_arena *arena)
{
    int64_t *step = ZO_NEW_MANY(arena, int64_t, ranks);
    step[0] = STEPS;
    bool apart = ranks <= STEPS;
    int64_t most = apart ? STEPS + 1 - (int64_t)ranks : STEPS;
    for (size_t r = 1; r + 1 < ranks; r++)
        step[r] = draw_step(reading, handle, FIRST_SCORE + r, most);
    if (ranks > 2)
        qsort(step + 1, ranks - 2, sizeof *step, descending);
    for (size_t r = 1; apart && r + 1 < ranks; r++)
        step[r] += (int64_t)(ranks - 1 - r);
    return step;
}

static const zo_range *read_order(const zo_entry *entry, const zo_reading *reading, zo_str handle,
                                  zo_arena *arena)
{
    const zo_range scale = {zo_num_of(0), zo_num_of(100)};
    size_t ranks = entry->statement->ranks.n;
    bool drawn = reading->kind == ZO_DRAWN;
    const int64_t *step = drawn ? draw_ranks(reading, handle, ranks, arena) : NULL;
    zo_range *score = ZO_NEW_MANY(arena, zo_range, entry->points.n);
    for (size_t i = 0; i < entry->points.n; i++) {
        size_t rank = entry->points.at[i].rank;
        zo_num number = drawn       ? at_step(&scale, step[rank], STEPS)
                        : ranks < 2 ? scale.high
                                    : at_step(&scale, (int64_t)(ranks - 1 - rank), (int64_t)(ranks - 1));
        score[i] = (zo_range){number, number};
    }
    return score;
}

const zo_range *zo_read_scores(const zo_model *model, const zo_entry *entry, const zo_reading *reading,
                               zo_arena *arena)
{
    zo_str handle = model->keys.at[entry->key].handle;
    if (entry->statement->kind == ZO_S_PREFERS && reading->kind != ZO_AS_RANGES)
        return read_order(entry, reading, handle, arena);
    zo_range *score = ZO_NEW_MANY(arena, zo_range, entry->points.n);
    for (size_t i = 0; i < entry->points.n; i++)
        score[i] = read_range(&entry->points.at[i].score, reading, handle, FIRST_SCORE + i);
    return score;
}

/* Vectors -> buckets by the first worth, each with its own steps, and what lies beyond it.
 *
 * Most answers are those of the buckets: something beyond is large enough, or nothing here or beyond is. Else a step of the
 * vector's own bucket decides, of which there are few. */
#include "engine/frontier/steps.h"

#include <string.h>

enum { LEAST_BITS = 6, MOST_BITS = 14 };

typedef struct zo_step {
    int64_t x, y;
    uint32_t next;
} zo_step;

static zo_step *step_at(const zo_steps *steps, uint32_t i) { return (zo_step *)steps->pool.at + (i - 1); }

static size_t bucket_of(const zo_steps *steps, int64_t x)
{
    return (size_t)(((uint64_t)x - (uint64_t)steps->least) >> steps->shift);
}

bool zo_steps_start(zo_steps *steps, int64_t least, int64_t most, size_t vectors, zo_ration *ration)
{
    uint64_t wide = (uint64_t)most - (uint64_t)least;
    unsigned bits = LEAST_BITS;
    while (bits < MOST_BITS && vectors >> bits > 0)
        bits++;
    steps->least = least;
    steps->steps = 0;
    steps->shift = 0;
    while (wide >> steps->shift >> bits > 0)
        steps->shift++;
    steps->buckets = (size_t)(wide >> steps->shift) + 2;
    if (!zo_store_reach(&steps->firsts, ration, steps->buckets * sizeof *steps->first) ||
        !zo_store_reach(&steps->beyonds, ration, steps->buckets * sizeof *steps->beyond))
        return false;
    steps->first = steps->firsts.at;
    steps->beyond = steps->beyonds.at;
    memset(steps->first, 0, steps->buckets * sizeof *steps->first);
    for (size_t b = 0; b < steps->buckets; b++)
        steps->beyond[b] = INT64_MIN;
    return true;
}

bool zo_steps_cover(const zo_steps *steps, int64_t x, int64_t y)
{
    size_t bucket = bucket_of(steps, x);
    uint32_t i = steps->first[bucket];
    if (steps->beyond[bucket] < y)
        return false;
    if (steps->beyond[bucket + 1] >= y && steps->beyond[bucket + 1] > INT64_MIN)
        return true;
    while (i != 0 && (step_at(steps, i)->x < x || step_at(steps, i)->y < y))
        i = step_at(steps, i)->next;
    return i != 0;
}

/* Steps that this one covers go. */
static void take_out(zo_steps *steps, size_t bucket, int64_t x, int64_t y)
{
    uint32_t *link = &steps->first[bucket];
    while (*link != 0) {
        zo_step *step = step_at(steps, *link);
        if (step->x <= x && step->y <= y)
            *link = step->next;
        else
            link = &step->next;
    }
}

bool zo_steps_keep(zo_steps *steps, int64_t x, int64_t y, zo_ration *ration)
{
    size_t bucket = bucket_of(steps, x);
    if (!zo_store_reach(&steps->pool, ration, (steps->steps + 1) * sizeof(zo_step)))
        return false;
    take_out(steps, bucket, x, y);
    uint32_t new = (uint32_t)++steps->steps;
    *step_at(steps, new) = (zo_step){x, y, steps->first[bucket]};
    steps->first[bucket] = new;
    for (size_t b = bucket + 1; b > 0 && steps->beyond[b - 1] < y; b--)
        steps->beyond[b - 1] = y;
    return true;
}

/* Turns a deal into points to maximise: minus the issues changed, times more than all steps together, minus the
 * steps. A value is as many steps away as values lie between, and one. */
#include "engine/choice/nearest.h"

#include <assert.h>

static uint64_t most_steps(uint32_t size, uint32_t value)
{
    uint32_t up = size - 1 - value;
    return up > value ? up : value;
}

/* What one issue is to count for; 0 when points for all issues together would not fit. */
static int64_t points_an_issue(const zo_instance *instance, const uint32_t *deal)
{
    uint64_t steps = 0, issues = 0;
    for (size_t i = 0; i < instance->issues; i++) {
        if (deal[i] == ZO_OPEN_ISSUE)
            continue;
        uint64_t more = most_steps(instance->size[i], deal[i]);
        if (more > INT64_MAX - 1 - steps)
            return 0;
        steps += more;
        issues++;
    }
    bool fits = issues == 0 || steps + 1 <= ((uint64_t)INT64_MAX - steps) / issues;
    return fits ? (int64_t)(steps + 1) : 0;
}

static const int64_t *table_of(const zo_instance *instance, size_t issue, uint32_t value, int64_t an_issue,
                               zo_arena *arena)
{
    int64_t *table = ZO_NEW_MANY(arena, int64_t, instance->size[issue]);
    for (uint32_t v = 0; v < instance->size[issue]; v++) {
        int64_t steps = v > value ? v - value : value - v;
        table[v] = steps == 0 ? 0 : -an_issue - steps;
    }
    return table;
}

zo_nearest zo_nearest_to(const zo_instance *instance, const uint32_t *deal, zo_arena *arena)
{
    int64_t an_issue = points_an_issue(instance, deal);
    if (an_issue == 0)
        return (zo_nearest){0};
    const int64_t **table = ZO_NEW_MANY(arena, const int64_t *, instance->issues);
    for (size_t i = 0; i < instance->issues; i++) {
        if (deal[i] != ZO_OPEN_ISSUE)
            table[i] = table_of(instance, i, deal[i], an_issue, arena);
    }
    zo_sum *sum = ZO_NEW(arena, zo_sum);
    *sum = (zo_sum){.words = 1, .start = ZO_NEW(arena, int64_t), .table = table};
    return (zo_nearest){sum, an_issue};
}

zo_change zo_nearest_change(const zo_nearest *nearest, const zo_int *value)
{
    int64_t points = 0;
    bool fits = zo_int_fits64(value, &points);
    assert(fits && points <= 0 && "a value that the sum does not have");
    (void)fits;
    return (zo_change){(uint64_t)(-points / nearest->issue), (uint64_t)(-points % nearest->issue)};
}

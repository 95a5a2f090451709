/* Steps of a course -> lists of pairs, merged. */
#include "engine/count/duet.h"

#include <string.h>

/* ---- Bounds ---- */

static bool span_of(const zo_course *course, size_t demand, size_t step, int64_t *least, int64_t *most)
{
    *least = INT64_MAX;
    *most = INT64_MIN;
    for (uint32_t v = 0; v < course->instance->size[course->order[step]]; v++) {
        if (!zo_course_allows(course, step, v))
            continue;
        int64_t amount = zo_course_amount(course, demand, step, v);
        *least = amount < *least ? amount : *least;
        *most = amount > *most ? amount : *most;
    }
    return *least <= *most;
}

/* False when some issue has no value left. */
static bool set_bounds(zo_duet *duet, unsigned d, zo_arena *arena)
{
    const zo_course *course = duet->course;
    size_t steps = course->steps;
    int64_t least, most, *before_least = ZO_NEW_MANY(arena, int64_t, steps + 1),
                         *before_most = ZO_NEW_MANY(arena, int64_t, steps + 1),
                         *after_least = ZO_NEW_MANY(arena, int64_t, steps + 1),
                         *after_most = ZO_NEW_MANY(arena, int64_t, steps + 1);
    before_least[0] = before_most[0] = zo_course_start(course, d);
    for (size_t s = 0; s < steps; s++) {
        if (!span_of(course, d, s, &least, &most))
            return false;
        before_least[s + 1] = before_least[s] + least;
        before_most[s + 1] = before_most[s] + most;
    }
    for (size_t s = 0; s <= steps; s++) {
        after_least[s] = before_least[steps] - before_least[s];
        after_most[s] = before_most[steps] - before_most[s];
    }
    duet->before_least[d] = before_least;
    duet->before_most[d] = before_most;
    duet->after_least[d] = after_least;
    duet->after_most[d] = after_most;
    return true;
}

zo_duet *zo_duet_new(const zo_course *course, zo_arena *arena)
{
    if (course->reach != ZO_EXACT || course->demands > 2)
        return NULL;
    for (size_t d = 0; d < course->demands; d++)
        if (course->demand[d]->exactly)
            return NULL;
    zo_duet *duet = ZO_NEW(arena, zo_duet);
    duet->course = course;
    return set_bounds(duet, 0, arena) && set_bounds(duet, 1, arena) ? duet : NULL;
}

/* ---- Steps ---- */

typedef struct zo_duet_step {
    const zo_duet *duet;
    size_t step;
    zo_moved_pairs *moved;
    size_t n;
} zo_duet_step;

/* Those with this value, of which there are some. */
static void add(zo_duet_step *s, const zo_pairs *pairs, uint32_t value)
{
    const zo_course *course = s->duet->course;
    if (pairs->n > 0)
        s->moved[s->n++] = (zo_moved_pairs){*pairs, zo_course_amount(course, 0, s->step, value),
                                            zo_course_amount(course, 1, s->step, value)};
}

zo_pairs *zo_duet_forward(const zo_duet *duet, size_t step, const zo_pairs *before, bool best_only,
                          zo_watch *watch, zo_arena *arena)
{
    const zo_course *course = duet->course;
    uint32_t values = course->instance->size[course->order[step]], states = course->states[step];
    zo_pairs *after = ZO_NEW_MANY(arena, zo_pairs, course->states[step + 1] + 1);
    zo_pair_rule rule = {-duet->after_most[0][step + 1], -duet->after_most[1][step + 1], best_only};
    zo_duet_step s = {
        .duet = duet, .step = step, .moved = ZO_NEW_MANY(arena, zo_moved_pairs, (size_t)states * values + 1)};
    for (uint32_t to = 0; to < course->states[step + 1]; to++) {
        s.n = 0;
        for (uint32_t from = 0; from < states; from++)
            for (uint32_t v = 0; v < values; v++)
                if (course->next[step][(size_t)from * values + v] == to && zo_course_allows(course, step, v))
                    add(&s, &before[from], v);
        after[to] = zo_pairs_unite(s.moved, s.n, &rule, watch, arena);
    }
    return after;
}

/* any: whatever the value. */
static zo_pairs *go_back(const zo_duet *duet, size_t step, bool any, uint32_t value, const zo_pairs *after,
                         bool best_only, zo_watch *watch, zo_arena *arena)
{
    const zo_course *course = duet->course;
    uint32_t values = course->instance->size[course->order[step]];
    zo_pairs *before = ZO_NEW_MANY(arena, zo_pairs, course->states[step] + 1);
    zo_pair_rule rule = {-duet->before_most[0][step], -duet->before_most[1][step], best_only};
    zo_duet_step s = {.duet = duet, .step = step, .moved = ZO_NEW_MANY(arena, zo_moved_pairs, values + 1)};
    for (uint32_t from = 0; from < course->states[step]; from++) {
        s.n = 0;
        for (uint32_t v = any ? 0 : value; v < (any ? values : value + 1); v++) {
            uint32_t to = course->next[step][(size_t)from * values + v];
            if (to != ZO_NO_STATE && zo_course_allows(course, step, v))
                add(&s, &after[to], v);
        }
        before[from] = zo_pairs_unite(s.moved, s.n, &rule, watch, arena);
    }
    return before;
}

zo_pairs *zo_duet_back(const zo_duet *duet, size_t step, const zo_pairs *after, bool best_only,
                       zo_watch *watch, zo_arena *arena)
{
    return go_back(duet, step, true, 0, after, best_only, watch, arena);
}

zo_pairs *zo_duet_back_by(const zo_duet *duet, size_t step, uint32_t value, const zo_pairs *after,
                          zo_watch *watch, zo_arena *arena)
{
    return go_back(duet, step, false, value, after, true, watch, arena);
}

/* ---- Ends ---- */

static zo_pairs *one_each(uint32_t states, int64_t a, int64_t b, zo_arena *arena)
{
    zo_pairs *pairs = ZO_NEW_MANY(arena, zo_pairs, states + 1);
    for (uint32_t s = 0; s < states; s++) {
        zo_pair *pair = ZO_NEW(arena, zo_pair);
        *pair = (zo_pair){a, b, 1};
        pairs[s] = (zo_pairs){1, pair};
    }
    return pairs;
}

zo_pairs *zo_duet_start(const zo_duet *duet, zo_arena *arena)
{
    const zo_course *course = duet->course;
    return one_each(course->states[0], zo_course_start(course, 0), zo_course_start(course, 1), arena);
}

zo_pairs *zo_duet_end(const zo_duet *duet, zo_arena *arena)
{
    return one_each(duet->course->states[duet->course->steps], 0, 0, arena);
}

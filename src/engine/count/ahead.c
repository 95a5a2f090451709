/* Best pairs ahead -> packages. A pair of worths is good enough when one of the best ahead makes up for what it lacks. */
#include "engine/count/ahead.h"

#include <string.h>

typedef struct zo_looker {
    const zo_duet *duet;
    const zo_course *course;
    size_t most;
    bool too_many;
    zo_watch *watch;
    zo_arena scratch;
    zo_arena once;    /* for one witness */
    zo_pairs **ahead; /* per step, and at the end: per state the best pairs from there on */
    zo_pairs **fixed; /* likewise, of packages that have a certain value at a certain later step */
    uint64_t *values;
    uint32_t *first, *witness;
} zo_looker;

/* How far a package has come. */
typedef struct zo_place {
    uint32_t state;
    int64_t a, b;
} zo_place;

static bool is_halted(const zo_looker *l) { return l->watch->reach != ZO_EXACT || l->too_many; }

static bool is_open(const zo_pairs *ahead, const zo_place *place)
{
    return zo_pairs_reach(&ahead[place->state], -place->a, -place->b);
}

/* False when the value leads nowhere. */
static bool go(const zo_looker *l, size_t step, uint32_t value, zo_place *place)
{
    const zo_course *course = l->course;
    uint32_t to = course->next[step][(size_t)place->state * course->instance->size[step] + value];
    if (to == ZO_NO_STATE || !zo_course_allows(course, step, value))
        return false;
    *place = (zo_place){to, place->a + zo_course_amount(course, 0, step, value),
                        place->b + zo_course_amount(course, 1, step, value)};
    return true;
}

static zo_place start(const zo_looker *l)
{
    return (zo_place){0, zo_course_start(l->course, 0), zo_course_start(l->course, 1)};
}

/* By the lowest values after which what is ahead can still be reached. */
static void go_on(const zo_looker *l, size_t step, size_t until, zo_pairs *const *ahead, zo_place *place,
                  uint32_t *package)
{
    for (; step < until; step++)
        for (uint32_t v = 0; v < l->course->instance->size[step]; v++) {
            zo_place next = *place;
            package[step] = v;
            if (go(l, step, v, &next) && is_open(ahead[step + 1], &next)) {
                *place = next;
                break;
            }
        }
}

/* ---- What is ahead ---- */

static void find_ahead(zo_looker *l)
{
    size_t steps = l->course->steps, total = 0;
    l->ahead = ZO_NEW_MANY(&l->scratch, zo_pairs *, steps + 1);
    l->fixed = ZO_NEW_MANY(&l->scratch, zo_pairs *, steps + 1);
    l->ahead[steps] = zo_duet_end(l->duet, &l->scratch);
    for (size_t step = steps; step-- > 0 && !is_halted(l);) {
        l->ahead[step] = zo_duet_back(l->duet, step, l->ahead[step + 1], true, l->watch, &l->scratch);
        for (uint32_t s = 0; s < l->course->states[step]; s++)
            total += l->ahead[step][s].n;
        l->too_many = total > l->most;
    }
}

/* ---- Values ---- */

/* Best pairs before and ahead: whether any of the one go with any of the other, by the value. */
static bool occurs(const zo_looker *l, size_t step, uint32_t value, const zo_pairs *before)
{
    for (uint32_t s = 0; s < l->course->states[step]; s++)
        for (size_t i = 0; i < before[s].n; i++) {
            zo_place place = {s, before[s].at[i].a, before[s].at[i].b};
            if (go(l, step, value, &place) && is_open(l->ahead[step + 1], &place))
                return true;
        }
    return false;
}

static void find_values(zo_looker *l)
{
    const zo_instance *in = l->course->instance;
    const zo_pairs *before = zo_duet_start(l->duet, &l->scratch);
    size_t total = 0;
    for (size_t step = 0; step < l->course->steps && !is_halted(l); step++) {
        for (uint32_t v = 0; v < in->size[step] && !zo_watch_ends(l->watch); v++)
            if (occurs(l, step, v, before))
                zo_set_bit(l->values, in->first_bit[step] + v);
        before = zo_duet_forward(l->duet, step, before, true, l->watch, &l->scratch);
        for (uint32_t s = 0; s < l->course->states[step + 1]; s++)
            total += before[s].n;
        l->too_many = total > l->most;
    }
}

/* ---- Witnesses ---- */

/* The first package with the value goes, if it can, by the first values of all before it. */
static bool goes_by_first(const zo_looker *l, size_t step, uint32_t value, zo_place *place, uint32_t *package)
{
    for (size_t s = 0; s < step; s++) {
        package[s] = l->first[s];
        go(l, s, package[s], place);
    }
    package[step] = value;
    return go(l, step, value, place) && is_open(l->ahead[step + 1], place);
}

static void find_witness(zo_looker *l, size_t step, uint32_t value, uint32_t *package)
{
    zo_place place = start(l);
    if (!goes_by_first(l, step, value, &place, package)) {
        zo_heap *heap = l->once.heap;
        zo_arena_close(&l->once);
        zo_arena_open(&l->once, heap);
        place = start(l);
        l->fixed[step] = zo_duet_back_by(l->duet, step, value, l->ahead[step + 1], l->watch, &l->once);
        for (size_t s = step; s-- > 0;)
            l->fixed[s] = zo_duet_back(l->duet, s, l->fixed[s + 1], true, l->watch, &l->once);
        if (is_halted(l))
            return;
        go_on(l, 0, step, l->fixed, &place, package);
        package[step] = value;
        go(l, step, value, &place);
    }
    go_on(l, step + 1, l->course->steps, l->ahead, &place, package);
}

/* ---- The whole ---- */

static void run(void *context)
{
    zo_looker *l = context;
    const zo_instance *in = l->course->instance;
    zo_place place = start(l);
    find_ahead(l);
    if (is_halted(l))
        return;
    go_on(l, 0, l->course->steps, l->ahead, &place, l->first);
    find_values(l);
    for (size_t step = 0; step < l->course->steps && l->witness != NULL; step++)
        for (uint32_t v = 0; v < in->size[step] && !is_halted(l); v++)
            if (zo_bit(l->values, in->first_bit[step] + v))
                find_witness(l, step, v, l->witness + (in->first_bit[step] + v) * in->issues);
}

bool zo_look_ahead(const zo_duet *duet, bool witnesses, size_t most, zo_watch *watch, zo_group *group,
                   zo_arena *arena)
{
    const zo_instance *in = duet->course->instance;
    zo_looker l = {.duet = duet, .course = duet->course, .most = most, .watch = watch};
    l.values = ZO_NEW_MANY(arena, uint64_t, zo_set_words(in->value_bits) + 1);
    l.first = ZO_NEW_MANY(arena, uint32_t, in->issues + 1);
    l.witness = witnesses ? ZO_NEW_MANY(arena, uint32_t, in->value_bits * in->issues + 1) : NULL;
    zo_arena_open(&l.scratch, arena->heap);
    zo_arena_open(&l.once, arena->heap);
    bool fine = zo_heap_stands(arena->heap, run, &l);
    zo_arena_close(&l.once);
    zo_arena_close(&l.scratch);
    if (!fine)
        longjmp(*arena->heap->escape, 1);
    group->values = l.values;
    group->first = l.first;
    group->witness = l.witness;
    return !is_halted(&l);
}

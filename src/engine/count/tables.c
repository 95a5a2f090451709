/* An instance -> its groups, by tables.
 *
 * Several orders of the issues are tried, and that is taken which needs the least work; but where the packages behind the counts
 * are wanted, and more than two sums take part in them, they are found in the order of the issues only. */
#include "engine/count/tables.h"

#include <string.h>

#include "engine/count/ahead.h"
#include "engine/count/order.h"
#include "engine/count/trace.h"
#include "engine/walk/bymask.h"

struct zo_tables {
    const zo_instance *instance;
    zo_detail detail;
    const zo_frame *frame;
    const zo_duet *duet; /* which tells the packages behind the counts; NULL: they are traced in the tables */
    uint64_t work, room;
};

typedef struct zo_counting {
    const zo_tables *tables;
    zo_watch watch;
    zo_arena *arena;  /* for the outcome */
    zo_arena scratch; /* on the same heap */
    zo_enumeration outcome;
} zo_counting;

/* ---- The plan ---- */

static uint64_t times(uint64_t a, uint64_t b) { return b != 0 && a > UINT64_MAX / b ? UINT64_MAX : a * b; }
static uint64_t plus(uint64_t a, uint64_t b) { return a > UINT64_MAX - b ? UINT64_MAX : a + b; }

/* Cells that a way back looks at: each with every value, in the worst case. */
static uint64_t work_of_trace(const zo_frame *frame)
{
    enum { STEPS_A_LOOK = 2 };
    uint64_t work = 0;
    for (size_t step = 0; step < frame->steps; step++)
        work = plus(work, times(times(frame->cells[step], frame->course->states[step]),
                                (uint64_t)STEPS_A_LOOK * frame->instance->size[frame->order[step]]));
    return work;
}

static void consider(zo_tables *tables, const zo_frame *frame)
{
    bool traced = tables->detail != ZO_WITH_COUNTS && tables->duet == NULL;
    uint64_t work = plus(frame->work, traced ? work_of_trace(frame) : 0);
    uint64_t room = plus(frame->room, traced ? times(frame->nodes, ZO_TRACE_BYTES) : 0);
    if (frame->nodes > UINT32_MAX / 2)
        work = room = UINT64_MAX;
    if (tables->frame != NULL && work >= tables->work)
        return;
    tables->frame = frame;
    tables->work = work;
    tables->room = room;
}

static void try_course(zo_tables *tables, const zo_course *course, zo_arena *arena)
{
    const zo_frame *frame = course->reach == ZO_EXACT ? zo_frame_new(course, arena) : NULL;
    if (frame != NULL)
        consider(tables, frame);
}

zo_tables *zo_tables_plan(const zo_course *course, const zo_mode *mode, zo_detail detail, size_t most_states,
                          const zo_limit *limit, zo_arena *arena)
{
    zo_tables *tables = ZO_NEW(arena, zo_tables);
    *tables = (zo_tables){.instance = course->instance, .detail = detail};
    if (detail != ZO_WITH_COUNTS && course->reach == ZO_EXACT && course->states[course->steps] == 1)
        tables->duet = zo_duet_new(course, arena);
    try_course(tables, course, arena);
    for (size_t i = 0; (detail == ZO_WITH_COUNTS || tables->duet != NULL) && i < 2; i++) {
        const uint32_t *order = i == 0 ? zo_choose_order(course->instance, mode, arena)
                                       : zo_choose_narrow_order(course->instance, mode, arena);
        try_course(tables,
                   zo_course_new(course->instance, mode, order, course->domains, most_states, limit, arena),
                   arena);
    }
    return tables->frame != NULL ? tables : NULL;
}

uint64_t zo_tables_work(const zo_tables *tables) { return tables->work; }
uint64_t zo_tables_room(const zo_tables *tables) { return tables->room; }

/* ---- Groups ---- */

static bool is_traced(const zo_counting *c)
{
    return c->tables->detail != ZO_WITH_COUNTS && c->tables->duet == NULL;
}

static void look_ahead(zo_counting *c, zo_group *group)
{
    enum { MOST_BEST_PAIRS = 1 << 22 };
    bool witnesses = c->tables->detail == ZO_WITH_WITNESSES;
    if (!zo_look_ahead(c->tables->duet, witnesses, MOST_BEST_PAIRS, &c->watch, group, c->arena) &&
        c->watch.reach == ZO_EXACT)
        c->watch.reach = ZO_LIMIT_MEMORY;
}

static zo_group *new_group(zo_counting *c, const zo_filled *filled, uint32_t end)
{
    const zo_course *course = c->tables->frame->course;
    uint64_t *mask = ZO_NEW_MANY(c->arena, uint64_t, c->outcome.mask_words + 1);
    zo_group *group = (zo_group *)(uintptr_t)&c->outcome.group[c->outcome.groups++];
    memcpy(mask, course->end + end * course->state_words, c->outcome.mask_words * sizeof *mask);
    *group = (zo_group){.mask = mask, .count = filled->count[end]};
    return group;
}

static void gather(zo_counting *c, const zo_filled *filled)
{
    const zo_frame *frame = c->tables->frame;
    uint32_t ends = frame->course->states[frame->steps];
    zo_group *group = ZO_NEW_MANY(c->arena, zo_group, ends + 1);
    zo_tracer *tracer = NULL;
    c->outcome.group = group;
    if (is_traced(c))
        tracer = zo_tracer_new(frame, filled->reached, c->tables->detail == ZO_WITH_WITNESSES, &c->watch,
                               &c->scratch);
    for (uint32_t end = 0; end < ends && c->watch.reach == ZO_EXACT; end++) {
        if (zo_int_sign(&filled->count[end]) == 0 && !filled->count[end].overflow)
            continue;
        zo_group *own = new_group(c, filled, end);
        if (tracer != NULL)
            zo_trace(tracer, end, own, c->arena);
        else if (c->tables->detail != ZO_WITH_COUNTS)
            look_ahead(c, own);
    }
    zo_sort_by_masks(group, c->outcome.groups, c->outcome.mask_words);
}

static void run(void *context)
{
    zo_counting *c = context;
    const zo_tables *tables = c->tables;
    c->outcome = (zo_enumeration){.space = zo_space_of(tables->instance),
                                  .part_done = 1,
                                  .mask_words = zo_set_words(zo_mask_bits(tables->instance))};
    zo_filled filled = zo_fill(tables->frame, is_traced(c), &c->watch, &c->scratch);
    if (filled.done)
        gather(c, &filled);
    c->outcome.reach = c->watch.reach;
    if (c->outcome.reach != ZO_EXACT)
        c->outcome.groups = 0;
}

zo_enumeration zo_enumerate_in_tables(const zo_tables *tables, const zo_limit *limit, zo_arena *arena)
{
    zo_counting c = {.tables = tables, .watch = zo_watch_open(limit, 0), .arena = arena};
    zo_arena_open(&c.scratch, arena->heap);
    bool fine = zo_heap_stands(arena->heap, run, &c);
    zo_arena_close(&c.scratch);
    if (!fine)
        longjmp(*arena->heap->escape, 1);
    return c.outcome;
}

/* A course -> axes, and how much counting in tables takes. */
#include "engine/count/frame.h"

#include <string.h>

/* Classes times values of an axis before some step. */
enum { MOST_CLASSES = 1 << 22 };

/* ---- Axes ---- */

static uint32_t most_classes(const zo_frame *frame, const zo_axis *axis)
{
    uint32_t most = 0;
    for (size_t step = 0; step <= frame->steps; step++)
        most = axis->classes[step] > most ? axis->classes[step] : most;
    return most;
}

/* The widest comes last, so that what lies side by side is long. False when one is too wide. */
static bool set_axes(zo_frame *frame, zo_arena *arena)
{
    const zo_course *course = frame->course;
    frame->axis = ZO_NEW_MANY(arena, const zo_axis *, course->demands + 1);
    for (size_t d = 0; d < course->demands; d++) {
        const zo_axis *axis = zo_axis_new(course->instance, course->demand[d], course->order, course->domains,
                                          MOST_CLASSES, course->limit, arena);
        size_t at = frame->axes;
        if (axis == NULL)
            return false;
        for (; at > 0 && most_classes(frame, frame->axis[at - 1]) > most_classes(frame, axis); at--)
            frame->axis[at] = frame->axis[at - 1];
        frame->axis[at] = axis;
        frame->axes++;
    }
    return true;
}

/* ---- Kinds of values ---- */

static bool moves_alike(const zo_frame *frame, uint32_t issue, uint32_t a, uint32_t b)
{
    for (size_t i = 0; i < frame->axes; i++) {
        const zo_demand *demand = frame->axis[i]->demand;
        const uint64_t *nameless = demand->nameless[issue];
        if (demand->table[issue] == NULL)
            continue;
        if (demand->table[issue][a] != demand->table[issue][b] ||
            (nameless != NULL && zo_bit(nameless, a) != zo_bit(nameless, b)))
            return false;
    }
    return true;
}

/* Looks back at the last few kinds only: one kind too many costs time, nothing else. */
static uint32_t kind_of(const zo_frame *frame, uint32_t issue, uint32_t value, const uint32_t *first,
                        uint32_t n)
{
    enum { LOOK_BACK = 64 };
    for (uint32_t k = n; k > 0 && n - k < LOOK_BACK; k--)
        if (moves_alike(frame, issue, first[k - 1], value))
            return k - 1;
    return n;
}

static void find_kinds(zo_frame *frame, size_t step, zo_arena *arena)
{
    uint32_t issue = frame->order[step], values = frame->instance->size[issue];
    uint32_t *of = ZO_NEW_MANY(arena, uint32_t, values + 1),
             *first = ZO_NEW_MANY(arena, uint32_t, values + 1);
    uint32_t n = 0;
    for (uint32_t v = 0; v < values; v++) {
        of[v] = ZO_NO_KIND;
        if (!frame->course->visited[step][v])
            continue;
        of[v] = kind_of(frame, issue, v, first, n);
        if (of[v] == n)
            first[n++] = v;
    }
    frame->kinds[step] = (zo_kinds){.kinds = n, .of = of, .value = first};
}

/* ---- How much it is ---- */

static uint64_t times(uint64_t a, uint64_t b) { return b != 0 && a > UINT64_MAX / b ? UINT64_MAX : a * b; }
static uint64_t plus(uint64_t a, uint64_t b) { return a > UINT64_MAX - b ? UINT64_MAX : a + b; }

static uint32_t visited(const zo_frame *frame, size_t step)
{
    uint32_t n = 0;
    for (uint32_t v = 0; v < frame->instance->size[frame->order[step]]; v++)
        n += frame->kinds[step].of[v] != ZO_NO_KIND;
    return n;
}

static void measure_layers(zo_frame *frame)
{
    zo_int packages = zo_int_of(1);
    size_t beyond = 0; /* limbs, once it is too much for one number */
    for (size_t step = 0; step <= frame->steps; step++) {
        uint64_t cells = 1;
        for (size_t a = 0; a < frame->axes; a++)
            cells = times(cells, frame->axis[a]->classes[step]);
        frame->cells[step] = cells;
        if (step > 0) {
            zo_int more = zo_int_of(visited(frame, step - 1));
            packages = zo_int_mul(&packages, &more);
            beyond += packages.overflow; /* 32 bits a step at most */
        }
        frame->limbs[step] =
            packages.overflow ? (unsigned)(ZO_LIMBS + beyond) : (unsigned)(zo_int_bits(&packages) / 64 + 1);
    }
}

/* How often tables are added to others at this step: values that lead a state to the same one and move all axes alike
 * count once. */
static uint64_t additions(const zo_frame *frame, size_t step, zo_arena *arena)
{
    const zo_kinds *kinds = &frame->kinds[step];
    uint32_t values = frame->instance->size[frame->order[step]];
    uint32_t *last = ZO_NEW_MANY(arena, uint32_t, kinds->kinds + 1);
    uint64_t n = 0;
    for (uint32_t s = 0; s < frame->course->states[step]; s++) {
        memset(last, 0xff, kinds->kinds * sizeof *last);
        for (uint32_t v = 0; v < values; v++) {
            uint32_t to = frame->course->next[step][(size_t)s * values + v];
            if (to == ZO_NO_STATE)
                continue;
            uint32_t kind = kinds->of[v];
            n += last[kind] != to;
            last[kind] = to;
        }
    }
    return n;
}

static void measure(zo_frame *frame, zo_arena *arena)
{
    uint64_t before = 0;
    measure_layers(frame);
    for (size_t step = 0; step <= frame->steps; step++) {
        uint64_t nodes = times(frame->cells[step], frame->course->states[step]);
        uint64_t bytes = times(nodes, frame->limbs[step] * sizeof(uint64_t));
        frame->nodes = plus(frame->nodes, nodes);
        frame->room = plus(before, bytes) > frame->room ? plus(before, bytes) : frame->room;
        before = bytes;
        if (step < frame->steps)
            frame->work = plus(frame->work, times(times(frame->cells[step], frame->limbs[step]),
                                                  additions(frame, step, arena)));
    }
}

/* ---- The whole ---- */

zo_frame *zo_frame_new(const zo_course *course, zo_arena *arena)
{
    zo_frame *frame = ZO_NEW(arena, zo_frame);
    *frame = (zo_frame){.course = course,
                        .instance = course->instance,
                        .order = course->order,
                        .steps = course->steps,
                        .kinds = ZO_NEW_MANY(arena, zo_kinds, course->steps + 1),
                        .cells = ZO_NEW_MANY(arena, size_t, course->steps + 1),
                        .limbs = ZO_NEW_MANY(arena, unsigned, course->steps + 1)};
    if (!set_axes(frame, arena))
        return NULL;
    for (size_t step = 0; step < frame->steps; step++)
        find_kinds(frame, step, arena);
    measure(frame, arena);
    return frame;
}

/* Cells that packages lead to -> packages, in the order of packages.
 *
 * Cells of a layer are put in line by the first way to each: since the frame's order is that of the issues, the first way to a
 * cell goes through the earliest cell in line before it from which a value leads there, by the lowest such value. The first
 * package with a value then goes by the first cell in line from which the value leads on to the end, and on by the lowest
 * values that still get there. */
#include "engine/count/trace.h"

#include <string.h>

/* The cells of a layer, state by state, are numbered: state * cells + cell. */
typedef struct zo_line_up {
    size_t n;
    uint32_t *node;   /* in line */
    uint32_t *before; /* the place in line of the cell before */
    uint32_t *value;  /* that leads from there */
} zo_line_up;

struct zo_tracer {
    const zo_frame *frame;
    uint8_t *const *reached;
    bool witnesses;
    zo_watch *watch;
    zo_arena *scratch;
    zo_line_up *line; /* per step, and at the end; only with witnesses */
    uint8_t **alive;  /* likewise, per cell: whether it leads to the end in question */
    uint32_t *class_; /* per axis: where the cell is that is being left */
    uint32_t state;
};

/* ---- Ways ---- */

static const uint32_t NOWHERE = UINT32_MAX;

static size_t nodes(const zo_tracer *t, size_t layer)
{
    return t->frame->course->states[layer] * t->frame->cells[layer];
}

static void stand_at(zo_tracer *t, size_t layer, uint32_t node)
{
    const zo_frame *frame = t->frame;
    size_t cell = node % frame->cells[layer];
    t->state = (uint32_t)(node / frame->cells[layer]);
    for (size_t a = frame->axes; a-- > 0;) {
        t->class_[a] = (uint32_t)(cell % frame->axis[a]->classes[layer]);
        cell /= frame->axis[a]->classes[layer];
    }
}

/* Where the value leads from there. */
static uint32_t way(const zo_tracer *t, size_t step, uint32_t value)
{
    const zo_frame *frame = t->frame;
    uint32_t state = frame->course->next[step][(size_t)t->state * frame->instance->size[step] + value];
    size_t cell = 0;
    if (state == ZO_NO_STATE)
        return NOWHERE;
    for (size_t a = 0; a < frame->axes; a++) {
        const zo_axis *axis = frame->axis[a];
        uint32_t class_ = t->class_[a];
        if (axis->move[step] != NULL)
            class_ = axis->move[step][value * axis->classes[step] + class_];
        if (class_ == ZO_NO_CLASS)
            return NOWHERE;
        cell = cell * axis->classes[step + 1] + class_;
    }
    return (uint32_t)(state * frame->cells[step + 1] + cell);
}

/* ---- Lines ---- */

static void open_line(zo_tracer *t, size_t layer)
{
    size_t n = 0;
    for (size_t i = 0; i < nodes(t, layer); i++)
        n += t->reached[layer][i];
    t->line[layer] = (zo_line_up){.node = ZO_NEW_MANY(t->scratch, uint32_t, n + 1),
                                  .before = ZO_NEW_MANY(t->scratch, uint32_t, n + 1),
                                  .value = ZO_NEW_MANY(t->scratch, uint32_t, n + 1)};
}

static size_t all_reached(const zo_tracer *t, size_t layer)
{
    size_t n = 0;
    for (size_t i = 0; i < nodes(t, layer); i++)
        n += t->reached[layer][i];
    return n;
}

static void line_up(zo_tracer *t, size_t step)
{
    const zo_line_up *from = &t->line[step];
    zo_line_up *to = &t->line[step + 1];
    size_t all = all_reached(t, step + 1);
    uint8_t *seen = t->alive[step + 1]; /* free until a group is traced */
    open_line(t, step + 1);
    for (uint32_t i = 0; i < from->n && to->n < all; i++) {
        stand_at(t, step, from->node[i]);
        for (uint32_t v = 0; v < t->frame->instance->size[step] && to->n < all; v++) {
            uint32_t node = zo_watch_ends(t->watch) ? NOWHERE : way(t, step, v);
            if (node == NOWHERE || seen[node])
                continue;
            seen[node] = 1;
            to->node[to->n] = node;
            to->before[to->n] = i;
            to->value[to->n++] = v;
        }
    }
}

/* ---- Towards an end ---- */

static bool is_alive(zo_tracer *t, size_t step, uint32_t node)
{
    stand_at(t, step, node);
    for (uint32_t v = 0; v < t->frame->instance->size[step]; v++) {
        uint32_t next = way(t, step, v);
        if (next != NOWHERE && t->alive[step + 1][next])
            return true;
    }
    return false;
}

static void find_alive(zo_tracer *t, uint32_t end)
{
    size_t steps = t->frame->steps;
    memset(t->alive[steps], 0, nodes(t, steps));
    t->alive[steps][end] = 1;
    for (size_t step = steps; step-- > 0;)
        for (uint32_t i = 0; i < nodes(t, step) && !zo_watch_ends(t->watch); i++)
            t->alive[step][i] = t->reached[step][i] && is_alive(t, step, i);
}

/* From a cell that is alive, by the lowest values. */
static void go_on(zo_tracer *t, size_t step, uint32_t node, uint32_t *package)
{
    for (; step < t->frame->steps && t->watch->reach == ZO_EXACT; step++) {
        uint32_t next = NOWHERE;
        stand_at(t, step, node);
        for (uint32_t v = 0; v < t->frame->instance->size[step]; v++) {
            next = way(t, step, v);
            package[step] = v;
            if (next != NOWHERE && t->alive[step + 1][next])
                break;
        }
        node = next;
    }
}

static bool leads_on(const zo_tracer *t, size_t step, uint32_t value, uint32_t *next)
{
    *next = way(t, step, value);
    return *next != NOWHERE && t->alive[step + 1][*next];
}

static void find_witness(zo_tracer *t, size_t step, uint32_t value, uint64_t *values, uint32_t *witness)
{
    const zo_instance *in = t->frame->instance;
    const zo_line_up *line = &t->line[step];
    size_t bit = in->first_bit[step] + value;
    uint32_t *package = witness + bit * in->issues, next = NOWHERE;
    for (uint32_t i = 0; i < line->n && !zo_watch_ends(t->watch); i++) {
        stand_at(t, step, line->node[i]);
        if (!leads_on(t, step, value, &next))
            continue;
        zo_set_bit(values, bit);
        package[step] = value;
        for (size_t s = step, at = i; s-- > 0; at = t->line[s + 1].before[at])
            package[s] = t->line[s + 1].value[at];
        go_on(t, step + 1, next, package);
        return;
    }
}

/* Which values lead on from any cell. */
static void find_values(zo_tracer *t, size_t step, uint64_t *values)
{
    const zo_instance *in = t->frame->instance;
    uint32_t missing = in->size[step], next = NOWHERE;
    for (uint32_t i = 0; i < nodes(t, step) && missing > 0 && !zo_watch_ends(t->watch); i++) {
        if (!t->alive[step][i])
            continue;
        stand_at(t, step, i);
        for (uint32_t v = 0; v < in->size[step]; v++)
            if (!zo_bit(values, in->first_bit[step] + v) && leads_on(t, step, v, &next)) {
                zo_set_bit(values, in->first_bit[step] + v);
                missing--;
            }
    }
}

/* ---- The whole ---- */

void zo_trace(zo_tracer *tracer, uint32_t end, zo_group *group, zo_arena *arena)
{
    const zo_instance *in = tracer->frame->instance;
    uint64_t *values = ZO_NEW_MANY(arena, uint64_t, zo_set_words(in->value_bits) + 1);
    uint32_t *first = ZO_NEW_MANY(arena, uint32_t, in->issues + 1);
    uint32_t *witness =
        tracer->witnesses ? ZO_NEW_MANY(arena, uint32_t, in->value_bits * in->issues + 1) : NULL;
    find_alive(tracer, end);
    go_on(tracer, 0, 0, first);
    for (size_t step = 0; step < in->issues && tracer->watch->reach == ZO_EXACT; step++) {
        if (witness == NULL)
            find_values(tracer, step, values);
        for (uint32_t v = 0; witness != NULL && v < in->size[step]; v++)
            find_witness(tracer, step, v, values, witness);
    }
    group->values = values;
    group->first = first;
    group->witness = witness;
}

zo_tracer *zo_tracer_new(const zo_frame *frame, uint8_t *const *reached, bool witnesses, zo_watch *watch,
                         zo_arena *scratch)
{
    zo_tracer *t = ZO_NEW(scratch, zo_tracer);
    *t = (zo_tracer){
        .frame = frame, .reached = reached, .witnesses = witnesses, .watch = watch, .scratch = scratch};
    t->class_ = ZO_NEW_MANY(scratch, uint32_t, frame->axes + 1);
    t->alive = ZO_NEW_MANY(scratch, uint8_t *, frame->steps + 1);
    for (size_t layer = 0; layer <= frame->steps; layer++)
        t->alive[layer] = ZO_NEW_MANY(scratch, uint8_t, nodes(t, layer) + 1);
    if (!witnesses)
        return t;
    t->line = ZO_NEW_MANY(scratch, zo_line_up, frame->steps + 1);
    open_line(t, 0);
    t->line[0].n = all_reached(t, 0); /* the one cell 0 */
    for (size_t step = 0; step < frame->steps && watch->reach == ZO_EXACT; step++)
        line_up(t, step);
    return t;
}

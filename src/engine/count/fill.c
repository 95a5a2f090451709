/* A frame -> counts, layer by layer: a value adds the table of a state to that of the state it leads to, every cell to the
 * cell that the axes say.
 *
 * A count has as many 64-bit limbs as its layer needs; in a table all lowest limbs come first, then the next ones. Two layers
 * are held at a time. */
#include "engine/count/fill.h"

#include <string.h>

__extension__ typedef unsigned __int128 wide;

/* Classes side by side that go to classes side by side, or all to one. */
typedef struct zo_stretch {
    uint32_t from, to, n;
    unsigned pace; /* 1, or 0: all to one */
} zo_stretch;

/* An axis, or several that all stay as they are, during one step. */
typedef struct zo_stride {
    const uint32_t *move; /* at value * classes; NULL: they stay */
    size_t classes;
    size_t from, to; /* cells from one class to the next, before and after */
} zo_stride;

typedef struct zo_filling {
    const zo_frame *frame;
    zo_watch *watch;
    zo_arena *arena;
    zo_arena layer[2]; /* on the same heap, as the scratch */
    zo_arena scratch;  /* of a step */
    size_t step;
    uint64_t *from, *to;         /* tables, state by state */
    uint8_t *occupied, *reaches; /* per state, before and after: whether anything was added to its table */
    ZO_ARRAY(zo_stride) strides;
    ZO_ARRAY(zo_stretch) stretches; /* of the last stride, for the value */
    uint32_t value;                 /* that is being added */
    uint64_t multiplier;            /* how many values do the same */
    zo_filled filled;
} zo_filling;

/* ---- Cells ---- */

static size_t table_words(const zo_frame *frame, size_t layer)
{
    return frame->cells[layer] * frame->limbs[layer];
}

static void add_narrow(uint64_t *to, const uint64_t *from, size_t n, unsigned pace)
{
    for (size_t i = 0; i < n; i++)
        to[i * pace] += from[i];
}

static void add_double(uint64_t *to, size_t to_plane, const uint64_t *from, size_t from_plane, size_t n,
                       unsigned pace)
{
    uint64_t *high = to + to_plane;
    for (size_t i = 0; i < n; i++) {
        uint64_t low = to[i * pace] + from[i];
        high[i * pace] += from[i + from_plane] + (low < from[i]);
        to[i * pace] = low;
    }
}

/* One cell, of any length. */
static void add_cell(const zo_filling *f, uint64_t *to, const uint64_t *from)
{
    const zo_frame *frame = f->frame;
    size_t from_plane = frame->cells[f->step], to_plane = frame->cells[f->step + 1];
    unsigned limbs = frame->limbs[f->step], all = frame->limbs[f->step + 1];
    uint64_t carry = 0;
    for (unsigned l = 0; l < limbs || (carry != 0 && l < all); l++) {
        wide sum = (wide)to[l * to_plane] + carry;
        if (l < limbs)
            sum += (wide)from[l * from_plane] * f->multiplier;
        to[l * to_plane] = (uint64_t)sum;
        carry = (uint64_t)(sum >> 64);
    }
}

static void add_stretch(const zo_filling *f, const zo_stretch *stretch, uint64_t *to, const uint64_t *from)
{
    const zo_frame *frame = f->frame;
    unsigned limbs = frame->limbs[f->step], all = frame->limbs[f->step + 1];
    if (f->multiplier == 1 && all == 1)
        add_narrow(to, from, stretch->n, stretch->pace);
    else if (f->multiplier == 1 && limbs == 2 && all == 2)
        add_double(to, frame->cells[f->step + 1], from, frame->cells[f->step], stretch->n, stretch->pace);
    else
        for (size_t i = 0; i < stretch->n; i++)
            add_cell(f, to + i * stretch->pace, from + i);
}

static void add_stretches(const zo_filling *f, uint64_t *to, const uint64_t *from)
{
    for (size_t i = 0; i < f->stretches.n; i++) {
        const zo_stretch *stretch = &f->stretches.at[i];
        add_stretch(f, stretch, to + stretch->to, from + stretch->from);
    }
}

static void add_strides(const zo_filling *f, size_t at, uint64_t *to, const uint64_t *from)
{
    const zo_stride *stride = &f->strides.at[at];
    if (at + 1 >= f->strides.n) {
        add_stretches(f, to, from);
        return;
    }
    for (size_t c = 0; c < stride->classes; c++) {
        size_t class_ = stride->move != NULL ? stride->move[f->value * stride->classes + c] : c;
        if (class_ != ZO_NO_CLASS)
            add_strides(f, at + 1, to + class_ * stride->to, from + c * stride->from);
    }
}

/* ---- Strides ---- */

static void add_stride(zo_filling *f, const zo_axis *axis, size_t from, size_t to)
{
    zo_stride *last = f->strides.n > 0 ? &f->strides.at[f->strides.n - 1] : NULL;
    zo_stride stride = {axis->move[f->step], axis->classes[f->step], from, to};
    if (last != NULL && last->move == NULL && stride.move == NULL) {
        last->classes *= stride.classes;
        last->from = from;
        last->to = to;
    } else {
        ZO_PUSH(&f->scratch, &f->strides, stride);
    }
}

static void set_strides(zo_filling *f)
{
    const zo_frame *frame = f->frame;
    size_t from = frame->cells[f->step], to = frame->cells[f->step + 1];
    f->strides.n = 0;
    for (size_t a = 0; a < frame->axes; a++) {
        const zo_axis *axis = frame->axis[a];
        from /= axis->classes[f->step];
        to /= axis->classes[f->step + 1];
        if (axis->move[f->step] != NULL || axis->classes[f->step] > 1)
            add_stride(f, axis, from, to);
    }
    if (f->strides.n == 0)
        ZO_PUSH(&f->scratch, &f->strides, ((zo_stride){NULL, 1, 1, 1}));
}

static void set_stretches(zo_filling *f)
{
    const zo_stride *stride = &f->strides.at[f->strides.n - 1];
    f->stretches.n = 0;
    if (stride->move == NULL) {
        ZO_PUSH(&f->scratch, &f->stretches, ((zo_stretch){0, 0, (uint32_t)stride->classes, 1}));
        return;
    }
    const uint32_t *move = stride->move + f->value * stride->classes;
    for (uint32_t c = 0; c < stride->classes; c++) {
        zo_stretch *last = f->stretches.n > 0 ? &f->stretches.at[f->stretches.n - 1] : NULL;
        if (move[c] == ZO_NO_CLASS)
            continue;
        bool next_to = last != NULL && last->from + last->n == c;
        if (next_to && last->n == 1)
            last->pace = move[c] != last->to;
        if (next_to && move[c] == last->to + last->n * last->pace)
            last->n++;
        else
            ZO_PUSH(&f->scratch, &f->stretches, ((zo_stretch){c, move[c], 1, 1}));
    }
}

/* ---- Steps ---- */

/* `times` values of the kind lead one state to another. */
static void add_table(zo_filling *f, uint32_t state, uint32_t kind, uint32_t to, uint64_t times)
{
    enum { CELLS_A_LOOK = 1024 };
    const zo_frame *frame = f->frame;
    if (times == 0)
        return;
    for (size_t i = 0; i <= frame->cells[f->step] / CELLS_A_LOOK; i++)
        if (zo_watch_ends(f->watch))
            return;
    f->value = frame->kinds[f->step].value[kind];
    f->multiplier = times;
    f->reaches[to] = 1;
    set_stretches(f);
    add_strides(f, 0, f->to + to * table_words(frame, f->step + 1),
                f->from + state * table_words(frame, f->step));
}

static void leave(zo_filling *f, uint32_t state, uint32_t *target, uint64_t *times)
{
    const zo_kinds *kinds = &f->frame->kinds[f->step];
    uint32_t values = f->frame->instance->size[f->frame->order[f->step]];
    memset(times, 0, kinds->kinds * sizeof *times);
    for (uint32_t v = 0; v < values; v++) {
        uint32_t to = f->frame->course->next[f->step][(size_t)state * values + v], kind = kinds->of[v];
        if (to == ZO_NO_STATE)
            continue;
        if (target[kind] != to) {
            add_table(f, state, kind, target[kind], times[kind]);
            target[kind] = to;
            times[kind] = 0;
        }
        times[kind]++;
    }
    for (uint32_t k = 0; k < kinds->kinds; k++)
        add_table(f, state, k, target[k], times[k]);
}

static void empty(zo_arena *arena)
{
    zo_heap *heap = arena->heap;
    zo_arena_close(arena);
    zo_arena_open(arena, heap);
}

static void note_reached(zo_filling *f, size_t layer)
{
    const zo_frame *frame = f->frame;
    size_t cells = frame->cells[layer];
    uint8_t *reached = ZO_NEW_MANY(f->arena, uint8_t, frame->course->states[layer] * cells + 1);
    for (size_t s = 0; s < frame->course->states[layer]; s++)
        for (unsigned l = 0; l < frame->limbs[layer]; l++)
            for (size_t c = 0; c < cells; c++)
                reached[s * cells + c] |= f->from[(s * frame->limbs[layer] + l) * cells + c] != 0;
    f->filled.reached[layer] = reached;
}

static void open_layer(zo_filling *f, size_t layer)
{
    const zo_frame *frame = f->frame;
    zo_arena *arena = &f->layer[layer % 2];
    empty(arena);
    f->from = f->to;
    f->occupied = f->reaches;
    f->to = ZO_NEW_MANY(arena, uint64_t, frame->course->states[layer] * table_words(frame, layer) + 1);
    f->reaches = ZO_NEW_MANY(arena, uint8_t, frame->course->states[layer] + 1);
}

static void take_step(zo_filling *f)
{
    const zo_frame *frame = f->frame;
    uint32_t kinds = frame->kinds[f->step].kinds;
    open_layer(f, f->step + 1);
    if (frame->cells[f->step] == 0 || frame->cells[f->step + 1] == 0)
        return;
    uint32_t *target = ZO_NEW_MANY(&f->scratch, uint32_t, kinds + 1);
    uint64_t *times = ZO_NEW_MANY(&f->scratch, uint64_t, kinds + 1);
    set_strides(f);
    for (uint32_t s = 0; s < frame->course->states[f->step] && !zo_watch_ends(f->watch); s++)
        if (f->occupied[s])
            leave(f, s, target, times);
    f->strides = (zo_filling){0}.strides;
    f->stretches = (zo_filling){0}.stretches;
    empty(&f->scratch);
}

/* ---- The whole ---- */

static void read_counts(zo_filling *f)
{
    const zo_frame *frame = f->frame;
    unsigned limbs = frame->limbs[frame->steps];
    zo_int *count = ZO_NEW_MANY(f->arena, zo_int, frame->course->states[frame->steps] + 1);
    for (size_t s = 0; s < frame->course->states[frame->steps]; s++)
        for (unsigned l = 0; l < limbs * frame->cells[frame->steps]; l++) {
            uint64_t limb = f->to[s * limbs + l];
            if (l < ZO_LIMBS)
                count[s].limb[l] = limb;
            else
                count[s].overflow = count[s].overflow || limb != 0;
        }
    f->filled.count = count;
}

static void run(void *context)
{
    zo_filling *f = context;
    const zo_frame *frame = f->frame;
    open_layer(f, 0);
    if (frame->course->states[0] > 0 && frame->cells[0] > 0)
        f->to[0] = f->reaches[0] = 1;
    for (f->step = 0; f->step < frame->steps && f->watch->reach == ZO_EXACT; f->step++) {
        take_step(f);
        f->watch->part_done = (double)f->step / (double)(frame->steps + 1);
        if (f->filled.reached != NULL)
            note_reached(f, f->step);
    }
    f->filled.done = f->watch->reach == ZO_EXACT;
    if (!f->filled.done)
        return;
    read_counts(f);
    f->from = f->to;
    if (f->filled.reached != NULL)
        note_reached(f, frame->steps);
}

zo_filled zo_fill(const zo_frame *frame, bool reached, zo_watch *watch, zo_arena *arena)
{
    zo_filling f = {.frame = frame, .watch = watch, .arena = arena};
    if (reached)
        f.filled.reached = ZO_NEW_MANY(arena, uint8_t *, frame->steps + 1);
    zo_arena_open(&f.scratch, arena->heap);
    zo_arena_open(&f.layer[0], arena->heap);
    zo_arena_open(&f.layer[1], arena->heap);
    bool fine = zo_heap_stands(arena->heap, run, &f);
    zo_arena_close(&f.layer[0]);
    zo_arena_close(&f.layer[1]);
    zo_arena_close(&f.scratch);
    if (!fine)
        longjmp(*arena->heap->escape, 1);
    return f.filled;
}

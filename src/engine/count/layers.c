/* An instance -> its groups, layer by layer.
 *
 * Forward: a layer holds the states that the values of the issues chosen so far can leave, each with how many packages lead
 * there, which values they use, and the first of them. At the end a state is a mask. Where witnesses are wanted, a way back:
 * for one group the first way on from every state, so that the first package with each value is its best way in, the value,
 * and its best way on.
 *
 * Promises: the same outcome as a walk; the order in which issues are chosen changes nothing but the time it takes. */
#include "engine/count/layers.h"

#include <string.h>

#include "engine/count/order.h"
#include "engine/count/residue.h"
#include "engine/hash.h"
#include "engine/walk/bymask.h"

/* The packages that lead to one state. */
typedef struct zo_stop {
    uint64_t *state;
    uint64_t *count;  /* limbs, least significant first */
    uint64_t *values; /* value set */
    uint32_t *first;  /* by issue; those not chosen yet are 0 */
    uint32_t *onward; /* by issue: the first way on to the group in question; NULL: there is none */
} zo_stop;

typedef struct zo_layer {
    zo_arena arena;
    ZO_ARRAY(zo_stop *) stops;
    zo_stop **slot; /* hash table, at most half full */
    size_t slots;   /* a power of two */
} zo_layer;

typedef struct zo_layering {
    const zo_instance *instance;
    const zo_mode *mode;
    const zo_domains *domains;
    bool witnesses;
    size_t most_states;
    const zo_limit *limit;
    zo_arena *arena;  /* for the outcome */
    zo_arena scratch; /* on the same heap */
    const uint32_t *order;
    zo_residue *residue;
    size_t state_words, value_words, mask_words, limbs;
    zo_layer *layer;       /* per step, and one at the end */
    size_t at;             /* the layer that is being left */
    size_t states;         /* held */
    uint64_t steps;        /* taken */
    uint32_t *way, *whole; /* packages being put together */
    zo_enumeration outcome;
} zo_layering;

/* ---- Layers ---- */

static uint64_t hash(const zo_layering *l, const uint64_t *state)
{
    return zo_hash_words(l->state_words, state, l->state_words);
}

static zo_stop **slot_of(const zo_layering *l, const zo_layer *layer, const uint64_t *state)
{
    size_t at = hash(l, state) & (layer->slots - 1);
    while (layer->slot[at] != NULL &&
           memcmp(layer->slot[at]->state, state, l->state_words * sizeof *state) != 0)
        at = (at + 1) & (layer->slots - 1);
    return &layer->slot[at];
}

static void widen(const zo_layering *l, zo_layer *layer)
{
    layer->slots = layer->slots == 0 ? 64 : layer->slots * 2;
    layer->slot = ZO_NEW_MANY(&layer->arena, zo_stop *, layer->slots);
    for (size_t i = 0; i < layer->stops.n; i++)
        *slot_of(l, layer, layer->stops.at[i]->state) = layer->stops.at[i];
}

static zo_stop *new_stop(const zo_layering *l, zo_layer *layer, const uint64_t *state)
{
    zo_stop *stop = ZO_NEW(&layer->arena, zo_stop);
    stop->state = ZO_NEW_MANY(&layer->arena, uint64_t, l->state_words + l->limbs + l->value_words);
    stop->count = stop->state + l->state_words;
    stop->values = stop->count + l->limbs;
    stop->first = ZO_NEW_MANY(&layer->arena, uint32_t, l->instance->issues + 1);
    memcpy(stop->state, state, l->state_words * sizeof *state);
    return stop;
}

/* The stop of that state; *fresh when it is new. */
static zo_stop *stop_of(zo_layering *l, zo_layer *layer, const uint64_t *state, bool *fresh)
{
    if (2 * (layer->stops.n + 1) > layer->slots)
        widen(l, layer);
    zo_stop **slot = slot_of(l, layer, state);
    *fresh = *slot == NULL;
    if (*fresh) {
        *slot = new_stop(l, layer, state);
        ZO_PUSH(&layer->arena, &layer->stops, *slot);
        l->states++;
    }
    return *slot;
}

static void add_count(const zo_layering *l, uint64_t *to, const uint64_t *more)
{
    uint64_t carry = 0;
    for (size_t i = 0; i < l->limbs; i++) {
        uint64_t half = to[i] + more[i], sum = half + carry;
        carry = (uint64_t)(half < more[i]) | (uint64_t)(sum < half);
        to[i] = sum;
    }
}

/* ---- Forward ---- */

static bool is_before(const zo_layering *l, const uint32_t *a, const uint32_t *b)
{
    for (size_t i = 0; i < l->instance->issues; i++)
        if (a[i] != b[i])
            return a[i] < b[i];
    return false;
}

/* The packages of `from` go on to `to` by the value of the issue. */
static void lead(const zo_layering *l, const zo_stop *from, uint32_t issue, uint32_t value, bool fresh,
                 zo_stop *to)
{
    add_count(l, to->count, from->count);
    for (size_t w = 0; w < l->value_words; w++)
        to->values[w] |= from->values[w];
    zo_set_bit(to->values, l->instance->first_bit[issue] + value);
    uint32_t *first = from->first;
    first[issue] = value;
    if (fresh || is_before(l, first, to->first))
        memcpy(to->first, first, l->instance->issues * sizeof *first);
    first[issue] = 0;
}

static bool is_halted(const zo_layering *l) { return l->outcome.reach != ZO_EXACT; }

/* Layers, of which there may be as many again on the way back: a guide only. */
static double part_done(const zo_layering *l) { return (double)l->at / (double)(l->instance->issues + 1); }

static bool is_over(zo_layering *l)
{
    enum { ASK_EVERY = 4096 };
    if (l->states > l->most_states)
        l->outcome.reach = ZO_LIMIT_MEMORY;
    if (++l->steps % ASK_EVERY != 0)
        return is_halted(l);
    if (zo_past_deadline(l->limit))
        l->outcome.reach = ZO_LIMIT_TIME;
    else if (l->limit->progress != NULL && l->limit->progress(l->limit->context, part_done(l)))
        l->outcome.reach = ZO_STOPPED;
    return is_halted(l);
}

/* Where nothing depends on an issue, the domains say nothing of it. */
static bool is_visited(const zo_layering *l, size_t step, uint32_t value)
{
    return !zo_residue_touches(l->residue, step) ||
           zo_bit(l->domains->values, l->instance->first_bit[l->order[step]] + value);
}

static void advance(zo_layering *l, size_t step, const zo_stop *from, uint64_t *state)
{
    uint32_t issue = l->order[step];
    for (uint32_t v = 0; v < l->instance->size[issue]; v++) {
        if (!is_visited(l, step, v))
            continue;
        if (is_over(l))
            return;
        if (!zo_residue_step(l->residue, step, v, from->state, state))
            continue;
        bool fresh = false;
        zo_stop *to = stop_of(l, &l->layer[step + 1], state, &fresh);
        lead(l, from, issue, v, fresh, to);
    }
}

static void start(zo_layering *l, uint64_t *state)
{
    bool fresh = false;
    if (!zo_residue_start(l->residue, state))
        return;
    stop_of(l, &l->layer[0], state, &fresh)->count[0] = 1;
}

/* Layers behind are kept only where a way back is wanted. */
static void go_forward(zo_layering *l)
{
    uint64_t *state = ZO_NEW_MANY(&l->scratch, uint64_t, l->state_words);
    start(l, state);
    for (size_t step = 0; step < l->instance->issues && !is_halted(l); step++) {
        zo_layer *layer = &l->layer[step];
        l->at = step;
        for (size_t i = 0; i < layer->stops.n && !is_halted(l); i++)
            advance(l, step, layer->stops.at[i], state);
        if (!l->witnesses) {
            l->states -= layer->stops.n;
            zo_arena_close(&layer->arena);
            *layer = (zo_layer){0};
            zo_arena_open(&layer->arena, l->arena->heap);
        }
    }
}

/* ---- Back ---- */

static void keep_first(const zo_layering *l, uint32_t *package, const uint32_t *other, bool *any)
{
    if (!*any || is_before(l, other, package))
        memcpy(package, other, l->instance->issues * sizeof *other);
    *any = true;
}

/* Through this value of the issue, the ways on from `to`: the best one from here, and the best package with the value. */
static void look_onward(zo_layering *l, zo_layer *layer, zo_stop *from, uint32_t issue, uint32_t value,
                        const zo_stop *to, zo_group *group)
{
    const zo_instance *in = l->instance;
    size_t bit = in->first_bit[issue] + value;
    uint32_t *way = l->way, *whole = l->whole;
    bool any = from->onward != NULL;
    memcpy(way, to->onward, in->issues * sizeof *way);
    way[issue] = value;
    for (size_t i = 0; i < in->issues; i++)
        whole[i] = from->first[i] + way[i]; /* each issue is chosen before or after: the other number is 0 */
    if (from->onward == NULL)
        from->onward = ZO_NEW_MANY(&layer->arena, uint32_t, in->issues + 1);
    keep_first(l, from->onward, way, &any);
    bool seen = zo_bit(group->values, bit);
    keep_first(l, (uint32_t *)(uintptr_t)(group->witness + bit * in->issues), whole, &seen);
    zo_set_bit((uint64_t *)(uintptr_t)group->values, bit);
}

static void go_back_from(zo_layering *l, size_t step, zo_stop *from, uint64_t *state, zo_group *group)
{
    uint32_t issue = l->order[step];
    for (uint32_t v = 0; v < l->instance->size[issue] && !is_over(l); v++) {
        if (!is_visited(l, step, v) || !zo_residue_step(l->residue, step, v, from->state, state))
            continue;
        const zo_stop *to = *slot_of(l, &l->layer[step + 1], state);
        if (to->onward != NULL)
            look_onward(l, &l->layer[step], from, issue, v, to, group);
    }
}

/* All that was noted for another group is forgotten first. */
static void find_witnesses(zo_layering *l, zo_stop *end, zo_group *group)
{
    uint64_t *state = ZO_NEW_MANY(&l->scratch, uint64_t, l->state_words);
    for (size_t step = 0; step <= l->instance->issues; step++)
        for (size_t i = 0; i < l->layer[step].stops.n; i++)
            l->layer[step].stops.at[i]->onward = NULL;
    end->onward = ZO_NEW_MANY(&l->scratch, uint32_t, l->instance->issues + 1);
    group->witness = ZO_NEW_MANY(l->arena, uint32_t, l->instance->value_bits * l->instance->issues);
    group->values = ZO_NEW_MANY(l->arena, uint64_t, l->value_words);
    for (size_t step = l->instance->issues; step-- > 0;)
        for (size_t i = 0; i < l->layer[step].stops.n && !is_halted(l); i++)
            go_back_from(l, step, l->layer[step].stops.at[i], state, group);
}

/* ---- The outcome ---- */

static zo_int count_of(const zo_layering *l, const uint64_t *count)
{
    zo_int number = zo_int_of(0);
    for (size_t i = 0; i < l->limbs; i++) {
        if (i < ZO_LIMBS)
            number.limb[i] = count[i];
        else
            number.overflow = number.overflow || count[i] != 0;
    }
    return number;
}

static void *copy(zo_arena *arena, const void *from, size_t n, size_t bytes_each)
{
    void *to = zo_alloc_many(arena, n + 1, bytes_each);
    memcpy(to, from, n * bytes_each);
    return to;
}

static zo_group group_of(zo_layering *l, zo_stop *end)
{
    zo_group group = {.mask = copy(l->arena, end->state, l->mask_words, sizeof *end->state),
                      .count = count_of(l, end->count),
                      .first = copy(l->arena, end->first, l->instance->issues, sizeof *end->first)};
    if (l->witnesses)
        find_witnesses(l, end, &group);
    else
        group.values = copy(l->arena, end->values, l->value_words, sizeof *end->values);
    return group;
}

static void gather(zo_layering *l)
{
    const zo_layer *last = &l->layer[l->instance->issues];
    zo_group *group = ZO_NEW_MANY(l->arena, zo_group, last->stops.n + 1);
    for (size_t i = 0; i < last->stops.n && !is_halted(l); i++)
        group[i] = group_of(l, last->stops.at[i]);
    l->outcome.groups = last->stops.n;
    l->outcome.group = group;
    if (!is_halted(l))
        zo_sort_by_masks(group, last->stops.n, l->mask_words);
}

/* ---- The whole ---- */

static void measure(zo_layering *l)
{
    l->outcome = (zo_enumeration){.reach = ZO_EXACT, .space = zo_int_of(1), .part_done = 1};
    for (size_t i = 0; i < l->instance->issues; i++) {
        zo_int size = zo_int_of(l->instance->size[i]);
        l->outcome.space = zo_int_mul(&l->outcome.space, &size);
    }
    l->limbs =
        l->outcome.space.overflow ? l->instance->issues / 2 + 1 : zo_int_bits(&l->outcome.space) / 64 + 1;
    l->value_words = zo_set_words(l->instance->value_bits);
    l->outcome.mask_words = l->mask_words = zo_set_words(zo_mask_bits(l->instance));
}

static void run(void *context)
{
    zo_layering *l = context;
    measure(l);
    l->way = ZO_NEW_MANY(&l->scratch, uint32_t, l->instance->issues + 1);
    l->whole = ZO_NEW_MANY(&l->scratch, uint32_t, l->instance->issues + 1);
    l->order = zo_choose_order(l->instance, l->mode, &l->scratch);
    l->residue = zo_residue_new(l->instance, l->mode, l->order, l->domains->values, &l->scratch);
    l->state_words = zo_residue_words(l->residue);
    l->layer = ZO_NEW_MANY(&l->scratch, zo_layer, l->instance->issues + 1);
    for (size_t step = 0; step <= l->instance->issues; step++)
        zo_arena_open(&l->layer[step].arena, l->arena->heap);
    go_forward(l);
    if (!is_halted(l))
        gather(l);
}

static void put_away(zo_layering *l)
{
    for (size_t step = 0; l->layer != NULL && step <= l->instance->issues; step++)
        if (l->layer[step].arena.heap != NULL)
            zo_arena_close(&l->layer[step].arena);
    zo_arena_close(&l->scratch);
}

zo_enumeration zo_enumerate_by_layers(const zo_instance *instance, const zo_mode *mode,
                                      const zo_domains *domains, bool witnesses, size_t most_states,
                                      const zo_limit *limit, zo_arena *arena)
{
    zo_layering l = {.instance = instance,
                     .mode = mode,
                     .domains = domains,
                     .witnesses = witnesses,
                     .most_states = most_states,
                     .limit = limit,
                     .arena = arena};
    zo_arena_open(&l.scratch, arena->heap);
    bool fine = zo_heap_stands(arena->heap, run, &l);
    put_away(&l);
    if (!fine)
        longjmp(*arena->heap->escape, 1);
    if (l.outcome.reach != ZO_EXACT)
        l.outcome.groups = 0;
    return l.outcome;
}

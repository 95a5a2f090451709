/* A sum -> classes of amounts, step by step.
 *
 * From the end back: the amounts that must have been reached by then for one or another total still to come, its marks. An
 * amount is as good as the highest mark that it reaches. Where there are too many marks to list, every amount between the
 * lowest and the highest counts as one. */
#include "engine/count/axis.h"

#include <string.h>

enum { MOST_MARKS = 1 << 14 };

typedef ZO_ARRAY(int64_t) zo_amounts; /* ascending, each once */

typedef struct zo_marks {
    bool listed;
    zo_amounts all; /* listed */
    int64_t lowest, highest;
} zo_marks;

typedef struct zo_axis_builder {
    const zo_instance *instance;
    const zo_demand *demand;
    const uint32_t *order;
    const uint64_t *domains;
    zo_arena *arena;
    zo_arena scratch; /* on the same heap */
    const zo_limit *limit;
    bool ended; /* by the limit */
    size_t most;
    zo_marks *marks;     /* per step those before it, and those at the end */
    zo_amounts *amounts; /* of the classes, likewise */
    zo_axis *axis;       /* NULL once it is too wide */
} zo_axis_builder;

/* ---- Demands ---- */

/* So that no sum of amounts and marks overflows. */
enum { BITS = 61 };

static bool is_small(int64_t number) { return number < (int64_t)1 << BITS && number > -((int64_t)1 << BITS); }

/* Whether no partial sum comes near what 64 bits hold. */
static bool are_small(const zo_instance *in, const zo_demand *demand)
{
    int64_t reach = demand->start < 0 ? -demand->start : demand->start;
    if (!is_small(demand->start))
        return false;
    for (size_t i = 0; i < in->issues; i++) {
        int64_t most = 0;
        for (uint32_t v = 0; demand->table[i] != NULL && v < in->size[i]; v++) {
            int64_t number = demand->table[i][v];
            if (!is_small(number))
                return false;
            number = number < 0 ? -number : number;
            most = number > most ? number : most;
        }
        reach += most;
        if (!is_small(reach))
            return false;
    }
    return true;
}

static zo_demand *new_demand(const zo_instance *in, zo_arena *arena)
{
    zo_demand *demand = ZO_NEW(arena, zo_demand);
    demand->table = ZO_NEW_MANY(arena, const int64_t *, in->issues + 1);
    demand->nameless = ZO_NEW_MANY(arena, const uint64_t *, in->issues + 1);
    return demand;
}

const zo_demand *zo_demand_of_sum(const zo_instance *instance, const zo_sum *sum, zo_arena *arena)
{
    if (sum->words != 1 || sum->bonuses > 0)
        return NULL;
    zo_demand *demand = new_demand(instance, arena);
    demand->start = *sum->start;
    memcpy(demand->table, sum->table, instance->issues * sizeof *sum->table);
    return are_small(instance, demand) ? demand : NULL;
}

const zo_demand *zo_demand_of_linear(const zo_instance *instance, const zo_linear *linear, zo_arena *arena)
{
    zo_relation relation = linear->relation;
    bool turned = relation == ZO_LT || relation == ZO_LE;
    if (relation == ZO_NE || !is_small(linear->start))
        return NULL;
    zo_demand *demand = new_demand(instance, arena);
    demand->exactly = relation == ZO_EQ;
    demand->start = (turned ? -linear->start : linear->start) - (relation == ZO_LT || relation == ZO_GT);
    for (size_t t = 0; t < linear->terms; t++) {
        const zo_linear_term *term = &linear->term[t];
        int64_t *table = ZO_NEW_MANY(arena, int64_t, instance->size[term->issue]);
        for (uint32_t v = 0; v < instance->size[term->issue]; v++) {
            bool none = term->nameless != NULL && zo_bit(term->nameless, v);
            if (!none && !is_small(term->value[v]))
                return NULL;
            table[v] = none ? 0 : turned ? -term->value[v] : term->value[v];
        }
        demand->table[term->issue] = table;
        demand->nameless[term->issue] = term->nameless;
    }
    return are_small(instance, demand) ? demand : NULL;
}

/* ---- Steps ---- */

static const int64_t *table_at(const zo_axis_builder *b, size_t step)
{
    return b->demand->table[b->order[step]];
}

/* Whether the value may be chosen, and the demand still be met with it. */
static bool is_open(const zo_axis_builder *b, size_t step, uint32_t value)
{
    uint32_t issue = b->order[step];
    const uint64_t *nameless = b->demand->nameless[issue];
    return zo_bit(b->domains, b->instance->first_bit[issue] + value) &&
           (nameless == NULL || !zo_bit(nameless, value));
}

static void push_new(zo_axis_builder *b, zo_amounts *to, int64_t amount)
{
    if (to->n == 0 || to->at[to->n - 1] != amount)
        ZO_PUSH(&b->scratch, to, amount);
}

/* *to takes in `more`. `spare` is what *to was, and can be written over. */
static void unite(zo_axis_builder *b, zo_amounts *to, zo_amounts *spare, const zo_amounts *more)
{
    zo_amounts all = *spare;
    size_t i = 0, j = 0;
    all.n = 0;
    while (i < to->n || j < more->n) {
        bool left = j == more->n || (i < to->n && to->at[i] <= more->at[j]);
        push_new(b, &all, left ? to->at[i++] : more->at[j++]);
    }
    *spare = *to;
    *to = all;
}

/* ---- Marks ---- */

static void list_marks(zo_axis_builder *b, size_t step)
{
    const zo_marks *after = &b->marks[step + 1];
    zo_marks *marks = &b->marks[step];
    zo_amounts spare = {0}, moved = {0};
    for (uint32_t v = 0; v < b->instance->size[b->order[step]] && marks->listed; v++) {
        b->ended = b->ended || zo_run_ends(b->limit);
        if (b->ended || !is_open(b, step, v))
            continue;
        moved.n = 0;
        for (size_t i = 0; i < after->all.n; i++)
            ZO_PUSH(&b->scratch, &moved, after->all.at[i] - table_at(b, step)[v]);
        unite(b, &marks->all, &spare, &moved);
        marks->listed = marks->all.n <= MOST_MARKS;
    }
}

static void bound_marks(zo_axis_builder *b, size_t step)
{
    int64_t least = INT64_MAX, most = INT64_MIN;
    for (uint32_t v = 0; v < b->instance->size[b->order[step]]; v++) {
        if (!is_open(b, step, v))
            continue;
        int64_t number = table_at(b, step)[v];
        least = number < least ? number : least;
        most = number > most ? number : most;
    }
    if (least > most) {
        b->marks[step].lowest = 1; /* above the highest: there are none */
        b->marks[step].highest = 0;
        return;
    }
    b->marks[step].lowest = b->marks[step + 1].lowest - most;
    b->marks[step].highest = b->marks[step + 1].highest - least;
}

static bool has_marks(const zo_marks *marks) { return marks->lowest <= marks->highest; }

static void set_marks(zo_axis_builder *b)
{
    size_t steps = b->instance->issues;
    b->marks[steps].listed = true;
    ZO_PUSH(&b->scratch, &b->marks[steps].all, 0);
    for (size_t step = steps; step-- > 0;) {
        const zo_marks *after = &b->marks[step + 1];
        b->marks[step] = *after;
        if (table_at(b, step) == NULL || !has_marks(after))
            continue;
        bound_marks(b, step);
        b->marks[step].all = (zo_amounts){0};
        if (after->listed && has_marks(&b->marks[step]))
            list_marks(b, step);
    }
}

/* ---- Classes ---- */

/* The amount that stands for this one; false when the demand cannot be met any more. *at: where the search in the marks
 * goes on, while amounts rise. */
static bool stands_for(const zo_axis_builder *b, size_t layer, int64_t amount, size_t *at, int64_t *stand)
{
    const zo_marks *marks = &b->marks[layer];
    if (!has_marks(marks) || amount < marks->lowest || (b->demand->exactly && amount > marks->highest))
        return false;
    *stand = amount > marks->highest ? marks->highest : amount;
    if (!marks->listed)
        return true;
    while (*at + 1 < marks->all.n && marks->all.at[*at + 1] <= amount)
        ++*at;
    *stand = marks->all.at[*at];
    return !b->demand->exactly || *stand == amount;
}

static void find_classes(zo_axis_builder *b, size_t step)
{
    const zo_amounts *from = &b->amounts[step];
    zo_amounts *to = &b->amounts[step + 1], spare = {0}, moved = {0};
    for (uint32_t v = 0; v < b->instance->size[b->order[step]] && to->n <= b->most; v++) {
        size_t at = 0;
        int64_t stand = 0;
        b->ended = b->ended || zo_run_ends(b->limit);
        if (b->ended || !is_open(b, step, v))
            continue;
        moved.n = 0;
        for (size_t i = 0; i < from->n; i++)
            if (stands_for(b, step + 1, from->at[i] + table_at(b, step)[v], &at, &stand))
                push_new(b, &moved, stand);
        unite(b, to, &spare, &moved);
    }
}

static const uint32_t *moves(zo_axis_builder *b, size_t step)
{
    const zo_amounts *from = &b->amounts[step], *to = &b->amounts[step + 1];
    uint32_t values = b->instance->size[b->order[step]];
    uint32_t *move = ZO_NEW_MANY(b->arena, uint32_t, values * from->n + 1);
    for (uint32_t v = 0; v < values; v++) {
        size_t at = 0, class_ = 0;
        int64_t stand = 0;
        for (size_t i = 0; i < from->n; i++) {
            uint32_t *own = &move[v * from->n + i];
            *own = ZO_NO_CLASS;
            if (!is_open(b, step, v) ||
                !stands_for(b, step + 1, from->at[i] + table_at(b, step)[v], &at, &stand))
                continue;
            while (to->at[class_] != stand)
                class_++;
            *own = (uint32_t)class_;
        }
    }
    return move;
}

static bool is_too_wide(const zo_axis_builder *b, size_t layer)
{
    size_t n = b->amounts[layer].n;
    return n > b->most || (layer < b->instance->issues && n * b->instance->size[b->order[layer]] > b->most);
}

static void set_classes(zo_axis_builder *b)
{
    size_t at = 0;
    int64_t stand = 0;
    if (stands_for(b, 0, b->demand->start, &at, &stand))
        ZO_PUSH(&b->scratch, &b->amounts[0], stand);
    for (size_t step = 0; step < b->instance->issues && b->axis != NULL; step++) {
        b->axis->classes[step] = (uint32_t)b->amounts[step].n;
        if (table_at(b, step) == NULL) {
            b->amounts[step + 1] = b->amounts[step];
            continue;
        }
        find_classes(b, step);
        if (b->ended || is_too_wide(b, step + 1))
            b->axis = NULL;
        else
            b->axis->move[step] = moves(b, step);
    }
    if (b->axis != NULL)
        b->axis->classes[b->instance->issues] = (uint32_t)b->amounts[b->instance->issues].n;
}

static void build(void *context)
{
    zo_axis_builder *b = context;
    size_t layers = b->instance->issues + 1;
    b->marks = ZO_NEW_MANY(&b->scratch, zo_marks, layers);
    b->amounts = zo_alloc_many(&b->scratch, layers, sizeof *b->amounts);
    b->axis = ZO_NEW(b->arena, zo_axis);
    b->axis->demand = b->demand;
    b->axis->classes = ZO_NEW_MANY(b->arena, uint32_t, layers);
    b->axis->move = ZO_NEW_MANY(b->arena, const uint32_t *, layers);
    set_marks(b);
    if (b->ended)
        b->axis = NULL;
    else
        set_classes(b);
}

const zo_axis *zo_axis_new(const zo_instance *instance, const zo_demand *demand, const uint32_t *order,
                           const uint64_t *domains, size_t most, const zo_limit *limit, zo_arena *arena)
{
    zo_axis_builder b = {.instance = instance,
                         .limit = limit,
                         .demand = demand,
                         .order = order,
                         .domains = domains,
                         .arena = arena,
                         .most = most};
    zo_arena_open(&b.scratch, arena->heap);
    bool fine = zo_heap_stands(arena->heap, build, &b);
    zo_arena_close(&b.scratch);
    if (!fine)
        longjmp(*arena->heap->escape, 1);
    return b.axis;
}

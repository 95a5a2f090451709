/* An instance, and an order of its issues -> demands and states.
 *
 * Hard conditions that are sums leave the instance as demands; what remains of it has states. */
#include "engine/count/course.h"

#include <string.h>

#include "engine/count/residue.h"
#include "engine/hash.h"
#include "engine/watch.h"
#include "space/components.h"

typedef struct zo_state_table {
    zo_arena arena;
    ZO_ARRAY(uint64_t) words; /* state by state */
    uint32_t states;
    uint32_t *slot; /* hash table of states + 1, at most half full */
    size_t slots;   /* a power of two */
} zo_state_table;

typedef struct zo_charting {
    zo_course *course;
    const zo_instance *instance;
    const zo_mode *mode;
    size_t most_states;
    zo_arena *arena;
    zo_arena scratch; /* on the same heap */
    zo_watch watch;
    zo_instance rest; /* without the demands */
    zo_mode *rest_mode;
    zo_selector *selector; /* of the rest */
    ZO_ARRAY(const zo_demand *) demands;
    zo_residue *residue;
    zo_state_table table[2];
} zo_charting;

/* ---- Demands ---- */

static bool add_demand(zo_charting *c, const zo_demand *demand)
{
    if (demand != NULL)
        ZO_PUSH(c->arena, &c->demands, demand);
    return demand != NULL;
}

static const zo_expr *both(zo_charting *c, const zo_expr *left, const zo_expr *right)
{
    if (left == NULL)
        return right;
    zo_expr *expr = ZO_NEW(&c->scratch, zo_expr);
    *expr = (zo_expr){.kind = ZO_X_AND, .left = left, .right = right};
    return expr;
}

/* What is left of a hard selector once its sums are axes. */
static const zo_expr *take_sums(zo_charting *c, const zo_expr *expr)
{
    zo_conjuncts conjuncts = {0};
    const zo_expr *left = NULL;
    zo_add_conjuncts(expr, &conjuncts, &c->scratch);
    for (size_t i = 0; i < conjuncts.n; i++) {
        const zo_expr *own = conjuncts.at[i];
        if (own->kind != ZO_X_LINEAR ||
            !add_demand(c, zo_demand_of_linear(c->instance, own->linear, c->arena)))
            left = both(c, left, own);
    }
    return left;
}

static void split_selector(zo_charting *c, size_t s)
{
    zo_selector *selector = &c->selector[s];
    *selector = c->instance->selector[s];
    c->rest_mode[s] = c->mode[s];
    if (c->mode[s] != ZO_HARD || selector->waived != NULL)
        return;
    if (selector->sum != NULL) {
        if (add_demand(c, zo_demand_of_sum(c->instance, selector->sum, c->arena)))
            c->rest_mode[s] = ZO_OFF;
        return;
    }
    selector->expr = take_sums(c, selector->expr);
    if (selector->expr == NULL) {
        selector->expr = c->instance->selector[s].expr;
        c->rest_mode[s] = ZO_OFF;
    }
}

static void split(zo_charting *c)
{
    c->rest = *c->instance;
    c->selector = ZO_NEW_MANY(&c->scratch, zo_selector, c->instance->selectors + 1);
    c->rest_mode = ZO_NEW_MANY(&c->scratch, zo_mode, c->instance->selectors + 1);
    for (size_t s = 0; s < c->instance->selectors; s++)
        split_selector(c, s);
    c->rest.selector = c->selector;
    c->course->demands = c->demands.n;
    c->course->demand = c->demands.at;
}

/* ---- States ---- */

static bool is_demanded(const zo_course *course, size_t step)
{
    for (size_t d = 0; d < course->demands; d++)
        if (course->demand[d]->table[course->order[step]] != NULL)
            return true;
    return false;
}

/* Where nothing depends on an issue, the domains say nothing of it. */
static void find_visited(zo_charting *c, size_t step)
{
    zo_course *course = c->course;
    uint32_t issue = course->order[step], values = c->instance->size[issue];
    bool free_ = !zo_residue_touches(c->residue, step) && !is_demanded(course, step);
    course->visited[step] = ZO_NEW_MANY(c->arena, bool, values + 1);
    for (uint32_t v = 0; v < values; v++)
        course->visited[step][v] = free_ || zo_bit(course->domains, c->instance->first_bit[issue] + v);
}

static const uint64_t *state_at(const zo_charting *c, const zo_state_table *table, uint32_t state)
{
    return table->words.at + (size_t)state * c->course->state_words;
}

static uint32_t *slot_of(const zo_charting *c, const zo_state_table *table, const uint64_t *state)
{
    size_t words = c->course->state_words;
    size_t at = zo_hash_words(words, state, words) & (table->slots - 1);
    while (table->slot[at] != 0 &&
           memcmp(state_at(c, table, table->slot[at] - 1), state, words * sizeof *state) != 0)
        at = (at + 1) & (table->slots - 1);
    return &table->slot[at];
}

static void widen(const zo_charting *c, zo_state_table *table)
{
    table->slots = table->slots == 0 ? 64 : table->slots * 2;
    table->slot = ZO_NEW_MANY(&table->arena, uint32_t, table->slots);
    for (uint32_t i = 0; i < table->states; i++)
        *slot_of(c, table, state_at(c, table, i)) = i + 1;
}

static uint32_t number_of(const zo_charting *c, zo_state_table *table, const uint64_t *state)
{
    if (2 * ((size_t)table->states + 1) > table->slots)
        widen(c, table);
    uint32_t *slot = slot_of(c, table, state);
    if (*slot == 0) {
        for (size_t w = 0; w < c->course->state_words; w++)
            ZO_PUSH(&table->arena, &table->words, state[w]);
        *slot = ++table->states;
    }
    return *slot - 1;
}

static void empty(zo_state_table *table)
{
    zo_heap *heap = table->arena.heap;
    zo_arena_close(&table->arena);
    *table = (zo_state_table){0};
    zo_arena_open(&table->arena, heap);
}

static void follow(zo_charting *c, size_t step, uint64_t *state)
{
    zo_course *course = c->course;
    zo_state_table *from = &c->table[step % 2], *to = &c->table[(step + 1) % 2];
    uint32_t values = c->instance->size[course->order[step]];
    uint32_t *next = ZO_NEW_MANY(c->arena, uint32_t, (size_t)values * from->states + 1);
    for (uint32_t s = 0; s < from->states; s++)
        for (uint32_t v = 0; v < values; v++) {
            uint32_t *own = &next[(size_t)s * values + v];
            *own = ZO_NO_STATE;
            if (zo_watch_ends(&c->watch) || to->states > c->most_states)
                return;
            if (course->visited[step][v] && zo_residue_step(c->residue, step, v, state_at(c, from, s), state))
                *own = number_of(c, to, state);
        }
    course->next[step] = next;
    course->states[step + 1] = to->states;
    empty(from);
}

static bool is_halted(zo_charting *c, size_t layer)
{
    zo_course *course = c->course;
    if (course->reach != ZO_EXACT)
        return true;
    course->reach = c->watch.reach;
    if (course->reach == ZO_EXACT && c->table[layer % 2].states > c->most_states)
        course->reach = ZO_LIMIT_MEMORY;
    return course->reach != ZO_EXACT;
}

static void find_states(zo_charting *c)
{
    zo_course *course = c->course;
    c->residue = zo_residue_new(&c->rest, c->rest_mode, course->order, course->domains, &c->scratch);
    course->state_words = zo_residue_words(c->residue) + (zo_residue_words(c->residue) == 0);
    uint64_t *state = ZO_NEW_MANY(&c->scratch, uint64_t, course->state_words);
    if (zo_residue_start(c->residue, state))
        number_of(c, &c->table[0], state);
    course->states[0] = c->table[0].states;
    for (size_t step = 0; step < course->steps && !is_halted(c, step); step++) {
        find_visited(c, step);
        follow(c, step, state);
    }
    if (is_halted(c, course->steps))
        return;
    const zo_state_table *last = &c->table[course->steps % 2];
    uint64_t *end = ZO_NEW_MANY(c->arena, uint64_t, last->words.n + 1);
    if (last->states > 0)
        memcpy(end, last->words.at, last->words.n * sizeof *end);
    course->end = end;
}

/* ---- The whole ---- */

uint32_t *zo_order_of_issues(const zo_instance *instance, zo_arena *arena)
{
    uint32_t *order = ZO_NEW_MANY(arena, uint32_t, instance->issues + 1);
    for (uint32_t i = 0; i < instance->issues; i++)
        order[i] = i;
    return order;
}

static void chart(void *context)
{
    zo_charting *c = context;
    split(c);
    find_states(c);
}

zo_course *zo_course_new(const zo_instance *instance, const zo_mode *mode, const uint32_t *order,
                         const uint64_t *domains, size_t most_states, const zo_limit *limit, zo_arena *arena)
{
    size_t steps = instance->issues;
    zo_course *course = ZO_NEW(arena, zo_course);
    *course = (zo_course){.instance = instance,
                          .order = order,
                          .domains = domains,
                          .limit = limit,
                          .steps = steps,
                          .states = ZO_NEW_MANY(arena, uint32_t, steps + 1),
                          .next = ZO_NEW_MANY(arena, uint32_t *, steps + 1),
                          .visited = ZO_NEW_MANY(arena, bool *, steps + 1)};
    zo_charting charting = {.course = course,
                            .instance = instance,
                            .mode = mode,
                            .most_states = most_states,
                            .arena = arena,
                            .watch = zo_watch_open(limit, 0)};
    zo_arena_open(&charting.scratch, arena->heap);
    zo_arena_open(&charting.table[0].arena, arena->heap);
    zo_arena_open(&charting.table[1].arena, arena->heap);
    bool fine = zo_heap_stands(arena->heap, chart, &charting);
    zo_arena_close(&charting.table[0].arena);
    zo_arena_close(&charting.table[1].arena);
    zo_arena_close(&charting.scratch);
    if (!fine)
        longjmp(*arena->heap->escape, 1);
    return course;
}

bool zo_course_allows(const zo_course *course, size_t step, uint32_t value)
{
    for (size_t d = 0; d < course->demands; d++) {
        const uint64_t *nameless = course->demand[d]->nameless[course->order[step]];
        if (nameless != NULL && zo_bit(nameless, value))
            return false;
    }
    return course->visited[step][value];
}

int64_t zo_course_start(const zo_course *course, size_t demand)
{
    return demand < course->demands ? course->demand[demand]->start : 0;
}

int64_t zo_course_amount(const zo_course *course, size_t demand, size_t step, uint32_t value)
{
    if (demand >= course->demands)
        return 0;
    const int64_t *table = course->demand[demand]->table[course->order[step]];
    return table != NULL ? table[value] : 0;
}

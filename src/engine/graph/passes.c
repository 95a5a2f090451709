/* A graph of choices -> how many packages it holds, and which values they use.
 *
 * Promises: exact counts whatever their size; a value is given when some package that starts at the roots has it. */
#include "engine/graph/passes.h"

#include <gmp.h>
#include <string.h>

/* ---- How many ---- */

/* Counts of forks, each as many limbs as it needs. */
typedef struct zo_tallying {
    const zo_graph *graph;
    zo_arena *arena;
    mp_limb_t **count; /* per fork */
    mp_size_t *limbs;  /* per fork; >= 1 */
    mp_limb_t *total, *product, *spare;
    mp_size_t total_limbs, product_limbs;
    zo_int outcome;
} zo_tallying;

/* Limbs that no count needs more of. */
static mp_size_t most_limbs(const zo_instance *instance)
{
    size_t bits = 1;
    for (size_t i = 0; i < instance->issues; i++)
        bits += 32 - (size_t)__builtin_clz(instance->size[i]);
    return (mp_size_t)(bits / GMP_NUMB_BITS + 2);
}

static void multiply(zo_tallying *t, const mp_limb_t *by, mp_size_t limbs)
{
    mp_limb_t top;
    if (t->product_limbs >= limbs)
        top = mpn_mul(t->spare, t->product, t->product_limbs, by, limbs);
    else
        top = mpn_mul(t->spare, by, limbs, t->product, t->product_limbs);
    mp_limb_t *swap = t->product;
    t->product_limbs += limbs - (top == 0);
    t->product = t->spare;
    t->spare = swap;
}

static void multiply_all(zo_tallying *t, const uint32_t *fork, size_t forks)
{
    t->product[0] = 1;
    t->product_limbs = 1;
    for (size_t i = 0; i < forks; i++)
        multiply(t, t->count[fork[i]], t->limbs[fork[i]]);
}

static void add_product(zo_tallying *t)
{
    while (t->total_limbs < t->product_limbs)
        t->total[t->total_limbs++] = 0;
    mp_limb_t carry = mpn_add(t->total, t->total, t->total_limbs, t->product, t->product_limbs);
    if (carry != 0)
        t->total[t->total_limbs++] = carry;
}

/* Arcs in a row that lead to the same forks have the same product. */
static void count_fork(zo_tallying *t, uint32_t f)
{
    const zo_graph *graph = t->graph;
    const zo_fork *fork = &graph->fork[f];
    t->total[0] = 0;
    t->total_limbs = 1;
    for (uint32_t a = fork->arc; a < fork->arc + fork->arcs; a++) {
        const zo_arc *arc = &graph->arc[a], *last = arc - 1;
        if (a == fork->arc || arc->child != last->child || arc->children != last->children)
            multiply_all(t, graph->child + arc->child, arc->children);
        add_product(t);
    }
    t->count[f] = ZO_NEW_MANY(t->arena, mp_limb_t, (size_t)t->total_limbs);
    memcpy(t->count[f], t->total, (size_t)t->total_limbs * sizeof *t->total);
    t->limbs[f] = t->total_limbs;
}

static zo_int int_of_limbs(const mp_limb_t *limb, mp_size_t limbs)
{
    zo_int number = {.overflow = limbs > ZO_LIMBS};
    for (mp_size_t i = 0; i < limbs && i < ZO_LIMBS; i++)
        number.limb[i] = limb[i];
    return number;
}

static void count_all(void *context)
{
    zo_tallying *t = context;
    const zo_graph *graph = t->graph;
    size_t most = (size_t)most_limbs(graph->instance) + 3;
    t->count = ZO_NEW_MANY(t->arena, mp_limb_t *, graph->forks + 1);
    t->limbs = ZO_NEW_MANY(t->arena, mp_size_t, graph->forks + 1);
    t->total = ZO_NEW_MANY(t->arena, mp_limb_t, most);
    t->product = ZO_NEW_MANY(t->arena, mp_limb_t, most);
    t->spare = ZO_NEW_MANY(t->arena, mp_limb_t, most);
    for (uint32_t f = 0; f < graph->forks; f++)
        count_fork(t, f);
    multiply_all(t, graph->root, graph->roots);
    t->outcome = int_of_limbs(t->product, t->product_limbs);
}

zo_int zo_graph_count(const zo_graph *graph, zo_arena *arena)
{
    if (graph->empty)
        return zo_int_of(0);
    zo_arena scratch;
    zo_arena_open(&scratch, arena->heap);
    zo_tallying t = {.graph = graph, .arena = &scratch};
    bool fine = zo_heap_stands(arena->heap, count_all, &t);
    zo_arena_close(&scratch);
    if (!fine)
        longjmp(*arena->heap->escape, 1);
    return t.outcome;
}

/* ---- Which values ---- */

uint64_t *zo_graph_values(const zo_graph *graph, zo_arena *arena)
{
    const zo_instance *in = graph->instance;
    uint64_t *values = ZO_NEW_MANY(arena, uint64_t, zo_set_words(in->value_bits) + 1);
    uint64_t *reached = ZO_NEW_MANY(arena, uint64_t, zo_set_words(graph->forks) + 1);
    for (size_t r = 0; r < graph->roots; r++)
        zo_set_bit(reached, graph->root[r]);
    for (size_t f = graph->forks; f-- > 0;) {
        const zo_fork *fork = &graph->fork[f];
        for (uint32_t a = fork->arc; zo_bit(reached, f) && a < fork->arc + fork->arcs; a++) {
            const zo_arc *arc = &graph->arc[a];
            zo_set_bit(values, in->first_bit[fork->issue] + arc->value);
            for (uint32_t c = 0; c < arc->children; c++)
                zo_set_bit(reached, graph->child[arc->child + c]);
        }
    }
    return values;
}

/* ---- One package ---- */

static void add_points(const zo_graph *graph, const int64_t *points, int64_t *worth)
{
    for (size_t w = 0; w < graph->worths; w++)
        worth[w] += points[w];
}

/* From that fork on. */
static void follow(const zo_graph *graph, uint32_t f, const uint32_t *package, int64_t *worth)
{
    const zo_fork *fork = &graph->fork[f];
    const zo_arc *arc = graph->arc + fork->arc;
    while (arc->value != package[fork->issue])
        arc++;
    size_t bit = graph->instance->first_bit[fork->issue] + arc->value;
    add_points(graph, graph->points + bit * graph->worths, worth);
    add_points(graph, graph->extra + (size_t)arc->extra * graph->worths, worth);
    for (uint32_t c = 0; c < arc->children; c++)
        follow(graph, graph->child[arc->child + c], package, worth);
}

void zo_graph_worth(const zo_graph *graph, const uint32_t *package, int64_t *worth)
{
    memcpy(worth, graph->start, graph->worths * sizeof *worth);
    for (size_t r = 0; r < graph->roots; r++)
        follow(graph, graph->root[r], package, worth);
}

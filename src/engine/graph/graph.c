/* An instance, modes and worths -> a graph of choices: what decides about packages is taken apart (concerns.h), the issues are
 * put on a tree (pseudotree.h), choices grow down it (growth.h), and what leads to packages is gathered (harvest.h).
 *
 * Promises: the same graph every time; where a limit comes first there is none, and nothing stays on the caller's arena but
 * that. */
#include "engine/graph/graph.h"

#include "engine/graph/bounded.h"
#include "engine/graph/harvest.h"

typedef struct zo_building {
    const zo_instance *instance;
    const zo_mode *mode;
    const int64_t *price;
    const zo_sum *const *worth;
    size_t worths;
    const zo_limit *limit;
    zo_bounded work;
    zo_growth growth;
    zo_harvest harvest;
    zo_graph *graph;
    zo_arena *arena;
} zo_building;

/* ---- Numbers ---- */

static uint64_t magnitude(int64_t number) { return number < 0 ? 0 - (uint64_t)number : (uint64_t)number; }

static bool grow_bound(uint64_t *bound, uint64_t more)
{
    return !__builtin_add_overflow(*bound, more, bound) && *bound <= INT64_MAX;
}

static bool table_fits(const int64_t *table, uint32_t size, uint64_t *bound)
{
    uint64_t widest = 0;
    for (uint32_t v = 0; table != NULL && v < size; v++)
        widest = magnitude(table[v]) > widest ? magnitude(table[v]) : widest;
    return grow_bound(bound, widest);
}

/* Bonuses count three times: a chart shifts what it earns by what it could earn, of either sign. */
static bool sum_fits(const zo_instance *in, const zo_sum *sum)
{
    uint64_t bound = 0;
    bool fits = sum->words == 1 && grow_bound(&bound, magnitude(sum->start[0]));
    for (size_t i = 0; i < in->issues && fits; i++)
        fits = table_fits(sum->table[i], in->size[i], &bound);
    for (size_t b = 0; b < sum->bonuses && fits; b++)
        for (int times = 0; times < 3 && fits; times++)
            fits = grow_bound(&bound, magnitude(sum->bonus[b].points[0]));
    return fits;
}

static bool prices_fit(const zo_instance *in, const int64_t *price)
{
    uint64_t bound = 0;
    bool fits = true;
    for (size_t s = 0; price != NULL && s < in->selectors && fits; s++)
        for (int times = 0; times < 3 && fits && price[s] > 0; times++)
            fits = grow_bound(&bound, magnitude(price[s]));
    return fits;
}

static bool numbers_fit(const zo_building *b)
{
    bool fits = prices_fit(b->instance, b->price);
    for (size_t w = 0; w < b->worths && fits; w++)
        fits = sum_fits(b->instance, b->worth[w]);
    return fits;
}

/* ---- Building ---- */

static void build(void *context)
{
    zo_building *b = context;
    zo_growth *g = &b->growth;
    zo_watch_ends(&g->watch);
    if (g->watch.reach != ZO_EXACT)
        return;
    g->arena = &b->work.arena;
    g->concerns = zo_concerns_of(b->instance, b->mode, b->price, b->worth, b->worths, &b->work.arena);
    b->harvest.growth = g;
    b->graph->empty = g->concerns->empty || !zo_grow(g) || !zo_gather_harvest(&b->harvest);
    if (!b->graph->empty && !zo_bounded_has_room(&b->work, zo_harvest_bytes(&b->harvest)))
        g->watch.reach = ZO_LIMIT_MEMORY;
}

static void store(void *context)
{
    zo_building *b = context;
    zo_harvest_store(&b->harvest, b->graph, b->arena);
}

static void build_and_store(zo_building *b)
{
    zo_bounded_open(&b->work, b->limit, b->arena->heap);
    if (!zo_bounded_run(&b->work, build, b))
        b->growth.watch.reach = ZO_LIMIT_MEMORY;
    b->graph->reach = b->growth.watch.reach;
    b->graph->empty = b->graph->empty && b->graph->reach == ZO_EXACT;
    if (b->graph->reach == ZO_EXACT && !b->graph->empty)
        zo_bounded_hand_over(&b->work, store, b);
    zo_bounded_close(&b->work);
}

zo_graph *zo_graph_build_priced(const zo_instance *instance, const zo_mode *mode, const int64_t *price,
                                const zo_sum *const *worth, size_t worths, size_t most_arcs,
                                const zo_limit *limit, zo_arena *arena)
{
    zo_building b = {.instance = instance,
                     .mode = mode,
                     .price = price,
                     .worth = worth,
                     .worths = worths,
                     .limit = limit,
                     .graph = ZO_NEW(arena, zo_graph),
                     .arena = arena};
    *b.graph = (zo_graph){.instance = instance, .worths = worths + (price != NULL)};
    b.growth.watch = zo_watch_open(limit, 0);
    b.growth.most_arcs = most_arcs < ZO_NO_FORK / 2 ? most_arcs : ZO_NO_FORK / 2;
    if (numbers_fit(&b))
        build_and_store(&b);
    else
        b.graph->problem = "points need more than 64 bits";
    return b.graph;
}

zo_graph *zo_graph_build(const zo_instance *instance, const zo_mode *mode, const zo_sum *const *worth,
                         size_t worths, size_t most_arcs, const zo_limit *limit, zo_arena *arena)
{
    return zo_graph_build_priced(instance, mode, NULL, worth, worths, most_arcs, limit, arena);
}

/* Prices of selectors -> the package that violates least. */
#include "engine/graph/passes.h"

#include "engine/graph/bounded.h"

typedef struct zo_shopping {
    const zo_graph *graph;
    zo_bounded work;
    uint32_t *package;
    int64_t most;
} zo_shopping;

static void find(void *context)
{
    zo_shopping *s = context;
    const int64_t weight = 1;
    s->most = zo_weigher_most(zo_weigher_new(s->graph, &s->work.arena), &weight, s->package);
}

zo_cheapest zo_graph_cheapest(const zo_instance *instance, const zo_mode *mode, const int64_t *price,
                              size_t most_arcs, const zo_limit *limit, zo_arena *arena)
{
    const zo_graph *graph = zo_graph_build_priced(instance, mode, price, NULL, 0, most_arcs, limit, arena);
    zo_cheapest cheapest = {.reach = graph->reach, .problem = graph->problem};
    if (graph->reach != ZO_EXACT || graph->problem != NULL || graph->empty)
        return cheapest;
    zo_shopping shopping = {.graph = graph};
    shopping.package = ZO_NEW_MANY(arena, uint32_t, instance->issues + 1);
    zo_bounded_open(&shopping.work, limit, arena->heap);
    if (!zo_bounded_run(&shopping.work, find, &shopping))
        cheapest.reach = ZO_LIMIT_MEMORY;
    zo_bounded_close(&shopping.work);
    if (cheapest.reach != ZO_EXACT)
        return cheapest;
    cheapest.any = true;
    cheapest.price = -shopping.most;
    cheapest.package = shopping.package;
    return cheapest;
}

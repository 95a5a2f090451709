/* Questions to a graph of choices, each one pass over it. */
#ifndef ZO_ENGINE_PASSES_H
#define ZO_ENGINE_PASSES_H

#include "engine/graph/graph.h"

/* Packages; overflow beyond 512 bits. 0 when it is empty. */
zo_int zo_graph_count(const zo_graph *graph, zo_arena *arena);

/* The values that occur in some package (a value set). */
uint64_t *zo_graph_values(const zo_graph *graph, zo_arena *arena);

/* What a package of the graph is worth, per worth. */
void zo_graph_worth(const zo_graph *graph, const uint32_t *package, int64_t *worth);

/* A workshop for weighted sums of worths, asked again and again with other weights. */
typedef struct zo_weigher zo_weigher;
zo_weigher *zo_weigher_new(const zo_graph *graph, zo_arena *arena);

/* weight: per worth, of any sign, so small that no weighted sum overflows 64 bits (zo_weigher_fits). Finds the largest
 * sum of weight * worth, `start` included; the package (by issue; may be NULL) that reaches it, the first in order
 * among equals fork by fork. The graph is not empty. */
int64_t zo_weigher_most(zo_weigher *weigher, const int64_t *weight, uint32_t *package);
bool zo_weigher_fits(const zo_weigher *weigher, const int64_t *weight);

/* After zo_weigher_most, per fork: the most that its part of a package adds, and (zo_weigher_outside, which takes
 * another pass) the most that everything else adds, start included, in packages that go through the fork. So
 * inside[f] + outside[f] is the most of all packages through f. Valid until the next question. */
const int64_t *zo_weigher_inside(const zo_weigher *weigher);
const int64_t *zo_weigher_outside(zo_weigher *weigher);

/* The `most` best packages by the weighted sum, best first, those equal in it in the order of packages: fewer when there
 * are not so many. at i * issues: package i; sum: per package. Weights as above. */
typedef struct zo_best_list {
    zo_reach reach; /* EXACT, or why the list ends early: what is in it is best all the same */
    size_t packages;
    const uint32_t *package;
    const int64_t *sum;
} zo_best_list;
zo_best_list zo_graph_best(const zo_graph *graph, const int64_t *weight, size_t most, const zo_limit *limit,
                           zo_arena *arena);

/* The cheapest way to a package when some selectors may be violated for a price: price, per selector, where above 0, for direct
 * ones; the others in force must hold. Prices add up within 64 bits. */
typedef struct zo_cheapest {
    zo_reach reach;
    const char *problem; /* as of a graph; NULL */
    bool any;            /* whether there is a package, when EXACT and no problem */
    int64_t price;       /* the least that any package costs */
    const uint32_t *package;
} zo_cheapest;
zo_cheapest zo_graph_cheapest(const zo_instance *instance, const zo_mode *mode, const int64_t *price,
                              size_t most_arcs, const zo_limit *limit, zo_arena *arena);

#endif

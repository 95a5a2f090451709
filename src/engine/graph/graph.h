/* The packages that meet hard conditions, as a graph of choices: an AND/OR graph, in which choices that leave the same
 * open share what follows. One such graph serves many questions, each a pass over it from its ends to its roots
 * (passes.h, pareto.h, optimum.h).
 *
 * A fork chooses the value of one issue; each of its arcs is a value and leads to forks that are independent of each other
 * from there on. A package is one choice at every root, and then at every fork that an arc chosen leads to: every
 * package of the zone is exactly one such choice, and each of its issues is chosen exactly once. Bucket elimination
 * and AND/OR search with full caching: Dechter, R. and Mateescu, R. (2007), AND/OR search spaces for graphical models. */
#ifndef ZO_ENGINE_GRAPH_H
#define ZO_ENGINE_GRAPH_H

#include "engine/limit.h"
#include "engine/votes.h"
#include "space/instance.h"

typedef struct zo_arc {
    uint32_t value;
    uint32_t extra;           /* which extra points it earns (bonuses that it decides); 0: none */
    uint32_t child, children; /* graph->child[child .. child + children - 1]: the forks that it leads to */
} zo_arc;

typedef struct zo_fork {
    uint32_t issue;
    uint32_t arc,
        arcs; /* arcs >= 1, in the order of their values; a fork from which no package follows is left out */
} zo_fork;

typedef struct zo_graph {
    const zo_instance *instance;
    zo_reach reach; /* EXACT, or why it was given up: then only `problem` is set besides */
    const char *
        problem; /* why there is no graph for another reason than a limit ("its points need more than 64 bits"); NULL */
    bool empty; /* no package meets the conditions: no forks */
    size_t forks;
    const zo_fork *fork; /* those that an arc leads to stand before it */
    size_t arcs;
    const zo_arc *arc;
    const uint32_t *child;
    size_t roots;
    const uint32_t *root; /* forks */

    /* What packages are worth: start + the points of every value chosen + the extra points of every arc. No sum over any
     * part of a package overflows. */
    size_t worths;
    const int64_t *start;  /* per worth */
    const int64_t *points; /* at (first_bit[issue] + value) * worths + worth */
    const int64_t *extra;  /* at arc.extra * worths + worth; those of number 0 are 0 */
} zo_graph;

/* mode: one per selector: OFF does not count; all others do, directly or through their blocs, as for zo_survey_zone;
 * ZO_CERTAINTY selectors never count. worth: sums to carry, may be none. At most so many arcs (then ZO_LIMIT_MEMORY).
 * All of it lives in `arena`, and instance and sums outlive it. */
zo_graph *zo_graph_build(const zo_instance *instance, const zo_mode *mode, const zo_sum *const *worth,
                         size_t worths, size_t most_arcs, const zo_limit *limit, zo_arena *arena);

/* The same with prices: NULL, or per selector; where it is above 0, the selector, which counts directly, need not be
 * satisfied whatever its mode: instead there is one more worth, number `worths`, of which a package has so much less that
 * violates it. */
zo_graph *zo_graph_build_priced(const zo_instance *instance, const zo_mode *mode, const int64_t *price,
                                const zo_sum *const *worth, size_t worths, size_t most_arcs,
                                const zo_limit *limit, zo_arena *arena);

#endif

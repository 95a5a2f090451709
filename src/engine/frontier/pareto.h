/* The frontier by elimination: the vectors of worths of a graph's packages that nothing dominates.
 *
 * Multi-objective dynamic programming: each fork has the list of vectors that its part of a package can add and that no
 * other way through it dominates. Rollon, E. and Larrosa, J. (2006), Bucket elimination for multiobjective optimization
 * problems. */
#ifndef ZO_ENGINE_PARETO_H
#define ZO_ENGINE_PARETO_H

#include "engine/graph/graph.h"

/* What every package wanted meets: the sum of weight * worth is no less than `least`. Weights are not negative, so that
 * what a dominating package gains never breaks a cut. */
typedef struct zo_cut {
    const int64_t
        *weight; /* per worth, >= 0, and so small that no weighted sum overflows (zo_weigher_fits) */
    int64_t least;
} zo_cut;

typedef struct zo_points {
    zo_reach reach; /* EXACT, or why there are none */
    size_t points;
    size_t worths;        /* shown ones */
    const int64_t *worth; /* at i * worths: start included; points in descending lexicographic order */
    size_t count_words, package_words;
    const uint64_t
        *count; /* at i * count_words: packages that have this vector and meet the cuts, least word first */
    const uint64_t *packed; /* at i * package_words: the first such package of each: see zo_points_package */
    size_t largest;         /* bytes held at once, at most: a guide */
} zo_points;

/* The packages that meet all cuts, by vector, those that others dominate left out. Domination is among packages that
 * meet the cuts, which is the same as among all. The last `hidden` worths of the graph serve cuts only: points are what
 * packages are worth in those before. */
zo_points zo_pareto(const zo_graph *graph, size_t hidden, const zo_cut *cut, size_t cuts,
                    const zo_limit *limit, zo_arena *arena);

/* One point, of this package of the graph, as if it were the only one that has its vector. */
zo_points zo_points_single(const zo_graph *graph, size_t hidden, const uint32_t *package, zo_arena *arena);

void zo_points_package(const zo_graph *graph, const zo_points *points, size_t i, uint32_t *package);
zo_int zo_points_count(const zo_points *points, size_t i);

#endif

/* A yardstick over a graph with cuts -> an aim and its rows. */
#ifndef ZO_ENGINE_GOALS_H
#define ZO_ENGINE_GOALS_H

#include "engine/choice/aim.h"
#include "engine/choice/optimum.h"

typedef struct zo_goals {
    bool undefined; /* the yardstick chooses nothing, whatever there is */
    bool too_large; /* some numbers need more than 64 bits on the way */
    bool partial;   /* a party is left out: what is best need not be of the frontier */
    zo_aim aim;
    zo_rows *rows;
    const int64_t *const *weight; /* per row, per worth of the graph */
} zo_goals;

zo_goals zo_goals_of(const zo_optimum_question *question, zo_arena *arena);

/* A sum, its weights of any sign. */
zo_goals zo_goals_of_sum(const zo_graph *graph, const int64_t *weight, const zo_cut *cut, size_t cuts,
                         zo_arena *arena);

/* Packages that fulfil the cuts of these goals, and for a product have every factor at least 1: the aim is that the worst
 * of them is fulfilled, and the best is said to be exactly fulfilled by all. */
zo_goals zo_goals_of_cuts(const zo_goals *goals, zo_arena *arena);

/* Weights of rows as weights of worths. */
void zo_goals_weights(const zo_goals *goals, const int64_t *weight, int64_t *worth_weight);

/* The rows of a package. */
void zo_goals_rows(const zo_goals *goals, const uint32_t *package, int64_t *row, zo_arena *arena);

#endif

/* What packages of a graph are worth in some weighted sums of its worths, called rows; and the best package by a weighted
 * sum of rows, again and again, while some values are closed. */
#ifndef ZO_ENGINE_ROWS_H
#define ZO_ENGINE_ROWS_H

#include "engine/graph/graph.h"

#define ZO_NONE INT64_MIN /* no package */

typedef struct zo_rows {
    const zo_graph *graph;
    size_t rows;
    int64_t *start;  /* per row */
    int64_t *points; /* at (first_bit[issue] + value) * rows + row */
    int64_t *extra;  /* at arc.extra * rows + row */
    size_t extras;
    int64_t *
        range; /* per row: no part of a package adds more, of either sign, nor does any of its worths times its
                       weight; INT64_MAX: too much */
    bool *closed; /* per value bit: no package may have it; the caller sets and clears them */

    /* Of the last question. */
    int64_t *value_sum; /* per value bit */
    int64_t *extra_sum;
    int64_t *inside;  /* per fork: the most its part adds, or ZO_NONE */
    int64_t *outside; /* per fork: the most that everything else adds */
    uint32_t *choice; /* per fork: the arc that reaches it */
    uint32_t *open;   /* forks still to be chosen while a package is put together */
} zo_rows;

/* weight: `rows` pointers, each with a weight per worth of the graph. Where a range is INT64_MAX, nothing else may be asked. */
zo_rows *zo_rows_new(const zo_graph *graph, const int64_t *const *weight, size_t rows, zo_arena *arena);

/* weight: per row, >= 0, and such that no sum overflows. The most of any package whose values are open, start
 * included; ZO_NONE without such a package. */
int64_t zo_rows_most(zo_rows *rows, const int64_t *weight);

/* The package that reaches it, by issue; and its rows. */
void zo_rows_package(zo_rows *rows, uint32_t *package, int64_t *row);

/* Per value bit, the most of packages that have the value; ZO_NONE without any. top: what zo_rows_most said. */
void zo_rows_through(zo_rows *rows, int64_t top, int64_t *through);

/* The sum an arc adds by the last question's weights, with the most of what it leads to; ZO_NONE where that is nothing. */
int64_t zo_rows_arc_sum(const zo_rows *rows, const zo_fork *fork, const zo_arc *arc);

/* Closes values that another value of their issue equals or exceeds in every row, whatever else is chosen: the best
 * of what is left is as good. Where looking for them would take long, none is closed. */
void zo_rows_close_dominated(zo_rows *rows);

#endif

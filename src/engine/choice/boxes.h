/* The best package by branch and bound on boxes: sets of packages in which some values are closed. Each box has weights of its
 * own, found by a mixture of its packages (hull.h), that bound what it holds; values that by these weights lead to
 * nothing better are closed, and what is left is divided at the issue that is most mixed. Depth first. */
#ifndef ZO_ENGINE_BOXES_H
#define ZO_ENGINE_BOXES_H

#include "engine/choice/hull.h"
#include "engine/watch.h"

enum { ZO_MOST_KEPT = 256 };

/* Weights that bounded a box. */
typedef struct zo_pool {
    size_t kept;     /* in all: the newest ZO_MOST_KEPT of them are there, but the first always */
    int64_t *weight; /* at i * rows */
} zo_pool;

typedef struct zo_boxes {
    zo_aim *aim;
    zo_rows *rows;
    zo_watch *watch;
    bool any_will_do; /* ends with the first package that is as good as the aim's best */
    zo_hull hull;
    zo_pool pool;
    bool found;       /* with any_will_do: it was, and the aim's package is it */
    bool done;        /* nothing is better than the best */
    int64_t most_sum; /* SUM: no package has more */
    uint64_t boxes;
    bool *still;  /* per goal: at the root, known to stand still at the best's share */
    size_t level; /* at the root: how many do */

    /* Of the box at hand. */
    int64_t *weight, *tightest, *row, *most, *through;
    int64_t slack; /* of the tightest weights */
    uint32_t *package;
    bool *box_still;
    size_t box_level;

    /* Of all packages, see zo_aim_gap. */
    bool bounded;
    int64_t *bound_weight, bound_top;

    struct zo_halving {
        uint32_t issue, value; /* first the packages with the value, then those without */
        bool second;
        size_t closed; /* values closed before */
    } * halving;
    size_t halvings;
    uint32_t *closed; /* value bits, in the order in which they were closed */
    size_t closed_n;
} zo_boxes;

void zo_boxes_open(zo_boxes *boxes, zo_aim *aim, zo_rows *rows, zo_watch *watch, zo_arena *arena);

/* Goes on for so many boxes at most. True: it is done, or a limit ended it (watch). */
bool zo_boxes_run(zo_boxes *boxes, uint64_t most);

/* Opens and closes again the values that are closed in the box at hand and not at the root. */
void zo_boxes_uncover(zo_boxes *boxes, bool cover_again);

double zo_boxes_gap(const zo_boxes *boxes); /* see zo_aim_gap */

#endif

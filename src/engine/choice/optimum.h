/* What a yardstick chooses, without the whole frontier: a few points of it among which the best are, all of them, or the best
 * found and how much better any could be. */
#ifndef ZO_ENGINE_OPTIMUM_H
#define ZO_ENGINE_OPTIMUM_H

#include "engine/choice/yardstick.h"
#include "engine/frontier/pareto.h"

typedef struct zo_optimum_question {
    const zo_graph
        *graph; /* a worth per party, in its order, and then the hidden ones, which serve cuts only */
    size_t hidden;
    const zo_cut *cut; /* what packages must meet (alternatives) */
    size_t cuts;
    zo_yardstick yardstick;
    const zo_bargainer *party; /* per worth that is not hidden */
} zo_optimum_question;

typedef struct zo_optimum {
    zo_reach reach; /* EXACT: the best are known; else the best found so far */
    bool all_ties;  /* EXACT: every point that ties for the best is among those given */
    zo_points
        points; /* of the frontier (EXACT with all_ties), or single packages; none: none was found, which is certain
                          when EXACT */
    double
        gap; /* not EXACT: nobody can do better than the best of these by more than this share of the bound, rounded
                          up; 1 when nothing is known. Nash: of the product; the others: of the least gain or the sum */
    const char
        *how; /* "labels", "boxes" or "depth-first": what ended it, NULL: nothing did; for the ledger */
} zo_optimum;

zo_optimum zo_optimum_find(const zo_optimum_question *question, const zo_limit *limit, zo_arena *arena);

/* By some of the ways only; the best are the same by each of them. */
enum { ZO_BY_LABELS = 1, ZO_BY_BOXES = 2, ZO_BY_DESCENT = 4, ZO_BY_ALL = 7 };
zo_optimum zo_optimum_find_by(unsigned ways, const zo_optimum_question *question, const zo_limit *limit,
                              zo_arena *arena);

/* The largest sum of weight * worth (weights of any sign) among packages that meet the cuts. any = false: there is none
 * (certain when EXACT). most is then a bound when not EXACT, and `package` the best found. */
typedef struct zo_linear_best {
    zo_reach reach;
    bool any;
    int64_t reached, most; /* equal when EXACT and any */
    const uint32_t *package;
} zo_linear_best;
zo_linear_best zo_optimum_linear(const zo_graph *graph, const int64_t *weight, const zo_cut *cut, size_t cuts,
                                 const zo_limit *limit, zo_arena *arena);

#endif

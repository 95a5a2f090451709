/* Mixtures of packages: weights that bound an aim well come from the best mixture of the packages seen so far.
 *
 * The best package by a sum weighted by the slopes of the aim at the mixture joins it, and shares are moved from the worst
 * package of the mixture to the best one until that gains nothing: Frank, M. and Wolfe, P. (1956), An algorithm for quadratic
 * programming, in the pairwise form of Lacoste-Julien, S. and Jaggi, M. (2015). A least share is smoothed: its slopes are
 * those of the logarithm of a sum of exponentials. Cuts are fulfilled by the method of multipliers: Hestenes, M. (1969),
 * Multiplier and gradient methods. All of this proposes and decides nothing, so it is done in floating point. */
#ifndef ZO_ENGINE_HULL_H
#define ZO_ENGINE_HULL_H

#include "engine/choice/aim.h"

enum { ZO_MOST_CORNERS = 96 };

typedef struct zo_corner {
    double
        *row; /* goals by their divisors, or as they are, base off; cuts: what is left over, by their range */
    uint32_t *package;
    double share; /* in the mixture */
    bool open;    /* no value of it is closed */
    uint64_t used;
} zo_corner;

typedef struct zo_hull {
    const zo_aim *aim;
    const zo_rows *rows;
    size_t corners;
    zo_corner corner[ZO_MOST_CORNERS];
    double *mixture;    /* per row */
    double *multiplier; /* per cut, at its row's index */
    double *unit;       /* per goal: what its numbers are measured by */
    double *slope, *trial, *step;
    const bool *still; /* per goal: left out; may be NULL */
    double smoothness; /* of a least share: in units of shares */
    double penalty;
    uint64_t clock;
} zo_hull;

void zo_hull_open(zo_hull *hull, const zo_aim *aim, const zo_rows *rows, zo_arena *arena);

/* Begins anew with the packages known that have no closed value; false: there are none. */
bool zo_hull_enter(zo_hull *hull);

void zo_hull_add(zo_hull *hull, const uint32_t *package, const int64_t *row);
double zo_hull_gain(zo_hull *hull, const int64_t *row); /* by the slopes, of the package over the mixture */
/* The best mixture of what is there, or nearly: to `enough` by the slopes. */
void zo_hull_settle(zo_hull *hull, double enough);
bool zo_hull_press(zo_hull *hull); /* more weight to cuts that the mixture breaks; false: none, or hardly */

/* Weights from the slopes at the mixture, as whole numbers of which no weighted sum of rows overflows. */
void zo_hull_weights(zo_hull *hull, int64_t *weight);

/* Whether the mixture itself fulfils the cuts and is as good as the best package: then no weights can show that nothing is
 * better. */
bool zo_hull_is_good(const zo_hull *hull);

/* The value to branch on: the largest part of the issue that is most mixed; false: one package only. */
bool zo_hull_mixed(const zo_hull *hull, uint32_t *issue, uint32_t *value);

#endif

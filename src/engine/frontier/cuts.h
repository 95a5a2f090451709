/* Alternatives as cuts on worths: what the packages of a zone are worth no less than, told apart from what else makes the
 * zone, so that a graph of choices need not carry it. */
#ifndef ZO_ENGINE_CUTS_H
#define ZO_ENGINE_CUTS_H

#include "engine/frontier/pareto.h"

typedef struct zo_cuts {
    const zo_mode *mode;   /* with the alternatives that became cuts OFF */
    size_t worths, hidden; /* the payoffs, and then what only cuts look at */
    const zo_sum *const *worth;
    size_t cuts;
    const zo_cut *cut; /* of one worth each, whose weight is 1 */
} zo_cuts;

/* Takes the alternatives that count directly and everywhere. An alternative whose sum is a payoff times a positive factor
 * and a constant is a cut on that payoff. mode: OFF or not, as for zo_graph_build. */
zo_cuts zo_find_cuts(const zo_instance *instance, const zo_mode *mode, const zo_sum *const *payoff,
                     size_t payoffs, zo_arena *arena);

#endif

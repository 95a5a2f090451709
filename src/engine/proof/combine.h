/* Sums of several parties together: what none of them rules out alone, a weighted total may. */
#ifndef ZO_ENGINE_COMBINE_H
#define ZO_ENGINE_COMBINE_H

#include "engine/proof/cover.h"

typedef struct zo_combine zo_combine; /* a workshop */
zo_combine *zo_combine_new(zo_dials *dials, zo_arena *arena);

/* Weights for the sums (of one word each, ends set) with which their total, at its best over the values
 * allowed, is as low as can be found. The total as a sum of its own, under all their guards, ends set; NULL
 * when it is known and only new ones are wanted, or its numbers do not fit. */
const zo_guarded *zo_combine_sums(zo_combine *combine, zo_guarded *const *sum, size_t sums,
                                  const zo_allowed *allowed, bool only_new);

#endif

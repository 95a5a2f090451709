/* Lemmas that follow from a guarded sum which some values leave negative. */
#ifndef ZO_ENGINE_COVER_H
#define ZO_ENGINE_COVER_H

#include "engine/proof/guarded.h"

typedef struct zo_cover zo_cover; /* a workshop, kept from one lemma to the next */
zo_cover *zo_cover_new(zo_dials *dials, zo_arena *arena);

/* For each term a number out of its table, the bar; with all of them the sum is negative. Adds a clause: a
 * guard is false, or some dial adds more than its bar, raised as far as the sum stays negative.
 * allowed guides how they are raised. */
void zo_cover_add(zo_cover *cover, const zo_guarded *sum, const int64_t *const *bar,
                  const zo_allowed *allowed);

/* The greatest number of the term among the values allowed. */
const int64_t *zo_most_allowed(const zo_dials *dials, const zo_term *term, unsigned words,
                               const zo_allowed *allowed);

#endif

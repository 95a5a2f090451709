/* What remains to be decided of an instance once some of its issues have their values: a state of few words. Packages that
 * agree in it are told apart by nothing that is still to come.
 *
 * A state holds the mask of what is violated so far, and for each expression and sum that is still open only what matters of
 * the values chosen: which of its parts are decided, and how far its sums have come. Whatever can no longer change the
 * outcome is zero in it, so that equal futures are equal words. */
#ifndef ZO_ENGINE_RESIDUE_H
#define ZO_ENGINE_RESIDUE_H

#include "engine/votes.h"

typedef struct zo_residue zo_residue;

/* order: the issues in the order in which they will be given values, each once. Instance, modes, order and domains (a value
 * set, what may still occur) outlive it. */
zo_residue *zo_residue_new(const zo_instance *instance, const zo_mode *mode, const uint32_t *order,
                           const uint64_t *domains, zo_arena *arena);

size_t zo_residue_words(const zo_residue *residue); /* of a state; the mask comes first, as votes.h has it */

/* Whether anything depends on the issue of this step. */
bool zo_residue_touches(const zo_residue *residue, size_t step);

/* The state before any issue has a value. False when a hard selector is violated already. */
bool zo_residue_start(const zo_residue *residue, uint64_t *state);

/* The state once issue order[step] has the value, from that before; false when a hard selector is then violated. */
bool zo_residue_step(const zo_residue *residue, size_t step, uint32_t value, const uint64_t *from,
                     uint64_t *to);

/* The same of an instance that looks at some of its issues only: order, of `steps` issues, has at least those. */
zo_residue *zo_residue_of(const zo_instance *instance, const zo_mode *mode, const uint32_t *order,
                          size_t steps, const uint64_t *domains, zo_arena *arena);

/* Whether nothing is open any more. */
bool zo_residue_settled(const zo_residue *residue, const uint64_t *state);

#endif

/* The prover: is the zone of these selectors empty, and what is the most a sum can reach in it? Packages are
 * not enumerated; the answer is a package, or the selectors that exclude each other.
 *
 * The zone of a set of selectors: the packages that violate no direct one of them and that every bloc accepts
 * (votes.h). Selectors of ZO_CERTAINTY never count. */
#ifndef ZO_ENGINE_PROVER_H
#define ZO_ENGINE_PROVER_H

#include "engine/limit.h"
#include "engine/votes.h"

typedef struct zo_prover zo_prover;
typedef enum zo_proved { ZO_POSSIBLE, ZO_IMPOSSIBLE, ZO_UNDECIDED /* a limit was reached */ } zo_proved;

/* HARD: always in force, members' selectors too; SOFT: as each question says; OFF: never. Instance, modes and
 * limit outlive the prover, which is freed with the arena. limit->memory bounds what the solver is estimated
 * to hold outside arenas; limit->progress is called with 0, since nobody knows how much is done. */
zo_prover *zo_prover_new(const zo_instance *instance, const zo_mode *mode, const zo_limit *limit,
                         zo_arena *arena);
void zo_prover_free(zo_prover *prover); /* the solver, early; nothing may be asked then */

/* in_force: bits of SOFT selectors (others are ignored); NULL: none. POSSIBLE: package (by issue; may be
 * NULL) is in the zone of HARD + in_force. IMPOSSIBLE: core (may be NULL), a subset of in_force, excludes all
 * packages together with HARD; it need not be minimal. */
zo_proved zo_prover_ask(zo_prover *prover, const uint64_t *in_force, uint32_t *package, uint64_t *core);

/* The largest value of start + tables + bonuses over that zone, and a package (may be NULL) that reaches it.
 * UNDECIDED: the best so far, which may have been found; best->overflow: nothing was, or (also when POSSIBLE)
 * the value needs more than 512 bits. */
zo_proved zo_prover_maximise(zo_prover *prover, const uint64_t *in_force, const zo_sum *objective,
                             zo_int *best, uint32_t *package);

/* Adds to in_force every SOFT selector of `within` with which the package, which is in the zone of HARD +
 * in_force, stays in the zone. */
void zo_prover_grow(zo_prover *prover, const uint32_t *package, const uint64_t *within, uint64_t *in_force);

/* Shrinks `conflict`, which excludes all packages together with HARD + always, to a minimal such set. False
 * when a limit was reached; it then still excludes them. */
bool zo_prover_shrink(zo_prover *prover, const uint64_t *always, uint64_t *conflict);

const zo_instance *zo_prover_instance(const zo_prover *prover);
void zo_prover_soft(const zo_prover *prover, uint64_t *soft); /* the selectors whose mode is SOFT */
const zo_limit *zo_prover_limit(const zo_prover *prover);
zo_reach zo_prover_reach(const zo_prover *prover); /* which limit was reached; ZO_EXACT when none */

#endif

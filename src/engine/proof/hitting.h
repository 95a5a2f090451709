/* Which selectors exclude each other, and which to give up: minimal conflicts and minimal movements, without
 * enumerating packages.
 *
 * A conflict and a movement always share a selector, and the minimal ones of either kind are exactly the
 * minimal sets that hit all of the other kind (Reiter 1987). */
#ifndef ZO_ENGINE_HITTING_H
#define ZO_ENGINE_HITTING_H

#include "engine/count/reasons.h"
#include "engine/proof/prover.h"

/* The minimal sets within `soft` whose removal makes the zone of HARD and SOFT selectors non-empty: smallest
 * total cost first (cost: per selector, >= 0), then fewest, then as big integers. One empty set when nothing
 * need be given up; none when no removal within `soft` helps. At most `most`, of those alike in cost and number
 * at the end some; complete: these are all. */
zo_reasons zo_smallest_movements(zo_prover *prover, const uint64_t *soft, const zo_num *cost, size_t most,
                                 zo_arena *arena);

/* The minimal sets within `among` that, with HARD alone, leave the zone empty; fewest members first. One empty
 * set when HARD alone excludes every package; none when even all of `among` does not. */
zo_reasons zo_smallest_conflicts(zo_prover *prover, const uint64_t *among, size_t most, zo_arena *arena);

#endif

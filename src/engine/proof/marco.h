/* All minimal conflicts and all minimal movements at once. */
#ifndef ZO_ENGINE_MARCO_H
#define ZO_ENGINE_MARCO_H

#include "engine/count/reasons.h"
#include "engine/proof/prover.h"

/* conflicts: minimal sets within `soft` that, with HARD and the other SOFT selectors in force, leave the zone
 * empty; movements: minimal sets within `soft` whose removal opens it. Both smallest first, then as big
 * integers. complete: the lists are whole; else every conflict given is minimal, and every movement opens the
 * zone and contains no other one given. */
void zo_all_conflicts_and_movements(zo_prover *prover, const uint64_t *soft, zo_reasons *conflicts,
                                    zo_reasons *movements, zo_arena *arena);

#endif

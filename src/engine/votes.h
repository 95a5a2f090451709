/* Blocs: whether their rule holds over the votes that a mask records. */
#ifndef ZO_ENGINE_VOTES_H
#define ZO_ENGINE_VOTES_H

#include "engine/enumerate.h"

/* Whether the bloc stands in no package's way that has this mask, with the selectors in `ignored` (may be
 * NULL) left out: its rule holds, it has no members on record, or its consent is waived. */
bool zo_bloc_accepts(const zo_instance *instance, const zo_bloc *bloc, const uint64_t *mask,
                     const uint64_t *ignored);

#endif

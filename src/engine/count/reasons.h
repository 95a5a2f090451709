/* What an answer rests on: the minimal sets of selectors without which it would differ, read off one
 * enumeration in which those selectors were soft. */
#ifndef ZO_ENGINE_REASONS_H
#define ZO_ENGINE_REASONS_H

#include "engine/walk/enumerate.h"

typedef struct zo_reasons {
    size_t sets;
    const uint64_t *const *set; /* selector sets (bit s), smallest first, then as big integers; minimal */
    bool complete; /* false: some sets may be missing, and others minimal among those given only */
} zo_reasons;

/* The minimal sets of selectors within `removable` whose removal puts a package with value bit `value_bit`
 * (SIZE_MAX: any package) into the zone. One empty set when it is there already; no set when no removal
 * within `removable` helps. `base_off`: selectors left out from the start (disputed ones; may be NULL). */
zo_reasons zo_reasons_to_open(const zo_instance *instance, const zo_enumeration *groups, size_t value_bit,
                              const uint64_t *removable, const uint64_t *base_off, zo_arena *arena);

/* The minimal sets of selectors within `addable` (all of them off in the base) that would take every package
 * with that value out of the zone. One empty set when there is none to begin with. */
zo_reasons zo_reasons_to_close(const zo_instance *instance, const zo_enumeration *groups, size_t value_bit,
                               const uint64_t *addable, zo_arena *arena);

#endif

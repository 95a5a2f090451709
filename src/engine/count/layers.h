/* The same groups as an enumeration, without visiting every package: packages whose futures are the same are carried on as
 * one. What it takes grows with the number of states that the values chosen so far can leave (residue.h), not with the number
 * of packages.
 *
 * Dynamic programming over states, issue by issue, in an order in which little is open at a time. Layered counting as in
 * knapsack and decision-diagram methods: Knuth, The Art of Computer Programming 4A, 7.1.4. */
#ifndef ZO_ENGINE_LAYERS_H
#define ZO_ENGINE_LAYERS_H

#include "engine/walk/enumerate.h"

/* As zo_enumerate_at_once, but all or nothing: where a limit comes first, or more than `most_states` states would be held at
 * once (then ZO_LIMIT_MEMORY), there are no groups. domains: never NULL. */
zo_enumeration zo_enumerate_by_layers(const zo_instance *instance, const zo_mode *mode,
                                      const zo_domains *domains, bool witnesses, size_t most_states,
                                      const zo_limit *limit, zo_arena *arena);

#endif

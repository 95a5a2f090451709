/* What selectors that look at one issue alone leave of it. */
#ifndef ZO_ENGINE_DOMAINS_H
#define ZO_ENGINE_DOMAINS_H

#include "engine/votes.h"

typedef struct zo_domains zo_domains;

/* counting: the selectors that may be in force (bits). */
zo_domains *zo_domains_new(const zo_instance *instance, const uint64_t *counting, zo_arena *arena);

/* Per issue the values that selectors in force leave possible, each read alone, or NULL when none of them
 * speaks of the issue. Good until the next call. */
const uint64_t *const *zo_domains_of(zo_domains *domains, const uint64_t *in_force);

#endif

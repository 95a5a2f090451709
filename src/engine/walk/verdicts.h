/* Which masks are those of packages in the zone: asked once a mask, then remembered. */
#ifndef ZO_ENGINE_VERDICTS_H
#define ZO_ENGINE_VERDICTS_H

#include "base/memory.h"
#include "engine/votes.h"

typedef struct zo_verdict zo_verdict;

typedef struct zo_verdicts {
    const zo_instance *instance;
    zo_arena *arena;
    size_t words;      /* of a mask */
    zo_verdict **slot; /* hash table, at most half full */
    size_t slots;      /* a power of two */
    size_t n;
} zo_verdicts;

void zo_verdicts_open(zo_verdicts *verdicts, const zo_instance *instance, zo_arena *arena);
bool zo_verdict_of(zo_verdicts *verdicts, const uint64_t *mask); /* as zo_mask_accepted */

#endif

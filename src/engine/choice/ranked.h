/* The best packages of a zone by one sum, one after the other: the k best (Lawler 1972). */
#ifndef ZO_ENGINE_RANKED_H
#define ZO_ENGINE_RANKED_H

#include "engine/limit.h"
#include "engine/votes.h"

typedef struct zo_ranked {
    zo_reach reach;      /* EXACT: as many as were wanted, or all there are */
    const char *problem; /* why there are none, for another reason than a limit; NULL */
    bool certain;        /* none left out is better than one listed; always when EXACT */
    size_t packages;
    const uint32_t *const *package; /* best first, those equal in the sum in the order of issues and values */
} zo_ranked;

/* mode: as for zo_survey_zone. sum: of one word. wanted >= 1. The same by each engine: up to ZO_WALKED_AT_ONCE packages by
 * enumeration, beyond by elimination, or as the limit asks. */
zo_ranked zo_rank_zone(const zo_instance *instance, const zo_mode *mode, const zo_sum *sum, size_t wanted,
                       const zo_limit *limit, zo_arena *arena);

#endif

/* The smallest change of a deal: fewest issues, then fewest steps. */
#ifndef ZO_ENGINE_NEAREST_H
#define ZO_ENGINE_NEAREST_H

#include "space/instance.h"

enum {
    ZO_OPEN_ISSUE = UINT32_MAX
}; /* in a deal: the issue has no value yet, and giving it one is no change */

typedef struct zo_nearest {
    const zo_sum
        *sum;      /* its greatest value over packages is the smallest change; NULL: 64 bits do not suffice */
    int64_t issue; /* what one changed issue counts for; more than all steps of any package together */
} zo_nearest;

typedef struct zo_change {
    uint64_t issues; /* that have another value than in the deal */
    uint64_t steps;  /* values passed on the way, over all of these */
} zo_change;

/* deal: a value per issue, or ZO_OPEN_ISSUE. */
zo_nearest zo_nearest_to(const zo_instance *instance, const uint32_t *deal, zo_arena *arena);
/* What a value of the sum says. */
zo_change zo_nearest_change(const zo_nearest *nearest, const zo_int *value);

#endif

/* One part of an instance that hangs together -> its groups, in the way that suits it. */
#ifndef ZO_ENGINE_PORTION_H
#define ZO_ENGINE_PORTION_H

#include "engine/walk/enumerate.h"

typedef struct zo_portion {
    const zo_instance *instance;
    const zo_mode *mode;
    const zo_domains *domains;
    zo_detail detail;
    uint64_t packages;     /* that the domains allow, at most; UINT64_MAX when more */
    const zo_limit *limit; /* what is left for it */
    zo_limit part;         /* what may be spent before a walk begins: set by zo_enumerate_portion */
    zo_arena *arena;       /* for the outcome */
} zo_portion;

zo_enumeration zo_enumerate_portion(zo_portion *portion, zo_arena *scratch);

#endif

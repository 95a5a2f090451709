/* Looks at the clock now and then on behalf of work in one thread, and says when a limit ends it. */
#ifndef ZO_ENGINE_WATCH_H
#define ZO_ENGINE_WATCH_H

#include "engine/limit.h"

enum { ZO_STEPS_A_LOOK = 16 }; /* at the clock */

typedef struct zo_watch {
    const zo_limit *limit;
    double part_done; /* what progress is told */
    uint64_t steps, progress_due;
    zo_reach reach; /* ZO_EXACT until a limit is reached */
} zo_watch;

zo_watch zo_watch_open(const zo_limit *limit, double part_done);
/* To be asked at every step of some microseconds; once true, always true. */
bool zo_watch_ends(zo_watch *watch);

#endif

/* Limits on a run: time, memory, threads, and a caller's wish to stop. */
#ifndef ZO_ENGINE_LIMIT_H
#define ZO_ENGINE_LIMIT_H

#include "base/memory.h"
#include <stdbool.h>

typedef enum zo_reach { ZO_EXACT, ZO_LIMIT_TIME, ZO_LIMIT_MEMORY, ZO_STOPPED } zo_reach;

typedef struct zo_limit {
    uint64_t deadline; /* nanoseconds on the monotonic clock, 0 = none */
    size_t memory;     /* bytes for all workers together, 0 = none */
    unsigned threads;  /* >= 1 */
    /* Called now and then from the calling thread only, with the share of the work done (0..1); returning
     * true stops the run. May be NULL. */
    bool (*progress)(void *context, double part_done);
    void *context;
} zo_limit;

bool zo_past_deadline(const zo_limit *limit);
uint64_t zo_clock_now(void); /* nanoseconds, monotonic: the only clock the library reads */

#endif

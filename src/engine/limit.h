/* Limits on a run: time, memory, threads, and a caller's wish to stop. */
#ifndef ZO_ENGINE_LIMIT_H
#define ZO_ENGINE_LIMIT_H

#include "base/memory.h"
#include <stdbool.h>

typedef enum zo_reach { ZO_EXACT, ZO_LIMIT_TIME, ZO_LIMIT_MEMORY, ZO_STOPPED } zo_reach;

/* How the packages of a zone are counted; the answer is the same. */
typedef enum zo_method {
    ZO_BY_SIZE, /* few packages are walked through, many carried on in layers, and walked where that comes to no end */
    ZO_BY_WALK,
    ZO_BY_LAYERS
} zo_method;

typedef struct zo_limit {
    zo_method method;
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

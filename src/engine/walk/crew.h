/* The threads of a walk through all packages. Each works through units of the plan with a taker of its own. */
#ifndef ZO_ENGINE_CREW_H
#define ZO_ENGINE_CREW_H

#include "engine/walk/sweep.h"

typedef struct zo_crew zo_crew;

/* What is done with the packages that survive. */
typedef struct zo_errand {
    void *(*equip)(const void *context, zo_arena *arena); /* a taker, on the arena of its worker */
    zo_take_fn *take; /* where it jumps for want of memory, what the taker had found before must stay whole */
    zo_dull_fn *is_dull; /* NULL: nothing is dull */
    /* Nanoseconds before the deadline at which to stop, for each worker, so that what was found can be gathered; NULL:
     * none. */
    uint64_t (*reserve)(const void *taker);
    void (*release)(void *taker); /* what it holds besides the arena; NULL: nothing */
    const void *context;
} zo_errand;

/* On the arena; memory of the workers comes from its heap's allocator, of which they call one at a time, and
 * counts towards the limit's memory, not the heap's. */
zo_crew *zo_crew_new(const zo_plan *plan, const zo_errand *errand, const zo_limit *limit, zo_arena *arena);

/* Returns when all threads have ended, with everything or as far as the limit lets them. Never jumps. */
zo_reach zo_crew_work(zo_crew *crew);

double zo_crew_part_done(const zo_crew *crew);
size_t zo_crew_workers(const zo_crew *crew);
void *zo_crew_taker(const zo_crew *crew, size_t worker); /* NULL when there was no memory for one */
void zo_crew_dismiss(zo_crew *crew);                     /* frees the workers' memory */

#endif

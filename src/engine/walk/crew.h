/* The threads of a walk through all packages. Each runs units of the plan into a partial result of its own. */
#ifndef ZO_ENGINE_CREW_H
#define ZO_ENGINE_CREW_H

#include "engine/walk/unit.h"

typedef struct zo_crew zo_crew;

/* On the arena; memory of the workers comes from its heap's allocator, of which they call one at a time, and
 * counts towards the limit's memory, not the heap's. */
zo_crew *zo_crew_new(const zo_plan *plan, const zo_errand *errand, const zo_limit *limit, zo_arena *arena);

/* Returns when all threads have ended, with everything or as far as the limit lets them. Never jumps. */
zo_reach zo_crew_work(zo_crew *crew);

double zo_crew_part_done(const zo_crew *crew);
uint64_t zo_crew_packages(
    const zo_crew *crew); /* as the errand counts them; while they work, a little fewer */

/* What all workers found, once: on the arena, and their memory is freed; or still the only worker's. */
zo_partial *zo_crew_gather(zo_crew *crew, zo_arena *arena);
void zo_crew_dismiss(zo_crew *crew); /* frees the workers' memory */

#endif

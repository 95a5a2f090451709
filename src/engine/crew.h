/* The threads of an enumeration. Each works through units of the plan into a table of its own. */
#ifndef ZO_ENGINE_CREW_H
#define ZO_ENGINE_CREW_H

#include "engine/groups.h"

typedef struct zo_crew zo_crew;

/* On the arena; memory of the workers comes from its heap's allocator, of which they call one at a time, and
 * counts towards the limit's memory, not the heap's. */
zo_crew *zo_crew_new(const zo_plan *plan, bool witnesses, const zo_limit *limit, zo_arena *arena);

/* Returns when all threads have ended, with everything or as far as the limit lets them. Never jumps. */
zo_reach zo_crew_work(zo_crew *crew);

double zo_crew_part_done(const zo_crew *crew);
void zo_crew_gather(const zo_crew *crew, zo_piles *piles); /* what all of them found */
void zo_crew_dismiss(zo_crew *crew);                       /* frees the workers' memory */

#endif

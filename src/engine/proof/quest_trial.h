/* A search from package to package for one that keeps within every room and meets every tie. */
#ifndef ZO_ENGINE_QUEST_TRIAL_H
#define ZO_ENGINE_QUEST_TRIAL_H

#include "engine/proof/quest.h"
#include "engine/watch.h"

typedef struct zo_trial zo_trial;

zo_trial *zo_trial_new(zo_quest *quest, zo_arena *arena);

/* From `package`, whose values lie in the domain; at most so many steps. True: the package now overdraws no room and breaks no
 * tie. Always the same for the same question, package and seed. */
bool zo_trial_run(zo_trial *trial, const uint64_t *domain, uint32_t *package, size_t steps, uint64_t seed,
                  zo_watch *watch);

#endif

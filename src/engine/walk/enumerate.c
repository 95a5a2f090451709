/* Turns an instance and the modes of its selectors into groups of packages: a census, worked off by threads.
 *
 * Promises: the same groups whatever the number of threads; nothing but the outcome stays on the caller's
 * arena. */
#include "engine/walk/enumerate.h"

#include "engine/walk/census.h"
#include "engine/walk/crew.h"

enum { SHARES = 3 /* of the memory: the workers' tables, the merged one, and the outcome */ };

typedef struct zo_job {
    const zo_instance *instance;
    const zo_mode *mode;
    const zo_domains *domains;
    bool witnesses;
    zo_limit limit;   /* of the workers */
    zo_arena *arena;  /* for the outcome */
    zo_arena scratch; /* on the same heap */
    zo_crew *crew;    /* to be dismissed once it is there */
    zo_enumeration outcome;
} zo_job;

static void run(void *context)
{
    zo_job *job = context;
    zo_census *census = zo_census_plan(job->instance, job->mode, job->domains, job->witnesses,
                                       job->limit.threads, &job->scratch);
    job->crew = zo_crew_new(census->plan, &census->errand, &job->limit, &job->scratch);
    zo_reach reach = zo_crew_work(job->crew);
    job->outcome = zo_census_outcome(census, zo_crew_gather(job->crew, &job->scratch), job->arena);
    job->outcome.reach = reach;
    job->outcome.part_done = zo_crew_part_done(job->crew);
}

zo_enumeration zo_enumerate_at_once(const zo_instance *instance, const zo_mode *mode,
                                    const zo_domains *domains, bool witnesses, const zo_limit *limit,
                                    zo_arena *arena)
{
    zo_job job = {.instance = instance,
                  .mode = mode,
                  .domains = domains,
                  .witnesses = witnesses,
                  .limit = *limit,
                  .arena = arena};
    job.limit.memory = limit->memory > 0 && limit->memory < SHARES ? 1 : limit->memory / SHARES;
    zo_arena_open(&job.scratch, arena->heap);
    bool fine = zo_heap_stands(arena->heap, run, &job);
    if (job.crew != NULL)
        zo_crew_dismiss(job.crew);
    zo_arena_close(&job.scratch);
    if (!fine)
        longjmp(*arena->heap->escape, 1);
    return job.outcome;
}

/* Turns an instance, modes and payoffs into the survey of the zone: a tour, worked off by threads.
 *
 * Promises: the same result whatever the number of threads; nothing but the outcome stays on the caller's arena. */
#include "engine/walk/survey.h"

#include "engine/walk/crew.h"
#include "engine/walk/tour.h"

typedef struct zo_surveying {
    const zo_instance *instance;
    const zo_mode *mode;
    const zo_sum *const *payoff;
    size_t payoffs;
    uint32_t class_issue;
    zo_limit limit;   /* of the workers */
    zo_arena *arena;  /* for the outcome */
    zo_arena scratch; /* on the same heap */
    zo_crew *crew;    /* to be dismissed once it is there */
    zo_survey outcome;
} zo_surveying;

static void run(void *context)
{
    zo_surveying *s = context;
    zo_tour *tour = zo_tour_lay(s->instance, s->mode, s->payoff, s->payoffs, s->class_issue, s->limit.threads,
                                &s->scratch);
    s->crew = zo_crew_new(tour->route.plan, &tour->errand, &s->limit, &s->scratch);
    zo_reach reach = zo_crew_work(s->crew);
    s->outcome = zo_tour_outcome(tour, zo_crew_gather(s->crew, &s->scratch), s->arena);
    s->outcome.reach = reach;
    s->outcome.part_done = zo_crew_part_done(s->crew);
    s->outcome.packages_known = s->outcome.least_known = true;
    s->outcome.complete = reach == ZO_EXACT;
}

zo_survey zo_survey_by_walk(const zo_instance *instance, const zo_mode *mode, const zo_sum *const *payoff,
                            size_t payoffs, uint32_t class_issue, const zo_limit *limit, zo_arena *arena)
{
    zo_surveying s = {.instance = instance,
                      .mode = mode,
                      .payoff = payoff,
                      .payoffs = payoffs,
                      .class_issue = class_issue,
                      .limit = *limit,
                      .arena = arena};
    /* Half is left for gathering; a limit of 0 would be none. */
    s.limit.memory = limit->memory == 1 ? 1 : limit->memory / 2;
    zo_arena_open(&s.scratch, arena->heap);
    bool fine = zo_heap_stands(arena->heap, run, &s);
    if (s.crew != NULL)
        zo_crew_dismiss(s.crew);
    zo_arena_close(&s.scratch);
    if (!fine)
        longjmp(*arena->heap->escape, 1);
    return s.outcome;
}

/* Turns an instance and the modes of its selectors into groups of packages: plan, work, gather, and from
 * levels back to issues. Issues that were not visited take part here only: each of their values goes with
 * every package, the first with the first.
 *
 * Promises: the same groups whatever the number of threads; nothing but the outcome stays on the caller's
 * arena. */
#include "engine/walk/enumerate.h"

#include <string.h>

#include "engine/walk/crew.h"
#include "engine/walk/groups.h"

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
    zo_plan *plan;
    zo_int unvisited; /* packages for each visited one */
    zo_enumeration outcome;
} zo_job;

static void count_space(zo_job *job)
{
    job->outcome.space = zo_space_of(job->instance);
    job->unvisited = zo_int_of(1);
    for (size_t i = 0; i < job->instance->issues; i++) {
        zo_int size = zo_int_of(job->instance->size[i]);
        if (job->plan->level_of[i] == 0)
            job->unvisited = zo_int_mul(&job->unvisited, &size);
    }
}

/* Piles, a table a worker */

static void *equip(const void *context, zo_arena *arena)
{
    const zo_job *job = context;
    zo_piles *piles = ZO_NEW(arena, zo_piles);
    zo_piles_open(piles, job->plan, job->witnesses, arena);
    return piles;
}

/* About how long gathering takes: it goes by masks, and by values where packages are given issue by issue again. */
static uint64_t reserve(const void *taker)
{
    enum { PER_PILE = 3000, PER_VALUE = 5 }; /* nanoseconds */
    const zo_piles *piles = taker;
    return piles->all.n * (PER_PILE + PER_VALUE * piles->plan->instance->value_bits);
}

/* What one worker found is whole as it is. */
static zo_piles *merge_all(zo_job *job)
{
    size_t workers = zo_crew_workers(job->crew);
    if (workers == 1 && zo_crew_taker(job->crew, 0) != NULL)
        return zo_crew_taker(job->crew, 0);
    zo_piles *piles = ZO_NEW(&job->scratch, zo_piles);
    zo_piles_open(piles, job->plan, job->witnesses, &job->scratch);
    for (size_t i = 0; i < workers; i++) {
        const zo_piles *found = zo_crew_taker(job->crew, i);
        if (found != NULL)
            zo_piles_merge(piles, found);
    }
    return piles;
}

/* From levels to issues */

static void by_issue(const zo_plan *plan, const uint32_t *by_level, uint32_t *package)
{
    for (size_t i = 0; i < plan->instance->issues; i++)
        package[i] = plan->level_of[i] == 0 ? 0 : by_level[plan->level_of[i]];
}

static bool has_value(const zo_plan *plan, const zo_pile *pile, size_t issue, uint32_t value)
{
    size_t level = plan->level_of[issue];
    return level == 0 || zo_bit(pile->values + plan->level[level].first_word, value);
}

static const uint64_t *values_of(const zo_job *job, const zo_pile *pile)
{
    const zo_instance *instance = job->instance;
    uint64_t *values = ZO_NEW_MANY(job->arena, uint64_t, zo_set_words(instance->value_bits));
    for (size_t i = 0; i < instance->issues; i++) {
        for (uint32_t v = 0; v < instance->size[i]; v++) {
            if (has_value(job->plan, pile, i, v))
                zo_set_bit(values, instance->first_bit[i] + v);
        }
    }
    return values;
}

static void put_witness(const zo_job *job, const zo_pile *pile, size_t issue, uint32_t value,
                        uint32_t *witness)
{
    const zo_plan *plan = job->plan;
    size_t level = plan->level_of[issue];
    if (level == 0) {
        by_issue(plan, pile->first, witness);
        witness[issue] = value;
    } else {
        by_issue(plan, pile->witness + (plan->level[level].first_value + value) * plan->levels, witness);
    }
}

static const uint32_t *witnesses_of(const zo_job *job, const zo_pile *pile)
{
    const zo_instance *instance = job->instance;
    uint32_t *witness = ZO_NEW_MANY(job->arena, uint32_t, instance->value_bits * instance->issues);
    for (size_t i = 0; i < instance->issues; i++) {
        for (uint32_t v = 0; v < instance->size[i]; v++) {
            size_t bit = instance->first_bit[i] + v;
            if (has_value(job->plan, pile, i, v))
                put_witness(job, pile, i, v, witness + bit * instance->issues);
        }
    }
    return witness;
}

static zo_group group_of(const zo_job *job, const zo_pile *pile)
{
    uint64_t *mask = ZO_NEW_MANY(job->arena, uint64_t, pile->mask_words);
    memcpy(mask, pile->mask, pile->mask_words * sizeof *mask);
    uint32_t *first = ZO_NEW_MANY(job->arena, uint32_t, job->instance->issues);
    by_issue(job->plan, pile->first, first);
    zo_int visited = zo_int_of_unsigned(pile->count);
    return (zo_group){.mask = mask,
                      .count = zo_int_mul(&visited, &job->unvisited),
                      .values = values_of(job, pile),
                      .first = first,
                      .witness = job->witnesses ? witnesses_of(job, pile) : NULL};
}

static void gather(zo_job *job)
{
    zo_piles *piles = merge_all(job);
    zo_piles_sort(piles);

    zo_group *group = ZO_NEW_MANY(job->arena, zo_group, piles->all.n);
    for (size_t i = 0; i < piles->all.n; i++)
        group[i] = group_of(job, piles->all.at[i]);
    job->outcome.group = group;
    job->outcome.groups = piles->all.n;
}

/* The whole */

static void run(void *context)
{
    zo_job *job = context;
    job->plan = zo_plan_make(job->instance, job->mode, NULL, job->limit.threads, &job->scratch);
    if (job->domains != NULL)
        zo_plan_narrow(job->plan, job->domains, &job->scratch);
    job->outcome.mask_words = job->plan->mask_words;
    count_space(job);
    zo_errand errand = {.equip = equip, .take = zo_piles_take, .reserve = reserve, .context = job};
    job->crew = zo_crew_new(job->plan, &errand, &job->limit, &job->scratch);
    job->outcome.reach = zo_crew_work(job->crew);
    job->outcome.part_done = zo_crew_part_done(job->crew);
    gather(job);
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

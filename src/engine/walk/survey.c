/* Turns an instance, modes and payoffs into the survey of the zone: plan, work, gather, and from levels back to
 * issues. Issues that were not visited only multiply counts.
 *
 * Promises: the same result whatever the number of threads; nothing but the outcome stays on the caller's arena. */
#include "engine/walk/survey.h"
#include "space/wide.h"

#include <string.h>

#include "engine/walk/crew.h"
#include "engine/walk/surveyor.h"
#include "space/propagate.h"

typedef struct zo_tour {
    const zo_instance *instance;
    const zo_mode *mode;
    zo_cargo cargo;
    zo_limit limit;      /* of the workers */
    zo_arena *arena;     /* for the outcome */
    zo_arena scratch;    /* on the same heap */
    zo_crew *crew;       /* to be dismissed once it is there */
    zo_archive *archive; /* of all workers together; to be released once it is there */
    zo_route route;
    zo_int unvisited; /* packages for each visited one */
    zo_survey outcome;
} zo_tour;

/* ---- The route ---- */

/* What counts directly may as well be hard; what never counts is off. */
static const zo_mode *sharpened(const zo_tour *tour, zo_arena *arena)
{
    const zo_instance *instance = tour->instance;
    zo_mode *mode = ZO_NEW_MANY(arena, zo_mode, instance->selectors);
    for (size_t i = 0; i < instance->selectors; i++) {
        mode[i] = tour->mode[i];
        if (instance->selector[i].class_ == ZO_CERTAINTY)
            mode[i] = ZO_OFF;
        else if (mode[i] == ZO_SOFT && instance->selector[i].voter == ZO_DIRECT)
            mode[i] = ZO_HARD;
    }
    return mode;
}

static void shape_vectors(zo_tour *tour, zo_vectors *vectors)
{
    unsigned *words = ZO_NEW_MANY(&tour->scratch, unsigned, tour->cargo.sums);
    size_t *at = ZO_NEW_MANY(&tour->scratch, size_t, tour->cargo.sums);
    *vectors = (zo_vectors){
        .worths = tour->cargo.sums, .words = words, .at = at, .levels = tour->route.plan->levels};
    for (size_t i = 0; i < tour->cargo.sums; i++) {
        words[i] = tour->cargo.sum[i]->words;
        at[i] = vectors->vector_words;
        vectors->vector_words += words[i];
    }
    bool classes = tour->cargo.issue != ZO_NO_ISSUE;
    vectors->classes = classes ? tour->instance->size[tour->cargo.issue] : 1;
}

/* What the addend may add at the least and at the most. False when the sums would overflow. */
static bool widen(const zo_addend *addend, uint32_t size, int64_t *least, int64_t *most)
{
    int64_t low = 0, high = 0;
    for (uint32_t v = 0; addend->table != NULL && v < size; v++) {
        low = v == 0 || addend->table[v] < low ? addend->table[v] : low;
        high = v == 0 || addend->table[v] > high ? addend->table[v] : high;
    }
    bool over = __builtin_add_overflow(*least, low, least) || __builtin_add_overflow(*most, high, most);
    for (size_t i = 0; i < addend->bonuses && !over; i++) {
        int64_t points = *addend->bonus[i].points, *end = points < 0 ? least : most;
        over = __builtin_add_overflow(*end, points, end);
    }
    return !over;
}

static const zo_addend *addend_at(const zo_plan *plan, size_t level, size_t worth)
{
    const zo_addend *total = &plan->totals.at[worth];
    const zo_level *here = &plan->level[level];
    size_t i = 0;
    if (level + 1 == plan->levels)
        return total;
    while (here->carried.at[i].at != total->at)
        i++;
    return &here->carried.at[i];
}

static bool starts_fit(const zo_plan *plan, size_t worths, const int64_t *least, const int64_t *most)
{
    bool over = false;
    for (size_t i = 0; i < worths; i++) {
        int64_t start = plan->start.at[plan->totals.at[i].at], end;
        over = over || __builtin_add_overflow(start, least[i], &end);
        over = over || __builtin_add_overflow(start, most[i], &end);
    }
    return !over;
}

/* From the last level backwards. */
static bool add_up_bounds(const zo_route *route, int64_t *least, int64_t *most)
{
    const zo_plan *plan = route->plan;
    size_t worths = route->vectors.worths;
    for (size_t level = plan->levels; level-- > 0;) {
        for (size_t i = 0; i < worths; i++) {
            size_t here = level * worths + i, next = here + worths;
            bool last = level + 1 == plan->levels;
            least[here] = last ? 0 : least[next];
            most[here] = last ? 0 : most[next];
            if (!widen(addend_at(plan, level, i), plan->level[level].size, &least[here], &most[here]))
                return false;
        }
    }
    return starts_fit(plan, worths, least, most);
}

static void find_bounds(zo_tour *tour)
{
    zo_route *route = &tour->route;
    size_t n = route->plan->levels * route->vectors.worths;
    if (route->vectors.worths != route->vectors.vector_words)
        return;
    int64_t *least = ZO_NEW_MANY(&tour->scratch, int64_t, n), *most = ZO_NEW_MANY(&tour->scratch, int64_t, n);
    if (add_up_bounds(route, least, most)) {
        route->least = least;
        route->most = most;
    }
}

static void lay_route(zo_tour *tour)
{
    const zo_instance *instance = tour->instance;
    const zo_mode *mode = sharpened(tour, &tour->scratch);
    zo_domains domains =
        zo_propagate(instance, zo_hard_selectors(instance, mode, &tour->scratch), &tour->scratch);
    zo_plan *plan = zo_plan_make(instance, mode, &tour->cargo, tour->limit.threads, &tour->scratch);
    zo_plan_narrow(plan, &domains, &tour->scratch);
    tour->route.plan = plan;
    if (tour->cargo.issue != ZO_NO_ISSUE)
        tour->route.class_level = tour->route.plan->level_of[tour->cargo.issue];
    shape_vectors(tour, &tour->route.vectors);
    find_bounds(tour);
    tour->unvisited = zo_int_of(1);
    for (size_t i = 0; i < instance->issues; i++) {
        zo_int size = zo_int_of(tour->route.plan->level_of[i] == 0 ? instance->size[i] : 1);
        tour->unvisited = zo_int_mul(&tour->unvisited, &size);
    }
}

/* ---- Work ---- */

static void *equip(const void *context, zo_arena *arena)
{
    return zo_surveyor_new(&((const zo_tour *)context)->route, arena);
}

static void work(zo_tour *tour)
{
    zo_errand errand = {.equip = equip,
                        .reserve = zo_surveyor_reserve,
                        .take = zo_surveyor_take,
                        .is_dull = zo_surveyor_is_dull,
                        .release = zo_surveyor_release,
                        .context = tour};
    tour->crew = zo_crew_new(tour->route.plan, &errand, &tour->limit, &tour->scratch);
    tour->outcome.reach = zo_crew_work(tour->crew);
    tour->outcome.part_done = zo_crew_part_done(tour->crew);
}

/* ---- Gathering ---- */

static zo_int all_packages(const zo_tour *tour, uint64_t visited)
{
    zo_int count = zo_int_of_unsigned(visited);
    return zo_int_mul(&count, &tour->unvisited);
}

static void widen_extremes(const zo_vectors *vectors, const int64_t *from, bool up, int64_t *extreme)
{
    for (size_t i = 0; i < vectors->worths; i++) {
        size_t at = vectors->at[i];
        int order = zo_words_compare(from + at, extreme + at, vectors->words[i]);
        if (up ? order > 0 : order < 0)
            memcpy(extreme + at, from + at, vectors->words[i] * sizeof *from);
    }
}

static const zo_int *numbers_of(const zo_tour *tour, const int64_t *vector)
{
    const zo_vectors *vectors = &tour->route.vectors;
    zo_int *number = ZO_NEW_MANY(tour->arena, zo_int, vectors->worths);
    for (size_t i = 0; i < vectors->worths; i++)
        number[i] = zo_int_of_words(vector + vectors->at[i], vectors->words[i]);
    return number;
}

static void gather_extremes(zo_tour *tour)
{
    const zo_vectors *vectors = &tour->route.vectors;
    int64_t *least = ZO_NEW_MANY(&tour->scratch, int64_t, vectors->vector_words);
    int64_t *most = ZO_NEW_MANY(&tour->scratch, int64_t, vectors->vector_words);
    uint64_t packages = 0;
    for (size_t i = 0; i < zo_crew_workers(tour->crew); i++) {
        const zo_surveyor *one = zo_crew_taker(tour->crew, i);
        if (one == NULL || zo_surveyor_packages(one) == 0)
            continue;
        if (packages == 0 && vectors->worths > 0) {
            memcpy(least, zo_surveyor_least(one), vectors->vector_words * sizeof *least);
            memcpy(most, zo_surveyor_most(one), vectors->vector_words * sizeof *most);
        }
        packages += zo_surveyor_packages(one);
        widen_extremes(vectors, zo_surveyor_least(one), false, least);
        widen_extremes(vectors, zo_surveyor_most(one), true, most);
    }
    tour->outcome.packages = all_packages(tour, packages);
    tour->outcome.least = numbers_of(tour, least);
    tour->outcome.most = numbers_of(tour, most);
}

static void gather_vectors(zo_tour *tour)
{
    tour->archive = zo_archive_new(&tour->route.vectors, &tour->scratch);
    for (size_t i = 0; i < zo_crew_workers(tour->crew); i++) {
        const zo_surveyor *one = zo_crew_taker(tour->crew, i);
        if (one != NULL)
            zo_archive_add_all(tour->archive, zo_surveyor_archive(one));
    }
    zo_archive_reduce(tour->archive);
}

static zo_survey_point point_of(const zo_tour *tour, const zo_kept *kept)
{
    const zo_plan *plan = tour->route.plan;
    uint32_t *package = ZO_NEW_MANY(tour->arena, uint32_t, tour->instance->issues);
    for (size_t i = 0; i < tour->instance->issues; i++)
        package[i] = plan->level_of[i] == 0 ? 0 : kept->package[plan->level_of[i]];
    return (zo_survey_point){.worth = numbers_of(tour, kept->vector),
                             .packages = all_packages(tour, kept->packages),
                             .package = package,
                             .class_value = kept->class_};
}

static void list_points(zo_tour *tour)
{
    size_t n = zo_archive_size(tour->archive);
    zo_survey_point *point = ZO_NEW_MANY(tour->arena, zo_survey_point, n);
    for (size_t i = 0; i < n; i++) {
        zo_kept kept = zo_archive_kept(tour->archive, i);
        point[i] = point_of(tour, &kept);
    }
    tour->outcome.points = n;
    tour->outcome.point = point;
}

static void dismiss(zo_tour *tour)
{
    if (tour->crew != NULL)
        zo_crew_dismiss(tour->crew);
    tour->crew = NULL;
}

/* ---- The whole ---- */

static void run(void *context)
{
    zo_tour *tour = context;
    lay_route(tour);
    work(tour);
    gather_extremes(tour);
    gather_vectors(tour);
    dismiss(tour); /* before the outcome takes memory */
    list_points(tour);
}

zo_survey zo_survey_zone(const zo_instance *instance, const zo_mode *mode, const zo_sum *const *payoff,
                         size_t payoffs, uint32_t class_issue, const zo_limit *limit, zo_arena *arena)
{
    zo_tour tour = {.instance = instance,
                    .mode = mode,
                    .cargo = {.sum = payoff, .sums = payoffs, .issue = class_issue},
                    .limit = *limit,
                    .arena = arena};
    /* Half is left for gathering; a limit of 0 would be none. */
    tour.limit.memory = limit->memory == 1 ? 1 : limit->memory / 2;
    zo_arena_open(&tour.scratch, arena->heap);
    bool fine = zo_heap_stands(arena->heap, run, &tour);
    dismiss(&tour);
    if (tour.archive != NULL)
        zo_archive_release(tour.archive);
    zo_arena_close(&tour.scratch);
    if (!fine)
        longjmp(*arena->heap->escape, 1);
    return tour.outcome;
}

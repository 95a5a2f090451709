/* Turns an instance, modes and payoffs into a route for surveyors, and what they have seen into the survey of the zone: from
 * levels back to issues. Issues that were not visited only multiply counts. */
#include "engine/walk/tour.h"

#include <string.h>

#include "space/propagate.h"
#include "space/wide.h"

/* Of many worths, fewer are dominated; then it pays to look at short rows, of which whole ones are. */
enum { MANY_WORTHS = 5, MOST_JOINT = 128, MOST_JOINT_OF_MANY = 64 };

/* While it is being laid. */
typedef struct zo_draft {
    const zo_instance *instance;
    const zo_mode *mode;
    zo_cargo cargo;
    unsigned threads;
    zo_arena *arena;
    zo_tour *tour;
} zo_draft;

/* ---- The route ---- */

/* What counts directly may as well be hard; what never counts is off. */
static const zo_mode *sharpened(const zo_draft *draft)
{
    const zo_instance *instance = draft->instance;
    zo_mode *mode = ZO_NEW_MANY(draft->arena, zo_mode, instance->selectors);
    for (size_t i = 0; i < instance->selectors; i++) {
        mode[i] = draft->mode[i];
        if (instance->selector[i].class_ == ZO_CERTAINTY)
            mode[i] = ZO_OFF;
        else if (mode[i] == ZO_SOFT && instance->selector[i].voter == ZO_DIRECT)
            mode[i] = ZO_HARD;
    }
    return mode;
}

static void shape_vectors(const zo_draft *draft, zo_vectors *vectors)
{
    size_t worths = draft->cargo.sums;
    unsigned *words = ZO_NEW_MANY(draft->arena, unsigned, worths);
    size_t *at = ZO_NEW_MANY(draft->arena, size_t, worths);
    *vectors =
        (zo_vectors){.worths = worths, .words = words, .at = at, .levels = draft->tour->route.plan->levels};
    for (size_t i = 0; i < worths; i++) {
        words[i] = draft->cargo.sum[i]->words;
        at[i] = vectors->vector_words;
        vectors->vector_words += words[i];
    }
    bool classes = draft->cargo.issue != ZO_NO_ISSUE;
    vectors->classes = classes ? draft->instance->size[draft->cargo.issue] : 1;
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

static void find_bounds(const zo_draft *draft)
{
    zo_route *route = &draft->tour->route;
    size_t n = route->plan->levels * route->vectors.worths;
    if (route->vectors.worths != route->vectors.vector_words)
        return;
    int64_t *least = ZO_NEW_MANY(draft->arena, int64_t, n), *most = ZO_NEW_MANY(draft->arena, int64_t, n);
    if (add_up_bounds(route, least, most)) {
        route->least = least;
        route->most = most;
    }
}

static const zo_plan *plan_of(const zo_draft *draft)
{
    const zo_instance *instance = draft->instance;
    const zo_mode *mode = sharpened(draft);
    const uint64_t *hard = zo_hard_selectors(instance, mode, draft->arena);
    zo_domains domains = zo_propagate(instance, hard, draft->arena);
    zo_wish wish = {.cargo = &draft->cargo,
                    .domains = &domains,
                    .most_joint = draft->cargo.sums < MANY_WORTHS ? MOST_JOINT : MOST_JOINT_OF_MANY,
                    .threads = draft->threads};
    return zo_plan_make(instance, mode, &wish, draft->arena);
}

zo_tour *zo_tour_lay(const zo_instance *instance, const zo_mode *mode, const zo_sum *const *payoff,
                     size_t payoffs, uint32_t class_issue, unsigned threads, zo_arena *arena)
{
    zo_tour *tour = ZO_NEW(arena, zo_tour);
    zo_draft draft = {.instance = instance,
                      .mode = mode,
                      .cargo = {.sum = payoff, .sums = payoffs, .issue = class_issue},
                      .threads = threads,
                      .arena = arena,
                      .tour = tour};
    tour->instance = instance;
    tour->route.plan = plan_of(&draft);
    if (class_issue != ZO_NO_ISSUE)
        tour->route.class_level = tour->route.plan->level_of[class_issue];
    shape_vectors(&draft, &tour->route.vectors);
    find_bounds(&draft);
    tour->unvisited = zo_plan_unvisited(tour->route.plan);
    tour->errand = zo_surveyor_errand(&tour->route);
    return tour;
}

/* ---- The outcome ---- */

static zo_int all_packages(const zo_tour *tour, uint64_t visited)
{
    zo_int count = zo_int_of_unsigned(visited);
    return zo_int_mul(&count, &tour->unvisited);
}

static void fill_numbers(const zo_vectors *vectors, const int64_t *vector, zo_int *number)
{
    for (size_t i = 0; i < vectors->worths; i++)
        number[i] = zo_int_of_words(vector + vectors->at[i], vectors->words[i]);
}

static const zo_int *numbers_of(const zo_tour *tour, const int64_t *vector, zo_arena *arena)
{
    zo_int *number = ZO_NEW_MANY(arena, zo_int, tour->route.vectors.worths);
    fill_numbers(&tour->route.vectors, vector, number);
    return number;
}

/* There may be a million. */
static const zo_survey_point *list_points(const zo_tour *tour, const zo_archive *archive, zo_arena *arena)
{
    size_t n = zo_archive_size(archive), worths = tour->route.vectors.worths, issues = tour->instance->issues;
    zo_survey_point *point = ZO_NEW_MANY(arena, zo_survey_point, n);
    zo_int *number = zo_alloc_many(arena, n, worths * sizeof *number);
    uint32_t *package = zo_alloc_many(arena, n, issues * sizeof *package);
    for (size_t i = 0; i < n; i++, number += worths, package += issues) {
        zo_kept kept = zo_archive_kept(archive, i);
        fill_numbers(&tour->route.vectors, kept.vector, number);
        zo_plan_package(tour->route.plan, kept.package, package);
        point[i] = (zo_survey_point){.worth = number,
                                     .packages = all_packages(tour, kept.packages),
                                     .package = package,
                                     .class_value = kept.class_};
    }
    return point;
}

zo_survey zo_tour_outcome(const zo_tour *tour, zo_partial *partial, zo_arena *arena)
{
    zo_surveyor *all = zo_partial_taker(partial);
    zo_archive *archive = zo_surveyor_archive(all);
    zo_archive_reduce(archive);
    return (zo_survey){.packages = all_packages(tour, zo_surveyor_packages(all)),
                       .least = numbers_of(tour, zo_surveyor_least(all), arena),
                       .most = numbers_of(tour, zo_surveyor_most(all), arena),
                       .points = zo_archive_size(archive),
                       .point = list_points(tour, archive, arena)};
}

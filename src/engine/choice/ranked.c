/* A zone and a sum -> its best packages in order.
 *
 * A walk keeps the best met so far: twice as many as are wanted at most, so that sorting is rare, and nothing that is worse
 * than all of them once there are enough. Beyond, a graph of choices hands out the best one after the other (passes.h). */
#include "engine/choice/ranked.h"

#include <stdlib.h>
#include <string.h>

#include "engine/graph/passes.h"
#include "engine/masks.h"
#include "engine/rule.h"
#include "engine/walk/walk.h"

typedef struct zo_placed {
    int64_t total;
    size_t issues;
    uint32_t *package;
} zo_placed;

typedef struct zo_podium {
    const zo_instance *instance;
    const zo_sum *sum;
    size_t wanted;
    bool full;   /* `wanted` are held that reach the bar */
    int64_t bar; /* full: what is below it is not among the best */
    ZO_ARRAY(zo_placed) held;
    ZO_ARRAY(uint32_t *) spare; /* memory of those that were let go */
    zo_arena *arena;
} zo_podium;

/* ---- What counts ---- */

/* What counts directly may as well be hard; what never counts is off. */
static const zo_mode *counting(const zo_instance *in, const zo_mode *mode, zo_arena *arena)
{
    zo_mode *counts = ZO_NEW_MANY(arena, zo_mode, in->selectors + 1);
    for (size_t s = 0; s < in->selectors; s++)
        counts[s] = in->selector[s].class_ == ZO_CERTAINTY                     ? ZO_OFF
                    : mode[s] == ZO_SOFT && in->selector[s].voter == ZO_DIRECT ? ZO_HARD
                                                                               : mode[s];
    return counts;
}

/* ---- By a walk ---- */

static int better_first(const void *left, const void *right)
{
    const zo_placed *a = left, *b = right;
    if (a->total != b->total)
        return a->total > b->total ? -1 : 1;
    for (size_t i = 0; i < a->issues; i++)
        if (a->package[i] != b->package[i])
            return a->package[i] < b->package[i] ? -1 : 1;
    return 0;
}

static void sort_out(zo_podium *p)
{
    if (p->held.n > 1)
        qsort(p->held.at, p->held.n, sizeof *p->held.at, better_first);
    for (; p->held.n > p->wanted; p->held.n--)
        ZO_PUSH(p->arena, &p->spare, p->held.at[p->held.n - 1].package);
    p->full = p->held.n == p->wanted;
    if (p->full)
        p->bar = p->held.at[p->held.n - 1].total;
}

static bool hold(void *context, const uint32_t *package)
{
    zo_podium *p = context;
    size_t issues = p->instance->issues;
    zo_placed new = {.issues = issues};
    zo_package_total(p->instance, p->sum, package, &new.total);
    if (p->full && new.total < p->bar)
        return false;
    new.package = p->spare.n > 0 ? p->spare.at[--p->spare.n] : ZO_NEW_MANY(p->arena, uint32_t, issues + 1);
    if (issues > 0)
        memcpy(new.package, package, issues * sizeof *package);
    ZO_PUSH(p->arena, &p->held, new);
    if (p->held.n / 2 >= p->wanted)
        sort_out(p);
    return false;
}

static zo_ranked rank_by_walk(zo_podium *p, const zo_mode *mode, const zo_limit *limit)
{
    zo_ranked ranked = {.reach = zo_walk_zone(p->instance, mode, (zo_visitor){hold, p}, limit, p->arena)};
    sort_out(p);
    const uint32_t **package = ZO_NEW_MANY(p->arena, const uint32_t *, p->held.n + 1);
    for (size_t i = 0; i < p->held.n; i++)
        package[i] = p->held.at[i].package;
    ranked.certain = ranked.reach == ZO_EXACT;
    ranked.packages = p->held.n;
    ranked.package = package;
    return ranked;
}

/* ---- By elimination ---- */

/* What counts, but for alternatives: these are sums over most issues, which would tie all of them to each other. */
static const zo_mode *relaxed(const zo_instance *in, const zo_mode *mode, zo_arena *arena)
{
    zo_mode *counts = ZO_NEW_MANY(arena, zo_mode, in->selectors + 1);
    for (size_t s = 0; s < in->selectors; s++) {
        bool set_aside = in->selector[s].class_ == ZO_ALTERNATIVE && in->selector[s].voter == ZO_DIRECT;
        counts[s] = set_aside ? ZO_OFF : mode[s];
    }
    return counts;
}

static bool is_within(const zo_podium *p, const zo_mode *mode, const uint32_t *package, uint64_t *mask)
{
    zo_package_mask(p->instance, package, mask);
    for (size_t s = 0; s < p->instance->selectors; s++)
        if (mode[s] == ZO_OFF)
            mask[s / 64] &= ~((uint64_t)1 << (s % 64));
    return zo_mask_accepted(p->instance, mask, NULL);
}

/* Those on the list that are within all that counts: the list being in order, they are the best of the zone. */
static void take_within(const zo_podium *p, const zo_mode *mode, const zo_best_list *list, zo_ranked *ranked)
{
    const uint32_t **package = ZO_NEW_MANY(p->arena, const uint32_t *, p->wanted + 1);
    uint64_t *mask = ZO_NEW_MANY(p->arena, uint64_t, zo_set_words(zo_mask_bits(p->instance)) + 1);
    ranked->packages = 0;
    for (size_t i = 0; i < list->packages && ranked->packages < p->wanted; i++) {
        const uint32_t *at = list->package + i * p->instance->issues;
        if (is_within(p, mode, at, mask))
            package[ranked->packages++] = at;
    }
    ranked->package = package;
}

/* Of a graph of at least all that counts; looks at no more than `most` of its packages. */
static zo_ranked rank_graph(const zo_podium *p, const zo_mode *in_graph, const zo_mode *mode, size_t most,
                            const zo_limit *limit)
{
    int64_t weight = 1;
    zo_graph *graph = zo_graph_build(p->instance, in_graph, &p->sum, 1, zo_most_arcs(limit), limit, p->arena);
    zo_ranked ranked = {.reach = graph->reach, .problem = graph->problem};
    if (graph->problem != NULL || graph->reach != ZO_EXACT)
        return ranked;
    ranked.certain = true;
    if (graph->empty)
        return ranked;
    if (!zo_weigher_fits(zo_weigher_new(graph, p->arena), &weight))
        return (zo_ranked){.problem = "the points are too large"};
    size_t asked = p->wanted < most ? p->wanted : most;
    while (true) {
        zo_best_list list = zo_graph_best(graph, &weight, asked, limit, p->arena);
        take_within(p, mode, &list, &ranked);
        bool all = list.reach == ZO_EXACT && list.packages < asked;
        ranked.reach = ranked.packages == p->wanted || all ? ZO_EXACT
                       : list.reach != ZO_EXACT            ? list.reach
                                                           : ZO_LIMIT_MEMORY; /* enough were looked at */
        if (ranked.packages == p->wanted || all || list.reach != ZO_EXACT || asked >= most)
            break;
        asked = asked < most / 8 ? asked * 8 : most;
    }
    return ranked;
}

/* Alternatives are looked at package by package; where that comes to too few, they go into the graph after all. */
static zo_ranked rank_by_graph(const zo_podium *p, const zo_mode *mode, const zo_limit *limit)
{
    enum { MOST_LOOKED_AT = 1 << 16 };
    zo_limit half = zo_limit_part(limit, 2);
    size_t most = p->wanted > MOST_LOOKED_AT ? p->wanted : MOST_LOOKED_AT;
    zo_ranked ranked = rank_graph(p, relaxed(p->instance, mode, p->arena), mode, most, &half);
    if (ranked.problem != NULL || ranked.reach == ZO_EXACT || ranked.reach == ZO_STOPPED)
        return ranked;
    zo_ranked whole = rank_graph(p, mode, mode, p->wanted + 1, limit);
    return whole.reach == ZO_EXACT && whole.problem == NULL ? whole : ranked;
}

/* ---- The whole ---- */

static uint64_t space_of(const zo_instance *instance)
{
    uint64_t space = 1;
    for (size_t i = 0; i < instance->issues; i++)
        if (__builtin_mul_overflow(space, instance->size[i], &space))
            return UINT64_MAX;
    return space;
}

zo_ranked zo_rank_zone(const zo_instance *instance, const zo_mode *mode, const zo_sum *sum, size_t wanted,
                       const zo_limit *limit, zo_arena *arena)
{
    zo_podium podium = {.instance = instance, .sum = sum, .wanted = wanted, .arena = arena};
    uint64_t space = space_of(instance);
    const zo_mode *counts = counting(instance, mode, arena);
    zo_note_by_rule(ZO_TASK_BEST, limit, space, "the best packages in order");
    return zo_engine_for(ZO_TASK_BEST, limit, space) == ZO_ENGINE_ENUMERATION
               ? rank_by_walk(&podium, counts, limit)
               : rank_by_graph(&podium, counts, limit);
}

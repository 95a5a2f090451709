/* Turns an instance and the modes of its selectors into calls, a package each: the sweep of a plan in which every issue is
 * visited, since every package is wanted for itself. */
#include "engine/walk/walk.h"

#include "engine/walk/sweep.h"
#include "engine/walk/verdicts.h"
#include "space/propagate.h"

typedef struct zo_walker {
    const zo_plan *plan;
    zo_visitor visitor;
    const zo_limit *limit;
    zo_verdicts verdicts;
    uint32_t *package; /* by issue */
    uint64_t unit;
    zo_reach reach;
    zo_arena *arena;
} zo_walker;

/* A sum to which every issue adds nothing: what travels with every package makes the plan visit all issues. */
static const zo_sum *idle_sum(const zo_instance *instance, zo_arena *arena)
{
    const int64_t **table = ZO_NEW_MANY(arena, const int64_t *, instance->issues + 1);
    zo_sum *sum = ZO_NEW(arena, zo_sum);
    for (size_t i = 0; i < instance->issues; i++)
        table[i] = ZO_NEW_MANY(arena, int64_t, instance->size[i]);
    *sum = (zo_sum){.words = 1, .start = ZO_NEW(arena, int64_t), .table = table};
    return sum;
}

static void hand_on(zo_walker *w, const zo_handful *handful, unsigned v)
{
    const zo_plan *plan = handful->plan;
    for (size_t level = 1; level < plan->levels; level++)
        w->package[plan->level[level].issue] = handful->chosen[level];
    if (plan->levels > 1)
        w->package[handful->row->issue] = handful->row->from + v;
    if (w->visitor.visit(w->visitor.context, w->package))
        w->reach = ZO_STOPPED;
}

static void take(void *self, const zo_handful *handful)
{
    zo_walker *w = self;
    if (w->reach != ZO_EXACT || !zo_verdict_of(&w->verdicts, handful->mask))
        return;
    for (uint64_t same = handful->same; same != 0 && w->reach == ZO_EXACT; same &= same - 1)
        hand_on(w, handful, (unsigned)__builtin_ctzll(same));
}

static bool is_halted(void *context)
{
    zo_walker *w = context;
    if (w->reach == ZO_EXACT && zo_past_deadline(w->limit))
        w->reach = ZO_LIMIT_TIME;
    if (w->reach == ZO_EXACT && w->limit->progress != NULL &&
        w->limit->progress(w->limit->context, (double)w->unit / (double)w->plan->units))
        w->reach = ZO_STOPPED;
    return w->reach != ZO_EXACT;
}

static const zo_plan *plan_of(const zo_instance *instance, const zo_mode *mode, zo_arena *arena)
{
    const zo_sum *idle = idle_sum(instance, arena);
    zo_cargo cargo = {.sum = &idle, .sums = 1, .issue = ZO_NO_ISSUE};
    zo_domains domains = zo_propagate(instance, zo_hard_selectors(instance, mode, arena), arena);
    zo_wish wish = {.cargo = &cargo, .domains = &domains, .threads = 1};
    return zo_plan_make(instance, mode, &wish, arena);
}

zo_reach zo_walk_zone(const zo_instance *instance, const zo_mode *mode, zo_visitor visitor,
                      const zo_limit *limit, zo_arena *arena)
{
    zo_walker w = {.visitor = visitor, .limit = limit, .arena = arena};
    w.plan = plan_of(instance, mode, arena);
    w.package = ZO_NEW_MANY(arena, uint32_t, instance->issues + 1);
    zo_verdicts_open(&w.verdicts, instance, arena);
    zo_sweep *sweep = zo_sweep_new(w.plan, (zo_taker){.take = take, .self = &w}, arena);
    zo_sweep_heed(sweep, is_halted, &w);
    for (w.unit = 0; w.unit < w.plan->units && !is_halted(&w); w.unit++)
        zo_sweep_range(sweep, zo_plan_unit_begins(w.plan, w.unit), zo_plan_unit_begins(w.plan, w.unit + 1));
    return w.reach;
}

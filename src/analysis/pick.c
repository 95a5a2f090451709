/* A record -> the packages that a list of them shows. Where there are few enough, a walk meets them all; where there are too
 * many, packages are drawn one by one until there are as many different ones as were asked for. */
#include "analysis/pick.h"

#include "analysis/count.h"
#include "analysis/keeper.h"
#include "analysis/zone_at.h"
#include "base/table.h"
#include "engine/rule.h"
#include "engine/walk/draw.h"
#include "engine/walk/walk.h"

/* As many packages are walked through in well under a second. The number, not the time, decides between walk and draws, so that
 * the same question is answered the same way everywhere. */
enum { MOST_WALKED = 1 << 22 };

/* The facts alone: every position OFF, and no blocs to be asked. */
static zo_instance facts_of(const zo_compiled *compiled, zo_mode **mode, zo_arena *arena)
{
    zo_instance facts = compiled->instance;
    *mode = ZO_NEW_MANY(arena, zo_mode, facts.selectors + 1);
    for (size_t s = 0; s < facts.selectors; s++) {
        zo_selector_class class_ = facts.selector[s].class_;
        (*mode)[s] = class_ == ZO_RULE || class_ == ZO_SETTLED ? ZO_HARD : ZO_OFF;
    }
    facts.voters = facts.blocs = 0;
    return facts;
}

static zo_keeper new_keeper(const zo_request *request, const zo_instance *instance, const zo_wanted *wanted)
{
    bool bounded = wanted->most > 0 && wanted->most < wanted->room;
    return (zo_keeper){.issues = instance->issues,
                       .most = bounded ? (size_t)wanted->most : wanted->room,
                       .seed = wanted->seed,
                       .arena = request->arena};
}

static void put_packages(zo_keeper *keeper, zo_arena *arena, zo_picked *picked)
{
    zo_keeper_close(keeper);
    for (size_t i = 0; i < keeper->kept.n; i++)
        ZO_PUSH(arena, &picked->packages, keeper->kept.at[i].package);
}

/* ---- By a walk ---- */

static bool keep(void *context, const uint32_t *package)
{
    zo_keep(context, package);
    return false;
}

static zo_picked pick_by_walk(const zo_request *request, const zo_instance *instance, const zo_mode *mode,
                              const zo_wanted *wanted)
{
    zo_keeper keeper = new_keeper(request, instance, wanted);
    zo_picked picked = {0};
    zo_note_by_rule(ZO_TASK_LIST, &request->limit, UINT64_MAX, "packages one by one");
    picked.reach = zo_walk_zone(instance, mode, (zo_visitor){keep, &keeper}, &request->limit, request->arena);
    picked.counted = picked.reach == ZO_EXACT;
    picked.count = zo_int_of_unsigned(keeper.met);
    put_packages(&keeper, request->arena, &picked);
    picked.drawn = picked.packages.n < keeper.met;
    if (picked.drawn && keeper.most != wanted->most && picked.counted)
        picked.reach = ZO_LIMIT_MEMORY;
    return picked;
}

/* ---- By draws ---- */

/* Draws until there are enough different ones. */
static zo_reach draw_all(zo_draw *draw, zo_keeper *keeper, const zo_limit *limit)
{
    zo_table met = zo_table_new(keeper->arena);
    size_t bytes = keeper->issues * sizeof(uint32_t);
    uint32_t *package = ZO_NEW_MANY(keeper->arena, uint32_t, keeper->issues + 1);
    for (uint64_t number = 0; keeper->met < keeper->most; number++) {
        zo_reach reach = zo_draw_package(draw, number, limit, package);
        if (reach != ZO_EXACT)
            return reach;
        if (zo_table_get(&met, (zo_str){(const char *)package, bytes}) != ZO_ABSENT)
            continue;
        zo_keep(keeper, package);
        zo_table_add(&met, (zo_str){(const char *)keeper->kept.at[keeper->kept.n - 1].package, bytes}, 0);
    }
    return ZO_EXACT;
}

static zo_picked pick_by_draws(const zo_request *request, const zo_instance *instance, zo_draw *draw,
                               const zo_wanted *wanted)
{
    zo_keeper keeper = new_keeper(request, instance, wanted);
    zo_picked picked = {.drawn = true, .count = zo_int_of(0)};
    picked.reach = draw_all(draw, &keeper, &request->limit);
    if (picked.reach == ZO_EXACT && keeper.most != wanted->most)
        picked.reach = ZO_LIMIT_MEMORY;
    put_packages(&keeper, request->arena, &picked);
    return picked;
}

/* ---- Which of the two ---- */

static bool are_few(const zo_instance *instance, const zo_draw *draw, const zo_wanted *wanted)
{
    uint64_t space = 1;
    for (size_t i = 0; i < instance->issues && space <= wanted->most; i++)
        space *= instance->size[i];
    return wanted->most == 0 || space <= wanted->most || zo_draw_packages(draw) <= MOST_WALKED;
}

static zo_request until(const zo_request *request, uint64_t parts)
{
    zo_request part = *request;
    part.limit.deadline = zo_part_of_time(&request->limit, parts);
    return part;
}

bool zo_count_feasible(const zo_request *request, const zo_compiled *compiled, zo_int *count)
{
    zo_mode *mode;
    zo_instance facts = facts_of(compiled, &mode, request->arena);
    zo_enumeration found = zo_enumerate(&facts, mode, false, &request->limit, request->arena);
    *count = zo_count_groups(&facts, &found, NULL);
    return found.reach == ZO_EXACT;
}

/* Few by number, though that is not seen at once. */
static bool turn_out_few(const zo_request *request, const zo_compiled *compiled, const zo_wanted *wanted,
                         bool *counted, zo_int *count)
{
    zo_request quarter = until(request, 4);
    zo_int most = zo_int_of_unsigned(wanted->most);
    *counted = zo_count_feasible(&quarter, compiled, count);
    return *counted && zo_int_compare(count, &most) <= 0;
}

zo_picked zo_pick_feasible(const zo_request *request, const zo_compiled *compiled, const zo_wanted *wanted)
{
    zo_mode *mode;
    zo_instance facts = facts_of(compiled, &mode, request->arena);
    zo_draw *draw = zo_draw_new(&facts, mode, wanted->seed, request->arena);
    bool counted = false;
    zo_int count = zo_int_of(0);
    bool few = are_few(&facts, draw, wanted) || turn_out_few(request, compiled, wanted, &counted, &count);
    zo_request half = until(request, 2);
    zo_picked picked =
        few ? pick_by_walk(&half, &facts, mode, wanted) : pick_by_draws(&half, &facts, draw, wanted);
    if (!picked.counted) {
        picked.counted = counted;
        picked.count = count;
    }
    return picked;
}

/* One package, by proof, where a walk came to none in its time. */
static void find_one(const zo_request *request, const zo_compiled *compiled, zo_picked *picked)
{
    zo_request third = until(request, 3);
    uint32_t *package = ZO_NEW_MANY(request->arena, uint32_t, compiled->instance.issues + 1);
    const zo_mode *mode = zo_proving_modes(compiled, NULL, request->arena);
    zo_prover *prover = zo_prover_new(&compiled->instance, mode, &third.limit, request->arena);
    if (zo_prover_ask(prover, NULL, package, NULL) == ZO_POSSIBLE)
        ZO_PUSH(request->arena, &picked->packages, package);
    zo_prover_free(prover);
}

zo_picked zo_pick_zone(const zo_request *request, const zo_compiled *compiled, const zo_wanted *wanted)
{
    zo_request half = until(request, 2);
    const zo_mode *mode = zo_binding_modes(compiled, NULL, request->arena);
    zo_picked picked = pick_by_walk(&half, &compiled->instance, mode, wanted);
    if (!picked.counted && picked.packages.n == 0)
        find_one(request, compiled, &picked);
    return picked;
}

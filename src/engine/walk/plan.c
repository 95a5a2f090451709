/* Turns an instance and the modes of its selectors into the plan of an enumeration: every expression and
 * every bonus is decided at the level of the last issue it looks at, every sum is closed where the last of
 * its parts is known; sums of the cargo travel to the last level. */
#include "engine/walk/plan.h"

#include <assert.h>

#include "engine/dependence.h"

enum { UNITS_PER_THREAD = 256, MOST_UNITS = 4096, PACKAGES_PER_UNIT = 1024 };

static void add_issues_of_cargo(const zo_instance *instance, const zo_cargo *cargo, uint64_t *issues)
{
    for (size_t i = 0; i < cargo->sums; i++)
        zo_add_issues_of_sum(instance, cargo->sum[i], issues);
    if (cargo->issue != ZO_NO_ISSUE)
        zo_set_bit(issues, cargo->issue);
}

static const uint64_t *visited_issues(const zo_instance *instance, const zo_mode *mode, const zo_cargo *cargo,
                                      zo_arena *arena)
{
    uint64_t *issues = ZO_NEW_MANY(arena, uint64_t, zo_set_words(instance->issues));
    if (cargo != NULL)
        add_issues_of_cargo(instance, cargo, issues);
    for (size_t i = 0; i < instance->selectors; i++) {
        if (mode[i] == ZO_OFF)
            continue;
        zo_add_issues(instance->selector[i].expr, issues);
        zo_add_issues(instance->selector[i].waived, issues);
        zo_add_issues_of_sum(instance, instance->selector[i].sum, issues);
    }
    for (size_t i = 0; i < instance->voters; i++)
        zo_add_issues(instance->voter[i].abstains, issues);
    for (size_t i = 0; i < instance->blocs; i++)
        zo_add_issues(instance->bloc[i].waived, issues);
    return issues;
}

/* Levels */

static void add_level(zo_plan *plan, uint32_t issue, uint32_t size)
{
    plan->level[plan->levels++] = (zo_level){
        .issue = issue, .size = size, .first_value = plan->values, .first_word = plan->value_words};
    plan->values += size;
    plan->value_words += zo_set_words(size);
    plan->packages = plan->packages > UINT64_MAX / size ? UINT64_MAX : plan->packages * size;
}

static void lay_levels(zo_plan *plan, const uint64_t *visited, zo_arena *arena)
{
    const zo_instance *instance = plan->instance;
    plan->level = ZO_NEW_MANY(arena, zo_level, instance->issues + 1);
    plan->level_of = ZO_NEW_MANY(arena, uint32_t, instance->issues);
    plan->packages = 1;
    add_level(plan, (uint32_t)instance->issues, 1);
    for (size_t i = 0; i < instance->issues; i++) {
        if (!zo_bit(visited, i))
            continue;
        plan->level_of[i] = (uint32_t)plan->levels;
        add_level(plan, (uint32_t)i, instance->size[i]);
    }
}

static uint32_t later(uint32_t a, uint32_t b) { return a > b ? a : b; }

/* The level at which an expression is decided. */
static uint32_t level_of_expr(const zo_plan *plan, const zo_expr *expr)
{
    if (expr == NULL)
        return 0;
    uint32_t level = later(level_of_expr(plan, expr->left), level_of_expr(plan, expr->right));
    if (expr->kind == ZO_X_IN)
        level = later(level, plan->level_of[expr->issue]);
    if (expr->kind == ZO_X_LINEAR) {
        for (size_t i = 0; i < expr->linear->terms; i++)
            level = later(level, plan->level_of[expr->linear->term[i].issue]);
    }
    return level;
}

static uint32_t level_of_sum(const zo_plan *plan, const zo_sum *sum, const zo_expr *waived)
{
    uint32_t level = level_of_expr(plan, waived);
    for (size_t i = 0; i < plan->instance->issues; i++) {
        if (sum->table[i] != NULL)
            level = later(level, plan->level_of[i]);
    }
    for (size_t i = 0; i < sum->bonuses; i++)
        level = later(level, level_of_expr(plan, sum->bonus[i].when));
    return level;
}

/* Tests */

static const zo_expr *compound(zo_expr_kind kind, const zo_expr *left, const zo_expr *right, zo_arena *arena)
{
    zo_expr *expr = ZO_NEW(arena, zo_expr);
    *expr = (zo_expr){.kind = kind, .left = left, .right = right};
    return expr;
}

static void place_test(zo_plan *plan, const zo_expr *expr, uint32_t mark, zo_arena *arena)
{
    zo_level *level = &plan->level[level_of_expr(plan, expr)];
    zo_test test = {.expr = expr, .mark = mark};
    if (mark == ZO_NO_MARK)
        ZO_PUSH(arena, &level->cuts, test);
    else
        ZO_PUSH(arena, &level->marks, test);
}

/* A mark for every package where `expr` is true. */
static void place_fact(zo_plan *plan, const zo_expr *expr, size_t mark, zo_arena *arena)
{
    if (expr != NULL)
        place_test(plan, compound(ZO_X_NOT, expr, NULL, arena), (uint32_t)mark, arena);
}

/* Sums */

static void collect_bonuses(const zo_plan *plan, const zo_sum *sum, uint32_t level, zo_addend *addend,
                            zo_arena *arena)
{
    ZO_ARRAY(zo_bonus) here = {0};
    for (size_t i = 0; i < sum->bonuses; i++) {
        if (level_of_expr(plan, sum->bonus[i].when) == level)
            ZO_PUSH(arena, &here, sum->bonus[i]);
    }
    addend->bonus = here.at;
    addend->bonuses = here.n;
}

static void place_closing(zo_level *level, zo_addend addend, zo_arena *arena)
{
    bool plain = addend.words == 1 && addend.table != NULL && addend.bonuses == 0 && addend.waived == NULL;
    if (addend.mark != ZO_NO_MARK)
        ZO_PUSH(arena, &level->sum_marks, addend);
    else if (plain)
        ZO_PUSH(arena, &level->plain_cuts, addend);
    else
        ZO_PUSH(arena, &level->sum_cuts, addend);
}

/* What the level adds to the sum. */
static void fill_addend(const zo_plan *plan, zo_addend *addend, const zo_sum *sum, size_t at, zo_arena *arena)
{
    addend->table = at == 0 ? NULL : sum->table[plan->level[at].issue];
    collect_bonuses(plan, sum, (uint32_t)at, addend, arena);
}

/* Carries the sum through all levels before `last`; the addend is then that of `last`. */
static void carry_sum(zo_plan *plan, const zo_sum *sum, size_t last, zo_addend *addend, zo_arena *arena)
{
    assert(sum->words >= 1 && sum->words <= ZO_WIDE_WORDS);
    addend->at = plan->start.n;
    addend->words = sum->words;
    for (unsigned i = 0; i < sum->words; i++)
        ZO_PUSH(arena, &plan->start, sum->start[i]);
    for (size_t at = 0; at < last; at++) {
        fill_addend(plan, addend, sum, at, arena);
        ZO_PUSH(arena, &plan->level[at].carried, *addend);
        plan->level[at].carried_bonuses += addend->bonuses;
    }
    fill_addend(plan, addend, sum, last, arena);
}

static void place_sum(zo_plan *plan, const zo_selector *selector, uint32_t mark, zo_arena *arena)
{
    zo_addend addend = {.waived = selector->waived, .mark = mark};
    uint32_t last = level_of_sum(plan, selector->sum, selector->waived);
    carry_sum(plan, selector->sum, last, &addend, arena);
    place_closing(&plan->level[last], addend, arena);
}

static void place_cargo(zo_plan *plan, const zo_cargo *cargo, zo_arena *arena)
{
    for (size_t i = 0; i < cargo->sums; i++) {
        zo_addend addend = {.mark = ZO_NO_MARK};
        carry_sum(plan, cargo->sum[i], plan->levels - 1, &addend, arena);
        ZO_PUSH(arena, &plan->totals, addend);
    }
}

static void place_selector(zo_plan *plan, const zo_selector *selector, uint32_t mark, zo_arena *arena)
{
    assert((mark != ZO_NO_MARK || selector->voter == ZO_DIRECT) && "votes are soft");
    if (selector->sum != NULL)
        place_sum(plan, selector, mark, arena);
    else if (selector->waived == NULL)
        place_test(plan, selector->expr, mark, arena);
    else
        place_test(plan, compound(ZO_X_OR, selector->waived, selector->expr, arena), mark, arena);
}

static void place_all(zo_plan *plan, const zo_mode *mode, zo_arena *arena)
{
    const zo_instance *instance = plan->instance;
    for (size_t i = 0; i < instance->selectors; i++) {
        if (mode[i] != ZO_OFF)
            place_selector(plan, &instance->selector[i], mode[i] == ZO_HARD ? ZO_NO_MARK : (uint32_t)i,
                           arena);
    }
    for (size_t i = 0; i < instance->voters; i++)
        place_fact(plan, instance->voter[i].abstains, instance->selectors + i, arena);
    for (size_t i = 0; i < instance->blocs; i++)
        place_fact(plan, instance->bloc[i].waived, instance->selectors + instance->voters + i, arena);
}

/* Units */

static void cut_into_units(zo_plan *plan, unsigned threads)
{
    uint64_t enough = threads < MOST_UNITS / UNITS_PER_THREAD ? threads * UNITS_PER_THREAD : MOST_UNITS;
    if (enough > plan->packages / PACKAGES_PER_UNIT)
        enough = plan->packages / PACKAGES_PER_UNIT;
    plan->prefixes = 1;
    while (plan->prefixes < enough && plan->split + 1 < plan->levels)
        plan->prefixes *= plan->level[plan->split++].size;
    plan->units = plan->prefixes < MOST_UNITS ? plan->prefixes : MOST_UNITS;
}

uint64_t zo_plan_unit_begins(const zo_plan *plan, uint64_t unit)
{
    uint64_t even = plan->prefixes / plan->units, rest = plan->prefixes % plan->units;
    return unit * even + unit * rest / plan->units;
}

zo_plan *zo_plan_make(const zo_instance *instance, const zo_mode *mode, const zo_cargo *cargo,
                      unsigned threads, zo_arena *arena)
{
    zo_plan *plan = ZO_NEW(arena, zo_plan);
    plan->instance = instance;
    plan->mask_words = zo_set_words(zo_mask_bits(instance));
    lay_levels(plan, visited_issues(instance, mode, cargo, arena), arena);
    place_all(plan, mode, arena);
    if (cargo != NULL)
        place_cargo(plan, cargo, arena);
    plan->sum_words = plan->start.n;
    cut_into_units(plan, threads);
    return plan;
}

void zo_plan_narrow(zo_plan *plan, const zo_domains *domains, zo_arena *arena)
{
    for (size_t at = 1; at < plan->levels; at++) {
        zo_level *level = &plan->level[at];
        uint64_t *domain = ZO_NEW_MANY(arena, uint64_t, zo_set_words(level->size));
        for (uint32_t v = 0; v < level->size; v++)
            if (zo_bit(domains->values, plan->instance->first_bit[level->issue] + v))
                zo_set_bit(domain, v);
        level->domain = domain;
    }
}

/* Turns an instance and the modes of its selectors into the plan of an enumeration: every expression and
 * every bonus is decided at the level of the last issue it looks at, every sum is closed where the last of
 * its parts is known; sums of the cargo travel to the last level. */
#include "engine/walk/plan.h"

#include <assert.h>

#include "engine/dependence.h"

enum { UNITS_PER_THREAD = 256, MOST_UNITS = 4096, PACKAGES_PER_UNIT = 1024, PACKAGES_PER_COMBINATION = 16 };

static void add_issues_of_cargo(const zo_instance *instance, const zo_cargo *cargo, uint64_t *issues)
{
    for (size_t i = 0; i < cargo->sums; i++)
        zo_add_issues_of_sum(instance, cargo->sum[i], issues);
    if (cargo->issue != ZO_NO_ISSUE)
        zo_set_bit(issues, cargo->issue);
}

static uint64_t *visited_issues(const zo_instance *instance, const zo_mode *mode, const zo_cargo *cargo,
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

/* But for the last one, which stands for all. */
static bool is_within_tail(const zo_tail *tail, size_t issue)
{
    size_t i = 0;
    while (i + 1 < tail->issues && tail->issue[i] != issue)
        i++;
    return i + 1 < tail->issues;
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
        if (!is_within_tail(&plan->tail, i))
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

/* Per row of the level the least and the most that the table adds. */
static void bound_rows(const zo_level *level, zo_addend *addend, zo_arena *arena)
{
    int64_t *bounds = ZO_NEW_MANY(arena, int64_t, 2 * zo_set_words(level->size));
    for (uint32_t v = 0; v < level->size; v++) {
        int64_t *least = bounds + v / ZO_ROW * 2, *most = least + 1, here = addend->table[v];
        *least = v % ZO_ROW == 0 || here < *least ? here : *least;
        *most = v % ZO_ROW == 0 || here > *most ? here : *most;
    }
    addend->bounds = bounds;
}

static void place_plain_cut(zo_level *level, zo_addend addend, zo_arena *arena)
{
    bound_rows(level, &addend, arena);
    ZO_PUSH(arena, &level->plain_cuts, addend);
}

static void place_closing(zo_level *level, zo_addend addend, zo_arena *arena)
{
    bool plain = addend.words == 1 && addend.table != NULL && addend.bonuses == 0 && addend.waived == NULL;
    if (addend.mark != ZO_NO_MARK)
        ZO_PUSH(arena, &level->sum_marks, addend);
    else if (plain)
        place_plain_cut(level, addend, arena);
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

/* Hopeless sums */

static bool is_visited(const zo_level *level, uint32_t value)
{
    return level->domain == NULL || zo_bit(level->domain, value);
}

/* The most that the addend's table adds at its level. */
static int64_t most_of(const zo_level *level, const zo_addend *addend)
{
    int64_t most = INT64_MIN;
    for (uint32_t v = 0; v < level->size && addend->table != NULL; v++)
        most = is_visited(level, v) && addend->table[v] > most ? addend->table[v] : most;
    return most == INT64_MIN ? 0 : most;
}

/* Cuts off the values of the level with which the sum stays negative even when later levels add `rest`. */
static void place_hopeless(zo_level *level, const zo_addend *here, int64_t rest, zo_arena *arena)
{
    if (here->table == NULL || here->bonuses > 0)
        return;
    int64_t *table = ZO_NEW_MANY(arena, int64_t, level->size);
    for (uint32_t v = 0; v < level->size; v++)
        if (__builtin_add_overflow(here->table[v], rest, &table[v]))
            return;
    zo_addend hopeless = *here;
    hopeless.table = table;
    place_plain_cut(level, hopeless, arena);
}

/* For a hard sum that is carried to the level `last`, where it is closed. Since later levels have no bonuses, each total
 * with the most that they add is one of a package, and does not overflow. */
static void place_bounds(zo_plan *plan, const zo_addend *closing, size_t last, zo_arena *arena)
{
    int64_t rest = 0;
    const zo_addend *addend = closing;
    if (closing->mark != ZO_NO_MARK || closing->words > 1 || closing->waived != NULL)
        return;
    for (size_t at = last; at-- > 1;) {
        if (addend->bonuses > 0 || __builtin_add_overflow(rest, most_of(&plan->level[at + 1], addend), &rest))
            return;
        const zo_level *level = &plan->level[at];
        addend = &level->carried.at[level->carried.n - 1];
        place_hopeless(&plan->level[at], addend, rest, arena);
    }
}

static void place_sum(zo_plan *plan, const zo_selector *selector, uint32_t mark, zo_arena *arena)
{
    zo_addend addend = {.waived = selector->waived, .mark = mark};
    uint32_t last = level_of_sum(plan, selector->sum, selector->waived);
    carry_sum(plan, selector->sum, last, &addend, arena);
    place_bounds(plan, &addend, last, arena);
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

/* The whole */

/* Few enough that working them out beforehand is little beside the walk; the issue of the cargo stays by itself. */
static zo_tail choose_tail(const zo_instance *instance, const uint64_t *visited, const zo_wish *wish,
                           zo_arena *arena)
{
    uint64_t *among = ZO_NEW_MANY(arena, uint64_t, zo_set_words(instance->issues));
    uint64_t most = 1;
    for (size_t i = instance->issues; i-- > 0;) {
        if (!zo_bit(visited, i))
            continue;
        most = most > UINT64_MAX / instance->size[i] ? UINT64_MAX : most * instance->size[i];
    }
    for (size_t i = instance->issues; i-- > 0 && (wish->cargo == NULL || i != wish->cargo->issue);) {
        if (zo_bit(visited, i))
            zo_set_bit(among, i);
    }
    most /= PACKAGES_PER_COMBINATION;
    return zo_tail_of(instance, among, wish->domains, most < wish->most_joint ? most : wish->most_joint,
                      arena);
}

static void narrow(zo_plan *plan, const zo_domains *domains, zo_arena *arena)
{
    const zo_instance *given = plan->tail.instance;
    for (size_t at = 1; at < plan->levels; at++) {
        zo_level *level = &plan->level[at];
        if (plan->tail.issues > 0 && at + 1 == plan->levels)
            return;
        uint64_t *domain = ZO_NEW_MANY(arena, uint64_t, zo_set_words(level->size));
        for (uint32_t v = 0; v < level->size; v++)
            if (zo_bit(domains->values, given->first_bit[level->issue] + v))
                zo_set_bit(domain, v);
        level->domain = domain;
    }
}

static const zo_cargo *joint_cargo(const zo_plan *plan, const zo_cargo *cargo, zo_arena *arena)
{
    if (cargo == NULL)
        return NULL;
    const zo_sum **sum = ZO_NEW_MANY(arena, const zo_sum *, cargo->sums);
    for (size_t i = 0; i < cargo->sums; i++)
        sum[i] = zo_tail_sum(&plan->tail, cargo->sum[i], arena);
    zo_cargo *joint = ZO_NEW(arena, zo_cargo);
    *joint = (zo_cargo){.sum = sum, .sums = cargo->sums, .issue = cargo->issue};
    return joint;
}

zo_plan *zo_plan_make(const zo_instance *instance, const zo_mode *mode, const zo_wish *wish, zo_arena *arena)
{
    zo_plan *plan = ZO_NEW(arena, zo_plan);
    uint64_t *visited = visited_issues(instance, mode, wish->cargo, arena);
    plan->tail = choose_tail(instance, visited, wish, arena);
    plan->instance = zo_tail_instance(&plan->tail, arena);
    plan->mask_words = zo_set_words(zo_mask_bits(instance));
    lay_levels(plan, visited, arena);
    if (wish->domains != NULL)
        narrow(plan, wish->domains, arena);
    place_all(plan, mode, arena);
    if (wish->cargo != NULL)
        place_cargo(plan, joint_cargo(plan, wish->cargo, arena), arena);
    plan->sum_words = plan->start.n;
    cut_into_units(plan, wish->threads);
    return plan;
}

/* Back to issues */

void zo_plan_package(const zo_plan *plan, const uint32_t *by_level, uint32_t *package)
{
    const zo_tail *tail = &plan->tail;
    for (size_t i = 0; i < plan->instance->issues; i++)
        package[i] = plan->level_of[i] == 0 ? 0 : by_level[plan->level_of[i]];
    for (size_t i = 0; i < tail->issues; i++)
        package[tail->issue[i]] = tail->value[by_level[plan->levels - 1] * tail->issues + i];
}

zo_int zo_plan_unvisited(const zo_plan *plan)
{
    zo_int packages = zo_int_of(1);
    for (size_t i = 0; i < plan->instance->issues; i++) {
        zo_int size = zo_int_of(plan->level_of[i] == 0 ? plan->instance->size[i] : 1);
        packages = zo_int_mul(&packages, &size);
    }
    return packages;
}

uint64_t zo_plan_unvisited_at_least(const zo_plan *plan)
{
    zo_int packages = zo_plan_unvisited(plan);
    int64_t small;
    return zo_int_fits64(&packages, &small) ? (uint64_t)small : INT64_MAX;
}

/* Groups by tables against the walk through every package, on seeded random instances; and, where nobody could walk, against
 * groups by layers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engine/count/layers.h"
#include "engine/count/tables.h"
#include "same_groups.h"

/* More of the selectors are hard, as sums of tables are. */
static void harden(world *w)
{
    zo_selector *selector = ZO_NEW_MANY(&w->arena, zo_selector, w->instance.selectors + 1);
    bool soft = one_in(w, 2);
    for (size_t s = 0; s < w->instance.selectors; s++) {
        selector[s] = w->instance.selector[s];
        if (selector[s].voter == ZO_DIRECT && !(soft && one_in(w, 3)))
            w->mode[s] = ZO_HARD;
        if (one_in(w, 2))
            selector[s].waived = NULL;
        if (selector[s].sum == NULL && one_in(w, 2)) {
            zo_expr *sum = ZO_NEW(&w->arena, zo_expr), *two = ZO_NEW(&w->arena, zo_expr);
            *sum = (zo_expr){.kind = ZO_X_LINEAR, .linear = random_linear(w)};
            *two = (zo_expr){.kind = ZO_X_AND, .left = sum, .right = selector[s].expr};
            selector[s].expr = one_in(w, 3) ? two : sum;
        }
    }
    w->instance.selector = selector;
}

static const zo_course *course_of(world *w, const zo_domains *domains, const zo_limit *limit)
{
    return zo_course_new(&w->instance, w->mode, zo_order_of_issues(&w->instance, &w->arena), domains->values,
                         SIZE_MAX, limit, &w->arena);
}

static void tables_find_what_a_walk_finds(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 9000; seed++) {
        world w;
        open_world(&w, seed);
        make_instance(&w, below(&w, 7), 1, 7);
        harden(&w);
        zo_detail detail = (zo_detail)below(&w, 3);
        zo_limit limit = {.threads = 1};
        uint64_t *hard = zo_hard_selectors(&w.instance, w.mode, &w.arena);
        zo_domains domains = zo_propagate(&w.instance, hard, &w.arena);
        zo_enumeration walked =
            zo_enumerate_at_once(&w.instance, w.mode, NULL, detail == ZO_WITH_WITNESSES, &limit, &w.arena);
        zo_tables *tables =
            zo_tables_plan(course_of(&w, &domains, &limit), w.mode, detail, SIZE_MAX, &limit, &w.arena);
        assert_non_null(tables);
        zo_enumeration found = zo_enumerate_in_tables(tables, &limit, &w.arena);
        assert_same_groups(&w.instance, &walked, &found, detail);
        close_world(&w);
    }
}

/* Fourteen issues of nine values, with three sums over all of them: too many packages to walk through. */
static zo_domains make_large(world *w, uint64_t seed)
{
    enum { ISSUES = 14, VALUES = 9, SUMS = 3 };
    open_world(w, seed);
    uint32_t *size = ZO_NEW_MANY(&w->arena, uint32_t, ISSUES);
    zo_selector *selector = ZO_NEW_MANY(&w->arena, zo_selector, SUMS + 1);
    for (size_t i = 0; i < ISSUES; i++)
        size[i] = VALUES;
    set_issues(w, ISSUES, size);
    w->mode = ZO_NEW_MANY(&w->arena, zo_mode, SUMS + 1);
    for (size_t s = 0; s <= SUMS; s++) {
        zo_expr *expr = ZO_NEW(&w->arena, zo_expr);
        *expr = (zo_expr){.kind = ZO_X_LINEAR, .linear = random_linear(w)};
        selector[s] = (zo_selector){.class_ = ZO_RULE, .voter = ZO_DIRECT};
        selector[s].expr = s < SUMS ? expr : random_expr(w, 3);
        w->mode[s] = ZO_HARD;
    }
    w->instance.selectors = SUMS + 1;
    w->instance.selector = selector;
    uint64_t *hard = zo_hard_selectors(&w->instance, w->mode, &w->arena);
    return zo_propagate(&w->instance, hard, &w->arena);
}

static void tables_find_what_layers_find(void **state)
{
    (void)state;
    size_t some = 0;
    for (uint64_t seed = 1; seed <= 60; seed++) {
        world w;
        zo_domains domains = make_large(&w, seed);
        zo_limit limit = {.threads = 1};
        zo_detail detail = (zo_detail)(seed % 3);
        zo_enumeration layered = zo_enumerate_by_layers(
            &w.instance, w.mode, &domains, detail == ZO_WITH_WITNESSES, SIZE_MAX, &limit, &w.arena);
        zo_tables *tables =
            zo_tables_plan(course_of(&w, &domains, &limit), w.mode, detail, SIZE_MAX, &limit, &w.arena);
        zo_enumeration found = zo_enumerate_in_tables(tables, &limit, &w.arena);
        assert_same_groups(&w.instance, &layered, &found, detail);
        some += found.groups;
        close_world(&w);
    }
    assert_true(some > 20);
}

static bool stop_at_once(void *context, double part_done)
{
    (void)context;
    assert_true(part_done >= 0 && part_done < 1);
    return true;
}

static void each_limit_ends_the_work(void **state)
{
    (void)state;
    world w;
    zo_domains domains = make_large(&w, 3);
    zo_limit free_ = {.threads = 1}, late = {.threads = 1, .deadline = 1},
             stopped = {.threads = 1, .progress = stop_at_once};
    const zo_course *course = course_of(&w, &domains, &free_);
    assert_int_equal(course_of(&w, &domains, &late)->reach, ZO_LIMIT_TIME);
    for (int detail = ZO_WITH_COUNTS; detail <= ZO_WITH_WITNESSES; detail++) {
        zo_tables *tables = zo_tables_plan(course, w.mode, (zo_detail)detail, SIZE_MAX, &free_, &w.arena);
        zo_enumeration found = zo_enumerate_in_tables(tables, &late, &w.arena);
        assert_int_equal(found.reach, ZO_LIMIT_TIME);
        assert_int_equal(found.groups, 0);
        found = zo_enumerate_in_tables(tables, &stopped, &w.arena);
        assert_true(found.reach == ZO_STOPPED || found.reach == ZO_EXACT); /* done before it was asked */
    }
    close_world(&w);
}

/* Conditions that leave very many states: the course says so, and there are no tables. */
static void too_many_states_are_told(void **state)
{
    (void)state;
    world w;
    zo_domains domains = make_large(&w, 3);
    zo_limit limit = {.threads = 1};
    for (size_t s = 0; s < w.instance.selectors; s++)
        w.mode[s] = ZO_SOFT;
    const zo_course *course = zo_course_new(&w.instance, w.mode, zo_order_of_issues(&w.instance, &w.arena),
                                            domains.values, 10, &limit, &w.arena);
    assert_int_equal(course->reach, ZO_LIMIT_MEMORY);
    assert_null(zo_tables_plan(course, w.mode, ZO_WITH_VALUES, 10, &limit, &w.arena));
    close_world(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables_find_what_a_walk_finds), cmocka_unit_test(tables_find_what_layers_find),
        cmocka_unit_test(each_limit_ends_the_work), cmocka_unit_test(too_many_states_are_told)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

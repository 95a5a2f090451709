/* Packages of two demands, counted by halves, against the walk through every package, on seeded random instances. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engine/count/meet.h"
#include "engine/count/tables.h"
#include "same_groups.h"

/* Two parties, and sometimes conditions that tie issues. */
static const zo_sum *random_points(world *w, int64_t most)
{
    const zo_instance *in = &w->instance;
    const int64_t **table = ZO_NEW_MANY(&w->arena, const int64_t *, in->issues);
    int64_t *start = ZO_NEW(&w->arena, int64_t);
    for (size_t i = 0; i < in->issues; i++) {
        int64_t *points = ZO_NEW_MANY(&w->arena, int64_t, in->size[i]);
        for (uint32_t v = 0; v < in->size[i]; v++)
            points[v] = between(w, -most, most);
        table[i] = one_in(w, 8) ? NULL : points;
    }
    *start = between(w, -2 * most, 2 * most);
    zo_sum *sum = ZO_NEW(&w->arena, zo_sum);
    *sum = (zo_sum){.words = 1, .start = start, .table = table};
    return sum;
}

static void make_two_parties(world *w, size_t issues, uint32_t values, int64_t most)
{
    make_instance(w, issues, 1, values);
    size_t n = 2 + (one_in(w, 2) ? below(w, 4) : 0);
    zo_selector *selector = ZO_NEW_MANY(&w->arena, zo_selector, n);
    w->mode = ZO_NEW_MANY(&w->arena, zo_mode, n);
    for (size_t s = 0; s < n; s++) {
        selector[s] = (zo_selector){.class_ = ZO_ALTERNATIVE, .voter = ZO_DIRECT};
        if (s < 2)
            selector[s].sum = random_points(w, most);
        else
            selector[s].expr = random_expr(w, 2);
        w->mode[s] = ZO_HARD;
    }
    w->instance.selectors = n;
    w->instance.selector = selector;
    w->instance.voters = w->instance.blocs = 0;
}

static void halves_find_what_a_walk_finds(void **state)
{
    static const int64_t mosts[] = {3, 1000, 1000000000000};
    (void)state;
    size_t met = 0;
    for (uint64_t seed = 1; seed <= 9000; seed++) {
        world w;
        open_world(&w, seed);
        make_two_parties(&w, below(&w, 7), 6, mosts[below(&w, 3)]);
        zo_detail detail = (zo_detail)below(&w, 3);
        zo_limit limit = {.threads = 1};
        uint64_t *hard = zo_hard_selectors(&w.instance, w.mode, &w.arena);
        zo_domains domains = zo_propagate(&w.instance, hard, &w.arena);
        zo_enumeration walked =
            zo_enumerate_at_once(&w.instance, w.mode, NULL, detail == ZO_WITH_WITNESSES, &limit, &w.arena);
        const zo_course *course =
            zo_course_new(&w.instance, w.mode, zo_order_of_issues(&w.instance, &w.arena), domains.values,
                          SIZE_MAX, &limit, &w.arena);
        zo_meet *meet = zo_meet_plan(course, detail, &w.arena);
        if (meet != NULL) {
            zo_enumeration found = zo_enumerate_by_halves(meet, &limit, &w.arena);
            assert_same_groups(&w.instance, &walked, &found, detail);
            met++;
        }
        close_world(&w);
    }
    assert_true(met > 4000);
}

static const zo_course *course_of(world *w, const zo_limit *limit)
{
    uint64_t *hard = zo_hard_selectors(&w->instance, w->mode, &w->arena);
    zo_domains domains = zo_propagate(&w->instance, hard, &w->arena);
    return zo_course_new(&w->instance, w->mode, zo_order_of_issues(&w->instance, &w->arena), domains.values,
                         SIZE_MAX, limit, &w->arena);
}

/* Some thousand million packages; more points than there can be tables. */
static void halves_find_what_tables_find(void **state)
{
    (void)state;
    size_t met = 0;
    for (uint64_t seed = 1; seed <= 40; seed++) {
        world w;
        open_world(&w, seed);
        make_two_parties(&w, 16, 5, one_in(&w, 2) ? 10 : 30);
        zo_limit limit = {.threads = 1};
        zo_detail detail = (zo_detail)(seed % 3);
        const zo_course *course = course_of(&w, &limit);
        zo_meet *meet = zo_meet_plan(course, detail, &w.arena);
        zo_tables *tables = zo_tables_plan(course, w.mode, detail, SIZE_MAX, &limit, &w.arena);
        if (meet != NULL && tables != NULL && zo_meet_work(meet) < 1u << 28) {
            zo_enumeration found = zo_enumerate_by_halves(meet, &limit, &w.arena),
                           tabled = zo_enumerate_in_tables(tables, &limit, &w.arena);
            assert_same_groups(&w.instance, &tabled, &found, detail);
            met++;
        }
        close_world(&w);
    }
    assert_true(met > 10);
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
    open_world(&w, 2);
    make_two_parties(&w, 16, 5, 100000);
    w.mode[0] = w.mode[1] = ZO_HARD;
    w.instance.selectors = 2;
    zo_limit free_ = {.threads = 1}, late = {.threads = 1, .deadline = 1},
             stopped = {.threads = 1, .progress = stop_at_once};
    zo_meet *meet = zo_meet_plan(course_of(&w, &free_), ZO_WITH_WITNESSES, &w.arena);
    assert_non_null(meet);
    zo_enumeration found = zo_enumerate_by_halves(meet, &late, &w.arena);
    assert_int_equal(found.reach, ZO_LIMIT_TIME);
    assert_int_equal(found.groups, 0);
    found = zo_enumerate_by_halves(meet, &stopped, &w.arena);
    assert_true(found.reach == ZO_STOPPED || found.reach == ZO_EXACT); /* done before it was asked */
    close_world(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(halves_find_what_a_walk_finds),
                                       cmocka_unit_test(halves_find_what_tables_find),
                                       cmocka_unit_test(each_limit_ends_the_work)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The search for one package against a plain loop over all, on seeded random instances. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engine/search.h"
#include "random_instance.h"

enum { MOST_EXPRS = 5 };

static bool all_hold(const zo_expr *const *all, size_t count, const uint32_t *package)
{
    for (size_t i = 0; i < count; i++) {
        if (!zo_holds(all[i], package))
            return false;
    }
    return true;
}

static bool first_that_holds(const zo_instance *in, const zo_expr *const *all, size_t count,
                             uint32_t *package)
{
    memset(package, 0, in->issues * sizeof *package);
    do {
        if (all_hold(all, count, package))
            return true;
    } while (next_package(in, package));
    return false;
}

static void search_finds_the_first_package(void **state)
{
    (void)state;
    size_t none = 0;
    for (uint64_t seed = 1; seed <= 4000; seed++) {
        world w;
        open_world(&w, 400000 + seed);
        make_instance(&w, 1 + below(&w, 5), 1, 4);
        const zo_expr *all[MOST_EXPRS];
        size_t count = below(&w, MOST_EXPRS + 1);
        for (size_t i = 0; i < count; i++)
            all[i] = random_expr(&w, 2);
        uint32_t expected[5], package[5];
        bool any = first_that_holds(&w.instance, all, count, expected);
        zo_found found = zo_search(&w.instance, all, count, 1000000, package, &w.arena);
        assert_int_equal(found, any ? ZO_FOUND : ZO_NOT_FOUND);
        if (any)
            assert_memory_equal(package, expected, w.instance.issues * sizeof *package);
        zo_found hasty = zo_search(&w.instance, all, count, 2, NULL, &w.arena);
        assert_true(hasty == ZO_UNKNOWN || hasty == found);
        none += !any;
        close_world(&w);
    }
    assert_true(none > 500);
}

/* Pairs of issues that exclude each other in ever new ways would take for ever if not kept apart. */
static void search_keeps_apart_what_is_apart(void **state)
{
    (void)state;
    world w;
    open_world(&w, 3);
    enum { PAIRS = 40 };
    uint32_t size[2 * PAIRS], package[2 * PAIRS];
    for (size_t i = 0; i < 2 * PAIRS; i++)
        size[i] = 3;
    set_issues(&w, 2 * PAIRS, size);
    static const int64_t value[] = {0, 1, 2};
    const zo_expr *all[PAIRS];
    for (uint32_t i = 0; i < PAIRS; i++) {
        zo_linear_term *term = ZO_NEW_MANY(&w.arena, zo_linear_term, 2);
        term[0] = (zo_linear_term){.issue = i, .value = value};
        term[1] = (zo_linear_term){.issue = i + PAIRS, .value = value};
        zo_linear *linear = ZO_NEW(&w.arena, zo_linear);
        *linear = (zo_linear){.start = -4, .relation = ZO_EQ, .terms = 2, .term = term};
        zo_expr *expr = ZO_NEW(&w.arena, zo_expr);
        *expr = (zo_expr){.kind = ZO_X_LINEAR, .linear = linear};
        all[i] = expr;
    }
    assert_int_equal(zo_search(&w.instance, all, PAIRS, 1000, package, &w.arena), ZO_FOUND);
    for (size_t i = 0; i < 2 * PAIRS; i++)
        assert_int_equal(package[i], 2);
    close_world(&w);
}

/* Counts the completions of a partial package, and those where the expression holds. */
static void count_completions(const zo_instance *in, const zo_expr *expr, const uint32_t *chosen, size_t *all,
                              size_t *holding)
{
    uint32_t package[5] = {0};
    *all = *holding = 0;
    do {
        bool completes = true;
        for (size_t i = 0; i < in->issues; i++)
            completes = completes && (chosen[i] == UINT32_MAX || chosen[i] == package[i]);
        *all += completes;
        *holding += completes && zo_holds(expr, package);
    } while (next_package(in, package));
}

static void truth_under_partial_packages_is_certain(void **state)
{
    (void)state;
    size_t certain = 0;
    for (uint64_t seed = 1; seed <= 4000; seed++) {
        world w;
        open_world(&w, 500000 + seed);
        make_instance(&w, 1 + below(&w, 4), 1, 4);
        const zo_expr *expr = random_expr(&w, 2);
        uint32_t chosen[5];
        bool whole = true;
        for (size_t i = 0; i < w.instance.issues; i++) {
            chosen[i] = one_in(&w, 2) ? UINT32_MAX : below(&w, w.instance.size[i]);
            whole = whole && chosen[i] != UINT32_MAX;
        }
        size_t all, holding;
        count_completions(&w.instance, expr, chosen, &all, &holding);
        zo_truth truth = zo_expr_truth(&w.instance, expr, chosen);
        assert_true(truth != ZO_YES || holding == all);
        assert_true(truth != ZO_NO || holding == 0);
        assert_true(truth != ZO_OPEN || !whole);
        certain += truth != ZO_OPEN;
        close_world(&w);
    }
    assert_true(certain > 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(search_finds_the_first_package),
        cmocka_unit_test(search_keeps_apart_what_is_apart),
        cmocka_unit_test(truth_under_partial_packages_is_certain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The points of a smallest change, against counting issues and steps, over every package of random instances. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engine/choice/nearest.h"
#include "random_instance.h"

static uint32_t *random_deal(world *w)
{
    const zo_instance *in = &w->instance;
    uint32_t *deal = ZO_NEW_MANY(&w->arena, uint32_t, in->issues);
    bool partial = one_in(w, 2);
    for (size_t i = 0; i < in->issues; i++)
        deal[i] = partial && one_in(w, 2) ? ZO_OPEN_ISSUE : below(w, in->size[i]);
    return deal;
}

static zo_change plain_change(const zo_instance *in, const uint32_t *deal, const uint32_t *package)
{
    zo_change change = {0};
    for (size_t i = 0; i < in->issues; i++) {
        if (deal[i] == ZO_OPEN_ISSUE || deal[i] == package[i])
            continue;
        change.issues++;
        change.steps += deal[i] < package[i] ? package[i] - deal[i] : deal[i] - package[i];
    }
    return change;
}

static int64_t points_of(const zo_instance *in, const zo_sum *sum, const uint32_t *package)
{
    assert_int_equal(sum->words, 1);
    assert_int_equal(sum->bonuses, 0);
    int64_t points = sum->start[0];
    for (size_t i = 0; i < in->issues; i++)
        points += sum->table[i] == NULL ? 0 : sum->table[i][package[i]];
    return points;
}

static bool is_smaller(const zo_change *a, const zo_change *b)
{
    return a->issues != b->issues ? a->issues < b->issues : a->steps < b->steps;
}

static void points_say_how_far_packages_are(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < 1000; seed++) {
        world w;
        open_world(&w, seed);
        make_instance(&w, below(&w, 5), 1, 5);
        const zo_instance *in = &w.instance;
        const uint32_t *deal = random_deal(&w);
        zo_nearest nearest = zo_nearest_to(in, deal, &w.arena);
        assert_non_null(nearest.sum);
        uint32_t *package = ZO_NEW_MANY(&w.arena, uint32_t, in->issues);
        zo_change last = {0};
        int64_t last_points = 0;
        do {
            int64_t points = points_of(in, nearest.sum, package);
            zo_int value = zo_int_of(points);
            zo_change change = zo_nearest_change(&nearest, &value), plain = plain_change(in, deal, package);
            assert_int_equal(change.issues, plain.issues);
            assert_int_equal(change.steps, plain.steps);
            assert_int_equal(points > last_points, is_smaller(&plain, &last));
            last = plain;
            last_points = points;
        } while (next_package(in, package));
        close_world(&w);
    }
}

/* Whether points fit is found out before tables are made: these would fill more than any memory. */
static void points_that_do_not_fit_are_refused(void **state)
{
    (void)state;
    enum { ISSUES = 100000 };
    world w;
    open_world(&w, 1);
    uint32_t *size = ZO_NEW_MANY(&w.arena, uint32_t, ISSUES), *deal = ZO_NEW_MANY(&w.arena, uint32_t, ISSUES);
    for (size_t i = 0; i < ISSUES; i++)
        size[i] = UINT32_MAX;
    w.instance = (zo_instance){.issues = ISSUES, .size = size};
    zo_nearest nearest = zo_nearest_to(&w.instance, deal, &w.arena);
    assert_null(nearest.sum);
    close_world(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(points_say_how_far_packages_are),
        cmocka_unit_test(points_that_do_not_fit_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

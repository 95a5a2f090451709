/* Lists of packages: the walk against a plain loop over every package, draws against what satisfies all conditions, and the
 * sample that is kept; on seeded random instances. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "analysis/keeper.h"
#include "engine/walk/draw.h"
#include "engine/walk/walk.h"
#include "plain_zone.h"

static size_t rank_of(const zo_instance *in, const uint32_t *package)
{
    size_t rank = 0;
    for (size_t i = 0; i < in->issues; i++)
        rank = rank * in->size[i] + package[i];
    return rank;
}

static size_t space_of(const zo_instance *in)
{
    size_t space = 1;
    for (size_t i = 0; i < in->issues; i++)
        space *= in->size[i];
    return space;
}

/* ---- Walks ---- */

typedef struct walked {
    const world *w;
    unsigned *met; /* per rank: how often */
    size_t packages, most;
} walked;

static bool note(void *context, const uint32_t *package)
{
    walked *found = context;
    found->met[rank_of(&found->w->instance, package)]++;
    return ++found->packages == found->most;
}

static zo_reach walk(walked *found, world *w, const zo_limit *limit)
{
    *found = (walked){.w = w, .most = found->most};
    found->met = ZO_NEW_MANY(&w->arena, unsigned, space_of(&w->instance));
    return zo_walk_zone(&w->instance, w->mode, (zo_visitor){note, found}, limit, &w->arena);
}

static void walks_agree_with_a_plain_loop(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 3000; seed++) {
        world w;
        walked found = {0};
        zo_limit limit = {.threads = 1};
        open_world(&w, seed);
        make_instance(&w, below(&w, 5), 1, 4);
        for (size_t s = 0; s < w.instance.selectors; s++)
            if (w.instance.selector[s].class_ == ZO_CERTAINTY)
                w.mode[s] = ZO_OFF;
        assert_int_equal(walk(&found, &w, &limit), ZO_EXACT);
        uint32_t *package = ZO_NEW_MANY(&w.arena, uint32_t, w.instance.issues + 1);
        do
            assert_int_equal(found.met[rank_of(&w.instance, package)], plainly_in_zone(&w, package));
        while (next_package(&w.instance, package));
        close_world(&w);
    }
}

static bool stop_at_once(void *context, double part_done)
{
    (void)context;
    (void)part_done;
    return true;
}

static void walks_end_where_they_are_told_to(void **state)
{
    (void)state;
    static const uint32_t size[] = {9, 9, 9, 9, 9, 9};
    world w;
    walked found = {.most = 10};
    zo_limit limit = {.threads = 1}, past = {.threads = 1, .deadline = 1},
             stopped = {.threads = 1, .progress = stop_at_once};
    open_world(&w, 1);
    set_issues(&w, 6, size);
    assert_int_equal(walk(&found, &w, &limit), ZO_STOPPED);
    assert_int_equal(found.packages, 10);
    found.most = 0;
    assert_int_equal(walk(&found, &w, &past), ZO_LIMIT_TIME);
    assert_int_equal(walk(&found, &w, &stopped), ZO_STOPPED);
    close_world(&w);
}

/* ---- Draws ---- */

static void add_conditions(world *w, size_t selectors)
{
    zo_selector *selector = ZO_NEW_MANY(&w->arena, zo_selector, selectors + 1);
    w->mode = ZO_NEW_MANY(&w->arena, zo_mode, selectors + 1);
    for (size_t s = 0; s < selectors; s++) {
        selector[s] = (zo_selector){.class_ = ZO_RULE, .expr = random_expr(w, 2), .voter = ZO_DIRECT};
        w->mode[s] = one_in(w, 4) ? ZO_OFF : ZO_HARD;
    }
    w->instance.selector = selector;
    w->instance.selectors = selectors;
}

static size_t count_satisfying(world *w, bool *satisfies)
{
    uint32_t *package = ZO_NEW_MANY(&w->arena, uint32_t, w->instance.issues + 1);
    size_t count = 0;
    do {
        bool *here = &satisfies[rank_of(&w->instance, package)];
        *here = plainly_in_zone(w, package);
        count += *here;
    } while (next_package(&w->instance, package));
    return count;
}

enum { DRAWS_EACH = 100, AT_LEAST = 40, AT_MOST = 170 }; /* six standard deviations */

static void check_draws(world *w, zo_draw *draw, const bool *satisfies, size_t count)
{
    unsigned *met = ZO_NEW_MANY(&w->arena, unsigned, space_of(&w->instance));
    uint32_t *package = ZO_NEW_MANY(&w->arena, uint32_t, w->instance.issues + 1);
    zo_limit limit = {.threads = 1};
    assert_true(zo_draw_packages(draw) >= count);
    for (uint64_t number = 0; number < DRAWS_EACH * count; number++) {
        assert_int_equal(zo_draw_package(draw, number, &limit, package), ZO_EXACT);
        met[rank_of(&w->instance, package)]++;
    }
    for (size_t rank = 0; rank < space_of(&w->instance); rank++) {
        assert_true(satisfies[rank] ? met[rank] >= AT_LEAST : met[rank] == 0);
        assert_true(met[rank] <= AT_MOST);
    }
}

static void draws_are_fair(void **state)
{
    (void)state;
    size_t tried = 0;
    for (uint64_t seed = 1; seed <= 600; seed++) {
        world w;
        open_world(&w, seed);
        uint32_t size[4];
        for (size_t i = 0; i < 4; i++)
            size[i] = 1 + below(&w, 4);
        set_issues(&w, below(&w, 5), size);
        add_conditions(&w, below(&w, 4));
        bool *satisfies = ZO_NEW_MANY(&w.arena, bool, space_of(&w.instance));
        size_t count = count_satisfying(&w, satisfies);
        zo_draw *draw = zo_draw_new(&w.instance, w.mode, seed, &w.arena);
        if (zo_draw_packages(draw) == 0)
            assert_int_equal(count, 0);
        if (count > 0)
            check_draws(&w, draw, satisfies, count);
        tried += count > 0;
        close_world(&w);
    }
    assert_true(tried > 300);
}

/* sum of all values REL number, over issues that are too many to be listed. */
static zo_expr *sum_of_all(world *w, zo_relation relation, int64_t number)
{
    const zo_instance *in = &w->instance;
    zo_linear_term *term = ZO_NEW_MANY(&w->arena, zo_linear_term, in->issues);
    for (uint32_t i = 0; i < in->issues; i++) {
        int64_t *value = ZO_NEW_MANY(&w->arena, int64_t, in->size[i]);
        for (uint32_t v = 0; v < in->size[i]; v++)
            value[v] = v;
        term[i] = (zo_linear_term){.issue = i, .value = value};
    }
    zo_linear *linear = ZO_NEW(&w->arena, zo_linear);
    zo_expr *expr = ZO_NEW(&w->arena, zo_expr);
    *linear = (zo_linear){.start = -number, .relation = relation, .terms = in->issues, .term = term};
    *expr = (zo_expr){.kind = ZO_X_LINEAR, .linear = linear};
    return expr;
}

enum { LARGE_ISSUES = 10, LARGE_SIZE = 4 }; /* 2^20 packages */

static void open_large(world *w)
{
    static const uint32_t size[LARGE_ISSUES] = {4, 4, 4, 4, 4, 4, 4, 4, 4, 4};
    open_world(w, 1);
    set_issues(w, LARGE_ISSUES, size);
}

static void set_rules(world *w, const zo_expr *first, const zo_expr *second)
{
    zo_selector *selector = ZO_NEW_MANY(&w->arena, zo_selector, 2);
    w->mode = ZO_NEW_MANY(&w->arena, zo_mode, 2);
    selector[0] = (zo_selector){.class_ = ZO_RULE, .expr = first, .voter = ZO_DIRECT};
    selector[1] = (zo_selector){.class_ = ZO_RULE, .expr = second, .voter = ZO_DIRECT};
    w->mode[0] = w->mode[1] = ZO_HARD;
    w->instance.selector = selector;
    w->instance.selectors = 2;
}

static unsigned sum_of(const uint32_t *package)
{
    unsigned sum = 0;
    for (size_t i = 0; i < LARGE_ISSUES; i++)
        sum += package[i];
    return sum;
}

/* How many of the packages with sums 14 to 16 have each value of the first issue, against how many are drawn. */
static void large_parts_are_drawn_fairly(void **state)
{
    (void)state;
    enum { DRAWS = 20000 };
    double all[LARGE_SIZE] = {0}, drawn[LARGE_SIZE] = {0}, count = 0;
    uint32_t package[LARGE_ISSUES] = {0};
    zo_limit limit = {.threads = 1};
    world w;
    open_large(&w);
    set_rules(&w, sum_of_all(&w, ZO_GE, 14), sum_of_all(&w, ZO_LE, 16));
    do {
        bool within = sum_of(package) >= 14 && sum_of(package) <= 16;
        all[package[0]] += within;
        count += within;
    } while (next_package(&w.instance, package));
    zo_draw *draw = zo_draw_new(&w.instance, w.mode, 7, &w.arena);
    for (uint64_t number = 0; number < DRAWS; number++) {
        assert_int_equal(zo_draw_package(draw, number, &limit, package), ZO_EXACT);
        assert_in_range(sum_of(package), 14, 16);
        drawn[package[0]]++;
    }
    for (size_t v = 0; v < LARGE_SIZE; v++) {
        double difference = drawn[v] / DRAWS - all[v] / count;
        assert_true(difference > -0.02 && difference < 0.02);
    }
    close_world(&w);
}

static void draws_end_at_limits(void **state)
{
    (void)state;
    uint32_t package[LARGE_ISSUES];
    zo_limit past = {.threads = 1, .deadline = 1}, stopped = {.threads = 1, .progress = stop_at_once};
    world w;
    open_large(&w);
    set_rules(&w, sum_of_all(&w, ZO_GE, 15), sum_of_all(&w, ZO_LE, 14));
    zo_draw *draw = zo_draw_new(&w.instance, w.mode, 1, &w.arena);
    assert_true(zo_draw_packages(draw) > 0);
    assert_int_equal(zo_draw_package(draw, 0, &past, package), ZO_LIMIT_TIME);
    draw = zo_draw_new(&w.instance, w.mode, 1, &w.arena);
    assert_int_equal(zo_draw_package(draw, 0, &stopped, package), ZO_STOPPED);
    close_world(&w);
}

/* ---- What is kept ---- */

enum { OFFERED = 10, KEPT = 3, SEEDS = 2000 };

/* In the order of step, step + 1, …, around. */
static zo_keeper keep_some(world *w, uint64_t seed, uint32_t step)
{
    zo_keeper keeper = {.issues = 1, .most = KEPT, .seed = seed, .arena = &w->arena};
    for (uint32_t i = 0; i < OFFERED; i++) {
        uint32_t package = (i + step) % OFFERED;
        zo_keep(&keeper, &package);
    }
    zo_keeper_close(&keeper);
    return keeper;
}

static void samples_are_fair_and_hang_on_no_order(void **state)
{
    (void)state;
    unsigned kept[OFFERED] = {0};
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        world w;
        open_world(&w, seed);
        zo_keeper one = keep_some(&w, seed, 0), other = keep_some(&w, seed, 1 + below(&w, OFFERED - 1));
        assert_int_equal(one.kept.n, KEPT);
        assert_int_equal(other.kept.n, KEPT);
        assert_int_equal(one.met, OFFERED);
        for (size_t i = 0; i < KEPT; i++) {
            assert_int_equal(one.kept.at[i].package[0], other.kept.at[i].package[0]);
            assert_true(i == 0 || one.kept.at[i - 1].package[0] < one.kept.at[i].package[0]);
            kept[one.kept.at[i].package[0]]++;
        }
        close_world(&w);
    }
    for (size_t i = 0; i < OFFERED; i++)
        assert_in_range(kept[i], 480, 720); /* six standard deviations */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(walks_agree_with_a_plain_loop),
        cmocka_unit_test(walks_end_where_they_are_told_to),
        cmocka_unit_test(draws_are_fair),
        cmocka_unit_test(large_parts_are_drawn_fairly),
        cmocka_unit_test(draws_end_at_limits),
        cmocka_unit_test(samples_are_fair_and_hang_on_no_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

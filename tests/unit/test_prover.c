/* The prover against plain enumeration: what it asks, finds and maximises; and what limits do to it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engine/proof/prover.h"
#include "plain_answers.h"

static const zo_limit none = {.threads = 1};

static void check_answer(world *w, const plain_zone *z, zo_prover *prover, uint64_t in_force)
{
    uint32_t *package = ZO_NEW_MANY(&w->arena, uint32_t, w->instance.issues);
    uint64_t core = 0;
    zo_proved proved = zo_prover_ask(prover, &in_force, package, &core);
    assert_int_equal(proved, plain_empty(z, in_force) ? ZO_IMPOSSIBLE : ZO_POSSIBLE);
    if (proved == ZO_POSSIBLE) {
        assert_true(plain_accepts(z, plain_mask(&w->instance, package), in_force));
        uint64_t grown = in_force & z->soft, all = UINT64_MAX;
        zo_prover_grow(prover, package, &all, &grown);
        assert_true((grown & in_force & z->soft) == (in_force & z->soft));
        assert_true((grown & ~z->soft) == 0);
        assert_true(plain_accepts(z, plain_mask(&w->instance, package), grown));
        return;
    }
    assert_true((core & ~(in_force & z->soft)) == 0);
    assert_true(plain_empty(z, core));
    assert_true(zo_prover_shrink(prover, NULL, &core));
    assert_true(plain_empty(z, core));
    for (uint64_t rest = core; rest != 0; rest &= rest - 1)
        assert_false(plain_empty(z, core & ~(rest & (0 - rest))));
}

static void answers_agree_with_enumeration(void **state)
{
    (void)state;
    size_t empty = 0;
    for (uint64_t seed = 1; seed <= 6000; seed++) {
        world w;
        open_world(&w, 1000000 + seed);
        make_crowded(&w);
        plain_zone z = plain_zone_of(&w);
        zo_prover *prover = zo_prover_new(&w.instance, w.mode, &none, &w.arena);
        check_answer(&w, &z, prover, UINT64_MAX);
        empty += plain_empty(&z, UINT64_MAX);
        for (size_t i = 0; i < 12; i++)
            check_answer(&w, &z, prover, random_word(&w) | (one_in(&w, 2) ? random_word(&w) : 0));
        assert_int_equal(zo_prover_reach(prover), ZO_EXACT);
        close_world(&w);
    }
    assert_in_range(empty, 1500, 5500);
}

/* ---- The most of a sum ---- */

static void compare_maximum(world *w, const plain_zone *z, zo_prover *prover, uint64_t in_force)
{
    const zo_instance *in = &w->instance;
    const zo_sum *objective = random_sum(w);
    mp_limb_t most[ZO_WIDE_WORDS], total[ZO_WIDE_WORDS];
    uint32_t *package = ZO_NEW_MANY(&w->arena, uint32_t, in->issues);
    bool any = false;
    size_t top = objective->words - 1;
    do {
        if (!plain_accepts(z, plain_mask(in, package), in_force))
            continue;
        plain_words(in, objective, package, total);
        mp_limb_t x[ZO_WIDE_WORDS], y[ZO_WIDE_WORDS];
        memcpy(x, total, sizeof x);
        memcpy(y, most, sizeof y);
        x[top] ^= (mp_limb_t)1 << 63;
        y[top] ^= (mp_limb_t)1 << 63;
        if (!any || mpn_cmp(x, y, (mp_size_t)objective->words) > 0)
            memcpy(most, total, sizeof most);
        any = true;
    } while (next_package(in, package));

    zo_int best;
    zo_proved proved = zo_prover_maximise(prover, &in_force, objective, &best, package);
    assert_int_equal(proved, any ? ZO_POSSIBLE : ZO_IMPOSSIBLE);
    if (!any) {
        assert_true(best.overflow);
        return;
    }
    assert_true(plain_accepts(z, plain_mask(in, package), in_force));
    plain_words(in, objective, package, total);
    assert_memory_equal(total, most, objective->words * sizeof *most);
    if (objective->words == 1) {
        zo_int expected = zo_int_of((int64_t)most[0]);
        assert_int_equal(zo_int_compare(&best, &expected), 0);
    } else if (!best.overflow) {
        assert_int_equal(best.negative, most[top] >> 63);
        mp_limb_t one = 1;
        for (size_t i = 0; i < ZO_LIMBS; i++) { /* two's complement, limb by limb */
            mp_limb_t word = best.negative ? ~most[i] + one : most[i];
            one = one && best.negative && word == 0;
            assert_true(best.limb[i] == word);
        }
    }
}

static void maxima_agree_with_enumeration(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 2000; seed++) {
        world w;
        open_world(&w, 2000000 + seed);
        make_crowded(&w);
        plain_zone z = plain_zone_of(&w);
        zo_prover *prover = zo_prover_new(&w.instance, w.mode, &none, &w.arena);
        for (size_t i = 0; i < 3; i++)
            compare_maximum(&w, &z, prover, random_word(&w) & random_word(&w));
        check_answer(&w, &z, prover, random_word(&w));
        close_world(&w);
    }
}

/* ---- Sums too varied for diagrams ---- */

/* 6 issues of 8 values, 4 parties that share out large points. */
static void make_division(world *w)
{
    enum { ISSUES = 6, VALUES = 8, PARTIES = 4 };
    static const uint32_t size[ISSUES] = {VALUES, VALUES, VALUES, VALUES, VALUES, VALUES};
    set_issues(w, ISSUES, size);
    zo_selector *selector = ZO_NEW_MANY(&w->arena, zo_selector, PARTIES);
    w->mode = ZO_NEW_MANY(&w->arena, zo_mode, PARTIES);
    for (size_t p = 0; p < PARTIES; p++) {
        const int64_t **table = ZO_NEW_MANY(&w->arena, const int64_t *, ISSUES);
        int64_t *start = ZO_NEW(&w->arena, int64_t);
        for (size_t i = 0; i < ISSUES; i++) {
            int64_t *value = ZO_NEW_MANY(&w->arena, int64_t, VALUES);
            for (size_t v = 0; v < VALUES; v++)
                value[v] = between(w, 0, 1000000000);
            table[i] = value;
        }
        *start = -between(w, 3500000000, 4500000000);
        zo_sum *sum = ZO_NEW(&w->arena, zo_sum);
        *sum = (zo_sum){.words = 1, .start = start, .table = table};
        selector[p] = (zo_selector){.class_ = ZO_ALTERNATIVE, .sum = sum, .voter = ZO_DIRECT};
        w->mode[p] = ZO_SOFT;
    }
    w->instance.selectors = PARTIES;
    w->instance.selector = selector;
}

static void large_sums_agree_with_enumeration(void **state)
{
    (void)state;
    size_t empty = 0;
    for (uint64_t seed = 1; seed <= 25; seed++) {
        world w;
        open_world(&w, 3000000 + seed);
        make_division(&w);
        plain_zone z = plain_zone_of(&w);
        zo_prover *prover = zo_prover_new(&w.instance, w.mode, &none, &w.arena);
        for (uint64_t in_force = 16; in_force-- > 0;) {
            check_answer(&w, &z, prover, in_force);
            empty += plain_empty(&z, in_force);
        }
        close_world(&w);
    }
    assert_in_range(empty, 25, 350);
}

/* The same with stances, which leave little of the issues, and abstract points for what goes together. */
static void add_stances(world *w)
{
    enum { STANCES = 8 };
    size_t parties = w->instance.selectors, all = parties + STANCES;
    zo_selector *selector = ZO_NEW_MANY(&w->arena, zo_selector, all);
    memcpy(selector, w->instance.selector, parties * sizeof *selector);
    w->mode = ZO_NEW_MANY(&w->arena, zo_mode, all);
    for (size_t p = 0; p < parties; p++) {
        zo_sum *sum = ZO_NEW(&w->arena, zo_sum);
        zo_bonus *bonus = ZO_NEW(&w->arena, zo_bonus);
        int64_t *points = ZO_NEW(&w->arena, int64_t);
        *points = between(w, -900000000, 900000000);
        *bonus = (zo_bonus){.when = random_expr(w, 2), .points = points};
        *sum = *selector[p].sum;
        sum->bonuses = 1;
        sum->bonus = bonus;
        selector[p].sum = sum;
    }
    for (size_t s = 0; s < all; s++)
        w->mode[s] = ZO_SOFT;
    for (size_t s = parties; s < all; s++) {
        unsigned depth = one_in(w, 2) ? 2 : 0;
        selector[s] = (zo_selector){.class_ = ZO_STANCE, .expr = random_expr(w, depth), .voter = ZO_DIRECT};
    }
    w->instance.selectors = all;
    w->instance.selector = selector;
}

static void sums_and_stances_agree_with_enumeration(void **state)
{
    (void)state;
    size_t empty = 0;
    for (uint64_t seed = 1; seed <= 25; seed++) {
        world w;
        open_world(&w, 3100000 + seed);
        make_division(&w);
        add_stances(&w);
        plain_zone z = plain_zone_of(&w);
        zo_prover *prover = zo_prover_new(&w.instance, w.mode, &none, &w.arena);
        for (size_t i = 0; i < 60; i++) {
            uint64_t in_force = random_word(&w) | random_word(&w);
            check_answer(&w, &z, prover, in_force);
            empty += plain_empty(&z, in_force);
        }
        close_world(&w);
    }
    assert_in_range(empty, 300, 1490);
}

/* ---- Large issues ---- */

static const zo_expr *comparison(world *w, uint32_t left, uint32_t right, int64_t more, uint32_t size)
{
    zo_linear_term *term = ZO_NEW_MANY(&w->arena, zo_linear_term, 2);
    for (uint32_t t = 0; t < 2; t++) {
        int64_t *value = ZO_NEW_MANY(&w->arena, int64_t, size);
        for (uint32_t v = 0; v < size; v++)
            value[v] = t == 0 ? (int64_t)v : -(int64_t)v;
        term[t] = (zo_linear_term){.issue = t == 0 ? left : right, .value = value};
    }
    zo_linear *linear = ZO_NEW(&w->arena, zo_linear);
    *linear = (zo_linear){.start = -more, .relation = ZO_GE, .terms = 2, .term = term};
    zo_expr *expr = ZO_NEW(&w->arena, zo_expr);
    *expr = (zo_expr){.kind = ZO_X_LINEAR, .linear = linear};
    return expr;
}

/* a >= b + 60,000 and b >= c + 39,999 of 100,000 values each: one package. With one more, none. */
static void issues_of_many_values_are_compared(void **state)
{
    (void)state;
    enum { SIZE = 100000 };
    static const uint32_t size[] = {SIZE, SIZE, SIZE};
    world w;
    open_world(&w, 1);
    set_issues(&w, 3, size);
    zo_selector selector[3];
    zo_mode mode[] = {ZO_SOFT, ZO_SOFT, ZO_SOFT};
    int64_t more[] = {60000, 39999, 40000};
    for (uint32_t i = 0; i < 3; i++)
        selector[i] = (zo_selector){.class_ = ZO_STANCE,
                                    .expr = comparison(&w, i == 0 ? 0 : 1, i == 0 ? 1 : 2, more[i], SIZE),
                                    .voter = ZO_DIRECT};
    w.instance.selectors = 3;
    w.instance.selector = selector;
    zo_prover *prover = zo_prover_new(&w.instance, mode, &none, &w.arena);
    uint64_t two = 3, three = 7, core;
    uint32_t package[3];
    assert_int_equal(zo_prover_ask(prover, &two, package, NULL), ZO_POSSIBLE);
    assert_int_equal(package[0], SIZE - 1);
    assert_int_equal(package[1], 39999);
    assert_int_equal(package[2], 0);
    assert_int_equal(zo_prover_ask(prover, &three, NULL, &core), ZO_IMPOSSIBLE);
    assert_true(zo_prover_shrink(prover, NULL, &core));
    assert_int_equal(core, 5);
    close_world(&w);
}

/* ---- Limits ---- */

static void what_is_past_its_time_is_undecided(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 50; seed++) {
        world w;
        open_world(&w, 4000000 + seed);
        make_crowded(&w);
        zo_limit limit = {.threads = 1, .deadline = 1};
        zo_prover *prover = zo_prover_new(&w.instance, w.mode, &limit, &w.arena);
        uint64_t all = UINT64_MAX;
        zo_int best;
        assert_int_equal(zo_prover_ask(prover, &all, NULL, NULL), ZO_UNDECIDED);
        assert_int_equal(zo_prover_maximise(prover, &all, random_sum(&w), &best, NULL), ZO_UNDECIDED);
        assert_true(best.overflow);
        assert_int_equal(zo_prover_reach(prover), ZO_LIMIT_TIME);
        zo_prover_free(prover);
        zo_prover_free(prover);
        close_world(&w);
    }
}

static void what_needs_too_much_memory_is_undecided(void **state)
{
    (void)state;
    world w;
    open_world(&w, 5);
    make_division(&w);
    zo_limit limit = {.threads = 1, .memory = 1000};
    zo_prover *prover = zo_prover_new(&w.instance, w.mode, &limit, &w.arena);
    assert_int_equal(zo_prover_ask(prover, NULL, NULL, NULL), ZO_UNDECIDED);
    assert_int_equal(zo_prover_reach(prover), ZO_LIMIT_MEMORY);
    close_world(&w);
}

/* Pigeons: one hole too few, which resolution cannot see in a life's time. */
static void make_pigeons(world *w, uint32_t holes)
{
    uint32_t *size = ZO_NEW_MANY(&w->arena, uint32_t, holes + 1);
    for (size_t i = 0; i <= holes; i++)
        size[i] = holes;
    set_issues(w, holes + 1, size);
    size_t pairs = (size_t)holes * (holes + 1) / 2, n = 0;
    zo_selector *selector = ZO_NEW_MANY(&w->arena, zo_selector, pairs);
    w->mode = ZO_NEW_MANY(&w->arena, zo_mode, pairs);
    for (uint32_t i = 0; i <= holes; i++) {
        for (uint32_t j = i + 1; j <= holes; j++) {
            zo_expr *expr = ZO_NEW(&w->arena, zo_expr);
            *expr = *comparison(w, i, j, 0, holes);
            zo_linear *linear = ZO_NEW(&w->arena, zo_linear);
            *linear = *expr->linear;
            linear->relation = ZO_NE;
            expr->linear = linear;
            w->mode[n] = ZO_HARD;
            selector[n++] = (zo_selector){.class_ = ZO_RULE, .expr = expr, .voter = ZO_DIRECT};
        }
    }
    w->instance.selectors = n;
    w->instance.selector = selector;
}

static bool stop_at_third(void *context, double part_done)
{
    assert_true(part_done >= 0 && part_done <= 1);
    return ++*(int *)context == 3;
}

static void a_long_proof_ends_in_time_or_when_told(void **state)
{
    (void)state;
    world w;
    open_world(&w, 1);
    make_pigeons(&w, 14);
    zo_limit limit = {.threads = 1, .deadline = zo_clock_now() + 300000000};
    zo_prover *prover = zo_prover_new(&w.instance, w.mode, &limit, &w.arena);
    assert_int_equal(zo_prover_ask(prover, NULL, NULL, NULL), ZO_UNDECIDED);
    assert_int_equal(zo_prover_reach(prover), ZO_LIMIT_TIME);
    assert_true(zo_clock_now() < limit.deadline + 1000000000);
    int calls = 0;
    limit = (zo_limit){.threads = 1, .progress = stop_at_third, .context = &calls};
    prover = zo_prover_new(&w.instance, w.mode, &limit, &w.arena);
    assert_int_equal(zo_prover_ask(prover, NULL, NULL, NULL), ZO_UNDECIDED);
    assert_int_equal(zo_prover_reach(prover), ZO_STOPPED);
    assert_int_equal(calls, 3);
    close_world(&w);
}

static bool survives_refusal(world *w, size_t n)
{
    jmp_buf escape;
    zo_arena arena;
    zo_arena_open(&arena, &w->heap);
    volatile bool whole = false;
    w->counting.refuse_at = w->counting.requests + n;
    w->heap.escape = &escape;
    if (setjmp(escape) == 0) {
        zo_prover *prover = zo_prover_new(&w->instance, w->mode, &none, &arena);
        for (uint64_t in_force = 0; in_force < 16; in_force++)
            zo_prover_ask(prover, &in_force, NULL, NULL);
        whole = true;
    }
    w->heap.escape = NULL;
    w->counting.refuse_at = 0;
    zo_arena_close(&arena); /* the sanitizer sees what the solver leaves behind */
    return whole;
}

static void every_refusal_of_memory_is_survived(void **state)
{
    (void)state;
    world w;
    open_world(&w, 6);
    make_division(&w);
    size_t live = w.counting.live, n = 1;
    while (!survives_refusal(&w, n)) {
        assert_int_equal(w.counting.live, live);
        n++;
    }
    assert_true(n > 3);
    close_world(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers_agree_with_enumeration),
        cmocka_unit_test(maxima_agree_with_enumeration),
        cmocka_unit_test(large_sums_agree_with_enumeration),
        cmocka_unit_test(sums_and_stances_agree_with_enumeration),
        cmocka_unit_test(issues_of_many_values_are_compared),
        cmocka_unit_test(what_is_past_its_time_is_undecided),
        cmocka_unit_test(what_needs_too_much_memory_is_undecided),
        cmocka_unit_test(a_long_proof_ends_in_time_or_when_told),
        cmocka_unit_test(every_refusal_of_memory_is_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Enumeration against a plain loop over every package, on seeded random instances; and what happens at the
 * limits of time, memory and patience. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <gmp.h>

#include "random_instance.h"

/* ---- The plain reading ---- */

static bool sum_is_negative(const zo_instance *in, const zo_sum *sum, const uint32_t *package)
{
    mp_limb_t total[ZO_WIDE_WORDS];
    mp_size_t words = (mp_size_t)sum->words;
    memcpy(total, sum->start, sum->words * sizeof *total);
    for (size_t i = 0; i < in->issues; i++) {
        if (sum->table[i] != NULL)
            mpn_add_n(total, total, (const mp_limb_t *)sum->table[i] + package[i] * sum->words, words);
    }
    for (size_t i = 0; i < sum->bonuses; i++) {
        if (zo_holds(sum->bonus[i].when, package))
            mpn_add_n(total, total, (const mp_limb_t *)sum->bonus[i].points, words);
    }
    return total[words - 1] >> 63;
}

static bool is_violated(const zo_instance *in, size_t s, const uint32_t *package)
{
    const zo_selector *selector = &in->selector[s];
    if (selector->waived != NULL && zo_holds(selector->waived, package))
        return false;
    return selector->sum != NULL ? sum_is_negative(in, selector->sum, package)
                                 : !zo_holds(selector->expr, package);
}

/* False when the package violates a hard selector. Masks of random instances fit one word. */
static bool mask_of(const world *w, const uint32_t *package, uint64_t *mask)
{
    const zo_instance *in = &w->instance;
    *mask = 0;
    for (size_t s = 0; s < in->selectors; s++) {
        if (w->mode[s] == ZO_OFF || !is_violated(in, s, package))
            continue;
        if (w->mode[s] == ZO_HARD)
            return false;
        zo_set_bit(mask, s);
    }
    for (size_t v = 0; v < in->voters; v++) {
        if (in->voter[v].abstains != NULL && zo_holds(in->voter[v].abstains, package))
            zo_set_bit(mask, in->selectors + v);
    }
    for (size_t b = 0; b < in->blocs; b++) {
        if (in->bloc[b].waived != NULL && zo_holds(in->bloc[b].waived, package))
            zo_set_bit(mask, in->selectors + in->voters + b);
    }
    return true;
}

/* A group as the plain loop finds it. */
typedef struct plain_group {
    uint64_t mask, count;
    uint64_t *values;
    uint32_t *first, *witness;
} plain_group;

typedef struct plain_groups {
    plain_group *at;
    size_t n, cap;
} plain_groups;

static plain_group *plain_group_of(world *w, plain_groups *groups, uint64_t mask)
{
    const zo_instance *in = &w->instance;
    size_t i = 0;
    while (i < groups->n && groups->at[i].mask < mask)
        i++;
    if (i < groups->n && groups->at[i].mask == mask)
        return &groups->at[i];
    plain_group new = {.mask = mask,
                       .values = ZO_NEW_MANY(&w->arena, uint64_t, zo_set_words(in->value_bits)),
                       .first = ZO_NEW_MANY(&w->arena, uint32_t, in->issues),
                       .witness = ZO_NEW_MANY(&w->arena, uint32_t, in->value_bits * in->issues)};
    ZO_PUSH(&w->arena, groups, new);
    memmove(groups->at + i + 1, groups->at + i, (groups->n - 1 - i) * sizeof new);
    groups->at[i] = new;
    return &groups->at[i];
}

static void add_package(const zo_instance *in, plain_group *group, const uint32_t *package)
{
    if (group->count++ == 0)
        memcpy(group->first, package, in->issues * sizeof *package);
    for (size_t i = 0; i < in->issues; i++) {
        size_t bit = in->first_bit[i] + package[i];
        if (zo_bit(group->values, bit))
            continue;
        zo_set_bit(group->values, bit);
        memcpy(group->witness + bit * in->issues, package, in->issues * sizeof *package);
    }
}

static plain_groups plain_enumeration(world *w)
{
    plain_groups groups = {0};
    uint32_t *package = ZO_NEW_MANY(&w->arena, uint32_t, w->instance.issues);
    do {
        uint64_t mask;
        if (mask_of(w, package, &mask))
            add_package(&w->instance, plain_group_of(w, &groups, mask), package);
    } while (next_package(&w->instance, package));
    return groups;
}

/* ---- Enumeration ---- */

static void assert_same_group(const zo_instance *in, const zo_group *group, const plain_group *plain)
{
    if (zo_mask_bits(in) > 0)
        assert_int_equal(group->mask[0], plain->mask);
    zo_int count = zo_int_of_unsigned(plain->count);
    assert_int_equal(zo_int_compare(&group->count, &count), 0);
    assert_memory_equal(group->values, plain->values, zo_set_words(in->value_bits) * sizeof(uint64_t));
    assert_memory_equal(group->first, plain->first, in->issues * sizeof(uint32_t));
    if (group->witness == NULL)
        return;
    for (size_t bit = 0; bit < in->value_bits; bit++) {
        if (zo_bit(group->values, bit))
            assert_memory_equal(group->witness + bit * in->issues, plain->witness + bit * in->issues,
                                in->issues * sizeof(uint32_t));
    }
}

static void compare_with_plain(world *w)
{
    static const unsigned threads[] = {1, 2, 5};
    plain_groups plain = plain_enumeration(w);
    for (size_t i = 0; i < 3; i++) {
        bool witnesses = !one_in(w, 4);
        zo_enumeration found = enumerate(w, witnesses, threads[i]);
        assert_int_equal(found.groups, plain.n);
        for (size_t g = 0; g < plain.n; g++) {
            assert_int_equal(found.group[g].witness != NULL, witnesses);
            assert_same_group(&w->instance, &found.group[g], &plain.at[g]);
        }
    }
}

static void enumeration_agrees_with_a_plain_loop(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 3000; seed++) {
        world w;
        open_world(&w, seed);
        make_instance(&w, seed % 50 == 0 ? 0 : 1 + below(&w, 5), 1, 5);
        compare_with_plain(&w);
        close_world(&w);
    }
}

/* Large enough for threads to be started. */
static void threads_change_nothing(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 60; seed++) {
        world w;
        open_world(&w, 100000 + seed);
        make_instance(&w, 4, 11, 14);
        compare_with_plain(&w);
        close_world(&w);
    }
}

/* Issues of which the last ones are taken as one, with more combinations than fit a row. */
static void last_issues_taken_as_one_change_nothing(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 200; seed++) {
        world w;
        open_world(&w, 120000 + seed);
        make_instance(&w, 5, 4, 5);
        add_selectors(&w, 1 + below(&w, 3));
        compare_with_plain(&w);
        close_world(&w);
    }
}

/* Hard sums alone, so that bounds cut off much, or nothing. */
static void sums_that_cut_early_change_nothing(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 200; seed++) {
        world w;
        open_world(&w, 130000 + seed);
        make_instance(&w, 5, 3, 5);
        size_t sums = 1 + below(&w, 4);
        zo_selector *selector = ZO_NEW_MANY(&w.arena, zo_selector, sums);
        w.mode = ZO_NEW_MANY(&w.arena, zo_mode, sums);
        w.instance.voters = w.instance.blocs = 0;
        for (size_t i = 0; i < sums; i++) {
            selector[i] = (zo_selector){.class_ = ZO_ALTERNATIVE, .sum = random_sum(&w), .voter = ZO_DIRECT};
            w.mode[i] = one_in(&w, 4) ? ZO_SOFT : ZO_HARD;
        }
        w.instance.selectors = sums;
        w.instance.selector = selector;
        compare_with_plain(&w);
        close_world(&w);
    }
}

/* So many values that units hold several prefixes, and not all equally many. */
static void a_long_first_issue_is_cut_evenly(void **state)
{
    (void)state;
    static const uint32_t size[] = {5003, 2, 3};
    for (uint64_t seed = 1; seed <= 10; seed++) {
        world w;
        open_world(&w, 150000 + seed);
        set_issues(&w, 3, size);
        add_selectors(&w, 4);
        compare_with_plain(&w);
        close_world(&w);
    }
}

static void issues_that_matter_to_nobody_are_multiplied(void **state)
{
    (void)state;
    world w;
    open_world(&w, 1);
    enum { ISSUES = 256 };
    uint32_t size[ISSUES];
    for (size_t i = 0; i < ISSUES; i++)
        size[i] = 2;
    for (size_t issues = ISSUES - 1; issues <= ISSUES; issues++) {
        set_issues(&w, issues, size);
        zo_enumeration found = enumerate(&w, true, 2);
        assert_int_equal(zo_int_bits(&found.space), issues + 1);
        assert_int_equal(found.groups, 1);
        assert_int_equal(zo_int_compare(&found.group[0].count, &found.space), 0);
        assert_int_equal(found.group[0].witness[3 * issues + 1], 1);
    }
    for (size_t i = 0; i < ISSUES; i++)
        size[i] = 8;
    set_issues(&w, ISSUES, size);
    assert_true(enumerate(&w, false, 1).space.overflow);
    close_world(&w);
}

/* ---- Limits ---- */

/* 12 issues of 10 values; every value of the first six is a soft selector's own, so that masks abound. */
static void make_endless(world *w)
{
    enum { ISSUES = 12, VALUES = 10, SOFT = 60 };
    uint32_t *size = ZO_NEW_MANY(&w->arena, uint32_t, ISSUES);
    for (size_t i = 0; i < ISSUES; i++)
        size[i] = VALUES;
    set_issues(w, ISSUES, size);
    zo_selector *selector = ZO_NEW_MANY(&w->arena, zo_selector, SOFT + 1);
    w->mode = ZO_NEW_MANY(&w->arena, zo_mode, SOFT + 1);
    for (uint32_t i = 0; i < SOFT; i++) {
        uint64_t *allowed = ZO_NEW(&w->arena, uint64_t);
        *allowed = (uint64_t)1 << (i % VALUES);
        zo_expr *expr = ZO_NEW(&w->arena, zo_expr);
        *expr = (zo_expr){.kind = ZO_X_IN, .issue = ISSUES - 1 - i / VALUES, .allowed = allowed};
        selector[i] = (zo_selector){.class_ = ZO_STANCE, .expr = expr, .voter = ZO_DIRECT};
        w->mode[i] = ZO_SOFT;
    }
    const int64_t **table = ZO_NEW_MANY(&w->arena, const int64_t *, ISSUES);
    for (size_t i = 0; i < ISSUES; i++)
        table[i] = ZO_NEW_MANY(&w->arena, int64_t, VALUES);
    zo_sum *sum = ZO_NEW(&w->arena, zo_sum);
    *sum = (zo_sum){.words = 1, .start = table[0], .table = table};
    selector[SOFT] = (zo_selector){.class_ = ZO_ALTERNATIVE, .sum = sum, .voter = ZO_DIRECT};
    w->mode[SOFT] = ZO_HARD;
    w->instance.selectors = SOFT + 1;
    w->instance.selector = selector;
}

static void time_limits_end_the_work(void **state)
{
    (void)state;
    for (unsigned threads = 1; threads <= 3; threads += 2) {
        world w;
        open_world(&w, 1);
        make_endless(&w);
        zo_limit limit = {.threads = threads, .deadline = 1};
        zo_enumeration found = zo_enumerate(&w.instance, w.mode, false, &limit, &w.arena);
        assert_int_equal(found.reach, ZO_LIMIT_TIME);
        assert_int_equal(found.groups, 0);
        /* On a busy machine the threads may not even have begun after the first 20 ms. */
        for (uint64_t time = 20000000; found.groups == 0 && time < 2000000000u; time *= 4) {
            limit.deadline = zo_clock_now() + time;
            found = zo_enumerate(&w.instance, w.mode, false, &limit, &w.arena);
            assert_int_equal(found.reach, ZO_LIMIT_TIME);
            assert_true(zo_clock_now() < limit.deadline + 2000000000u);
        }
        assert_true(found.groups > 0 && found.part_done < 0.5);
        close_world(&w);
    }
}

static void memory_limits_end_the_work(void **state)
{
    (void)state;
    for (unsigned threads = 1; threads <= 3; threads++) {
        world w;
        open_world(&w, 1);
        make_endless(&w);
        zo_limit limit = {.threads = threads, .memory = (size_t)300000 * threads};
        zo_enumeration found = zo_enumerate(&w.instance, w.mode, true, &limit, &w.arena);
        assert_int_equal(found.reach, ZO_LIMIT_MEMORY);
        assert_true(found.groups > 0);
        limit.memory = 1;
        found = zo_enumerate(&w.instance, w.mode, true, &limit, &w.arena);
        assert_int_equal(found.reach, ZO_LIMIT_MEMORY);
        assert_int_equal(found.groups, 0);
        close_world(&w);
    }
}

/* Enumerates with the n-th request refused. Whether the run was whole; fails when anything is left behind. */
static bool survives_refusal(world *w, size_t n, unsigned threads)
{
    jmp_buf escape;
    jmp_buf *const outer = w->heap.escape;
    counting before = w->counting;
    zo_arena arena;
    zo_arena_open(&arena, &w->heap);
    volatile bool whole = false;
    w->counting.refuse_at = w->counting.requests + n;
    w->heap.escape = &escape;
    if (setjmp(escape) == 0) {
        zo_limit limit = {.threads = threads};
        zo_enumeration found = zo_enumerate(&w->instance, w->mode, true, &limit, &arena);
        whole = found.reach == ZO_EXACT;
        assert_true(whole || found.reach == ZO_LIMIT_MEMORY);
    } else {
        assert_int_equal(w->heap.state, ZO_HEAP_EXHAUSTED);
    }
    assert_ptr_equal(w->heap.escape, &escape);
    w->heap.escape = outer;
    w->counting.refuse_at = 0;
    zo_arena_close(&arena);
    assert_int_equal(w->counting.live, before.live);
    return whole;
}

static void every_refusal_of_memory_is_survived(void **state)
{
    (void)state;
    for (unsigned threads = 1; threads <= 2; threads++) {
        world w;
        open_world(&w, 12);
        make_instance(&w, 4, 12, 13);
        add_selectors(&w, 9);
        size_t n = 1;
        while (!survives_refusal(&w, n, threads))
            n++;
        assert_true(n > 3);
        close_world(&w);
    }
}

static bool stop_at_third(void *context, double part_done)
{
    assert_true(part_done >= 0 && part_done <= 1);
    return ++*(int *)context == 3;
}

static void progress_may_stop_the_work(void **state)
{
    (void)state;
    for (unsigned threads = 1; threads <= 2; threads++) {
        world w;
        open_world(&w, 1);
        make_endless(&w);
        int calls = 0;
        zo_limit limit = {.engine = ZO_ENGINE_ENUMERATION,
                          .threads = threads,
                          .progress = stop_at_third,
                          .context = &calls};
        uint64_t begin = zo_clock_now();
        zo_enumeration found = zo_enumerate(&w.instance, w.mode, false, &limit, &w.arena);
        assert_int_equal(found.reach, ZO_STOPPED);
        assert_int_equal(calls, 3);
        assert_true(zo_clock_now() - begin >= 150000000u);
        close_world(&w);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(enumeration_agrees_with_a_plain_loop),
        cmocka_unit_test(threads_change_nothing),
        cmocka_unit_test(last_issues_taken_as_one_change_nothing),
        cmocka_unit_test(sums_that_cut_early_change_nothing),
        cmocka_unit_test(a_long_first_issue_is_cut_evenly),
        cmocka_unit_test(issues_that_matter_to_nobody_are_multiplied),
        cmocka_unit_test(time_limits_end_the_work),
        cmocka_unit_test(memory_limits_end_the_work),
        cmocka_unit_test(every_refusal_of_memory_is_survived),
        cmocka_unit_test(progress_may_stop_the_work),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

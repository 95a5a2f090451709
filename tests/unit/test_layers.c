/* Groups by layers against the walk through every package, on seeded random instances. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engine/count/layers.h"
#include "random_instance.h"

static void assert_same_group(const zo_instance *in, size_t mask_words, const zo_group *a, const zo_group *b,
                              bool witnesses)
{
    assert_memory_equal(a->mask, b->mask, mask_words * sizeof *a->mask);
    assert_int_equal(zo_int_compare(&a->count, &b->count), 0);
    assert_memory_equal(a->values, b->values, zo_set_words(in->value_bits) * sizeof *a->values);
    assert_memory_equal(a->first, b->first, in->issues * sizeof *a->first);
    for (size_t bit = 0; witnesses && bit < in->value_bits; bit++)
        if (zo_bit(a->values, bit))
            assert_memory_equal(a->witness + bit * in->issues, b->witness + bit * in->issues,
                                in->issues * sizeof *a->witness);
}

static void layers_find_what_a_walk_finds(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 6000; seed++) {
        world w;
        open_world(&w, seed);
        make_instance(&w, 1 + below(&w, 6), 1, 7);
        bool witnesses = one_in(&w, 2);
        zo_limit limit = {.threads = 1};
        uint64_t *hard = zo_hard_selectors(&w.instance, w.mode, &w.arena);
        zo_domains domains = zo_propagate(&w.instance, hard, &w.arena);
        zo_enumeration walked = zo_enumerate_at_once(&w.instance, w.mode, NULL, witnesses, &limit, &w.arena);
        zo_enumeration layered =
            zo_enumerate_by_layers(&w.instance, w.mode, &domains, witnesses, SIZE_MAX, &limit, &w.arena);
        assert_int_equal(layered.reach, ZO_EXACT);
        assert_int_equal(walked.groups, layered.groups);
        assert_int_equal(walked.mask_words, layered.mask_words);
        assert_int_equal(zo_int_compare(&walked.space, &layered.space), 0);
        for (size_t g = 0; g < walked.groups; g++)
            assert_same_group(&w.instance, walked.mask_words, &walked.group[g], &layered.group[g], witnesses);
        close_world(&w);
    }
}

/* Twelve issues of ten values, whose sum over all is compared with a number of its own: hardly two states are the same. */
static zo_domains make_wide(world *w, zo_linear *linear, zo_expr *expr, zo_selector *selector)
{
    enum { ISSUES = 12, VALUES = 10 };
    uint32_t *size = ZO_NEW_MANY(&w->arena, uint32_t, ISSUES);
    zo_linear_term *term = ZO_NEW_MANY(&w->arena, zo_linear_term, ISSUES);
    int64_t factor = 1;
    for (uint32_t i = 0; i < ISSUES; i++, factor *= VALUES) {
        int64_t *value = ZO_NEW_MANY(&w->arena, int64_t, VALUES);
        for (int64_t v = 0; v < VALUES; v++)
            value[v] = v * factor;
        size[i] = VALUES;
        term[i] = (zo_linear_term){.issue = i, .value = value};
    }
    set_issues(w, ISSUES, size);
    *linear = (zo_linear){.start = -factor / 2, .relation = ZO_LE, .terms = ISSUES, .term = term};
    *expr = (zo_expr){.kind = ZO_X_LINEAR, .linear = linear};
    *selector = (zo_selector){.class_ = ZO_RULE, .expr = expr, .voter = ZO_DIRECT};
    w->instance.selectors = 1;
    w->instance.selector = selector;
    w->mode = ZO_NEW(&w->arena, zo_mode);
    w->mode[0] = ZO_HARD;
    uint64_t *hard = zo_hard_selectors(&w->instance, w->mode, &w->arena);
    return zo_propagate(&w->instance, hard, &w->arena);
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
    zo_linear linear;
    zo_expr expr;
    zo_selector selector;
    open_world(&w, 1);
    zo_domains domains = make_wide(&w, &linear, &expr, &selector);
    zo_limit free_ = {.threads = 1}, late = {.threads = 1, .deadline = 1},
             stopped = {.threads = 1, .progress = stop_at_once};
    const struct {
        const zo_limit *limit;
        size_t states;
        zo_reach reach;
    } ways[] = {
        {&free_, 1000, ZO_LIMIT_MEMORY}, {&late, SIZE_MAX, ZO_LIMIT_TIME}, {&stopped, SIZE_MAX, ZO_STOPPED}};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        zo_enumeration found = zo_enumerate_by_layers(&w.instance, w.mode, &domains, true, ways[i].states,
                                                      ways[i].limit, &w.arena);
        assert_int_equal(found.reach, ways[i].reach);
        assert_int_equal(found.groups, 0);
    }
    close_world(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(layers_find_what_a_walk_finds),
                                       cmocka_unit_test(each_limit_ends_the_work)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Groups by layers against the walk through every package, on seeded random instances. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engine/layers.h"
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

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(layers_find_what_a_walk_finds)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What is said of a zone without visiting its packages against a plain loop over every one, on seeded random instances; and
 * what is left of it at a limit. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engine/proof/within.h"
#include "plain_zone.h"

typedef struct plain_within {
    uint64_t packages;
    uint64_t *values;
} plain_within;

static plain_within look_plainly(world *w)
{
    const zo_instance *in = &w->instance;
    plain_within plain = {.values = ZO_NEW_MANY(&w->arena, uint64_t, zo_set_words(in->value_bits) + 1)};
    uint32_t *package = ZO_NEW_MANY(&w->arena, uint32_t, in->issues + 1);
    do {
        if (!plainly_in_zone(w, package))
            continue;
        plain.packages++;
        for (size_t i = 0; i < in->issues; i++)
            zo_set_bit(plain.values, in->first_bit[i] + package[i]);
    } while (next_package(in, package));
    return plain;
}

static void assert_packages_are_within(const world *w, const zo_within *found)
{
    for (size_t i = 0; i < found->packages; i++) {
        assert_true(plainly_in_zone(w, found->package[i]));
        for (size_t j = 0; j < i; j++)
            assert_memory_not_equal(found->package[i], found->package[j],
                                    w->instance.issues * sizeof(uint32_t));
    }
}

static void it_agrees_with_a_plain_loop(void **state)
{
    (void)state;
    size_t empty = 0, counted = 0;
    for (uint64_t seed = 1; seed <= 3000; seed++) {
        world w;
        open_world(&w, seed);
        make_instance(&w, seed % 50 == 0 ? 0 : 1 + below(&w, 5), 1, 4);
        zo_limit limit = {.threads = 1};
        plain_within plain = look_plainly(&w);
        zo_within found = zo_look_within(&w.instance, w.mode, one_in(&w, 2), &limit, &w.arena);
        zo_int packages = zo_int_of_unsigned(plain.packages);
        assert_int_equal(found.any, plain.packages > 0 ? ZO_POSSIBLE : ZO_IMPOSSIBLE);
        assert_true(found.values_known);
        assert_memory_equal(found.values, plain.values,
                            zo_set_words(w.instance.value_bits) * sizeof *plain.values);
        assert_packages_are_within(&w, &found);
        assert_true(zo_int_compare(&found.count, &packages) <= 0);
        if (found.count_known) {
            assert_int_equal(found.reach, ZO_EXACT);
            assert_int_equal(zo_int_compare(&found.count, &packages), 0);
        }
        empty += plain.packages == 0;
        counted += found.count_known;
        close_world(&w);
    }
    assert_in_range(empty, 100, 2900);
    assert_in_range(counted, 1000, 2900);
}

static void a_limit_leaves_it_true(void **state)
{
    (void)state;
    size_t cut = 0;
    for (uint64_t seed = 1; seed <= 300; seed++) {
        world w;
        open_world(&w, seed);
        make_instance(&w, 1 + below(&w, 4), 1, 4);
        zo_limit limit = {.threads = 1, .deadline = zo_clock_now() + (seed % 5) * 20000};
        plain_within plain = look_plainly(&w);
        zo_within found = zo_look_within(&w.instance, w.mode, true, &limit, &w.arena);
        zo_int packages = zo_int_of_unsigned(plain.packages);
        assert_packages_are_within(&w, &found);
        assert_true(zo_int_compare(&found.count, &packages) <= 0);
        for (size_t word = 0; word < zo_set_words(w.instance.value_bits); word++)
            assert_int_equal(found.values[word] & ~plain.values[word], 0);
        if (found.any != ZO_UNDECIDED)
            assert_int_equal(found.any, plain.packages > 0 ? ZO_POSSIBLE : ZO_IMPOSSIBLE);
        cut += found.reach != ZO_EXACT;
        close_world(&w);
    }
    assert_true(cut > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_agrees_with_a_plain_loop),
        cmocka_unit_test(a_limit_leaves_it_true),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

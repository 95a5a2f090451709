/* Products of any length against those of 512 bits, and by their order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/natural.h"
#include "random_instance.h"

static void assert_equals(const zo_natural *a, const zo_int *b)
{
    for (size_t i = 0; i < ZO_LIMBS; i++)
        assert_true((i < a->n ? a->limb[i] : 0) == b->limb[i]);
}

static void products_are_those_of_integers(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 2000; seed++) {
        world w;
        open_world(&w, seed);
        zo_natural a = zo_natural_new(&w.arena), square = zo_natural_new(&w.arena);
        zo_int b = zo_int_of(1), one = zo_int_of(1);
        zo_natural_set(&a, 1);
        for (size_t i = below(&w, 6); i > 0; i--) {
            zo_int factor = zo_int_of_unsigned(one_in(&w, 20) ? 0 : random_word(&w) >> below(&w, 63));
            zo_int wide = one_in(&w, 4) ? zo_int_mul(&factor, &factor) : factor;
            zo_int product = zo_int_mul(&b, &wide);
            if (product.overflow)
                continue;
            b = product;
            zo_natural_times_int(&a, &wide);
            assert_equals(&a, &b);
        }
        zo_natural_add_one(&a);
        b = zo_int_add(&b, &one);
        assert_equals(&a, &b);
        zo_natural_set(&square, 1);
        zo_natural_times_natural(&square, &a);
        assert_int_equal(zo_natural_compare(&square, &a), 0);
        zo_natural_times_natural(&square, &a);
        zo_int twice = zo_int_mul(&b, &b);
        if (!twice.overflow)
            assert_equals(&square, &twice);
        assert_int_equal(zo_natural_compare(&square, &a), zo_int_compare(&b, &one) > 0);
        close_world(&w);
    }
}

/* (2^64 - 1)^n + 1 and its like, far beyond 512 bits: a carry through all limbs. */
static void long_products_are_in_order(void **state)
{
    (void)state;
    world w;
    open_world(&w, 1);
    zo_natural a = zo_natural_new(&w.arena), b = zo_natural_new(&w.arena);
    for (size_t n = 1; n < 60; n++) {
        zo_natural_set(&a, 1);
        zo_natural_set(&b, 1);
        zo_natural_times_power(&a, UINT64_MAX, n);
        zo_natural_times_power(&b, UINT64_MAX, n);
        assert_int_equal(zo_natural_compare(&a, &b), 0);
        zo_natural_add_one(&b);
        assert_int_equal(zo_natural_compare(&a, &b), -1);
        zo_natural_times(&a, 2);
        assert_int_equal(zo_natural_compare(&a, &b), 1);
        zo_natural_times(&a, 0);
        assert_int_equal(zo_natural_compare(&a, &b), -1);
    }
    zo_natural_set(&a, UINT64_MAX);
    zo_natural_add_one(&a);
    assert_int_equal(a.n, 2);
    assert_true(a.limb[0] == 0 && a.limb[1] == 1);
    zo_natural_set(&a, 0);
    zo_natural_add_one(&a);
    assert_true(a.n == 1 && a.limb[0] == 1);
    close_world(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(products_are_those_of_integers),
                                       cmocka_unit_test(long_products_are_in_order)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

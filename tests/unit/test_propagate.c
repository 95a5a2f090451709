/* Propagation against a plain loop over every package, on seeded random instances. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "random_instance.h"
#include "space/propagate.h"

static uint64_t *random_selectors(world *w) { return random_set(w, w->instance.selectors + 1); }

/* The values of all packages that violate nothing in force, by the enumeration without domains. */
static const uint64_t *plain_values(world *w, const uint64_t *in_force, bool *empty)
{
    zo_mode *mode = ZO_NEW_MANY(&w->arena, zo_mode, w->instance.selectors + 1);
    zo_instance direct = w->instance;
    zo_selector *selector = ZO_NEW_MANY(&w->arena, zo_selector, w->instance.selectors + 1);
    for (size_t s = 0; s < direct.selectors; s++) {
        selector[s] = direct.selector[s];
        selector[s].voter = ZO_DIRECT;
        mode[s] = zo_bit(in_force, s) ? ZO_HARD : ZO_OFF;
    }
    direct.selector = selector;
    direct.voters = direct.blocs = 0;
    zo_limit limit = {.threads = 1};
    zo_enumeration found = zo_enumerate_at_once(&direct, mode, NULL, false, &limit, &w->arena);
    *empty = found.groups == 0;
    return *empty ? NULL : found.group[0].values;
}

static void nothing_that_occurs_is_taken_away(void **state)
{
    (void)state;
    size_t narrowed = 0, empty_found = 0, removed = 0, removable = 0;
    for (uint64_t seed = 1; seed <= 6000; seed++) {
        world w;
        open_world(&w, seed);
        make_instance(&w, 1 + below(&w, 4), 1, 6);
        uint64_t *in_force = random_selectors(&w);
        zo_domains domains = zo_propagate(&w.instance, in_force, &w.arena);
        bool empty;
        const uint64_t *values = plain_values(&w, in_force, &empty);
        assert_true(empty || !domains.empty);
        empty_found += domains.empty;
        for (size_t bit = 0; bit < w.instance.value_bits && !empty; bit++) {
            assert_true(!zo_bit(values, bit) || zo_bit(domains.values, bit));
            removed += !zo_bit(domains.values, bit);
            removable += !zo_bit(values, bit);
        }
        narrowed += !empty && removed > 0;
        close_world(&w);
    }
    /* Sound is easy for what does nothing: it must also find most of what there is. */
    assert_true(narrowed > 0 && empty_found > 100);
    assert_true(removed * 2 > removable);
}

/* x < y < z over 0..9 leaves 0..7, 1..8, 2..9: two rounds of bounds. */
static void chains_are_followed_to_the_end(void **state)
{
    (void)state;
    world w;
    open_world(&w, 1);
    static const uint32_t size[] = {10, 10, 10};
    set_issues(&w, 3, size);
    int64_t *up = ZO_NEW_MANY(&w.arena, int64_t, 10), *down = ZO_NEW_MANY(&w.arena, int64_t, 10);
    for (int v = 0; v < 10; v++) {
        up[v] = v;
        down[v] = -v;
    }
    zo_selector selector[2];
    zo_linear linear[2];
    zo_linear_term term[2][2];
    zo_expr expr[2];
    for (uint32_t i = 0; i < 2; i++) {
        term[i][0] = (zo_linear_term){i, up, NULL};
        term[i][1] = (zo_linear_term){i + 1, down, NULL};
        linear[i] = (zo_linear){0, ZO_LT, 2, term[i]};
        expr[i] = (zo_expr){.kind = ZO_X_LINEAR, .linear = &linear[i]};
        selector[i] = (zo_selector){.class_ = ZO_RULE, .expr = &expr[i], .voter = ZO_DIRECT};
    }
    w.instance.selectors = 2;
    w.instance.selector = selector;
    const uint64_t all = 3;
    zo_domains domains = zo_propagate(&w.instance, &all, &w.arena);
    assert_false(domains.empty);
    for (size_t bit = 0; bit < 30; bit++)
        assert_int_equal(zo_bit(domains.values, bit), bit / 10 <= bit % 10 && bit % 10 <= bit / 10 + 7);
    close_world(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_that_occurs_is_taken_away),
        cmocka_unit_test(chains_are_followed_to_the_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Counts over draws, against counting again over all of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engine/choice/shares.h"
#include "random_instance.h"

enum { MOST_DRAWS = 30, MOST_TIED = 3 };

typedef enum outcome { UNDEFINED, EMPTY_ZONE, CHOSEN } outcome;

typedef struct draw {
    outcome outcome;
    size_t packages;
    const uint32_t *package[MOST_TIED];
} draw;

static const uint32_t *random_package(world *w)
{
    uint32_t *package = ZO_NEW_MANY(&w->arena, uint32_t, w->instance.issues);
    for (size_t i = 0; i < w->instance.issues; i++)
        package[i] = below(w, w->instance.size[i]);
    return package;
}

static draw random_draw(world *w)
{
    draw drawn = {.outcome = one_in(w, 8) ? (outcome)below(w, 2) : CHOSEN};
    if (drawn.outcome == CHOSEN)
        drawn.packages = one_in(w, 2) ? 1 : 1 + below(w, MOST_TIED);
    for (size_t i = 0; i < drawn.packages; i++)
        drawn.package[i] = random_package(w);
    return drawn;
}

static void add(zo_shares *shares, const draw *drawn)
{
    if (drawn->outcome == CHOSEN)
        zo_shares_choose(shares, drawn->package, drawn->packages);
    else if (drawn->outcome == UNDEFINED)
        zo_shares_undefined(shares);
    else
        zo_shares_empty_zone(shares);
}

static int compare(const zo_instance *in, const uint32_t *a, const uint32_t *b)
{
    for (size_t i = 0; i < in->issues; i++) {
        if (a[i] != b[i])
            return a[i] < b[i] ? -1 : 1;
    }
    return 0;
}

static bool chooses(const zo_instance *in, const draw *drawn, const uint32_t *package)
{
    bool found = false;
    for (size_t i = 0; i < drawn->packages; i++)
        found |= compare(in, drawn->package[i], package) == 0;
    return found;
}

static bool is_tied(const zo_instance *in, const draw *drawn)
{
    bool tied = false;
    for (size_t i = 1; i < drawn->packages; i++)
        tied |= compare(in, drawn->package[0], drawn->package[i]) != 0;
    return tied;
}

static bool has_value(const draw *drawn, size_t issue, uint32_t value)
{
    bool found = false;
    for (size_t i = 0; i < drawn->packages; i++)
        found |= drawn->package[i][issue] == value;
    return found;
}

static void check_shares(const zo_instance *in, const zo_share_count *count, const draw *drawn, size_t draws)
{
    for (size_t s = 0; s < count->packages; s++) {
        const zo_share *share = &count->share[s];
        uint64_t chosen = 0, tied = 0;
        for (size_t d = 0; d < draws; d++) {
            chosen += chooses(in, &drawn[d], share->package);
            tied += chooses(in, &drawn[d], share->package) && is_tied(in, &drawn[d]);
        }
        assert_int_equal(share->draws, chosen);
        assert_int_equal(share->tied, tied);
        assert_true(chosen > 0);
        if (s == 0)
            continue;
        const zo_share *before = share - 1;
        assert_true(before->draws >= share->draws);
        assert_true(before->draws > share->draws || compare(in, before->package, share->package) < 0);
    }
}

/* Every chosen package is among the shares. */
static void check_all_are_there(const zo_instance *in, const zo_share_count *count, const draw *drawn)
{
    for (size_t i = 0; i < drawn->packages; i++) {
        size_t s = 0;
        while (s < count->packages && compare(in, count->share[s].package, drawn->package[i]) != 0)
            s++;
        assert_true(s < count->packages);
    }
}

static void check_values(const zo_instance *in, const zo_share_count *count, const draw *drawn, size_t draws)
{
    for (size_t i = 0; i < in->issues; i++) {
        for (uint32_t v = 0; v < in->size[i]; v++) {
            bool every = true, any = false;
            for (size_t d = 0; d < draws; d++) {
                every &= drawn[d].outcome != CHOSEN || has_value(&drawn[d], i, v);
                any |= has_value(&drawn[d], i, v);
            }
            assert_int_equal(zo_bit(count->in_every, in->first_bit[i] + v), every && any);
            assert_int_equal(zo_bit(count->in_any, in->first_bit[i] + v), any);
        }
    }
}

static void check(const zo_instance *in, const zo_shares *shares, const draw *drawn, size_t draws)
{
    zo_share_count count = zo_shares_count(shares);
    uint64_t of[3] = {0}, tied = 0;
    for (size_t d = 0; d < draws; d++) {
        of[drawn[d].outcome]++;
        tied += is_tied(in, &drawn[d]);
        check_all_are_there(in, &count, &drawn[d]);
    }
    assert_int_equal(count.draws, draws);
    assert_int_equal(count.undefined, of[UNDEFINED]);
    assert_int_equal(count.empty_zone, of[EMPTY_ZONE]);
    assert_int_equal(count.tied, tied);
    check_shares(in, &count, drawn, draws);
    check_values(in, &count, drawn, draws);
}

static void counts_agree_with_counting_again(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < 500; seed++) {
        world w;
        open_world(&w, seed);
        make_instance(&w, below(&w, 4), 1, 3);
        zo_shares *shares = zo_shares_new(&w.instance, &w.arena);
        draw drawn[MOST_DRAWS];
        size_t draws = below(&w, MOST_DRAWS + 1);
        for (size_t d = 0; d < draws; d++) {
            if (one_in(&w, 10))
                check(&w.instance, shares, drawn, d);
            drawn[d] = random_draw(&w);
            add(shares, &drawn[d]);
        }
        check(&w.instance, shares, drawn, draws);
        close_world(&w);
    }
}

/* The same draws in another order give the same counts, in the same order. */
static void the_order_of_draws_changes_nothing(void **state)
{
    (void)state;
    world w;
    open_world(&w, 9);
    make_instance(&w, 3, 3, 5);
    zo_shares *forward = zo_shares_new(&w.instance, &w.arena),
              *backward = zo_shares_new(&w.instance, &w.arena);
    draw drawn[MOST_DRAWS];
    for (size_t d = 0; d < MOST_DRAWS; d++) {
        drawn[d] = random_draw(&w);
        add(forward, &drawn[d]);
    }
    for (size_t d = MOST_DRAWS; d-- > 0;)
        add(backward, &drawn[d]);
    zo_share_count a = zo_shares_count(forward), b = zo_shares_count(backward);
    assert_int_equal(a.packages, b.packages);
    for (size_t s = 0; s < a.packages; s++) {
        assert_int_equal(compare(&w.instance, a.share[s].package, b.share[s].package), 0);
        assert_int_equal(a.share[s].draws, b.share[s].draws);
    }
    close_world(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_agree_with_counting_again),
        cmocka_unit_test(the_order_of_draws_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

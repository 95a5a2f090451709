/* Conflicts and movements against all subsets of the soft selectors, each by plain enumeration. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engine/proof/hitting.h"
#include "engine/proof/marco.h"
#include "plain_answers.h"

static const zo_limit none = {.threads = 1};

/* Sets of selectors, in the order that is asked for. */
typedef struct plain_sets {
    uint64_t at[1024];
    size_t n;
} plain_sets;

/* empty[set]: whether the zone is, with this set in force. Selectors are at most 10. */
typedef struct plain_table {
    bool empty[1024];
    size_t sets;
} plain_table;

static void fill_table(const plain_zone *z, plain_table *table)
{
    table->sets = (size_t)1 << z->instance->selectors;
    for (uint64_t set = 0; set < table->sets; set++)
        table->empty[set] = plain_empty(z, set & z->soft);
}

/* Minimal sets within `among` that leave the zone empty with `always` (opens = false); or whose removal from
 * always and among opens it (opens = true). */
static void find_minimal(const plain_table *table, uint64_t among, uint64_t always, bool opens,
                         plain_sets *found)
{
    found->n = 0;
    for (size_t size = 0; size <= 10; size++) {
        for (uint64_t set = 0; set < table->sets; set++) {
            if ((set & ~among) != 0 || (size_t)__builtin_popcountll(set) != size)
                continue;
            bool is_one = opens ? !table->empty[always | (among & ~set)] : table->empty[always | set];
            for (size_t i = 0; i < found->n && is_one; i++)
                is_one = (found->at[i] & ~set) != 0;
            if (is_one)
                found->at[found->n++] = set;
        }
    }
}

static void assert_sets(const zo_reasons *reasons, const plain_sets *expected)
{
    assert_true(reasons->complete);
    assert_int_equal(reasons->sets, expected->n);
    for (size_t i = 0; i < expected->n; i++)
        assert_true(reasons->set[i][0] == expected->at[i]);
}

static zo_num cost_of(const zo_num *cost, uint64_t set)
{
    zo_num sum = zo_num_of(0);
    for (; set != 0; set &= set - 1)
        sum = zo_num_add(&sum, &cost[__builtin_ctzll(set)]);
    return sum;
}

/* By cost; the order by size, then as big integers, is kept among equals. */
static void sort_by_cost(plain_sets *sets, const zo_num *cost)
{
    for (size_t i = 1; i < sets->n; i++) {
        uint64_t set = sets->at[i];
        zo_num own = cost_of(cost, set);
        size_t at = i;
        for (; at > 0; at--) {
            zo_num before = cost_of(cost, sets->at[at - 1]);
            if (zo_num_compare(&own, &before) >= 0)
                break;
            sets->at[at] = sets->at[at - 1];
        }
        sets->at[at] = set;
    }
}

static zo_num *random_costs(world *w)
{
    zo_num *cost = ZO_NEW_MANY(&w->arena, zo_num, w->instance.selectors);
    bool plain = one_in(w, 3);
    for (size_t s = 0; s < w->instance.selectors; s++) {
        zo_int top = zo_int_of(between(w, 0, 6)), bottom = zo_int_of(between(w, 1, 3));
        cost[s] = plain ? zo_num_of(1) : zo_num_ratio(&top, &bottom);
    }
    return cost;
}

/* The first `most`: the same costs and numbers, each one of the expected ones. */
static void assert_begins(const zo_reasons *some, const plain_sets *all, const zo_num *cost, size_t most)
{
    assert_int_equal(some->sets, most < all->n ? most : all->n);
    assert_true(!some->complete || some->sets == all->n);
    for (size_t i = 0; i < some->sets; i++) {
        uint64_t set = some->set[i][0];
        zo_num own = cost_of(cost, set), expected = cost_of(cost, all->at[i]);
        assert_int_equal(zo_num_compare(&own, &expected), 0);
        assert_int_equal(__builtin_popcountll(set), __builtin_popcountll(all->at[i]));
        size_t at = 0;
        while (at < all->n && all->at[at] != set)
            at++;
        assert_true(at < all->n);
    }
}

typedef struct trial {
    world w;
    plain_zone z;
    plain_table table;
    zo_prover *prover;
    uint64_t chosen; /* soft selectors that may be given up; the others stay in force */
} trial;

static void open_trial(trial *t, uint64_t seed)
{
    open_world(&t->w, seed);
    make_crowded(&t->w);
    t->z = plain_zone_of(&t->w);
    fill_table(&t->z, &t->table);
    t->prover = zo_prover_new(&t->w.instance, t->w.mode, &none, &t->w.arena);
    t->chosen = t->z.soft & (one_in(&t->w, 3) ? random_word(&t->w) | random_word(&t->w) : UINT64_MAX);
}

static void movements_agree_with_all_subsets(void **state)
{
    (void)state;
    size_t several = 0;
    for (uint64_t seed = 1; seed <= 4000; seed++) {
        trial t;
        open_trial(&t, 5000000 + seed);
        const zo_num *cost = random_costs(&t.w);
        plain_sets expected;
        find_minimal(&t.table, t.chosen, t.z.soft & ~t.chosen, true, &expected);
        sort_by_cost(&expected, cost);
        zo_reasons found = zo_smallest_movements(t.prover, &t.chosen, cost, 2000, &t.w.arena);
        assert_sets(&found, &expected);
        size_t most = 1 + below(&t.w, 4);
        found = zo_smallest_movements(t.prover, &t.chosen, cost, most, &t.w.arena);
        assert_begins(&found, &expected, cost, most);
        several += expected.n > 1;
        close_world(&t.w);
    }
    assert_in_range(several, 500, 4000);
}

static void conflicts_agree_with_all_subsets(void **state)
{
    (void)state;
    size_t several = 0;
    for (uint64_t seed = 1; seed <= 4000; seed++) {
        trial t;
        open_trial(&t, 6000000 + seed);
        plain_sets expected;
        find_minimal(&t.table, t.chosen, 0, false, &expected);
        zo_reasons found = zo_smallest_conflicts(t.prover, &t.chosen, 2000, &t.w.arena);
        assert_sets(&found, &expected);
        several += expected.n > 1;
        close_world(&t.w);
    }
    assert_in_range(several, 500, 4000);
}

static void complete_lists_agree_with_all_subsets(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 4000; seed++) {
        trial t;
        open_trial(&t, 7000000 + seed);
        plain_sets expected;
        zo_reasons conflicts, movements;
        zo_all_conflicts_and_movements(t.prover, &t.chosen, &conflicts, &movements, &t.w.arena);
        find_minimal(&t.table, t.chosen, t.z.soft & ~t.chosen, false, &expected);
        assert_sets(&conflicts, &expected);
        find_minimal(&t.table, t.chosen, t.z.soft & ~t.chosen, true, &expected);
        assert_sets(&movements, &expected);
        close_world(&t.w);
    }
}

static void nothing_is_called_complete_that_was_cut_off(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 100; seed++) {
        world w;
        open_world(&w, 8000000 + seed);
        make_crowded(&w);
        zo_limit past = {.threads = 1, .deadline = 1};
        zo_prover *prover = zo_prover_new(&w.instance, w.mode, &past, &w.arena);
        uint64_t all = UINT64_MAX;
        zo_reasons conflicts, movements;
        zo_all_conflicts_and_movements(prover, &all, &conflicts, &movements, &w.arena);
        assert_false(conflicts.complete || movements.complete);
        assert_int_equal(conflicts.sets + movements.sets, 0);
        movements = zo_smallest_movements(prover, &all, random_costs(&w), 10, &w.arena);
        conflicts = zo_smallest_conflicts(prover, &all, 10, &w.arena);
        assert_false(conflicts.complete || movements.complete);
        assert_int_equal(conflicts.sets + movements.sets, 0);
        close_world(&w);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(movements_agree_with_all_subsets),
        cmocka_unit_test(conflicts_agree_with_all_subsets),
        cmocka_unit_test(complete_lists_agree_with_all_subsets),
        cmocka_unit_test(nothing_is_called_complete_that_was_cut_off),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

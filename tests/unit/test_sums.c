/* Guarded sums, their diagrams, lemmas and totals: the solver is made to list every solution, and these are
 * counted against a plain loop. What is said to be allowed is drawn at random, since it must not matter. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engine/proof/sums.h"
#include "engine/row.h"
#include "random_instance.h"

enum { MOST_DIALS = 6, MOST_TRIALS = 4 };

typedef struct trial {
    world w;
    zo_sat *sat;
    zo_dials dials;
    zo_sums sums;
    size_t n, given; /* dials that have values; sums */
    uint32_t value[MOST_DIALS];
    zo_guarded sum[MOST_TRIALS];
    int guard[MOST_TRIALS]; /* one each, on its own variable */
    const uint64_t *allowed[MOST_DIALS];
} trial;

static const zo_limit none = {.threads = 1};

static void open_trial(trial *t, uint64_t seed, size_t least, uint32_t least_size, uint32_t most_size)
{
    *t = (trial){0};
    open_world(&t->w, seed);
    t->sat = zo_sat_new(&none, false, &t->w.arena);
    zo_dials_open(&t->dials, t->sat, &t->w.arena);
    zo_sums_open(&t->sums, &t->dials, &t->w.arena);
    t->n = (size_t)between(&t->w, (int64_t)least, MOST_DIALS);
    for (size_t i = 0; i < t->n; i++) {
        uint32_t size = (uint32_t)between(&t->w, least_size, most_size);
        zo_dials_add(&t->dials, size);
        t->allowed[i] = one_in(&t->w, 3) ? NULL : random_set(&t->w, size);
    }
    zo_sums_begin(&t->sums, (zo_allowed){t->n, t->allowed});
}

/* Numbers up to `most` in size, times a wide unit when there are several words. */
static int64_t *numbers(trial *t, size_t count, unsigned words, int64_t least, int64_t most)
{
    int64_t *all = ZO_NEW_MANY(&t->w.arena, int64_t, count * words);
    for (size_t i = 0; i < count; i++) {
        all[i * words + words - 1] = between(&t->w, least, most);
        if (words > 1)
            all[i * words] = between(&t->w, -2, 2) & INT64_MAX;
    }
    return all;
}

static void add_sum(trial *t, unsigned words, int64_t most, int64_t start)
{
    zo_guarded *sum = &t->sum[t->given];
    int *guard = &t->guard[t->given++];
    *guard = zo_sat_variables(t->sat, 1);
    if (one_in(&t->w, 3))
        *guard = -*guard;
    zo_term *term = ZO_NEW_MANY(&t->w.arena, zo_term, t->n);
    size_t terms = 0;
    for (uint32_t i = 0; i < t->n; i++) {
        if (one_in(&t->w, 6))
            continue;
        const int64_t *value = numbers(t, t->dials.all.at[i].size, words, -most / 3, most);
        term[terms++] = (zo_term){.dial = i, .value = value};
    }
    *sum = (zo_guarded){.guards = 1, .guard = guard, .words = words, .terms = terms, .term = term};
    sum->start = numbers(t, 1, words, start - most / 4, start + most / 4);
    zo_sums_add(&t->sums, sum);
}

static bool holds(const trial *t, const zo_guarded *sum)
{
    int64_t total[ZO_WIDE_WORDS];
    memcpy(total, sum->start, sum->words * sizeof *total);
    for (size_t i = 0; i < sum->terms; i++)
        zo_words_add(total, total, sum->term[i].value + (size_t)t->value[sum->term[i].dial] * sum->words,
                     sum->words);
    return total[sum->words - 1] >= 0;
}

static bool all_hold(const trial *t)
{
    for (size_t s = 0; s < t->given; s++) {
        if (!holds(t, &t->sum[s]))
            return false;
    }
    return true;
}

static size_t count_plainly(trial *t)
{
    size_t count = 0, at;
    memset(t->value, 0, sizeof t->value);
    do {
        count += all_hold(t);
        for (at = 0; at < t->n && ++t->value[at] == t->dials.all.at[at].size; at++)
            t->value[at] = 0;
    } while (at < t->n);
    return count;
}

/* Every solution is found once, and then forbidden. */
static size_t count_by_solver(trial *t)
{
    size_t count = 0;
    int clause[2 * MOST_DIALS];
    for (;;) {
        for (size_t s = 0; s < t->given; s++)
            zo_sat_assume(t->sat, t->guard[s]);
        if (zo_sat_solve(t->sat) != ZO_SAT_YES)
            return count;
        zo_dials_new_model(&t->dials);
        if (zo_sums_refute(&t->sums))
            continue;
        for (uint32_t i = 0; i < t->n; i++) {
            t->value[i] = zo_dial_value(&t->dials, i);
            clause[2 * i] = -zo_dial_at_least(&t->dials, i, t->value[i]);
            clause[2 * i + 1] = zo_dial_at_least(&t->dials, i, t->value[i] + 1);
        }
        assert_true(all_hold(t));
        zo_sat_add(t->sat, clause, 2 * t->n);
        count++;
    }
}

static void small_sums_become_diagrams(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 4000; seed++) {
        trial t;
        open_trial(&t, 9000000 + seed, 0, 1, 5);
        for (size_t i = 1 + below(&t.w, 3); i > 0; i--)
            add_sum(&t, 1, 6, -8);
        assert_int_equal(t.sums.lazy.n, 0);
        assert_int_equal(count_by_solver(&t), count_plainly(&t));
        close_world(&t.w);
    }
}

static void wide_sums_are_lazy(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 300; seed++) {
        trial t;
        open_trial(&t, 9100000 + seed, 0, 1, 4);
        for (size_t i = 1 + below(&t.w, 3); i > 0; i--)
            add_sum(&t, ZO_WIDE_WORDS, 20, -25);
        assert_int_equal(count_by_solver(&t), count_plainly(&t));
        close_world(&t.w);
    }
}

/* No diagrams at first: models are refuted until totals are made, and what these may lose is drawn. */
static void large_sums_are_taken_together(void **state)
{
    (void)state;
    size_t totals = 0, found = 0;
    for (uint64_t seed = 1; seed <= 400; seed++) {
        trial t;
        open_trial(&t, 9200000 + seed, 4, 4, 6);
        t.sums.arcs = 0;
        t.sums.rounds = one_in(&t.w, 3) ? 0 : 39; /* the next refutation draws a diagram of losses */
        for (size_t i = 2 + below(&t.w, 3); i > 0; i--)
            add_sum(&t, 1, 1000000000, -(int64_t)t.n * between(&t.w, 250000000, 550000000));
        size_t before = t.sums.lazy.n, count = count_by_solver(&t);
        assert_int_equal(count, count_plainly(&t));
        totals += t.sums.lazy.n > before;
        found += count > 0;
        close_world(&t.w);
    }
    assert_in_range(totals, 30, 400);
    assert_in_range(found, 100, 400);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_sums_become_diagrams),
        cmocka_unit_test(wide_sums_are_lazy),
        cmocka_unit_test(large_sums_are_taken_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

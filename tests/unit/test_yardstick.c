/* Yardsticks against their definitions in fractions, on seeded random points; and where they are undefined. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engine/choice/yardstick.h"
#include "random_instance.h"

enum { MOST_PARTIES = 5, MOST_POINTS = 40 };

/* ---- Bargains ---- */

typedef struct table {
    zo_bargainer party[MOST_PARTIES];
    zo_int worth[MOST_POINTS][MOST_PARTIES];
    const zo_int *row[MOST_POINTS];
    zo_bargain bargain;
} table;

static void make_table(world *w, table *t)
{
    int64_t range = one_in(w, 2) ? 5 : 60;
    *t = (table){.bargain = {.parties = 1 + below(w, MOST_PARTIES), .points = 1 + below(w, MOST_POINTS)}};
    for (size_t i = 0; i < t->bargain.points; i++) {
        t->row[i] = t->worth[i];
        for (size_t p = 0; p < t->bargain.parties; p++)
            t->worth[i][p] = zo_int_of(between(w, -range / 4, range));
    }
    for (size_t p = 0; p < t->bargain.parties; p++) {
        zo_int ideal = t->worth[0][p];
        for (size_t i = 1; i < t->bargain.points; i++)
            ideal = zo_int_compare(&t->worth[i][p], &ideal) > 0 ? t->worth[i][p] : ideal;
        t->party[p] = (zo_bargainer){.scale = zo_int_of(between(w, 1, 12)),
                                     .disagreement = zo_int_of(between(w, -range / 2, range / 2)),
                                     .ideal = ideal};
    }
    t->bargain.party = t->party;
    t->bargain.worth = t->row;
}

/* ---- The definitions ---- */

typedef struct score {
    bool defined;
    zo_num value[MOST_PARTIES]; /* compared in order */
    size_t values;
} score;

static zo_num points_of(const zo_int *number, const zo_bargainer *party)
{
    return zo_num_ratio(number, &party->scale);
}

static zo_num gain_of(const table *t, size_t point, size_t p)
{
    zo_num worth = points_of(&t->worth[point][p], &t->party[p]),
           without = points_of(&t->party[p].disagreement, &t->party[p]);
    return zo_num_sub(&worth, &without);
}

static int by_size(const void *left, const void *right) { return zo_num_compare(left, right); }

static score score_of(zo_yardstick yardstick, const table *t, size_t point)
{
    score s = {.defined = true, .values = yardstick == ZO_NASH || yardstick == ZO_UTILITARIAN};
    s.value[0] = zo_num_of(yardstick == ZO_NASH);
    for (size_t p = 0; p < t->bargain.parties; p++) {
        zo_num gain = gain_of(t, point, p), worth = points_of(&t->worth[point][p], &t->party[p]);
        zo_num ideal = points_of(&t->party[p].ideal, &t->party[p]),
               without = points_of(&t->party[p].disagreement, &t->party[p]),
               most = zo_num_sub(&ideal, &without);
        if (yardstick == ZO_NASH) {
            s.defined = s.defined && zo_num_sign(&gain) > 0;
            s.value[0] = zo_num_mul(&s.value[0], &gain);
        } else if (yardstick == ZO_UTILITARIAN) {
            s.value[0] = zo_num_add(&s.value[0], &worth);
        } else if (yardstick == ZO_EGALITARIAN) {
            s.value[s.values++] = gain;
        } else if (zo_num_sign(&most) > 0) {
            s.value[s.values++] = zo_num_div(&gain, &most);
        }
    }
    s.defined = s.defined && s.values > 0; /* Kalai-Smorodinsky without anybody who can gain */
    qsort(s.value, s.values, sizeof *s.value, by_size);
    return s;
}

static bool is_better(const score *a, const score *b)
{
    for (size_t i = 0; i < a->values; i++) {
        int order = zo_num_compare(&a->value[i], &b->value[i]);
        if (order != 0)
            return order > 0;
    }
    return false;
}

static void assert_chosen(zo_yardstick yardstick, const table *t, const zo_chosen *chosen)
{
    score s[MOST_POINTS];
    size_t n = 0;
    for (size_t i = 0; i < t->bargain.points; i++)
        s[i] = score_of(yardstick, t, i);
    for (size_t i = 0; i < t->bargain.points; i++) {
        bool best = s[i].defined;
        for (size_t j = 0; j < t->bargain.points && best; j++)
            best = !s[j].defined || !is_better(&s[j], &s[i]);
        if (!best)
            continue;
        assert_true(n < chosen->points);
        assert_int_equal(chosen->point[n++], i);
    }
    assert_int_equal(chosen->points, n);
}

static void assert_apart(zo_yardstick yardstick, const table *t, const zo_chosen *chosen)
{
    bool all_can = true;
    for (size_t p = 0; p < t->bargain.parties; p++) {
        bool gains = zo_int_compare(&t->party[p].ideal, &t->party[p].disagreement) > 0;
        bool matters = yardstick == ZO_NASH || yardstick == ZO_KALAI_SMORODINSKY;
        assert_int_equal(chosen->apart[p], matters && !gains);
        all_can = all_can && gains;
    }
    assert_int_equal(chosen->not_together, yardstick == ZO_NASH && all_can && chosen->points == 0);
}

static void yardsticks_agree_with_their_definitions(void **state)
{
    (void)state;
    size_t undefined = 0, not_together = 0, tied = 0;
    for (uint64_t seed = 1; seed <= 4000; seed++) {
        world w;
        open_world(&w, 600000 + seed);
        table t;
        make_table(&w, &t);
        for (zo_yardstick y = ZO_NASH; y <= ZO_UTILITARIAN; y++) {
            zo_chosen chosen = zo_choose(y, &t.bargain, &w.arena);
            assert_false(chosen.too_large);
            assert_chosen(y, &t, &chosen);
            assert_apart(y, &t, &chosen);
            undefined += chosen.points == 0;
            not_together += chosen.not_together;
            tied += chosen.points > 1;
        }
        close_world(&w);
    }
    assert_true(undefined > 100 && not_together > 20 && tied > 100);
}

/* ---- Corners ---- */

static void nothing_is_chosen_from_nothing(void **state)
{
    (void)state;
    world w;
    open_world(&w, 1);
    table t;
    make_table(&w, &t);
    for (zo_yardstick y = ZO_NASH; y <= ZO_UTILITARIAN; y++) {
        zo_bargain nobody = t.bargain, nowhere = t.bargain;
        nobody.parties = 0;
        nowhere.points = 0;
        assert_int_equal(zo_choose(y, &nobody, &w.arena).points, 0);
        assert_int_equal(zo_choose(y, &nowhere, &w.arena).points, 0);
        assert_false(zo_choose(y, &nobody, &w.arena).not_together);
    }
    close_world(&w);
}

/* 2^bits */
static zo_int power(size_t bits)
{
    zo_int two = zo_int_of(2), product = zo_int_of(1);
    for (size_t i = 0; i < bits; i++)
        product = zo_int_mul(&product, &two);
    return product;
}

static void two_parties_of_one_point(table *t, size_t bits)
{
    *t = (table){.bargain = {.parties = 2, .points = 1, .party = t->party, .worth = t->row}};
    t->row[0] = t->worth[0];
    for (size_t p = 0; p < 2; p++) {
        t->worth[0][p] = power(bits);
        t->party[p] = (zo_bargainer){.scale = zo_int_of(1), .ideal = power(bits)};
    }
}

/* Products and shares are compared whatever their length. */
static void long_numbers_are_compared(void **state)
{
    (void)state;
    world w;
    open_world(&w, 2);
    table t;
    two_parties_of_one_point(&t, 300);
    zo_int one = zo_int_of(1);
    t.party[1].ideal = zo_int_sub(&t.party[1].ideal, &one);
    t.bargain.points = 3; /* the second is worth one more to the first party, the third one less */
    for (size_t i = 1; i < 3; i++) {
        t.row[i] = t.worth[i];
        t.worth[i][0] = i == 1 ? zo_int_add(&t.worth[0][0], &one) : zo_int_sub(&t.worth[0][0], &one);
        t.worth[i][1] = t.worth[0][1];
    }
    for (zo_yardstick y = ZO_NASH; y <= ZO_UTILITARIAN; y++) {
        zo_chosen chosen = zo_choose(y, &t.bargain, &w.arena);
        assert_false(chosen.too_large);
        assert_int_equal(chosen.points, 1);
        assert_int_equal(chosen.point[0], 1);
    }
    close_world(&w);
}

static void too_large_numbers_are_reported(void **state)
{
    (void)state;
    world w;
    open_world(&w, 2);
    table t;
    two_parties_of_one_point(&t, 300);
    t.party[0].scale = power(250);
    assert_true(zo_choose(ZO_UTILITARIAN, &t.bargain, &w.arena).too_large);
    assert_int_equal(zo_choose(ZO_EGALITARIAN, &t.bargain, &w.arena).points, 1);
    two_parties_of_one_point(&t, 511);
    for (size_t p = 0; p < 2; p++) {
        t.party[p].disagreement = zo_int_of(0);
        t.party[p].disagreement = zo_int_sub(&t.party[p].disagreement, &t.worth[0][p]);
    }
    assert_true(zo_choose(ZO_NASH, &t.bargain, &w.arena).too_large);
    assert_true(zo_choose(ZO_KALAI_SMORODINSKY, &t.bargain, &w.arena).too_large);
    assert_true(zo_choose(ZO_EGALITARIAN, &t.bargain, &w.arena).too_large);
    assert_true(zo_choose(ZO_UTILITARIAN, &t.bargain, &w.arena).too_large);
    close_world(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(yardsticks_agree_with_their_definitions),
        cmocka_unit_test(nothing_is_chosen_from_nothing),
        cmocka_unit_test(long_numbers_are_compared),
        cmocka_unit_test(too_large_numbers_are_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

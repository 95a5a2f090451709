/* How far a number may move, against choices computed plainly at every value where any two things that a
 * yardstick compares are equal, and between those values. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engine/choice/tilt.h"
#include "random_instance.h"

enum { MOST_CANDIDATES = 6, MOST_PARTIES = 4 };

/* ---- Random questions ---- */

static zo_num fraction(int64_t top, int64_t bottom)
{
    zo_int a = zo_int_of(top), b = zo_int_of(bottom);
    return zo_num_ratio(&a, &b);
}

static zo_num small_number(world *w, int64_t least, int64_t most)
{
    return one_in(w, 3) ? fraction(between(w, 2 * least, 2 * most), 2) : zo_num_of(between(w, least, most));
}

static const zo_num *number_or_none(world *w, bool some, zo_num value)
{
    zo_num *number = ZO_NEW(&w->arena, zo_num);
    *number = value;
    return some ? number : NULL;
}

static void set_limits(world *w, zo_tilt_question *q)
{
    zo_num down = small_number(w, 0, 6), up = small_number(w, 0, 6);
    q->low = number_or_none(w, one_in(w, 2), zo_num_sub(&q->now, &down));
    q->high = number_or_none(w, one_in(w, 2), zo_num_add(&q->now, &up));
}

static zo_tilt_question random_question(world *w)
{
    zo_tilt_question q = {.yardstick = (zo_yardstick)below(w, 4),
                          .parties = 1 + below(w, MOST_PARTIES),
                          .candidates = below(w, MOST_CANDIDATES + 1),
                          .bounded = !one_in(w, 3),
                          .now = small_number(w, -5, 5)};
    zo_num *worth = ZO_NEW_MANY(&w->arena, zo_num, q.candidates * q.parties);
    zo_num *disagreement = ZO_NEW_MANY(&w->arena, zo_num, q.parties);
    zo_num *slope = ZO_NEW_MANY(&w->arena, zo_num, q.candidates);
    bool alternative = one_in(w, 3);
    int64_t most = one_in(w, 2) ? 4 : 12;
    q.mover = below(w, (uint32_t)q.parties);
    for (size_t p = 0; p < q.parties; p++)
        disagreement[p] = one_in(w, 2) ? zo_num_of(0) : small_number(w, -1, 3);
    for (size_t i = 0; i < q.candidates * q.parties; i++) {
        zo_num gain = small_number(w, one_in(w, 9) || i % q.parties == q.mover ? -2 : 0, most);
        worth[i] = zo_num_add(&disagreement[i % q.parties], &gain);
    }
    for (size_t k = 0; k < q.candidates && !alternative; k++)
        slope[k] = small_number(w, one_in(w, 2) ? 0 : -3, 3);
    for (size_t k = 0; k < q.candidates && alternative; k++)
        slope[k] = zo_num_of(0);
    q.disagreement_slope = zo_num_of(alternative || one_in(w, 5) ? 1 : 0);
    q.worth = worth;
    q.disagreement = disagreement;
    q.slope = slope;
    set_limits(w, &q);
    return q;
}

/* ---- The plain reading ---- */

typedef struct plain {
    const zo_tilt_question *q;
    zo_num gain[MOST_CANDIDATES][MOST_PARTIES];
    bool in[MOST_CANDIDATES];
} plain;

/* Gains and the zone when the number has the value t. */
static plain plain_at(const zo_tilt_question *q, const zo_num *t)
{
    plain at = {.q = q};
    zo_num moved = zo_num_sub(t, &q->now), fall = zo_num_mul(&moved, &q->disagreement_slope);
    for (size_t k = 0; k < q->candidates; k++) {
        for (size_t p = 0; p < q->parties; p++)
            at.gain[k][p] = zo_num_sub(&q->worth[k * q->parties + p], &q->disagreement[p]);
        zo_num rise = zo_num_mul(&moved, &q->slope[k]), *gain = &at.gain[k][q->mover];
        *gain = zo_num_add(gain, &rise);
        *gain = zo_num_sub(gain, &fall);
        at.in[k] = !q->bounded || zo_num_sign(gain) >= 0;
    }
    return at;
}

static void sort_numbers(zo_num *number, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        for (size_t j = i; j > 0 && zo_num_compare(&number[j - 1], &number[j]) > 0; j--) {
            zo_num between_them = number[j];
            number[j] = number[j - 1];
            number[j - 1] = between_them;
        }
    }
}

static zo_num plain_ideal(const plain *at, size_t p)
{
    bool any = false;
    zo_num ideal = zo_num_of(0);
    for (size_t k = 0; k < at->q->candidates; k++) {
        if (at->in[k] && (!any || zo_num_compare(&at->gain[k][p], &ideal) > 0))
            ideal = at->gain[k][p];
        any |= at->in[k];
    }
    return ideal;
}

/* What the yardstick compares, in ascending order; returns how many. */
static size_t plain_vector(const plain *at, size_t k, zo_num *vector)
{
    size_t n = 0;
    zo_num sum = zo_num_of(0), product = zo_num_of(1);
    for (size_t p = 0; p < at->q->parties; p++) {
        zo_num ideal = plain_ideal(at, p), gain = at->gain[k][p];
        sum = zo_num_add(&sum, &gain);
        product = zo_num_mul(&product, &gain);
        if (at->q->yardstick == ZO_EGALITARIAN)
            vector[n++] = gain;
        if (at->q->yardstick == ZO_KALAI_SMORODINSKY && zo_num_sign(&ideal) > 0)
            vector[n++] = zo_num_div(&gain, &ideal);
    }
    if (at->q->yardstick == ZO_UTILITARIAN)
        vector[n++] = sum;
    if (at->q->yardstick == ZO_NASH)
        vector[n++] = product;
    sort_numbers(vector, n);
    return n;
}

static bool anyone_can_gain(const plain *at)
{
    bool any = false;
    for (size_t p = 0; p < at->q->parties; p++) {
        zo_num ideal = plain_ideal(at, p);
        any |= zo_num_sign(&ideal) > 0;
    }
    return any;
}

static bool may_be_chosen(const plain *at, size_t k)
{
    bool may = at->in[k] && (at->q->yardstick != ZO_KALAI_SMORODINSKY || anyone_can_gain(at));
    for (size_t p = 0; p < at->q->parties && at->q->yardstick == ZO_NASH; p++)
        may &= zo_num_sign(&at->gain[k][p]) > 0;
    return may;
}

static bool is_better(const plain *at, size_t a, size_t b)
{
    zo_num x[MOST_PARTIES], y[MOST_PARTIES];
    size_t n = plain_vector(at, a, x);
    plain_vector(at, b, y);
    for (size_t i = 0; i < n; i++) {
        int order = zo_num_compare(&x[i], &y[i]);
        if (order != 0)
            return order > 0;
    }
    return false;
}

static uint64_t plain_choice(const zo_tilt_question *q, const zo_num *t)
{
    plain at = plain_at(q, t);
    uint64_t chosen = 0;
    for (size_t k = 0; k < q->candidates; k++) {
        bool best = may_be_chosen(&at, k);
        for (size_t j = 0; j < q->candidates && best; j++)
            best = !may_be_chosen(&at, j) || !is_better(&at, j, k);
        if (best)
            chosen |= (uint64_t)1 << k;
    }
    return chosen;
}

/* ---- Every value at which anything may change ---- */

typedef struct values {
    zo_num *at;
    size_t n, cap;
} values;

/* a + b * moved = 0. */
static void add_root(world *w, values *v, const zo_tilt_question *q, const zo_num *a, const zo_num *b)
{
    if (zo_num_sign(b) == 0)
        return;
    zo_num quotient = zo_num_div(a, b);
    ZO_PUSH(&w->arena, v, zo_num_sub(&q->now, &quotient));
}

static zo_num slope_of(const zo_tilt_question *q, size_t k)
{
    return zo_num_sub(&q->slope[k], &q->disagreement_slope);
}

/* Where x times the gain of k to the mover equals y times that of j. */
static void add_meeting(world *w, values *v, const zo_tilt_question *q, const plain *now, size_t k, size_t j,
                        const zo_num *x, const zo_num *y)
{
    zo_num sk = slope_of(q, k), sj = slope_of(q, j);
    zo_num a = zo_num_mul(&now->gain[k][q->mover], x), c = zo_num_mul(&now->gain[j][q->mover], y);
    zo_num b = zo_num_mul(&sk, x), d = zo_num_mul(&sj, y);
    a = zo_num_sub(&a, &c);
    b = zo_num_sub(&b, &d);
    add_root(w, v, q, &a, &b);
}

static zo_num others(const plain *now, size_t k, bool product)
{
    zo_num all = zo_num_of(product ? 1 : 0);
    for (size_t p = 0; p < now->q->parties; p++) {
        if (p != now->q->mover)
            all = product ? zo_num_mul(&all, &now->gain[k][p]) : zo_num_add(&all, &now->gain[k][p]);
    }
    return all;
}

static void add_meetings_of_pair(world *w, values *v, const zo_tilt_question *q, const plain *now, size_t k,
                                 size_t j)
{
    zo_num one = zo_num_of(1), sk = slope_of(q, k), sj = slope_of(q, j);
    zo_num a = others(now, k, false), b = others(now, j, false), slope = zo_num_sub(&sk, &sj);
    a = zo_num_add(&a, &now->gain[k][q->mover]);
    b = zo_num_add(&b, &now->gain[j][q->mover]);
    a = zo_num_sub(&a, &b);
    add_root(w, v, q, &a, &slope);
    a = others(now, k, true);
    b = others(now, j, true);
    add_meeting(w, v, q, now, k, j, &a, &b);
    add_meeting(w, v, q, now, k, j, &one, &one);
    for (size_t p = 0; p < q->parties; p++) {
        zo_num apart = zo_num_sub(&now->gain[k][q->mover], &now->gain[j][p]);
        add_root(w, v, q, &apart, &sk);
    }
}

/* Where a share of k equals a share that some other party may have under some ideal, j being the mover's. */
static void add_shares(world *w, values *v, const zo_tilt_question *q, const plain *now, size_t k, size_t j)
{
    zo_num one = zo_num_of(1);
    for (size_t p = 0; p < q->parties; p++) {
        for (size_t i = 0; i < q->candidates * q->candidates && p != q->mover; i++) {
            const zo_num *gain = &now->gain[i % q->candidates][p], *ideal = &now->gain[i / q->candidates][p];
            zo_num share = zo_num_sign(ideal) > 0 ? zo_num_div(gain, ideal) : one;
            add_meeting(w, v, q, now, k, j, &one, &share);
        }
    }
}

static values every_value(world *w, const zo_tilt_question *q)
{
    values v = {0};
    plain now = plain_at(q, &q->now);
    for (size_t k = 0; k < q->candidates; k++) {
        zo_num slope = slope_of(q, k);
        add_root(w, &v, q, &now.gain[k][q->mover], &slope);
        for (size_t j = 0; j < q->candidates; j++) {
            add_meetings_of_pair(w, &v, q, &now, k, j);
            if (q->yardstick == ZO_KALAI_SMORODINSKY)
                add_shares(w, &v, q, &now, k, j);
        }
    }
    return v;
}

/* ---- One way ---- */

static bool is_nearer(const zo_num *a, const zo_num *b, bool rising)
{
    int order = zo_num_compare(a, b);
    return rising ? order < 0 : order > 0;
}

/* The nearest of the values beyond t. */
static bool next_value(const values *v, const zo_num *t, bool rising, zo_num *next)
{
    bool found = false;
    for (size_t i = 0; i < v->n; i++) {
        bool beyond = is_nearer(t, &v->at[i], rising);
        if (beyond && (!found || is_nearer(&v->at[i], next, rising)))
            *next = v->at[i];
        found |= beyond;
    }
    return found;
}

static zo_num middle(const zo_num *a, const zo_num *b)
{
    zo_num half = fraction(1, 2), sum = zo_num_add(a, b);
    return zo_num_mul(&sum, &half);
}

/* A value between t and whatever comes next. */
static zo_num beyond_value(const values *v, const zo_num *t, bool rising)
{
    zo_num next, one = zo_num_of(1);
    if (next_value(v, t, rising, &next))
        return middle(t, &next);
    return rising ? zo_num_add(t, &one) : zo_num_sub(t, &one);
}

typedef struct plain_end {
    bool changes, closed;
    zo_num value;
    uint64_t there, beyond;
} plain_end;

static plain_end plain_walk(const zo_tilt_question *q, const values *v, bool rising)
{
    const zo_num *limit = rising ? q->high : q->low;
    uint64_t chosen = plain_choice(q, &q->now);
    plain_end end = {.value = q->now, .there = chosen};
    for (;;) {
        bool at_limit = limit != NULL && zo_num_compare(&end.value, limit) == 0;
        if (at_limit)
            return end;
        zo_num after = beyond_value(v, &end.value, rising);
        if (limit != NULL && is_nearer(limit, &after, rising))
            after = middle(&end.value, limit);
        end.beyond = plain_choice(q, &after);
        end.changes = end.closed = end.beyond != chosen;
        if (end.changes)
            return end;
        zo_num next;
        bool any = next_value(v, &end.value, rising, &next);
        if (limit != NULL && (!any || is_nearer(limit, &next, rising))) {
            next = *limit;
            any = true;
        }
        if (!any)
            return end;
        end.value = next;
        end.there = plain_choice(q, &next);
        if (end.there == chosen)
            continue;
        zo_num further = beyond_value(v, &next, rising);
        bool last = limit != NULL && zo_num_compare(&next, limit) == 0;
        if (limit != NULL && !last && is_nearer(limit, &further, rising))
            further = middle(&next, limit);
        end.changes = true;
        end.beyond = last ? end.there : plain_choice(q, &further);
        return end;
    }
}

/* ---- The tests ---- */

static size_t seen[4][3]; /* per yardstick: stays, changes closed, changes open */

static uint64_t word_of(const zo_tilt_question *q, const uint64_t *set)
{
    assert_non_null(set);
    return q->candidates == 0 ? 0 : set[0];
}

static void assert_same_end(const zo_tilt_question *q, const zo_tilt_end *end, const plain_end *expected)
{
    assert_int_equal(end->ending, expected->changes ? ZO_TILT_CHANGES : ZO_TILT_STAYS);
    seen[q->yardstick][!expected->changes ? 0 : expected->closed ? 1 : 2]++;
    if (!expected->changes)
        return;
    assert_int_equal(zo_num_compare(&end->value, &expected->value), 0);
    assert_int_equal(end->closed, expected->closed);
    assert_int_equal(word_of(q, end->there), expected->there);
    assert_int_equal(word_of(q, end->beyond), expected->beyond);
}

/* Some values up to the end, at which the choice must be the same. */
static void assert_same_up_to(world *w, const zo_tilt_question *q, const zo_tilt_end *end, uint64_t chosen,
                              bool rising)
{
    const zo_num *limit = rising ? q->high : q->low;
    zo_num far = zo_num_of(rising ? 100 : -100);
    zo_num last = end->ending == ZO_TILT_CHANGES ? end->value : limit != NULL ? *limit : far;
    for (int i = 0; i < 4; i++) {
        zo_num share = fraction(between(w, 0, 96), 97), way = zo_num_sub(&last, &q->now);
        way = zo_num_mul(&way, &share);
        zo_num t = zo_num_add(&q->now, &way);
        assert_int_equal(plain_choice(q, &t), chosen);
    }
}

static void agrees(world *w, zo_tilt_room *room, const zo_tilt_question *q)
{
    zo_limit limit = {.threads = 1};
    zo_tilt tilt = zo_tilt_of(room, q, &limit);
    uint64_t chosen = plain_choice(q, &q->now);
    assert_int_equal(word_of(q, tilt.chosen), chosen);
    values v = every_value(w, q);
    plain_end below = plain_walk(q, &v, false), above = plain_walk(q, &v, true);
    assert_same_end(q, &tilt.below, &below);
    assert_same_end(q, &tilt.above, &above);
    assert_same_up_to(w, q, &tilt.below, chosen, false);
    assert_same_up_to(w, q, &tilt.above, chosen, true);
}

/* Again with limits where the choice changes. */
static void agrees_within_limits(world *w, zo_tilt_room *room, const zo_tilt_question *q)
{
    zo_limit limit = {.threads = 1};
    zo_tilt tilt = zo_tilt_of(room, q, &limit);
    zo_tilt_question limited = *q;
    if (tilt.below.ending == ZO_TILT_CHANGES)
        limited.low = &tilt.below.value;
    if (tilt.above.ending == ZO_TILT_CHANGES)
        limited.high = &tilt.above.value;
    agrees(w, room, &limited);
}

static void ends_agree_with_a_plain_search(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < 30; seed++) {
        world w;
        open_world(&w, seed);
        zo_tilt_room *room = zo_tilt_room_new(&w.arena);
        for (int i = 0; i < 20; i++) {
            zo_tilt_question q = random_question(&w);
            agrees(&w, room, &q);
            agrees_within_limits(&w, room, &q);
        }
        close_world(&w);
    }
    for (size_t y = 0; y < 4; y++) {
        for (size_t i = 0; i < 3; i++)
            assert_true(seen[y][i] > 0);
    }
}

/* An alternative's worth rises through the gains of many candidates: ideals change, and ties come and go. */
static zo_tilt_question question_of_an_alternative(world *w, zo_yardstick yardstick)
{
    zo_tilt_question q = {.yardstick = yardstick,
                          .parties = 2 + below(w, 2),
                          .candidates = 4 + below(w, MOST_CANDIDATES - 3),
                          .bounded = true,
                          .disagreement_slope = zo_num_of(1),
                          .now = zo_num_of(0)};
    zo_num *worth = ZO_NEW_MANY(&w->arena, zo_num, q.candidates * q.parties);
    for (size_t i = 0; i < q.candidates * q.parties; i++)
        worth[i] = zo_num_of(i % q.parties == q.mover ? between(w, -2, 8) : between(w, 0, 12));
    /* Numbers come zeroed, which is no number; so these are set. */
    zo_num *zero = ZO_NEW_MANY(&w->arena, zo_num, q.candidates + q.parties);
    for (size_t i = 0; i < q.candidates + q.parties; i++)
        zero[i] = zo_num_of(0);
    q.worth = worth;
    q.disagreement = zero;
    q.slope = zero;
    return q;
}

static void alternatives_agree_with_a_plain_search(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < 50; seed++) {
        world w;
        open_world(&w, seed);
        zo_tilt_room *room = zo_tilt_room_new(&w.arena);
        for (int i = 0; i < 12; i++) {
            zo_tilt_question q = question_of_an_alternative(&w, (zo_yardstick)(i % 4));
            agrees(&w, room, &q);
        }
        close_world(&w);
    }
}

/* Two packages, split between two parties; the first party's number moves the worth of the first. */
typedef struct duel {
    zo_num worth[4], disagreement[2], slope[2];
    zo_tilt_question question;
} duel;

static void make_duel(duel *d, zo_yardstick yardstick, int64_t a, int64_t b)
{
    *d = (duel){.worth = {zo_num_of(a), zo_num_of(b), zo_num_of(b), zo_num_of(a)},
                .disagreement = {zo_num_of(0), zo_num_of(0)},
                .slope = {zo_num_of(1), zo_num_of(0)}};
    d->question = (zo_tilt_question){.yardstick = yardstick,
                                     .parties = 2,
                                     .candidates = 2,
                                     .worth = d->worth,
                                     .disagreement = d->disagreement,
                                     .slope = d->slope,
                                     .disagreement_slope = zo_num_of(0),
                                     .bounded = true,
                                     .now = zo_num_of(7)};
}

static zo_num power_of_two(unsigned exponent)
{
    zo_int power = zo_int_of(1), two = zo_int_of(2);
    for (unsigned i = 0; i < exponent; i++)
        power = zo_int_mul(&power, &two);
    return zo_num_from_int(&power);
}

static void what_does_not_fit_is_unknown(void **state)
{
    (void)state;
    world w;
    open_world(&w, 1);
    zo_limit limit = {.threads = 1};
    zo_tilt_room *room = zo_tilt_room_new(&w.arena);
    duel d;
    make_duel(&d, ZO_NASH, 1, 2);
    d.worth[0] = power_of_two(300);
    d.worth[1] = power_of_two(300);
    zo_tilt tilt = zo_tilt_of(room, &d.question, &limit);
    assert_null(tilt.chosen);
    assert_int_equal(tilt.below.ending, ZO_TILT_OVERFLOW);
    assert_int_equal(tilt.above.ending, ZO_TILT_OVERFLOW);
    assert_int_equal(zo_num_compare(&tilt.above.value, &d.question.now), 0);
    d.question.yardstick = ZO_UTILITARIAN;
    tilt = zo_tilt_of(room, &d.question, &limit);
    assert_int_equal(tilt.chosen[0], 1);
    assert_int_equal(tilt.below.ending, ZO_TILT_CHANGES);
    assert_int_equal(tilt.above.ending, ZO_TILT_STAYS);
    /* Only the distance from here to where it changes does not fit. */
    d.question.low = &d.slope[1];
    d.slope[0] = power_of_two(300);
    zo_num one = zo_num_of(1), tiny = power_of_two(400);
    tiny = zo_num_div(&one, &tiny);
    d.slope[1] = tiny;
    tilt = zo_tilt_of(room, &d.question, &limit);
    assert_int_equal(tilt.chosen[0], 1);
    assert_int_equal(tilt.above.ending, ZO_TILT_OVERFLOW);
    assert_int_equal(zo_num_compare(&tilt.above.value, &d.question.now), 0);
    close_world(&w);
}

static bool stop_at_once(void *context, double part_done)
{
    (*(int *)context)++;
    assert_true(part_done == 0.25);
    return true;
}

/* Many candidates, no two of them alike. */
static zo_tilt_question long_question(world *w)
{
    zo_tilt_question q = {
        .yardstick = ZO_KALAI_SMORODINSKY, .parties = 3, .candidates = 20000, .bounded = true};
    zo_num *worth = ZO_NEW_MANY(&w->arena, zo_num, q.candidates * q.parties);
    zo_num *slope = ZO_NEW_MANY(&w->arena, zo_num, q.candidates);
    zo_num *disagreement = ZO_NEW_MANY(&w->arena, zo_num, q.parties);
    for (size_t i = 0; i < q.candidates * q.parties; i++)
        worth[i] = zo_num_of(between(w, 1, 100000));
    for (size_t k = 0; k < q.candidates; k++)
        slope[k] = zo_num_of(between(w, 0, 100));
    for (size_t p = 0; p < q.parties; p++)
        disagreement[p] = zo_num_of(0);
    q.worth = worth;
    q.slope = slope;
    q.disagreement = disagreement;
    q.disagreement_slope = q.now = zo_num_of(0);
    q.part_done = 0.25;
    return q;
}

static void limits_end_the_work(void **state)
{
    (void)state;
    world w;
    open_world(&w, 3);
    zo_tilt_question q = long_question(&w);
    zo_tilt_room *room = zo_tilt_room_new(&w.arena);
    zo_limit limit = {.threads = 1, .deadline = zo_clock_now() + 1000000};
    zo_tilt tilt = zo_tilt_of(room, &q, &limit);
    assert_int_equal(tilt.below.ending, ZO_TILT_TIME);
    assert_int_equal(tilt.above.ending, ZO_TILT_TIME);
    assert_int_equal(zo_num_compare(&tilt.above.value, &q.now), 0);
    int calls = 0;
    limit = (zo_limit){.threads = 1, .progress = stop_at_once, .context = &calls};
    tilt = zo_tilt_of(room, &q, &limit);
    assert_int_equal(calls, 1);
    assert_int_equal(tilt.above.ending, ZO_TILT_STOPPED);
    close_world(&w);
}

/* The ideal, which one candidate holds after another, changes at hundreds of values; the choice never does. */
static void too_many_values_are_said_to_be(void **state)
{
    (void)state;
    enum { CANDIDATES = 600 };
    world w;
    open_world(&w, 5);
    zo_num *worth = ZO_NEW_MANY(&w.arena, zo_num, CANDIDATES * 2),
           *slope = ZO_NEW_MANY(&w.arena, zo_num, CANDIDATES);
    zo_num disagreement[2] = {zo_num_of(0), zo_num_of(0)};
    for (int64_t k = 0; k < CANDIDATES; k++) {
        worth[2 * k] = zo_num_of(2 * CANDIDATES * CANDIDATES - k * k);
        worth[2 * k + 1] = zo_num_of(0);
        slope[k] = zo_num_of(2 * k);
    }
    worth[1] = zo_num_of(1);
    slope[0] = zo_num_of(1);
    zo_tilt_question q = {.yardstick = ZO_KALAI_SMORODINSKY,
                          .parties = 2,
                          .candidates = CANDIDATES,
                          .worth = worth,
                          .disagreement = disagreement,
                          .slope = slope,
                          .disagreement_slope = zo_num_of(0),
                          .bounded = true,
                          .now = zo_num_of(0)};
    zo_limit limit = {.threads = 1};
    zo_tilt tilt = zo_tilt_of(zo_tilt_room_new(&w.arena), &q, &limit);
    assert_int_equal(tilt.chosen[0], 1);
    assert_int_equal(tilt.above.ending, ZO_TILT_TOO_MANY);
    assert_true(zo_num_sign(&tilt.above.value) > 0);
    close_world(&w);
}

static void every_refusal_of_memory_is_survived(void **state)
{
    (void)state;
    zo_limit limit = {.threads = 1};
    volatile bool whole = false;
    volatile size_t n = 1;
    for (; !whole; n++) {
        world w;
        jmp_buf escape;
        open_world(&w, 4);
        w.counting.refuse_at = n;
        w.heap.escape = &escape;
        if (setjmp(escape) == 0) {
            zo_tilt_question q = random_question(&w);
            zo_tilt_of(zo_tilt_room_new(&w.arena), &q, &limit);
            whole = true;
        }
        close_world(&w);
    }
    assert_true(n > 2);
}

static void zones_stay_up_to_their_nearest_candidates(void **state)
{
    (void)state;
    zo_num worth[] = {zo_num_of(30), zo_num_of(12), zo_num_of(40), zo_num_of(25)};
    zo_num alternative = zo_num_of(25);
    zo_same_zone same = zo_tilt_zone(worth, 4, &alternative);
    assert_true(same.has_below && same.has_above);
    assert_int_equal(zo_num_compare(&same.below, &worth[1]), 0);
    assert_int_equal(zo_num_compare(&same.above, &worth[3]), 0);
    alternative = zo_num_of(41);
    same = zo_tilt_zone(worth, 4, &alternative);
    assert_false(same.has_above);
    assert_int_equal(zo_num_compare(&same.below, &worth[2]), 0);
    same = zo_tilt_zone(worth, 0, &alternative);
    assert_false(same.has_below || same.has_above);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ends_agree_with_a_plain_search),
        cmocka_unit_test(alternatives_agree_with_a_plain_search),
        cmocka_unit_test(what_does_not_fit_is_unknown),
        cmocka_unit_test(limits_end_the_work),
        cmocka_unit_test(too_many_values_are_said_to_be),
        cmocka_unit_test(every_refusal_of_memory_is_survived),
        cmocka_unit_test(zones_stay_up_to_their_nearest_candidates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

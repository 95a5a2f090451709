/* Votes against the plain reading of the rules, reasons against all subsets: on seeded random instances. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engine/count/reasons.h"
#include "random_instance.h"

/* ---- Votes ---- */

/* Weights are multiples of a sixth and limits whole, so whole numbers do. */
static int64_t six_times(const zo_num *weight)
{
    zo_num six = zo_num_of(6), product = zo_num_mul(weight, &six);
    int64_t n = 0;
    assert_true(zo_num_is_integer(&product) && zo_int_fits64(&product.top, &n));
    return n;
}

typedef struct plain_votes {
    int64_t total, in_favour, weight, weight_in_favour;
} plain_votes;

static bool plain_quota_holds(const zo_quota *quota, const plain_votes *votes)
{
    int64_t limit = 0;
    assert_true(zo_int_fits64(&quota->limit.top, &limit));
    switch (quota->measure) {
    case ZO_SHARE_OF_MEMBERS: return votes->in_favour * 100 >= limit * votes->total;
    case ZO_SHARE_OF_WEIGHT: return votes->weight_in_favour * 100 >= limit * votes->weight;
    case ZO_MORE_THAN_HALF: return 2 * votes->in_favour > votes->total;
    case ZO_FEWER_AGAINST: return votes->total - votes->in_favour < limit;
    }
    return false;
}

static bool plain_rule_holds(const zo_bloc_rule *rule, const plain_votes *votes)
{
    bool any = false;
    for (size_t i = 0; i < rule->alternatives; i++) {
        bool all = true;
        for (size_t j = 0; j < rule->alternative[i].quotas; j++)
            all = all && plain_quota_holds(&rule->alternative[i].quota[j], votes);
        any = any || all;
    }
    return any;
}

/* How a mask is read: what is left out, and whether ranges are read in favour of acceptance or against it. */
typedef struct reading {
    const zo_instance *instance;
    uint64_t mask, ignored;
    bool for_certain;
} reading;

static bool is_plainly_against(const reading *r, uint32_t voter)
{
    for (size_t s = 0; s < r->instance->selectors; s++) {
        const zo_selector *selector = &r->instance->selector[s];
        bool counts = r->for_certain || selector->class_ != ZO_CERTAINTY;
        if (selector->voter == voter && counts && (r->mask & ~r->ignored) >> s & 1)
            return true;
    }
    return false;
}

static void cast_vote(const reading *r, uint32_t voter, plain_votes *votes)
{
    const zo_voter *v = &r->instance->voter[voter];
    bool in_favour = !is_plainly_against(r, voter);
    int64_t weight = six_times(in_favour != r->for_certain ? &v->weight_high : &v->weight);
    votes->total++;
    votes->in_favour += in_favour;
    votes->weight += weight;
    votes->weight_in_favour += in_favour ? weight : 0;
}

static bool bloc_plainly_accepts(const reading *r, size_t b)
{
    const zo_instance *in = r->instance;
    const zo_bloc *bloc = &in->bloc[b];
    if (bloc->voters == 0 || r->mask >> (in->selectors + in->voters + b) & 1)
        return true;
    plain_votes votes = {0};
    for (size_t i = 0; i < bloc->voters; i++) {
        if (!(r->mask >> (in->selectors + bloc->voter[i]) & 1))
            cast_vote(r, bloc->voter[i], &votes);
    }
    return votes.total > 0 && plain_rule_holds(&bloc->rule, &votes);
}

static bool is_plainly_accepted(const reading *r)
{
    if (is_plainly_against(r, ZO_DIRECT))
        return false;
    for (size_t b = 0; b < r->instance->blocs; b++) {
        if (!bloc_plainly_accepts(r, b))
            return false;
    }
    return true;
}

static void masks_are_accepted_as_the_rules_say(void **state)
{
    (void)state;
    size_t accepted = 0, all = 0;
    for (uint64_t seed = 1; seed <= 3000; seed++) {
        world w;
        open_world(&w, 200000 + seed);
        make_instance(&w, 2, 1, 3);
        uint64_t bits = zo_mask_bits(&w.instance);
        for (size_t i = 0; i < 30; i++) {
            uint64_t mask = random_word(&w) & random_word(&w) & (((uint64_t)1 << bits) - 1);
            uint64_t ignored = random_word(&w) & (((uint64_t)1 << w.instance.selectors) - 1);
            bool some = !one_in(&w, 3);
            bool accepts = zo_mask_accepted(&w.instance, &mask, some ? &ignored : NULL);
            reading plain = {.instance = &w.instance, .mask = mask, .ignored = some ? ignored : 0};
            assert_int_equal(accepts, is_plainly_accepted(&plain));
            reading strict = {.instance = &w.instance, .mask = mask, .for_certain = true};
            assert_int_equal(zo_mask_certain(&w.instance, &mask), is_plainly_accepted(&strict));
            accepted += accepts;
            all++;
        }
        close_world(&w);
    }
    assert_true(accepted > all / 10 && accepted < all * 9 / 10);
}

/* ---- Reasons ---- */

/* A question to the groups, and whether leaving out (or putting in force) `chosen` answers it. */
typedef struct question {
    const zo_instance *instance;
    const zo_enumeration *groups;
    size_t value_bit;
    bool open;
    uint64_t within, base_off;
} question;

static bool is_answer(const question *q, uint64_t chosen)
{
    uint64_t ignored = q->open ? q->base_off | chosen : q->within & ~chosen;
    for (size_t g = 0; g < q->groups->groups; g++) {
        const zo_group *group = &q->groups->group[g];
        if (q->value_bit != SIZE_MAX && !zo_bit(group->values, q->value_bit))
            continue;
        reading r = {.instance = q->instance, .ignored = ignored};
        r.mask = zo_mask_bits(q->instance) > 0 ? group->mask[0] : 0;
        if (is_plainly_accepted(&r))
            return q->open;
    }
    return !q->open;
}

static bool is_minimal_answer(const question *q, uint64_t chosen)
{
    if (!is_answer(q, chosen))
        return false;
    for (uint64_t less = chosen; less != 0; less = (less - 1) & chosen) {
        if (is_answer(q, (less - 1) & chosen))
            return false;
    }
    return true;
}

static size_t plain_reasons(const question *q, uint64_t *set)
{
    size_t n = 0;
    for (int size = 0; size <= (int)q->instance->selectors; size++) {
        for (uint64_t chosen = 0; chosen >> q->instance->selectors == 0; chosen++) {
            if ((chosen & ~q->within) == 0 && __builtin_popcountll(chosen) == size &&
                is_minimal_answer(q, chosen))
                set[n++] = chosen;
        }
    }
    return n;
}

static size_t compare_reasons(world *w, const question *q)
{
    uint64_t expected[256];
    size_t n = plain_reasons(q, expected);
    zo_reasons reasons =
        q->open ? zo_reasons_to_open(q->instance, q->groups, q->value_bit, &q->within,
                                     q->base_off == 0 ? NULL : &q->base_off, &w->arena)
                : zo_reasons_to_close(q->instance, q->groups, q->value_bit, &q->within, &w->arena);
    assert_true(reasons.complete);
    assert_int_equal(reasons.sets, n);
    for (size_t i = 0; i < n && q->instance->selectors > 0; i++)
        assert_int_equal(reasons.set[i][0], expected[i]);
    return n;
}

static void reasons_agree_with_all_subsets(void **state)
{
    (void)state;
    size_t sets[2] = {0};
    for (uint64_t seed = 1; seed <= 1500; seed++) {
        world w;
        open_world(&w, 300000 + seed);
        make_instance(&w, 1 + below(&w, 3), 2, 3);
        zo_enumeration groups = enumerate(&w, false, 1);
        for (size_t i = 0; i < 6; i++) {
            uint64_t all = ((uint64_t)1 << w.instance.selectors) - 1;
            question q = {.instance = &w.instance, .groups = &groups, .open = i % 2 == 0};
            q.value_bit = i < 2 ? SIZE_MAX : below(&w, (uint32_t)w.instance.value_bits);
            q.within = i < 4 ? all : random_word(&w) & all;
            q.base_off = one_in(&w, 2) ? random_word(&w) & all : 0;
            sets[i % 2] += compare_reasons(&w, &q);
        }
        close_world(&w);
    }
    assert_true(sets[0] > 3000 && sets[1] > 1500);
}

/* A bloc of many members, all against the only package, that tolerates few: too many ways to list. */
static void too_many_reasons_are_partial(void **state)
{
    (void)state;
    world w;
    open_world(&w, 5);
    enum { MEMBERS = 40 };
    static const uint32_t size[] = {2};
    set_issues(&w, 1, size);
    uint32_t member[MEMBERS], own[MEMBERS];
    zo_voter voter[MEMBERS] = {{0}};
    zo_selector selector[MEMBERS];
    zo_expr never = {.kind = ZO_X_FALSE};
    w.mode = ZO_NEW_MANY(&w.arena, zo_mode, MEMBERS);
    for (uint32_t i = 0; i < MEMBERS; i++) {
        member[i] = own[i] = i;
        voter[i].selector = &own[i];
        voter[i].selectors = 1;
        voter[i].weight = voter[i].weight_high = zo_num_of(1);
        selector[i] = (zo_selector){.class_ = ZO_STANCE, .expr = &never, .voter = i};
        w.mode[i] = ZO_SOFT;
    }
    zo_quota quota = {.measure = ZO_MORE_THAN_HALF};
    struct zo_quota_list list = {.quotas = 1, .quota = &quota};
    zo_bloc bloc = {.rule = {.alternatives = 1, .alternative = &list}, .voters = MEMBERS, .voter = member};
    w.instance.selectors = w.instance.voters = MEMBERS;
    w.instance.selector = selector;
    w.instance.voter = voter;
    w.instance.blocs = 1;
    w.instance.bloc = &bloc;

    zo_enumeration groups = enumerate(&w, false, 1);
    uint64_t all[2] = {((uint64_t)1 << MEMBERS) - 1};
    zo_reasons open = zo_reasons_to_open(&w.instance, &groups, SIZE_MAX, all, NULL, &w.arena);
    assert_false(open.complete);
    assert_true(open.sets > 0);
    for (size_t i = 0; i < open.sets; i++)
        assert_int_equal(__builtin_popcountll(open.set[i][0]), MEMBERS / 2 + 1);
    zo_reasons close = zo_reasons_to_close(&w.instance, &groups, SIZE_MAX, all, &w.arena);
    assert_false(close.complete);
    assert_true(close.sets > 0);
    for (size_t i = 0; i < close.sets; i++)
        assert_int_equal(__builtin_popcountll(close.set[i][0]), MEMBERS / 2);
    close_world(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(masks_are_accepted_as_the_rules_say),
        cmocka_unit_test(reasons_agree_with_all_subsets),
        cmocka_unit_test(too_many_reasons_are_partial),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Quests against plain enumeration: what they find fits, and what they rest a refutation on excludes every package. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engine/proof/quest_tree.h"
#include "plain_answers.h"

static const zo_limit none = {.threads = 1};

/* The selectors that a quest knows: direct, never waived, of one word. */
static uint64_t known_to_quests(const zo_instance *in)
{
    uint64_t known = 0;
    for (size_t s = 0; s < in->selectors; s++) {
        const zo_selector *selector = &in->selector[s];
        if (selector->voter == ZO_DIRECT && selector->waived == NULL && selector->class_ != ZO_CERTAINTY &&
            (selector->sum == NULL || selector->sum->words == 1))
            zo_set_bit(&known, s);
    }
    return known;
}

static bool fits(const zo_instance *in, const uint32_t *package, uint64_t in_force, const zo_sum *extra)
{
    mp_limb_t total[ZO_WIDE_WORDS];
    for (uint64_t rest = in_force; rest != 0; rest &= rest - 1) {
        if (plainly_violates(in, &in->selector[__builtin_ctzll(rest)], package))
            return false;
    }
    if (extra == NULL)
        return true;
    plain_words(in, extra, package, total);
    return total[extra->words - 1] >> 63 == 0;
}

static bool any_fits(world *w, uint64_t in_force, const zo_sum *extra)
{
    uint32_t *package = ZO_NEW_MANY(&w->arena, uint32_t, w->instance.issues + 1);
    do {
        if (fits(&w->instance, package, in_force, extra))
            return true;
    } while (next_package(&w->instance, package));
    return false;
}

/* Returns whether it was refuted. */
static bool check_quest(world *w, zo_quest *quest, zo_quest_tree *tree, uint64_t in_force,
                        const zo_sum *extra, size_t nodes)
{
    const zo_instance *in = &w->instance;
    uint32_t *package = ZO_NEW_MANY(&w->arena, uint32_t, in->issues + 1);
    zo_watch watch = zo_watch_open(&none, 0);
    zo_quest_begin(quest, &in_force, extra);
    zo_quested came = zo_quest_tree_search(tree, nodes, &watch, package);
    if (came == ZO_QUEST_FOUND)
        assert_true(fits(in, package, in_force, extra));
    if (came != ZO_QUEST_REFUTED) {
        assert_true(came == ZO_QUEST_FOUND || nodes < 10);
        return false;
    }
    uint64_t used = *quest->used & in_force;
    assert_false(any_fits(w, used, zo_bit(quest->used, in->selectors) ? extra : NULL));
    return true;
}

static const zo_sum *narrow_sum(world *w)
{
    const zo_sum *sum = random_sum(w);
    return sum->words == 1 ? sum : NULL;
}

static void small_instances_agree_with_enumeration(void **state)
{
    (void)state;
    size_t refuted = 0, asked = 0;
    for (uint64_t seed = 1; seed <= 3000; seed++) {
        world w;
        open_world(&w, 5000000 + seed);
        make_crowded(&w);
        uint64_t known = known_to_quests(&w.instance);
        zo_quest *quest = zo_quest_new(&w.instance, &known, &w.arena);
        zo_quest_tree *tree = quest == NULL ? NULL : zo_quest_tree_new(quest, &w.arena);
        for (size_t i = 0; i < 8 && tree != NULL; i++) {
            uint64_t in_force = known & (random_word(&w) | random_word(&w));
            const zo_sum *extra = one_in(&w, 2) ? narrow_sum(&w) : NULL;
            refuted += check_quest(&w, quest, tree, in_force, extra, one_in(&w, 4) ? 3 : 1000000);
            asked++;
        }
        close_world(&w);
    }
    assert_in_range(asked, 20000, 24000);
    assert_in_range(refuted, asked / 8, asked - asked / 8);
}

/* ---- Alternatives near what is possible ---- */

static const zo_expr *one_of(world *w, uint32_t issue)
{
    zo_expr *expr = ZO_NEW(&w->arena, zo_expr);
    *expr = (zo_expr){.kind = ZO_X_IN, .issue = issue, .allowed = random_set(w, w->instance.size[issue])};
    return expr;
}

/* Two issues hang together. */
static const zo_expr *pair(world *w)
{
    uint32_t issues = (uint32_t)w->instance.issues, one = below(w, issues);
    zo_expr *expr = ZO_NEW(&w->arena, zo_expr);
    *expr = (zo_expr){.kind = ZO_X_OR,
                      .left = one_of(w, one),
                      .right = one_of(w, (one + 1 + below(w, issues - 1)) % issues)};
    return expr;
}

/* Points by issue, in whole numbers up to `most`; as much is asked for as `share` of ten thousand of the best. */
static zo_sum *alternative(world *w, int64_t most, int64_t share)
{
    const int64_t **table = ZO_NEW_MANY(&w->arena, const int64_t *, w->instance.issues);
    int64_t *start = ZO_NEW(&w->arena, int64_t), best = 0;
    for (size_t i = 0; i < w->instance.issues; i++) {
        int64_t *value = ZO_NEW_MANY(&w->arena, int64_t, w->instance.size[i]), highest = 0;
        for (size_t v = 0; v < w->instance.size[i]; v++) {
            value[v] = between(w, 0, most);
            highest = value[v] > highest ? value[v] : highest;
        }
        best += highest;
        table[i] = value;
    }
    *start = -(best / 10000 * share);
    zo_sum *sum = ZO_NEW(&w->arena, zo_sum);
    *sum = (zo_sum){.words = 1, .start = start, .table = table};
    return sum;
}

static void make_contest(world *w)
{
    enum { ISSUES = 6, PARTIES = 4, TIES = 5 };
    static const uint32_t size[ISSUES] = {5, 6, 5, 4, 6, 5};
    int64_t most = one_in(w, 3) ? (int64_t)1 << 56 : one_in(w, 2) ? 1000000 : 20000;
    set_issues(w, ISSUES, size);
    zo_selector *selector = ZO_NEW_MANY(&w->arena, zo_selector, PARTIES + TIES);
    w->mode = ZO_NEW_MANY(&w->arena, zo_mode, PARTIES + TIES);
    int64_t share = between(w, 6500, 8300);
    for (size_t s = 0; s < PARTIES + TIES; s++) {
        bool sums = s < PARTIES;
        selector[s] = (zo_selector){.class_ = sums ? ZO_ALTERNATIVE : ZO_STANCE,
                                    .sum = sums ? alternative(w, most, share) : NULL,
                                    .expr = sums ? NULL : pair(w),
                                    .voter = ZO_DIRECT};
        w->mode[s] = ZO_SOFT;
    }
    w->instance.selectors = PARTIES + TIES;
    w->instance.selector = selector;
}

static void contests_agree_with_enumeration(void **state)
{
    (void)state;
    size_t refuted = 0;
    for (uint64_t seed = 1; seed <= 300; seed++) {
        world w;
        open_world(&w, 6000000 + seed);
        make_contest(&w);
        uint64_t all = known_to_quests(&w.instance);
        zo_quest *quest = zo_quest_new(&w.instance, &all, &w.arena);
        zo_quest_tree *tree = zo_quest_tree_new(quest, &w.arena);
        zo_quest_begin(quest, &all, NULL);
        zo_watch watch = zo_watch_open(&none, 0);
        uint32_t package[6];
        zo_quested came = zo_quest_tree_search(tree, 1000000, &watch, package);
        assert_int_not_equal(came, ZO_QUEST_OPEN);
        if (came == ZO_QUEST_REFUTED)
            assert_false(any_fits(&w, *quest->used & all, NULL));
        else if (fits(&w.instance, package, all, NULL))
            assert_true(any_fits(&w, all, NULL));
        refuted += came == ZO_QUEST_REFUTED;
        close_world(&w);
    }
    assert_in_range(refuted, 60, 240);
}

/* ---- Limits ---- */

static void what_is_past_its_time_stays_open(void **state)
{
    (void)state;
    world w;
    open_world(&w, 7);
    make_contest(&w);
    uint64_t all = known_to_quests(&w.instance);
    zo_limit late = {.threads = 1, .deadline = 1};
    zo_watch watch = zo_watch_open(&late, 0);
    zo_quest *quest = zo_quest_new(&w.instance, &all, &w.arena);
    zo_quest_begin(quest, &all, NULL);
    uint32_t package[6];
    assert_int_equal(zo_quest_tree_search(zo_quest_tree_new(quest, &w.arena), 1000, &watch, package),
                     ZO_QUEST_OPEN);
    close_world(&w);
}

static void issues_of_too_many_values_are_left_alone(void **state)
{
    (void)state;
    static const uint32_t size[] = {ZO_QUEST_VALUES + 1};
    world w;
    open_world(&w, 8);
    set_issues(&w, 1, size);
    uint64_t all = 0;
    assert_null(zo_quest_new(&w.instance, &all, &w.arena));
    close_world(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_instances_agree_with_enumeration),
        cmocka_unit_test(contests_agree_with_enumeration),
        cmocka_unit_test(what_is_past_its_time_stays_open),
        cmocka_unit_test(issues_of_too_many_values_are_left_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

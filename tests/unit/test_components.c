/* Components, and the enumeration that is cut by them against one walk over all issues, on seeded random instances. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engine/ledger.h"
#include "random_instance.h"
#include "space/components.h"

/* Instances whose selectors look at few issues each, so that components abound. */
static const zo_expr *value_of(world *w, uint32_t issue)
{
    zo_expr *expr = ZO_NEW(&w->arena, zo_expr);
    *expr = (zo_expr){.kind = ZO_X_IN, .issue = issue, .allowed = random_set(w, w->instance.size[issue])};
    return expr;
}

static const zo_expr *pair_of(world *w)
{
    static const zo_expr_kind kinds[] = {ZO_X_AND, ZO_X_OR, ZO_X_OR, ZO_X_IFF};
    uint32_t issues = (uint32_t)w->instance.issues, a = below(w, issues),
             b = one_in(w, 3) ? below(w, issues) : a / 2;
    zo_expr *expr = ZO_NEW(&w->arena, zo_expr);
    *expr = (zo_expr){.kind = kinds[below(w, 4)], .left = value_of(w, a), .right = value_of(w, b)};
    return expr;
}

static void make_loose_instance(world *w)
{
    make_instance(w, 1 + below(w, 6), 1, 4);
    size_t n = below(w, 9);
    zo_selector *selector = ZO_NEW_MANY(&w->arena, zo_selector, n + 1);
    w->mode = ZO_NEW_MANY(&w->arena, zo_mode, n + 1);
    bool masks = one_in(w, 2);
    for (size_t s = 0; s < n; s++) {
        bool votes = masks && w->instance.voters > 0 && one_in(w, 4);
        bool sums = one_in(w, 12);
        selector[s] =
            (zo_selector){.class_ = ZO_STANCE,
                          .expr = sums ? NULL : pair_of(w),
                          .sum = sums ? random_sum(w) : NULL,
                          .waived = one_in(w, 6) ? value_of(w, below(w, (uint32_t)w->instance.issues)) : NULL,
                          .voter = votes ? below(w, (uint32_t)w->instance.voters) : ZO_DIRECT};
        w->mode[s] = one_in(w, 8) ? ZO_OFF : votes || (masks && one_in(w, 4)) ? ZO_SOFT : ZO_HARD;
    }
    w->instance.selectors = n;
    w->instance.selector = selector;
    give_selectors_to_voters(w, n, selector);
    if (!masks)
        w->instance.voters = w->instance.blocs = 0;
}

static void assert_same_group(const zo_instance *in, size_t mask_words, const zo_group *a, const zo_group *b)
{
    assert_memory_equal(a->mask, b->mask, mask_words * sizeof *a->mask);
    assert_int_equal(zo_int_compare(&a->count, &b->count), 0);
    assert_memory_equal(a->values, b->values, zo_set_words(in->value_bits) * sizeof *a->values);
    assert_memory_equal(a->first, b->first, in->issues * sizeof *a->first);
    for (size_t bit = 0; bit < in->value_bits; bit++)
        if (zo_bit(a->values, bit))
            assert_memory_equal(a->witness + bit * in->issues, b->witness + bit * in->issues,
                                in->issues * sizeof *a->witness);
}

static void parts_multiply_to_the_whole(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 6000; seed++) {
        world w;
        open_world(&w, seed);
        make_loose_instance(&w);
        zo_limit limit = {.threads = 1};
        zo_enumeration whole = zo_enumerate_at_once(&w.instance, w.mode, NULL, true, &limit, &w.arena);
        zo_limit other = {.threads = 1 + (unsigned)(seed % 2),
                          .engine = seed % 3 == 0 ? ZO_ENGINE_ENUMERATION : ZO_ENGINE_LAYERS};
        zo_enumeration parts = zo_enumerate(&w.instance, w.mode, true, &other, &w.arena);
        assert_int_equal(parts.reach, ZO_EXACT);
        assert_int_equal(whole.groups, parts.groups);
        assert_int_equal(whole.mask_words, parts.mask_words);
        assert_int_equal(zo_int_compare(&whole.space, &parts.space), 0);
        assert_true(parts.part_done == 1);
        for (size_t g = 0; g < whole.groups; g++)
            assert_same_group(&w.instance, whole.mask_words, &whole.group[g], &parts.group[g]);
        close_world(&w);
    }
}

/* No selector couples two issues of different components. */
static void components_hold_what_is_coupled(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 1000; seed++) {
        world w;
        open_world(&w, seed);
        make_loose_instance(&w);
        uint64_t all = UINT64_MAX;
        zo_components found = zo_find_components(&w.instance, &all, NULL, &w.arena);
        uint32_t next = 0;
        for (size_t i = 0; i < w.instance.issues; i++) {
            assert_true(found.of_issue[i] <= next);
            next += found.of_issue[i] == next;
        }
        assert_int_equal(next, found.count);
        for (size_t s = 0; s < w.instance.selectors; s++) {
            const zo_expr *expr = w.instance.selector[s].expr;
            if (expr != NULL && expr->kind != ZO_X_AND)
                assert_int_equal(found.of_issue[expr->left->issue], found.of_issue[expr->right->issue]);
        }
        close_world(&w);
    }
}

/* Ten pairs of 100 values each: 1e40 packages, of which 5050 a pair have x <= y. */
static void ten_pairs_are_counted_at_once(void **state)
{
    (void)state;
    enum { PAIRS = 10, VALUES = 100 };
    world w;
    open_world(&w, 1);
    uint32_t size[2 * PAIRS];
    int64_t up[VALUES], down[VALUES];
    zo_selector selector[PAIRS];
    zo_linear linear[PAIRS];
    zo_linear_term term[PAIRS][2];
    zo_expr expr[PAIRS];
    zo_mode mode[PAIRS];
    for (int v = 0; v < VALUES; v++) {
        up[v] = v;
        down[v] = -v;
    }
    zo_int wanted = zo_int_of(1), each = zo_int_of(5050);
    for (uint32_t i = 0; i < PAIRS; i++) {
        size[i] = size[i + PAIRS] = VALUES;
        term[i][0] = (zo_linear_term){i, up, NULL};
        term[i][1] = (zo_linear_term){i + PAIRS, down, NULL};
        linear[i] = (zo_linear){0, ZO_LE, 2, term[i]};
        expr[i] = (zo_expr){.kind = ZO_X_LINEAR, .linear = &linear[i]};
        selector[i] = (zo_selector){.class_ = ZO_RULE, .expr = &expr[i], .voter = ZO_DIRECT};
        mode[i] = ZO_HARD;
        wanted = zo_int_mul(&wanted, &each);
    }
    set_issues(&w, (size_t)2 * PAIRS, size);
    w.instance.selectors = PAIRS;
    w.instance.selector = selector;
    w.mode = mode;
    zo_enumeration found = enumerate(&w, true, 2);
    assert_int_equal(found.groups, 1);
    assert_int_equal(zo_int_compare(&found.group[0].count, &wanted), 0);
    const uint32_t *last = found.group[0].witness + (size_t)(VALUES - 1) * w.instance.issues;
    assert_int_equal(last[0], VALUES - 1);
    assert_int_equal(last[PAIRS], VALUES - 1);
    assert_int_equal(last[1], 0);
    close_world(&w);
}

/* Twelve issues of ten values, of which some parties want a share each: 1e12 packages. */
static void make_wanted(world *w, size_t parties, int64_t points)
{
    enum { ISSUES = 12, VALUES = 10 };
    uint32_t *size = ZO_NEW_MANY(&w->arena, uint32_t, ISSUES);
    zo_selector *selector = ZO_NEW_MANY(&w->arena, zo_selector, parties);
    w->mode = ZO_NEW_MANY(&w->arena, zo_mode, parties);
    for (size_t i = 0; i < ISSUES; i++)
        size[i] = VALUES;
    set_issues(w, ISSUES, size);
    for (size_t p = 0; p < parties; p++) {
        const int64_t **table = ZO_NEW_MANY(&w->arena, const int64_t *, ISSUES);
        int64_t *start = ZO_NEW(&w->arena, int64_t);
        for (size_t i = 0; i < ISSUES; i++) {
            int64_t *worth = ZO_NEW_MANY(&w->arena, int64_t, VALUES);
            for (size_t v = 0; v < VALUES; v++)
                worth[v] = between(w, 0, points);
            table[i] = worth;
        }
        *start = -points * ISSUES / 2;
        zo_sum *sum = ZO_NEW(&w->arena, zo_sum);
        *sum = (zo_sum){.words = 1, .start = start, .table = table};
        selector[p] = (zo_selector){.class_ = ZO_ALTERNATIVE, .sum = sum, .voter = ZO_DIRECT};
        w->mode[p] = ZO_HARD;
    }
    w->instance.selectors = parties;
    w->instance.selector = selector;
}

/* One line in the ledger, with this engine and this in its reason. */
static void assert_noted(const zo_ledger *ledger, zo_engine engine, const char *reason)
{
    assert_int_equal(ledger->lines.n, 1);
    assert_int_equal(ledger->lines.at[0].engine, engine);
    assert_string_equal(ledger->lines.at[0].question, "number of packages");
    zo_str said = ledger->lines.at[0].reason;
    char text[200] = {0};
    assert_true(said.n < sizeof text);
    memcpy(text, said.s, said.n);
    assert_non_null(strstr(text, reason));
}

static void ways_are_chosen_by_rule(void **state)
{
    (void)state;
    static const struct {
        size_t parties;
        int64_t points;
        zo_engine asked, used;
        const char *reason;
    } ways[] = {
        {2, 8, ZO_ENGINE_AUTO, ZO_ENGINE_LAYERS, "counted together"},
        {2, 3000000, ZO_ENGINE_LAYERS, ZO_ENGINE_LAYERS, "asked for"},
        {3, 4, ZO_ENGINE_AUTO, ZO_ENGINE_LAYERS, "counted together"},
        {3, 1000000000, ZO_ENGINE_AUTO, ZO_ENGINE_ENUMERATION, "visited one by one"},
        {1, 8, ZO_ENGINE_ENUMERATION, ZO_ENGINE_ENUMERATION, "asked for"},
    };
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        world w;
        open_world(&w, 1);
        make_wanted(&w, ways[i].parties, ways[i].points);
        bool walks = ways[i].used == ZO_ENGINE_ENUMERATION;
        zo_ledger ledger = {.arena = &w.arena};
        zo_limit limit = {.engine = ways[i].asked, .ledger = &ledger, .threads = 1, .memory = 256 << 20};
        limit.deadline = zo_clock_now() + (walks ? 300000000u : 60000000000u);
        zo_enumeration found = zo_enumerate_counts(&w.instance, w.mode, &limit, &w.arena);
        assert_int_equal(found.reach, walks ? ZO_LIMIT_TIME : ZO_EXACT);
        assert_noted(&ledger, ways[i].used, ways[i].reason);
        close_world(&w);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_multiply_to_the_whole),
        cmocka_unit_test(components_hold_what_is_coupled),
        cmocka_unit_test(ten_pairs_are_counted_at_once),
        cmocka_unit_test(ways_are_chosen_by_rule),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

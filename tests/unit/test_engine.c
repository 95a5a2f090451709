/* The engine against plain loops over every package, on seeded random instances: enumeration, votes, reasons,
 * search; and what happens at the limits of time, memory and patience. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <gmp.h>
#include <stdlib.h>
#include <string.h>

#include "engine/enumerate.h"
#include "engine/reasons.h"
#include "engine/search.h"
#include "engine/votes.h"

/* An allocator that counts what it has given and may refuse the n-th request. */
typedef struct counting {
    size_t requests, refuse_at, live;
} counting;

static void *counting_grow(void *context, void *p, size_t n)
{
    counting *c = context;
    if (n == 0) {
        c->live--;
        free(p);
        return NULL;
    }
    if (++c->requests == c->refuse_at)
        return NULL;
    c->live++;
    return malloc(n);
}

/* Everything a test needs: random numbers, memory, and the instance that it makes up. */
typedef struct world {
    uint64_t state;
    counting counting;
    zo_heap heap;
    zo_arena arena;
    zo_instance instance;
    zo_mode *mode;
} world;

static void open_world(world *w, uint64_t seed)
{
    *w = (world){.state = seed * 0x9e3779b97f4a7c15u + 1};
    zo_heap_init(&w->heap, counting_grow, &w->counting);
    zo_arena_open(&w->arena, &w->heap);
}

static void close_world(world *w)
{
    zo_arena_close(&w->arena);
    assert_int_equal(w->counting.live, 0);
    assert_int_equal(w->heap.used, 0);
}

/* ---- Random instances ---- */

static uint64_t random_word(world *w)
{
    uint64_t z = w->state += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

static uint32_t below(world *w, uint32_t n)
{
    return (uint32_t)(random_word(w) % n);
}

static int64_t between(world *w, int64_t least, int64_t most)
{
    return least + (int64_t)(random_word(w) % (uint64_t)(most - least + 1));
}

static bool one_in(world *w, uint32_t n)
{
    return below(w, n) == 0;
}

static uint64_t *random_set(world *w, size_t bits)
{
    uint64_t *set = ZO_NEW_MANY(&w->arena, uint64_t, zo_set_words(bits));
    for (size_t i = 0; i < bits; i++) {
        if (one_in(w, 2))
            zo_set_bit(set, i);
    }
    return set;
}

static const zo_linear *random_linear(world *w)
{
    const zo_instance *in = &w->instance;
    zo_linear_term *term = ZO_NEW_MANY(&w->arena, zo_linear_term, in->issues);
    size_t terms = 0;
    for (uint32_t i = 0; i < in->issues; i++) {
        if (one_in(w, 2))
            continue;
        int64_t *value = ZO_NEW_MANY(&w->arena, int64_t, in->size[i]);
        for (uint32_t v = 0; v < in->size[i]; v++)
            value[v] = between(w, -3, 3);
        term[terms++] = (zo_linear_term){
            .issue = i, .value = value, .nameless = one_in(w, 3) ? random_set(w, in->size[i]) : NULL};
    }
    zo_linear *linear = ZO_NEW(&w->arena, zo_linear);
    *linear = (zo_linear){
        .start = between(w, -3, 3), .relation = (zo_relation)below(w, 6), .terms = terms, .term = term};
    return linear;
}

static const zo_expr *random_expr(world *w, unsigned depth)
{
    zo_expr *expr = ZO_NEW(&w->arena, zo_expr);
    if (depth == 0 || one_in(w, 3)) {
        expr->kind = one_in(w, 12) ? (zo_expr_kind)below(w, 2) : one_in(w, 3) ? ZO_X_LINEAR : ZO_X_IN;
        if (w->instance.issues == 0)
            expr->kind = ZO_X_TRUE;
        if (expr->kind == ZO_X_LINEAR)
            expr->linear = random_linear(w);
        if (expr->kind == ZO_X_IN) {
            expr->issue = below(w, (uint32_t)w->instance.issues);
            expr->allowed = random_set(w, w->instance.size[expr->issue]);
        }
        return expr;
    }
    expr->kind = (zo_expr_kind)(ZO_X_NOT + below(w, 4));
    expr->left = random_expr(w, depth - 1);
    expr->right = expr->kind == ZO_X_NOT ? NULL : random_expr(w, depth - 1);
    return expr;
}

static const zo_expr *random_condition(world *w, uint32_t rarity)
{
    return one_in(w, rarity) ? random_expr(w, 2) : NULL;
}

/* Small numbers, so that totals of 0 occur; wide ones are sometimes really wide. */
static void random_words(world *w, unsigned words, int64_t *number)
{
    int64_t small = between(w, -4, 4);
    bool wide = words > 1 && one_in(w, 2);
    for (unsigned i = 0; i + 1 < words; i++)
        number[i] = wide ? (int64_t)random_word(w) : i == 0 ? small : small < 0 ? -1 : 0;
    number[words - 1] = words == 1 || wide ? small : small < 0 ? -1 : 0;
}

static int64_t *random_numbers(world *w, unsigned words, size_t count)
{
    int64_t *numbers = ZO_NEW_MANY(&w->arena, int64_t, words * count);
    for (size_t i = 0; i < count; i++)
        random_words(w, words, numbers + i * words);
    return numbers;
}

static const zo_sum *random_sum(world *w)
{
    const zo_instance *in = &w->instance;
    unsigned words = one_in(w, 3) ? ZO_WIDE_WORDS : 1;
    const int64_t **table = ZO_NEW_MANY(&w->arena, const int64_t *, in->issues);
    for (size_t i = 0; i < in->issues; i++)
        table[i] = one_in(w, 3) ? NULL : random_numbers(w, words, in->size[i]);
    size_t bonuses = one_in(w, 2) ? below(w, 4) : 0;
    zo_bonus *bonus = ZO_NEW_MANY(&w->arena, zo_bonus, bonuses);
    for (size_t i = 0; i < bonuses; i++)
        bonus[i] = (zo_bonus){.when = random_expr(w, 2), .points = random_numbers(w, words, 1)};
    zo_sum *sum = ZO_NEW(&w->arena, zo_sum);
    *sum = (zo_sum){.words = words,
                    .start = random_numbers(w, words, 1),
                    .table = table,
                    .bonuses = bonuses,
                    .bonus = bonus};
    return sum;
}

static void set_issues(world *w, size_t issues, const uint32_t *size)
{
    uint32_t *first_bit = ZO_NEW_MANY(&w->arena, uint32_t, issues);
    w->instance.issues = issues;
    w->instance.size = size;
    w->instance.value_bits = 0;
    for (size_t i = 0; i < issues; i++) {
        first_bit[i] = (uint32_t)w->instance.value_bits;
        w->instance.value_bits += size[i];
    }
    w->instance.first_bit = first_bit;
}

static zo_quota random_quota(world *w)
{
    static const int64_t most[] = {100, 100, 0, 5};
    zo_measure measure = (zo_measure)below(w, 4);
    return (zo_quota){.measure = measure, .limit = zo_num_of(between(w, 0, most[measure]))};
}

static zo_bloc_rule random_rule(world *w)
{
    size_t alternatives = 1 + below(w, 2);
    struct zo_quota_list *list = zo_alloc_many(&w->arena, alternatives, sizeof *list);
    for (size_t i = 0; i < alternatives; i++) {
        size_t quotas = 1 + below(w, 2);
        zo_quota *quota = ZO_NEW_MANY(&w->arena, zo_quota, quotas);
        for (size_t j = 0; j < quotas; j++)
            quota[j] = random_quota(w);
        list[i].quotas = quotas;
        list[i].quota = quota;
    }
    return (zo_bloc_rule){.alternatives = alternatives, .alternative = list};
}

static zo_num sixths(int64_t n)
{
    zo_int top = zo_int_of(n), bottom = zo_int_of(6);
    return zo_num_ratio(&top, &bottom);
}

static void add_blocs(world *w)
{
    size_t blocs = below(w, 3);
    zo_bloc *bloc = ZO_NEW_MANY(&w->arena, zo_bloc, blocs);
    zo_voter *voter = ZO_NEW_MANY(&w->arena, zo_voter, blocs * 4);
    size_t voters = 0;
    for (uint32_t b = 0; b < blocs; b++) {
        uint32_t *members = ZO_NEW_MANY(&w->arena, uint32_t, 4);
        bloc[b] = (zo_bloc){.rule = random_rule(w), .waived = random_condition(w, 5), .voter = members};
        bloc[b].voters = below(w, 5);
        for (size_t i = 0; i < bloc[b].voters; i++) {
            voter[voters] = (zo_voter){
                .bloc = b, .weight = sixths(between(w, 0, 9)), .abstains = random_condition(w, 5)};
            members[i] = (uint32_t)voters++;
        }
    }
    w->instance.blocs = blocs;
    w->instance.bloc = bloc;
    w->instance.voters = voters;
    w->instance.voter = voter;
}

static void add_selectors(world *w, size_t selectors)
{
    zo_selector *selector = ZO_NEW_MANY(&w->arena, zo_selector, selectors);
    w->mode = ZO_NEW_MANY(&w->arena, zo_mode, selectors);
    for (size_t i = 0; i < selectors; i++) {
        bool votes = w->instance.voters > 0 && one_in(w, 2);
        bool sums = one_in(w, 2);
        selector[i] = (zo_selector){.class_ = (zo_selector_class)below(w, 5),
                                    .expr = sums ? NULL : random_expr(w, 3),
                                    .sum = sums ? random_sum(w) : NULL,
                                    .waived = random_condition(w, 4),
                                    .voter = votes ? below(w, (uint32_t)w->instance.voters) : ZO_DIRECT};
        w->mode[i] = one_in(w, 5) ? ZO_OFF : votes || !one_in(w, 3) ? ZO_SOFT : ZO_HARD;
    }
    w->instance.selectors = selectors;
    w->instance.selector = selector;
}

static void make_instance(world *w, size_t issues, uint32_t least, uint32_t most)
{
    uint32_t *size = ZO_NEW_MANY(&w->arena, uint32_t, issues);
    for (size_t i = 0; i < issues; i++)
        size[i] = (uint32_t)between(w, least, most);
    if (issues > 0 && issues < 4 && one_in(w, 8))
        size[below(w, (uint32_t)issues)] = (uint32_t)between(w, 60, 135);
    set_issues(w, issues, size);
    add_blocs(w);
    add_selectors(w, below(w, 8));
}

/* ---- The plain reading ---- */

static bool next_package(const zo_instance *in, uint32_t *package)
{
    for (size_t i = in->issues; i-- > 0;) {
        if (++package[i] < in->size[i])
            return true;
        package[i] = 0;
    }
    return false;
}

static bool sum_is_negative(const zo_instance *in, const zo_sum *sum, const uint32_t *package)
{
    mp_limb_t total[ZO_WIDE_WORDS];
    mp_size_t words = (mp_size_t)sum->words;
    memcpy(total, sum->start, sum->words * sizeof *total);
    for (size_t i = 0; i < in->issues; i++) {
        if (sum->table[i] != NULL)
            mpn_add_n(total, total, (const mp_limb_t *)sum->table[i] + package[i] * sum->words, words);
    }
    for (size_t i = 0; i < sum->bonuses; i++) {
        if (zo_holds(sum->bonus[i].when, package))
            mpn_add_n(total, total, (const mp_limb_t *)sum->bonus[i].points, words);
    }
    return total[words - 1] >> 63;
}

static bool is_violated(const zo_instance *in, size_t s, const uint32_t *package)
{
    const zo_selector *selector = &in->selector[s];
    if (selector->waived != NULL && zo_holds(selector->waived, package))
        return false;
    return selector->sum != NULL ? sum_is_negative(in, selector->sum, package)
                                 : !zo_holds(selector->expr, package);
}

/* False when the package violates a hard selector. Masks of random instances fit one word. */
static bool mask_of(const world *w, const uint32_t *package, uint64_t *mask)
{
    const zo_instance *in = &w->instance;
    *mask = 0;
    for (size_t s = 0; s < in->selectors; s++) {
        if (w->mode[s] == ZO_OFF || !is_violated(in, s, package))
            continue;
        if (w->mode[s] == ZO_HARD)
            return false;
        zo_set_bit(mask, s);
    }
    for (size_t v = 0; v < in->voters; v++) {
        if (in->voter[v].abstains != NULL && zo_holds(in->voter[v].abstains, package))
            zo_set_bit(mask, in->selectors + v);
    }
    for (size_t b = 0; b < in->blocs; b++) {
        if (in->bloc[b].waived != NULL && zo_holds(in->bloc[b].waived, package))
            zo_set_bit(mask, in->selectors + in->voters + b);
    }
    return true;
}

/* A group as the plain loop finds it. */
typedef struct plain_group {
    uint64_t mask, count;
    uint64_t *values;
    uint32_t *first, *witness;
} plain_group;

typedef struct plain_groups {
    plain_group *at;
    size_t n, cap;
} plain_groups;

static plain_group *plain_group_of(world *w, plain_groups *groups, uint64_t mask)
{
    const zo_instance *in = &w->instance;
    size_t i = 0;
    while (i < groups->n && groups->at[i].mask < mask)
        i++;
    if (i < groups->n && groups->at[i].mask == mask)
        return &groups->at[i];
    plain_group new = {.mask = mask,
                       .values = ZO_NEW_MANY(&w->arena, uint64_t, zo_set_words(in->value_bits)),
                       .first = ZO_NEW_MANY(&w->arena, uint32_t, in->issues),
                       .witness = ZO_NEW_MANY(&w->arena, uint32_t, in->value_bits * in->issues)};
    ZO_PUSH(&w->arena, groups, new);
    memmove(groups->at + i + 1, groups->at + i, (groups->n - 1 - i) * sizeof new);
    groups->at[i] = new;
    return &groups->at[i];
}

static void add_package(const zo_instance *in, plain_group *group, const uint32_t *package)
{
    if (group->count++ == 0)
        memcpy(group->first, package, in->issues * sizeof *package);
    for (size_t i = 0; i < in->issues; i++) {
        size_t bit = in->first_bit[i] + package[i];
        if (zo_bit(group->values, bit))
            continue;
        zo_set_bit(group->values, bit);
        memcpy(group->witness + bit * in->issues, package, in->issues * sizeof *package);
    }
}

static plain_groups plain_enumeration(world *w)
{
    plain_groups groups = {0};
    uint32_t *package = ZO_NEW_MANY(&w->arena, uint32_t, w->instance.issues);
    do {
        uint64_t mask;
        if (mask_of(w, package, &mask))
            add_package(&w->instance, plain_group_of(w, &groups, mask), package);
    } while (next_package(&w->instance, package));
    return groups;
}

/* ---- Enumeration ---- */

static zo_enumeration enumerate(world *w, bool witnesses, unsigned threads)
{
    zo_limit limit = {.threads = threads};
    zo_enumeration found = zo_enumerate(&w->instance, w->mode, witnesses, &limit, &w->arena);
    assert_int_equal(found.reach, ZO_EXACT);
    return found;
}

static void assert_same_group(const zo_instance *in, const zo_group *group, const plain_group *plain)
{
    if (zo_mask_bits(in) > 0)
        assert_int_equal(group->mask[0], plain->mask);
    zo_int count = zo_int_of_unsigned(plain->count);
    assert_int_equal(zo_int_compare(&group->count, &count), 0);
    assert_memory_equal(group->values, plain->values, zo_set_words(in->value_bits) * sizeof(uint64_t));
    assert_memory_equal(group->first, plain->first, in->issues * sizeof(uint32_t));
    if (group->witness == NULL)
        return;
    for (size_t bit = 0; bit < in->value_bits; bit++) {
        if (zo_bit(group->values, bit))
            assert_memory_equal(group->witness + bit * in->issues, plain->witness + bit * in->issues,
                                in->issues * sizeof(uint32_t));
    }
}

static void compare_with_plain(world *w)
{
    static const unsigned threads[] = {1, 2, 5};
    plain_groups plain = plain_enumeration(w);
    for (size_t i = 0; i < 3; i++) {
        bool witnesses = !one_in(w, 4);
        zo_enumeration found = enumerate(w, witnesses, threads[i]);
        assert_int_equal(found.groups, plain.n);
        for (size_t g = 0; g < plain.n; g++) {
            assert_int_equal(found.group[g].witness != NULL, witnesses);
            assert_same_group(&w->instance, &found.group[g], &plain.at[g]);
        }
    }
}

static void enumeration_agrees_with_a_plain_loop(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 3000; seed++) {
        world w;
        open_world(&w, seed);
        make_instance(&w, seed % 50 == 0 ? 0 : 1 + below(&w, 5), 1, 5);
        compare_with_plain(&w);
        close_world(&w);
    }
}

/* Large enough for threads to be started. */
static void threads_change_nothing(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 60; seed++) {
        world w;
        open_world(&w, 100000 + seed);
        make_instance(&w, 4, 11, 14);
        compare_with_plain(&w);
        close_world(&w);
    }
}

static void issues_that_matter_to_nobody_are_multiplied(void **state)
{
    (void)state;
    world w;
    open_world(&w, 1);
    enum { ISSUES = 256 };
    uint32_t size[ISSUES];
    for (size_t i = 0; i < ISSUES; i++)
        size[i] = 2;
    for (size_t issues = ISSUES - 1; issues <= ISSUES; issues++) {
        set_issues(&w, issues, size);
        zo_enumeration found = enumerate(&w, true, 2);
        assert_int_equal(zo_int_bits(&found.space), issues + 1);
        assert_int_equal(found.groups, 1);
        assert_int_equal(zo_int_compare(&found.group[0].count, &found.space), 0);
        assert_int_equal(found.group[0].witness[3 * issues + 1], 1);
    }
    for (size_t i = 0; i < ISSUES; i++)
        size[i] = 8;
    set_issues(&w, ISSUES, size);
    assert_true(enumerate(&w, false, 1).space.overflow);
    close_world(&w);
}

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

static bool is_plainly_against(const zo_instance *in, uint32_t voter, uint64_t violated)
{
    for (size_t s = 0; s < in->selectors; s++) {
        if (in->selector[s].voter == voter && in->selector[s].class_ != ZO_CERTAINTY && violated >> s & 1)
            return true;
    }
    return false;
}

static bool bloc_plainly_accepts(const zo_instance *in, size_t b, uint64_t mask, uint64_t violated)
{
    const zo_bloc *bloc = &in->bloc[b];
    if (bloc->voters == 0 || mask >> (in->selectors + in->voters + b) & 1)
        return true;
    plain_votes votes = {0};
    for (size_t i = 0; i < bloc->voters; i++) {
        uint32_t v = bloc->voter[i];
        if (mask >> (in->selectors + v) & 1)
            continue;
        bool in_favour = !is_plainly_against(in, v, violated);
        votes.total++;
        votes.in_favour += in_favour;
        votes.weight += six_times(&in->voter[v].weight);
        votes.weight_in_favour += in_favour ? six_times(&in->voter[v].weight) : 0;
    }
    return votes.total > 0 && plain_rule_holds(&bloc->rule, &votes);
}

static bool is_plainly_accepted(const zo_instance *in, uint64_t mask, uint64_t ignored)
{
    uint64_t violated = mask & ~ignored;
    if (is_plainly_against(in, ZO_DIRECT, violated))
        return false;
    for (size_t b = 0; b < in->blocs; b++) {
        if (!bloc_plainly_accepts(in, b, mask, violated))
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
            assert_int_equal(accepts, is_plainly_accepted(&w.instance, mask, some ? ignored : 0));
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
        if (is_plainly_accepted(q->instance, zo_mask_bits(q->instance) > 0 ? group->mask[0] : 0, ignored))
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
            q.base_off = one_in(&w, 2) ? random_word(&w) & all & ~q.within : 0;
            sets[i % 2] += compare_reasons(&w, &q);
        }
        close_world(&w);
    }
    assert_true(sets[0] > 3000 && sets[1] > 3000);
}

/* A bloc of many members, all against the only package, that tolerates few: too many ways to list them all. */
static void too_many_reasons_are_partial(void **state)
{
    (void)state;
    world w;
    open_world(&w, 5);
    enum { MEMBERS = 40 };
    static const uint32_t size[] = {2};
    set_issues(&w, 1, size);
    uint32_t member[MEMBERS];
    zo_voter voter[MEMBERS] = {{0}};
    zo_selector selector[MEMBERS];
    zo_expr never = {.kind = ZO_X_FALSE};
    w.mode = ZO_NEW_MANY(&w.arena, zo_mode, MEMBERS);
    for (uint32_t i = 0; i < MEMBERS; i++) {
        member[i] = i;
        voter[i].weight = zo_num_of(1);
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

/* ---- Search ---- */

enum { MOST_EXPRS = 5 };

static bool all_hold(const zo_expr *const *all, size_t count, const uint32_t *package)
{
    for (size_t i = 0; i < count; i++) {
        if (!zo_holds(all[i], package))
            return false;
    }
    return true;
}

static bool first_that_holds(const zo_instance *in, const zo_expr *const *all, size_t count, uint32_t *package)
{
    memset(package, 0, in->issues * sizeof *package);
    do {
        if (all_hold(all, count, package))
            return true;
    } while (next_package(in, package));
    return false;
}

static void search_finds_the_first_package(void **state)
{
    (void)state;
    size_t none = 0;
    for (uint64_t seed = 1; seed <= 4000; seed++) {
        world w;
        open_world(&w, 400000 + seed);
        make_instance(&w, 1 + below(&w, 5), 1, 4);
        const zo_expr *all[MOST_EXPRS];
        size_t count = below(&w, MOST_EXPRS + 1);
        for (size_t i = 0; i < count; i++)
            all[i] = random_expr(&w, 2);
        uint32_t expected[5], package[5];
        bool any = first_that_holds(&w.instance, all, count, expected);
        zo_found found = zo_search(&w.instance, all, count, 1000000, package, &w.arena);
        assert_int_equal(found, any ? ZO_FOUND : ZO_NOT_FOUND);
        if (any)
            assert_memory_equal(package, expected, w.instance.issues * sizeof *package);
        zo_found hasty = zo_search(&w.instance, all, count, 2, NULL, &w.arena);
        assert_true(hasty == ZO_UNKNOWN || hasty == found);
        none += !any;
        close_world(&w);
    }
    assert_true(none > 500);
}

/* Pairs of issues that exclude each other in ever new ways would take for ever if they were not kept apart. */
static void search_keeps_apart_what_is_apart(void **state)
{
    (void)state;
    world w;
    open_world(&w, 3);
    enum { PAIRS = 40 };
    uint32_t size[2 * PAIRS], package[2 * PAIRS];
    for (size_t i = 0; i < 2 * PAIRS; i++)
        size[i] = 3;
    set_issues(&w, 2 * PAIRS, size);
    static const int64_t value[] = {0, 1, 2};
    const zo_expr *all[PAIRS];
    for (uint32_t i = 0; i < PAIRS; i++) {
        zo_linear_term *term = ZO_NEW_MANY(&w.arena, zo_linear_term, 2);
        term[0] = (zo_linear_term){.issue = i, .value = value};
        term[1] = (zo_linear_term){.issue = i + PAIRS, .value = value};
        zo_linear *linear = ZO_NEW(&w.arena, zo_linear);
        *linear = (zo_linear){.start = -4, .relation = ZO_EQ, .terms = 2, .term = term};
        zo_expr *expr = ZO_NEW(&w.arena, zo_expr);
        *expr = (zo_expr){.kind = ZO_X_LINEAR, .linear = linear};
        all[i] = expr;
    }
    assert_int_equal(zo_search(&w.instance, all, PAIRS, 1000, package, &w.arena), ZO_FOUND);
    for (size_t i = 0; i < 2 * PAIRS; i++)
        assert_int_equal(package[i], 2);
    close_world(&w);
}

/* Counts the completions of a partial package, and those where the expression holds. */
static void count_completions(const zo_instance *in, const zo_expr *expr, const uint32_t *chosen, size_t *all,
                              size_t *holding)
{
    uint32_t package[5] = {0};
    *all = *holding = 0;
    do {
        bool completes = true;
        for (size_t i = 0; i < in->issues; i++)
            completes = completes && (chosen[i] == UINT32_MAX || chosen[i] == package[i]);
        *all += completes;
        *holding += completes && zo_holds(expr, package);
    } while (next_package(in, package));
}

static void truth_under_partial_packages_is_certain(void **state)
{
    (void)state;
    size_t certain = 0;
    for (uint64_t seed = 1; seed <= 4000; seed++) {
        world w;
        open_world(&w, 500000 + seed);
        make_instance(&w, 1 + below(&w, 4), 1, 4);
        const zo_expr *expr = random_expr(&w, 2);
        uint32_t chosen[5];
        bool whole = true;
        for (size_t i = 0; i < w.instance.issues; i++) {
            chosen[i] = one_in(&w, 2) ? UINT32_MAX : below(&w, w.instance.size[i]);
            whole = whole && chosen[i] != UINT32_MAX;
        }
        size_t all, holding;
        count_completions(&w.instance, expr, chosen, &all, &holding);
        zo_truth truth = zo_expr_truth(&w.instance, expr, chosen);
        assert_true(truth != ZO_YES || holding == all);
        assert_true(truth != ZO_NO || holding == 0);
        assert_true(truth != ZO_OPEN || !whole);
        certain += truth != ZO_OPEN;
        close_world(&w);
    }
    assert_true(certain > 1000);
}

/* ---- Limits ---- */

/* 12 issues of 10 values; every value of the first six is a soft selector's own, so that masks abound. */
static void make_endless(world *w)
{
    enum { ISSUES = 12, VALUES = 10, SOFT = 60 };
    uint32_t *size = ZO_NEW_MANY(&w->arena, uint32_t, ISSUES);
    for (size_t i = 0; i < ISSUES; i++)
        size[i] = VALUES;
    set_issues(w, ISSUES, size);
    zo_selector *selector = ZO_NEW_MANY(&w->arena, zo_selector, SOFT + 1);
    w->mode = ZO_NEW_MANY(&w->arena, zo_mode, SOFT + 1);
    for (uint32_t i = 0; i < SOFT; i++) {
        uint64_t *allowed = ZO_NEW(&w->arena, uint64_t);
        *allowed = (uint64_t)1 << (i % VALUES);
        zo_expr *expr = ZO_NEW(&w->arena, zo_expr);
        *expr = (zo_expr){.kind = ZO_X_IN, .issue = ISSUES - 1 - i / VALUES, .allowed = allowed};
        selector[i] = (zo_selector){.class_ = ZO_STANCE, .expr = expr, .voter = ZO_DIRECT};
        w->mode[i] = ZO_SOFT;
    }
    const int64_t **table = ZO_NEW_MANY(&w->arena, const int64_t *, ISSUES);
    for (size_t i = 0; i < ISSUES; i++)
        table[i] = ZO_NEW_MANY(&w->arena, int64_t, VALUES);
    zo_sum *sum = ZO_NEW(&w->arena, zo_sum);
    *sum = (zo_sum){.words = 1, .start = table[0], .table = table};
    selector[SOFT] = (zo_selector){.class_ = ZO_ALTERNATIVE, .sum = sum, .voter = ZO_DIRECT};
    w->mode[SOFT] = ZO_HARD;
    w->instance.selectors = SOFT + 1;
    w->instance.selector = selector;
}

static void time_limits_end_the_work(void **state)
{
    (void)state;
    for (unsigned threads = 1; threads <= 3; threads += 2) {
        world w;
        open_world(&w, 1);
        make_endless(&w);
        zo_limit limit = {.threads = threads, .deadline = 1};
        zo_enumeration found = zo_enumerate(&w.instance, w.mode, false, &limit, &w.arena);
        assert_int_equal(found.reach, ZO_LIMIT_TIME);
        assert_int_equal(found.groups, 0);
        limit.deadline = zo_clock_now() + 20000000;
        found = zo_enumerate(&w.instance, w.mode, false, &limit, &w.arena);
        assert_int_equal(found.reach, ZO_LIMIT_TIME);
        assert_true(zo_clock_now() < limit.deadline + 2000000000u);
        assert_true(found.groups > 0 && found.part_done < 0.5);
        close_world(&w);
    }
}

static void memory_limits_end_the_work(void **state)
{
    (void)state;
    for (unsigned threads = 1; threads <= 3; threads++) {
        world w;
        open_world(&w, 1);
        make_endless(&w);
        zo_limit limit = {.threads = threads, .memory = (size_t)300000 * threads};
        zo_enumeration found = zo_enumerate(&w.instance, w.mode, true, &limit, &w.arena);
        assert_int_equal(found.reach, ZO_LIMIT_MEMORY);
        assert_true(found.groups > 0);
        limit.memory = 1;
        found = zo_enumerate(&w.instance, w.mode, true, &limit, &w.arena);
        assert_int_equal(found.reach, ZO_LIMIT_MEMORY);
        assert_int_equal(found.groups, 0);
        close_world(&w);
    }
}

/* Enumerates with the n-th request refused. Whether the run was whole; fails when anything is left behind. */
static bool survives_refusal(world *w, size_t n, unsigned threads)
{
    jmp_buf escape;
    jmp_buf *const outer = w->heap.escape;
    counting before = w->counting;
    zo_arena arena;
    zo_arena_open(&arena, &w->heap);
    volatile bool whole = false;
    w->counting.refuse_at = w->counting.requests + n;
    w->heap.escape = &escape;
    if (setjmp(escape) == 0) {
        zo_limit limit = {.threads = threads};
        zo_enumeration found = zo_enumerate(&w->instance, w->mode, true, &limit, &arena);
        whole = found.reach == ZO_EXACT;
        assert_true(whole || found.reach == ZO_LIMIT_MEMORY);
    } else {
        assert_int_equal(w->heap.state, ZO_HEAP_EXHAUSTED);
    }
    assert_ptr_equal(w->heap.escape, &escape);
    w->heap.escape = outer;
    w->counting.refuse_at = 0;
    zo_arena_close(&arena);
    assert_int_equal(w->counting.live, before.live);
    return whole;
}

static void every_refusal_of_memory_is_survived(void **state)
{
    (void)state;
    for (unsigned threads = 1; threads <= 2; threads++) {
        world w;
        open_world(&w, 12);
        make_instance(&w, 4, 12, 13);
        add_selectors(&w, 9);
        size_t n = 1;
        while (!survives_refusal(&w, n, threads))
            n++;
        assert_true(n > 3);
        close_world(&w);
    }
}

static bool stop_at_third(void *context, double part_done)
{
    assert_true(part_done >= 0 && part_done <= 1);
    return ++*(int *)context == 3;
}

static void progress_may_stop_the_work(void **state)
{
    (void)state;
    for (unsigned threads = 1; threads <= 2; threads++) {
        world w;
        open_world(&w, 1);
        make_endless(&w);
        int calls = 0;
        zo_limit limit = {.threads = threads, .progress = stop_at_third, .context = &calls};
        uint64_t begin = zo_clock_now();
        zo_enumeration found = zo_enumerate(&w.instance, w.mode, false, &limit, &w.arena);
        assert_int_equal(found.reach, ZO_STOPPED);
        assert_int_equal(calls, 3);
        assert_true(zo_clock_now() - begin >= 150000000u);
        close_world(&w);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(enumeration_agrees_with_a_plain_loop),
        cmocka_unit_test(threads_change_nothing),
        cmocka_unit_test(issues_that_matter_to_nobody_are_multiplied),
        cmocka_unit_test(masks_are_accepted_as_the_rules_say),
        cmocka_unit_test(reasons_agree_with_all_subsets),
        cmocka_unit_test(too_many_reasons_are_partial),
        cmocka_unit_test(search_finds_the_first_package),
        cmocka_unit_test(search_keeps_apart_what_is_apart),
        cmocka_unit_test(truth_under_partial_packages_is_certain),
        cmocka_unit_test(time_limits_end_the_work),
        cmocka_unit_test(memory_limits_end_the_work),
        cmocka_unit_test(every_refusal_of_memory_is_survived),
        cmocka_unit_test(progress_may_stop_the_work),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

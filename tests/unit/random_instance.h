/* Turns seeds into random instances, for tests of the engine against plain loops. Their masks fit one word.
 *
 * Included by the test programs after cmocka; each has the functions to itself. */
#ifndef ZO_TESTS_RANDOM_INSTANCE_H
#define ZO_TESTS_RANDOM_INSTANCE_H

#include <stdlib.h>
#include <string.h>

#include "engine/walk/enumerate.h"

/* An allocator that counts what it has given and may refuse the n-th request. */
typedef struct counting {
    size_t requests, refuse_at, live;
} counting;

static inline void *counting_grow(void *context, void *p, size_t n)
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
    zo_voter *voter; /* the instance's, while it is being made */
} world;

static inline void open_world(world *w, uint64_t seed)
{
    *w = (world){.state = seed * 0x9e3779b97f4a7c15u + 1};
    zo_heap_init(&w->heap, counting_grow, &w->counting);
    zo_arena_open(&w->arena, &w->heap);
}

static inline void close_world(world *w)
{
    zo_arena_close(&w->arena);
    assert_int_equal(w->counting.live, 0);
    assert_int_equal(w->heap.used, 0);
}

/* ---- Random instances ---- */

static inline uint64_t random_word(world *w)
{
    uint64_t z = w->state += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

static inline uint32_t below(world *w, uint32_t n) { return (uint32_t)(random_word(w) % n); }

static inline int64_t between(world *w, int64_t least, int64_t most)
{
    return least + (int64_t)(random_word(w) % (uint64_t)(most - least + 1));
}

static inline bool one_in(world *w, uint32_t n) { return below(w, n) == 0; }

static inline uint64_t *random_set(world *w, size_t bits)
{
    uint64_t *set = ZO_NEW_MANY(&w->arena, uint64_t, zo_set_words(bits));
    for (size_t i = 0; i < bits; i++) {
        if (one_in(w, 2))
            zo_set_bit(set, i);
    }
    return set;
}

static inline const zo_linear *random_linear(world *w)
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

static inline const zo_expr *random_expr(world *w, unsigned depth)
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

static inline const zo_expr *random_condition(world *w, uint32_t rarity)
{
    return one_in(w, rarity) ? random_expr(w, 2) : NULL;
}

/* Small numbers, so that totals of 0 occur; wide ones are sometimes really wide. */
static inline void random_words(world *w, unsigned words, int64_t *number)
{
    int64_t small = between(w, -4, 4);
    bool wide = words > 1 && one_in(w, 2);
    for (unsigned i = 0; i + 1 < words; i++)
        number[i] = wide ? (int64_t)random_word(w) : i == 0 ? small : small < 0 ? -1 : 0;
    number[words - 1] = words == 1 || wide ? small : small < 0 ? -1 : 0;
}

static inline int64_t *random_numbers(world *w, unsigned words, size_t count)
{
    int64_t *numbers = ZO_NEW_MANY(&w->arena, int64_t, words * count);
    for (size_t i = 0; i < count; i++)
        random_words(w, words, numbers + i * words);
    return numbers;
}

static inline const zo_sum *random_sum(world *w)
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

static inline void set_issues(world *w, size_t issues, const uint32_t *size)
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

static inline zo_quota random_quota(world *w)
{
    static const int64_t most[] = {100, 100, 0, 5};
    zo_measure measure = (zo_measure)below(w, 4);
    return (zo_quota){.measure = measure, .limit = zo_num_of(between(w, 0, most[measure]))};
}

static inline zo_bloc_rule random_rule(world *w)
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

static inline zo_num sixths(int64_t n)
{
    zo_int top = zo_int_of(n), bottom = zo_int_of(6);
    return zo_num_ratio(&top, &bottom);
}

static inline void add_blocs(world *w)
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
            int64_t weight = between(w, 0, 9), more = one_in(w, 3) ? between(w, 0, 6) : 0;
            voter[voters] = (zo_voter){.bloc = b,
                                       .weight = sixths(weight),
                                       .weight_high = sixths(weight + more),
                                       .abstains = random_condition(w, 5)};
            members[i] = (uint32_t)voters++;
        }
    }
    w->instance.blocs = blocs;
    w->instance.bloc = bloc;
    w->instance.voters = voters;
    w->instance.voter = w->voter = voter;
}

static inline void give_selectors_to_voters(world *w, size_t selectors, const zo_selector *selector)
{
    for (size_t v = 0; v < w->instance.voters; v++) {
        uint32_t *own = ZO_NEW_MANY(&w->arena, uint32_t, selectors + 1);
        size_t n = 0;
        for (uint32_t s = 0; s < selectors; s++)
            if (selector[s].voter == v)
                own[n++] = s;
        w->voter[v].selector = own;
        w->voter[v].selectors = n;
    }
}

static inline void add_selectors(world *w, size_t selectors)
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
    give_selectors_to_voters(w, selectors, selector);
}

static inline void make_instance(world *w, size_t issues, uint32_t least, uint32_t most)
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

/* ---- What every test does with them ---- */

static inline bool next_package(const zo_instance *in, uint32_t *package)
{
    for (size_t i = in->issues; i-- > 0;) {
        if (++package[i] < in->size[i])
            return true;
        package[i] = 0;
    }
    return false;
}

static inline zo_enumeration enumerate(world *w, bool witnesses, unsigned threads)
{
    zo_limit limit = {.threads = threads};
    zo_enumeration found = zo_enumerate(&w->instance, w->mode, witnesses, &limit, &w->arena);
    assert_int_equal(found.reach, ZO_EXACT);
    return found;
}

#endif

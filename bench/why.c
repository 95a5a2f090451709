/* Turns made-up negotiations whose zone is empty into a table of how fast it is found out why.
 *
 * Usage: why [quick]. Four parties take stances of the kinds that the language has; in some rows each also has
 * an alternative. A line a seed; a seed is given ten seconds. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/proof/hitting.h"
#include "engine/proof/marco.h"
#include "heap.h"

enum { PARTIES = 4, MOST_SEEDS = 9, WANTED = 50 };

typedef struct shape {
    const char *name;
    uint32_t stances, issues, values;
    bool alternatives;
    bool all; /* complete lists too */
} shape;

static const shape rows[] = {
    {"60 stances, 30 issues of 50", 60, 30, 50, false, true},
    {"40 stances, 20 issues of 50", 40, 20, 50, false, true},
    {"60 stances, 15 issues of 50", 60, 15, 50, false, true},
    {"20 stances, 4 alternatives, 10 of 10", 20, 10, 10, true, true},
    {"40 stances, 4 alternatives, 20 of 50", 40, 20, 50, true, false},
};

/* ---- Making up ---- */

typedef struct maker {
    const shape *shape;
    zo_arena *arena;
    uint64_t state;
    zo_instance instance;
    zo_selector *selector;
    uint32_t *wish; /* per party and issue: the value it would like best */
} maker;

static uint64_t draw(maker *m)
{
    uint64_t z = m->state += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

static uint32_t below(maker *m, uint32_t n) { return (uint32_t)(draw(m) % n); }

static uint32_t wish(const maker *m, uint32_t party, uint32_t issue)
{
    return m->wish[party * m->shape->issues + issue];
}

static zo_expr *new_expr(maker *m, zo_expr_kind kind, const zo_expr *left, const zo_expr *right)
{
    zo_expr *expr = ZO_NEW(m->arena, zo_expr);
    *expr = (zo_expr){.kind = kind, .left = left, .right = right};
    return expr;
}

/* The issue has one of the values from..to. */
static zo_expr *within(maker *m, uint32_t issue, uint32_t from, uint32_t to)
{
    uint64_t *allowed = ZO_NEW_MANY(m->arena, uint64_t, zo_set_words(m->shape->values));
    for (uint32_t v = from; v <= to && v < m->shape->values; v++)
        zo_set_bit(allowed, v);
    zo_expr *expr = new_expr(m, ZO_X_IN, NULL, NULL);
    expr->issue = issue;
    expr->allowed = allowed;
    return expr;
}

/* Some values scattered around what the party wishes. */
static const zo_expr *one_of_some(maker *m, uint32_t party, uint32_t issue)
{
    uint64_t *allowed = ZO_NEW_MANY(m->arena, uint64_t, zo_set_words(m->shape->values));
    uint32_t spread = m->shape->values / 4 + 1;
    for (uint32_t v = 0; v < m->shape->values; v++) {
        uint32_t at = wish(m, party, issue), away = v > at ? v - at : at - v;
        if (away <= spread && below(m, 3) != 0)
            zo_set_bit(allowed, v);
    }
    zo_set_bit(allowed, wish(m, party, issue));
    zo_expr *expr = new_expr(m, ZO_X_IN, NULL, NULL);
    expr->issue = issue;
    expr->allowed = allowed;
    return expr;
}

/* As far as a threshold to one side, the side on which the wish lies. */
static const zo_expr *threshold(maker *m, uint32_t party, uint32_t issue)
{
    uint32_t values = m->shape->values, at = wish(m, party, issue), slack = below(m, values / 4 + 1);
    if (at >= values / 2)
        return within(m, issue, at > slack ? at - slack : 0, values - 1);
    return within(m, issue, 0, at + slack);
}

/* Some issues are more contested than others. */
static uint32_t some_issue(maker *m)
{
    uint32_t issues = m->shape->issues;
    return below(m, issues) * below(m, issues) / issues;
}

/* One issue exceeds another by about what the party's wishes do. */
static const zo_expr *comparison(maker *m, uint32_t party, uint32_t issue)
{
    uint32_t other = (issue + 1 + some_issue(m)) % m->shape->issues;
    other = other == issue ? (other + 1) % m->shape->issues : other;
    zo_linear_term *term = ZO_NEW_MANY(m->arena, zo_linear_term, 2);
    for (uint32_t t = 0; t < 2; t++) {
        int64_t *value = ZO_NEW_MANY(m->arena, int64_t, m->shape->values);
        for (uint32_t v = 0; v < m->shape->values; v++)
            value[v] = t == 0 ? (int64_t)v : -(int64_t)v;
        term[t] = (zo_linear_term){.issue = t == 0 ? issue : other, .value = value};
    }
    int64_t apart = (int64_t)wish(m, party, issue) - (int64_t)wish(m, party, other);
    zo_linear *linear = ZO_NEW(m->arena, zo_linear);
    *linear = (zo_linear){
        .start = (int64_t)(m->shape->values / 8) - apart, .relation = ZO_GE, .terms = 2, .term = term};
    zo_expr *expr = new_expr(m, ZO_X_LINEAR, NULL, NULL);
    expr->linear = linear;
    return expr;
}

static const zo_expr *stance(maker *m, uint32_t party)
{
    uint32_t issue = some_issue(m), other = some_issue(m);
    uint32_t rival = (party + 1 + below(m, PARTIES - 1)) % PARTIES, at = wish(m, rival, issue);
    const zo_expr *left;
    switch (below(m, 12)) {
    case 0: return within(m, issue, wish(m, party, issue), wish(m, party, issue));
    case 1: return new_expr(m, ZO_X_NOT, within(m, issue, at, at), NULL);
    case 2: return one_of_some(m, party, issue);
    case 3: return threshold(m, party, issue);
    case 4:
    case 5:
    case 6:
    case 7: return comparison(m, party, issue);
    default: /* accepts what another wishes only if it gets its own wish elsewhere */
        left = new_expr(m, ZO_X_NOT, threshold(m, rival, issue), NULL);
        return new_expr(m, ZO_X_OR, left, threshold(m, party, other));
    }
}

static const zo_sum *alternative(maker *m, uint32_t party)
{
    const int64_t **table = ZO_NEW_MANY(m->arena, const int64_t *, m->shape->issues);
    int64_t *start = ZO_NEW(m->arena, int64_t), all = 0;
    for (uint32_t i = 0; i < m->shape->issues; i++) {
        int64_t *value = ZO_NEW_MANY(m->arena, int64_t, m->shape->values);
        int64_t weight = 1 + (int64_t)below(m, 20), values = m->shape->values;
        for (uint32_t v = 0; v < m->shape->values; v++) {
            int64_t away = (int64_t)v - (int64_t)wish(m, party, i);
            value[v] = weight * (100 - 100 * (away < 0 ? -away : away) / values);
        }
        all += 100 * weight;
        table[i] = value;
    }
    *start = -all * (m->shape->values > 10 ? 75 : 72) / 100;
    zo_sum *sum = ZO_NEW(m->arena, zo_sum);
    *sum = (zo_sum){.words = 1, .start = start, .table = table};
    return sum;
}

static void make_wishes(maker *m)
{
    m->wish = ZO_NEW_MANY(m->arena, uint32_t, (size_t)PARTIES * m->shape->issues);
    for (uint32_t i = 0; i < PARTIES * m->shape->issues; i++)
        m->wish[i] = below(m, m->shape->values);
}

static void make_issues(maker *m)
{
    uint32_t *size = ZO_NEW_MANY(m->arena, uint32_t, m->shape->issues);
    uint32_t *first_bit = ZO_NEW_MANY(m->arena, uint32_t, m->shape->issues);
    for (uint32_t i = 0; i < m->shape->issues; i++) {
        size[i] = m->shape->values;
        first_bit[i] = i * m->shape->values;
    }
    m->instance = (zo_instance){.issues = m->shape->issues,
                                .size = size,
                                .first_bit = first_bit,
                                .value_bits = (size_t)m->shape->issues * m->shape->values};
}

static void make_negotiation(maker *m)
{
    make_issues(m);
    make_wishes(m);
    size_t selectors = m->shape->stances + (m->shape->alternatives ? PARTIES : 0);
    m->selector = ZO_NEW_MANY(m->arena, zo_selector, selectors);
    for (uint32_t s = 0; s < selectors; s++) {
        bool sums = s >= m->shape->stances;
        m->selector[s] = (zo_selector){.class_ = sums ? ZO_ALTERNATIVE : ZO_STANCE,
                                       .expr = sums ? NULL : stance(m, s % PARTIES),
                                       .sum = sums ? alternative(m, s % PARTIES) : NULL,
                                       .voter = ZO_DIRECT};
    }
    m->instance.selectors = selectors;
    m->instance.selector = m->selector;
}

/* ---- Measuring ---- */

typedef struct outcome {
    double first, movements, all;  /* seconds */
    size_t conflicts, found, size; /* in all or at least; movements; of the first conflict */
    double peak;                   /* megabytes, without what the solver holds */
    bool complete;
} outcome;

static double seconds_since(uint64_t begin) { return (double)(zo_clock_now() - begin) / 1e9; }

static size_t count(const uint64_t *set, size_t words)
{
    size_t n = 0;
    for (size_t w = 0; w < words; w++)
        n += (size_t)__builtin_popcountll(set[w]);
    return n;
}

/* False when the zone is not empty. */
static bool measure_seed(maker *m, const zo_limit *limit, outcome *o)
{
    size_t selectors = m->instance.selectors, words = zo_set_words(selectors);
    zo_mode *mode = ZO_NEW_MANY(m->arena, zo_mode, selectors);
    zo_num *cost = ZO_NEW_MANY(m->arena, zo_num, selectors);
    uint64_t *all = ZO_NEW_MANY(m->arena, uint64_t, words), *core = ZO_NEW_MANY(m->arena, uint64_t, words);
    for (size_t s = 0; s < selectors; s++) {
        mode[s] = ZO_SOFT;
        zo_set_bit(all, s);
        cost[s] = zo_num_of(1 + (int64_t)below(m, 3));
    }
    uint64_t begin = zo_clock_now();
    zo_prover *prover = zo_prover_new(&m->instance, mode, limit, m->arena);
    if (zo_prover_ask(prover, all, NULL, core) != ZO_IMPOSSIBLE || !zo_prover_shrink(prover, NULL, core))
        return false;
    o->first = seconds_since(begin);
    o->size = count(core, words);
    begin = zo_clock_now();
    o->found = zo_smallest_movements(prover, all, cost, WANTED, m->arena).sets;
    o->movements = seconds_since(begin);
    if (!m->shape->all)
        return true;
    zo_reasons conflicts, movements;
    begin = zo_clock_now();
    zo_all_conflicts_and_movements(prover, all, &conflicts, &movements, m->arena);
    o->all = seconds_since(begin);
    o->conflicts = conflicts.sets;
    o->found = movements.sets;
    o->complete = conflicts.complete && movements.complete;
    return true;
}

static bool measure(const shape *of, uint64_t seed, uint64_t seconds, outcome *o)
{
    zo_heap heap;
    zo_arena arena;
    open_heap(&heap, &arena);
    zo_limit limit = {.threads = 1, .deadline = zo_clock_now() + seconds * 1000000000u};
    maker m = {.shape = of, .arena = &arena, .state = seed};
    make_negotiation(&m);
    bool empty = measure_seed(&m, &limit, o);
    o->peak = peak_megabytes();
    zo_arena_close(&arena);
    return empty;
}

static void print_outcome(const shape *of, uint64_t seed, const outcome *o)
{
    printf("%-38s %4d %9.2f %5zu %11.3f %8.1f", of->name, (int)seed, o->first * 1e3, o->size, o->movements,
           o->peak);
    if (of->all)
        printf(" %8.3f %9zu %9zu %s", o->all, o->conflicts, o->found, o->complete ? "all" : "some");
    printf("\n");
}

int main(int argc, char **argv)
{
    bool quick = argc > 1 && strcmp(argv[1], "quick") == 0;
    uint64_t seeds = quick ? 1 : MOST_SEEDS, seconds = quick ? 1 : 10;
    printf("%-38s %4s %9s %5s %11s %8s %8s %9s %9s\n", "1 thread", "seed", "first/ms", "size", "50 moves/s",
           "peak/MB", "all/s", "conflicts", "movements");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        for (uint64_t seed = 1; seed <= seeds; seed++) {
            outcome o = {0};
            if (measure(&rows[i], seed, seconds, &o))
                print_outcome(&rows[i], seed, &o);
            else
                printf("%-38s %4d not empty, or out of time\n", rows[i].name, (int)seed);
        }
    }
    return 0;
}

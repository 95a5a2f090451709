/* Turns made-up negotiations of many parties into a table of how fast it is found out whether the zone is empty.
 *
 * Usage: zone [quick]. Ten parties with alternatives, 60 issues of 5 to 10 values, 60 stances. A search in advance finds how
 * large a share of its best every party can have at once; in each row the alternatives ask for so much of that share: from what
 * many packages give to what only few do, and to what none does. A line a row, over all seeds; a seed is given ten seconds. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/masks.h"
#include "engine/proof/prover.h"
#include "heap.h"

enum { PARTIES = 10, ISSUES = 60, STANCES = 60, LEAST_VALUES = 5, MOST_VALUES = 10, MOST_SEEDS = 9 };

/* Per mille of the share that the search found. */
static const int64_t rows[] = {900, 970, 990, 995, 1000, 1005, 1010, 1020, 1040, 1100};

/* ---- Making up ---- */

typedef struct maker {
    zo_arena *arena;
    uint64_t state;
    zo_instance instance;
    uint32_t size[ISSUES], first_bit[ISSUES];
    zo_selector selector[STANCES + PARTIES];
    int64_t value[PARTIES][ISSUES][MOST_VALUES];
    int64_t best[PARTIES];   /* the most that the party could get */
    uint32_t hidden[ISSUES]; /* a package that meets every stance */
} maker;

static uint64_t draw(maker *m)
{
    uint64_t z = m->state += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

static uint32_t below(maker *m, uint32_t n) { return (uint32_t)(draw(m) % n); }

static zo_expr *new_expr(maker *m, zo_expr_kind kind, const zo_expr *left, const zo_expr *right)
{
    zo_expr *expr = ZO_NEW(m->arena, zo_expr);
    *expr = (zo_expr){.kind = kind, .left = left, .right = right};
    return expr;
}

/* About two thirds of the values, the hidden one among them where `kept`. */
static zo_expr *some_values(maker *m, uint32_t issue, bool kept)
{
    uint64_t *allowed = ZO_NEW(m->arena, uint64_t);
    for (uint32_t v = 0; v < m->size[issue]; v++)
        if (below(m, 3) > 0)
            zo_set_bit(allowed, v);
    if (kept)
        zo_set_bit(allowed, m->hidden[issue]);
    zo_expr *expr = new_expr(m, ZO_X_IN, NULL, NULL);
    expr->issue = issue;
    expr->allowed = allowed;
    return expr;
}

/* The one issue is about as far above the other as in the hidden package. */
static const zo_expr *comparison(maker *m, uint32_t issue, uint32_t other)
{
    zo_linear_term *term = ZO_NEW_MANY(m->arena, zo_linear_term, 2);
    for (uint32_t t = 0; t < 2; t++) {
        uint32_t of = t == 0 ? issue : other;
        int64_t *value = ZO_NEW_MANY(m->arena, int64_t, m->size[of]);
        for (uint32_t v = 0; v < m->size[of]; v++)
            value[v] = t == 0 ? (int64_t)v : -(int64_t)v;
        term[t] = (zo_linear_term){.issue = of, .value = value};
    }
    zo_linear *linear = ZO_NEW(m->arena, zo_linear);
    int64_t apart = (int64_t)m->hidden[issue] - (int64_t)m->hidden[other];
    *linear = (zo_linear){.start = (int64_t)below(m, 4) - apart, .relation = ZO_GE, .terms = 2, .term = term};
    zo_expr *expr = new_expr(m, ZO_X_LINEAR, NULL, NULL);
    expr->linear = linear;
    return expr;
}

static const zo_expr *stance(maker *m)
{
    uint32_t issue = below(m, ISSUES), other = (issue + 1 + below(m, ISSUES - 1)) % ISSUES;
    switch (below(m, 4)) {
    case 0: return some_values(m, issue, true);
    case 1: return comparison(m, issue, other);
    default: /* the one only if the other */
        return new_expr(m, ZO_X_OR, some_values(m, issue, false), some_values(m, other, true));
    }
}

static void make_issues(maker *m)
{
    size_t bits = 0;
    for (uint32_t i = 0; i < ISSUES; i++) {
        m->size[i] = LEAST_VALUES + below(m, MOST_VALUES - LEAST_VALUES + 1);
        m->first_bit[i] = (uint32_t)bits;
        m->hidden[i] = below(m, m->size[i]);
        bits += m->size[i];
    }
    m->instance = (zo_instance){.issues = ISSUES,
                                .size = m->size,
                                .first_bit = m->first_bit,
                                .value_bits = bits,
                                .selectors = STANCES + PARTIES,
                                .selector = m->selector};
}

/* Every party cares for about half of the issues, and is of its own mind on each value. */
static void make_values(maker *m)
{
    for (uint32_t p = 0; p < PARTIES; p++)
        for (uint32_t i = 0; i < ISSUES; i++) {
            int64_t weight = below(m, 2) == 0 ? 1 + (int64_t)below(m, 4) : 5 + (int64_t)below(m, 20);
            int64_t most = 0;
            for (uint32_t v = 0; v < m->size[i]; v++) {
                m->value[p][i][v] = weight * (int64_t)below(m, 1001);
                most = m->value[p][i][v] > most ? m->value[p][i][v] : most;
            }
            m->best[p] += most;
        }
}

static void make_selectors(maker *m, double share)
{
    for (uint32_t p = 0; p < PARTIES; p++) {
        const int64_t **table = ZO_NEW_MANY(m->arena, const int64_t *, ISSUES);
        int64_t *start = ZO_NEW(m->arena, int64_t);
        for (uint32_t i = 0; i < ISSUES; i++)
            table[i] = m->value[p][i];
        *start = -(int64_t)(share * (double)m->best[p]);
        zo_sum *sum = ZO_NEW(m->arena, zo_sum);
        *sum = (zo_sum){.words = 1, .start = start, .table = table};
        m->selector[STANCES + p] = (zo_selector){.class_ = ZO_ALTERNATIVE, .sum = sum, .voter = ZO_DIRECT};
    }
}

/* ---- How much all can have at once ---- */

static bool meets_stances(const maker *m, const uint32_t *package)
{
    for (size_t s = 0; s < STANCES; s++)
        if (!zo_holds(m->selector[s].expr, package))
            return false;
    return true;
}

static double worst_share(const maker *m, const uint32_t *package, double sharpness, double *soft)
{
    double worst = 1;
    *soft = 0;
    for (uint32_t p = 0; p < PARTIES; p++) {
        double total = 0;
        for (uint32_t i = 0; i < ISSUES; i++)
            total += (double)m->value[p][i][package[i]];
        double share = total / (double)m->best[p];
        worst = share < worst ? share : worst;
        *soft += exp(-sharpness * share);
    }
    return worst;
}

/* Changes issue by issue as long as the worst off gain, ever more of them alone. */
static double climb(maker *m, uint32_t *package)
{
    double soft, best = worst_share(m, package, 1, &soft);
    for (double sharpness = 20; sharpness < 2000; sharpness *= 1.5) {
        worst_share(m, package, sharpness, &soft);
        for (uint32_t tries = 0; tries < 4000; tries++) {
            uint32_t i = below(m, ISSUES), was = package[i], j = below(m, ISSUES), other = package[j];
            double now;
            package[i] = below(m, m->size[i]);
            if (tries % 2 == 0)
                package[j] = below(m, m->size[j]);
            double worst = worst_share(m, package, sharpness, &now);
            if (now <= soft && meets_stances(m, package)) {
                soft = now;
                best = worst > best ? worst : best;
            } else {
                package[j] = other;
                package[i] = was;
            }
        }
    }
    return best;
}

static double common_share(maker *m)
{
    double best = 0;
    for (int start = 0; start < 5; start++) {
        uint32_t package[ISSUES];
        memcpy(package, m->hidden, sizeof package);
        double share = climb(m, package);
        best = share > best ? share : best;
    }
    return best;
}

static void make_negotiation(maker *m, double *share)
{
    make_issues(m);
    make_values(m);
    for (size_t s = 0; s < STANCES; s++)
        m->selector[s] = (zo_selector){.class_ = ZO_STANCE, .expr = stance(m), .voter = ZO_DIRECT};
    *share = common_share(m);
}

/* ---- Measuring ---- */

typedef struct outcome {
    double seconds, slowest;
    size_t open, empty, undecided;
} outcome;

static void measure(uint64_t seed, int64_t per_mille, outcome *o)
{
    zo_heap heap;
    zo_arena arena;
    double share;
    open_heap(&heap, &arena);
    maker *m = ZO_NEW(&arena, maker);
    m->arena = &arena;
    m->state = seed;
    make_negotiation(m, &share);
    make_selectors(m, share * (double)per_mille / 1000);
    zo_limit limit = {.threads = 1, .deadline = zo_clock_now() + 10000000000u};
    zo_mode mode[STANCES + PARTIES];
    uint64_t begin = zo_clock_now(), all[] = {UINT64_MAX, UINT64_MAX};
    for (size_t s = 0; s < STANCES + PARTIES; s++)
        mode[s] = ZO_SOFT;
    zo_prover *prover = zo_prover_new(&m->instance, mode, &limit, &arena);
    zo_proved proved = zo_prover_ask(prover, all, NULL, NULL);
    double seconds = (double)(zo_clock_now() - begin) / 1e9;
    o->seconds += seconds;
    o->slowest = seconds > o->slowest ? seconds : o->slowest;
    o->open += proved == ZO_POSSIBLE;
    o->empty += proved == ZO_IMPOSSIBLE;
    o->undecided += proved == ZO_UNDECIDED;
    zo_arena_close(&arena);
}

int main(int argc, char **argv)
{
    uint64_t seeds = argc > 1 && strcmp(argv[1], "quick") == 0 ? 1 : MOST_SEEDS;
    printf("%-40s %7s %7s %9s %9s %9s\n", "10 alternatives, 60 issues, 60 stances", "a deal", "none",
           "not known", "mean/s", "slowest/s");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        outcome o = {0};
        for (uint64_t seed = 1; seed <= seeds; seed++)
            measure(seed, rows[i], &o);
        printf("all ask for %5.1f %% of the share found %*s %7zu %7zu %9zu %9.3f %9.3f\n",
               (double)rows[i] / 10, 1, "", o.open, o.empty, o.undecided, o.seconds / (double)seeds,
               o.slowest);
        fflush(stdout);
    }
    return 0;
}

/* Turns made-up negotiations that nobody could walk through into a table of how fast their frontiers are found by elimination.
 *
 * Every party divides S points among the issues by weight, and each value of an issue divides the issue among the parties: the
 * best one of a party earns all its points. With a width,
 * issues stand in a partial tree of that width: issues that stand next to each other share bonuses, and of some such pairs a
 * fifth of all combinations is forbidden.
 *
 * Usage: pareto [quick]. Seconds for the graph of choices and for the frontier, and the memory for lists of vectors. Quick is the
 * first two rows. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/frontier/pareto.h"
#include "heap.h"

enum { MOST_WIDTH = 4, BONUSES = 3 };

typedef struct shape {
    uint32_t parties, issues, least, most; /* values an issue */
    uint32_t points, width;
} shape;

typedef struct maker {
    uint64_t state;
    zo_arena *arena;
    zo_instance instance;
    ZO_ARRAY(zo_selector) selector;
    ZO_ARRAY(zo_bonus) *bonus; /* per party */
    const zo_sum **sum;
} maker;

static uint32_t below(maker *m, uint32_t n)
{
    m->state = m->state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((m->state >> 33) % n);
}

static void make_issues(maker *m, const shape *s)
{
    uint32_t *size = ZO_NEW_MANY(m->arena, uint32_t, s->issues),
             *first = ZO_NEW_MANY(m->arena, uint32_t, s->issues);
    m->instance = (zo_instance){.issues = s->issues, .size = size, .first_bit = first};
    for (uint32_t i = 0; i < s->issues; i++) {
        size[i] = s->least + below(m, s->most - s->least + 1);
        first[i] = (uint32_t)m->instance.value_bits;
        m->instance.value_bits += size[i];
    }
}

/* ---- Parties ---- */

/* Shares of the points that add up to all of them. */
static void share_points(maker *m, const shape *s, uint32_t *share)
{
    uint64_t *weight = ZO_NEW_MANY(m->arena, uint64_t, s->issues), all = 0, so_far = 0, given = 0;
    for (uint32_t i = 0; i < s->issues; i++)
        all += weight[i] = 100 + below(m, 901);
    for (uint32_t i = 0; i < s->issues; i++) {
        so_far += weight[i];
        share[i] = (uint32_t)(so_far * s->points / all - given);
        given += share[i];
    }
}

/* Each value divides the issue: what one party has of it others have not. */
static void divide_issue(maker *m, const shape *s, uint32_t issue, uint32_t **part)
{
    for (uint32_t v = 0; v < m->instance.size[issue]; v++) {
        uint32_t all = 0;
        for (uint32_t p = 0; p < s->parties; p++)
            all += part[p][v] = 1 + below(m, 1000);
        for (uint32_t p = 0; p < s->parties; p++)
            part[p][v] = part[p][v] * 100000 / (all + 3000);
    }
}

/* In proportion, the best being the whole share. */
static const int64_t *worths_of(maker *m, uint32_t size, const uint32_t *part, uint32_t share)
{
    int64_t *worth = ZO_NEW_MANY(m->arena, int64_t, size);
    uint32_t most = 1;
    for (uint32_t v = 0; v < size; v++)
        most = part[v] > most ? part[v] : most;
    for (uint32_t v = 0; v < size; v++)
        worth[v] = (int64_t)((uint64_t)part[v] * share / most);
    return worth;
}

static void make_sums(maker *m, const shape *s)
{
    const int64_t ***table = ZO_NEW_MANY(m->arena, const int64_t **, s->parties);
    uint32_t **share = ZO_NEW_MANY(m->arena, uint32_t *, s->parties);
    uint32_t **part = ZO_NEW_MANY(m->arena, uint32_t *, s->parties);
    for (uint32_t p = 0; p < s->parties; p++) {
        table[p] = ZO_NEW_MANY(m->arena, const int64_t *, s->issues);
        share[p] = ZO_NEW_MANY(m->arena, uint32_t, s->issues);
        part[p] = ZO_NEW_MANY(m->arena, uint32_t, s->most);
        share_points(m, s, share[p]);
        zo_sum *sum = ZO_NEW(m->arena, zo_sum);
        *sum = (zo_sum){.words = 1,
                        .start = ZO_NEW(m->arena, int64_t),
                        .table = table[p],
                        .bonuses = m->bonus[p].n,
                        .bonus = m->bonus[p].at};
        m->sum[p] = sum;
    }
    for (uint32_t i = 0; i < s->issues; i++) {
        divide_issue(m, s, i, part);
        for (uint32_t p = 0; p < s->parties; p++)
            table[p][i] = worths_of(m, m->instance.size[i], part[p], share[p][i]);
    }
}

/* ---- Pairs of issues ---- */

static zo_expr *one_of(maker *m, uint32_t issue, bool single)
{
    zo_expr *expr = ZO_NEW(m->arena, zo_expr);
    uint32_t size = m->instance.size[issue];
    uint64_t *allowed = ZO_NEW_MANY(m->arena, uint64_t, zo_set_words(size));
    for (uint32_t v = 0; v < size; v++)
        if (!single && below(m, 5) > 0)
            zo_set_bit(allowed, v);
    zo_set_bit(allowed, below(m, size));
    *expr = (zo_expr){.kind = ZO_X_IN, .issue = issue, .allowed = allowed};
    return expr;
}

static zo_expr *join(maker *m, zo_expr_kind kind, const zo_expr *left, const zo_expr *right)
{
    zo_expr *expr = ZO_NEW(m->arena, zo_expr);
    *expr = (zo_expr){.kind = kind, .left = left, .right = right};
    return expr;
}

/* With each value of the one issue, about a fifth of the other's values is forbidden. */
static void forbid(maker *m, uint32_t a, uint32_t b)
{
    for (uint32_t v = 0; v < m->instance.size[a]; v++) {
        zo_expr *here = one_of(m, a, true);
        uint64_t *allowed = ZO_NEW_MANY(m->arena, uint64_t, zo_set_words(m->instance.size[a]));
        zo_set_bit(allowed, v);
        here->allowed = allowed;
        zo_expr *expr = join(m, ZO_X_OR, join(m, ZO_X_NOT, here, NULL), one_of(m, b, false));
        zo_selector selector = {.class_ = ZO_RULE, .expr = expr, .voter = ZO_DIRECT};
        ZO_PUSH(m->arena, &m->selector, selector);
    }
}

static void tie(maker *m, const shape *s, uint32_t a, uint32_t b)
{
    if (below(m, 5) < 2)
        forbid(m, a, b);
    for (uint32_t p = 0; p < s->parties; p++) {
        for (size_t i = 0; i < BONUSES; i++) {
            int64_t *points = ZO_NEW(m->arena, int64_t);
            *points = below(m, s->points / s->issues + 1);
            zo_bonus bonus = {.when = join(m, ZO_X_AND, one_of(m, a, true), one_of(m, b, true)),
                              .points = points};
            ZO_PUSH(m->arena, &m->bonus[p], bonus);
        }
    }
}

/* Every issue joins a clique of earlier ones, of which some ties are left out. */
static void make_tree(maker *m, const shape *s)
{
    uint32_t(*clique)[MOST_WIDTH] = zo_alloc_many(m->arena, s->issues, sizeof *clique);
    for (uint32_t i = 0; i < s->issues && s->width > 0; i++) {
        uint32_t host = i == 0 ? 0 : below(m, i), left = below(m, s->width);
        for (uint32_t k = 0; k < s->width; k++) {
            clique[i][k] = i <= s->width ? k : k == left ? host : clique[host][k];
            if (clique[i][k] < i && below(m, 10) < 9)
                tie(m, s, clique[i][k], i);
        }
    }
}

/* ---- The table ---- */

static zo_mode *make(maker *m, const shape *s)
{
    make_issues(m, s);
    m->bonus = zo_alloc_many(m->arena, s->parties, sizeof *m->bonus);
    m->sum = ZO_NEW_MANY(m->arena, const zo_sum *, s->parties);
    make_tree(m, s);
    make_sums(m, s);
    m->instance.selector = m->selector.at;
    m->instance.selectors = m->selector.n;
    zo_mode *mode = ZO_NEW_MANY(m->arena, zo_mode, m->selector.n);
    for (size_t i = 0; i < m->selector.n; i++)
        mode[i] = ZO_HARD;
    return mode;
}

static double seconds_since(uint64_t begin) { return (double)(zo_clock_now() - begin) / 1e9; }

static void measure(const shape *s)
{
    enum { MOST_ARCS = 10000000 };
    zo_heap heap;
    zo_arena arena;
    open_heap(&heap, &arena);
    maker m = {.state = 2026, .arena = &arena};
    zo_mode *mode = make(&m, s);
    zo_limit limit = {.threads = 1};
    uint64_t begin = zo_clock_now();
    zo_graph *graph = zo_graph_build(&m.instance, mode, m.sum, s->parties, MOST_ARCS, &limit, &arena);
    double build = seconds_since(begin);
    printf("%7u %6u %9u %5u ", s->parties, s->issues, s->points, s->width);
    if (graph->problem == NULL && graph->reach == ZO_EXACT) {
        begin = zo_clock_now();
        zo_points points = zo_pareto(graph, 0, NULL, 0, &limit, &arena);
        printf("%9zu %9zu %8.3f %8.3f %6zu\n", graph->arcs, points.points, build, seconds_since(begin),
               points.largest >> 20);
    } else {
        printf("%s\n", graph->problem != NULL ? graph->problem : "too many arcs");
    }
    zo_arena_close(&arena);
}

int main(int argc, char **argv)
{
    static const shape shapes[] = {
        {2, 60, 5, 10, 1000000, 0}, {3, 20, 5, 10, 100000, 0}, {3, 40, 5, 10, 1000, 0},
        {3, 40, 5, 10, 100000, 0},  {4, 10, 5, 10, 1000, 0},   {4, 20, 5, 10, 1000, 0},
        {5, 10, 5, 10, 1000, 0},    {8, 8, 5, 5, 1000, 0},     {2, 40, 5, 10, 1000000, 2},
        {2, 40, 5, 10, 1000000, 3}, {3, 20, 5, 10, 1000, 2},   {3, 20, 5, 10, 1000, 3},
        {4, 12, 5, 10, 1000, 2},    {3, 30, 5, 10, 1000, 2},
    };
    size_t n = argc > 1 && strcmp(argv[1], "quick") == 0 ? 2 : sizeof shapes / sizeof *shapes;
    printf("parties issues    points width      arcs    points    graph frontier     MB\n");
    for (size_t i = 0; i < n; i++)
        measure(&shapes[i]);
    return 0;
}

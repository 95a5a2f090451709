/* Turns made-up negotiations that nobody could walk through into a table of how fast the best packages are found.
 *
 * Every party divides S points among the issues by weight, and the values of an issue are worth random parts of its share.
 * With alternatives, each party wants at least so many of a hundred points, as a cut. One thread; processor time. A search
 * that is not done in time says how much better any package could still be. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "engine/choice/optimum.h"
#include "heap.h"

typedef struct shape {
    uint32_t parties, issues, points, alternatives;
} shape;

typedef struct maker {
    uint64_t state;
    zo_arena *arena;
    zo_instance instance;
    zo_graph graph;
    int64_t *worth; /* the graph's points */
} maker;

static uint32_t below(maker *m, uint32_t n)
{
    m->state = m->state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((m->state >> 33) % n);
}

static void make_issues(maker *m, uint32_t issues)
{
    uint32_t *size = ZO_NEW_MANY(m->arena, uint32_t, issues),
             *first = ZO_NEW_MANY(m->arena, uint32_t, issues);
    m->instance = (zo_instance){.issues = issues, .size = size, .first_bit = first};
    for (uint32_t i = 0; i < issues; i++) {
        size[i] = 5 + below(m, 6);
        first[i] = (uint32_t)m->instance.value_bits;
        m->instance.value_bits += size[i];
    }
}

/* One root fork an issue. */
static void make_graph(maker *m, uint32_t parties)
{
    const zo_instance *in = &m->instance;
    zo_fork *fork = ZO_NEW_MANY(m->arena, zo_fork, in->issues);
    zo_arc *arc = ZO_NEW_MANY(m->arena, zo_arc, in->value_bits);
    uint32_t *root = ZO_NEW_MANY(m->arena, uint32_t, in->issues);
    for (uint32_t i = 0; i < in->issues; i++) {
        fork[i] = (zo_fork){.issue = i, .arc = in->first_bit[i], .arcs = in->size[i]};
        root[i] = i;
        for (uint32_t v = 0; v < in->size[i]; v++)
            arc[in->first_bit[i] + v].value = v;
    }
    m->worth = ZO_NEW_MANY(m->arena, int64_t, in->value_bits * parties);
    m->graph = (zo_graph){.instance = in,
                          .forks = in->issues,
                          .fork = fork,
                          .arcs = in->value_bits,
                          .arc = arc,
                          .roots = in->issues,
                          .root = root,
                          .worths = parties,
                          .start = ZO_NEW_MANY(m->arena, int64_t, parties),
                          .points = m->worth,
                          .extra = ZO_NEW_MANY(m->arena, int64_t, parties)};
}

/* The best value of an issue is worth its whole share. */
static void share_issue(maker *m, uint32_t party, uint32_t issue, double share)
{
    const zo_instance *in = &m->instance;
    uint32_t part[10], most = 1;
    for (uint32_t v = 0; v < in->size[issue]; v++) {
        part[v] = 1 + below(m, 100000);
        most = part[v] > most ? part[v] : most;
    }
    for (uint32_t v = 0; v < in->size[issue]; v++)
        m->worth[(in->first_bit[issue] + v) * m->graph.worths + party] =
            (int64_t)(share * (double)part[v] / (double)most + 0.5);
}

static void make_party(maker *m, const shape *s, uint32_t party)
{
    double weight[60], all = 0;
    for (uint32_t i = 0; i < s->issues; i++)
        all += weight[i] = 100 + below(m, 1901);
    for (uint32_t i = 0; i < s->issues; i++)
        share_issue(m, party, i, weight[i] / all * (double)s->points);
}

static zo_cut *make_alternatives(maker *m, const shape *s)
{
    zo_cut *cut = ZO_NEW_MANY(m->arena, zo_cut, s->parties);
    for (uint32_t p = 0; p < s->parties; p++) {
        int64_t *weight = ZO_NEW_MANY(m->arena, int64_t, s->parties);
        weight[p] = 1;
        cut[p] = (zo_cut){.weight = weight, .least = (int64_t)s->points * s->alternatives / 100};
    }
    return cut;
}

static double seconds_since(clock_t begin) { return (double)(clock() - begin) / CLOCKS_PER_SEC; }

/* Each party's ideal is the most that the alternatives leave it. */
static double find_ideals(maker *m, const shape *s, const zo_cut *cut, size_t cuts, const zo_limit *limit,
                          zo_bargainer *party)
{
    clock_t begin = clock();
    int64_t *weight = ZO_NEW_MANY(m->arena, int64_t, s->parties);
    for (uint32_t p = 0; p < s->parties; p++) {
        weight[p] = 1;
        zo_linear_best most = zo_optimum_linear(&m->graph, weight, cut, cuts, limit, m->arena);
        weight[p] = 0;
        party[p] = (zo_bargainer){.scale = zo_int_of(1), .ideal = zo_int_of(most.any ? most.most : 0)};
    }
    return seconds_since(begin);
}

static void print_optimum(const zo_optimum *found, double seconds)
{
    if (found->reach != ZO_EXACT)
        printf("  %6.2f %% %9s", found->gap * 100, "");
    else
        printf("  %8.4f %c%8s", seconds, found->all_ties ? '*' : ' ',
               found->points.points == 0 ? "none" : found->how);
}

static void measure(const shape *s, double seconds)
{
    zo_heap heap;
    zo_arena arena;
    open_heap(&heap, &arena);
    maker m = {.state = 2026, .arena = &arena};
    make_issues(&m, s->issues);
    make_graph(&m, s->parties);
    for (uint32_t p = 0; p < s->parties; p++)
        make_party(&m, s, p);
    zo_cut *cut = s->alternatives > 0 ? make_alternatives(&m, s) : NULL;
    size_t cuts = s->alternatives > 0 ? s->parties : 0;
    zo_bargainer *party = ZO_NEW_MANY(&arena, zo_bargainer, s->parties);
    zo_limit limit = {.threads = 1};
    limit.deadline = zo_clock_now() + (uint64_t)(seconds * 1e9);
    printf("%7u %6u %7u %4u", s->parties, s->issues, s->points, s->alternatives);
    printf("  %8.4f", find_ideals(&m, s, cut, cuts, &limit, party));
    for (zo_yardstick y = ZO_NASH; y <= ZO_UTILITARIAN; y++) {
        zo_optimum_question question = {
            .graph = &m.graph, .cut = cut, .cuts = cuts, .yardstick = y, .party = party};
        limit.deadline = zo_clock_now() + (uint64_t)(seconds * 1e9);
        clock_t begin = clock();
        zo_optimum found = zo_optimum_find(&question, &limit, &arena);
        print_optimum(&found, seconds_since(begin));
        fflush(stdout);
    }
    printf("\n");
    zo_arena_close(&arena);
}

int main(int argc, char **argv)
{
    static const shape shapes[] = {
        {3, 30, 1000, 0},   {3, 30, 100000, 0},  {3, 30, 100000, 66},  {4, 40, 1000, 0},
        {4, 40, 100000, 0}, {5, 30, 100000, 0},  {6, 30, 100000, 0},   {8, 20, 100000, 0},
        {8, 40, 1000, 0},   {8, 40, 100000, 0},  {8, 40, 100000, 66},  {12, 40, 100000, 0},
        {30, 60, 1000, 0},  {30, 60, 100000, 0}, {30, 60, 100000, 50}, {30, 60, 100000, 66},
    };
    bool quick = argc > 1 && strcmp(argv[1], "quick") == 0;
    size_t n = sizeof shapes / sizeof *shapes,
           only = argc > 1 && !quick ? (size_t)strtoul(argv[1], NULL, 10) : n;
    double seconds = argc > 2 ? strtod(argv[2], NULL) : quick ? 0.05 : 10;
    printf("seconds, one thread; *: with all ties; %%: how much better any could be, after %g seconds\n",
           seconds);
    printf("parties issues  points alt.    ideals  %-19s  %-19s  %-19s  %-19s\n", "Nash", "Kalai-Smorodinsky",
           "egalitarian", "utilitarian");
    for (size_t i = 0; i < n; i++)
        if (only >= n || only == i)
            measure(&shapes[i], seconds);
    return 0;
}

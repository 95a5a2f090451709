/* Turns seeds into random graphs of choices, and those into their packages and frontiers by following every choice.
 *
 * Included by the test programs after random_instance.h; each has the functions to itself. */
#ifndef ZO_TESTS_RANDOM_GRAPH_H
#define ZO_TESTS_RANDOM_GRAPH_H

#include "engine/frontier/pareto.h"
#include "engine/graph/passes.h"
#include "random_instance.h"

enum { MOST_WORTHS = 7, MOST_ISSUES = 8 };

/* ---- Random graphs ---- */

typedef struct maker {
    world *w;
    ZO_ARRAY(zo_fork) fork;
    ZO_ARRAY(zo_arc) arc;
    ZO_ARRAY(uint32_t) child;
    uint32_t extras;
} maker;

/* Divides the issues into groups and makes some forks for each; a choice of one per group leads to them. */
static inline uint32_t make_fork(maker *m, const uint32_t *issue, size_t issues);

static inline void make_groups(maker *m, const uint32_t *issue, size_t issues, size_t leads,
                               uint32_t (*lead)[MOST_ISSUES], uint32_t *groups)
{
    *groups = 0;
    for (size_t from = 0; from < issues;) {
        size_t n = 1 + below(m->w, (uint32_t)(issues - from)), forks = 1 + below(m->w, 2);
        uint32_t fork[2];
        for (size_t f = 0; f < forks; f++)
            fork[f] = make_fork(m, issue + from, n);
        for (size_t l = 0; l < leads; l++)
            lead[l][*groups] = fork[below(m->w, (uint32_t)forks)];
        ++*groups;
        from += n;
    }
}

static inline uint32_t make_fork(maker *m, const uint32_t *issue, size_t issues)
{
    enum { MOST_LEADS = 140 };
    world *w = m->w;
    uint32_t size = w->instance.size[issue[0]], groups = 0;
    uint32_t lead[MOST_LEADS][MOST_ISSUES];
    assert_true(size <= MOST_LEADS);
    make_groups(m, issue + 1, issues - 1, size, lead, &groups);
    zo_fork fork = {.issue = issue[0], .arc = (uint32_t)m->arc.n};
    for (uint32_t v = 0; v < size; v++) {
        if (one_in(w, 4) && (fork.arcs > 0 || v + 1 < size))
            continue;
        zo_arc arc = {.value = v,
                      .extra = one_in(w, 3) ? below(w, m->extras) : 0,
                      .child = (uint32_t)m->child.n,
                      .children = groups};
        for (uint32_t g = 0; g < groups; g++)
            ZO_PUSH(&w->arena, &m->child, lead[v][g]);
        ZO_PUSH(&w->arena, &m->arc, arc);
        fork.arcs++;
    }
    ZO_PUSH(&w->arena, &m->fork, fork);
    return (uint32_t)m->fork.n - 1;
}

static inline int64_t *random_points(world *w, size_t n, int64_t most)
{
    int64_t *points = ZO_NEW_MANY(&w->arena, int64_t, n + 1);
    for (size_t i = 0; i < n; i++)
        points[i] = between(w, -most, most);
    return points;
}

static inline void shuffle(world *w, uint32_t *issue, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        size_t j = below(w, (uint32_t)(i + 1));
        issue[i] = issue[j];
        issue[j] = (uint32_t)i;
    }
}

static inline zo_graph *random_graph(world *w, size_t issues, size_t worths, int64_t most)
{
    uint32_t *size = ZO_NEW_MANY(&w->arena, uint32_t, issues), order[MOST_ISSUES];
    for (size_t i = 0; i < issues; i++)
        size[i] = one_in(w, 9) ? 1 + below(w, 12) : 1 + below(w, 4);
    set_issues(w, issues, size);
    maker m = {.w = w, .extras = 1 + below(w, 4)};
    shuffle(w, order, issues);
    zo_graph *graph = ZO_NEW(&w->arena, zo_graph);
    uint32_t(*root)[MOST_ISSUES] = zo_alloc(&w->arena, sizeof *root), roots = 0;
    make_groups(&m, order, issues, 1, root, &roots);
    int64_t *extra = random_points(w, m.extras * worths, most);
    memset(extra, 0, worths * sizeof *extra);
    *graph = (zo_graph){.instance = &w->instance,
                        .forks = m.fork.n,
                        .fork = m.fork.at,
                        .arcs = m.arc.n,
                        .arc = m.arc.at,
                        .child = m.child.at,
                        .roots = roots,
                        .root = root[0],
                        .worths = worths,
                        .start = random_points(w, worths, most),
                        .points = random_points(w, w->instance.value_bits * worths, most),
                        .extra = extra};
    return graph;
}

/* ---- The plain frontier ---- */

typedef struct plain_way {
    uint32_t package[MOST_ISSUES];
    int64_t worth[MOST_WORTHS];
    uint64_t count;
    bool out;
} plain_way;

typedef struct plain {
    world *w;
    const zo_graph *graph;
    size_t shown;
    const zo_cut *cut;
    size_t cuts;
    ZO_ARRAY(plain_way) ways;
} plain;

static inline bool is_cut_off(const plain *p, const int64_t *worth)
{
    for (size_t c = 0; c < p->cuts; c++) {
        int64_t sum = 0;
        for (size_t k = 0; k < p->graph->worths; k++)
            sum += p->cut[c].weight[k] * worth[k];
        if (sum < p->cut[c].least)
            return true;
    }
    return false;
}

/* Follows every choice at the forks that are open. */
static inline void follow_all(plain *p, const uint32_t *open, size_t n, const plain_way *so_far)
{
    uint32_t rest[2 * MOST_ISSUES];
    const zo_graph *graph = p->graph;
    if (n == 0) {
        if (!is_cut_off(p, so_far->worth))
            ZO_PUSH(&p->w->arena, &p->ways, *so_far);
        return;
    }
    const zo_fork *fork = &graph->fork[open[n - 1]];
    for (uint32_t a = fork->arc; a < fork->arc + fork->arcs; a++) {
        const zo_arc *arc = &graph->arc[a];
        plain_way way = *so_far;
        size_t bit = graph->instance->first_bit[fork->issue] + arc->value;
        way.package[fork->issue] = arc->value;
        for (size_t k = 0; k < graph->worths; k++)
            way.worth[k] +=
                graph->points[bit * graph->worths + k] + graph->extra[arc->extra * graph->worths + k];
        memcpy(rest, open, (n - 1) * sizeof *rest);
        for (uint32_t c = 0; c < arc->children; c++)
            rest[n - 1 + c] = graph->child[arc->child + c];
        follow_all(p, rest, n - 1 + arc->children, &way);
    }
}

static size_t shown_worths; /* for qsort */

static inline int compare_worths(const plain_way *a, const plain_way *b)
{
    for (size_t k = 0; k < shown_worths; k++)
        if (a->worth[k] != b->worth[k])
            return a->worth[k] > b->worth[k] ? -1 : 1;
    return 0;
}

static inline int compare_ways(const void *x, const void *y)
{
    const plain_way *a = x, *b = y;
    int order = compare_worths(a, b);
    for (size_t i = 0; i < MOST_ISSUES && order == 0; i++)
        order = a->package[i] < b->package[i] ? -1 : a->package[i] > b->package[i];
    return order;
}

static inline bool is_beaten(const plain_way *a, const plain_way *by)
{
    bool larger = false;
    for (size_t k = 0; k < shown_worths; k++) {
        if (a->worth[k] > by->worth[k])
            return false;
        larger = larger || a->worth[k] < by->worth[k];
    }
    return larger;
}

static inline size_t unite(plain *p)
{
    size_t n = 0;
    shown_worths = p->shown;
    if (p->ways.n > 0)
        qsort(p->ways.at, p->ways.n, sizeof *p->ways.at, compare_ways);
    for (size_t i = 0; i < p->ways.n; i++) {
        if (n == 0 || compare_worths(&p->ways.at[n - 1], &p->ways.at[i]) != 0)
            p->ways.at[n++] = p->ways.at[i];
        p->ways.at[n - 1].count++;
    }
    return n;
}

static inline void follow_all_packages(plain *p)
{
    plain_way start = {0};
    memcpy(start.worth, p->graph->start, p->graph->worths * sizeof *start.worth);
    follow_all(p, p->graph->root, p->graph->roots, &start);
}

static inline void find_plainly(plain *p)
{
    follow_all_packages(p);
    size_t n = unite(p), kept = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < i && !p->ways.at[i].out; j++)
            p->ways.at[i].out = is_beaten(&p->ways.at[i], &p->ways.at[j]);
    for (size_t i = 0; i < n; i++)
        if (!p->ways.at[i].out)
            p->ways.at[kept++] = p->ways.at[i];
    p->ways.n = kept;
}

/* Cuts that bite: the least is about what a package has. */
static inline zo_cut *random_cuts(world *w, const zo_graph *graph, size_t cuts, int64_t most)
{
    zo_cut *cut = ZO_NEW_MANY(&w->arena, zo_cut, cuts + 1);
    for (size_t c = 0; c < cuts; c++) {
        int64_t *weight = ZO_NEW_MANY(&w->arena, int64_t, graph->worths + 1), sum = 0;
        for (size_t k = 0; k < graph->worths; k++) {
            weight[k] = one_in(w, 2) ? 0 : between(w, 1, 4);
            sum += weight[k] * between(w, -2 * most, 2 * most);
        }
        cut[c] = (zo_cut){.weight = weight, .least = sum};
    }
    return cut;
}

#endif

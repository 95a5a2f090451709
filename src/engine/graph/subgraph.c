/* A graph, an issue and a value -> the part of the graph where the issue has the value.
 *
 * Forks of the issue keep one arc; arcs that lead to a fork without arcs go, from the ends to the roots. */
#include "engine/graph/subgraph.h"

enum { GONE = UINT32_MAX };

typedef struct zo_pruning {
    const zo_graph *graph;
    uint32_t issue, value;
    uint32_t *moved; /* per fork of the graph: its number in the part, or GONE */
    zo_fork *fork;
    zo_arc *arc;
    uint32_t *child;
    size_t forks, arcs, children;
} zo_pruning;

static bool is_left(const zo_pruning *p, const zo_fork *fork, const zo_arc *arc)
{
    if (fork->issue == p->issue && arc->value != p->value)
        return false;
    for (uint32_t c = 0; c < arc->children; c++)
        if (p->moved[p->graph->child[arc->child + c]] == GONE)
            return false;
    return true;
}

static void copy_arc(zo_pruning *p, const zo_arc *arc)
{
    zo_arc *copy = &p->arc[p->arcs++];
    *copy = *arc;
    copy->child = (uint32_t)p->children;
    for (uint32_t c = 0; c < arc->children; c++)
        p->child[p->children++] = p->moved[p->graph->child[arc->child + c]];
}

static void prune_fork(zo_pruning *p, size_t f)
{
    const zo_fork *fork = &p->graph->fork[f];
    zo_fork copy = {.issue = fork->issue, .arc = (uint32_t)p->arcs};
    for (uint32_t a = fork->arc; a < fork->arc + fork->arcs; a++)
        if (is_left(p, fork, &p->graph->arc[a]))
            copy_arc(p, &p->graph->arc[a]);
    copy.arcs = (uint32_t)p->arcs - copy.arc;
    p->moved[f] = copy.arcs == 0 ? GONE : (uint32_t)p->forks;
    if (copy.arcs > 0)
        p->fork[p->forks++] = copy;
}

static size_t count_children(const zo_graph *graph)
{
    size_t children = 0;
    for (size_t a = 0; a < graph->arcs; a++)
        children += graph->arc[a].children;
    return children;
}

zo_graph *zo_graph_with_value(const zo_graph *graph, uint32_t issue, uint32_t value, zo_arena *arena)
{
    zo_pruning p = {.graph = graph, .issue = issue, .value = value};
    p.moved = ZO_NEW_MANY(arena, uint32_t, graph->forks + 1);
    p.fork = ZO_NEW_MANY(arena, zo_fork, graph->forks + 1);
    p.arc = ZO_NEW_MANY(arena, zo_arc, graph->arcs + 1);
    p.child = ZO_NEW_MANY(arena, uint32_t, count_children(graph) + 1);
    for (size_t f = 0; f < graph->forks; f++)
        prune_fork(&p, f);
    zo_graph *part = ZO_NEW(arena, zo_graph);
    uint32_t *root = ZO_NEW_MANY(arena, uint32_t, graph->roots + 1);
    *part = *graph;
    for (size_t r = 0; r < graph->roots; r++) {
        root[r] = p.moved[graph->root[r]];
        part->empty = part->empty || root[r] == GONE;
    }
    part->forks = part->empty ? 0 : p.forks;
    part->fork = p.fork;
    part->arcs = part->empty ? 0 : p.arcs;
    part->arc = p.arc;
    part->child = p.child;
    part->roots = part->empty ? 0 : graph->roots;
    part->root = root;
    return part;
}

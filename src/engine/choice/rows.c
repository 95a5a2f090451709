/* Turns a graph and weights into rows, and asks it for the best package by a sum of them: one pass from the ends to the
 * roots, and one back where it is asked what each value still allows. */
#include "engine/choice/rows.h"

#include <string.h>

/* ---- Rows ---- */

__extension__ typedef __int128 wide;

static wide magnitude(int64_t a) { return a < 0 ? -(wide)a : a; }

/* Of `entries` numbers of that worth. */
static wide largest(const int64_t *worth, size_t entries, size_t worths, size_t w)
{
    wide most = 0;
    for (size_t e = 0; e < entries; e++)
        most = magnitude(worth[e * worths + w]) > most ? magnitude(worth[e * worths + w]) : most;
    return most;
}

static int64_t narrowed(wide range) { return range > INT64_MAX ? INT64_MAX : (int64_t)range; }

static int64_t range_of_worth(const zo_graph *graph, size_t extras, size_t w)
{
    const zo_instance *in = graph->instance;
    wide range = 1 + magnitude(graph->start[w]); /* never 0, so that weights are bounded, too */
    for (size_t i = 0; i < in->issues; i++)
        range += largest(graph->points + in->first_bit[i] * graph->worths, in->size[i], graph->worths, w);
    return narrowed(range + (wide)in->issues * largest(graph->extra, extras, graph->worths, w));
}

static void find_ranges(zo_rows *r, const int64_t *const *weight, zo_arena *arena)
{
    size_t worths = r->graph->worths;
    int64_t *range = ZO_NEW_MANY(arena, int64_t, worths + 1);
    r->range = ZO_NEW_MANY(arena, int64_t, r->rows + 1);
    for (size_t w = 0; w < worths; w++)
        range[w] = range_of_worth(r->graph, r->extras, w);
    for (size_t i = 0; i < r->rows; i++)
        for (size_t w = 0; w < worths; w++)
            r->range[i] = narrowed(r->range[i] + magnitude(weight[i][w]) * range[w]);
}

static int64_t weighted(const int64_t *weight, const int64_t *worth, size_t worths)
{
    uint64_t sum = 0; /* wraps where the range is too much */
    for (size_t i = 0; i < worths; i++)
        sum += (uint64_t)weight[i] * (uint64_t)worth[i];
    return (int64_t)sum;
}

static int64_t *weigh_all(const zo_graph *graph, const int64_t *const *weight, size_t rows,
                          const int64_t *worth, size_t entries, zo_arena *arena)
{
    int64_t *sum = ZO_NEW_MANY(arena, int64_t, entries * rows + 1);
    for (size_t e = 0; e < entries; e++)
        for (size_t r = 0; r < rows; r++)
            sum[e * rows + r] = weighted(weight[r], worth + e * graph->worths, graph->worths);
    return sum;
}

zo_rows *zo_rows_new(const zo_graph *graph, const int64_t *const *weight, size_t rows, zo_arena *arena)
{
    size_t bits = graph->instance->value_bits, extras = 0;
    for (size_t a = 0; a < graph->arcs; a++)
        if (graph->arc[a].extra >= extras)
            extras = graph->arc[a].extra + (size_t)1;
    zo_rows *r = ZO_NEW(arena, zo_rows);
    *r = (zo_rows){.graph = graph, .rows = rows, .extras = extras};
    find_ranges(r, weight, arena);
    r->start = weigh_all(graph, weight, rows, graph->start, 1, arena);
    r->points = weigh_all(graph, weight, rows, graph->points, bits, arena);
    r->extra = weigh_all(graph, weight, rows, graph->extra, extras, arena);
    r->closed = ZO_NEW_MANY(arena, bool, bits + 1);
    r->value_sum = ZO_NEW_MANY(arena, int64_t, bits + 1);
    r->extra_sum = ZO_NEW_MANY(arena, int64_t, extras + 1);
    r->inside = ZO_NEW_MANY(arena, int64_t, graph->forks + 1);
    r->outside = ZO_NEW_MANY(arena, int64_t, graph->forks + 1);
    r->choice = ZO_NEW_MANY(arena, uint32_t, graph->forks + 1);
    r->open = ZO_NEW_MANY(arena, uint32_t, graph->forks + 1);
    return r;
}

/* ---- The best package ---- */

static void add_up(const int64_t *table, size_t entries, size_t rows, const int64_t *weight, int64_t *sum)
{
    for (size_t e = 0; e < entries; e++) {
        int64_t total = 0;
        for (size_t r = 0; r < rows; r++)
            total += weight[r] * table[e * rows + r];
        sum[e] = total;
    }
}

int64_t zo_rows_arc_sum(const zo_rows *r, const zo_fork *fork, const zo_arc *arc)
{
    const zo_graph *graph = r->graph;
    size_t bit = graph->instance->first_bit[fork->issue] + arc->value;
    if (r->closed[bit])
        return ZO_NONE;
    int64_t sum = r->value_sum[bit] + r->extra_sum[arc->extra];
    for (uint32_t c = 0; c < arc->children; c++) {
        int64_t inside = r->inside[graph->child[arc->child + c]];
        if (inside == ZO_NONE)
            return ZO_NONE;
        sum += inside;
    }
    return sum;
}

static void choose_arc(zo_rows *r, size_t f)
{
    const zo_fork *fork = &r->graph->fork[f];
    r->inside[f] = ZO_NONE;
    for (uint32_t a = 0; a < fork->arcs; a++) {
        int64_t sum = zo_rows_arc_sum(r, fork, &r->graph->arc[fork->arc + a]);
        if (sum > r->inside[f]) {
            r->inside[f] = sum;
            r->choice[f] = fork->arc + a;
        }
    }
}

int64_t zo_rows_most(zo_rows *r, const int64_t *weight)
{
    const zo_graph *graph = r->graph;
    if (graph->empty)
        return ZO_NONE;
    add_up(r->points, graph->instance->value_bits, r->rows, weight, r->value_sum);
    add_up(r->extra, r->extras, r->rows, weight, r->extra_sum);
    for (size_t f = 0; f < graph->forks; f++)
        choose_arc(r, f);
    int64_t sum = 0;
    add_up(r->start, 1, r->rows, weight, &sum);
    for (size_t i = 0; i < graph->roots; i++) {
        if (r->inside[graph->root[i]] == ZO_NONE)
            return ZO_NONE;
        sum += r->inside[graph->root[i]];
    }
    return sum;
}

static void add_row(int64_t *row, const int64_t *more, size_t rows)
{
    for (size_t i = 0; i < rows; i++)
        row[i] += more[i];
}

void zo_rows_package(zo_rows *r, uint32_t *package, int64_t *row)
{
    const zo_graph *graph = r->graph;
    size_t open = graph->roots;
    for (size_t i = 0; i < open; i++)
        r->open[i] = graph->root[i];
    memcpy(row, r->start, r->rows * sizeof *row);
    while (open > 0) {
        uint32_t f = r->open[--open];
        const zo_fork *fork = &graph->fork[f];
        const zo_arc *arc = &graph->arc[r->choice[f]];
        size_t bit = graph->instance->first_bit[fork->issue] + arc->value;
        package[fork->issue] = arc->value;
        add_row(row, r->points + bit * r->rows, r->rows);
        add_row(row, r->extra + (size_t)arc->extra * r->rows, r->rows);
        for (uint32_t c = 0; c < arc->children; c++)
            r->open[open++] = graph->child[arc->child + c];
    }
}

/* ---- What each value allows ---- */

static void look_through_arc(zo_rows *r, const zo_fork *fork, const zo_arc *arc, int64_t outside,
                             int64_t *through)
{
    const zo_graph *graph = r->graph;
    int64_t sum = zo_rows_arc_sum(r, fork, arc);
    if (sum == ZO_NONE)
        return;
    sum += outside;
    size_t bit = graph->instance->first_bit[fork->issue] + arc->value;
    if (sum > through[bit])
        through[bit] = sum;
    for (uint32_t c = 0; c < arc->children; c++) {
        uint32_t child = graph->child[arc->child + c];
        int64_t rest = sum - r->inside[child];
        if (rest > r->outside[child])
            r->outside[child] = rest;
    }
}

void zo_rows_through(zo_rows *r, int64_t top, int64_t *through)
{
    const zo_graph *graph = r->graph;
    for (size_t bit = 0; bit < graph->instance->value_bits; bit++)
        through[bit] = ZO_NONE;
    for (size_t f = 0; f < graph->forks; f++)
        r->outside[f] = ZO_NONE;
    for (size_t i = 0; i < graph->roots; i++)
        r->outside[graph->root[i]] = top - r->inside[graph->root[i]];
    for (size_t f = graph->forks; f-- > 0;) {
        const zo_fork *fork = &graph->fork[f];
        for (uint32_t a = 0; a < fork->arcs && r->outside[f] != ZO_NONE; a++)
            look_through_arc(r, fork, &graph->arc[fork->arc + a], r->outside[f], through);
    }
}

/* ---- Dominated values ---- */

static bool same_children(const zo_graph *graph, const zo_arc *a, const zo_arc *b)
{
    bool same = a->children == b->children;
    for (uint32_t c = 0; c < a->children && same; c++)
        same = graph->child[a->child + c] == graph->child[b->child + c];
    return same;
}

/* At equality the lower value stays. */
static bool arc_dominates(const zo_rows *r, uint32_t issue, const zo_arc *a, const zo_arc *b)
{
    if (!same_children(r->graph, a, b))
        return false;
    size_t first = r->graph->instance->first_bit[issue];
    const int64_t *pa = r->points + (first + a->value) * r->rows, *ea = r->extra + a->extra * r->rows,
                  *pb = r->points + (first + b->value) * r->rows, *eb = r->extra + b->extra * r->rows;
    bool more = a->value < b->value;
    for (size_t i = 0; i < r->rows; i++) {
        if (pa[i] + ea[i] < pb[i] + eb[i])
            return false;
        more = more || pa[i] + ea[i] > pb[i] + eb[i];
    }
    return more;
}

static bool is_dominated(const zo_rows *r, const zo_fork *fork, const zo_arc *arc)
{
    for (uint32_t a = 0; a < fork->arcs; a++) {
        const zo_arc *other = &r->graph->arc[fork->arc + a];
        if (other != arc && arc_dominates(r, fork->issue, other, arc))
            return true;
    }
    return false;
}

/* Whether comparing all arcs of each fork with each other is little work. */
static bool are_few(const zo_graph *graph)
{
    const uint64_t most = (uint64_t)1 << 27;
    uint64_t pairs = 0;
    for (size_t f = 0; f < graph->forks; f++)
        pairs += (uint64_t)graph->fork[f].arcs * graph->fork[f].arcs;
    return pairs <= most;
}

void zo_rows_close_dominated(zo_rows *r)
{
    const zo_graph *graph = r->graph;
    size_t bits = graph->instance->value_bits;
    if (!are_few(graph))
        return;
    for (size_t bit = 0; bit < bits; bit++)
        r->closed[bit] = true;
    for (size_t f = 0; f < graph->forks; f++) {
        const zo_fork *fork = &graph->fork[f];
        for (uint32_t a = 0; a < fork->arcs; a++) {
            const zo_arc *arc = &graph->arc[fork->arc + a];
            size_t bit = graph->instance->first_bit[fork->issue] + arc->value;
            if (r->closed[bit] && !is_dominated(r, fork, arc))
                r->closed[bit] = false;
        }
    }
}

/* A graph of choices and weights -> the largest weighted sum, the package that has it, and the same for what lies below a
 * fork and for all else.
 *
 * Max-plus elimination: one pass from the ends to the roots, on flat arrays, since branch and bound asks thousands of times.
 * Sums of parts are exact wherever zo_weigher_fits; what is added up on the way never exceeds the bound that it checks. */
#include "engine/graph/passes.h"

#include <string.h>

/* An arc with all that a pass reads of it. */
typedef struct zo_spoke {
    uint32_t cell; /* value bit: its place among the weighted points */
    uint32_t extra;
    uint32_t child, children;
} zo_spoke;

struct zo_weigher {
    const zo_graph *graph;
    const zo_spoke *spoke; /* per arc */
    size_t cells, extras;
    const int64_t *bound; /* per worth: no part of a package adds more, of either sign; -1: beyond 64 bits */
    int64_t start;
    int64_t *cell, *extra; /* weighted */
    int64_t *inside, *outside;
    uint32_t *choice; /* per fork: its best arc */
    uint32_t *open;   /* forks to be followed */
};

/* ---- Setting up ---- */

static const zo_spoke *list_spokes(const zo_graph *graph, size_t *extras, zo_arena *arena)
{
    zo_spoke *spoke = ZO_NEW_MANY(arena, zo_spoke, graph->arcs + 1);
    for (size_t f = 0; f < graph->forks; f++) {
        const zo_fork *fork = &graph->fork[f];
        for (uint32_t a = fork->arc; a < fork->arc + fork->arcs; a++) {
            const zo_arc *arc = &graph->arc[a];
            spoke[a] = (zo_spoke){.cell = graph->instance->first_bit[fork->issue] + arc->value,
                                  .extra = arc->extra,
                                  .child = arc->child,
                                  .children = arc->children};
            if (arc->extra >= *extras)
                *extras = (size_t)arc->extra + 1;
        }
    }
    return spoke;
}

static uint64_t magnitude(int64_t number) { return number < 0 ? 0 - (uint64_t)number : (uint64_t)number; }

/* The most that a value of each issue adds, of either sign, and its extra points on their own. */
static void find_peaks(const zo_weigher *w, uint64_t *peak)
{
    const zo_graph *graph = w->graph;
    size_t worths = graph->worths;
    for (size_t f = 0; f < graph->forks; f++) {
        const zo_fork *fork = &graph->fork[f];
        uint64_t *own = peak + 2 * worths * fork->issue;
        for (uint32_t a = fork->arc; a < fork->arc + fork->arcs; a++) {
            const int64_t *points = graph->points + w->spoke[a].cell * worths;
            const int64_t *extra = graph->extra + w->spoke[a].extra * worths;
            for (size_t i = 0; i < worths; i++) {
                uint64_t one = magnitude(points[i]), other = magnitude(extra[i]);
                own[i] = one > own[i] ? one : own[i];
                own[worths + i] = other > own[worths + i] ? other : own[worths + i];
            }
        }
    }
}

static const int64_t *find_bounds(const zo_weigher *w, zo_arena *arena)
{
    const zo_graph *graph = w->graph;
    size_t worths = graph->worths, peaks = 2 * worths * graph->instance->issues;
    uint64_t *peak = ZO_NEW_MANY(arena, uint64_t, peaks + 1);
    int64_t *bound = ZO_NEW_MANY(arena, int64_t, worths + 1);
    find_peaks(w, peak);
    for (size_t i = 0; i < worths; i++) {
        uint64_t sum = magnitude(graph->start[i]);
        bool over = sum > INT64_MAX;
        for (size_t p = i; p < peaks && !over; p += worths)
            over = __builtin_add_overflow(sum, peak[p], &sum) || sum > INT64_MAX;
        bound[i] = over ? -1 : (int64_t)sum;
    }
    return bound;
}

zo_weigher *zo_weigher_new(const zo_graph *graph, zo_arena *arena)
{
    zo_weigher *w = ZO_NEW(arena, zo_weigher);
    *w = (zo_weigher){.graph = graph, .cells = graph->instance->value_bits, .extras = 1};
    w->spoke = list_spokes(graph, &w->extras, arena);
    w->cell = ZO_NEW_MANY(arena, int64_t, w->cells + 1);
    w->extra = ZO_NEW_MANY(arena, int64_t, w->extras);
    w->inside = ZO_NEW_MANY(arena, int64_t, graph->forks + 1);
    w->outside = ZO_NEW_MANY(arena, int64_t, graph->forks + 1);
    w->choice = ZO_NEW_MANY(arena, uint32_t, graph->forks + 1);
    w->open = ZO_NEW_MANY(arena, uint32_t, graph->instance->issues + 1);
    w->bound = find_bounds(w, arena);
    return w;
}

bool zo_weigher_fits(const zo_weigher *weigher, const int64_t *weight)
{
    uint64_t total = 0;
    for (size_t i = 0; i < weigher->graph->worths; i++) {
        uint64_t own;
        if (weight[i] == 0)
            continue;
        if (weigher->bound[i] < 0 ||
            __builtin_mul_overflow(magnitude(weight[i]), (uint64_t)weigher->bound[i], &own) ||
            __builtin_add_overflow(total, own, &total) || total > INT64_MAX)
            return false;
    }
    return true;
}

/* ---- Inside ---- */

static int64_t weighted(const int64_t *points, const int64_t *weight, size_t worths)
{
    int64_t sum = 0;
    for (size_t i = 0; i < worths; i++)
        sum += points[i] * weight[i];
    return sum;
}

static void weigh_points(zo_weigher *w, const int64_t *weight)
{
    const zo_graph *graph = w->graph;
    size_t worths = graph->worths;
    w->start = weighted(graph->start, weight, worths);
    for (size_t c = 0; c < w->cells; c++)
        w->cell[c] = weighted(graph->points + c * worths, weight, worths);
    for (size_t e = 1; e < w->extras; e++)
        w->extra[e] = weighted(graph->extra + e * worths, weight, worths);
}

static inline int64_t most_by(const zo_weigher *w, const zo_spoke *spoke)
{
    const uint32_t *child = w->graph->child + spoke->child;
    int64_t sum = w->cell[spoke->cell] + w->extra[spoke->extra];
    for (uint32_t c = 0; c < spoke->children; c++)
        sum += w->inside[child[c]];
    return sum;
}

static void look_inside(zo_weigher *w)
{
    const zo_graph *graph = w->graph;
    for (size_t f = 0; f < graph->forks; f++) {
        const zo_spoke *spoke = w->spoke + graph->fork[f].arc;
        uint32_t arcs = graph->fork[f].arcs, best = 0;
        int64_t most = most_by(w, spoke);
        for (uint32_t a = 1; a < arcs; a++) {
            int64_t sum = most_by(w, spoke + a);
            best = sum > most ? a : best;
            most = sum > most ? sum : most;
        }
        w->inside[f] = most;
        w->choice[f] = best;
    }
}

static void follow(const zo_weigher *w, uint32_t *package)
{
    const zo_graph *graph = w->graph;
    size_t open = graph->roots;
    memcpy(w->open, graph->root, open * sizeof *w->open);
    while (open > 0) {
        uint32_t f = w->open[--open];
        const zo_fork *fork = &graph->fork[f];
        const zo_arc *arc = &graph->arc[fork->arc + w->choice[f]];
        package[fork->issue] = arc->value;
        for (uint32_t c = 0; c < arc->children; c++)
            w->open[open++] = graph->child[arc->child + c];
    }
}

int64_t zo_weigher_most(zo_weigher *weigher, const int64_t *weight, uint32_t *package)
{
    const zo_graph *graph = weigher->graph;
    weigh_points(weigher, weight);
    look_inside(weigher);
    if (package != NULL)
        follow(weigher, package);
    int64_t most = weigher->start;
    for (size_t r = 0; r < graph->roots; r++)
        most += weigher->inside[graph->root[r]];
    return most;
}

const int64_t *zo_weigher_inside(const zo_weigher *weigher) { return weigher->inside; }

/* ---- Outside ---- */

static void raise(int64_t *most, int64_t other) { *most = other > *most ? other : *most; }

static void look_outside(zo_weigher *w, size_t f)
{
    const zo_graph *graph = w->graph;
    const zo_fork *fork = &graph->fork[f];
    for (uint32_t a = fork->arc; a < fork->arc + fork->arcs; a++) {
        const zo_spoke *spoke = &w->spoke[a];
        int64_t all = w->outside[f] + most_by(w, spoke);
        for (uint32_t c = 0; c < spoke->children; c++) {
            uint32_t child = graph->child[spoke->child + c];
            raise(&w->outside[child], all - w->inside[child]);
        }
    }
}

const int64_t *zo_weigher_outside(zo_weigher *weigher)
{
    const zo_graph *graph = weigher->graph;
    int64_t most = weigher->start;
    for (size_t f = 0; f < graph->forks; f++)
        weigher->outside[f] = INT64_MIN;
    for (size_t r = 0; r < graph->roots; r++)
        most += weigher->inside[graph->root[r]];
    for (size_t r = 0; r < graph->roots; r++)
        weigher->outside[graph->root[r]] = most - weigher->inside[graph->root[r]];
    for (size_t f = graph->forks; f-- > 0;)
        if (weigher->outside[f] != INT64_MIN)
            look_outside(weigher, f);
    return weigher->outside;
}

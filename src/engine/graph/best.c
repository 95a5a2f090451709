/* A graph of choices and weights -> the best packages, one after the other.
 *
 * The best package follows the best arc at every fork. Each one found leaves behind it all other packages, parted by the first
 * choice at which they differ from it: the same choices before that, a worse arc there. The best of a part follows the
 * next best arc there and the best ones after it, and so what it comes to is known at once; the best of all parts is next.
 * Lawler, E. (1972), A procedure for computing the k best solutions to discrete optimization problems; with what lies
 * below every fork solved beforehand, as in Huang, L. and Chiang, D. (2005), Better k-best parsing.
 *
 * What is compared is a mark: the sum, and the package itself, packed into words such that their order is that of packages. No
 * two packages have the same mark, so that nothing depends on how they are come across. */
#include "engine/graph/passes.h"

#include <string.h>

#include "engine/graph/bounded.h"
#include "engine/watch.h"

enum { NO_ARC = UINT32_MAX };

/* The best package of a part. */
typedef struct zo_part_best {
    uint32_t place;  /* of the choice, among those of its package, before which it is bound */
    uint64_t mark[]; /* the sum, then the packed package */
} zo_part_best;

typedef struct zo_step {
    uint32_t fork, arc;
} zo_step;

typedef struct zo_ranking {
    const zo_graph *graph;
    const int64_t *weight;
    size_t most;
    zo_bounded work;
    zo_watch watch;
    size_t words;           /* of a mark */
    uint32_t *word, *shift; /* per issue: where its value is packed */
    uint32_t *bits;         /* per issue */
    uint64_t *inside;       /* per fork: the best mark of its part of a package */
    uint64_t *spare, *found;
    ZO_ARRAY(zo_part_best *) queue; /* a heap, the best first */
    zo_part_best *unused;           /* one that was taken, to be filled anew; NULL: none */
    zo_step *way; /* of the package in hand: its choices, in the order in which forks open */
    uint32_t *open;
    ZO_ARRAY(uint32_t) packages;
    ZO_ARRAY(int64_t) sums;
    zo_arena *arena;
    zo_best_list list;
} zo_ranking;

/* ---- Marks ---- */

static bool is_better(const zo_ranking *r, const uint64_t *one, const uint64_t *other)
{
    if (one[0] != other[0])
        return (int64_t)one[0] > (int64_t)other[0];
    for (size_t w = 1; w < r->words; w++)
        if (one[w] != other[w])
            return one[w] < other[w];
    return false;
}

/* The first issue in the highest bits; none across words. */
static void lay_out(zo_ranking *r)
{
    const zo_instance *in = r->graph->instance;
    uint32_t word = 1, left = 64;
    for (size_t i = 0; i < in->issues; i++) {
        uint32_t bits = in->size[i] == 1 ? 0 : 32 - (uint32_t)__builtin_clz(in->size[i] - 1);
        if (bits > left) {
            word++;
            left = 64;
        }
        left -= bits;
        r->word[i] = word;
        r->shift[i] = left == 64 ? 0 : left;
        r->bits[i] = bits;
    }
    r->words = word + 1;
}

static uint32_t value_in(const zo_ranking *r, const uint64_t *mark, uint32_t issue)
{
    return (uint32_t)(mark[r->word[issue]] >> r->shift[issue] & (((uint64_t)1 << r->bits[issue]) - 1));
}

/* Of the value and the best that follows it. */
static void mark_arc(const zo_ranking *r, const zo_fork *fork, uint32_t a, uint64_t *mark)
{
    const zo_graph *graph = r->graph;
    const zo_arc *arc = &graph->arc[a];
    size_t worths = graph->worths;
    const int64_t *points = graph->points + (graph->instance->first_bit[fork->issue] + arc->value) * worths;
    int64_t sum = 0;
    for (size_t i = 0; i < worths; i++)
        sum += r->weight[i] * points[i];
    for (size_t i = 0; i < worths && arc->extra != 0; i++)
        sum += r->weight[i] * graph->extra[arc->extra * worths + i];
    memset(mark, 0, r->words * sizeof *mark);
    mark[r->word[fork->issue]] = (uint64_t)arc->value << r->shift[fork->issue];
    for (uint32_t c = 0; c < arc->children; c++) {
        const uint64_t *below = r->inside + graph->child[arc->child + c] * r->words;
        sum += (int64_t)below[0];
        for (size_t w = 1; w < r->words; w++)
            mark[w] |= below[w];
    }
    mark[0] = (uint64_t)sum;
}

static void look_inside(zo_ranking *r)
{
    const zo_graph *graph = r->graph;
    for (size_t f = 0; f < graph->forks && !zo_watch_ends(&r->watch); f++) {
        const zo_fork *fork = &graph->fork[f];
        uint64_t *inside = r->inside + f * r->words;
        mark_arc(r, fork, fork->arc, inside);
        for (uint32_t a = fork->arc + 1; a < fork->arc + fork->arcs; a++) {
            mark_arc(r, fork, a, r->spare);
            if (is_better(r, r->spare, inside))
                memcpy(inside, r->spare, r->words * sizeof *inside);
        }
    }
}

/* ---- The queue ---- */

static bool goes_first(const zo_ranking *r, size_t one, size_t other)
{
    return is_better(r, r->queue.at[one]->mark, r->queue.at[other]->mark);
}

static void swap(zo_ranking *r, size_t one, size_t other)
{
    zo_part_best *kept = r->queue.at[one];
    r->queue.at[one] = r->queue.at[other];
    r->queue.at[other] = kept;
}

static void add_part(zo_ranking *r, uint32_t place, const uint64_t *mark)
{
    zo_part_best *part = r->unused;
    if (part == NULL)
        part = zo_alloc(&r->work.arena, sizeof *part + r->words * sizeof *part->mark);
    r->unused = NULL;
    part->place = place;
    memcpy(part->mark, mark, r->words * sizeof *mark);
    ZO_PUSH(&r->work.arena, &r->queue, part);
    for (size_t at = r->queue.n - 1; at > 0 && goes_first(r, at, (at - 1) / 2); at = (at - 1) / 2)
        swap(r, at, (at - 1) / 2);
}

static zo_part_best *take_part(zo_ranking *r)
{
    swap(r, 0, r->queue.n - 1);
    zo_part_best *best = r->queue.at[--r->queue.n];
    for (size_t at = 0, child = 1; child < r->queue.n; at = child, child = 2 * at + 1) {
        if (child + 1 < r->queue.n && goes_first(r, child + 1, child))
            child++;
        if (!goes_first(r, child, at))
            break;
        swap(r, at, child);
    }
    return best;
}

/* ---- Package after package ---- */

static uint32_t arc_with(const zo_graph *graph, const zo_fork *fork, uint32_t value)
{
    uint32_t low = fork->arc, high = fork->arc + fork->arcs - 1;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (graph->arc[middle].value < value)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void retrace(zo_ranking *r, const uint64_t *mark)
{
    const zo_graph *graph = r->graph;
    size_t open = 0, steps = 0;
    for (size_t i = graph->roots; i-- > 0;)
        r->open[open++] = graph->root[i];
    while (open > 0) {
        uint32_t f = r->open[--open];
        const zo_fork *fork = &graph->fork[f];
        uint32_t a = arc_with(graph, fork, value_in(r, mark, fork->issue));
        const zo_arc *arc = &graph->arc[a];
        r->way[steps++] = (zo_step){f, a};
        for (uint32_t c = arc->children; c-- > 0;)
            r->open[open++] = graph->child[arc->child + c];
    }
}

/* The best arc that is worse than this one, its mark in found; that of this one in spare. */
static uint32_t next_best(zo_ranking *r, const zo_step *step)
{
    const zo_fork *fork = &r->graph->fork[step->fork];
    uint64_t *own = r->spare, *other = r->spare + r->words;
    uint32_t next = NO_ARC;
    mark_arc(r, fork, step->arc, own);
    for (uint32_t a = fork->arc; a < fork->arc + fork->arcs; a++) {
        if (a == step->arc)
            continue;
        mark_arc(r, fork, a, other);
        if (!is_better(r, own, other) || (next != NO_ARC && !is_better(r, other, r->found)))
            continue;
        memcpy(r->found, other, r->words * sizeof *other);
        next = a;
    }
    return next;
}

/* The parts that the package leaves behind. */
static void part_from(zo_ranking *r, const zo_part_best *best)
{
    size_t issues = r->graph->instance->issues;
    retrace(r, best->mark);
    for (uint32_t place = best->place; place < issues; place++) {
        if (next_best(r, &r->way[place]) == NO_ARC)
            continue;
        uint64_t sum = best->mark[0] - r->spare[0] + r->found[0];
        for (size_t w = 0; w < r->words; w++)
            r->found[w] ^= best->mark[w] ^ r->spare[w];
        r->found[0] = sum;
        add_part(r, place, r->found);
    }
}

static void note(zo_ranking *r, const uint64_t *mark)
{
    for (uint32_t i = 0; i < r->graph->instance->issues; i++)
        ZO_PUSH(&r->work.arena, &r->packages, value_in(r, mark, i));
    ZO_PUSH(&r->work.arena, &r->sums, (int64_t)mark[0]);
}

static void start(zo_ranking *r)
{
    const zo_graph *graph = r->graph;
    uint64_t *mark = r->found;
    memset(mark, 0, r->words * sizeof *mark);
    for (size_t i = 0; i < graph->worths; i++)
        mark[0] += (uint64_t)(r->weight[i] * graph->start[i]);
    for (size_t i = 0; i < graph->roots; i++) {
        const uint64_t *inside = r->inside + graph->root[i] * r->words;
        mark[0] += inside[0];
        for (size_t w = 1; w < r->words; w++)
            mark[w] |= inside[w];
    }
    add_part(r, 0, mark);
}

static void rank(void *context)
{
    zo_ranking *r = context;
    const zo_graph *graph = r->graph;
    zo_arena *arena = &r->work.arena;
    size_t issues = graph->instance->issues;
    r->word = ZO_NEW_MANY(arena, uint32_t, issues + 1);
    r->shift = ZO_NEW_MANY(arena, uint32_t, issues + 1);
    r->bits = ZO_NEW_MANY(arena, uint32_t, issues + 1);
    lay_out(r);
    r->inside = ZO_NEW_MANY(arena, uint64_t, (graph->forks + 1) * r->words);
    r->spare = ZO_NEW_MANY(arena, uint64_t, 2 * r->words);
    r->found = ZO_NEW_MANY(arena, uint64_t, r->words);
    r->way = ZO_NEW_MANY(arena, zo_step, issues + 1);
    r->open = ZO_NEW_MANY(arena, uint32_t, issues + 1);
    look_inside(r);
    if (r->watch.reach == ZO_EXACT)
        start(r);
    while (r->queue.n > 0 && r->sums.n < r->most && !zo_watch_ends(&r->watch)) {
        zo_part_best *best = take_part(r);
        note(r, best->mark);
        if (r->sums.n < r->most)
            part_from(r, best);
        r->unused = best;
    }
}

static void store(void *context)
{
    zo_ranking *r = context;
    uint32_t *package = ZO_NEW_MANY(r->arena, uint32_t, r->packages.n + 1);
    int64_t *sum = ZO_NEW_MANY(r->arena, int64_t, r->sums.n + 1);
    if (r->packages.n > 0)
        memcpy(package, r->packages.at, r->packages.n * sizeof *package);
    if (r->sums.n > 0)
        memcpy(sum, r->sums.at, r->sums.n * sizeof *sum);
    r->list = (zo_best_list){.reach = r->watch.reach, .packages = r->sums.n, .package = package, .sum = sum};
}

zo_best_list zo_graph_best(const zo_graph *graph, const int64_t *weight, size_t most, const zo_limit *limit,
                           zo_arena *arena)
{
    zo_ranking r = {.graph = graph, .weight = weight, .most = most, .arena = arena};
    r.watch = zo_watch_open(limit, 0);
    zo_bounded_open(&r.work, limit, arena->heap);
    if (!graph->empty && !zo_bounded_run(&r.work, rank, &r)) {
        r.watch.reach = ZO_LIMIT_MEMORY;
        r.packages.n = r.sums.n * graph->instance->issues; /* whole packages only */
    }
    zo_bounded_hand_over(&r.work, store, &r);
    zo_bounded_close(&r.work);
    return r.list;
}

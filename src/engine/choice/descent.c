/* Turns a pool of weights into losses of arcs, and descends.
 *
 * Losses are rounded down to some bits, so that many fit a register: a package's losses rounded down add up to no more than
 * its loss rounded down, so that none is missed. */
#include "engine/choice/descent.h"

#include <stdlib.h>
#include <string.h>

enum {
    LANES_A_BLOCK = 32,
    MOST_LANES = 128,
    LOSS_BYTES = 64 << 20, /* of the table of losses, about */
    BITS = 14
};

typedef struct zo_turn {
    uint32_t arc; /* of the graph */
    double worst; /* the largest share of a slack that it takes */
} zo_turn;

/* A fork on the way down. */
typedef struct zo_level {
    uint32_t fork, next; /* turns tried */
    uint32_t turn;       /* the one taken */
    size_t open;         /* the entry of the list of open forks that is this one */
    size_t opened;       /* entries when it was come to */
} zo_level;

/* Lists of open forks share their ends. */
typedef struct zo_open {
    uint32_t fork;
    size_t after;
} zo_open;

struct zo_descent {
    zo_aim *aim;
    zo_rows *rows;
    zo_watch *watch;
    size_t lanes; /* a multiple of LANES_A_BLOCK */
    int64_t *weight, *top;
    unsigned *shift;
    int16_t *slack; /* per lane */
    size_t level_of_claim;
    const bool *still;
    uint32_t *first; /* per fork, and one more: its turns */
    zo_turn *turn;
    int16_t *loss; /* at turn * lanes + lane */
    bool done;

    zo_level *level; /* the way down */
    size_t levels;
    int16_t *lost; /* at level * lanes + lane: before the level's turn */
    zo_open *open; /* entry 0: the end of every list */
    size_t opened;
    uint32_t *package;
    int64_t *row;
};

/* ---- Slack ---- */

static int64_t lane_slack(const zo_descent *d, size_t lane)
{
    zo_claim claim = {.level = d->level_of_claim, .still = d->still};
    int64_t least = zo_aim_least(d->aim, d->weight + lane * d->aim->rows, &claim);
    return least == ZO_NONE ? INT64_MAX : d->top[lane] - least;
}

/* False: some lane shows that nothing is better. */
static bool tighten(zo_descent *d)
{
    bool more = true;
    for (size_t lane = 0; lane < d->lanes; lane++) {
        int64_t slack = lane_slack(d, lane);
        more = more && slack >= 0;
        slack = slack < 0 ? 0 : slack >> d->shift[lane];
        d->slack[lane] = slack > (1 << BITS) ? 1 << BITS : (int16_t)slack;
    }
    return more;
}

/* ---- Losses ---- */

/* Each row alone, if they leave room; and weights of boxes of every depth. */
static void choose_weights(zo_descent *d, const zo_pool *pool)
{
    size_t rows = d->aim->rows, kept = pool->kept < ZO_MOST_KEPT ? pool->kept : ZO_MOST_KEPT,
           alone = d->lanes >= 2 * rows ? rows : 0, others = d->lanes - alone;
    for (size_t lane = 0; lane < d->lanes; lane++) {
        int64_t *to = d->weight + lane * rows;
        size_t from = kept > others ? lane * kept / others : lane;
        if (lane >= others)
            to[lane - others] = 1;
        else if (kept > 0)
            memcpy(to, pool->weight + (from < kept ? from : 0) * rows, rows * sizeof *to);
        for (size_t p = 0; p < d->aim->goals; p++)
            to[p] = d->still[p] ? 0 : to[p];
    }
}

/* So many bits are dropped that the slack fits. */
static unsigned shift_of(int64_t slack)
{
    unsigned shift = 0;
    while (slack >> shift >= 1 << BITS)
        shift++;
    return shift;
}

static int16_t loss_of(const zo_descent *d, size_t fork, uint32_t arc, size_t lane)
{
    const zo_graph *graph = d->rows->graph;
    int64_t sum = zo_rows_arc_sum(d->rows, &graph->fork[fork], &graph->arc[arc]);
    if (sum == ZO_NONE)
        return 1 << BITS;
    int64_t loss = (d->rows->inside[fork] - sum) >> d->shift[lane];
    return loss > 1 << BITS ? 1 << BITS : (int16_t)loss;
}

/* False: nothing is open, or nothing is better. */
static bool find_losses_of_lane(zo_descent *d, size_t lane)
{
    d->top[lane] = zo_rows_most(d->rows, d->weight + lane * d->aim->rows);
    if (d->top[lane] == ZO_NONE || lane_slack(d, lane) < 0)
        return false;
    d->shift[lane] = shift_of(lane_slack(d, lane));
    for (size_t f = 0; f < d->rows->graph->forks; f++)
        for (uint32_t t = d->first[f]; t < d->first[f + 1]; t++)
            d->loss[t * d->lanes + lane] = loss_of(d, f, d->turn[t].arc, lane);
    return true;
}

static void list_turns(zo_descent *d)
{
    const zo_graph *graph = d->rows->graph;
    uint32_t n = 0;
    for (size_t f = 0; f < graph->forks; f++) {
        const zo_fork *fork = &graph->fork[f];
        d->first[f] = n;
        for (uint32_t a = 0; a < fork->arcs; a++) {
            size_t bit = graph->instance->first_bit[fork->issue] + graph->arc[fork->arc + a].value;
            if (!d->rows->closed[bit])
                d->turn[n++].arc = fork->arc + a;
        }
    }
    d->first[graph->forks] = n;
}

static double worst_of(const zo_descent *d, const int16_t *loss)
{
    double worst = 0;
    for (size_t lane = 0; lane < d->lanes; lane++) {
        double share = (double)loss[lane] / ((double)d->slack[lane] + 0.5);
        worst = share > worst ? share : worst;
    }
    return worst;
}

/* Turns that lose too much by themselves are left out; the others by how much they lose. */
static void sort_turns(zo_descent *d, zo_arena *arena)
{
    size_t forks = d->rows->graph->forks;
    int16_t *loss = ZO_NEW_MANY(arena, int16_t, d->first[forks] * d->lanes + 1);
    zo_turn *turn = ZO_NEW_MANY(arena, zo_turn, d->first[forks] + (size_t)1);
    uint32_t n = 0;
    for (size_t f = 0; f < forks; f++) {
        uint32_t from = n, old = d->first[f];
        d->first[f] = n;
        for (uint32_t t = old; t < d->first[f + 1]; t++) {
            d->turn[t].worst = worst_of(d, d->loss + t * d->lanes);
            if (d->turn[t].worst > 1)
                continue;
            uint32_t i = n++;
            for (; i > from && turn[i - 1].worst > d->turn[t].worst; i--) {
                turn[i] = turn[i - 1];
                memcpy(loss + i * d->lanes, loss + (i - 1) * d->lanes, d->lanes * sizeof *loss);
            }
            turn[i] = d->turn[t];
            memcpy(loss + i * d->lanes, d->loss + t * d->lanes, d->lanes * sizeof *loss);
        }
    }
    d->first[forks] = n;
    d->turn = turn;
    d->loss = loss;
}

/* ---- The order of roots ---- */

typedef struct zo_root_weight {
    uint32_t fork;
    double weight;
} zo_root_weight;

static int heavier_first(const void *left, const void *right)
{
    const zo_root_weight *a = left, *b = right;
    if (a->weight != b->weight)
        return a->weight > b->weight ? -1 : 1;
    return a->fork < b->fork ? -1 : a->fork > b->fork;
}

/* Roots first whose turns take the most of the slack. */
static void open_roots(zo_descent *d, zo_arena *arena)
{
    const zo_graph *graph = d->rows->graph;
    zo_root_weight *root = ZO_NEW_MANY(arena, zo_root_weight, graph->roots + 1);
    for (size_t i = 0; i < graph->roots; i++) {
        uint32_t f = graph->root[i];
        double sum = 0;
        for (uint32_t t = d->first[f]; t < d->first[f + 1]; t++)
            sum += d->turn[t].worst;
        double turns = d->first[f + 1] - d->first[f];
        root[i] = (zo_root_weight){f, turns == 0 ? 2 : sum / turns};
    }
    qsort(root, graph->roots, sizeof *root, heavier_first);
    d->opened = 1;
    size_t list = 0;
    for (size_t i = graph->roots; i-- > 0; list = d->opened++)
        d->open[d->opened] = (zo_open){.fork = root[i].fork, .after = list};
    if (list != 0)
        d->level[d->levels++] = (zo_level){.fork = d->open[list].fork,
                                           .next = d->first[d->open[list].fork],
                                           .open = list,
                                           .opened = d->opened};
    else
        d->done = true;
}

/* ---- Down and up ---- */

/* Eight lanes, as registers of every processor of ours hold them; compilers split or join them as they can. */
typedef int16_t zo_eight __attribute__((vector_size(16)));

static zo_eight load(const int16_t *from)
{
    zo_eight eight;
    memcpy(&eight, from, sizeof eight);
    return eight;
}

static bool any_negative(zo_eight eight)
{
    static const uint64_t SIGNS = 0x8000800080008000u;
    uint64_t half[2];
    memcpy(half, &eight, sizeof half);
    return ((half[0] | half[1]) & SIGNS) != 0;
}

/* to = lost + loss; false: some slack is exceeded. */
static bool lose(size_t lanes, const int16_t *slack, const int16_t *lost, const int16_t *loss, int16_t *to)
{
    enum { EIGHT = 8 };
    for (size_t block = 0; block < lanes; block += LANES_A_BLOCK) {
        zo_eight over = {0};
        for (size_t i = block; i < block + LANES_A_BLOCK; i += EIGHT) {
            zo_eight sum = load(lost + i) + load(loss + i);
            memcpy(to + i, &sum, sizeof sum);
            over |= load(slack + i) - sum;
        }
        if (any_negative(over))
            return false;
    }
    return true;
}

static void note_package(zo_descent *d)
{
    const zo_rows *rows = d->rows;
    const zo_instance *in = rows->graph->instance;
    memcpy(d->row, rows->start, rows->rows * sizeof *d->row);
    for (size_t l = 0; l < d->levels; l++) {
        const zo_arc *arc = &rows->graph->arc[d->turn[d->level[l].turn].arc];
        uint32_t issue = rows->graph->fork[d->level[l].fork].issue;
        const int64_t *points = rows->points + (in->first_bit[issue] + arc->value) * rows->rows,
                      *extra = rows->extra + arc->extra * rows->rows;
        d->package[issue] = arc->value;
        for (size_t r = 0; r < rows->rows; r++)
            d->row[r] += points[r] + extra[r];
    }
    if (zo_aim_note(d->aim, d->package, d->row))
        d->done = !tighten(d);
}

static size_t open_children(zo_descent *d, const zo_arc *arc, size_t list)
{
    for (uint32_t c = arc->children; c-- > 0; list = d->opened++)
        d->open[d->opened] = (zo_open){.fork = d->rows->graph->child[arc->child + c], .after = list};
    return list;
}

/* The next turn of the lowest level, and a level below it. */
static void step(zo_descent *d)
{
    zo_level *level = &d->level[d->levels - 1];
    if (level->next == d->first[level->fork + 1]) {
        d->done = --d->levels == 0;
        return;
    }
    level->turn = level->next++;
    int16_t *lost = d->lost + (d->levels - 1) * d->lanes;
    if (!lose(d->lanes, d->slack, lost, d->loss + level->turn * d->lanes, lost + d->lanes))
        return;
    d->opened = level->opened;
    size_t list =
        open_children(d, &d->rows->graph->arc[d->turn[level->turn].arc], d->open[level->open].after);
    if (list == 0) {
        note_package(d);
        return;
    }
    uint32_t fork = d->open[list].fork;
    d->level[d->levels++] =
        (zo_level){.fork = fork, .next = d->first[fork], .open = list, .opened = d->opened};
}

bool zo_descent_run(zo_descent *d, uint64_t most)
{
    enum { STEPS_A_LOOK_AT_THE_CLOCK = 64 };
    for (uint64_t i = 0; i < most && !d->done; i++) {
        if (i % STEPS_A_LOOK_AT_THE_CLOCK == 0 && zo_watch_ends(d->watch))
            return true;
        step(d);
    }
    return d->done;
}

bool zo_descent_done(const zo_descent *d) { return d->done; }

/* ---- Opening ---- */

static size_t lanes_for(size_t turns)
{
    size_t fit = LOSS_BYTES / (turns * sizeof(int16_t) + 1) / LANES_A_BLOCK * LANES_A_BLOCK;
    return fit < LANES_A_BLOCK ? LANES_A_BLOCK : fit > MOST_LANES ? MOST_LANES : fit;
}

static void make_room(zo_descent *d, zo_arena *arena)
{
    const zo_graph *graph = d->rows->graph;
    size_t issues = graph->instance->issues;
    d->first = ZO_NEW_MANY(arena, uint32_t, graph->forks + 1);
    d->turn = ZO_NEW_MANY(arena, zo_turn, graph->arcs + 1);
    list_turns(d);
    d->lanes = lanes_for(d->first[graph->forks]);
    d->weight = ZO_NEW_MANY(arena, int64_t, d->lanes * d->aim->rows);
    d->top = ZO_NEW_MANY(arena, int64_t, d->lanes);
    d->shift = ZO_NEW_MANY(arena, unsigned, d->lanes);
    d->slack = ZO_NEW_MANY(arena, int16_t, d->lanes);
    d->loss = ZO_NEW_MANY(arena, int16_t, d->first[graph->forks] * d->lanes + 1);
    d->level = ZO_NEW_MANY(arena, zo_level, issues + 1);
    d->lost = ZO_NEW_MANY(arena, int16_t, (issues + 2) * d->lanes);
    d->open = ZO_NEW_MANY(arena, zo_open, issues + 2);
    d->package = ZO_NEW_MANY(arena, uint32_t, issues + 1);
    d->row = ZO_NEW_MANY(arena, int64_t, d->aim->rows);
}

zo_descent *zo_descent_new(zo_boxes *boxes, zo_watch *watch, zo_arena *arena)
{
    zo_descent *d = ZO_NEW(arena, zo_descent);
    *d = (zo_descent){.aim = boxes->aim,
                      .rows = boxes->rows,
                      .watch = watch,
                      .level_of_claim = boxes->level,
                      .still = boxes->still};
    zo_boxes_uncover(boxes, false);
    make_room(d, arena);
    choose_weights(d, &boxes->pool);
    for (size_t lane = 0; lane < d->lanes && !d->done; lane++)
        d->done = !find_losses_of_lane(d, lane);
    zo_boxes_uncover(boxes, true);
    d->done = d->done || !tighten(d);
    if (!d->done) {
        sort_turns(d, arena);
        open_roots(d, arena);
    }
    return d;
}

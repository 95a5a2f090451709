/* Turns a yardstick, a graph and cuts into what is best.
 *
 * Three searches in turn, each with what the others found, by ever larger rations of work, so that which one ends it does
 * not depend on the clock: boxes (boxes.h), which also find the weights for the others; fork by fork (descent.h); and
 * lists of vectors (pareto.h) under cuts that everything as good as the best fulfils, which find all ties. When one of
 * the first two has ended it, such lists are tried once more, for the ties.
 *
 * Promises: exact, or the limit that ended it; what is given up on the way leaves nothing on the caller's arena. */
#include "engine/choice/optimum.h"

#include <string.h>

#include "engine/choice/descent.h"
#include "engine/choice/goals.h"
#include "engine/choice/polish.h"
#include "engine/graph/passes.h"

typedef struct zo_search zo_search;
struct zo_search {
    const zo_graph *graph;
    size_t hidden, cuts;
    const zo_cut *cut;
    const zo_optimum_question *question; /* NULL: the weights of a sum are asked for */
    const int64_t *weight;
    uint64_t most_boxes;
    const zo_limit *limit;
    zo_arena *arena;           /* the caller's */
    zo_heap heap;              /* of the work alone, so that it can be bounded */
    zo_arena scratch, attempt; /* for the whole, and for one try at a time */
    zo_watch watch;
    zo_goals goals;
    zo_boxes boxes;
    unsigned ways;
    bool done, all_ties;
    zo_points points; /* all_ties */
    const char *how;

    void (*outcome)(zo_search *search);
    zo_optimum optimum;
    zo_linear_best extreme;
};

/* ---- Is there any? ---- */

/* Where the root has found none: a package that fulfils the cuts, or that there is none. */
static void find_any(zo_search *s)
{
    zo_goals cuts = zo_goals_of_cuts(&s->goals, &s->scratch);
    zo_boxes boxes;
    if (cuts.undefined) /* no cuts: any package will do */
        return;
    if (cuts.too_large) {
        s->watch.reach = ZO_LIMIT_MEMORY;
        return;
    }
    zo_boxes_open(&boxes, &cuts.aim, cuts.rows, &s->watch, &s->scratch);
    boxes.any_will_do = true;
    zo_boxes_run(&boxes, UINT64_MAX);
    if (boxes.found) {
        int64_t *row = ZO_NEW_MANY(&s->scratch, int64_t, s->goals.aim.rows);
        zo_goals_rows(&s->goals, cuts.aim.package, row, &s->scratch);
        zo_aim_note(&s->goals.aim, cuts.aim.package, row);
    } else if (boxes.done) {
        s->done = true;
        s->how = "boxes";
    }
}

/* ---- Lists ---- */

enum { MOST_LIST_CUTS = 48 };

/* Weights that give none to goals that stand still bound from the level on where they do. */
static zo_claim claim_for(const zo_boxes *boxes, const int64_t *weight)
{
    zo_claim claim = {.ties = true, .level = boxes->level, .still = boxes->still};
    for (size_t p = 0; p < boxes->aim->goals; p++)
        if (boxes->still[p] && weight[p] != 0)
            return (zo_claim){.ties = true};
    return claim;
}

static void add_claim(zo_search *s, const int64_t *weight, zo_cut *cut, size_t *cuts)
{
    zo_claim claim = claim_for(&s->boxes, weight);
    int64_t least = zo_aim_least(&s->goals.aim, weight, &claim);
    if (least == ZO_NONE)
        return;
    int64_t *worth_weight = ZO_NEW_MANY(&s->attempt, int64_t, s->graph->worths);
    zo_goals_weights(&s->goals, weight, worth_weight);
    cut[(*cuts)++] = (zo_cut){.weight = worth_weight, .least = least};
}

/* By weights of the pool, and by each goal alone. */
static void add_claims(zo_search *s, zo_cut *cut, size_t *cuts)
{
    zo_aim *aim = &s->goals.aim;
    const zo_pool *pool = &s->boxes.pool;
    size_t kept = pool->kept < ZO_MOST_KEPT ? pool->kept : ZO_MOST_KEPT,
           most = kept < MOST_LIST_CUTS ? kept : MOST_LIST_CUTS;
    for (size_t i = 0; i < most; i++)
        add_claim(s, pool->weight + i * kept / most * aim->rows, cut, cuts);
    int64_t *weight = ZO_NEW_MANY(&s->attempt, int64_t, aim->rows);
    for (size_t p = 0; p < aim->goals && aim->kind == ZO_AIM_SHARES; p++) {
        weight[p] = 1;
        add_claim(s, weight, cut, cuts);
        weight[p] = 0;
    }
    for (size_t p = 0; p < aim->goals && aim->kind == ZO_AIM_PRODUCT; p++)
        cut[(*cuts)++] = (zo_cut){.weight = s->goals.weight[p], .least = aim->base[p] + 1};
    for (size_t r = aim->goals; r < aim->rows; r++)
        cut[(*cuts)++] = (zo_cut){.weight = s->goals.weight[r], .least = aim->least[r]};
}

/* The frontier of the packages that are as good as the best found, in so many bytes. */
static void list_ties(zo_search *s, size_t bytes)
{
    if (!s->goals.aim.any || s->watch.reach != ZO_EXACT)
        return;
    zo_cut *cut = ZO_NEW_MANY(&s->attempt, zo_cut, MOST_LIST_CUTS + 2 * s->goals.aim.rows);
    size_t cuts = 0;
    add_claims(s, cut, &cuts);
    zo_limit limit = *s->limit;
    limit.memory = s->limit->memory != 0 && s->limit->memory / 2 < bytes ? s->limit->memory / 2 + 1 : bytes;
    zo_points points = zo_pareto(s->graph, s->hidden, cut, cuts, &limit, s->arena);
    if (points.reach == ZO_EXACT) {
        s->points = points;
        s->how = s->done ? s->how : "labels";
        s->all_ties = s->done = true;
    } else if (points.reach != ZO_LIMIT_MEMORY) {
        s->watch.reach = points.reach;
    }
    zo_arena_close(&s->attempt);
}

/* ---- The searches in turn ---- */

static void descend(zo_search *s, uint64_t steps)
{
    if (!s->goals.aim.any || s->done || s->watch.reach != ZO_EXACT)
        return;
    zo_descent *descent = zo_descent_new(&s->boxes, &s->watch, &s->attempt);
    zo_descent_run(descent, steps);
    s->done = zo_descent_done(descent);
    s->how = s->done ? "depth-first" : s->how;
    zo_arena_close(&s->attempt);
}

static void divide(zo_search *s, uint64_t most)
{
    if (s->done || s->watch.reach != ZO_EXACT)
        return;
    zo_boxes_run(&s->boxes, most);
    s->done = s->boxes.done;
    s->how = s->done ? "boxes" : s->how;
}

static bool goes_on(const zo_search *s) { return !s->done && s->watch.reach == ZO_EXACT; }

static void polish(zo_search *s)
{
    if (!goes_on(s) || !s->goals.aim.any || s->goals.aim.kind == ZO_AIM_PRODUCT)
        return;
    zo_boxes_uncover(&s->boxes, false);
    zo_polish(&s->goals.aim, s->goals.rows, &s->watch, &s->attempt);
    zo_boxes_uncover(&s->boxes, true);
    zo_arena_close(&s->attempt);
}

/* The root, which every way needs. */
static void begin(zo_search *s)
{
    divide(s, 1);
    if (goes_on(s) && !s->goals.aim.any)
        find_any(s);
    polish(s);
    if (s->goals.aim.any && (s->ways & ZO_BY_BOXES) == 0)
        s->done = false;
}

/* How much of each in a round: about as much time for each, several times that of the round before. Boxes are what settles
 * products, but seldom what has much to keep in balance. */
static void take_turns(zo_search *s)
{
    enum { BOXES = 64, BYTES = 1 << 18, STEPS = 1000000, LAST_ROUND = 6 };
    begin(s);
    for (unsigned round = 0; goes_on(s) && s->boxes.boxes < s->most_boxes; round++) {
        unsigned bits = round < LAST_ROUND ? round : LAST_ROUND;
        if ((s->ways & ZO_BY_BOXES) != 0)
            divide(s, (uint64_t)BOXES << (s->goals.aim.kind == ZO_AIM_PRODUCT ? 2 * bits : bits));
        polish(s);
        if ((s->ways & ZO_BY_LABELS) != 0 && goes_on(s) && round <= LAST_ROUND)
            list_ties(s, (size_t)BYTES << 2 * bits);
        if ((s->ways & ZO_BY_DESCENT) != 0)
            descend(s, (uint64_t)STEPS << 3 * bits);
        if (s->ways == ZO_BY_LABELS && goes_on(s) && round == LAST_ROUND)
            s->watch.reach = ZO_LIMIT_MEMORY;
    }
    if (s->done && !s->all_ties && s->goals.aim.any && (s->ways & ZO_BY_LABELS) != 0)
        list_ties(s, (size_t)32 << 20);
}

/* ---- The work and its memory ---- */

/* The caller's limit, and what is left of the heap's. */
static size_t memory_of(const zo_limit *limit, const zo_heap *heap)
{
    if (heap->limit == 0)
        return limit->memory;
    size_t left = heap->used < heap->limit ? heap->limit - heap->used : 1;
    return limit->memory == 0 || left < limit->memory ? left : limit->memory;
}

static void open_search(zo_search *s, const zo_graph *graph, const zo_limit *limit, zo_arena *arena)
{
    *s = (zo_search){.graph = graph, .limit = limit, .arena = arena};
    zo_heap_init(&s->heap, arena->heap->grow, arena->heap->context);
    s->heap.limit = (memory_of(limit, arena->heap) + 1) / 2; /* the other half is for lists */
    zo_arena_open(&s->scratch, &s->heap);
    zo_arena_open(&s->attempt, &s->heap);
    s->watch = zo_watch_open(limit, 0);
}

static void search_all(void *context)
{
    zo_search *s = context;
    zo_boxes_open(&s->boxes, &s->goals.aim, s->goals.rows, &s->watch, &s->scratch);
    take_turns(s);
}

static void draw_up_and_search(void *context)
{
    zo_search *s = context;
    s->goals = s->question != NULL ? zo_goals_of(s->question, &s->scratch)
                                   : zo_goals_of_sum(s->graph, s->weight, s->cut, s->cuts, &s->scratch);
    s->done = s->goals.undefined;
    s->all_ties = s->done;
    if (s->goals.too_large)
        s->watch.reach = ZO_LIMIT_MEMORY;
    if (goes_on(s))
        search_all(s);
}

/* When the work's own heap has reached its limit, that ends it with what has been found. */
static void run(void *context)
{
    zo_search *s = context;
    zo_heap *outer = s->arena->heap;
    if (!zo_heap_stands(&s->heap, draw_up_and_search, s)) {
        if (s->heap.state == ZO_HEAP_EXHAUSTED) {
            outer->state = ZO_HEAP_EXHAUSTED;
            longjmp(*outer->escape, 1);
        }
        if (!s->done)
            s->watch.reach = ZO_LIMIT_MEMORY;
    }
    if (s->done)
        s->watch.reach = ZO_EXACT;
    s->outcome(s);
}

/* Also when the caller's heap refuses something. */
static void search(zo_search *s)
{
    bool fine = zo_heap_stands(s->arena->heap, run, s);
    zo_arena_close(&s->attempt);
    zo_arena_close(&s->scratch);
    if (!fine)
        longjmp(*s->arena->heap->escape, 1);
}

/* ---- A sum ---- */

static void store_extreme(zo_search *s)
{
    const zo_aim *aim = &s->goals.aim;
    bool known = aim->best != NULL && s->boxes.aim != NULL;
    s->extreme = (zo_linear_best){.reach = s->watch.reach, .any = known && aim->any, .most = INT64_MAX};
    if (known && !s->done)
        s->extreme.most = s->boxes.most_sum;
    if (!s->extreme.any)
        return;
    uint32_t *package = ZO_NEW_MANY(s->arena, uint32_t, aim->issues + 1);
    memcpy(package, aim->package, aim->issues * sizeof *package);
    s->extreme.package = package;
    s->extreme.reached = aim->best[0];
    if (s->done || s->extreme.most < aim->best[0])
        s->extreme.most = aim->best[0];
}

static zo_linear_best find_extreme(const zo_graph *graph, const int64_t *weight, const zo_cut *cut,
                                   size_t cuts, uint64_t most_boxes, const zo_limit *limit, zo_arena *arena)
{
    zo_search s;
    open_search(&s, graph, limit, arena);
    s.weight = weight;
    s.ways = ZO_BY_BOXES | ZO_BY_DESCENT;
    s.cut = cut;
    s.cuts = cuts;
    s.most_boxes = most_boxes;
    s.outcome = store_extreme;
    search(&s);
    return s.extreme;
}

zo_linear_best zo_optimum_linear(const zo_graph *graph, const int64_t *weight, const zo_cut *cut, size_t cuts,
                                 const zo_limit *limit, zo_arena *arena)
{
    return find_extreme(graph, weight, cut, cuts, UINT64_MAX, limit, arena);
}

/* ---- A yardstick ---- */

/* A package that is worth no less to anybody, and more in all if there is one that a few boxes find. */
static const uint32_t *lifted(zo_search *s, const uint32_t *package)
{
    enum { BOXES = 500 };
    const zo_graph *graph = s->graph;
    size_t shown = graph->worths - s->hidden, cuts = 0;
    zo_cut *cut = ZO_NEW_MANY(s->arena, zo_cut, shown + s->cuts);
    int64_t *all = ZO_NEW_MANY(s->arena, int64_t, graph->worths),
            *worth = ZO_NEW_MANY(s->arena, int64_t, graph->worths);
    zo_graph_worth(graph, package, worth);
    for (size_t p = 0; p < shown; p++) {
        int64_t *alone = ZO_NEW_MANY(s->arena, int64_t, graph->worths);
        alone[p] = all[p] = 1;
        cut[cuts++] = (zo_cut){.weight = alone, .least = worth[p]};
    }
    for (size_t c = 0; c < s->cuts; c++)
        cut[cuts++] = s->cut[c];
    zo_linear_best extreme = find_extreme(graph, all, cut, cuts, BOXES, s->limit, s->arena);
    return extreme.any ? extreme.package : package;
}

static void store_optimum(zo_search *s)
{
    zo_optimum *o = &s->optimum;
    const zo_aim *aim = &s->goals.aim;
    bool any = aim->best != NULL && aim->any;
    *o = (zo_optimum){.reach = s->watch.reach, .all_ties = s->all_ties || (s->done && !any), .how = s->how};
    o->gap = s->done ? 0 : s->boxes.aim != NULL ? zo_boxes_gap(&s->boxes) : 1;
    o->points = (zo_points){.worths = s->graph->worths - s->hidden, .count_words = 1};
    if (s->all_ties && any) {
        o->points = s->points;
    } else if (any) {
        const uint32_t *package = aim->package;
        if (s->goals.partial || !s->done)
            package = lifted(s, package);
        o->points = zo_points_single(s->graph, s->hidden, package, s->arena);
    }
}

zo_optimum zo_optimum_find_by(unsigned ways, const zo_optimum_question *question, const zo_limit *limit,
                              zo_arena *arena)
{
    zo_search s;
    open_search(&s, question->graph, limit, arena);
    s.question = question;
    s.hidden = question->hidden;
    s.cut = question->cut;
    s.cuts = question->cuts;
    s.ways = ways;
    s.most_boxes = UINT64_MAX;
    s.outcome = store_optimum;
    search(&s);
    return s.optimum;
}

zo_optimum zo_optimum_find(const zo_optimum_question *question, const zo_limit *limit, zo_arena *arena)
{
    return zo_optimum_find_by(ZO_BY_ALL, question, limit, arena);
}

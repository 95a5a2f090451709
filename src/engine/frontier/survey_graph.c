/* A zone and payoffs -> a graph of choices, its frontier, and from that the survey.
 *
 * With classes there is a frontier for each, of the part of the graph where the issue has the value. */
#include "engine/frontier/survey_graph.h"

#include <stdlib.h>
#include <string.h>

#include "engine/frontier/cuts.h"
#include "engine/graph/passes.h"
#include "engine/graph/subgraph.h"
#include "engine/rule.h"

/* The frontier of a class, or of the zone. */
typedef struct zo_class {
    uint32_t value;
    zo_points points;
} zo_class;

typedef struct zo_settling {
    const zo_instance *instance;
    const zo_mode *mode;
    const zo_sum *const *payoff;
    size_t payoffs;
    uint32_t class_issue;
    const zo_limit *limit;
    zo_arena *arena;  /* for the outcome */
    zo_arena scratch; /* on the same heap */
    zo_arena part;    /* for the graph of a class */
    size_t used;      /* of the heap, before all this */
    zo_cuts cuts;
    zo_graph *graph;
    zo_weigher *weigher;
    size_t classes;
    zo_class *class_;
    const char *problem;
    zo_survey outcome;
} zo_settling;

/* ---- The graph ---- */

/* What counts directly may as well be hard; what never counts is off. */
static const zo_mode *counting(const zo_settling *s, zo_arena *arena)
{
    const zo_instance *in = s->instance;
    zo_mode *mode = ZO_NEW_MANY(arena, zo_mode, in->selectors + 1);
    for (size_t i = 0; i < in->selectors; i++)
        mode[i] = in->selector[i].class_ == ZO_CERTAINTY                        ? ZO_OFF
                  : s->mode[i] == ZO_SOFT && in->selector[i].voter == ZO_DIRECT ? ZO_HARD
                                                                                : s->mode[i];
    return mode;
}

static bool weights_fit(zo_settling *s)
{
    int64_t *weight = ZO_NEW_MANY(&s->scratch, int64_t, s->cuts.worths + 1);
    bool fit = true;
    for (size_t k = 0; k < s->cuts.worths && fit; k++) {
        weight[k] = 1;
        fit = zo_weigher_fits(s->weigher, weight);
        weight[k] = 0;
    }
    return fit;
}

static bool build_graph(zo_settling *s)
{
    s->graph = zo_graph_build(s->instance, s->cuts.mode, s->cuts.worth, s->cuts.worths,
                              zo_most_arcs(s->limit), s->limit, &s->scratch);
    s->outcome.reach = s->graph->reach;
    s->problem = s->graph->problem;
    if (s->graph->reach == ZO_LIMIT_MEMORY)
        s->problem = "conditions tie too many issues to each other";
    if (s->problem != NULL || s->graph->reach != ZO_EXACT)
        return false;
    if (s->graph->empty)
        return true;
    s->weigher = zo_weigher_new(s->graph, &s->scratch);
    if (!weights_fit(s))
        s->problem = "points are too large";
    return s->problem == NULL;
}

/* A cut that no package falls short of is none. */
static void drop_idle_cuts(zo_settling *s)
{
    zo_cut *left = ZO_NEW_MANY(&s->scratch, zo_cut, s->cuts.cuts + 1);
    int64_t *weight = ZO_NEW_MANY(&s->scratch, int64_t, s->cuts.worths + 1);
    size_t cuts = 0;
    for (size_t c = 0; c < s->cuts.cuts; c++) {
        for (size_t k = 0; k < s->cuts.worths; k++)
            weight[k] = -s->cuts.cut[c].weight[k];
        if (-zo_weigher_most(s->weigher, weight, NULL) < s->cuts.cut[c].least)
            left[cuts++] = s->cuts.cut[c];
    }
    s->cuts.cut = left;
    s->cuts.cuts = cuts;
}

static bool is_looked_at(const zo_settling *s, size_t k)
{
    bool is = false;
    for (size_t c = 0; c < s->cuts.cuts; c++)
        is = is || s->cuts.cut[c].weight[k] != 0;
    return is;
}

/* Hidden worths that no cut looks at any more go, and the graph is built without them. */
static bool drop_idle_worths(zo_settling *s)
{
    size_t worths = s->payoffs;
    const zo_sum **worth = ZO_NEW_MANY(&s->scratch, const zo_sum *, s->cuts.worths + 1);
    zo_cut *cut = ZO_NEW_MANY(&s->scratch, zo_cut, s->cuts.cuts + 1);
    if (s->payoffs > 0)
        memcpy(worth, s->payoff, s->payoffs * sizeof *worth);
    for (size_t k = s->payoffs; k < s->cuts.worths; k++)
        if (is_looked_at(s, k))
            worth[worths++] = s->cuts.worth[k];
    if (worths == s->cuts.worths)
        return true;
    for (size_t c = 0; c < s->cuts.cuts; c++) {
        int64_t *weight = ZO_NEW_MANY(&s->scratch, int64_t, worths + 1);
        size_t to = 0;
        for (size_t k = 0; k < s->cuts.worths; k++)
            if (k < s->payoffs || is_looked_at(s, k))
                weight[to++] = s->cuts.cut[c].weight[k];
        cut[c] = (zo_cut){.weight = weight, .least = s->cuts.cut[c].least};
    }
    s->cuts.worth = worth;
    s->cuts.worths = worths;
    s->cuts.hidden = worths - s->payoffs;
    s->cuts.cut = cut;
    return build_graph(s);
}

static bool build(zo_settling *s)
{
    s->cuts = zo_find_cuts(s->instance, counting(s, &s->scratch), s->payoff, s->payoffs, &s->scratch);
    if (!build_graph(s))
        return false;
    if (s->graph->empty)
        return true;
    drop_idle_cuts(s);
    return drop_idle_worths(s);
}

/* ---- Frontiers ---- */

/* What the limit leaves of its memory; 0: none. */
static bool memory_left(const zo_settling *s, size_t *left)
{
    size_t held = s->arena->heap->used - s->used;
    *left = s->limit->memory > held ? s->limit->memory - held : 0;
    return s->limit->memory == 0 || *left > 0;
}

static bool find_class(zo_settling *s, uint32_t value)
{
    zo_class *class_ = &s->class_[s->classes++];
    const zo_graph *graph = s->graph;
    zo_limit limit = *s->limit;
    if (s->class_issue != ZO_NO_ISSUE)
        graph = zo_graph_with_value(graph, s->class_issue, value, &s->part);
    class_->value = value;
    if (memory_left(s, &limit.memory)) {
        class_->points = zo_pareto(graph, s->cuts.hidden, s->cuts.cut, s->cuts.cuts, &limit, &s->scratch);
        s->outcome.reach = class_->points.reach;
    } else {
        s->outcome.reach = ZO_LIMIT_MEMORY;
    }
    zo_arena_close(&s->part);
    s->outcome.points += class_->points.points;
    return s->outcome.reach == ZO_EXACT;
}

static bool find_classes(zo_settling *s)
{
    uint32_t classes = s->class_issue == ZO_NO_ISSUE ? 1 : s->instance->size[s->class_issue];
    s->class_ = ZO_NEW_MANY(&s->scratch, zo_class, classes);
    for (uint32_t v = 0; v < classes && !s->graph->empty; v++)
        if (!find_class(s, v))
            return false;
    return true;
}

/* ---- The outcome ---- */

/* A point of a class. */
typedef struct zo_found {
    const zo_class *class_;
    size_t at;
} zo_found;

/* Largest first, then by class. */
static int in_order(const void *left, const void *right)
{
    const zo_found *a = left, *b = right;
    size_t worths = a->class_->points.worths;
    const int64_t *x = a->class_->points.worth + a->at * worths,
                  *y = b->class_->points.worth + b->at * worths;
    for (size_t k = 0; k < worths; k++)
        if (x[k] != y[k])
            return x[k] > y[k] ? -1 : 1;
    return a->class_->value < b->class_->value ? -1 : a->class_->value > b->class_->value;
}

static zo_found *list_found(zo_settling *s)
{
    zo_found *found = ZO_NEW_MANY(&s->scratch, zo_found, s->outcome.points + 1);
    size_t n = 0;
    for (size_t c = 0; c < s->classes; c++)
        for (size_t i = 0; i < s->class_[c].points.points; i++)
            found[n++] = (zo_found){&s->class_[c], i};
    if (s->classes > 1)
        qsort(found, n, sizeof *found, in_order);
    return found;
}

static zo_survey_point point_of(const zo_settling *s, const zo_found *found)
{
    const zo_points *points = &found->class_->points;
    zo_int *worth = ZO_NEW_MANY(s->arena, zo_int, s->payoffs);
    uint32_t *package = ZO_NEW_MANY(s->arena, uint32_t, s->instance->issues);
    for (size_t k = 0; k < s->payoffs; k++)
        worth[k] = zo_int_of(points->worth[found->at * s->payoffs + k]);
    zo_points_package(s->graph, points, found->at, package);
    return (zo_survey_point){.worth = worth,
                             .packages = zo_points_count(points, found->at),
                             .package = package,
                             .class_value = found->class_->value};
}

/* Whether there is room for the points as a survey has them. */
static bool points_fit(const zo_settling *s)
{
    enum { ROUNDING = 32 };
    const zo_heap *heap = s->arena->heap;
    size_t left, each = sizeof(zo_survey_point) + sizeof(zo_found) + s->payoffs * sizeof(zo_int) +
                        s->instance->issues * sizeof(uint32_t) + ROUNDING;
    size_t room = heap->limit > heap->used ? heap->limit - heap->used : 0;
    return memory_left(s, &left) && (left == 0 || s->outcome.points < left / each) &&
           (heap->limit == 0 || s->outcome.points < room / each);
}

static void list_points(zo_settling *s)
{
    const zo_found *found = list_found(s);
    zo_survey_point *point = ZO_NEW_MANY(s->arena, zo_survey_point, s->outcome.points + 1);
    for (size_t i = 0; i < s->outcome.points; i++)
        point[i] = point_of(s, &found[i]);
    s->outcome.point = point;
}

static void find_most(const zo_settling *s, zo_int *most)
{
    for (size_t i = 0; i < s->outcome.points; i++)
        for (size_t k = 0; k < s->payoffs; k++)
            if (i == 0 || zo_int_compare(&s->outcome.point[i].worth[k], &most[k]) > 0)
                most[k] = s->outcome.point[i].worth[k];
}

/* Where there are cuts, the zone is not the graph: then nothing is known but what points tell. */
static void find_least(zo_settling *s, zo_int *least)
{
    int64_t *weight = ZO_NEW_MANY(&s->scratch, int64_t, s->cuts.worths + 1);
    s->outcome.least_known = s->cuts.cuts == 0 || s->outcome.points == 0 || s->payoffs == 0;
    for (size_t k = 0; k < s->payoffs && s->cuts.cuts == 0 && s->outcome.points > 0; k++) {
        weight[k] = -1;
        least[k] = zo_int_of(-zo_weigher_most(s->weigher, weight, NULL));
        weight[k] = 0;
    }
}

static void count_packages(zo_settling *s)
{
    s->outcome.packages_known = s->cuts.cuts == 0 || s->outcome.points == 0 || s->payoffs == 0;
    if (s->cuts.cuts == 0)
        s->outcome.packages = zo_graph_count(s->graph, &s->scratch);
    for (size_t i = 0; i < s->outcome.points && s->cuts.cuts > 0 && s->payoffs == 0; i++)
        s->outcome.packages = zo_int_add(&s->outcome.packages, &s->outcome.point[i].packages);
}

/* ---- The whole ---- */

static void run(void *context)
{
    zo_settling *s = context;
    zo_int *least = ZO_NEW_MANY(s->arena, zo_int, s->payoffs + 1),
           *most = ZO_NEW_MANY(s->arena, zo_int, s->payoffs + 1);
    s->outcome.packages = zo_int_of(0);
    s->outcome.least = least;
    s->outcome.most = most;
    if (!build(s))
        return;
    if (find_classes(s) && !points_fit(s))
        s->outcome.reach = ZO_LIMIT_MEMORY;
    if (s->outcome.reach != ZO_EXACT) {
        s->outcome.points = 0;
        return;
    }
    list_points(s);
    find_most(s, most);
    find_least(s, least);
    count_packages(s);
    s->outcome.complete = true;
    s->outcome.part_done = 1;
}

zo_survey zo_survey_by_elimination(const zo_instance *instance, const zo_mode *mode,
                                   const zo_sum *const *payoff, size_t payoffs, uint32_t class_issue,
                                   const zo_limit *limit, const char **problem, zo_arena *arena)
{
    zo_settling s = {.instance = instance,
                     .mode = mode,
                     .payoff = payoff,
                     .payoffs = payoffs,
                     .class_issue = class_issue,
                     .limit = limit,
                     .arena = arena,
                     .used = arena->heap->used};
    zo_arena_open(&s.scratch, arena->heap);
    zo_arena_open(&s.part, arena->heap);
    bool fine = zo_heap_stands(arena->heap, run, &s);
    zo_arena_close(&s.part);
    zo_arena_close(&s.scratch);
    if (!fine)
        longjmp(*arena->heap->escape, 1);
    *problem = s.problem;
    return s.outcome;
}

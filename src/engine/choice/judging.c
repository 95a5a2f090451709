/* A zone -> the points of each yardstick, found one by one over the same graph of choices, and joined. What every party could
 * get at the most comes first, since Kalai-Smorodinsky needs it; what it gets at the least comes last.
 *
 * Promises: a question that ends early leaves its time to those after it. */
#include "engine/choice/judging.h"

#include "engine/choice/optimum.h"
#include "engine/frontier/cuts.h"
#include "engine/graph/passes.h"
#include "engine/known.h"
#include "engine/rule.h"

typedef struct zo_judge {
    const zo_graph *graph;
    zo_cuts cuts;
    zo_bargainer *party;
    size_t payoffs;
    const zo_limit *limit;
    zo_judging out;
    ZO_ARRAY(zo_survey_point) points;
    zo_int *least, *most;
    size_t issues;
    zo_arena *arena;
} zo_judge;

/* ---- Points ---- */

static int by_worths(const zo_survey_point *a, const zo_survey_point *b, size_t payoffs)
{
    int order = 0;
    for (size_t p = 0; p < payoffs && order == 0; p++)
        order = -zo_int_compare(&a->worth[p], &b->worth[p]);
    return order;
}

/* In its place, largest first; the same vector once, counted if any of its finders counted it. */
static void add_point(zo_judge *j, const zo_survey_point *point)
{
    size_t at = 0;
    while (at < j->points.n && by_worths(&j->points.at[at], point, j->payoffs) < 0)
        at++;
    if (at < j->points.n && by_worths(&j->points.at[at], point, j->payoffs) == 0) {
        if (j->points.at[at].uncounted && !point->uncounted)
            j->points.at[at] = *point;
        return;
    }
    ZO_PUSH(j->arena, &j->points, *point);
    for (size_t i = j->points.n - 1; i > at; i--)
        j->points.at[i] = j->points.at[i - 1];
    j->points.at[at] = *point;
}

static void add_points(zo_judge *j, const zo_points *points, bool counted)
{
    for (size_t i = 0; i < points->points; i++) {
        zo_int *worth = ZO_NEW_MANY(j->arena, zo_int, j->payoffs + 1);
        uint32_t *package = ZO_NEW_MANY(j->arena, uint32_t, j->issues + 1);
        for (size_t p = 0; p < j->payoffs; p++)
            worth[p] = zo_int_of(points->worth[i * points->worths + p]);
        zo_points_package(j->graph, points, i, package);
        zo_survey_point point = {.worth = worth,
                                 .packages = counted ? zo_points_count(points, i) : zo_int_of(1),
                                 .uncounted = !counted,
                                 .package = package};
        add_point(j, &point);
    }
}

/* ---- Extremes ---- */

static void keep_reach(zo_judge *j, zo_reach reach)
{
    if (j->out.reach == ZO_EXACT)
        j->out.reach = reach;
}

/* The largest, or with a negative weight the smallest, that each party gets; false: not of all. */
static bool find_extremes(zo_judge *j, int64_t weight, const zo_limit *limit, zo_int *extreme)
{
    int64_t *weights = ZO_NEW_MANY(j->arena, int64_t, j->graph->worths + 1);
    for (size_t p = 0; p < j->payoffs; p++) {
        zo_limit part = zo_limit_part(limit, (unsigned)(j->payoffs - p));
        weights[p] = weight;
        zo_linear_best found =
            zo_optimum_linear(j->graph, weights, j->cuts.cut, j->cuts.cuts, &part, j->arena);
        weights[p] = 0;
        if (found.reach != ZO_EXACT)
            return false;
        extreme[p] = zo_int_of(found.any ? weight * found.reached : 0);
        if (!found.any)
            j->out.survey.complete = true;
    }
    return true;
}

/* ---- Yardsticks ---- */

const char *zo_yardstick_word(zo_yardstick yardstick)
{
    static const char *const names[] = {"Nash", "Kalai-Smorodinsky", "egalitarian", "utilitarian"};
    return names[yardstick];
}

static void find_choice(zo_judge *j, zo_yardstick yardstick, const zo_limit *limit)
{
    zo_verdict_known *known = &j->out.known[yardstick];
    zo_optimum_question question = {.graph = j->graph,
                                    .hidden = j->cuts.hidden,
                                    .cut = j->cuts.cut,
                                    .cuts = j->cuts.cuts,
                                    .yardstick = yardstick,
                                    .party = j->party};
    if (limit->known != NULL) {
        limit->known->by = zo_yardstick_word(yardstick);
        limit->known->gap = 1;
    }
    zo_optimum found = zo_optimum_find(&question, limit, j->arena);
    if (limit->known != NULL)
        limit->known->by = NULL;
    known->exact = found.reach == ZO_EXACT;
    known->all_ties = known->exact && (found.all_ties || found.points.points == 0);
    known->gap = known->exact ? 0 : found.gap;
    keep_reach(j, found.reach);
    add_points(j, &found.points, known->all_ties);
    zo_note_instead(limit, ZO_ENGINE_BOUNDS, zo_yardstick_word(yardstick),
                    limit->engine == ZO_ENGINE_BOUNDS
                        ? "it was asked for"
                        : "the whole frontier was not found in its share of the limits");
}

static void find_choices(zo_judge *j)
{
    static const zo_yardstick order[] = {ZO_UTILITARIAN, ZO_NASH, ZO_KALAI_SMORODINSKY, ZO_EGALITARIAN};
    for (unsigned i = 0; i < ZO_YARDSTICKS && j->out.reach != ZO_STOPPED; i++) {
        /* One part more than there are yardsticks: for the smallest worths. */
        zo_limit part = zo_limit_part(j->limit, ZO_YARDSTICKS - i + 1);
        if (order[i] != ZO_KALAI_SMORODINSKY || j->out.most_known)
            find_choice(j, order[i], &part);
        else
            keep_reach(j, ZO_LIMIT_TIME);
    }
}

/* ---- The whole ---- */

static void count(zo_judge *j)
{
    j->out.survey.packages = zo_int_of_unsigned(j->points.n); /* at least */
    if (j->cuts.cuts == 0) {
        j->out.survey.packages = zo_graph_count(j->graph, j->arena);
        j->out.survey.packages_known = !j->out.survey.packages.overflow;
    }
}

/* The zone is empty, which is all there is to know. */
static void settle_empty(zo_judge *j)
{
    j->out.reach = ZO_EXACT;
    j->out.survey.packages_known = j->out.survey.least_known = j->out.most_known = true;
    for (size_t p = 0; p < j->payoffs; p++)
        j->least[p] = j->most[p] = zo_int_of(0);
    for (int y = 0; y < ZO_YARDSTICKS; y++)
        j->out.known[y] = (zo_verdict_known){true, true, 0};
}

static void judge(zo_judge *j)
{
    zo_limit part = zo_limit_part(j->limit, ZO_YARDSTICKS + 2);
    j->out.most_known = find_extremes(j, 1, &part, j->most);
    for (size_t p = 0; p < j->payoffs; p++)
        j->party[p].ideal = j->most[p];
    if (!j->out.survey.complete)
        find_choices(j);
    j->out.survey.least_known = j->out.reach != ZO_STOPPED && find_extremes(j, -1, j->limit, j->least);
    count(j);
}

static zo_judge open(const zo_instance *instance, const zo_mode *mode, const zo_sum *const *payoff,
                     size_t payoffs, const zo_limit *limit, zo_arena *arena)
{
    zo_judge j = {.payoffs = payoffs, .issues = instance->issues, .limit = limit, .arena = arena};
    j.cuts = zo_find_cuts(instance, mode, payoff, payoffs, arena);
    zo_limit part = zo_limit_part(limit, 2);
    j.graph =
        zo_graph_build(instance, j.cuts.mode, j.cuts.worth, j.cuts.worths, zo_most_arcs(limit), &part, arena);
    return j;
}

static const char *problem_of(const zo_graph *graph)
{
    if (graph->problem != NULL)
        return graph->problem;
    return graph->reach == ZO_EXACT ? NULL : "the graph of its choices is too large";
}

zo_judging zo_judge_apart(const zo_instance *instance, const zo_mode *mode, const zo_sum *const *payoff,
                          size_t payoffs, zo_bargainer *party, const zo_limit *limit, zo_arena *arena)
{
    zo_judge j = open(instance, mode, payoff, payoffs, limit, arena);
    j.party = party;
    j.least = ZO_NEW_MANY(arena, zo_int, payoffs + 1);
    j.most = ZO_NEW_MANY(arena, zo_int, payoffs + 1);
    j.out.problem = problem_of(j.graph);
    for (int y = 0; y < ZO_YARDSTICKS; y++)
        j.out.known[y] = (zo_verdict_known){.gap = 1};
    if (j.out.problem == NULL && !j.graph->empty && payoffs > 0)
        judge(&j);
    else if (j.out.problem == NULL)
        j.out.survey.complete = j.graph->empty;
    else
        j.out.reach = j.graph->reach == ZO_EXACT ? ZO_STOPPED : j.graph->reach;
    if (j.out.survey.complete)
        settle_empty(&j);
    j.out.survey.reach = j.out.reach;
    j.out.survey.points = j.points.n;
    j.out.survey.point = j.points.at;
    j.out.survey.least = j.least;
    j.out.survey.most = j.most;
    return j.out;
}

bool zo_find_least(const zo_instance *instance, const zo_mode *mode, const zo_sum *const *payoff,
                   size_t payoffs, const zo_limit *limit, zo_int *least, zo_arena *arena)
{
    zo_judge j = open(instance, mode, payoff, payoffs, limit, arena);
    return problem_of(j.graph) == NULL && !j.graph->empty && find_extremes(&j, -1, limit, least);
}

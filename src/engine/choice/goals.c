/* Turns yardsticks and sums into aims. */
#include "engine/choice/goals.h"

#include "engine/graph/passes.h"

#include <string.h>

typedef struct zo_drafting {
    const zo_graph *graph;
    const zo_cut *cut;
    size_t cuts, goals;
    const int64_t **weight;
    int64_t *base, *divisor, *least;
    zo_arena *arena;
    zo_goals outcome;
} zo_drafting;

static zo_drafting start_draft(const zo_graph *graph, size_t most_goals, const zo_cut *cut, size_t cuts,
                               zo_arena *arena)
{
    size_t rows = most_goals + cuts + 1;
    zo_drafting d = {.graph = graph, .cut = cut, .cuts = cuts, .arena = arena};
    d.weight = ZO_NEW_MANY(arena, const int64_t *, rows);
    d.base = ZO_NEW_MANY(arena, int64_t, rows);
    d.divisor = ZO_NEW_MANY(arena, int64_t, rows);
    d.least = ZO_NEW_MANY(arena, int64_t, rows);
    return d;
}

static void add_goal(zo_drafting *d, const int64_t *weight, int64_t base, int64_t divisor)
{
    d->weight[d->goals] = weight;
    d->base[d->goals] = base;
    d->divisor[d->goals++] = divisor;
}

static zo_goals finish_draft(zo_drafting *d, zo_aim_kind kind)
{
    zo_goals *o = &d->outcome;
    o->undefined = o->undefined || d->goals == 0 || d->graph->empty;
    if (o->undefined || o->too_large)
        return *o;
    for (size_t i = 0; i < d->cuts; i++) {
        d->weight[d->goals + i] = d->cut[i].weight;
        d->least[d->goals + i] = d->cut[i].least;
    }
    size_t rows = d->goals + d->cuts;
    o->weight = d->weight;
    o->aim = (zo_aim){.kind = kind,
                      .goals = d->goals,
                      .rows = rows,
                      .base = d->base,
                      .divisor = d->divisor,
                      .least = d->least};
    o->rows = zo_rows_new(d->graph, d->weight, rows, d->arena);
    o->too_large = !zo_aim_open(&o->aim, o->rows, d->arena);
    if (!o->too_large)
        zo_rows_close_dominated(o->rows);
    return *o;
}

/* ---- Yardsticks ---- */

static const int64_t *alone(zo_drafting *d, size_t worth)
{
    int64_t *weight = ZO_NEW_MANY(d->arena, int64_t, d->graph->worths);
    weight[worth] = 1;
    return weight;
}

static bool narrow(zo_drafting *d, const zo_int *number, int64_t *narrowed)
{
    bool fits = zo_int_fits64(number, narrowed);
    d->outcome.too_large = d->outcome.too_large || !fits;
    return fits;
}

static void add_parties(zo_drafting *d, const zo_optimum_question *question)
{
    size_t parties = question->graph->worths - question->hidden;
    for (size_t p = 0; p < parties && !d->outcome.too_large; p++) {
        const zo_bargainer *party = &question->party[p];
        int64_t base = 0, divisor = 1;
        zo_int by = party->scale;
        if (question->yardstick == ZO_KALAI_SMORODINSKY)
            by = zo_int_sub(&party->ideal, &party->disagreement);
        if (question->yardstick == ZO_KALAI_SMORODINSKY && zo_int_sign(&by) <= 0) {
            d->outcome.partial = true;
            continue;
        }
        if (narrow(d, &party->disagreement, &base) &&
            (question->yardstick == ZO_NASH || narrow(d, &by, &divisor)))
            add_goal(d, alone(d, p), base, divisor);
    }
}

/* Worths times what brings their scales to one measure. */
static void add_sum_of_parties(zo_drafting *d, const zo_optimum_question *question)
{
    size_t parties = question->graph->worths - question->hidden;
    int64_t *weight = ZO_NEW_MANY(d->arena, int64_t, question->graph->worths + 1);
    zo_int common = zo_int_of(1);
    for (size_t p = 0; p < parties; p++)
        common = zo_int_lcm(&common, &question->party[p].scale);
    for (size_t p = 0; p < parties && !d->outcome.too_large; p++) {
        zo_int factor = common.overflow ? common : zo_int_div_exact(&common, &question->party[p].scale);
        narrow(d, &factor, &weight[p]);
    }
    if (parties > 0)
        add_goal(d, weight, 0, 1);
}

zo_goals zo_goals_of(const zo_optimum_question *question, zo_arena *arena)
{
    zo_drafting d =
        start_draft(question->graph, question->graph->worths, question->cut, question->cuts, arena);
    switch (question->yardstick) {
    case ZO_NASH: add_parties(&d, question); return finish_draft(&d, ZO_AIM_PRODUCT);
    case ZO_KALAI_SMORODINSKY:
    case ZO_EGALITARIAN: add_parties(&d, question); return finish_draft(&d, ZO_AIM_SHARES);
    case ZO_UTILITARIAN: break;
    }
    add_sum_of_parties(&d, question);
    return finish_draft(&d, ZO_AIM_SUM);
}

zo_goals zo_goals_of_sum(const zo_graph *graph, const int64_t *weight, const zo_cut *cut, size_t cuts,
                         zo_arena *arena)
{
    zo_drafting d = start_draft(graph, 1, cut, cuts, arena);
    add_goal(&d, weight, 0, 1);
    return finish_draft(&d, ZO_AIM_SUM);
}

/* ---- Cuts alone ---- */

zo_goals zo_goals_of_cuts(const zo_goals *goals, zo_arena *arena)
{
    const zo_aim *aim = &goals->aim;
    zo_drafting d = start_draft(goals->rows->graph, aim->rows, NULL, 0, arena);
    int64_t *row = ZO_NEW_MANY(arena, int64_t, aim->rows);
    for (size_t r = aim->kind == ZO_AIM_PRODUCT ? 0 : aim->goals; r < aim->rows; r++) {
        int64_t least = r < aim->goals ? aim->base[r] + 1 : aim->least[r];
        row[d.goals] = least;
        add_goal(&d, goals->weight[r], least, aim->range[r]);
    }
    zo_goals cuts = finish_draft(&d, ZO_AIM_SHARES);
    if (!cuts.undefined && !cuts.too_large)
        zo_aim_ask(&cuts.aim, row);
    return cuts;
}

void zo_goals_weights(const zo_goals *goals, const int64_t *weight, int64_t *worth_weight)
{
    size_t worths = goals->rows->graph->worths;
    memset(worth_weight, 0, worths * sizeof *worth_weight);
    for (size_t r = 0; r < goals->aim.rows; r++)
        for (size_t w = 0; w < worths; w++)
            worth_weight[w] += weight[r] * goals->weight[r][w];
}

void zo_goals_rows(const zo_goals *goals, const uint32_t *package, int64_t *row, zo_arena *arena)
{
    const zo_graph *graph = goals->rows->graph;
    int64_t *worth = ZO_NEW_MANY(arena, int64_t, graph->worths + 1);
    zo_graph_worth(graph, package, worth);
    for (size_t r = 0; r < goals->aim.rows; r++) {
        row[r] = 0;
        for (size_t w = 0; w < graph->worths; w++)
            row[r] += goals->weight[r][w] * worth[w];
    }
}

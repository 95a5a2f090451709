/* A deal and a record -> who accepts it, what is better, what is nearest. */
#include "analysis/assessment.h"

#include "analysis/count.h"
#include "engine/choice/nearest.h"
#include "engine/walk/enumerate.h"
#include "space/restrict.h"
#include "space/sums.h"
#include "space/utility.h"

typedef struct zo_assessor {
    const zo_request *request;
    const zo_record *record;
    zo_assessment *out;
    const zo_compiled *compiled;   /* the record */
    const zo_compiled *restricted; /* to the deal */
    const uint64_t *not_facts;     /* selectors of stances and alternatives */
    size_t first_demand;           /* selector of demand 0 in `asked` */
    zo_arena *arena;
} zo_assessor;

static zo_extent extent(const zo_int *part, const zo_int *whole)
{
    if (zo_int_compare(part, whole) == 0)
        return ZO_OF_ALL;
    return zo_int_sign(part) > 0 ? ZO_OF_SOME : ZO_OF_NONE;
}

/* All but rules, settled points and what restricts to the deal. */
static uint64_t *stances_of(const zo_compiled *compiled, zo_arena *arena)
{
    uint64_t *set = zo_new_selector_set(compiled, arena);
    for (size_t s = 0; s < compiled->instance.selectors; s++)
        if (compiled->instance.selector[s].class_ >= ZO_STANCE)
            zo_set_bit(set, s);
    return set;
}

static void keep_reach(zo_assessor *a, zo_reach reach)
{
    if (reach != ZO_EXACT)
        a->out->reach = reach;
}

/* ---- Demands: every seat's own stances and alternative, wherever they stand ---- */

typedef ZO_ARRAY(zo_demand) zo_demand_list;
typedef ZO_ARRAY(zo_selector) zo_selector_list;

static void add_demand(zo_assessor *a, zo_demand_list *demands, zo_selector_list *selectors, zo_demand demand,
                       zo_selector selector)
{
    if (!selector.expr && !selector.sum) {
        a->out->too_large = true;
        return;
    }
    ZO_PUSH(a->arena, demands, demand);
    ZO_PUSH(a->arena, selectors, selector);
}

static void add_demands_of(zo_assessor *a, uint32_t index, zo_demand_list *demands,
                           zo_selector_list *selectors)
{
    const zo_seat *seat = &a->record->seats.at[index];
    for (size_t i = 0; i < seat->stances.n; i++) {
        zo_selector selector = {.expr = zo_compile_stance(a->record->model, seat->stances.at[i], a->arena)};
        add_demand(a, demands, selectors, (zo_demand){seat->stances.at[i], index, ZO_OF_ALL}, selector);
    }
    if (!seat->alternative || seat->values.n + seat->bonuses.n == 0)
        return;
    zo_points points = zo_points_of(a->record, seat, &zo_as_ranges, a->arena);
    zo_selector selector = {
        .sum = zo_scaled_sum(a->record, &points, &seat->alternative->amount.low, true, a->arena)};
    add_demand(a, demands, selectors, (zo_demand){seat->alternative, index, ZO_OF_ALL}, selector);
}

/* ---- Who accepts ---- */

/* Blocs are asked whether they accept, wherever their consent is needed. */
static zo_instance without_waivers(const zo_assessor *a, const zo_compiled *asked)
{
    zo_instance instance = asked->instance;
    zo_bloc *bloc = ZO_NEW_MANY(a->arena, zo_bloc, instance.blocs + 1);
    zo_selector *selector = ZO_NEW_MANY(a->arena, zo_selector, instance.selectors + 1);
    for (size_t b = 0; b < instance.blocs; b++) {
        bloc[b] = instance.bloc[b];
        bloc[b].waived = NULL;
    }
    for (size_t s = 0; s < instance.selectors; s++) {
        selector[s] = instance.selector[s];
        selector[s].waived = NULL;
    }
    instance.bloc = bloc;
    instance.selector = selector;
    return instance;
}

static const zo_bloc *bloc_of(const zo_assessor *a, const zo_instance *instance, uint32_t seat)
{
    for (size_t b = 0; b < instance->blocs; b++)
        if (a->compiled->bloc_seat[b] == seat)
            return &instance->bloc[b];
    return NULL;
}

static bool seat_accepts(const zo_assessor *a, const zo_instance *instance, uint32_t seat,
                         const uint64_t *mask)
{
    const zo_bloc *bloc = bloc_of(a, instance, seat);
    for (size_t d = 0; d < a->out->demands; d++)
        if (a->out->demand[d].seat == seat && zo_bit(mask, a->first_demand + d))
            return false;
    return !bloc || zo_bloc_accepts(instance, bloc, mask, NULL);
}

static zo_int count_where_met(const zo_enumeration *found, size_t selector)
{
    zo_int count = zo_int_of(0);
    for (size_t g = 0; g < found->groups; g++)
        if (!zo_bit(found->group[g].mask, selector))
            count = zo_int_add(&count, &found->group[g].count);
    return count;
}

/* The condition of a consent that is needed sometimes, to be counted like a demand. */
static void add_conditions(const zo_assessor *a, zo_selector_list *selectors)
{
    static const zo_expr always = {.kind = ZO_X_TRUE};
    for (uint32_t s = 0; s < a->record->seats.n; s++) {
        const zo_seat *seat = &a->record->seats.at[s];
        const zo_expr *when = seat->need == ZO_NEEDED_WHEN
                                  ? zo_compile_condition(a->record->model, seat->when, a->arena)
                                  : &always;
        zo_selector selector = {.expr = when ? when : &always};
        ZO_PUSH(a->arena, selectors, selector);
    }
}

static zo_extent need_of(const zo_assessor *a, const zo_enumeration *found, uint32_t seat)
{
    zo_need need = a->record->seats.at[seat].need;
    if (need != ZO_NEEDED_WHEN)
        return need == ZO_NEEDED ? ZO_OF_ALL : ZO_OF_NONE;
    zo_int met = count_where_met(found, a->first_demand + a->out->demands + seat);
    return extent(&met, &a->out->completions);
}

static void read_answers(zo_assessor *a, const zo_instance *instance, const zo_enumeration *found,
                         zo_demand *demand, zo_verdict_of *verdict)
{
    a->out->completions = zo_int_of(0);
    for (size_t g = 0; g < found->groups; g++)
        a->out->completions = zo_int_add(&a->out->completions, &found->group[g].count);
    for (size_t d = 0; d < a->out->demands; d++) {
        zo_int met = count_where_met(found, a->first_demand + d);
        demand[d].holds = extent(&met, &a->out->completions);
    }
    for (uint32_t s = 0; s < a->record->seats.n; s++) {
        zo_int accepted = zo_int_of(0);
        for (size_t g = 0; g < found->groups; g++)
            if (seat_accepts(a, instance, s, found->group[g].mask))
                accepted = zo_int_add(&accepted, &found->group[g].count);
        verdict[s].accepts = extent(&accepted, &a->out->completions);
        verdict[s].needed = need_of(a, found, s);
    }
}

/* The record's own selectors decide how members vote; those appended, what each seat demands. */
static void ask_all(zo_assessor *a, zo_verdict_of *verdict)
{
    zo_demand_list demands = {0};
    zo_selector_list selectors = {0};
    for (uint32_t s = 0; s < a->record->seats.n; s++)
        add_demands_of(a, s, &demands, &selectors);
    a->first_demand = a->restricted->instance.selectors;
    a->out->demands = demands.n;
    a->out->demand = demands.at;
    if (a->out->too_large)
        return;
    add_conditions(a, &selectors);
    const zo_compiled *asked = zo_restricted(a->restricted, selectors.at, selectors.n, a->arena);
    zo_instance instance = without_waivers(a, asked);
    zo_mode *mode = zo_binding_modes(asked, a->not_facts, a->arena);
    for (size_t s = 0; s < instance.selectors; s++) {
        if (s < a->compiled->instance.selectors && instance.selector[s].voter != ZO_DIRECT &&
            !asked->origin[s].disputed && instance.selector[s].class_ != ZO_CERTAINTY)
            mode[s] = ZO_SOFT;
        if (s >= a->first_demand)
            mode[s] = ZO_SOFT;
    }
    zo_enumeration found = zo_enumerate(&instance, mode, false, &a->request->limit, a->arena);
    keep_reach(a, found.reach);
    a->out->asked = found.reach;
    if (found.reach == ZO_EXACT)
        read_answers(a, &instance, &found, demands.at, verdict);
}

/* ---- Feasible, within reach ---- */

static void count_completions(zo_assessor *a)
{
    const zo_instance *instance = &a->compiled->instance;
    zo_int all = zo_int_of(1);
    for (size_t i = 0; i < instance->issues; i++)
        if (a->out->deal->values[i] == ZO_NONE) {
            zo_int size = zo_int_of(instance->size[i]);
            all = zo_int_mul(&all, &size);
        }
    a->out->feasible = extent(&a->out->completions, &all);
    zo_zone_count zone = zo_count_zone(a->request, a->restricted, NULL);
    keep_reach(a, zone.reach);
    a->out->asked = zone.reach;
    a->out->in_zone =
        zo_int_sign(&a->out->completions) == 0 ? ZO_OF_NONE : extent(&zone.packages, &a->out->completions);
}

/* ---- Worth ---- */

/* The facts of the deal alone; blocs without members' votes decide nothing here. */
static zo_survey survey_completions(zo_assessor *a, const zo_sum *sum)
{
    zo_instance facts = a->restricted->instance;
    zo_mode *mode = zo_binding_modes(a->restricted, a->not_facts, a->arena);
    facts.voters = facts.blocs = 0;
    zo_survey survey = zo_survey_zone(&facts, mode, &sum, 1, ZO_NO_ISSUE, &a->request->limit, a->arena);
    keep_reach(a, survey.reach);
    return survey;
}

/* The most that the sum reaches, or the least: where its negative reaches the most. */
static bool find_most(zo_assessor *a, const zo_sum *sum, bool least, zo_int *found)
{
    zo_int none = zo_int_of(0);
    const zo_sum *asked = least ? zo_sum_negated(sum, &a->restricted->instance, a->arena) : sum;
    if (!asked) {
        a->out->too_large = true;
        return false;
    }
    zo_survey survey = survey_completions(a, asked);
    *found = least ? zo_int_sub(&none, &survey.most[0]) : survey.most[0];
    return survey.reach == ZO_EXACT;
}

static void find_worth(zo_assessor *a, uint32_t index, zo_verdict_of *verdict)
{
    const zo_seat *seat = &a->record->seats.at[index];
    zo_payoff payoff = {0};
    zo_range nothing = {zo_num_of(0), zo_num_of(0)};
    if (seat->values.n + seat->bonuses.n == 0 || zo_int_sign(&a->out->completions) == 0)
        return;
    zo_points points = zo_points_of(a->record, seat, &zo_as_ranges, a->arena);
    if (!zo_scaled_payoff(a->record, &points, &nothing, &payoff, a->arena)) {
        a->out->too_large = true;
        return;
    }
    zo_int least, most;
    verdict->valued = find_most(a, payoff.least, true, &least) && find_most(a, payoff.most, false, &most);
    if (!verdict->valued)
        return;
    verdict->least = zo_num_ratio(&least, &payoff.scale);
    verdict->most = zo_num_ratio(&most, &payoff.scale);
}

/* ---- Better for all ---- */

/* Sums that are not negative where each party gets at least its most in the deal. */
static zo_selector *at_least_most(zo_assessor *a, const zo_compiled *middle, const zo_int *most)
{
    zo_selector *selector = ZO_NEW_MANY(a->arena, zo_selector, middle->instance.payoffs + 1);
    for (size_t p = 0; p < middle->instance.payoffs; p++)
        selector[p].sum =
            zo_sum_less(middle->instance.payoff[p].least, &most[p], &middle->instance, a->arena);
    return selector;
}

static bool find_mosts(zo_assessor *a, const zo_compiled *middle, zo_int *most)
{
    zo_assessor view = *a;
    view.compiled = middle;
    view.restricted = zo_restricted_to_values(middle, a->out->deal->values, a->arena);
    view.not_facts = stances_of(view.restricted, a->arena);
    for (size_t p = 0; p < middle->instance.payoffs; p++) {
        zo_survey survey = survey_completions(&view, middle->instance.payoff[p].least);
        if (survey.points == 0 || survey.reach != ZO_EXACT)
            return false;
        most[p] = survey.most[0];
    }
    return true;
}

static bool is_better(const zo_survey_point *point, const zo_int *most, size_t payoffs)
{
    for (size_t p = 0; p < payoffs; p++)
        if (zo_int_compare(&point->worth[p], &most[p]) > 0)
            return true;
    return false;
}

/* Those of `part`, where nobody gets less than its most in the deal, where nobody gets more either. */
static zo_zone_count packages_just_as_good(zo_assessor *a, const zo_compiled *part, const zo_int *most)
{
    size_t payoffs = part->instance.payoffs;
    zo_selector *below = ZO_NEW_MANY(a->arena, zo_selector, payoffs + 1);
    for (size_t p = 0; p < payoffs; p++)
        below[p].sum =
            zo_sum_negated(zo_sum_less(part->instance.payoff[p].least, &most[p], &part->instance, a->arena),
                           &part->instance, a->arena);
    zo_zone_count count = zo_count_zone(a->request, zo_restricted(part, below, payoffs, a->arena), NULL);
    keep_reach(a, count.reach);
    return count;
}

/* Where a survey did not count. */
static zo_zone_count count_surveyed(zo_assessor *a, const zo_compiled *part, const zo_survey *survey)
{
    zo_zone_count known = {.reach = ZO_EXACT, .packages = survey->packages};
    if (survey->packages_known)
        return known;
    zo_zone_count count = zo_count_zone(a->request, part, NULL);
    keep_reach(a, count.reach);
    return count;
}

static void find_better(zo_assessor *a)
{
    const zo_compiled *middle = zo_compile_reading(a->record, &zo_midpoints, a->arena);
    size_t payoffs = middle->instance.payoffs;
    zo_int *most = ZO_NEW_MANY(a->arena, zo_int, payoffs + 1);
    const zo_sum **sums = ZO_NEW_MANY(a->arena, const zo_sum *, payoffs + 1);
    if (payoffs == 0 || zo_present(middle->too_large) || zo_present(middle->payoff_too_large) ||
        !find_mosts(a, middle, most))
        return;
    for (size_t p = 0; p < payoffs; p++)
        sums[p] = middle->instance.payoff[p].least;
    const zo_selector *above = at_least_most(a, middle, most);
    for (size_t p = 0; p < payoffs; p++)
        if (!above[p].sum)
            return;
    const zo_compiled *part = zo_restricted(middle, above, payoffs, a->arena);
    zo_survey survey = zo_survey_zone(&part->instance, zo_binding_modes(part, NULL, a->arena), sums, payoffs,
                                      ZO_NO_ISSUE, &a->request->limit, a->arena);
    keep_reach(a, survey.reach);
    if (survey.reach != ZO_EXACT)
        return;
    /* Packages that are worth just as much to everyone as the deal's most are no better; where any better one is within
     * reach they are dominated, and not among the points. */
    bool any = false;
    for (size_t i = 0; i < survey.points && !any; i++) {
        any = is_better(&survey.point[i], most, payoffs);
        a->out->example = any ? survey.point[i].package : NULL;
    }
    zo_zone_count none = {.reach = ZO_EXACT, .packages = zo_int_of(0)}, all = none, same = none;
    if (any) {
        all = count_surveyed(a, part, &survey);
        same = packages_just_as_good(a, part, most);
    }
    a->out->compared = same.reach == ZO_EXACT && all.reach == ZO_EXACT;
    a->out->better = zo_int_sub(&all.packages, &same.packages);
}

/* ---- The nearest package within reach ---- */

static void find_nearest(zo_assessor *a)
{
    zo_nearest nearest = zo_nearest_to(&a->compiled->instance, a->out->deal->values, a->arena);
    if (!nearest.sum)
        return;
    zo_survey survey = zo_survey_zone(&a->compiled->instance, zo_binding_modes(a->compiled, NULL, a->arena),
                                      &nearest.sum, 1, ZO_NO_ISSUE, &a->request->limit, a->arena);
    keep_reach(a, survey.reach);
    if (survey.points == 0 || survey.reach != ZO_EXACT)
        return;
    zo_change change = zo_nearest_change(&nearest, &survey.point[0].worth[0]);
    a->out->has_nearest = true;
    a->out->changed = change.issues;
    a->out->steps = change.steps;
    a->out->nearest = survey.point[0].package;
    a->out->nearest_packages = survey.point[0].packages;
}

zo_assessment *zo_assess(const zo_request *request, const zo_asked_deal *deal)
{
    zo_arena *arena = request->arena;
    zo_assessment *out = ZO_NEW(arena, zo_assessment);
    zo_assessor a = {.request = request, .record = request->record, .out = out, .arena = arena};
    zo_verdict_of *verdict = ZO_NEW_MANY(arena, zo_verdict_of, request->record->seats.n + 1);
    *out = (zo_assessment){.deal = deal, .reach = ZO_EXACT, .seat = verdict, .better = zo_int_of(0)};
    out->completions = out->nearest_packages = zo_int_of(0);
    a.compiled = zo_compile(request->record, arena);
    out->too_large = zo_is_too_large(request, a.compiled, false);
    if (out->too_large)
        return out;
    a.restricted = zo_restricted_to_values(a.compiled, deal->values, arena);
    a.not_facts = stances_of(a.restricted, arena);
    ask_all(&a, verdict);
    if (out->too_large)
        return out;
    if (out->asked == ZO_EXACT) {
        count_completions(&a);
        for (uint32_t s = 0; s < request->record->seats.n; s++)
            find_worth(&a, s, &verdict[s]);
        find_better(&a);
    }
    find_nearest(&a);
    return out;
}

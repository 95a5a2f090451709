/* A record -> its frontier and the packages that the yardsticks choose. */
#include "analysis/balance.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/count.h"
#include "analysis/interim.h"
#include "analysis/viewer.h"
#include "analysis/words.h"
#include "engine/rule.h"
#include "space/sums.h"

zo_str zo_yardstick_name(zo_yardstick yardstick) { return zo_str_of(zo_yardstick_word(yardstick)); }

zo_str zo_yardstick_id(zo_yardstick yardstick)
{
    static const char *const ids[] = {"nash", "kalai-smorodinsky", "egalitarian", "utilitarian"};
    return zo_str_of(ids[yardstick]);
}

typedef struct zo_balancer {
    const zo_request *request;
    zo_balance *balance;
    const zo_instance *instance;
    bool few;             /* packages: to look at all of them takes a moment */
    zo_int *disagreement; /* per party, times its scale */
    bool disagreement_known;
    zo_bargainer *party;
    zo_arena *arena;
} zo_balancer;

static bool has_few_packages(const zo_instance *instance)
{
    uint64_t packages = 1;
    for (size_t i = 0; i < instance->issues; i++) {
        if (packages > ZO_WALKED_AT_ONCE / instance->size[i])
            return false;
        packages *= instance->size[i];
    }
    return true;
}

/* ---- Disagreement ---- */

/* The record as one party alone sees it: the facts, and its own stances wherever they apply. */
static zo_instance own_view(const zo_balancer *b, uint32_t seat, zo_mode *mode)
{
    zo_instance view = *b->instance;
    zo_selector *selector = ZO_NEW_MANY(b->arena, zo_selector, view.selectors + 1);
    for (size_t s = 0; s < view.selectors; s++) {
        selector[s] = view.selector[s];
        selector[s].waived = NULL;
        selector[s].voter = ZO_DIRECT;
        bool fact = selector[s].class_ == ZO_RULE || selector[s].class_ == ZO_SETTLED;
        bool own = selector[s].class_ == ZO_STANCE && b->balance->compiled->origin[s].seat == seat &&
                   !b->balance->compiled->origin[s].disputed;
        mode[s] = fact || own ? ZO_HARD : ZO_OFF;
    }
    view.selector = selector;
    view.voters = view.blocs = 0;
    return view;
}

static zo_survey survey_worst(const zo_balancer *b, const zo_instance *view, const zo_mode *mode,
                              const zo_sum *sum)
{
    zo_limit limit = b->few ? b->request->limit : zo_limit_part(&b->request->limit, 4);
    return zo_survey_zone(view, mode, &sum, 1, ZO_NO_ISSUE, &limit, b->arena);
}

/* The worst package that its own stances accept; the worst feasible one where they accept none, which can only matter where
 * its consent is not needed. */
static zo_int implied_disagreement(zo_balancer *b, const zo_payoff *payoff, uint32_t seat)
{
    zo_mode *mode = ZO_NEW_MANY(b->arena, zo_mode, b->instance->selectors + 1);
    zo_instance view = own_view(b, seat, mode);
    const zo_sum *negated = zo_sum_negated(payoff->least, b->instance, b->arena);
    const zo_sum *sum = negated ? negated : payoff->least; /* too large: a walk tells the least as well */
    zo_survey survey = survey_worst(b, &view, mode, sum);
    if (survey.points == 0 && survey.reach == ZO_EXACT) {
        for (size_t s = 0; s < b->instance->selectors; s++)
            mode[s] = view.selector[s].class_ == ZO_STANCE ? ZO_OFF : mode[s];
        survey = survey_worst(b, &view, mode, sum);
    }
    if (survey.reach != ZO_EXACT) {
        b->balance->reach = survey.reach;
        b->disagreement_known = false;
    }
    zo_int none = zo_int_of(0);
    return negated ? zo_int_sub(&none, &survey.most[0]) : survey.least[0];
}

static void find_disagreements(zo_balancer *b)
{
    zo_balance *balance = b->balance;
    zo_num *disagreement = ZO_NEW_MANY(b->arena, zo_num, balance->parties + 1);
    bool *implied = ZO_NEW_MANY(b->arena, bool, balance->parties + 1);
    for (size_t p = 0; p < balance->parties; p++) {
        const zo_payoff *payoff = &b->instance->payoff[p];
        implied[p] = payoff->alternative == ZO_NO_SELECTOR;
        b->disagreement[p] =
            implied[p] ? implied_disagreement(b, payoff, balance->seat[p]) : payoff->worth_low;
        disagreement[p] = zo_num_ratio(&b->disagreement[p], &payoff->scale);
    }
    balance->disagreement = disagreement;
    balance->implied = implied;
    for (size_t p = 0; p < balance->parties; p++)
        b->party[p] = (zo_bargainer){b->instance->payoff[p].scale, b->disagreement[p], zo_int_of(0)};
}

/* ---- Who looks ---- */

static void find_told(zo_balancer *b)
{
    const zo_record *record = b->balance->compiled->record;
    bool *told = ZO_NEW_MANY(b->arena, bool, b->balance->parties + 1);
    for (size_t p = 0; p < b->balance->parties; p++)
        told[p] = zo_sees_worths_of(b->request, record->seats.at[b->balance->seat[p]].party);
    b->balance->told = told;
    b->balance->for_one = zo_has_viewer(b->request);
}

typedef struct zo_told_point {
    const zo_survey_point *point;
    const zo_int *worth; /* to the one party whose worths are told, or NULL */
    size_t issues;
} zo_told_point;

static int by_told_worth(const void *left, const void *right)
{
    const zo_told_point *a = left, *b = right;
    int order = a->worth ? -zo_int_compare(a->worth, b->worth) : 0;
    for (size_t i = 0; i < a->issues && order == 0; i++)
        order =
            a->point->package[i] < b->point->package[i] ? -1 : a->point->package[i] > b->point->package[i];
    return order;
}

/* The order of a survey follows everybody's worths, and would tell them: what one party alone looks at comes in the order
 * of its own, then of the values. */
static void put_in_told_order(zo_balancer *b)
{
    zo_survey *survey = &b->balance->survey;
    zo_told_point *at = ZO_NEW_MANY(b->arena, zo_told_point, survey->points + 1);
    zo_survey_point *point = ZO_NEW_MANY(b->arena, zo_survey_point, survey->points + 1);
    size_t viewer = 0;
    while (viewer < b->balance->parties && !b->balance->told[viewer])
        viewer++;
    for (size_t i = 0; i < survey->points; i++)
        at[i] = (zo_told_point){&survey->point[i],
                                viewer < b->balance->parties ? &survey->point[i].worth[viewer] : NULL,
                                b->instance->issues};
    if (survey->points > 1)
        qsort(at, survey->points, sizeof *at, by_told_worth);
    for (size_t i = 0; i < survey->points; i++)
        point[i] = *at[i].point;
    survey->point = point;
}

/* ---- The frontier ---- */

static zo_survey nothing_surveyed(const zo_balancer *b)
{
    const zo_int *none = ZO_NEW_MANY(b->arena, zo_int, b->balance->parties + 1);
    return (zo_survey){.reach = ZO_LIMIT_TIME, .packages = zo_int_of(0), .least = none, .most = none};
}

static void set_known(zo_balance *balance, zo_verdict_known known)
{
    for (int y = 0; y < ZO_YARDSTICKS; y++)
        balance->known[y] = known;
}

static void find_least(zo_balancer *b, const zo_mode *mode, const zo_sum *const *sums, const zo_limit *limit)
{
    zo_limit part = zo_limit_part(limit, ZO_FRONTIER_OF_TIME);
    zo_int *least = ZO_NEW_MANY(b->arena, zo_int, b->balance->parties + 1);
    b->balance->survey.least_known =
        zo_find_least(b->instance, mode, sums, b->balance->parties, &part, least, b->arena);
    b->balance->survey.least = least;
}

static void find_whole_frontier(zo_balancer *b, const zo_mode *mode, const zo_sum *const *sums,
                                const zo_limit *limit)
{
    zo_balance *balance = b->balance;
    zo_limit part = b->few ? *limit : zo_limit_part(limit, ZO_FRONTIER_OF_TIME);
    bool tried = limit->engine != ZO_ENGINE_BOUNDS;
    balance->survey =
        tried ? zo_survey_zone(b->instance, mode, sums, balance->parties, ZO_NO_ISSUE, &part, b->arena)
              : nothing_surveyed(b);
    bool exact = balance->survey.reach == ZO_EXACT;
    if (exact && !balance->survey.least_known)
        find_least(b, mode, sums, limit);
    balance->ideal_known = exact;
    balance->least_known = exact && balance->survey.least_known;
    set_known(balance, exact ? (zo_verdict_known){true, true, 0} : (zo_verdict_known){false, false, 1});
}

/* Where nothing else can be done, a walk sees at least some packages. */
static void look_around(zo_balancer *b, const zo_mode *mode, const zo_sum *const *sums, const zo_limit *limit)
{
    zo_balance *balance = b->balance;
    if (balance->survey.points > 0)
        return;
    balance->survey =
        zo_survey_by_walk(b->instance, mode, sums, balance->parties, ZO_NO_ISSUE, limit, b->arena);
    zo_note_instead(limit, ZO_ENGINE_ENUMERATION, "best packages so far",
                    "neither elimination nor bounds came to an end");
    if (balance->survey.reach == ZO_EXACT) {
        balance->ideal_known = balance->least_known = true;
        set_known(balance, (zo_verdict_known){true, true, 0});
    }
}

/* Where the whole frontier was not found. What was seen of it so far stays where nothing else can be done. */
static void find_parts_of_it(zo_balancer *b, const zo_mode *mode, const zo_sum *const *sums,
                             const zo_limit *limit)
{
    zo_balance *balance = b->balance;
    zo_judging judging = zo_judge_apart(b->instance, mode, sums, balance->parties, b->party, limit, b->arena);
    if (judging.problem != NULL) {
        look_around(b, mode, sums, limit);
        return;
    }
    balance->survey = judging.survey;
    balance->ideal_known = judging.most_known;
    balance->least_known = judging.survey.least_known;
    for (int y = 0; y < ZO_YARDSTICKS; y++)
        balance->known[y] = judging.known[y];
}

static void read_survey(zo_balancer *b)
{
    zo_balance *balance = b->balance;
    zo_num *ideal = ZO_NEW_MANY(b->arena, zo_num, balance->parties + 1);
    zo_num *least = ZO_NEW_MANY(b->arena, zo_num, balance->parties + 1);
    for (size_t p = 0; p < balance->parties; p++) {
        ideal[p] = zo_num_ratio(&balance->survey.most[p], &b->instance->payoff[p].scale);
        least[p] = zo_num_ratio(&balance->survey.least[p], &b->instance->payoff[p].scale);
        b->party[p].ideal = balance->survey.most[p];
    }
    balance->ideal = ideal;
    balance->least = least;
    balance->frontier_packages = zo_int_of(0);
    for (size_t i = 0; i < balance->survey.points; i++)
        balance->frontier_packages =
            zo_int_add(&balance->frontier_packages, &balance->survey.point[i].packages);
}

static void find_frontier(zo_balancer *b)
{
    zo_balance *balance = b->balance;
    const zo_sum **sums = ZO_NEW_MANY(b->arena, const zo_sum *, balance->parties + 1);
    const zo_mode *mode = zo_binding_modes(balance->compiled, NULL, b->arena);
    zo_limit limit = ZO_WATCHED(b->request);
    for (size_t p = 0; p < balance->parties; p++)
        sums[p] = b->instance->payoff[p].least;
    find_whole_frontier(b, mode, sums, &limit);
    zo_reach reach = balance->survey.reach;
    bool ended = (reach == ZO_LIMIT_TIME || reach == ZO_LIMIT_MEMORY) && balance->parties > 0;
    if (ended && b->disagreement_known)
        find_parts_of_it(b, mode, sums, &limit);
    else if (ended)
        look_around(b, mode, sums, &limit);
    if (balance->survey.reach != ZO_EXACT)
        balance->reach = balance->survey.reach;
    read_survey(b);
}

/* ---- The yardsticks ---- */

/* Whether the best of the points found can be told by that yardstick at all. */
static bool can_choose(const zo_balancer *b, zo_yardstick yardstick)
{
    if (yardstick == ZO_UTILITARIAN)
        return true;
    return b->disagreement_known && (yardstick != ZO_KALAI_SMORODINSKY || b->balance->ideal_known);
}

/* Who gains nowhere follows from what each could get at the most: not all points need be there. */
static void read_apart(const zo_balancer *b, zo_chosen *nash)
{
    bool *apart = ZO_NEW_MANY(b->arena, bool, b->balance->parties + 1), any = false;
    for (size_t p = 0; p < b->balance->parties; p++) {
        apart[p] =
            b->balance->ideal_known && zo_int_compare(&b->party[p].ideal, &b->party[p].disagreement) <= 0;
        any = any || apart[p];
    }
    nash->apart = apart;
    nash->not_together = nash->points == 0 && !any && b->balance->known[ZO_NASH].exact;
}

static void choose(zo_balancer *b)
{
    zo_balance *balance = b->balance;
    const zo_int **worth = ZO_NEW_MANY(b->arena, const zo_int *, balance->survey.points + 1);
    for (size_t i = 0; i < balance->survey.points; i++)
        worth[i] = balance->survey.point[i].worth;
    zo_bargain bargain = {balance->parties, b->party, balance->parties ? balance->survey.points : 0, worth};
    for (int y = 0; y < ZO_YARDSTICKS; y++)
        if (can_choose(b, (zo_yardstick)y))
            balance->choice[y] = zo_choose((zo_yardstick)y, &bargain, b->arena);
    if (!balance->survey.complete && balance->parties > 0)
        read_apart(b, &balance->choice[ZO_NASH]);
}

bool zo_holds_nothing(const zo_balance *balance)
{
    return balance->survey.complete && balance->survey.points == 0;
}

bool zo_knows_all_ties(const zo_balance *balance)
{
    bool all = true;
    for (int y = 0; y < ZO_YARDSTICKS; y++)
        all = all && balance->known[y].all_ties;
    return all;
}

zo_balance *zo_find_balance(const zo_request *request, const zo_record *record, const zo_reading *reading,
                            zo_arena *arena)
{
    zo_balance *balance = ZO_NEW(arena, zo_balance);
    const zo_compiled *compiled = zo_compile_reading(record, reading, arena);
    zo_balancer b = {.request = request,
                     .balance = balance,
                     .instance = &compiled->instance,
                     .few = has_few_packages(&compiled->instance),
                     .disagreement_known = true,
                     .arena = arena};
    balance->compiled = compiled;
    balance->parties = compiled->instance.payoffs;
    balance->seat = compiled->payoff_seat;
    balance->reach = ZO_EXACT;
    balance->frontier_packages = balance->survey.packages = zo_int_of(0);
    balance->too_large = zo_present(compiled->too_large) || zo_present(compiled->payoff_too_large);
    if (balance->too_large) {
        balance->reach = ZO_STOPPED;
        return balance;
    }
    b.disagreement = ZO_NEW_MANY(arena, zo_int, balance->parties + 1);
    b.party = ZO_NEW_MANY(arena, zo_bargainer, balance->parties + 1);
    find_told(&b);
    find_disagreements(&b);
    find_frontier(&b);
    if (balance->for_one)
        put_in_told_order(&b);
    choose(&b);
    return balance;
}

/* ---- Reading it ---- */

zo_str zo_yardsticks_words(unsigned set, const char *last, zo_arena *arena)
{
    zo_phrases names = {0};
    for (unsigned y = 0; y < ZO_YARDSTICKS; y++)
        if (set >> y & 1)
            ZO_PUSH(arena, &names, zo_yardstick_name((zo_yardstick)y));
    return zo_join(arena, &names, ", ", last);
}

zo_num zo_worth_at(const zo_balance *balance, size_t point, size_t party)
{
    return zo_num_ratio(&balance->survey.point[point].worth[party],
                        &balance->compiled->instance.payoff[party].scale);
}

/* Chosen points are in order. */
static bool chooses(const zo_chosen *chosen, size_t point)
{
    size_t low = 0, high = chosen->points;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (chosen->point[middle] < point)
            low = middle + 1;
        else
            high = middle;
    }
    return low < chosen->points && chosen->point[low] == point;
}

static unsigned yardsticks_at(const zo_balance *balance, size_t point)
{
    unsigned count = 0;
    for (int y = 0; y < ZO_YARDSTICKS; y++)
        count += chooses(&balance->choice[y], point);
    return count;
}

/* Of one that ties, the point that most yardsticks choose, so that it is said where they can agree. */
zo_told_points zo_told_choice(const zo_balance *balance, zo_yardstick yardstick)
{
    const zo_chosen *chosen = &balance->choice[yardstick];
    size_t best = 0;
    if (!balance->for_one || chosen->points == 0)
        return (zo_told_points){chosen->points, chosen->point};
    for (size_t i = 1; i < chosen->points; i++)
        if (yardsticks_at(balance, chosen->point[i]) > yardsticks_at(balance, chosen->point[best]))
            best = i;
    return (zo_told_points){1, &chosen->point[best]};
}

typedef struct zo_chosen_package {
    const zo_survey_point *point;
    size_t bytes;
} zo_chosen_package;

static int by_package(const void *left, const void *right)
{
    const zo_chosen_package *a = left, *b = right;
    return memcmp(a->point->package, b->point->package, a->bytes);
}

/* Points are in order of worths, which differ between two balances; packages are one order for both. */
static zo_chosen_package *sorted_choice(const zo_balance *balance, zo_yardstick yardstick, zo_arena *scratch)
{
    const zo_chosen *chosen = &balance->choice[yardstick];
    size_t bytes = balance->compiled->instance.issues * sizeof(uint32_t);
    zo_chosen_package *package = ZO_NEW_MANY(scratch, zo_chosen_package, chosen->points + 1);
    for (size_t i = 0; i < chosen->points; i++)
        package[i] = (zo_chosen_package){&balance->survey.point[chosen->point[i]], bytes};
    qsort(package, chosen->points, sizeof *package, by_package);
    return package;
}

bool zo_same_choice(const zo_balance *a, const zo_balance *b, zo_yardstick yardstick, zo_arena *scratch)
{
    if (a->choice[yardstick].points != b->choice[yardstick].points)
        return false;
    const zo_chosen_package *x = sorted_choice(a, yardstick, scratch),
                            *y = sorted_choice(b, yardstick, scratch);
    for (size_t i = 0; i < a->choice[yardstick].points; i++)
        if (by_package(&x[i], &y[i]) != 0 ||
            zo_int_compare(&x[i].point->packages, &y[i].point->packages) != 0)
            return false;
    return true;
}

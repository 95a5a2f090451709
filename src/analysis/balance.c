/* A record -> its frontier and the packages that the yardsticks choose. */
#include "analysis/balance.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/count.h"
#include "analysis/viewer.h"
#include "analysis/words.h"

zo_str zo_yardstick_name(zo_yardstick yardstick)
{
    static const char *const names[] = {"Nash", "Kalai-Smorodinsky", "egalitarian", "utilitarian"};
    return zo_str_of(names[yardstick]);
}

zo_str zo_yardstick_id(zo_yardstick yardstick)
{
    static const char *const ids[] = {"nash", "kalai-smorodinsky", "egalitarian", "utilitarian"};
    return zo_str_of(ids[yardstick]);
}

typedef struct zo_balancer {
    const zo_request *request;
    zo_balance *balance;
    const zo_instance *instance;
    zo_int *disagreement; /* per party, times its scale */
    zo_arena *arena;
} zo_balancer;

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

/* The worst package that its own stances accept; the worst feasible one where they accept none, which can only matter where
 * its consent is not needed. */
static zo_int implied_disagreement(zo_balancer *b, const zo_payoff *payoff, uint32_t seat)
{
    zo_mode *mode = ZO_NEW_MANY(b->arena, zo_mode, b->instance->selectors + 1);
    zo_instance view = own_view(b, seat, mode);
    zo_survey survey =
        zo_survey_zone(&view, mode, &payoff->least, 1, ZO_NO_ISSUE, &b->request->limit, b->arena);
    if (zo_int_sign(&survey.packages) == 0 && survey.reach == ZO_EXACT) {
        for (size_t s = 0; s < b->instance->selectors; s++)
            mode[s] = view.selector[s].class_ == ZO_STANCE ? ZO_OFF : mode[s];
        survey = zo_survey_zone(&view, mode, &payoff->least, 1, ZO_NO_ISSUE, &b->request->limit, b->arena);
    }
    if (survey.reach != ZO_EXACT)
        b->balance->reach = survey.reach;
    return survey.least[0];
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

static void find_frontier(zo_balancer *b)
{
    zo_balance *balance = b->balance;
    const zo_sum **sums = ZO_NEW_MANY(b->arena, const zo_sum *, balance->parties + 1);
    zo_num *ideal = ZO_NEW_MANY(b->arena, zo_num, balance->parties + 1);
    zo_num *least = ZO_NEW_MANY(b->arena, zo_num, balance->parties + 1);
    for (size_t p = 0; p < balance->parties; p++)
        sums[p] = b->instance->payoff[p].least;
    balance->survey = zo_survey_zone(b->instance, zo_binding_modes(balance->compiled, NULL, b->arena), sums,
                                     balance->parties, ZO_NO_ISSUE, &b->request->limit, b->arena);
    if (balance->survey.reach != ZO_EXACT)
        balance->reach = balance->survey.reach;
    for (size_t p = 0; p < balance->parties; p++) {
        ideal[p] = zo_num_ratio(&balance->survey.most[p], &b->instance->payoff[p].scale);
        least[p] = zo_num_ratio(&balance->survey.least[p], &b->instance->payoff[p].scale);
    }
    balance->ideal = ideal;
    balance->least = least;
    balance->frontier_packages = zo_int_of(0);
    for (size_t i = 0; i < balance->survey.points; i++)
        balance->frontier_packages =
            zo_int_add(&balance->frontier_packages, &balance->survey.point[i].packages);
}

/* ---- The yardsticks ---- */

static void choose(zo_balancer *b)
{
    zo_balance *balance = b->balance;
    zo_bargainer *party = ZO_NEW_MANY(b->arena, zo_bargainer, balance->parties + 1);
    const zo_int **worth = ZO_NEW_MANY(b->arena, const zo_int *, balance->survey.points + 1);
    for (size_t p = 0; p < balance->parties; p++)
        party[p] = (zo_bargainer){b->instance->payoff[p].scale, b->disagreement[p], balance->survey.most[p]};
    for (size_t i = 0; i < balance->survey.points; i++)
        worth[i] = balance->survey.point[i].worth;
    zo_bargain bargain = {balance->parties, party, balance->parties ? balance->survey.points : 0, worth};
    for (int y = 0; y < ZO_YARDSTICKS; y++)
        balance->choice[y] = zo_choose((zo_yardstick)y, &bargain, b->arena);
}

zo_balance *zo_find_balance(const zo_request *request, const zo_record *record, const zo_reading *reading,
                            zo_arena *arena)
{
    zo_balance *balance = ZO_NEW(arena, zo_balance);
    const zo_compiled *compiled = zo_compile_reading(record, reading, arena);
    zo_balancer b = {request, balance, &compiled->instance, NULL, arena};
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
    find_told(&b);
    find_frontier(&b);
    if (balance->for_one)
        put_in_told_order(&b);
    find_disagreements(&b);
    if (balance->reach == ZO_EXACT)
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

static unsigned yardsticks_at(const zo_balance *balance, size_t point)
{
    unsigned count = 0;
    for (int y = 0; y < ZO_YARDSTICKS; y++)
        for (size_t i = 0; i < balance->choice[y].points; i++)
            count += balance->choice[y].point[i] == point;
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

bool zo_same_choice(const zo_balance *a, const zo_balance *b, zo_yardstick yardstick)
{
    const zo_chosen *x = &a->choice[yardstick], *y = &b->choice[yardstick];
    size_t bytes = a->compiled->instance.issues * sizeof(uint32_t);
    if (x->points != y->points)
        return false;
    /* Points are in order of worths, which differ between the two: compare as sets. */
    for (size_t i = 0; i < x->points; i++) {
        const zo_survey_point *point = &a->survey.point[x->point[i]];
        size_t j = 0;
        while (j < y->points && memcmp(point->package, b->survey.point[y->point[j]].package, bytes) != 0)
            j++;
        if (j == y->points || zo_int_compare(&point->packages, &b->survey.point[y->point[j]].packages) != 0)
            return false;
    }
    return true;
}

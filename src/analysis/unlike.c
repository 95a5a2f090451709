/* A record and its balance -> the best packages in order (engine/choice/ranked.h), or packages near the best that differ much.
 *
 * How near the best a package is becomes sums that must not be negative, so that the packages near the best are a zone of their
 * own. Where there are few packages a walk meets all of that zone, and the choice is made among them; else the prover is asked
 * for one package after the other that differs from those before in as many issues as can be. */
#include "analysis/unlike.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/count.h"
#include "analysis/few_asked.h"
#include "analysis/keeper.h"
#include "analysis/parameters.h"
#include "analysis/viewer.h"
#include "engine/choice/diverse.h"
#include "engine/choice/ranked.h"
#include "engine/ledger.h"
#include "engine/masks.h"
#include "engine/walk/walk.h"
#include "space/restrict.h"
#include "space/wide.h"

enum {
    MOST_WALKED = 1 << 22, /* packages that are walked through */
    MOST_KEPT = 20000      /* near the best, among which the choice is made */
};

typedef struct finder {
    const zo_request *request;
    const zo_compiled *compiled; /* packages near the best alone, once that is known */
    const zo_balance *balance;
    zo_unlike *unlike;
    bool least; /* the gain of the party that gains least */
    zo_arena *arena;
} finder;

/* ---- What is measured ---- */

static zo_num gain_of(const zo_balance *balance, size_t party, const uint32_t *package)
{
    const zo_payoff *payoff = &balance->compiled->instance.payoff[party];
    int64_t total[ZO_WIDE_WORDS];
    zo_package_total(&balance->compiled->instance, payoff->least, package, total);
    zo_int points = zo_int_of_words(total, payoff->least->words);
    zo_num worth = zo_num_ratio(&points, &payoff->scale);
    return zo_num_sub(&worth, &balance->disagreement[party]);
}

zo_num zo_measured_gain(const zo_unlike *unlike, const zo_balance *balance, const uint32_t *package)
{
    zo_num all = zo_num_of(0);
    if (unlike->party != ZO_NONE)
        return gain_of(balance, unlike->party, package);
    for (size_t p = 0; p < balance->parties; p++) {
        zo_num gain = gain_of(balance, p, package);
        if (zo_str_is(unlike->near, "utilitarian"))
            all = zo_num_add(&all, &gain);
        else if (p == 0 || zo_num_compare(&gain, &all) < 0)
            all = gain;
    }
    return all;
}

static uint32_t party_named(const finder *f, zo_str name)
{
    const zo_model *model = f->request->model;
    for (size_t p = 0; p < f->balance->parties; p++) {
        uint32_t party = f->balance->compiled->record->seats.at[f->balance->seat[p]].party;
        if (zo_str_equal(model->parties.at[party].id, name))
            return (uint32_t)p;
    }
    return ZO_NONE;
}

/* What is best, and whether that may be told. */
static const char *read_measure(finder *f)
{
    zo_unlike *u = f->unlike;
    u->share = zo_number(f->request, &zo_p_share);
    u->near = zo_measure_asked(f->request);
    u->party = ZO_NONE;
    f->least = zo_str_is(u->near, "egalitarian");
    if (!f->least && !zo_str_is(u->near, "utilitarian")) {
        u->party = party_named(f, u->near);
        if (u->party == ZO_NONE)
            return "that party has no values, or its consent is not needed";
    }
    if (u->party == ZO_NONE ? zo_has_viewer(f->request) : !f->balance->told[u->party])
        return "how near the best they are would tell what others value";
    return f->balance->parties == 0 ? "nobody whose consent is needed has values" : NULL;
}

static const char *find_best(finder *f)
{
    const zo_balance *b = f->balance;
    zo_yardstick yardstick = f->least ? ZO_EGALITARIAN : ZO_UTILITARIAN;
    f->unlike->none = zo_holds_nothing(b);
    if (f->unlike->none)
        return "none is within the positions on record (see zopa why)";
    if (f->unlike->party != ZO_NONE) {
        if (!b->ideal_known || b->survey.points == 0)
            return "the best was not found within the limit";
        f->unlike->best = zo_num_sub(&b->ideal[f->unlike->party], &b->disagreement[f->unlike->party]);
        return NULL;
    }
    if (!b->known[yardstick].exact || b->choice[yardstick].points == 0)
        return "the best was not found within the limit";
    const uint32_t *package = b->survey.point[b->choice[yardstick].point[0]].package;
    f->unlike->best = zo_measured_gain(f->unlike, b, package);
    return NULL;
}

/* ---- Near the best, as sums ---- */

/* What of the best gain a package must have; all of it where nobody gains. */
static zo_num least_gain(const finder *f)
{
    zo_num share = zo_num_of(100 - (int64_t)f->unlike->share), hundred = zo_num_of(100);
    if (zo_num_sign(&f->unlike->best) <= 0)
        return f->unlike->best;
    zo_num part = zo_num_mul(&f->unlike->best, &share);
    return zo_num_div(&part, &hundred);
}

/* to += by * from, by value; false when that does not fit. */
static bool add_times(int64_t *to, const int64_t *from, int64_t by, size_t count)
{
    static const int64_t MOST = INT64_MAX / 4096;
    bool fits = true;
    for (size_t i = 0; i < count; i++) {
        int64_t product = 0;
        fits = fits && !__builtin_mul_overflow(from[i], by, &product) && product < MOST && product > -MOST &&
               !__builtin_add_overflow(to[i], product, &to[i]);
    }
    return fits;
}

static bool add_payoff(finder *f, size_t party, const zo_int *scale, int64_t **table, zo_sum *sum,
                       zo_bonus *bonus)
{
    const zo_instance *instance = &f->balance->compiled->instance;
    const zo_payoff *payoff = &instance->payoff[party];
    zo_int factor = zo_int_div_exact(scale, &payoff->scale);
    int64_t by;
    bool fits = payoff->least->words == 1 && zo_int_fits64(&factor, &by);
    for (size_t i = 0; i < instance->issues && fits; i++)
        if (payoff->least->table[i] != NULL)
            fits = add_times(table[i], payoff->least->table[i], by, instance->size[i]);
    for (size_t b = 0; b < payoff->least->bonuses && fits; b++) {
        int64_t *points = ZO_NEW(f->arena, int64_t);
        fits = add_times(points, payoff->least->bonus[b].points, by, 1);
        bonus[sum->bonuses++] = (zo_bonus){.when = payoff->least->bonus[b].when, .points = points};
    }
    return fits;
}

/* The gains of some parties together are at least so much; NULL when the numbers are too large. */
static const zo_sum *sum_of(finder *f, size_t first, size_t end, const zo_num *least)
{
    const zo_instance *instance = &f->balance->compiled->instance;
    zo_int scale = zo_int_of(1);
    zo_num needed = *least;
    size_t bonuses = 0;
    for (size_t p = first; p < end; p++) {
        scale = zo_int_lcm(&scale, &instance->payoff[p].scale);
        needed = zo_num_add(&needed, &f->balance->disagreement[p]);
        bonuses += instance->payoff[p].least->bonuses;
    }
    int64_t **table = ZO_NEW_MANY(f->arena, int64_t *, instance->issues + 1);
    for (size_t i = 0; i < instance->issues; i++)
        table[i] = ZO_NEW_MANY(f->arena, int64_t, instance->size[i]);
    zo_bonus *bonus = ZO_NEW_MANY(f->arena, zo_bonus, bonuses + 1);
    int64_t *start = ZO_NEW(f->arena, int64_t);
    zo_sum *sum = ZO_NEW(f->arena, zo_sum);
    *sum = (zo_sum){.words = 1, .start = start, .table = (const int64_t *const *)table, .bonus = bonus};
    for (size_t p = first; p < end; p++)
        if (!add_payoff(f, p, &scale, table, sum, bonus))
            return NULL;
    zo_num scaled = zo_num_from_int(&scale);
    scaled = zo_num_mul(&needed, &scaled);
    scaled = zo_num_negate(&scaled); /* minus what is needed, rounded down */
    zo_int floor = zo_int_div_floor(&scaled.top, &scaled.bottom);
    return zo_int_fits64(&floor, start) && *start > INT64_MIN / 4096 ? sum : NULL;
}

static const char *keep_near_best(finder *f)
{
    size_t parties = f->balance->parties, count = 0;
    zo_num least = least_gain(f);
    zo_selector *more = ZO_NEW_MANY(f->arena, zo_selector, parties + 1);
    for (size_t p = 0; p < (f->least ? parties : 1); p++) {
        bool all = !f->least && f->unlike->party == ZO_NONE;
        size_t first = all ? 0 : f->least ? p : f->unlike->party;
        more[count].sum = sum_of(f, first, all ? parties : first + 1, &least);
        if (more[count++].sum == NULL)
            return "the numbers are too large to be compared exactly";
    }
    f->compiled = zo_restricted(f->compiled, more, count, f->arena);
    return NULL;
}

/* ---- Few packages: a walk ---- */

static bool are_few(const zo_instance *instance)
{
    uint64_t space = 1;
    for (size_t i = 0; i < instance->issues && space <= MOST_WALKED; i++)
        space *= instance->size[i];
    return space <= MOST_WALKED;
}

static bool keep(void *keeper, const uint32_t *package)
{
    zo_keep(keeper, package);
    return false;
}

static void choose_by_walk(finder *f)
{
    const zo_instance *instance = &f->compiled->instance;
    zo_unlike *u = f->unlike;
    zo_keeper keeper = {.issues = instance->issues, .most = MOST_KEPT, .seed = 1, .arena = f->arena};
    u->reach = zo_walk_zone(instance, zo_binding_modes(f->compiled, NULL, f->arena),
                            (zo_visitor){keep, &keeper}, &f->request->limit, f->arena);
    zo_keeper_close(&keeper);
    u->all_met = u->reach == ZO_EXACT && keeper.met == keeper.kept.n;
    u->near_best = zo_int_of_unsigned(keeper.met);
    const uint32_t **package = ZO_NEW_MANY(f->arena, const uint32_t *, keeper.kept.n + 1);
    for (size_t k = 0; k < keeper.kept.n; k++)
        package[k] = keeper.kept.at[k].package;
    zo_diverse chosen = zo_choose_diverse(package, keeper.kept.n, instance->issues,
                                          zo_number(f->request, &zo_p_unlike), &f->request->limit, f->arena);
    u->apart = chosen.apart;
    u->most_unlike = chosen.exact && u->all_met;
    for (size_t k = 0; k < chosen.chosen; k++)
        ZO_PUSH(f->arena, &u->packages, package[chosen.choice[k]]);
}

/* ---- Many: one after the other ---- */

/* It differs from the package in `apart` issues or more. */
static const zo_sum *differs(finder *f, const uint32_t *package, size_t apart)
{
    const zo_instance *instance = &f->compiled->instance;
    const int64_t **table = ZO_NEW_MANY(f->arena, const int64_t *, instance->issues + 1);
    int64_t *start = ZO_NEW(f->arena, int64_t);
    zo_sum *sum = ZO_NEW(f->arena, zo_sum);
    *start = -(int64_t)apart;
    for (size_t i = 0; i < instance->issues; i++) {
        int64_t *value = ZO_NEW_MANY(f->arena, int64_t, instance->size[i]);
        for (uint32_t v = 0; v < instance->size[i]; v++)
            value[v] = v != package[i];
        table[i] = value;
    }
    *sum = (zo_sum){.words = 1, .start = start, .table = table};
    return sum;
}

/* A package near the best that differs so much from all chosen. */
static zo_proved ask_apart(finder *f, size_t apart, const uint32_t **found)
{
    const zo_unlike *u = f->unlike;
    zo_selector *more = ZO_NEW_MANY(f->arena, zo_selector, u->packages.n + 1);
    uint32_t *package = ZO_NEW_MANY(f->arena, uint32_t, f->compiled->instance.issues + 1);
    for (size_t k = 0; k < u->packages.n; k++)
        more[k].sum = differs(f, u->packages.at[k], apart);
    const zo_compiled *asked = zo_restricted(f->compiled, more, u->packages.n, f->arena);
    zo_limit limit = f->request->limit;
    uint64_t now = zo_clock_now(), most = 500 * 1000 * 1000; /* nanoseconds: others are to be asked too */
    limit.deadline = limit.deadline < now + most ? limit.deadline : now + most;
    zo_prover *prover =
        zo_prover_new(&asked->instance, zo_proving_modes(asked, NULL, f->arena), &limit, f->arena);
    zo_proved proved = zo_prover_ask(prover, NULL, package, NULL);
    zo_prover_free(prover);
    if (proved == ZO_POSSIBLE)
        *found = package;
    return proved;
}

static size_t apart_from_all(const finder *f, const uint32_t *package)
{
    size_t issues = f->compiled->instance.issues, least = issues;
    for (size_t k = 0; k < f->unlike->packages.n; k++) {
        size_t apart = zo_issues_apart(package, f->unlike->packages.at[k], issues);
        least = apart < least ? apart : least;
    }
    return least;
}

/* The package that differs most from those chosen; NULL: none differs. */
static const uint32_t *find_farthest(finder *f)
{
    const uint32_t *best = NULL;
    size_t low = 0, high = f->unlike->packages.n == 0 ? 0 : f->unlike->apart;
    while (best == NULL || low < high) {
        const uint32_t *found = NULL;
        size_t middle = f->unlike->packages.n == 0 ? 0 : low + (high - low + 1) / 2;
        zo_proved proved = ask_apart(f, middle, &found);
        if (proved == ZO_POSSIBLE) {
            best = found;
            low = apart_from_all(f, found);
        } else {
            f->unlike->reach = proved == ZO_UNDECIDED && middle <= 1 ? ZO_LIMIT_TIME : f->unlike->reach;
            if (middle <= 1)
                break;
            high = middle - 1;
        }
    }
    return best;
}

static void choose_one_by_one(finder *f)
{
    zo_unlike *u = f->unlike;
    u->apart = f->compiled->instance.issues;
    while (u->packages.n < zo_number(f->request, &zo_p_unlike)) {
        const uint32_t *package = find_farthest(f);
        if (package == NULL)
            break;
        size_t apart = apart_from_all(f, package);
        u->apart = u->packages.n > 0 && apart < u->apart ? apart : u->apart;
        ZO_PUSH(f->arena, &u->packages, package);
    }
    if (u->packages.n < 2)
        u->apart = 0;
    zo_ledger_note(&f->request->limit, ZO_ENGINE_PROOF, "packages unlike each other",
                   ZO_STR("there are too many packages to look at each"));
}

/* ---- The best ones in order ---- */

/* Together, or those of the party. */
static const zo_sum *measured_sum(finder *f)
{
    zo_num nothing = zo_num_of(0);
    uint32_t party = f->unlike->party;
    return party == ZO_NONE ? sum_of(f, 0, f->balance->parties, &nothing)
                            : sum_of(f, party, (size_t)party + 1, &nothing);
}

static void rank(finder *f)
{
    zo_unlike *u = f->unlike;
    const zo_sum *sum = measured_sum(f);
    if (sum == NULL) {
        u->problem = "the numbers are too large to be compared exactly";
        return;
    }
    zo_ranked ranked = zo_rank_zone(&f->compiled->instance, zo_binding_modes(f->compiled, NULL, f->arena),
                                    sum, zo_number(f->request, &zo_p_best), &f->request->limit, f->arena);
    u->problem = ranked.problem;
    if (ranked.problem == NULL && ranked.reach == ZO_LIMIT_MEMORY && ranked.packages == 0)
        u->problem = "conditions tie too many issues to each other";
    u->reach = ranked.reach;
    u->certain = ranked.certain;
    for (size_t i = 0; i < ranked.packages; i++)
        ZO_PUSH(f->arena, &u->packages, ranked.package[i]);
    if (ranked.packages > 0)
        u->best = zo_measured_gain(u, f->balance, ranked.package[0]);
}

/* ---- How unlike they are ---- */

static int smaller_first(const void *left, const void *right)
{
    const size_t *a = left, *b = right;
    return *a < *b ? -1 : *a > *b;
}

static void compare_all(finder *f)
{
    zo_unlike *u = f->unlike;
    size_t count = u->packages.n, pairs = 0;
    if (count < 2)
        return;
    size_t *apart = ZO_NEW_MANY(f->arena, size_t, count * (count - 1) / 2);
    for (size_t a = 0; a < count; a++)
        for (size_t b = a + 1; b < count; b++)
            apart[pairs++] =
                zo_issues_apart(u->packages.at[a], u->packages.at[b], f->compiled->instance.issues);
    qsort(apart, pairs, sizeof *apart, smaller_first);
    u->apart = apart[0];
    u->usual = apart[(pairs - 1) / 2];
}

/* ---- The whole ---- */

static void sort_by_gain(finder *f)
{
    zo_unlike *u = f->unlike;
    for (size_t i = 1; i < u->packages.n; i++) {
        const uint32_t *moving = u->packages.at[i];
        zo_num gain = zo_measured_gain(u, f->balance, moving);
        size_t at = i;
        for (; at > 0; at--) {
            zo_num before = zo_measured_gain(u, f->balance, u->packages.at[at - 1]);
            if (zo_num_compare(&before, &gain) >= 0)
                break;
            u->packages.at[at] = u->packages.at[at - 1];
        }
        u->packages.at[at] = moving;
    }
}

static void choose_unlike(finder *f)
{
    zo_unlike *u = f->unlike;
    u->problem = find_best(f);
    if (u->problem == NULL)
        u->problem = keep_near_best(f);
    if (u->problem != NULL)
        return;
    if (are_few(&f->compiled->instance))
        choose_by_walk(f);
    else
        choose_one_by_one(f);
    sort_by_gain(f);
}

zo_unlike zo_find_few(const zo_request *request, const zo_balance *balance)
{
    zo_unlike unlike = {.reach = ZO_EXACT, .best = zo_num_of(0), .near_best = zo_int_of(0)};
    finder f = {.request = request,
                .compiled = balance->compiled,
                .balance = balance,
                .unlike = &unlike,
                .arena = request->arena};
    unlike.ranked = zo_number(request, &zo_p_best) > 0;
    unlike.problem = read_measure(&f);
    if (unlike.problem == NULL && unlike.ranked)
        rank(&f);
    else if (unlike.problem == NULL)
        choose_unlike(&f);
    compare_all(&f);
    return unlike;
}

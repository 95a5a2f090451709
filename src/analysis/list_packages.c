/* packages: the feasible packages one by one: within the zone or refused by whom, and what each is worth to the parties.
 *
 * On request a few of them only: the best ones, or some near the best and unlike each other (unlike.h).
 *
 * The time is shared out: half of it goes into the list, a third of what is left into each of the counts, the rest into the parties'
 * best and worst. */
#include "analysis/balance.h"
#include "analysis/count.h"
#include "analysis/few_asked.h"
#include "analysis/packages.h"
#include "analysis/parameters.h"
#include "analysis/pick.h"
#include "analysis/refusers.h"
#include "analysis/unlike.h"
#include "analysis/viewer.h"
#include "analysis/words.h"
#include "analysis/worths.h"
#include "analysis/zone_at.h"
#include "engine/masks.h"
#include "space/wide.h"

typedef struct zo_listing {
    zo_request *request;
    const zo_model *model;
    const zo_compiled *compiled;
    const zo_balance *balance;
    bool within; /* only packages of the zone are listed */
    zo_int space, feasible;
    bool feasible_known;
    zo_zone_then zone;
    zo_picked picked;
    bool few; /* a few were asked for, the best or unlike each other: */
    zo_unlike unlike;
    zo_refusers refusers;
    ZO_ARRAY(size_t) valued; /* the parties of the balance whose worths are shown */
    zo_arena *arena;
    zo_value *root;
} zo_listing;

/* ---- What there is ---- */

/* What a package takes in the tree of the result and in what is written from it, roughly. */
static size_t bytes_of_row(const zo_listing *l)
{
    enum { PER_MEMBER = 2 };
    size_t members = l->model->issues.n + l->compiled->instance.payoffs + l->compiled->record->seats.n + 8;
    return PER_MEMBER * members * sizeof(zo_value);
}

static zo_wanted wanted(const zo_listing *l)
{
    size_t room = l->request->limit.memory / 2 / bytes_of_row(l);
    return (zo_wanted){.most = zo_number(l->request, &zo_p_listed),
                       .seed = zo_number(l->request, &zo_p_seed),
                       .room = room > 0 ? room : 1};
}

/* How many packages of the zone are among those listed. */
static zo_int count_within(zo_listing *l)
{
    uint64_t within = 0;
    for (size_t i = 0; i < l->picked.packages.n; i++)
        within += zo_find_refusers(&l->refusers, l->picked.packages.at[i]);
    return zo_int_of_unsigned(within);
}

static bool lists_all(const zo_listing *l)
{
    return !l->few && l->picked.reach == ZO_EXACT && !l->picked.drawn;
}

static void find_zone(zo_listing *l)
{
    if (l->within && l->picked.counted)
        l->zone = (zo_zone_then){.reach = ZO_EXACT, .packages = l->picked.count};
    else if (!l->within && lists_all(l))
        l->zone = (zo_zone_then){.reach = ZO_EXACT, .packages = count_within(l)};
    else
        l->zone = zo_zone_of(l->request, l->compiled, zo_part_of_time(&l->request->limit, 3),
                             zo_part_of_time(&l->request->limit, 2));
}

static void find_feasible(zo_listing *l)
{
    zo_request third = *l->request;
    third.limit.deadline = zo_part_of_time(&l->request->limit, 3);
    l->feasible_known = !l->within && l->picked.counted;
    if (l->feasible_known)
        l->feasible = l->picked.count;
    else
        l->feasible_known = zo_count_feasible(&third, l->compiled, &l->feasible);
}

/* The one place that says whose worths are shown. */
static void choose_valued(zo_listing *l)
{
    for (size_t p = 0; p < l->balance->parties; p++)
        if (l->balance->told[p])
            ZO_PUSH(l->arena, &l->valued, p);
}

static void find_unlike(zo_listing *l)
{
    zo_request half = *l->request;
    half.limit.deadline = zo_part_of_time(&l->request->limit, 2);
    l->balance = zo_find_balance(&half, l->request->record, &zo_midpoints, l->arena);
    choose_valued(l);
    if (l->balance->too_large)
        return;
    half.limit.deadline = zo_part_of_time(&l->request->limit, 2);
    l->unlike = zo_find_few(&half, l->balance);
    for (size_t i = 0; i < l->unlike.packages.n; i++)
        ZO_PUSH(l->arena, &l->picked.packages, l->unlike.packages.at[i]);
    l->picked.reach = l->unlike.reach;
    find_feasible(l);
    find_zone(l);
    zo_int shown = zo_int_of_unsigned(l->picked.packages.n);
    if (zo_int_compare(&l->zone.packages, &shown) < 0)
        l->zone.packages = shown;
}

static void find_all(zo_listing *l)
{
    zo_wanted asked = wanted(l);
    l->space = zo_space_of(&l->compiled->instance);
    l->refusers = zo_refusers_new(l->request, l->compiled, l->arena);
    if (l->few) {
        find_unlike(l);
        return;
    }
    l->picked = l->within ? zo_pick_zone(l->request, l->compiled, &asked)
                          : zo_pick_feasible(l->request, l->compiled, &asked);
    find_feasible(l);
    find_zone(l);
    l->balance = zo_find_balance(l->request, l->request->record, &zo_midpoints, l->arena);
    choose_valued(l);
}

static bool is_exact(const zo_listing *l)
{
    if (l->few && !l->unlike.none &&
        (l->unlike.problem != NULL || !(l->unlike.ranked ? l->unlike.certain : l->unlike.most_unlike)))
        return false;
    return l->picked.reach == ZO_EXACT && l->feasible_known && l->zone.reach == ZO_EXACT &&
           l->balance->reach == ZO_EXACT;
}

/* ---- The answer in words ---- */

static bool is_one(const zo_int *number)
{
    zo_int one = zo_int_of(1);
    return zo_int_compare(number, &one) == 0;
}

/* Far too many to be written out: beyond 512 bits. */
static zo_str space_words(const zo_listing *l)
{
    if (l->space.overflow)
        return ZO_STR("more packages than can be counted");
    return zo_count_words(l->arena, &l->space, "package", "packages");
}

static zo_str feasible_words(const zo_listing *l)
{
    zo_str space = space_words(l);
    if (!l->feasible_known || l->feasible.overflow)
        return zo_printf(l->arena, "Of %.*s it was not counted how many are feasible", ZO_FMT(space));
    zo_str feasible = zo_int_text_grouped(l->arena, &l->feasible);
    return zo_printf(l->arena, "%.*s of %.*s %s feasible", ZO_FMT(feasible), ZO_FMT(space),
                     is_one(&l->feasible) ? "is" : "are");
}

static zo_str within_words(const zo_listing *l)
{
    const zo_zone_then *zone = &l->zone;
    if (!zo_is_known(zone))
        return ZO_STR("whether any is within the positions on record was not decided within the limit");
    if (zo_is_empty(zone))
        return ZO_STR("none is within the positions on record");
    zo_str count = zo_int_text_grouped(l->arena, &zone->packages);
    return zo_printf(l->arena, "%s%.*s of them %s within the positions on record",
                     zone->reach == ZO_EXACT ? "" : "at least ", ZO_FMT(count),
                     is_one(&zone->packages) ? "is" : "are");
}

static zo_str answer_words(const zo_listing *l)
{
    if (l->feasible_known && zo_int_sign(&l->feasible) == 0) {
        zo_str space = l->space.overflow ? ZO_STR("") : zo_int_text_grouped(l->arena, &l->space);
        return zo_printf(
            l->arena,
            "The rules and settled points exclude each other: none of the %.*s%spackages is feasible.",
            ZO_FMT(space), space.n > 0 ? " " : "");
    }
    zo_str feasible = feasible_words(l), within = within_words(l);
    return zo_printf(l->arena, "%.*s; %.*s.", ZO_FMT(feasible), ZO_FMT(within));
}

/* "Of the feasible packages 2,000 are listed": how the sentence on the list begins. */
static zo_str listed_words(const zo_listing *l)
{
    zo_int shown = zo_int_of_unsigned(l->picked.packages.n);
    zo_str count = zo_int_text_grouped(l->arena, &shown);
    return zo_printf(l->arena, "Of the %s %.*s %s listed",
                     l->within ? "packages within the positions on record" : "feasible packages",
                     ZO_FMT(count), is_one(&shown) ? "is" : "are");
}

static zo_str measure_words(const zo_listing *l)
{
    if (l->unlike.party != ZO_NONE) {
        zo_str name = zo_balance_party(l->balance, l->unlike.party);
        return zo_printf(l->arena, "what %.*s gains", ZO_FMT(name));
    }
    return zo_str_is(l->unlike.near, "egalitarian") ? ZO_STR("the gain of the party that gains least")
                                                    : ZO_STR("what all gain together");
}

/* "The 5 best packages by what all gain together, the best one first.". */
static zo_str ranked_words(const zo_listing *l)
{
    const zo_unlike *u = &l->unlike;
    zo_str measure = measure_words(l);
    size_t wanted = (size_t)zo_number(l->request, &zo_p_best);
    if (u->packages.n == 0)
        return u->reach == ZO_EXACT ? (zo_str){"", 0} : ZO_STR("No package was found within the limit.");
    zo_str first =
        u->packages.n == 1
            ? zo_printf(l->arena, "Measured by %.*s, this is the best package", ZO_FMT(measure))
            : zo_printf(l->arena, "Measured by %.*s, these are the %zu best packages, the best one first",
                        ZO_FMT(measure), u->packages.n);
    if (!u->certain)
        return zo_printf(l->arena,
                         "%.*s, of those that were looked at within the limit. Others may be better.",
                         ZO_FMT(first));
    if (u->reach != ZO_EXACT)
        return zo_printf(l->arena, "%.*s. The limit was reached before more were found.", ZO_FMT(first));
    return zo_printf(l->arena, "%.*s%s.", ZO_FMT(first), u->packages.n < wanted ? "; there are no more" : "");
}

static zo_str usual_words(const zo_listing *l)
{
    const zo_unlike *u = &l->unlike;
    return u->usual > u->apart ? zo_printf(l->arena, ", usually in %zu", u->usual) : (zo_str){"", 0};
}

/* Where not as many as asked for are shown. */
static const char *fewer_words(const zo_listing *l)
{
    if (l->unlike.packages.n >= zo_number(l->request, &zo_p_unlike))
        return "";
    return l->unlike.reach == ZO_EXACT ? " There are no more that are so near the best."
                                       : " No more were found within the limit.";
}

/* "Any two of these 5 packages differ in 3 issues or more; …". */
static zo_str unlike_words(const zo_listing *l)
{
    const zo_unlike *u = &l->unlike;
    zo_str measure = measure_words(l);
    if (u->problem != NULL)
        return zo_printf(l->arena, "No packages near the best are shown: %s.", u->problem);
    if (u->ranked)
        return ranked_words(l);
    zo_str usual = usual_words(l);
    zo_str near = zo_printf(l->arena, "at most %llu %% below the best, measured by %.*s",
                            (unsigned long long)u->share, ZO_FMT(measure));
    if (u->packages.n == 0)
        return zo_printf(l->arena, "No package %.*s, was found within the limit.", ZO_FMT(near));
    if (u->packages.n == 1)
        return zo_printf(l->arena, "One package is %.*s%s.", ZO_FMT(near),
                         u->reach == ZO_EXACT ? "; there is no other"
                                              : "; no other was found within the limit");
    const char *chosen = u->most_unlike ? "No other choice of as many is more unlike."
                                        : "They were chosen step by step: others may differ more.";
    if (u->packages.n == 2)
        return zo_printf(l->arena, "These 2 packages differ in %zu issue%s; both are %.*s. %s%s", u->apart,
                         u->apart == 1 ? "" : "s", ZO_FMT(near), chosen, fewer_words(l));
    return zo_printf(l->arena,
                     "Any two of these %zu packages differ in %zu issue%s or more%.*s; all are %.*s. %s%s",
                     u->packages.n, u->apart, u->apart == 1 ? "" : "s", ZO_FMT(usual), ZO_FMT(near), chosen,
                     fewer_words(l));
}

/* What the list is: all, of which nothing need be said; or how many, and chosen how. */
static zo_str list_words(const zo_listing *l)
{
    zo_reach reach = l->picked.reach;
    zo_str listed = listed_words(l);
    if (l->few)
        return unlike_words(l);
    if (lists_all(l))
        return (zo_str){"", 0};
    if (reach == ZO_EXACT || reach == ZO_LIMIT_MEMORY)
        return zo_printf(
            l->arena, "%.*s%s, drawn at random without repetition, each as likely as any other (seed %llu).",
            ZO_FMT(listed), reach == ZO_EXACT ? "" : ", as many as the memory limit allows",
            (unsigned long long)zo_number(l->request, &zo_p_seed));
    return zo_printf(l->arena, "%.*s, %s before the %s; others may look quite different.", ZO_FMT(listed),
                     l->picked.drawn ? "drawn at random from those that were found" : "all that were found",
                     reach == ZO_LIMIT_TIME ? "time limit was reached" : "search was stopped");
}

/* ---- How near the best ---- */

/* The gain in per cent of the best; false where nobody gains, and so there is no such share, but for the best themselves. */
static bool find_nearness(const zo_listing *l, const uint32_t *package, zo_num *near)
{
    zo_num gain = zo_measured_gain(&l->unlike, l->balance, package), hundred = zo_num_of(100);
    *near = hundred;
    if (zo_num_compare(&gain, &l->unlike.best) == 0)
        return true;
    if (zo_num_sign(&l->unlike.best) <= 0)
        return false;
    gain = zo_num_div(&gain, &l->unlike.best);
    *near = zo_num_mul(&gain, &hundred);
    return true;
}

static zo_str nearness_words(const zo_listing *l, const uint32_t *package)
{
    zo_num near;
    if (!find_nearness(l, package, &near))
        return ZO_STR("less");
    zo_str words = zo_number_words(&near, l->arena);
    return zo_printf(l->arena, "%.*s %%", ZO_FMT(words));
}

static void add_nearness(const zo_listing *l, zo_value *parent, const char *name, const uint32_t *package)
{
    zo_num near;
    if (find_nearness(l, package, &near))
        zo_add_number(l->arena, parent, name, &near);
    else
        zo_add_null(l->arena, parent, name);
}

/* ---- Rows ---- */

static zo_num worth_of(const zo_listing *l, size_t party, const uint32_t *package)
{
    const zo_instance *instance = &l->balance->compiled->instance;
    const zo_payoff *payoff = &instance->payoff[party];
    int64_t total[ZO_WIDE_WORDS];
    zo_package_total(instance, payoff->least, package, total);
    zo_int points = zo_int_of_words(total, payoff->least->words);
    return zo_num_ratio(&points, &payoff->scale);
}

static zo_str party_id(const zo_listing *l, uint32_t seat)
{
    return l->model->parties.at[l->compiled->record->seats.at[seat].party].id;
}

static void add_worths(const zo_listing *l, zo_value *row, const uint32_t *package)
{
    zo_value *worths = zo_add_object(l->arena, row, "worths");
    for (size_t i = 0; i < l->valued.n; i++) {
        size_t party = l->valued.at[i];
        zo_num worth = worth_of(l, party, package);
        zo_add_number(l->arena, worths, zo_c_string(l->arena, party_id(l, l->balance->seat[party])), &worth);
    }
}

static void add_row(zo_listing *l, zo_value *list, const uint32_t *package)
{
    zo_value *row = zo_add_object(l->arena, list, NULL);
    zo_add_package(l->model, row, "package", package, l->arena);
    zo_add_bool(l->arena, row, "in_zone", zo_find_refusers(&l->refusers, package));
    zo_value *refused_by = zo_add_list(l->arena, row, "refused_by");
    for (uint32_t s = 0; s < l->compiled->record->seats.n; s++)
        if (l->refusers.refuses[s])
            zo_add_text(l->arena, refused_by, NULL, party_id(l, s));
    if (l->few)
        add_nearness(l, row, "of_the_best", package);
    add_worths(l, row, package);
}

/* ---- The table to read ---- */

enum { PARTY_COLUMNS = 12, OWN_COLUMNS = 2 };

static zo_column *columns_of(const zo_listing *l, size_t parties)
{
    zo_column *column = ZO_NEW_MANY(l->arena, zo_column, parties + OWN_COLUMNS);
    column[0] =
        (zo_column){"package", l->picked.packages.n > 1 ? ZO_STR("Where they differ") : ZO_STR("Package"),
                    false, false, false};
    column[1] = l->few ? (zo_column){"near", ZO_STR("Of the best"), true, true, false}
                       : (zo_column){"refused", ZO_STR("Refused by"), false, false, false};
    for (size_t p = 0; p < parties; p++)
        column[p + OWN_COLUMNS] =
            (zo_column){zo_c_string(l->arena, zo_printf(l->arena, "p%zu", p)),
                        zo_balance_party(l->balance, l->valued.at[p]), true, true, false};
    return column;
}

/* ", worth in points", and to whom where there are too many for columns. */
static zo_str points_words(const zo_listing *l)
{
    if (l->valued.n > PARTY_COLUMNS)
        return zo_printf(l->arena, ", worth in points to the first %d of %zu parties", PARTY_COLUMNS,
                         l->valued.n);
    return l->valued.n > 0 ? ZO_STR(", worth in points") : ZO_STR("");
}

static zo_str table_title(const zo_listing *l, size_t shown)
{
    zo_str points = points_words(l);
    if (shown == l->picked.packages.n)
        return zo_printf(l->arena, "Package by package%.*s", ZO_FMT(points));
    zo_int listed = zo_int_of_unsigned(l->picked.packages.n);
    zo_str all = zo_int_text_grouped(l->arena, &listed);
    return zo_printf(l->arena, "Package by package, %zu of the %.*s listed, spread evenly%.*s", shown,
                     ZO_FMT(all), ZO_FMT(points));
}

static void add_refusers(const zo_listing *l, zo_value *row)
{
    zo_value *refused = zo_add_list(l->arena, row, "refused");
    for (uint32_t s = 0; s < l->compiled->record->seats.n; s++)
        if (l->refusers.refuses[s])
            zo_add_text(l->arena, refused, NULL,
                        zo_party_name(l->model, l->compiled->record->seats.at[s].party));
}

static void add_table_row(zo_listing *l, zo_value *table, const bool *differs, const uint32_t *package,
                          const zo_column *column, size_t parties)
{
    zo_value *row = zo_add_object(l->arena, table, NULL);
    zo_add_text(l->arena, row, "package", zo_differing_words(l->model, differs, package, l->arena));
    if (l->few)
        zo_add_text(l->arena, row, "near", nearness_words(l, package));
    else if (zo_find_refusers(&l->refusers, package))
        zo_add_text(l->arena, row, "refused", ZO_STR("nobody"));
    else
        add_refusers(l, row);
    for (size_t p = 0; p < parties; p++) {
        zo_num worth = worth_of(l, l->valued.at[p], package);
        zo_add_text(l->arena, row, column[p + OWN_COLUMNS].key, zo_number_words(&worth, l->arena));
    }
}

static void add_table(zo_listing *l)
{
    size_t all = l->picked.packages.n;
    size_t parties = l->valued.n < PARTY_COLUMNS ? l->valued.n : PARTY_COLUMNS;
    if (all == 0)
        return;
    const bool *differs = zo_differing_issues(l->model, l->picked.packages.at, all, l->arena);
    size_t most = zo_rows_in_text(l->model, differs), shown = all < most ? all : most;
    if (all > 1)
        zo_add_common(l->model, differs, l->picked.packages.at[0], l->few || lists_all(l), l->root, l->arena);
    const zo_column *column = columns_of(l, parties);
    zo_value *table =
        zo_add_table(l->arena, l->root, "table", table_title(l, shown), column, parties + OWN_COLUMNS);
    table->text_only = true;
    for (size_t i = 0; i < shown; i++)
        add_table_row(l, table, differs, l->picked.packages.at[zo_spread(i, shown, all)], column, parties);
}

/* ---- A few side by side ---- */

static void add_worth_rows(const zo_listing *l, zo_value *table, size_t shown)
{
    for (size_t i = 0; i < l->valued.n && i < PARTY_COLUMNS; i++) {
        zo_value *row = zo_add_object(l->arena, table, NULL);
        zo_str name = zo_balance_party(l->balance, l->valued.at[i]);
        zo_add_text(l->arena, row, "issue", zo_printf(l->arena, "Worth to %.*s", ZO_FMT(name)));
        for (size_t p = 0; p < shown; p++) {
            zo_num worth = worth_of(l, l->valued.at[i], l->picked.packages.at[p]);
            zo_add_text(l->arena, row, zo_package_keys[p], zo_number_words(&worth, l->arena));
        }
    }
}

/* The issues in which they differ, then how near the best each is, and what it is worth. */
static void add_side_by_side(const zo_listing *l)
{
    size_t all = l->picked.packages.n;
    if (all == 0)
        return;
    const bool *differs = zo_differing_issues(l->model, l->picked.packages.at, all, l->arena);
    zo_column *column = ZO_NEW_MANY(l->arena, zo_column, ZO_SIDE_BY_SIDE + 1);
    column[0] = (zo_column){"issue", ZO_STR("Issue"), false, false, false};
    for (size_t p = 0; p < all; p++)
        column[p + 1] =
            (zo_column){zo_package_keys[p], zo_printf(l->arena, "Package %zu", p + 1), false, false, false};
    if (all > 1)
        zo_add_common(l->model, differs, l->picked.packages.at[0], l->few || lists_all(l), l->root, l->arena);
    zo_str title = all > 1 ? ZO_STR("Side by side, where they differ") : ZO_STR("Package");
    zo_value *table = zo_add_table(l->arena, l->root, "side_by_side", title, column, all + 1);
    table->text_only = true;
    for (uint32_t i = 0; i < l->model->issues.n; i++) {
        if (all > 1 && !differs[i])
            continue;
        zo_value *row = zo_add_object(l->arena, table, NULL);
        zo_add_text(l->arena, row, "issue", l->model->issues.at[i].name);
        for (size_t p = 0; p < all; p++)
            zo_add_text(l->arena, row, zo_package_keys[p],
                        zo_value_label(l->arena, &l->model->issues.at[i], l->picked.packages.at[p][i]));
    }
    zo_value *row = zo_add_object(l->arena, table, NULL);
    zo_add_text(l->arena, row, "issue", ZO_STR("Of the best"));
    for (size_t p = 0; p < all; p++)
        zo_add_text(l->arena, row, zo_package_keys[p], nearness_words(l, l->picked.packages.at[p]));
    add_worth_rows(l, table, all);
}

static void add_all_nearness(const zo_listing *l, zo_value *object)
{
    zo_value *list = zo_add_list(l->arena, object, "of_the_best");
    for (size_t i = 0; i < l->unlike.packages.n; i++)
        add_nearness(l, list, NULL, l->unlike.packages.at[i]);
}

static void add_best(const zo_listing *l)
{
    const zo_unlike *u = &l->unlike;
    zo_value *object = zo_add_object(l->arena, l->root, "best");
    zo_add_text(l->arena, object, "near", u->near);
    if (u->packages.n > 0)
        zo_add_number(l->arena, object, "best", &u->best);
    else
        zo_add_null(l->arena, object, "best");
    zo_add_bool(l->arena, object, "certain", u->certain);
    add_all_nearness(l, object);
}

static void add_unlike(const zo_listing *l)
{
    const zo_unlike *u = &l->unlike;
    zo_value *object = zo_add_object(l->arena, l->root, "unlike");
    zo_add_text(l->arena, object, "near", u->near);
    zo_add_size(l->arena, object, "share", (size_t)u->share);
    if (u->problem == NULL)
        zo_add_number(l->arena, object, "best", &u->best);
    else
        zo_add_null(l->arena, object, "best");
    if (u->all_met)
        zo_add_count(l->arena, object, "near_best", &u->near_best);
    else
        zo_add_null(l->arena, object, "near_best");
    zo_add_size(l->arena, object, "apart", u->apart);
    zo_add_size(l->arena, object, "usual", u->usual);
    zo_add_bool(l->arena, object, "most_unlike", u->most_unlike);
    add_all_nearness(l, object);
}

/* ---- Data ---- */

static void add_counts(const zo_listing *l)
{
    zo_add_count(l->arena, l->root, "space", &l->space);
    if (l->feasible_known)
        zo_add_count(l->arena, l->root, "feasible", &l->feasible);
    else
        zo_add_null(l->arena, l->root, "feasible");
    zo_add_zone_then(l->arena, l->root, "zone", &l->zone);
    zo_add_bool(l->arena, l->root, "within", l->within);
    zo_add_size(l->arena, l->root, "shown", l->picked.packages.n);
    if (l->picked.drawn)
        zo_add_size(l->arena, l->root, "drawn", l->picked.packages.n);
    else
        zo_add_null(l->arena, l->root, "drawn");
}

/* For CSV, also where there are no rows. */
static const char *const *sheet_columns(const zo_listing *l)
{
    size_t issues = l->model->issues.n;
    const char **column = ZO_NEW_MANY(l->arena, const char *, issues + 3);
    for (size_t i = 0; i < issues; i++)
        column[i] =
            zo_c_string(l->arena, zo_printf(l->arena, "package.%.*s", ZO_FMT(l->model->issues.at[i].id)));
    column[issues] = "in_zone";
    column[issues + 1] = "refused_by";
    return column;
}

static void add_packages(zo_listing *l)
{
    zo_value *list = zo_add_list(l->arena, l->root, "packages");
    zo_mark_rows(list, sheet_columns(l));
    for (size_t i = 0; i < l->picked.packages.n; i++)
        add_row(l, list, l->picked.packages.at[i]);
}

/* ---- The whole ---- */

/* Nothing was computed: every member is there, and says so. */
static zo_verdict too_large(zo_listing *l)
{
    l->space = zo_space_of(&l->compiled->instance);
    l->zone = (zo_zone_then){.reach = ZO_STOPPED, .packages = zo_int_of(0), .too_large = true};
    zo_add_text(l->arena, l->root, "status", ZO_STR("limit"));
    zo_add_text(l->arena, l->root, "answer",
                ZO_STR("Not decided: the numbers of some statement are too large to be added exactly."))
        ->form = ZO_F_ANSWER;
    l->picked = (zo_picked){0};
    l->feasible_known = false;
    add_counts(l);
    zo_add_list(l->arena, l->root, "parties");
    zo_add_list(l->arena, l->root, "without_values");
    add_packages(l);
    zo_add_trailer(l->request, (zo_str){"", 0}, l->root);
    return ZO_ANSWER_BAD;
}

static zo_verdict list(zo_listing *l)
{
    bool exact = is_exact(l);
    zo_add_text(l->arena, l->root, "status", exact ? ZO_STR("exact") : ZO_STR("limit"));
    zo_add_text(l->arena, l->root, "answer", answer_words(l))->form = ZO_F_ANSWER;
    zo_str words = list_words(l);
    if (words.n > 0)
        zo_add_paragraph(l->arena, l->root, "list_words", words);
    zo_add_viewer_words(l->request, " Who refuses a package for its worth alone is not told of others.",
                        l->root);
    add_counts(l);
    if (l->few) {
        (l->unlike.ranked ? add_best : add_unlike)(l);
    }
    if (l->few && l->picked.packages.n <= ZO_SIDE_BY_SIDE)
        add_side_by_side(l);
    else
        add_table(l);
    zo_add_party_table(l->request, l->balance, l->root);
    zo_add_balance_parties(l->request, l->balance, l->root);
    add_packages(l);
    zo_add_trailer(l->request, exact ? ZO_STR("exact") : (zo_str){"", 0}, l->root);
    if (!exact)
        return ZO_ANSWER_LIMIT;
    return l->picked.packages.n > 0 ? ZO_ANSWER_YES : ZO_ANSWER_NO;
}

static zo_verdict run(zo_request *request, zo_value *root)
{
    zo_listing l = {.request = request, .model = request->model, .arena = request->arena, .root = root};
    l.compiled = zo_compile(request->record, l.arena);
    l.few = zo_asks_for_few(request);
    l.within = l.few || zo_flag(request, &zo_p_within);
    if (!zo_check_few(request))
        return ZO_ANSWER_BAD;
    zo_add_heading(request, "packages", root);
    if (zo_is_too_large(request, l.compiled, true))
        return too_large(&l);
    find_all(&l);
    if (zo_is_too_large(request, l.balance->compiled, true))
        return too_large(&l);
    return list(&l);
}

static const zo_parameter *const parameters[] = {
    &zo_p_on,     &zo_p_within,  &zo_p_best,   &zo_p_unlike,  &zo_p_near, &zo_p_share,
    &zo_p_listed, &zo_p_seed,    &zo_p_for,    &zo_p_without, &zo_p_also, &zo_p_time,
    &zo_p_memory, &zo_p_threads, &zo_p_engine, &zo_p_explain, NULL};

const zo_analysis zo_packages_analysis = {
    "packages",
    "the feasible packages one by one: within reach or refused by whom, and what each is worth",
    "A package is feasible when it meets every rule and settled point. Each one listed says whether it is in the zone, which parties "
    "whose consent is needed refuse it, and what it is worth to those that have values. Members of a bloc are asked "
    "through it. Numbers are exact; ranges and orders keep a package out of reach only when every reading of them does, and are read at their middle for "
    "worths.\n\n"
    "Where there are more packages than --most, as many are drawn at random without repetition, each as likely as any other; the "
    "same --seed gives the same ones on any machine.\n\n"
    "With --best N, only the N best packages of the zone are shown, the best one first: by the sum of the gains of all parties over what they have "
    "without a deal, or by what one party gains (--near). With --unlike N, only N packages of the zone are shown, all near the best (--near, "
    "--share) and as unlike each other as possible: the smallest number of issues in which two of them differ is as large as can be. Where that "
    "was decided by looking at all of them, it says so; where they were chosen step by step, others may differ more.",
    "0 some are listed, 1 there are none, 3 a limit was reached before all was certain",
    "packages examples/berlin/berlin.zopa --within",
    parameters,
    run,
};

/* packages: the feasible packages one by one: within the zone or refused by whom, and what each is worth to the parties.
 *
 * The time is shared out: half of it goes into the list, a third of what is left into each of the counts, the rest into the parties'
 * best and worst. */
#include "analysis/balance.h"
#include "analysis/count.h"
#include "analysis/packages.h"
#include "analysis/parameters.h"
#include "analysis/pick.h"
#include "analysis/refusers.h"
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

static bool lists_all(const zo_listing *l) { return l->picked.reach == ZO_EXACT && !l->picked.drawn; }

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

static void find_all(zo_listing *l)
{
    zo_wanted asked = wanted(l);
    l->space = zo_space_of(&l->compiled->instance);
    l->refusers = zo_refusers_new(l->request, l->compiled, l->arena);
    l->picked = l->within ? zo_pick_zone(l->request, l->compiled, &asked)
                          : zo_pick_feasible(l->request, l->compiled, &asked);
    find_feasible(l);
    find_zone(l);
    l->balance = zo_find_balance(l->request, l->request->record, &zo_midpoints, l->arena);
    choose_valued(l);
}

static bool is_exact(const zo_listing *l)
{
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

/* What the list is: all, of which nothing need be said; or how many, and chosen how. */
static zo_str list_words(const zo_listing *l)
{
    zo_reach reach = l->picked.reach;
    zo_str listed = listed_words(l);
    if (lists_all(l))
        return (zo_str){"", 0};
    if (reach == ZO_EXACT || reach == ZO_LIMIT_MEMORY)
        return zo_printf(
            l->arena, "%.*s%s, drawn at random without repetition, each as likely as any other (seed %llu).",
            ZO_FMT(listed), reach == ZO_EXACT ? "" : ", as many as the memory limit allows",
            (unsigned long long)zo_number(l->request, &zo_p_seed));
    return zo_printf(l->arena, "%.*s, %s before the %s.", ZO_FMT(listed),
                     l->picked.drawn ? "drawn at random from those that were found" : "all that were found",
                     reach == ZO_LIMIT_TIME ? "time limit was reached" : "search was stopped");
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
    add_worths(l, row, package);
}

/* ---- The table to read ---- */

enum { ROWS_IN_TEXT = 50, PARTY_COLUMNS = 12, OWN_COLUMNS = 2 };

static zo_column *columns_of(const zo_listing *l, size_t parties)
{
    zo_column *column = ZO_NEW_MANY(l->arena, zo_column, parties + OWN_COLUMNS);
    column[0] =
        (zo_column){"package", l->picked.packages.n > 1 ? ZO_STR("Where they differ") : ZO_STR("Package"),
                    false, false, false};
    column[1] = (zo_column){"refused", ZO_STR("Refused by"), false, false, false};
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
    return zo_printf(l->arena, "Package by package, the first %zu of %zu listed%.*s", shown,
                     l->picked.packages.n, ZO_FMT(points));
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
    if (zo_find_refusers(&l->refusers, package))
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
    size_t all = l->picked.packages.n, shown = all < ROWS_IN_TEXT ? all : ROWS_IN_TEXT;
    size_t parties = l->valued.n < PARTY_COLUMNS ? l->valued.n : PARTY_COLUMNS;
    if (all == 0)
        return;
    const bool *differs = zo_differing_issues(l->model, l->picked.packages.at, all, l->arena);
    if (all > 1)
        zo_add_common(l->model, differs, l->picked.packages.at[0], l->root, l->arena);
    const zo_column *column = columns_of(l, parties);
    zo_value *table =
        zo_add_table(l->arena, l->root, "table", table_title(l, shown), column, parties + OWN_COLUMNS);
    table->text_only = true;
    for (size_t i = 0; i < shown; i++)
        add_table_row(l, table, differs, l->picked.packages.at[i], column, parties);
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
    l.within = zo_flag(request, &zo_p_within);
    zo_add_heading(request, "packages", root);
    if (zo_is_too_large(request, l.compiled, true))
        return too_large(&l);
    find_all(&l);
    if (zo_is_too_large(request, l.balance->compiled, true))
        return too_large(&l);
    return list(&l);
}

static const zo_parameter *const parameters[] = {&zo_p_on,     &zo_p_within,  &zo_p_listed, &zo_p_seed,
                                                 &zo_p_for,    &zo_p_without, &zo_p_also,   &zo_p_time,
                                                 &zo_p_memory, &zo_p_threads, NULL};

const zo_analysis zo_packages_analysis = {
    "packages",
    "the feasible packages one by one: within reach or refused by whom, and what each is worth",
    "A package is feasible when it meets every rule and settled point. Each one listed says whether it is in the zone, which parties "
    "whose consent is needed refuse it, and what it is worth to those that have values. Members of a bloc are asked "
    "through it. Numbers are exact; ranges and orders keep a package out of reach only when every reading of them does, and are read at their middle for "
    "worths.\n\n"
    "Where there are more packages than --most, as many are drawn at random without repetition, each as likely as any other; the "
    "same --seed gives the same ones on any machine.",
    "0 some are listed, 1 there are none, 3 a limit was reached before all was certain",
    "packages examples/berlin/berlin.zopa --within",
    parameters,
    run,
};

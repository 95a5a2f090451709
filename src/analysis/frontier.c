/* frontier: the packages in which one party can only gain where another loses. */
#include "analysis/balance.h"
#include "analysis/count.h"
#include "analysis/packages.h"
#include "analysis/parameters.h"
#include "analysis/viewer.h"
#include "analysis/words.h"
#include "analysis/worths.h"

typedef struct zo_fronter {
    zo_request *request;
    const zo_balance *balance;
    const bool *differs; /* per issue: the packages found do not all have the same value there */
    size_t listed;       /* so many points are listed, spread evenly over all */
    bool cut;            /* fewer than asked for, since more would not fit the memory */
    zo_arena *arena;
    zo_value *root;
} zo_fronter;

/* Parts of it: what a walk saw before it ended, or what the yardsticks choose from. */
static zo_str incomplete_words(const zo_fronter *f)
{
    const zo_balance *balance = f->balance;
    if (balance->ideal_known && f->request->limit.engine == ZO_ENGINE_BOUNDS)
        return ZO_STR(
            "Bounds were asked for, which do not find the whole frontier: these are points that the yardsticks "
            "choose, or the best found for them. There may be many others.");
    if (balance->ideal_known)
        return ZO_STR(
            "Not found as a whole within the limit: these are points that the yardsticks choose, or the "
            "best found for them. There may be many others.");
    zo_str all = zo_count_words(f->arena, &balance->survey.packages, "package", "packages");
    if (balance->survey.points == 0)
        return ZO_STR("Not decided within the limit: no package within reach was found so far.");
    return zo_printf(
        f->arena,
        "Not decided within the limit: of the %.*s within reach that were looked at, none betters these; others may.",
        ZO_FMT(all));
}

/* ", of 8 packages within reach"; how many is not always known. */
static zo_str zone_words(const zo_fronter *f)
{
    if (!f->balance->survey.packages_known)
        return ZO_STR(" (how many packages are within reach was not counted)");
    zo_str all = zo_count_words(f->arena, &f->balance->survey.packages, "package", "packages");
    return zo_printf(f->arena, ", of %.*s within reach", ZO_FMT(all));
}

static zo_str answer_words(const zo_fronter *f)
{
    const zo_balance *balance = f->balance;
    if (balance->too_large)
        return ZO_STR("Not decided: the numbers of some statement are too large to be added exactly.");
    if (!balance->survey.complete)
        return incomplete_words(f);
    if (zo_holds_nothing(balance))
        return ZO_STR("There is no frontier: no package is within all positions on record (see zopa why).");
    if (balance->parties == 0)
        return ZO_STR("There is nothing to compare: no party whose consent is needed has values on record.");
    zo_str all = zone_words(f);
    if (balance->for_one)
        return zo_printf(
            f->arena, "The frontier has %zu %s%.*s: there one party can only gain where another loses.",
            balance->survey.points, balance->survey.points == 1 ? "balance" : "balances", ZO_FMT(all));
    zo_str on = zo_count_words(f->arena, &balance->frontier_packages, "package is", "packages are");
    return zo_printf(f->arena, "%.*s on the frontier%.*s: there one party can only gain where another loses.",
                     ZO_FMT(on), ZO_FMT(all));
}

static const bool *differing(const zo_fronter *f)
{
    const zo_survey *survey = &f->balance->survey;
    const uint32_t **package = ZO_NEW_MANY(f->arena, const uint32_t *, survey->points + 1);
    for (size_t i = 0; i < survey->points; i++)
        package[i] = survey->point[i].package;
    return zo_differing_issues(f->request->model, package, survey->points, f->arena);
}

enum { PARTY_COLUMNS = 12 };

/* The parties whose worths are told, up to PARTY_COLUMNS; returns how many. */
static size_t find_columns(const zo_balance *balance, size_t *party)
{
    size_t count = 0;
    for (size_t p = 0; p < balance->parties && count < PARTY_COLUMNS; p++)
        if (balance->told[p])
            party[count++] = p;
    return count;
}

static const char *party_key(const zo_fronter *f, size_t column)
{
    return zo_c_string(f->arena, zo_printf(f->arena, "p%zu", column));
}

static zo_str number_of(const zo_fronter *f, size_t number)
{
    zo_int all = zo_int_of_unsigned(number);
    return zo_int_text_grouped(f->arena, &all);
}

static zo_str table_title(const zo_fronter *f, size_t shown, size_t parties)
{
    const char *worth = parties > 0 ? ", worth in points" : "";
    if (!f->balance->survey.complete && shown == f->balance->survey.points)
        return zo_printf(f->arena, "Found so far%s", worth);
    if (shown == f->balance->survey.points)
        return zo_printf(f->arena, "On the frontier%s", worth);
    zo_str all = number_of(f, f->balance->survey.points);
    return zo_printf(f->arena, "%s, %zu of %.*s, spread evenly%s",
                     f->balance->survey.complete ? "On the frontier" : "Found so far", shown, ZO_FMT(all),
                     worth);
}

static void add_row(const zo_fronter *f, zo_value *table, size_t point, const size_t *party, size_t parties)
{
    const zo_balance *balance = f->balance;
    const zo_survey_point *at = &balance->survey.point[point];
    zo_value *row = zo_add_object(f->arena, table, NULL);
    zo_add_text(f->arena, row, "package",
                zo_differing_words(f->request->model, f->differs, at->package, f->arena));
    if (!balance->for_one)
        zo_add_text(f->arena, row, "packages", zo_equal_words(at, f->arena));
    for (size_t p = 0; p < parties; p++) {
        zo_num worth = zo_worth_at(balance, point, party[p]);
        zo_add_text(f->arena, row, party_key(f, p), zo_number_words(&worth, f->arena));
    }
}

/* "package", "packages" unless that is not told, and a column for each party. */
static size_t fill_columns(const zo_fronter *f, const size_t *party, size_t parties, zo_column *columns)
{
    size_t count = 0;
    columns[count++] = (zo_column){
        "package", f->balance->survey.points > 1 ? ZO_STR("Where they differ") : ZO_STR("Package"), false,
        false, false};
    if (!f->balance->for_one)
        columns[count++] = (zo_column){"packages", ZO_STR("Packages"), true, true, false};
    for (size_t p = 0; p < parties; p++)
        columns[count++] =
            (zo_column){party_key(f, p), zo_balance_party(f->balance, party[p]), true, true, false};
    return count;
}

static void add_table(const zo_fronter *f)
{
    const zo_survey *survey = &f->balance->survey;
    size_t party[PARTY_COLUMNS], parties = find_columns(f->balance, party);
    size_t most = zo_rows_in_text(f->request->model, f->differs);
    size_t shown = f->listed < most ? f->listed : most;
    if (f->balance->parties == 0 || shown == 0)
        return;
    zo_column *columns = ZO_NEW_MANY(f->arena, zo_column, parties + 2);
    size_t count = fill_columns(f, party, parties, columns);
    zo_value *table =
        zo_add_table(f->arena, f->root, "table", table_title(f, shown, parties), columns, count);
    table->text_only = true;
    for (size_t i = 0; i < shown; i++)
        add_row(f, table, zo_spread(i, shown, survey->points), party, parties);
}

/* What a point takes in the tree of the result and in what is written from it, roughly. */
static size_t bytes_of_point(const zo_fronter *f)
{
    enum { PER_MEMBER = 2, OWN_MEMBERS = 4 };
    size_t members = f->request->model->issues.n + f->balance->parties + OWN_MEMBERS;
    return PER_MEMBER * members * sizeof(zo_value);
}

static void choose_listed(zo_fronter *f)
{
    uint64_t most = zo_number(f->request, &zo_p_points), memory = f->request->limit.memory;
    size_t points = f->balance->parties > 0 ? f->balance->survey.points : 0;
    f->listed = most > 0 && most < points ? (size_t)most : points;
    size_t room = memory > 0 ? memory / 2 / bytes_of_point(f) + 1 : f->listed;
    f->cut = room < f->listed;
    f->listed = f->cut ? room : f->listed;
}

/* "Of the 55,040 points 2,000 are listed, spread evenly": for the answer as data. */
static void add_points(const zo_fronter *f)
{
    zo_value *points = zo_add_list(f->arena, f->root, "points");
    static const char *const rows[] = {"packages", NULL};
    zo_mark_rows(points, rows);
    for (size_t i = 0; i < f->listed; i++)
        zo_add_point(f->balance, zo_spread(i, f->listed, f->balance->survey.points), points, f->arena);
    if (f->cut)
        zo_add_paragraph(
            f->arena, f->root, "points_cut",
            zo_printf(
                f->arena,
                "Of the %.*s points %.*s are listed, spread evenly: more would not fit the memory limit.",
                ZO_FMT(number_of(f, f->balance->survey.points)), ZO_FMT(number_of(f, f->listed))));
}

static zo_verdict run(zo_request *request, zo_value *root)
{
    const zo_balance *balance = zo_find_balance(request, request->record, &zo_midpoints, request->arena);
    zo_fronter f = {.request = request, .balance = balance, .arena = request->arena, .root = root};
    f.differs = differing(&f);
    choose_listed(&f);
    bool exact = balance->reach == ZO_EXACT && balance->survey.complete && !f.cut;
    zo_add_heading(request, "frontier", root);
    zo_add_text(f.arena, root, "status", exact ? ZO_STR("exact") : ZO_STR("limit"));
    zo_add_text(f.arena, root, "answer", answer_words(&f))->form = ZO_F_ANSWER;
    if (balance->survey.points > 1)
        zo_add_common(request->model, f.differs, balance->survey.point[0].package, balance->survey.complete,
                      root, f.arena);
    add_table(&f);
    zo_add_party_table(request, balance, root);
    zo_add_balance_parties(request, balance, root);
    add_points(&f);
    zo_add_frontier_size(balance, root, "points_total", "packages_total", f.arena);
    zo_add_viewer_words(request, "", root);
    zo_add_trailer(request, exact ? ZO_STR("exact") : (zo_str){"", 0}, root);
    if (zo_is_too_large(request, balance->compiled, true))
        return ZO_ANSWER_BAD;
    if (!exact)
        return ZO_ANSWER_LIMIT;
    return balance->parties > 0 && balance->survey.points > 0 ? ZO_ANSWER_YES : ZO_ANSWER_NO;
}

static const zo_parameter *const parameters[] = {&zo_p_on,     &zo_p_points,  &zo_p_without, &zo_p_also,
                                                 &zo_p_for,    &zo_p_time,    &zo_p_memory,  &zo_p_threads,
                                                 &zo_p_engine, &zo_p_explain, NULL};

const zo_analysis zo_frontier_analysis = {
    "frontier",
    "the packages in which one party can only gain where another loses",
    "The Pareto frontier of the zone: every combination of worths that no package within reach betters for one party without loss to "
    "another, with one package that has it and the number of packages that share it. Only packages that everyone whose "
    "consent is needed accepts are compared. Where there are more points than --most, as many are listed, spread evenly from the first to the "
    "last in the order of the parties' worths; how many there are is told. Numbers are exact; ranges are read at their middle, orders evenly spaced.",
    "0 done, 1 no package is within reach or no party has values, 3 a limit was reached before the whole frontier was found",
    "frontier examples/berlin/berlin.zopa",
    parameters,
    run,
};

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
    const bool *differs; /* per issue: the packages shown do not all have the same value there */
    zo_arena *arena;
    zo_value *root;
} zo_fronter;

static zo_str answer_words(const zo_fronter *f)
{
    const zo_balance *balance = f->balance;
    if (balance->too_large)
        return ZO_STR("Not decided: the numbers of some statement are too large to be added exactly.");
    zo_str all = zo_count_words(f->arena, &balance->survey.packages, "package", "packages");
    if (balance->reach != ZO_EXACT)
        return zo_printf(
            f->arena,
            "Not decided within the limit: of the %.*s within reach that were looked at, none betters these; others may.",
            ZO_FMT(all));
    if (zo_int_sign(&balance->survey.packages) == 0)
        return ZO_STR("There is no frontier: no package is within all positions on record (see zopa why).");
    if (balance->parties == 0)
        return ZO_STR("There is nothing to compare: no party whose consent is needed has values on record.");
    if (balance->for_one)
        return zo_printf(
            f->arena,
            "The frontier has %zu %s, of %.*s within reach: there one party can only gain where another loses.",
            balance->survey.points, balance->survey.points == 1 ? "balance" : "balances", ZO_FMT(all));
    zo_str on = zo_count_words(f->arena, &balance->frontier_packages, "package is", "packages are");
    return zo_printf(
        f->arena,
        "%.*s on the frontier, of %.*s within reach: there one party can only gain where another loses.",
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

enum { POINTS_IN_TEXT = 50, PARTY_COLUMNS = 12 };

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

static zo_str table_title(const zo_fronter *f, size_t shown, size_t parties)
{
    const char *worth = parties > 0 ? ", worth in points" : "";
    if (shown == f->balance->survey.points)
        return zo_printf(f->arena, "On the frontier%s", worth);
    return zo_printf(f->arena, "On the frontier, the first %zu of %zu%s", shown, f->balance->survey.points,
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
        zo_add_text(f->arena, row, "packages", zo_int_text_grouped(f->arena, &at->packages));
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
    size_t shown = survey->points < POINTS_IN_TEXT ? survey->points : POINTS_IN_TEXT;
    if (f->balance->parties == 0 || shown == 0)
        return;
    zo_column *columns = ZO_NEW_MANY(f->arena, zo_column, parties + 2);
    size_t count = fill_columns(f, party, parties, columns);
    zo_value *table =
        zo_add_table(f->arena, f->root, "table", table_title(f, shown, parties), columns, count);
    table->text_only = true;
    for (size_t i = 0; i < shown; i++)
        add_row(f, table, i, party, parties);
}

static zo_verdict run(zo_request *request, zo_value *root)
{
    const zo_balance *balance = zo_find_balance(request, request->record, &zo_midpoints, request->arena);
    zo_fronter f = {.request = request, .balance = balance, .arena = request->arena, .root = root};
    f.differs = differing(&f);
    bool exact = balance->reach == ZO_EXACT;
    zo_add_heading(request, "frontier", root);
    zo_add_text(f.arena, root, "status", exact ? ZO_STR("exact") : ZO_STR("limit"));
    zo_add_text(f.arena, root, "answer", answer_words(&f))->form = ZO_F_ANSWER;
    if (balance->survey.points > 1)
        zo_add_common(request->model, f.differs, balance->survey.point[0].package, root, f.arena);
    add_table(&f);
    zo_add_party_table(request, balance, root);
    zo_add_balance_parties(request, balance, root);
    zo_value *points = zo_add_list(f.arena, root, "points");
    static const char *const rows[] = {"packages", NULL};
    zo_mark_rows(points, rows);
    for (size_t i = 0; balance->parties > 0 && i < balance->survey.points; i++)
        zo_add_point(balance, i, points, f.arena);
    zo_add_size(f.arena, root, "points_total", balance->parties ? balance->survey.points : 0);
    zo_add_equal_count(balance, root, "packages_total", &balance->frontier_packages, f.arena);
    zo_add_viewer_words(request, "", root);
    zo_add_trailer(request, exact ? ZO_STR("exact") : (zo_str){"", 0}, root);
    if (zo_is_too_large(request, balance->compiled, true))
        return ZO_ANSWER_BAD;
    if (!exact)
        return ZO_ANSWER_LIMIT;
    return balance->parties > 0 && balance->survey.points > 0 ? ZO_ANSWER_YES : ZO_ANSWER_NO;
}

static const zo_parameter *const parameters[] = {&zo_p_on,   &zo_p_without, &zo_p_also,    &zo_p_for,
                                                 &zo_p_time, &zo_p_memory,  &zo_p_threads, NULL};

const zo_analysis zo_frontier_analysis = {
    "frontier",
    "the packages in which one party can only gain where another loses",
    "The Pareto frontier of the zone: every combination of worths that no package within reach betters for one party without loss to "
    "another, with one package that has it and the number of packages that share it. Only packages that everyone whose "
    "consent is needed accepts are compared. Numbers are exact; ranges are read at their middle, orders evenly spaced.",
    "0 done, 1 no package is within reach or no party has values, 3 a limit was reached before all packages were looked at",
    "frontier examples/berlin/berlin.zopa",
    parameters,
    run,
};

/* frontier: the packages in which one party can only gain where another loses. */
#include "analysis/balance.h"
#include "analysis/count.h"
#include "analysis/packages.h"
#include "analysis/parameters.h"
#include "analysis/words.h"
#include "analysis/worths.h"

typedef struct zo_fronter {
    zo_request *request;
    const zo_balance *balance;
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
    zo_str on = zo_count_words(f->arena, &balance->frontier_packages, "package is", "packages are");
    return zo_printf(
        f->arena,
        "%.*s on the frontier, of %.*s within reach: there one party can only gain where another loses.",
        ZO_FMT(on), ZO_FMT(all));
}

/* Issues on which the packages shown differ: the others are said once. */
static bool differs(const zo_fronter *f, uint32_t issue)
{
    const zo_survey *survey = &f->balance->survey;
    for (size_t i = 1; i < survey->points; i++)
        if (survey->point[i].package[issue] != survey->point[0].package[issue])
            return true;
    return false;
}

static zo_str differing_words(const zo_fronter *f, const uint32_t *package)
{
    const zo_model *model = f->request->model;
    zo_phrases values = {0};
    for (uint32_t i = 0; i < model->issues.n; i++)
        if (differs(f, i))
            ZO_PUSH(f->arena, &values, zo_issue_value_words(f->arena, &model->issues.at[i], package[i]));
    return values.n ? zo_join(f->arena, &values, "; ", "; ") : ZO_STR("the one package");
}

static void add_common(const zo_fronter *f)
{
    const zo_model *model = f->request->model;
    zo_value *list = zo_add_list(f->arena, f->root, "common");
    list->form = ZO_F_LIST;
    list->title = ZO_STR("The same in all of them");
    list->text_only = true;
    for (uint32_t i = 0; f->balance->survey.points > 1 && i < model->issues.n; i++)
        if (!differs(f, i))
            zo_add_text(
                f->arena, list, NULL,
                zo_issue_value_words(f->arena, &model->issues.at[i], f->balance->survey.point[0].package[i]));
}

enum { POINTS_IN_TEXT = 50, PARTY_COLUMNS = 12 };

static void add_table(const zo_fronter *f)
{
    const zo_balance *balance = f->balance;
    if (balance->parties == 0 || balance->survey.points == 0)
        return;
    size_t parties = balance->parties < PARTY_COLUMNS ? balance->parties : PARTY_COLUMNS;
    size_t shown = balance->survey.points < POINTS_IN_TEXT ? balance->survey.points : POINTS_IN_TEXT;
    zo_column *columns = ZO_NEW_MANY(f->arena, zo_column, parties + 2);
    columns[0] =
        (zo_column){"package", balance->survey.points > 1 ? ZO_STR("Where they differ") : ZO_STR("Package"),
                    false, false, false};
    columns[1] = (zo_column){"packages", ZO_STR("Packages"), true, true, false};
    for (size_t p = 0; p < parties; p++)
        columns[p + 2] = (zo_column){zo_c_string(f->arena, zo_printf(f->arena, "p%zu", p)),
                                     zo_balance_party(balance, p), true, true, false};
    zo_value *table =
        zo_add_table(f->arena, f->root, "table",
                     shown < balance->survey.points
                         ? zo_printf(f->arena, "On the frontier, the first %zu of %zu, worth in points",
                                     shown, balance->survey.points)
                         : ZO_STR("On the frontier, worth in points"),
                     columns, parties + 2);
    table->text_only = true;
    for (size_t i = 0; i < shown; i++) {
        zo_value *row = zo_add_object(f->arena, table, NULL);
        zo_add_text(f->arena, row, "package",
                    balance->survey.points > 1
                        ? differing_words(f, balance->survey.point[i].package)
                        : zo_package_words(f->request->model, balance->survey.point[i].package, f->arena));
        zo_add_text(f->arena, row, "packages",
                    zo_int_text_grouped(f->arena, &balance->survey.point[i].packages));
        for (size_t p = 0; p < parties; p++) {
            zo_num worth = zo_worth_at(balance, i, p);
            zo_add_text(f->arena, row, columns[p + 2].key, zo_number_words(&worth, f->arena));
        }
    }
}

static zo_verdict run(zo_request *request, zo_value *root)
{
    const zo_balance *balance = zo_find_balance(request, request->record, &zo_midpoints, request->arena);
    zo_fronter f = {request, balance, request->arena, root};
    bool exact = balance->reach == ZO_EXACT;
    zo_add_heading(request, "frontier", root);
    zo_add_text(f.arena, root, "status", exact ? ZO_STR("exact") : ZO_STR("limit"));
    zo_add_text(f.arena, root, "answer", answer_words(&f))->form = ZO_F_ANSWER;
    add_common(&f);
    add_table(&f);
    zo_add_party_table(request, balance, root);
    zo_add_balance_parties(request, balance, root);
    zo_value *points = zo_add_list(f.arena, root, "points");
    static const char *const rows[] = {"packages", NULL};
    zo_mark_rows(points, rows);
    for (size_t i = 0; balance->parties > 0 && i < balance->survey.points; i++)
        zo_add_point(balance, i, points, f.arena);
    zo_add_size(f.arena, root, "points_total", balance->parties ? balance->survey.points : 0);
    zo_add_count(f.arena, root, "packages_total", &balance->frontier_packages);
    zo_add_trailer(request, exact ? ZO_STR("exact") : (zo_str){"", 0}, root);
    if (zo_is_too_large(request, balance->compiled, true))
        return ZO_ANSWER_BAD;
    if (!exact)
        return ZO_ANSWER_LIMIT;
    return balance->parties > 0 && balance->survey.points > 0 ? ZO_ANSWER_YES : ZO_ANSWER_NO;
}

static const zo_parameter *const parameters[] = {&zo_p_on,     &zo_p_without, &zo_p_also, &zo_p_time,
                                                 &zo_p_memory, &zo_p_threads, NULL};

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

/* zone: is it empty; how many packages; which values survive; examples; what each rests on. */
#include "analysis/firmness.h"
#include "analysis/grounds.h"
#include "analysis/packages.h"
#include "analysis/parameters.h"
#include "analysis/statement.h"
#include "analysis/viewer.h"
#include "analysis/words.h"
#include "analysis/zone_answer.h"

typedef struct zo_zone_writer {
    zo_request *request;
    const zo_zone *zone;
    const zo_model *model;
    zo_arena *arena;
    zo_value *root;
} zo_zone_writer;

/* ---- The answer in words ---- */

static zo_str limit_words(const zo_zone *zone)
{
    switch (zone->reach) {
    case ZO_LIMIT_TIME: return ZO_STR("the time limit was reached");
    case ZO_LIMIT_MEMORY: return ZO_STR("the memory limit was reached");
    default: return ZO_STR("it was stopped");
    }
}

static zo_str unfinished_words(const zo_zone_writer *w)
{
    zo_str why = limit_words(w->zone);
    if (w->zone->empty)
        return zo_printf(w->arena, "Not decided: %.*s before a package was found or all were ruled out.",
                         ZO_FMT(why));
    zo_str count = zo_count_words(w->arena, &w->zone->packages, "package is", "packages are");
    return zo_printf(
        w->arena,
        "Nothing on record rules an agreement out: at least %.*s within the positions on record; %.*s before all were counted.%s",
        ZO_FMT(count), ZO_FMT(why),
        w->zone->values_known ? " Which values are within reach is exact all the same." : "");
}

static zo_str answer_words(const zo_zone_writer *w)
{
    const zo_zone *zone = w->zone;
    if (zone->too_large)
        return ZO_STR("Not decided: the numbers of some statement are too large to be added exactly.");
    if (zone->reach != ZO_EXACT)
        return unfinished_words(w);
    zo_str space = zo_int_text_grouped(w->arena, &zone->space);
    if (zone->feasible_known && zo_int_sign(&zone->feasible) == 0)
        return zo_printf(
            w->arena,
            "The rules and settled points exclude each other: none of the %.*s packages is possible.",
            ZO_FMT(space));
    if (zone->empty)
        return zo_printf(
            w->arena,
            "The positions on record exclude each other: none of the %.*s packages is within all of them.",
            ZO_FMT(space));
    zo_str count = zo_int_text_grouped(w->arena, &zone->packages);
    zo_int one = zo_int_of(1);
    return zo_printf(
        w->arena,
        "Nothing on record rules an agreement out: %.*s of %.*s packages %s within the positions on record.",
        ZO_FMT(count), ZO_FMT(space), zo_int_compare(&zone->packages, &one) == 0 ? "is" : "are");
}

static void paragraph(const zo_zone_writer *w, const char *name, zo_str text)
{
    zo_add_text(w->arena, w->root, name, text)->form = ZO_F_PARAGRAPH;
}

/* Ranges and orders: how much of the zone is there for every reading of them. */
static void add_certainty(const zo_zone_writer *w)
{
    if (!w->zone->compiled->uncertain || w->zone->empty || w->zone->reach != ZO_EXACT)
        return;
    if (!w->zone->certain_known) {
        paragraph(
            w, "certainty",
            ZO_STR(
                "Some numbers are ranges or orders only: how many of these packages hold for every reading of "
                "them was not counted within the limit."));
        return;
    }
    zo_str words = ZO_STR("none of these packages holds");
    if (zo_int_sign(&w->zone->certain) > 0)
        words = zo_count_words(w->arena, &w->zone->certain, "package holds", "packages hold");
    paragraph(w, "certainty",
              zo_printf(w->arena, "Some numbers are ranges or orders only: %.*s for every reading of them.",
                        ZO_FMT(words)));
}

/* ---- Data ---- */

static void add_zone(const zo_zone_writer *w)
{
    zo_value *zone = zo_add_object(w->arena, w->root, "zone");
    if (w->zone->too_large || (w->zone->empty && w->zone->reach != ZO_EXACT))
        zo_add_null(w->arena, zone, "empty");
    else
        zo_add_bool(w->arena, zone, "empty", w->zone->empty);
    zo_add_count(w->arena, zone, "packages", &w->zone->packages);
    zo_int most = zo_most_packages(w->zone);
    zo_add_count(w->arena, zone, "packages_at_most", &most);
    if (w->zone->certain_known || w->zone->reach != ZO_EXACT)
        zo_add_count(w->arena, zone, "certain", &w->zone->certain);
    else
        zo_add_null(w->arena, zone, "certain");
    if (w->zone->feasible_known)
        zo_add_count(w->arena, zone, "feasible", &w->zone->feasible);
    else
        zo_add_null(w->arena, zone, "feasible");
    zo_add_count(w->arena, zone, "space", &w->zone->space);
    if (w->zone->without_values_known)
        zo_add_count(w->arena, zone, "without_values", &w->zone->without_values);
    else
        zo_add_null(w->arena, zone, "without_values");
}

static void add_value(const zo_zone_writer *w, zo_value *list, uint32_t issue, uint32_t value)
{
    const zo_issue *of = &w->model->issues.at[issue];
    bool survives = zo_survives(w->zone, issue, value);
    zo_value *row = zo_add_object(w->arena, list, NULL);
    zo_add_text(w->arena, row, "value", zo_issue_value_id(w->arena, of, value));
    zo_add_text(w->arena, row, "label", zo_value_label(w->arena, of, value));
    if (w->zone->values_known || survives)
        zo_add_bool(w->arena, row, "survives", survives);
    else
        zo_add_null(w->arena, row, "survives");
    if (survives && w->zone->grounds_known && w->zone->contested)
        zo_add_grounds(w->zone, &w->zone->contested[w->zone->compiled->instance.first_bit[issue] + value],
                       row, "closes_with", "closes_with_complete", w->arena);
    if (!survives && w->zone->grounds_known)
        zo_add_grounds(w->zone, &w->zone->excluded[w->zone->compiled->instance.first_bit[issue] + value], row,
                       "rests_on", "rests_on_complete", w->arena);
}

static const char *standing_id(zo_standing standing)
{
    static const char *const ids[] = {"none", "settled", "inferred", "single", "open", "open"};
    return ids[standing];
}

/* For CSV: the values of all issues as one list. */
static void add_value_rows(const zo_zone_writer *w, const zo_value *issues)
{
    static const char *const columns[] = {"issue", "name",     "unit",     "standing",    "value",
                                          "label", "survives", "rests_on", "closes_with", NULL};
    zo_value *rows = zo_add_rows(w->arena, w->root, columns);
    for (const zo_value *issue = issues->first; issue; issue = issue->next)
        for (const zo_value *value = zo_member(issue, "values")->first; value; value = value->next) {
            zo_value *row = zo_add_object(w->arena, rows, NULL);
            for (size_t c = 0; columns[c]; c++)
                zo_add_copy(w->arena, row, zo_member(c < 4 ? issue : value, columns[c]), columns[c]);
        }
}

static void add_issues(const zo_zone_writer *w)
{
    zo_value *issues = zo_add_list(w->arena, w->root, "issues");
    for (uint32_t i = 0; i < w->model->issues.n; i++) {
        const zo_issue *issue = &w->model->issues.at[i];
        zo_value *row = zo_add_object(w->arena, issues, NULL);
        zo_add_text(w->arena, row, "issue", issue->id);
        zo_add_text(w->arena, row, "name", issue->name);
        if (issue->unit.n > 0)
            zo_add_text(w->arena, row, "unit", issue->unit);
        if (w->zone->values_known)
            zo_add_text(w->arena, row, "standing", zo_str_of(standing_id(zo_standing_of(w->zone, i))));
        else
            zo_add_null(w->arena, row, "standing");
        zo_value *values = zo_add_list(w->arena, row, "values");
        for (uint32_t v = 0; v < issue->size; v++)
            add_value(w, values, i, v);
    }
    add_value_rows(w, issues);
}

/* ---- The table of issues, in text ---- */

static zo_str standing_words(zo_standing standing)
{
    switch (standing) {
    case ZO_BY_RECORD: return ZO_STR("settled by positions");
    case ZO_BY_GUESS: return ZO_STR("settled, but not firmly");
    case ZO_SINGLE: return ZO_STR("one value, not known how firmly");
    case ZO_NARROWED: return ZO_STR("open");
    case ZO_WIDE_OPEN: return ZO_STR("open, nothing ruled out");
    default: return ZO_STR("nothing left");
    }
}

static void add_phrases(const zo_zone_writer *w, zo_value *row, const char *name, uint32_t issue,
                        bool surviving)
{
    const zo_issue *of = &w->model->issues.at[issue];
    uint64_t *set = ZO_NEW_MANY(w->arena, uint64_t, zo_set_words(of->size));
    for (uint32_t v = 0; v < of->size; v++)
        if (zo_survives(w->zone, issue, v) == surviving)
            zo_set_bit(set, v);
    zo_phrases phrases = zo_set_phrases(w->arena, of, set, 0);
    zo_value *list = zo_add_list(w->arena, row, name);
    for (size_t i = 0; i < phrases.n; i++)
        zo_add_text(w->arena, list, NULL, phrases.at[i]);
}

static void add_issue_table(const zo_zone_writer *w)
{
    static const zo_column columns[] = {
        {"issue", {"Issue", 5}, false, false},
        {"reach", {"Within reach", 12}, false, false},
        {"out", {"Out of reach", 12}, false, false},
        {"standing", {"How it stands", 13}, false, false},
    };
    if (w->zone->empty || w->zone->too_large)
        return;
    zo_value *table = zo_add_table(w->arena, w->root, "issue_table",
                                   w->zone->values_known ? ZO_STR("Issue by issue")
                                                         : ZO_STR("Found so far, issue by issue"),
                                   columns, w->zone->values_known ? 4 : 2);
    table->text_only = true;
    for (uint32_t i = 0; i < w->model->issues.n; i++) {
        zo_value *row = zo_add_object(w->arena, table, NULL);
        zo_add_text(w->arena, row, "issue", w->model->issues.at[i].name);
        add_phrases(w, row, "reach", i, true);
        add_phrases(w, row, "out", i, false);
        zo_add_text(w->arena, row, "standing", standing_words(zo_standing_of(w->zone, i)));
    }
}

/* ---- Grounds ---- */

static void add_grounds_data(const zo_zone_writer *w)
{
    zo_value *rests = zo_add_object(w->arena, w->root, "rests_on");
    zo_add_bool(w->arena, rests, "known", w->zone->grounds_known);
    if (!w->zone->grounds_known)
        return;
    zo_grounds none = {0, NULL, true};
    zo_add_grounds(w->zone, w->zone->empty ? &w->zone->open : &none, rests, "opens_without",
                   "opens_without_complete", w->arena);
    zo_add_grounds(w->zone, w->zone->empty ? &none : &w->zone->dispute, rests, "closes_with",
                   "closes_with_complete", w->arena);
}

/* ---- Examples ---- */

static void add_examples(const zo_zone_writer *w)
{
    zo_value *list = zo_add_list(w->arena, w->root, "examples");
    for (size_t e = 0; e < w->zone->examples.n; e++)
        zo_add_package(w->model, list, NULL, w->zone->examples.at[e], w->arena);
}

static void add_example_table(const zo_zone_writer *w)
{
    zo_str heading[ZO_SIDE_BY_SIDE];
    size_t shown = w->zone->examples.n < ZO_SIDE_BY_SIDE ? w->zone->examples.n : ZO_SIDE_BY_SIDE;
    for (size_t e = 0; e < shown; e++)
        heading[e] = zo_printf(w->arena, "Package %zu", e + 1);
    if (shown > 0)
        zo_add_package_table(w->model, w->root, "example_table", ZO_STR("Examples, in no order of merit"),
                             heading, w->zone->examples.at, shown, w->arena);
}

/* ---- Silence, the record ---- */

static void add_silence(const zo_zone_writer *w)
{
    zo_silences silences = zo_find_silences(w->request->record, w->arena);
    zo_value *list = zo_add_list(w->arena, w->root, "not_on_record");
    for (size_t s = 0; s < silences.n; s++) {
        const zo_seat *seat = &w->request->record->seats.at[silences.at[s].seat];
        zo_value *row = zo_add_object(w->arena, list, NULL);
        zo_add_text(w->arena, row, "party", w->model->parties.at[seat->party].id);
        zo_add_bool(w->arena, row, "wholly", silences.at[s].wholly);
        zo_value *issues = zo_add_list(w->arena, row, "issues");
        for (size_t i = 0; i < silences.at[s].issues.n; i++)
            zo_add_text(w->arena, issues, NULL, w->model->issues.at[silences.at[s].issues.at[i]].id);
    }
}

static void add_record(const zo_zone_writer *w)
{
    zo_value *list = zo_add_list(w->arena, w->root, "record");
    for (size_t s = 0; s < w->zone->compiled->instance.selectors; s++)
        if (w->zone->compiled->instance.selector[s].class_ != ZO_CERTAINTY)
            zo_add_statement(w->request, list, w->zone->compiled->origin[s].entry,
                             w->zone->compiled->origin[s].disputed);
}

/* How far a walk came, or, where values were found by proof, between which numbers the count lies. */
static zo_str progress_words(const zo_zone_writer *w)
{
    if (w->zone->values_known) {
        zo_int most = zo_most_packages(w->zone);
        zo_str count = zo_count_words(w->arena, &most, "package", "packages");
        return zo_printf(
            w->arena,
            "No more than %.*s can be within the positions, going by the values within reach and by what can be counted.",
            ZO_FMT(count));
    }
    zo_str space = zo_count_words(w->arena, &w->zone->space, "package", "packages");
    zo_str part = w->zone->per_cent == 0 ? ZO_STR("less than 1 %")
                                         : zo_printf(w->arena, "about %u %c", w->zone->per_cent, '%');
    return zo_printf(w->arena, "There are %.*s, of which %.*s were visited.", ZO_FMT(space), ZO_FMT(part));
}

static void add_advice(const zo_zone_writer *w)
{
    if (w->zone->reach == ZO_EXACT || w->zone->too_large)
        return;
    zo_str progress = progress_words(w);
    paragraph(
        w, "advice",
        zo_printf(
            w->arena,
            "%.*s To get further: give more time (--time 60), "
            "settle or leave out issues that do not matter here, or choose larger steps for numeric issues.",
            ZO_FMT(progress)));
}

static zo_verdict run(zo_request *request, zo_value *root)
{
    zo_zone *zone = zo_compute_zone(request);
    zo_zone_writer w = {request, zone, request->model, request->arena, root};
    bool exact = zone->reach == ZO_EXACT && !zone->too_large;
    zo_add_heading(request, "zone", root);
    zo_add_text(w.arena, root, "status", exact ? ZO_STR("exact") : ZO_STR("limit"));
    zo_add_text(w.arena, root, "answer", answer_words(&w))->form = ZO_F_ANSWER;
    add_certainty(&w);
    add_zone(&w);
    add_issues(&w);
    add_issue_table(&w);
    zo_add_passed_over(zone, root, w.arena);
    add_grounds_data(&w);
    if (zone->values_known && !zone->too_large)
        zo_add_ground_section(zone, root, w.arena);
    zo_add_firmness(request, zone, root);
    add_examples(&w);
    add_example_table(&w);
    add_silence(&w);
    add_record(&w);
    add_advice(&w);
    zo_add_viewer_words(request, "", root);
    zo_str count = exact ? ZO_STR("exact") : (zo_str){"", 0};
    zo_add_trailer(request, count, root);
    if (zone->too_large)
        return ZO_ANSWER_BAD;
    if (!exact)
        return ZO_ANSWER_LIMIT;
    return zone->empty ? ZO_ANSWER_NO : ZO_ANSWER_YES;
}

static const zo_parameter *const parameters[] = {&zo_p_on,       &zo_p_without, &zo_p_also,   &zo_p_for,
                                                 &zo_p_examples, &zo_p_time,    &zo_p_memory, &zo_p_threads,
                                                 &zo_p_engine,   &zo_p_explain, NULL};

const zo_analysis zo_zone_analysis = {
    "zone",
    "is any package within all positions on record, and which values are left",
    "The zone is the set of packages that meet every rule and settled point and that everyone whose consent is needed "
    "accepts. The answer says whether it is empty, how many packages it holds, which values of each issue survive, and "
    "what each exclusion rests on: the smallest sets of assumed, inferred or unverified statements without which it would be lifted.\n\n"
    "Ranges and orders of preference rule a package out only when every reading of them does.",
    "0 some package is in the zone, 1 none is, 3 a limit was reached before that was certain or all were counted",
    "zone examples/berlin/berlin.zopa --on 2025-12-13",
    parameters,
    run,
};

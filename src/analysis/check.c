/* check: every diagnostic; sources and quotations verified; contradictions at each date. */
#include "analysis/contradictions.h"
#include "analysis/parameters.h"
#include "analysis/words.h"

typedef struct zo_tally {
    size_t errors, warnings, notes;
} zo_tally;

static void tally(zo_tally *sum, const zo_diagnostics *list)
{
    sum->errors += list->errors;
    for (size_t i = 0; i < list->list.n; i++)
        switch (zo_diagnostic_severity(list->list.at[i].id)) {
        case ZO_ERROR: break; /* counted whole, also those beyond the list */
        case ZO_WARNING: sum->warnings++; break;
        default: sum->notes++;
        }
}

/* The list of diagnostics: rows, and a table on a page. */
static zo_value *add_list(const zo_request *request, zo_value *root)
{
    static const char *const rows[] = {"id",    "severity", "file",    "line", "column",
                                       "begin", "end",      "message", "hint", NULL};
    static const zo_column columns[] = {{"severity", {"", 0}, false, true},
                                        {"id", {"", 0}, false, true},
                                        {"file", {"File", 4}, false, false},
                                        {"line", {"Line", 4}, true, true},
                                        {"message", {"What was found", 14}, false, false},
                                        {"hint", {"What to try", 11}, false, false}};
    zo_value *list = zo_add_table(request->arena, root, "diagnostics", ZO_STR("To look at"), columns, 6);
    list->page_only = true;
    zo_mark_rows(list, rows);
    return list;
}

static void add_diagnostics(const zo_request *request, zo_value *out, const zo_diagnostics *list)
{
    static const char *const severities[] = {"error", "warning", "note"};
    const zo_corpus *corpus = request->model->corpus;
    for (size_t i = 0; i < list->list.n; i++) {
        const zo_diagnostic *diagnostic = &list->list.at[i];
        uint32_t file = diagnostic->span.file;
        zo_value *row = zo_add_object(request->arena, out, NULL);
        zo_add_text(request->arena, row, "id", zo_str_of(zo_diagnostic_code(diagnostic->id)));
        zo_add_text(request->arena, row, "severity",
                    zo_str_of(severities[zo_diagnostic_severity(diagnostic->id)]));
        zo_add_text(request->arena, row, "file",
                    file < corpus->files.n ? corpus->files.at[file]->shown : ZO_STR("request"));
        if (file < corpus->files.n) {
            zo_position begin = zo_position_of(&corpus->files.at[file]->tree.tokens, diagnostic->span.begin);
            zo_add_size(request->arena, row, "line", begin.line);
            zo_add_size(request->arena, row, "column", begin.column);
        }
        zo_add_size(request->arena, row, "begin", diagnostic->span.begin);
        zo_add_size(request->arena, row, "end", diagnostic->span.end);
        zo_add_text(request->arena, row, "message", diagnostic->message);
        zo_add_text(request->arena, row, "hint", diagnostic->hint);
    }
}

static zo_str counted(zo_arena *arena, size_t n, const char *one, const char *many)
{
    zo_int count = zo_int_of_unsigned(n);
    return zo_count_words(arena, &count, one, many);
}

static zo_str answer_words(const zo_request *request, const zo_tally *sum)
{
    zo_str errors = counted(request->arena, sum->errors, "error", "errors");
    zo_str warnings = counted(request->arena, sum->warnings, "warning", "warnings");
    if (sum->errors > 0)
        return zo_printf(request->arena, "The record cannot be used as it stands: %.*s, %.*s.",
                         ZO_FMT(errors), ZO_FMT(warnings));
    if (sum->warnings > 0)
        return zo_printf(request->arena, "The record can be used. No errors; %.*s to look at.",
                         ZO_FMT(warnings));
    return ZO_STR("The record can be used. No errors, no warnings.");
}

static bool has_grade(zo_statement_kind kind)
{
    return kind == ZO_S_RULE || kind == ZO_S_SETTLED || kind >= ZO_S_REQUIRES;
}

static void add_grades(const zo_request *request, zo_value *root)
{
    static const zo_column columns[] = {{"grade", {"Grade", 5}, false, true},
                                        {"statements", {"Statements", 10}, true, true}};
    size_t count[ZO_UNVERIFIED + 1] = {0};
    for (size_t i = 0; i < request->model->entries.n; i++)
        if (has_grade(request->model->entries.at[i]->statement->kind))
            count[request->model->entries.at[i]->grade]++;
    zo_value *table =
        zo_add_table(request->arena, root, "grades", ZO_STR("What the statements rest on"), columns, 2);
    for (zo_grade grade = ZO_QUOTED; grade <= ZO_UNVERIFIED; grade++) {
        zo_value *row = zo_add_object(request->arena, table, NULL);
        zo_add_text(request->arena, row, "grade", zo_str_of(zo_grade_word(grade)));
        zo_add_size(request->arena, row, "statements", count[grade]);
    }
}

static zo_verdict run(zo_request *request, zo_value *root)
{
    zo_tally sum = {0};
    bool usable = request->record != NULL;
    bool exact = !usable || zo_find_contradictions(request);
    zo_diagnostics_sort(request->sink);
    tally(&sum, request->loaded);
    tally(&sum, request->sink);
    zo_add_heading(request, "check", root);
    zo_add_text(request->arena, root, "status", exact ? ZO_STR("exact") : ZO_STR("limit"));
    zo_add_text(request->arena, root, "answer", answer_words(request, &sum))->form = ZO_F_ANSWER;
    zo_add_size(request->arena, root, "errors", sum.errors);
    zo_add_size(request->arena, root, "warnings", sum.warnings);
    zo_add_size(request->arena, root, "notes", sum.notes);
    zo_value *list = add_list(request, root);
    add_diagnostics(request, list, request->loaded);
    add_diagnostics(request, list, request->sink);
    if (usable)
        add_grades(request, root);
    zo_add_trailer(request, (zo_str){"", 0}, root);
    return sum.errors > 0 ? ZO_ANSWER_NO : ZO_ANSWER_YES;
}

static const zo_parameter *const parameters[] = {&zo_p_on,   &zo_p_without, &zo_p_also,
                                                 &zo_p_time, &zo_p_memory,  NULL};

const zo_analysis zo_check_analysis = {
    "check",
    "all errors and doubts of a model, each with its place, what was expected and what to try",
    "Reads every file and source, verifies every quotation in its source, and looks for contradictions at each date: signals "
    "and offers that a party's own stances rule out, stances that exclude each other, that no feasible package meets, or that "
    "can never matter. Every error is reported, not just the first. docs/errors.md explains each by its number.",
    "0 no errors (there may be warnings), 1 errors",
    "check examples/berlin/berlin.zopa",
    parameters,
    run,
};

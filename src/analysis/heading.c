/* What every result begins and ends with. */
#include "analysis/engines.h"
#include "analysis/viewer.h"
#include "analysis/words.h"

zo_value *zo_add_count(zo_arena *arena, zo_value *parent, const char *name, const zo_int *count)
{
    if (count->overflow)
        return zo_add_null(arena, parent, name);
    zo_num number = zo_num_from_int(count);
    zo_value *value = zo_add_number(arena, parent, name, &number);
    value->plain = true;
    return value;
}

static void add_moment(const zo_request *request, zo_value *root, const char *name, zo_time t)
{
    if (t == ZO_ALWAYS || t == ZO_LAST)
        zo_add_null(request->arena, root, name);
    else
        zo_add_text(request->arena, root, name, zo_date_iso(request->arena, t));
}

static void add_files(const zo_request *request, zo_value *root)
{
    zo_arena *arena = request->arena;
    const zo_corpus *corpus = request->model->corpus;
    zo_value *read = zo_add_object(arena, root, "read"), *files = zo_add_list(arena, read, "files");
    for (size_t i = 0; i < corpus->files.n; i++)
        zo_add_text(arena, files, NULL, corpus->files.at[i]->shown);
    zo_value *sources = zo_add_list(arena, read, "sources");
    for (size_t i = 0; i < request->model->sources.n; i++) {
        const zo_source *source = &request->model->sources.at[i];
        zo_value *row = zo_add_object(arena, sources, NULL);
        zo_add_text(arena, row, "source", source->id);
        zo_add_text(arena, row, "path",
                    source->document ? source->document->shown : source->statement->title.text);
        if (source->statement->source_kind.text.n > 0)
            zo_add_text(arena, row, "kind", source->statement->source_kind.text);
        add_moment(request, row, "date", source->statement->date);
        zo_add_bool(arena, row, "read", source->document && source->document->readable);
    }
    zo_value *quotations = zo_add_object(arena, read, "quotations");
    zo_add_size(arena, quotations, "cited", request->model->quotations);
    zo_add_size(arena, quotations, "verified", request->model->verified);
}

static void add_words(const zo_request *request, zo_value *root, const char *name, const zo_str *words,
                      size_t n)
{
    zo_value *list = zo_add_list(request->arena, root, name);
    for (size_t i = 0; i < n; i++)
        zo_add_text(request->arena, list, NULL, words[i]);
}

void zo_add_heading(const zo_request *request, const char *analysis, zo_value *root)
{
    zo_arena *arena = request->arena;
    zo_add_text(arena, root, "schema", ZO_STR("zopa-result/1"));
    zo_add_text(arena, root, "analysis", zo_str_of(analysis));
    zo_add_text(arena, root, "negotiation", request->model->title);
    add_moment(request, root, "on", request->on);
    add_moment(request, root, "moment", request->record ? request->record->moment : ZO_ALWAYS);
    add_files(request, root);
    add_words(request, root, "without", request->without.at, request->without.n);
    add_words(request, root, "also", request->also.at, request->also.n);
    if (zo_has_viewer(request))
        zo_add_text(arena, root, "for", request->model->parties.at[request->viewer].id);
}

/* ---- Trailer ---- */

static void add_step_words(zo_text *text, const zo_model *model)
{
    zo_phrases steps = {0};
    for (size_t i = 0; i < model->issues.n; i++) {
        const zo_issue *issue = &model->issues.at[i];
        if (issue->gridded < 2)
            continue;
        zo_str step = zo_num_text(text->arena, &issue->step);
        zo_str words =
            issue->unit.n ? zo_printf(text->arena, "%.*s %.*s", ZO_FMT(step), ZO_FMT(issue->unit)) : step;
        bool told = false;
        for (size_t p = 0; p < steps.n; p++)
            told = told || zo_str_equal(steps.at[p], words);
        if (!told)
            ZO_PUSH(text->arena, &steps, words);
    }
    zo_str list = zo_join(text->arena, &steps, ", ", " and ");
    if (steps.n > 0)
        zo_text_printf(text, ", at steps of %.*s", ZO_FMT(list));
}

static void add_changes(zo_text *text, const zo_request *request)
{
    for (size_t i = 0; i < request->without.n; i++)
        zo_text_printf(text, "; without %.*s", ZO_FMT(request->without.at[i]));
    if (request->also.n > 0)
        zo_text_printf(text, "; with %zu added statement%s", request->also.n,
                       request->also.n == 1 ? "" : "s");
}

void zo_add_trailer(const zo_request *request, zo_str opening, zo_value *root)
{
    const zo_model *model = request->model;
    zo_text text = zo_text_new(request->arena);
    zo_add_engines(request, root);
    zo_text_printf(&text, "(%.*s", ZO_FMT(opening));
    if (opening.n > 0) {
        add_step_words(&text, model);
        zo_text_add_c(&text, "; ");
    }
    zo_text_printf(&text, "%zu of %zu quotation%s verified", model->verified, model->quotations,
                   model->quotations == 1 ? "" : "s");
    add_changes(&text, request);
    zo_text_add_c(&text, "; read:");
    for (size_t i = 0; i < model->corpus->files.n; i++)
        zo_text_printf(&text, "%s %.*s", i ? "," : "", ZO_FMT(model->corpus->files.at[i]->shown));
    zo_text_add_char(&text, ')');
    zo_value *trailer = zo_add_text(request->arena, root, "trailer", zo_text_str(&text));
    trailer->form = ZO_F_TRAILER;
    trailer->text_only = true;
}

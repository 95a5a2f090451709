/* Arguments -> a request. */
#include "analysis/request.h"

#include "analysis/parameters.h"
#include "analysis/viewer.h"
#include "base/suggest.h"
#include "engine/ledger.h"

zo_str zo_request_text(const zo_argument *arguments, size_t count, zo_arena *arena)
{
    zo_text text = zo_text_new(arena);
    for (size_t i = 0; i < count; i++)
        if (zo_str_is(arguments[i].name, "also")) {
            zo_text_add(&text, arguments[i].value);
            zo_text_add_char(&text, '\n');
        }
    return zo_text_str(&text);
}

typedef struct zo_reading {
    zo_request *request;
    zo_span span; /* of the request, where nothing better is known */
    zo_arena *arena;
    zo_diagnostics *sink;
} zo_reading;

/* ---- --also: the model is built anew with the added statements ---- */

static bool is_dateless(const zo_tree *tree, zo_reading *r)
{
    for (size_t s = 0; s < tree->statements.n; s++) {
        zo_statement_kind kind = tree->statements.at[s]->kind;
        if (kind != ZO_S_ON && kind != ZO_S_INCLUDE && kind != ZO_S_SOURCE && kind != ZO_S_NEGOTIATION)
            continue;
        zo_report(r->sink, ZO_BAD_PARAMETER, tree->statements.at[s]->head,
                  ZO_STR("this statement cannot be added to a record for a question"),
                  ZO_STR("write it into the model"));
        return false;
    }
    return true;
}

static bool add_statements(zo_reading *r, const zo_model *base, const zo_argument *arguments, size_t count)
{
    zo_tree *tree = ZO_NEW(r->arena, zo_tree);
    zo_time on = r->request->on;
    size_t errors = r->sink->errors;
    if (on == ZO_LAST)
        on = base->moments.n > 0 ? base->moments.at[base->moments.n - 1] : ZO_ALWAYS;
    zo_parse(tree, zo_request_text(arguments, count, r->arena), (uint32_t)base->corpus->files.n, r->arena,
             r->sink);
    if (r->sink->errors > errors || !is_dateless(tree, r))
        return false;
    /* The record's own warnings were shown when it was loaded; of this build only what concerns the request counts. */
    zo_diagnostics fresh = {.arena = r->arena};
    r->request->model = zo_build_model(base->corpus, tree, on, r->arena, &fresh);
    for (size_t i = 0; i < fresh.list.n; i++)
        if (fresh.list.at[i].span.file == base->corpus->files.n)
            zo_report(r->sink, fresh.list.at[i].id, fresh.list.at[i].span, fresh.list.at[i].message,
                      fresh.list.at[i].hint);
    return fresh.errors == 0;
}

/* ---- --without ---- */

static bool leave_out(zo_reading *r)
{
    const zo_model *model = r->request->model;
    bool *left_out = ZO_NEW_MANY(r->arena, bool, model->keys.n + 1), fine = true;
    for (size_t i = 0; i < r->request->without.n; i++) {
        zo_str name = r->request->without.at[i];
        uint32_t key = zo_key_named(model, name, r->arena);
        if (key != ZO_NONE) {
            left_out[key] = true;
            continue;
        }
        zo_str *handles = ZO_NEW_MANY(r->arena, zo_str, model->keys.n + 1);
        for (size_t k = 0; k < model->keys.n; k++)
            handles[k] = model->keys.at[k].handle;
        zo_str near = zo_nearest(name, handles, model->keys.n);
        zo_reportf(r->sink, ZO_BAD_PARAMETER, r->span,
                   near.n ? zo_printf(r->arena, "did you mean \"%.*s\"?", ZO_FMT(near))
                          : ZO_STR("zopa show lists the names"),
                   "nothing on record has the name \"%.*s\"", ZO_FMT(name));
        fine = false;
    }
    r->request->left_out = left_out;
    return fine;
}

/* ---- The request ---- */

/* The parameters that every analysis may take, where the request keeps them. */
static void take_given(zo_request *request)
{
    request->on = zo_moment(request, &zo_p_on, ZO_LAST);
    request->viewer = ZO_NONE;
    request->limit.threads = (unsigned)zo_number(request, &zo_p_threads);
    request->limit.memory = (size_t)zo_number(request, &zo_p_memory);
    request->limit.engine = (zo_engine)zo_number(request, &zo_p_engine);
    if (zo_flag(request, &zo_p_explain))
        request->limit.ledger = zo_ledger_new(request->arena);
    for (size_t i = 0; i < request->given.n; i++) {
        const zo_given *given = &request->given.at[i];
        if (given->parameter == &zo_p_without)
            ZO_PUSH(request->arena, &request->without, given->text);
        if (given->parameter == &zo_p_also)
            ZO_PUSH(request->arena, &request->also, given->text);
    }
}

static void set_deadline(zo_request *request)
{
    request->limit.deadline = zo_clock_now() + zo_number(request, &zo_p_time) * 1000000;
}

bool zo_read_limits(zo_request *request, const zo_analysis *analysis, const zo_argument *arguments,
                    size_t count)
{
    bool fine = zo_read_arguments(&request->given, analysis->name, analysis->parameters, arguments, count,
                                  (zo_span){2, 0, 0}, request->arena, request->sink);
    take_given(request);
    set_deadline(request);
    return fine;
}

bool zo_read_request(zo_request *request, const zo_analysis *analysis, const zo_model *base,
                     const zo_argument *arguments, size_t count)
{
    zo_reading reading = {
        request, {(uint32_t)base->corpus->files.n + 1, 0, 0}, request->arena, request->sink};
    request->model = base;
    bool fine = zo_read_arguments(&request->given, analysis->name, analysis->parameters, arguments, count,
                                  reading.span, request->arena, request->sink);
    take_given(request);
    if (fine && request->also.n > 0)
        fine = add_statements(&reading, base, arguments, count);
    if (fine && request->without.n > 0)
        fine = leave_out(&reading);
    fine = fine && zo_find_viewer(request, reading.span);
    if (!fine)
        return false;
    set_deadline(request);
    if (request->loaded->errors == 0)
        request->record = zo_record_at(request->model, request->on, request->left_out, request->arena);
    return true;
}

/* Arguments -> a request. */
#include "analysis/request.h"

#include "analysis/parameters.h"

#include "base/suggest.h"

const zo_parameter zo_p_on = {
    "on", ZO_P_MOMENT, false, "DATE",
    "the state of the talks at the end of that day (2025-12-14) or minute (2025-12-14T18:00)"};
const zo_parameter zo_p_without = {
    "without", ZO_P_NAME, true, "NAME",
    "leave a statement out (UA.freeze, a rule's name), or a party with all it said"};
const zo_parameter zo_p_also = {"also", ZO_P_STATEMENT, true, "STATEMENT",
                                "add a statement, in force at the time asked about"};
const zo_parameter zo_p_time = {"time", ZO_P_SECONDS, false, "SECONDS",
                                "stop after so long with what is known (10 unless given)"};
const zo_parameter zo_p_memory = {"memory", ZO_P_BYTES, false, "BYTES",
                                  "use at most so much memory, as in 500M (2G unless given)"};
const zo_parameter zo_p_threads = {
    "threads", ZO_P_NUMBER, false, "N",
    "work on N threads (2 unless given); the answer is the same for any number"};
const zo_parameter zo_p_examples = {"examples", ZO_P_NUMBER, false, "N",
                                    "show up to N packages (3 unless given)"};

enum {
    DEFAULT_SECONDS = 10,
    DEFAULT_THREADS = 2,
    DEFAULT_EXAMPLES = 3,
    MOST_THREADS = 256,
    MOST_EXAMPLES = 1000
};

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
    const zo_analysis *analysis;
    zo_span span; /* of the request, where nothing better is known */
    zo_arena *arena;
    zo_diagnostics *sink;
} zo_reading;

static const zo_parameter *find_parameter(const zo_reading *r, zo_str name)
{
    for (size_t i = 0; r->analysis->parameters[i]; i++)
        if (zo_str_is(name, r->analysis->parameters[i]->name))
            return r->analysis->parameters[i];
    return NULL;
}

static bool unknown_parameter(zo_reading *r, zo_str name)
{
    zo_str words[32];
    size_t count = 0;
    for (size_t i = 0; r->analysis->parameters[i] && count < 32; i++)
        words[count++] = zo_str_of(r->analysis->parameters[i]->name);
    zo_str near = zo_nearest(name, words, count);
    zo_reportf(r->sink, ZO_BAD_PARAMETER, r->span,
               near.n ? zo_printf(r->arena, "did you mean \"%.*s\"?", ZO_FMT(near)) : (zo_str){"", 0},
               "%s takes no parameter \"%.*s\"", r->analysis->name, ZO_FMT(name));
    return false;
}

static bool bad_value(zo_reading *r, const zo_argument *argument, const char *wanted)
{
    zo_reportf(r->sink, ZO_BAD_PARAMETER, r->span, (zo_str){"", 0},
               "\"%.*s\" is no value for %.*s: expected %s", ZO_FMT(argument->value), ZO_FMT(argument->name),
               wanted);
    return false;
}

/* A whole number up to `most`, with k, M or G when `units`. */
static bool read_whole(zo_str text, bool units, uint64_t most, uint64_t *value)
{
    size_t n = text.n;
    unsigned shift = 0;
    if (units && n > 1) {
        char unit = text.s[n - 1];
        shift = unit == 'k' ? 10 : unit == 'M' ? 20 : unit == 'G' ? 30 : 0;
        n -= shift > 0;
    }
    *value = 0;
    for (size_t i = 0; i < n; i++) {
        if (text.s[i] < '0' || text.s[i] > '9' || *value > most / 10)
            return false;
        *value = *value * 10 + (uint64_t)(text.s[i] - '0');
    }
    if (n == 0 || *value > most >> shift)
        return false;
    *value <<= shift;
    return true;
}

/* Seconds with a decimal part, up to a year, in thousandths. */
static bool read_seconds(zo_str text, uint64_t *thousandths)
{
    zo_num value, thousand = zo_num_of(1000), year = zo_num_of(366LL * 24 * 3600);
    if (!zo_num_parse(text, &value) || zo_num_compare(&value, &year) > 0)
        return false;
    value = zo_num_mul(&value, &thousand);
    zo_int floor = zo_int_div_floor(&value.top, &value.bottom);
    int64_t whole;
    if (!zo_int_fits64(&floor, &whole))
        return false;
    *thousandths = (uint64_t)whole;
    return true;
}

static bool read_number(zo_reading *r, const zo_argument *argument)
{
    zo_request *request = r->request;
    uint64_t value;
    bool threads = zo_str_is(argument->name, "threads");
    if (!read_whole(argument->value, false, threads ? MOST_THREADS : MOST_EXAMPLES, &value) ||
        (threads && value == 0))
        return bad_value(r, argument, threads ? "a whole number from 1 to 256" : "a whole number up to 1000");
    if (threads)
        request->limit.threads = (unsigned)value;
    else
        request->examples = value;
    return true;
}

static bool read_argument(zo_reading *r, const zo_argument *argument)
{
    const zo_parameter *parameter = find_parameter(r, argument->name);
    zo_request *request = r->request;
    uint64_t value;
    if (!parameter)
        return unknown_parameter(r, argument->name);
    switch (parameter->kind) {
    case ZO_P_MOMENT:
        return zo_moment_parse(argument->value, &request->on) ||
               bad_value(r, argument, "a date such as 2025-12-31 or 2025-12-31T18:00");
    case ZO_P_NAME: ZO_PUSH(r->arena, &request->without, argument->value); return true;
    case ZO_P_STATEMENT: ZO_PUSH(r->arena, &request->also, argument->value); return true;
    case ZO_P_SECONDS:
        return read_seconds(argument->value, &request->seconds) ||
               bad_value(r, argument, "seconds, such as 10 or 0.5");
    case ZO_P_BYTES:
        if (!read_whole(argument->value, true, (uint64_t)1 << 50, &value) || value == 0)
            return bad_value(r, argument, "a number of bytes, such as 500M or 2G");
        request->limit.memory = value;
        return true;
    case ZO_P_NUMBER: return read_number(r, argument);
    default: return true;
    }
}

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

static void set_defaults(zo_request *request)
{
    request->on = ZO_LAST;
    request->examples = DEFAULT_EXAMPLES;
    request->seconds = DEFAULT_SECONDS * 1000;
    request->limit.threads = DEFAULT_THREADS;
    request->limit.memory = (size_t)2 << 30;
}

static bool read_arguments(zo_reading *r, const zo_argument *arguments, size_t count)
{
    bool fine = true;
    for (size_t i = 0; i < count; i++)
        fine = read_argument(r, &arguments[i]) && fine;
    return fine;
}

static void set_deadline(zo_request *request)
{
    request->limit.deadline = zo_clock_now() + request->seconds * 1000000;
}

bool zo_read_limits(zo_request *request, const zo_analysis *analysis, const zo_argument *arguments,
                    size_t count)
{
    set_defaults(request);
    zo_reading reading = {request, analysis, {2, 0, 0}, request->arena, request->sink};
    bool fine = read_arguments(&reading, arguments, count);
    set_deadline(request);
    return fine;
}

bool zo_read_request(zo_request *request, const zo_analysis *analysis, const zo_model *base,
                     const zo_argument *arguments, size_t count)
{
    request->model = base;
    set_defaults(request);
    zo_reading reading = {
        request, analysis, {(uint32_t)base->corpus->files.n + 1, 0, 0}, request->arena, request->sink};
    bool fine = read_arguments(&reading, arguments, count);
    if (fine && request->also.n > 0)
        fine = add_statements(&reading, base, arguments, count);
    if (fine && request->without.n > 0)
        fine = leave_out(&reading);
    if (!fine)
        return false;
    set_deadline(request);
    if (request->loaded->errors == 0)
        request->record = zo_record_at(request->model, request->on, request->left_out, request->arena);
    return true;
}

/* The answers that a report or a picture is made of -> one JSON text. */
#include "bundle.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "memory.h"
#include "message.h"
#include "output.h"

const char *const cli_report_parts[] = {"check",    "show",   "brief",    "zone",     "why",    "solve",
                                        "frontier", "within", "packages", "timeline", "assess", NULL};

/* Parts with arguments of their own: a picture needs no more marks than these, and a page no more bytes. */
static const struct part {
    const char *name, *analysis;
    zopa_argument argument[2]; /* no name: none */
} parts_with_arguments[] = {
    {"within", "packages", {{"most", "500"}, {"within", ""}}},
    {"packages", "packages", {{"most", "500"}, {NULL, NULL}}},
};

typedef struct bundle {
    const zopa_model *model;
    const cli_render_request *request;
    const char *party; /* the one it is for; NULL: for everybody */
    FILE *stream;
    size_t questions, asked;
    char **error;
} bundle;

/* ---- Texts ---- */

static void print_json_character(FILE *stream, utf8proc_int32_t code, const char *bytes, size_t length)
{
    if (code == '"' || code == '\\')
        fprintf(stream, "\\%c", (char)code);
    else if (code < 0x20)
        fprintf(stream, "\\u%04x", (unsigned)code);
    else
        fwrite(bytes, 1, length, stream);
}

void cli_print_json_text(FILE *stream, const char *text)
{
    fputc('"', stream);
    while (*text != '\0') {
        utf8proc_int32_t code;
        utf8proc_ssize_t length = utf8proc_iterate((const utf8proc_uint8_t *)text, -1, &code);
        if (length > 0)
            print_json_character(stream, code, text, (size_t)length);
        else
            fputs("\\ufffd", stream);
        text += length > 0 ? length : 1;
    }
    fputc('"', stream);
}

/* ---- Which questions, with which arguments ---- */

static size_t index_of_analysis(const char *name) /* of one that there is */
{
    size_t i = 0;
    while (strcmp(zopa_analysis_at(i).name, name) != 0)
        i++;
    return i;
}

static bool takes(size_t analysis, const char *parameter)
{
    for (size_t i = 0; i < zopa_parameter_count(analysis); i++)
        if (strcmp(zopa_parameter_at(analysis, i).name, parameter) == 0)
            return true;
    return false;
}

static const struct part *with_arguments(const char *name) /* NULL: it has none of its own */
{
    for (size_t i = 0; i < sizeof parts_with_arguments / sizeof *parts_with_arguments; i++)
        if (strcmp(parts_with_arguments[i].name, name) == 0)
            return &parts_with_arguments[i];
    return NULL;
}

static const char *analysis_of(const char *name)
{
    const struct part *part = with_arguments(name);
    return part ? part->analysis : name;
}

/* For one party's eyes only what leaves out others' worths may be shown, which is what the parameter `for` is for. */
static bool is_left_out(const bundle *b, const char *part)
{
    return b->party && !takes(index_of_analysis(analysis_of(part)), "for");
}

static bool any_part_takes(const char *parameter)
{
    for (const char *const *part = cli_report_parts; *part; part++)
        if (takes(index_of_analysis(analysis_of(*part)), parameter))
            return true;
    return false;
}

static const char *value_of(const cli_render_request *request, const char *name)
{
    for (size_t i = 0; i < request->arguments; i++)
        if (strcmp(request->argument[i].name, name) == 0)
            return request->argument[i].value;
    return NULL;
}

/* An argument that no question takes would be ignored in silence. */
static int check_arguments(const cli_render_request *request, char **error)
{
    for (size_t i = 0; i < request->arguments; i++)
        if (!any_part_takes(request->argument[i].name)) {
            *error = cli_message("none of the questions takes --%s", request->argument[i].name);
            return ZOPA_BAD;
        }
    return ZOPA_YES;
}

/* ---- One answer ---- */

static int report_progress(void *context, const zopa_interim *interim)
{
    const bundle *b = context;
    double done = ((double)b->asked + interim->part_done) / (double)b->questions;
    zopa_interim all = {done, interim->known};
    return b->request->progress(b->request->progress_context, &all);
}

int cli_ask(const zopa_model *model, const cli_render_request *request, const char *part,
            zopa_progress *progress, void *progress_context, zopa_result **result)
{
    const char *analysis = analysis_of(part);
    const struct part *own = with_arguments(part);
    zopa_argument *argument = cli_grow(NULL, (request->arguments + 2) * sizeof *argument);
    size_t count = 0;
    for (size_t i = 0; i < request->arguments; i++)
        if (takes(index_of_analysis(analysis), request->argument[i].name))
            argument[count++] = request->argument[i];
    for (size_t i = 0; own && i < 2 && own->argument[i].name; i++)
        argument[count++] = own->argument[i];
    zopa_status status = zopa_run(model, analysis, argument, count, progress, progress_context, result);
    free(argument);
    return (int)status;
}

/* Assess without a deal on record answers that there is none; that is no part of a report. */
static bool has_nothing_to_say(const char *name, const zopa_result *result)
{
    const zopa_node *deals = zopa_node_member(zopa_result_root(result), "deals");
    return strcmp(name, "assess") == 0 && deals && !zopa_node_first(deals);
}

static int print_answer(bundle *b, const char *name, zopa_result *result)
{
    const char *json;
    size_t length;
    if (zopa_result_write(result, ZOPA_JSON, 0, 0, &json, &length) != ZOPA_YES)
        return ZOPA_MEMORY;
    fprintf(b->stream, "%s\"%s\":", b->asked > 0 ? "," : "", name);
    fwrite(json, 1, length, b->stream);
    return ZOPA_YES;
}

static int add_answer(bundle *b, const char *name)
{
    zopa_result *result = NULL;
    int status =
        cli_ask(b->model, b->request, name, b->request->progress ? report_progress : NULL, b, &result);
    if (status == ZOPA_BAD)
        *b->error = cli_message_of_request(result);
    else if (status != ZOPA_MEMORY) {
        if (status == ZOPA_LIMIT && b->request->limited)
            *b->request->limited = true;
        status = has_nothing_to_say(name, result) ? ZOPA_YES : print_answer(b, name, result);
    }
    zopa_result_free(result);
    b->asked++;
    return status;
}

/* ---- All of them ---- */

static int add_answers(bundle *b, const char *const *parts)
{
    for (const char *const *part = parts; *part; part++)
        b->questions += !is_left_out(b, *part);
    int status = ZOPA_YES;
    for (const char *const *part = parts; *part && status == ZOPA_YES; part++)
        if (!is_left_out(b, *part))
            status = add_answer(b, *part);
    return status;
}

static void print_head(const bundle *b)
{
    fputs("{\"schema\":\"zopa-report/1\",\"language\":", b->stream);
    cli_print_json_text(b->stream, b->request->language);
    fputs(",\"for\":", b->stream);
    if (b->party)
        cli_print_json_text(b->stream, b->party);
    else
        fputs("null", b->stream);
    fputs(",\"answers\":{", b->stream);
}

int cli_bundle(const zopa_model *model, const cli_render_request *request, const char *const *parts,
               char **bytes, size_t *length, char **error)
{
    int status = check_arguments(request, error);
    if (status != ZOPA_YES)
        return status;
    cli_output output;
    cli_output_open(&output);
    bundle b = {.model = model,
                .request = request,
                .party = value_of(request, "for"),
                .stream = output.stream,
                .error = error};
    print_head(&b);
    status = add_answers(&b, parts);
    fputs("}}\n", output.stream);
    if (status != ZOPA_YES) {
        cli_output_drop(&output);
        return status;
    }
    cli_output_take(&output, bytes, length);
    return ZOPA_YES;
}

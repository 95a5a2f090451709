/* A question about the model -> the answer as the command line prints it, or a report, or a picture; or why not: what is
 * wrong with the model or the request, or that somebody ended the run. */
#include "server_run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "diagnostics.h"
#include "memory.h"
#include "output.h"
#include "render.h"
#include "server_diagnostics.h"
#include "server_question.h"

enum { WIDTH = 100 }; /* of text; as on the command line where there is no terminal */

typedef struct srv_asked {
    const srv_question *question;
    const srv_model *model;
    srv_run *run;
    const char *language;
} srv_asked;

/* ---- An analysis ---- */

static const char *type_of(zopa_format format)
{
    static const char *const types[] = {[ZOPA_TEXT] = "text/plain; charset=utf-8",
                                        [ZOPA_JSON] = "application/json",
                                        [ZOPA_CSV] = "text/csv; charset=utf-8",
                                        [ZOPA_HTML] = "text/html; charset=utf-8"};
    return types[format];
}

static bool is_check(const srv_asked *asked)
{
    return asked->question->analysis && strcmp(asked->question->analysis, "check") == 0;
}

/* As text, check shows what it found the way the command line does, each with its line. */
static void print_findings(const srv_asked *asked, const zopa_result *result, FILE *stream)
{
    cli_reader reader = srv_refusals(asked->model);
    cli_print_diagnostics(stream, asked->model->model, &reader, false, false);
    cli_print_request_diagnostics(stream, result, false);
    if (ftell(stream) > 0)
        fputc('\n', stream);
    cli_reader_free(&reader);
}

static void reply_answer(const srv_asked *asked, zopa_result *result, srv_response *response)
{
    zopa_format format = cli_format_named(asked->question->format, ZOPA_JSON);
    const char *text;
    size_t length;
    zopa_status written = zopa_result_write(result, format, WIDTH, 0, &text, &length);
    if (written != ZOPA_YES) {
        srv_refuse(response, written == ZOPA_NO ? 406 : 503, "%s",
                   written == ZOPA_NO ? "this answer has no rows for csv; it comes as text, json or html"
                                      : "memory ran out");
        return;
    }
    cli_output output;
    cli_output_open(&output);
    if (format == ZOPA_TEXT && is_check(asked))
        print_findings(asked, result, output.stream);
    fwrite(text, 1, length, output.stream);
    if (fclose(output.stream) != 0)
        cli_out_of_memory();
    srv_reply(response, 200, type_of(format), output.bytes, output.length);
    srv_add_field(response, "Zopa-Status", (char[]){(char)('0' + (int)zopa_result_status(result)), '\0'});
}

static void refuse_for_memory(srv_response *response)
{
    srv_refuse(response, 503,
               "memory ran out, or the limit of \"memory\" was reached, before anything could be decided");
}

static void analyse(const srv_asked *asked, srv_response *response)
{
    const srv_question *question = asked->question;
    zopa_result *result = NULL;
    zopa_status status = zopa_run(asked->model->model, question->analysis, question->argument,
                                  question->arguments, srv_run_progress, asked->run, &result);
    if (status == ZOPA_MEMORY)
        refuse_for_memory(response);
    else if (status == ZOPA_BAD)
        srv_reply_bad_request(result, response);
    else
        reply_answer(asked, result, response);
    zopa_result_free(result);
}

/* ---- A report or a picture ---- */

typedef int renderer(const zopa_model *model, const cli_render_request *request, char **bytes, size_t *length,
                     char **error);

static void render(const srv_asked *asked, renderer *draw, const char *type, srv_response *response)
{
    const srv_question *q = asked->question;
    cli_render_request request = {.argument = q->argument,
                                  .arguments = q->arguments,
                                  .language = q->language ? q->language : asked->language,
                                  .theme = q->theme ? q->theme : "light",
                                  .kind = q->kind,
                                  .format = q->format ? q->format : "svg",
                                  .axes = {q->axes[0], q->axes[1]},
                                  .progress = srv_run_progress,
                                  .progress_context = asked->run};
    char *bytes = NULL, *error = NULL;
    size_t length = 0;
    int status = draw(asked->model->model, &request, &bytes, &length, &error);
    if (status == ZOPA_YES)
        srv_reply(response, 200, type, bytes, length);
    else if (status == ZOPA_MEMORY)
        refuse_for_memory(response);
    else
        srv_refuse(response, status == ZOPA_BAD ? 400 : 503, "%s", error ? error : "it was not finished");
    free(error);
}

static void report(const srv_asked *asked, srv_response *response)
{
    render(asked, cli_render_report, "text/html; charset=utf-8", response);
}

static void plot(const srv_asked *asked, srv_response *response)
{
    bool png = asked->question->format && strcmp(asked->question->format, "png") == 0;
    render(asked, cli_render_plot, png ? "image/png" : "image/svg+xml", response);
}

/* ---- All of them ---- */

typedef void worker(const srv_asked *asked, srv_response *response);

/* In place of what the request gave for them. */
static void fix_arguments(const srv_server *server, srv_question *question)
{
    size_t kept = 0;
    for (size_t i = 0; i < question->arguments; i++) {
        bool fixed = false;
        for (size_t j = 0; j < server->fixeds; j++)
            fixed = fixed || strcmp(question->argument[i].name, server->fixed[j].name) == 0;
        if (!fixed)
            question->argument[kept++] = question->argument[i];
    }
    question->argument =
        cli_grow(question->argument, (kept + server->fixeds + 1) * sizeof *question->argument);
    for (size_t j = 0; j < server->fixeds; j++)
        question->argument[kept++] = server->fixed[j];
    question->arguments = kept;
}

static void refuse_ended(srv_ending ending, srv_response *response)
{
    if (ending == SRV_CLOSING)
        srv_refuse(response, 503, "zopa serve is ending");
    else
        srv_refuse(response, 409, ending == SRV_STOPPED ? "stopped" : "superseded");
}

static void work_on_model(srv_server *server, const srv_question *question, srv_run *run, worker *work,
                          srv_response *response)
{
    srv_model *model = srv_shelf_take(&server->shelf, &question->texts);
    if (!model) {
        refuse_for_memory(response);
        return;
    }
    srv_asked asked = {question, model, run, server->language};
    if (cli_count_diagnostics(model->model).of[ZOPA_ERROR] > 0 && !is_check(&asked))
        srv_reply_bad_model(model, response);
    else
        work(&asked, response);
    srv_shelf_give_back(&server->shelf, model);
}

static void answer(srv_server *server, const srv_request *request, enum srv_question_kind kind, worker *work,
                   srv_response *response)
{
    srv_question question;
    char why[400];
    if (!srv_read_question(request->body, request->length, kind, &question, why, sizeof why)) {
        srv_refuse(response, 400, "%s", why);
        srv_question_free(&question);
        return;
    }
    fix_arguments(server, &question);
    srv_run run = {.slot = question.slot, .gone = request->gone, .gone_context = request->gone_context};
    bool starts = srv_run_enter(&server->slots, &run) == SRV_GOES_ON;
    if (starts)
        work_on_model(server, &question, &run, work, response);
    srv_ending ending = srv_run_leave(&run);
    bool tells_so_far = starts && ending == SRV_STOPPED && kind == SRV_RUN;
    if (ending != SRV_GOES_ON && !tells_so_far)
        refuse_ended(ending, response);
    srv_question_free(&question);
}

void srv_answer_run(srv_server *server, const srv_request *request, srv_response *response)
{
    answer(server, request, SRV_RUN, analyse, response);
}

void srv_answer_report(srv_server *server, const srv_request *request, srv_response *response)
{
    answer(server, request, SRV_REPORT, report, response);
}

void srv_answer_plot(srv_server *server, const srv_request *request, srv_response *response)
{
    answer(server, request, SRV_PLOT, plot, response);
}

void srv_answer_stop(srv_server *server, const srv_request *request, srv_response *response)
{
    srv_question question;
    char why[400], body[40];
    if (srv_read_question(request->body, request->length, SRV_STOP, &question, why, sizeof why)) {
        snprintf(body, sizeof body, "{\"stopped\":%zu}", srv_slots_stop(&server->slots, question.slot));
        srv_reply(response, 200, "application/json", cli_copy(body, strlen(body)), strlen(body));
    } else {
        srv_refuse(response, 400, "%s", why);
    }
    srv_question_free(&question);
}

/* The files of a command line -> what a renderer makes of them, written whole. */
#include "rendering.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "columns.h"
#include "commands.h"
#include "load.h"
#include "memory.h"
#include "output.h"
#include "progress.h"
#include "terminal.h"

/* The other options are the renderer's. */
static bool is_of_questions(const char *name)
{
    for (const char *const *known = cli_parameters_of_questions; *known; known++)
        if (strcmp(name, *known) == 0)
            return true;
    return false;
}

static zopa_argument *arguments_of(const cli_line *line, size_t *count)
{
    zopa_argument *argument = cli_grow(NULL, (line->givens + 1) * sizeof *argument);
    *count = 0;
    for (size_t i = 0; i < line->givens; i++)
        if (is_of_questions(line->given[i].option->name))
            argument[(*count)++] = (zopa_argument){line->given[i].option->name, line->given[i].value};
    return argument;
}

static void say(const cli_line *line, const char *error)
{
    fprintf(stderr, "zopa %s: ", line->command->name);
    cli_print_clean(stderr, error);
    fputc('\n', stderr);
}

static int render_and_write(const cli_line *line, const zopa_model *model, const cli_reader *reader,
                            cli_renderer *render, cli_render_request request)
{
    cli_progress progress;
    bool limited = false;
    request.progress = cli_progress_report;
    request.progress_context = &progress;
    request.limited = &limited;
    char *bytes, *error;
    size_t length;
    cli_progress_begin(&progress, line->command->name);
    int status = render(model, &request, &bytes, &length, &error);
    cli_progress_end(&progress);
    if (error)
        say(line, error);
    if (status == ZOPA_YES) {
        const char *file = cli_value(line, "output");
        status = cli_may_write(reader, file) ? cli_write(bytes, length, file) : ZOPA_BAD;
    }
    free(bytes);
    free(error);
    if (status == ZOPA_NO) /* built without */
        return ZOPA_BAD;
    return status == ZOPA_YES && limited ? ZOPA_LIMIT : status;
}

int cli_render_files(const cli_line *line, const char *const *paths, size_t count, cli_renderer *render,
                     cli_render_request request)
{
    cli_reader reader = {0};
    zopa_model *model = NULL;
    int status = (int)cli_load(paths, count, &reader, &model);
    if (status != ZOPA_MEMORY && !cli_say_loaded(model, &reader, cli_colour_on(STDERR_FILENO, NULL)))
        status = ZOPA_BAD;
    if (status == ZOPA_YES) {
        zopa_argument *argument = arguments_of(line, &request.arguments);
        request.argument = argument;
        request.language = cli_value(line, "language");
        status = render_and_write(line, model, &reader, render, request);
        free(argument);
    }
    zopa_model_free(model);
    cli_reader_free(&reader);
    return cli_exit_status(status);
}

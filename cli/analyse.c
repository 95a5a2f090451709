/* Runs an analysis of the library: load, run, write. */
#include "analyse.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "diagnostics.h"
#include "load.h"
#include "memory.h"
#include "output.h"
#include "progress.h"
#include "terminal.h"

typedef struct settings {
    zopa_format format;
    unsigned width;
    bool colour;       /* of the answer */
    bool error_colour; /* of what goes to standard error */
    const char *file;  /* of the answer; NULL: standard output */
    bool checking;     /* the diagnostics of loading are the answer */
} settings;

static bool read_width(const char *text, unsigned *width)
{
    size_t digits = strspn(text, "0123456789");
    if (digits == 0 || digits > 3 || text[digits] != '\0')
        return false;
    *width = (unsigned)strtoul(text, NULL, 10);
    return *width >= 40 && *width <= 400;
}

static bool read_settings(const cli_line *line, settings *s)
{
    const char *when = cli_value(line, "color");
    *s = (settings){.format = cli_format_named(cli_value(line, "format"), ZOPA_TEXT),
                    .width = cli_terminal_width(STDOUT_FILENO),
                    .file = cli_value(line, "output"),
                    .error_colour = cli_colour_on(STDERR_FILENO, when),
                    .checking = strcmp(line->command->name, "check") == 0};
    bool always = when && strcmp(when, "always") == 0;
    s->colour = s->file ? always : cli_colour_on(STDOUT_FILENO, when);
    const char *width = cli_value(line, "width");
    return !width || read_width(width, &s->width);
}

/* What there is to say before the analysis runs; false when it must not run. */
static bool report_loading(const settings *s, const zopa_model *model, const cli_reader *reader, FILE *answer)
{
    if (s->checking) {
        bool text = s->format == ZOPA_TEXT;
        cli_print_diagnostics(text ? answer : stderr, model, reader, false,
                              text ? s->colour : s->error_colour);
        return true;
    }
    return cli_say_loaded(model, reader, s->error_colour);
}

static zopa_status run(const cli_line *line, const zopa_model *model, zopa_result **result)
{
    zopa_argument *argument = cli_grow(NULL, (line->givens + 1) * sizeof *argument);
    size_t count = 0;
    for (size_t i = 0; i < line->givens; i++)
        if (line->given[i].option < line->command->option + line->command->own_options)
            argument[count++] = (zopa_argument){line->given[i].option->name, line->given[i].value};
    cli_progress progress;
    cli_progress_begin(&progress, line->command->name);
    zopa_status status =
        zopa_run(model, line->command->name, argument, count, cli_progress_report, &progress, result);
    cli_progress_end(&progress);
    free(argument);
    return status;
}

static int write_answer(const cli_line *line, const settings *s, zopa_result *result, FILE *answer)
{
    const char *text;
    size_t length;
    zopa_status written = zopa_result_write(result, s->format, s->width, s->colour, &text, &length);
    if (written == ZOPA_MEMORY)
        return ZOPA_MEMORY;
    if (written != ZOPA_YES) {
        cli_usage_error(line->command, "this answer has no rows for csv; it comes as text, json or html");
        return ZOPA_BAD;
    }
    if (s->checking && ftell(answer) > 0)
        fputc('\n', answer);
    fwrite(text, 1, length, answer);
    return (int)zopa_result_status(result);
}

/* From a loaded model to the status of the answer. */
static int answer(const cli_line *line, const settings *s, const zopa_model *model, const cli_reader *reader)
{
    cli_output output;
    cli_output_open(&output);
    zopa_result *result = NULL;
    int status = ZOPA_BAD;
    if (report_loading(s, model, reader, output.stream)) {
        status = (int)run(line, model, &result);
        if (result) {
            bool answers = s->checking && s->format == ZOPA_TEXT;
            cli_print_request_diagnostics(answers ? output.stream : stderr, result,
                                          answers ? s->colour : s->error_colour);
        }
        if (status != ZOPA_BAD && status != ZOPA_MEMORY)
            status = write_answer(line, s, result, output.stream);
    }
    zopa_result_free(result);
    if (status == ZOPA_BAD || status == ZOPA_MEMORY) {
        cli_output_drop(&output);
        return status;
    }
    if (!cli_may_write(reader, s->file)) {
        cli_output_drop(&output);
        return ZOPA_BAD;
    }
    int written = cli_output_close(&output, s->file);
    return written != 0 ? written : status;
}

int cli_analyse(const cli_line *line)
{
    settings s;
    if (line->operands == 0)
        return cli_usage_error(line->command, "name the model to read");
    if (!read_settings(line, &s))
        return cli_usage_error(line->command, "--width takes a number from 40 to 400");

    cli_reader reader = {0};
    zopa_model *model = NULL;
    zopa_status loaded = cli_load(line->operand, line->operands, &reader, &model);
    int status = loaded == ZOPA_MEMORY ? ZOPA_MEMORY : answer(line, &s, model, &reader);
    zopa_model_free(model);
    cli_reader_free(&reader);
    return cli_exit_status(status);
}

/* zopa instance: a compiled instance read back, and what its zone holds. */
#include "instance.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "columns.h"
#include "diagnostics.h"
#include "files.h"
#include "output.h"
#include "progress.h"
#include "terminal.h"

static zopa_status run(const cli_line *line, const char *name, const char *bytes, size_t length,
                       zopa_result **result)
{
    static const char *const limits[] = {"time", "memory", "threads", "engine"};
    zopa_argument argument[sizeof limits / sizeof *limits + 1];
    size_t count = 0;
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        const char *value = cli_value(line, limits[i]);
        if (value)
            argument[count++] = (zopa_argument){limits[i], value};
    }
    if (cli_has(line, "explain"))
        argument[count++] = (zopa_argument){"explain", ""};
    cli_progress progress;
    cli_progress_begin(&progress, line->command->name);
    zopa_status status = zopa_run_instance(bytes, length, name, argument, count, cli_progress_report,
                                           &progress, NULL, NULL, result);
    cli_progress_end(&progress);
    return status;
}

/* The canonical text alone, or the answer. */
static zopa_status write_answer(const cli_line *line, zopa_result *result, FILE *answer)
{
    const char *format = cli_value(line, "format"), *text;
    size_t length;
    if (cli_has(line, "print")) {
        fputs(zopa_node_text(zopa_node_member(zopa_result_root(result), "instance")), answer);
        return ZOPA_YES;
    }
    zopa_format written = format && strcmp(format, "json") == 0 ? ZOPA_JSON : ZOPA_TEXT;
    if (zopa_result_write(result, written, cli_terminal_width(STDOUT_FILENO),
                          cli_colour_on(STDOUT_FILENO, NULL), &text, &length) != ZOPA_YES)
        return ZOPA_MEMORY;
    fwrite(text, 1, length, answer);
    return ZOPA_YES;
}

static int answer(const cli_line *line, const char *name, const char *bytes, size_t length)
{
    zopa_result *result = NULL;
    cli_output output;
    cli_output_open(&output);
    int status = (int)run(line, name, bytes, length, &result);
    if (result)
        cli_print_request_diagnostics(stderr, result, cli_colour_on(STDERR_FILENO, NULL));
    bool fine = status != ZOPA_BAD && status != ZOPA_MEMORY;
    if (fine && write_answer(line, result, output.stream) == ZOPA_MEMORY)
        status = ZOPA_MEMORY;
    zopa_result_free(result);
    if (status == ZOPA_MEMORY) {
        fputs(
            "zopa: memory ran out, or the limit of --memory was reached, before anything could be decided\n",
            stderr);
        status = ZOPA_LIMIT;
        fine = false;
    }
    if (!fine) {
        cli_output_drop(&output);
        return status;
    }
    int written = cli_output_close(&output, cli_value(line, "output"));
    return written != 0 ? written : status;
}

int cli_instance(const cli_line *line)
{
    if (line->operands != 1)
        return cli_usage_error(line->command, "name one compiled instance to read, or - for standard input");
    const char *path = line->operand[0];
    bool standard_input = strcmp(path, "-") == 0;
    char *bytes = NULL;
    size_t length = 0;
    const char *why = cli_read_file(standard_input ? NULL : path, &bytes, &length);
    if (why) {
        fputs("zopa instance: ", stderr);
        cli_print_clean(stderr, path);
        fprintf(stderr, ": %s\n", why);
        return ZOPA_BAD;
    }
    int status = answer(line, standard_input ? "(standard input)" : path, bytes, length);
    free(bytes);
    return status;
}

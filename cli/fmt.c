/* zopa fmt: model files into the standard layout, in place. */
#include "fmt.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "columns.h"
#include "diagnostics.h"
#include "files.h"
#include "memory.h"
#include "output.h"
#include "terminal.h"

typedef struct text {
    char *bytes;
    size_t length;
} text;

static int complain(const char *path, const char *why)
{
    fputs("zopa fmt: ", stderr);
    cli_print_clean(stderr, path);
    fprintf(stderr, ": %s\n", why);
    return ZOPA_BAD;
}

/* ---- A file that cannot be formatted ---- */

/* Serves one text and nothing else: what it includes or cites is not needed to find syntax errors, whose ids are
 * those below E130. */
typedef struct served {
    const char *path;
    text text;
} served;

static int read_served(void *context, const char *path, const char **bytes, size_t *length)
{
    const served *only = context;
    if (strcmp(path, only->path) != 0)
        return 1;
    *bytes = only->text.bytes;
    *length = only->text.length;
    return 0;
}

static int explain_syntax_errors(const char *path, text original)
{
    served only = {path, original};
    zopa_reader reader = {read_served, NULL, &only};
    zopa_model *model = NULL;
    if (zopa_load(&reader, &path, 1, NULL, NULL, &model) == ZOPA_MEMORY)
        cli_out_of_memory();
    cli_print_errors_before(stderr, model, path, "E130", cli_colour_on(STDERR_FILENO, NULL));
    zopa_model_free(model);
    return complain(path, "left as it is, because of its syntax errors");
}

/* ---- A file that can ---- */

static bool is_same(text a, text b)
{
    return a.length == b.length && memcmp(a.bytes, b.bytes, a.length) == 0;
}

/* What becomes of the formatted text; returns the exit status for this file. */
static int deliver(const cli_line *line, const char *path, text original, text formatted, FILE *answer)
{
    bool standard_input = strcmp(path, "-") == 0;
    if (cli_has(line, "check")) {
        if (is_same(original, formatted))
            return ZOPA_YES;
        cli_print_clean(answer, standard_input ? "(standard input)" : path);
        fputc('\n', answer);
        return ZOPA_NO;
    }
    if (standard_input || cli_has(line, "stdout")) {
        fwrite(formatted.bytes, 1, formatted.length, answer);
        return ZOPA_YES;
    }
    if (is_same(original, formatted))
        return ZOPA_YES;
    const char *why = cli_replace_file(path, formatted.bytes, formatted.length);
    return why ? complain(path, why) : ZOPA_YES;
}

static int format_file(const cli_line *line, const char *path, FILE *answer)
{
    text original = {0}, formatted = {0};
    const char *why = cli_read_file(strcmp(path, "-") == 0 ? NULL : path, &original.bytes, &original.length);
    if (why)
        return complain(path, why);
    zopa_status status =
        zopa_format_text(original.bytes, original.length, NULL, NULL, &formatted.bytes, &formatted.length);
    if (status == ZOPA_MEMORY)
        cli_out_of_memory();
    int exit_status = status == ZOPA_YES ? deliver(line, path, original, formatted, answer)
                                         : explain_syntax_errors(path, original);
    zopa_text_free(formatted.bytes, NULL, NULL);
    free(original.bytes);
    return exit_status;
}

int cli_fmt(const cli_line *line)
{
    if (line->operands == 0)
        return cli_usage_error(line->command, "name the files to format, or - for standard input");
    cli_output output;
    cli_output_open(&output);
    int worst = ZOPA_YES;
    for (size_t i = 0; i < line->operands; i++) {
        int status = format_file(line, line->operand[i], output.stream);
        worst = status > worst ? status : worst;
    }
    int written = cli_output_close(&output, NULL);
    return written != 0 ? written : worst;
}

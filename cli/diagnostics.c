/* Diagnostics for reading: the place, the message, the line with the place marked, what to try. */
#include "diagnostics.h"

#include <string.h>

#include "columns.h"

enum { MARGIN = 4, WIDEST_LINE = 100 };

static const char *const severity_name[] = {"error", "warning", "note"};
static const char *const severity_colour[] = {"\033[1;31m", "\033[1;33m", "\033[1;36m"};

static void paint(FILE *stream, bool colour, const char *sequence)
{
    if (colour)
        fputs(sequence, stream);
}

/* ---- The marked line ---- */

/* Columns of the line, from 0. */
typedef struct extent {
    size_t mark, mark_end; /* what the diagnostic is about; mark_end > mark */
    size_t from, to;       /* the part of the line that is shown */
} extent;

static extent measure(const zopa_diagnostic *diagnostic)
{
    const char *text = diagnostic->source;
    size_t column = 0, place = diagnostic->source_column;
    extent e = {0};
    for (cli_glyph glyph; (glyph = cli_glyph_at(text, column)).bytes > 0 && place < diagnostic->end_column;
         place++) {
        if (place == diagnostic->column)
            e.mark = column;
        column += glyph.columns;
        text += glyph.bytes;
    }
    if (place <= diagnostic->column) /* behind the end of the line */
        e.mark = column;
    e.mark_end = column > e.mark ? column : e.mark + 1;
    bool fits = e.mark_end <= WIDEST_LINE;
    e.from = fits || e.mark < WIDEST_LINE / 2 ? 0 : e.mark - WIDEST_LINE / 2;
    e.to = e.from + WIDEST_LINE;
    if (e.mark_end > e.to)
        e.mark_end = e.to;
    return e;
}

static void print_source_line(FILE *stream, const zopa_diagnostic *diagnostic, const extent *e)
{
    fprintf(stream, "%*s", MARGIN, "");
    if (e->from > 0)
        fputs("…", stream);
    const char *text = diagnostic->source;
    size_t column = 0;
    for (cli_glyph glyph; (glyph = cli_glyph_at(text, column)).bytes > 0; text += glyph.bytes) {
        if (column + glyph.columns > e->to) {
            fputs("…", stream);
            break;
        }
        if (column >= e->from)
            fputs(glyph.text, stream);
        column += glyph.columns;
    }
    fputc('\n', stream);
}

static void print_marks(FILE *stream, const extent *e, const char *sequence, bool colour)
{
    size_t ellipsis = e->from > 0;
    fprintf(stream, "%*s", (int)(MARGIN + ellipsis + e->mark - e->from), "");
    paint(stream, colour, sequence);
    for (size_t column = e->mark; column < e->mark_end; column++)
        fputc('^', stream);
    paint(stream, colour, "\033[0m");
    fputc('\n', stream);
}

static void print_diagnostic(FILE *stream, const zopa_diagnostic *diagnostic, bool colour)
{
    const char *sequence = severity_colour[diagnostic->severity];
    paint(stream, colour, "\033[1m");
    cli_print_clean(stream, diagnostic->file);
    fprintf(stream, ":%zu:%zu: ", diagnostic->line, diagnostic->column);
    paint(stream, colour, sequence);
    fprintf(stream, "%s %s:", severity_name[diagnostic->severity], diagnostic->id);
    paint(stream, colour, "\033[0m");
    fputc(' ', stream);
    cli_print_clean(stream, diagnostic->message);
    fputc('\n', stream);
    if (diagnostic->source[0] != '\0') {
        extent e = measure(diagnostic);
        print_source_line(stream, diagnostic, &e);
        print_marks(stream, &e, sequence, colour);
    }
    if (diagnostic->hint[0] != '\0') {
        fprintf(stream, "%*shint: ", MARGIN, "");
        cli_print_clean(stream, diagnostic->hint);
        fputc('\n', stream);
    }
}

/* ---- Several of them ---- */

cli_diagnostic_count cli_count_diagnostics(const zopa_model *model)
{
    cli_diagnostic_count count = {{0}};
    for (size_t i = 0; i < zopa_diagnostic_count(model); i++)
        count.of[zopa_diagnostic_at(model, i)->severity]++;
    return count;
}

static void print_count(FILE *stream, const cli_diagnostic_count *count)
{
    bool first = true;
    for (int severity = ZOPA_ERROR; severity <= ZOPA_NOTE; severity++) {
        size_t n = count->of[severity];
        if (n == 0)
            continue;
        fprintf(stream, "%s%zu %s%s", first ? "" : ", ", n, severity_name[severity], n == 1 ? "" : "s");
        first = false;
    }
    if (!first)
        fputc('\n', stream);
}

void cli_print_diagnostics(FILE *stream, const zopa_model *model, const cli_reader *reader, bool errors_only,
                           bool colour)
{
    for (size_t i = 0; i < zopa_diagnostic_count(model); i++) {
        const zopa_diagnostic *diagnostic = zopa_diagnostic_at(model, i);
        if (!errors_only || diagnostic->severity == ZOPA_ERROR)
            print_diagnostic(stream, diagnostic, colour);
    }
    for (size_t i = 0; i < reader->refusals; i++) {
        cli_print_clean(stream, reader->refusal[i].path);
        fprintf(stream, " %s\n", reader->refusal[i].reason);
    }
    cli_diagnostic_count count = cli_count_diagnostics(model);
    if (errors_only) /* check counts them in its answer */
        print_count(stream, &count);
}

void cli_print_request_diagnostics(FILE *stream, const zopa_result *result, bool colour)
{
    for (size_t i = 0; i < zopa_result_diagnostic_count(result); i++)
        print_diagnostic(stream, zopa_result_diagnostic_at(result, i), colour);
}

void cli_print_errors_before(FILE *stream, const zopa_model *model, const char *file, const char *limit,
                             bool colour)
{
    for (size_t i = 0; i < zopa_diagnostic_count(model); i++) {
        const zopa_diagnostic *diagnostic = zopa_diagnostic_at(model, i);
        bool wanted = diagnostic->severity == ZOPA_ERROR && strcmp(diagnostic->id, limit) < 0;
        if (wanted && strcmp(diagnostic->file, file) == 0)
            print_diagnostic(stream, diagnostic, colour);
    }
}

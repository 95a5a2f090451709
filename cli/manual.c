/* zopa manual: the manual page zopa(1), made from the table of commands, in the man macros of roff. */
#include "manual.h"

#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "memory.h"
#include "output.h"

/* ---- Text ---- */

/* What roff would take for more than text is escaped; other scripts go as code points, which every roff reads. */
static void print_character(FILE *stream, utf8proc_int32_t code)
{
    switch (code) {
    case '-': fputs("\\-", stream); return;
    case '\\': fputs("\\e", stream); return;
    case '\'': fputs("\\(aq", stream); return;
    case '`': fputs("\\(ga", stream); return;
    case '^': fputs("\\(ha", stream); return;
    case '~': fputs("\\(ti", stream); return;
    default: fprintf(stream, code < 0x80 ? "%c" : "\\[u%04X]", (int)code);
    }
}

static void print_roff(FILE *stream, const char *text)
{
    for (bool line_start = true; *text != '\0';) {
        utf8proc_int32_t code;
        utf8proc_ssize_t length = utf8proc_iterate((const utf8proc_uint8_t *)text, -1, &code);
        if (length <= 0)
            return;
        if (line_start && code == '.')
            fputs("\\&", stream);
        print_character(stream, code);
        line_start = code == '\n';
        text += length;
    }
}

/* As a sentence: with a full stop, unless it has one. */
static void print_sentence(FILE *stream, const char *text)
{
    size_t length = strlen(text);
    print_roff(stream, text);
    fputs(length > 0 && text[length - 1] == '.' ? "\n" : ".\n", stream);
}

/* Paragraphs are separated by an empty line. */
static void print_paragraphs(FILE *stream, const char *text)
{
    while (*text != '\0') {
        size_t bytes = strcspn(text, "\n");
        char *line = cli_copy(text, bytes);
        print_roff(stream, line);
        free(line);
        fputc('\n', stream);
        text += bytes;
        size_t newlines = strspn(text, "\n");
        text += newlines;
        if (newlines > 1 && *text != '\0')
            fputs(".PP\n", stream);
    }
}

/* ---- Commands ---- */

static void print_option(FILE *stream, const cli_option *option)
{
    fputs(".TP\n.B ", stream);
    if (option->letter)
        fprintf(stream, "\\-%c\\fR, \\fB", option->letter);
    fputs("\\-\\-", stream);
    print_roff(stream, option->name);
    if (option->placeholder[0] != '\0') {
        fputs(" \\fI", stream);
        print_roff(stream, option->choices ? option->choices : option->placeholder);
    }
    fputs("\\fR\n", stream);
    print_roff(stream, option->summary);
    fputs(option->repeatable ? " (may be given several times)\n" : "\n", stream);
}

static void print_example(FILE *stream, const char *example)
{
    fputs(".PP\nExample:\n.PP\n.RS\n.EX\n$ zopa ", stream);
    print_roff(stream, example);
    fputs("\n.EE\n.RE\n", stream);
}

static void print_command(FILE *stream, const cli_command *command)
{
    fprintf(stream, ".SS zopa %s", command->name);
    if (command->operands[0] != '\0') {
        fputs(" \\fI", stream);
        print_roff(stream, command->operands);
        fputs("\\fR", stream);
    }
    fputc('\n', stream);
    print_sentence(stream, command->summary);
    fputs(".PP\n", stream);
    print_paragraphs(stream, command->description);
    size_t options =
        command->is_analysis ? command->own_options : command->options - 1; /* not --help again */
    for (size_t i = 0; i < options; i++)
        print_option(stream, &command->option[i]);
    fputs(".PP\nExit status: ", stream);
    print_sentence(stream, command->exit_status);
    if (command->example)
        print_example(stream, command->example);
}

/* ---- The page ---- */

static void print_opening(FILE *stream)
{
    fprintf(stream, ".TH ZOPA 1 \"\" \"zopa %s\" \"User Commands\"\n", zopa_version());
    fputs(
        ".SH NAME\nzopa \\- exact answers about a negotiation on record\n"
        ".SH SYNOPSIS\n"
        ".B zopa\n.I command\n.RI [ option ]...\n.IR model ...\n.br\n"
        ".B zopa help\n.RI [ command ]\n.br\n"
        ".B zopa \\-\\-version\n"
        ".SH DESCRIPTION\n"
        "zopa reads a negotiation written down as text, in the language of\n"
        ".BR zopa\\-language (5),\n"
        "and answers exactly: does anything on record rule a deal out, which packages are in reach, which are\n"
        "balanced, why is there none, whose smallest movement would open one, and what does each answer rest on.\n"
        ".PP\n"
        "Several files make one model, in any order; their includes and sources are found relative to the file\n"
        "that names them. The name \\- stands for standard input. Equal input gives equal output.\n"
        ".PP\n"
        "While a question runs, Ctrl\\-C ends it with what is known by then; a second one ends it at once.\n",
        stream);
}

static void print_common_options(FILE *stream, const cli_command *analysis)
{
    fputs(".SH OPTIONS\nAll questions about a model take these; each also takes those listed with it below.\n"
          "A value may follow as the next word or after an equals sign.\n",
          stream);
    for (size_t i = analysis->own_options; i < analysis->options; i++)
        print_option(stream, &analysis->option[i]);
}

static void print_closing(FILE *stream)
{
    fputs(".SH EXIT STATUS\n"
          ".TP\n.B 0\nYes, or done.\n"
          ".TP\n.B 1\nNo: for instance, the zone is empty, or check found errors.\n"
          ".TP\n.B 2\nThe input, an option or a file is wrong, or the answer could not be written.\n"
          ".TP\n.B 3\nA limit was reached, or memory ran out, before the answer was exact.\n"
          ".SH ENVIRONMENT\n"
          ".TP\n.B NO_COLOR\nWhen set, no colour unless it is asked for.\n"
          ".TP\n.B TERM\nWhen it is \"dumb\" or not set, no colour unless it is asked for.\n"
          ".SH SEE ALSO\n"
          ".BR zopa\\-language (5)\n",
          stream);
}

int cli_manual(const cli_line *line)
{
    if (line->operands > 0)
        return cli_usage_error(line->command, "takes no operand");
    const cli_table *table = line->table;
    cli_output output;
    cli_output_open(&output);
    print_opening(output.stream);
    print_common_options(output.stream, &table->command[0]);
    fputs(".SH QUESTIONS\n", output.stream);
    for (size_t i = 0; i < table->analyses; i++)
        print_command(output.stream, &table->command[i]);
    fputs(".SH OTHER COMMANDS\n", output.stream);
    for (size_t i = table->analyses; i < table->commands; i++)
        print_command(output.stream, &table->command[i]);
    print_closing(output.stream);
    return cli_output_close(&output, NULL);
}

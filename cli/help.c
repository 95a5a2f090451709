/* Help, from the table of commands. */
#include "help.h"

#include <string.h>

#include "columns.h"
#include "output.h"
#include "suggest.h"

enum { WIDTH = 80, TERM_COLUMN = 2, GAP = 2, WIDEST_TERM = 26 };

/* A term and what it means, which begins at column `indent`. */
static void print_entry(FILE *stream, const char *term, const char *meaning, size_t indent)
{
    size_t width = strlen(term);
    if (TERM_COLUMN + width + GAP <= indent)
        fprintf(stream, "%*s%-*s", TERM_COLUMN, "", (int)(indent - TERM_COLUMN), term);
    else
        fprintf(stream, "%*s%s\n%*s", TERM_COLUMN, "", term, (int)indent, "");
    cli_print_wrapped(stream, meaning, indent, WIDTH);
}

/* ---- Options ---- */

static void option_term(const cli_option *option, char *term, size_t size)
{
    const char *value = option->choices ? option->choices : option->placeholder;
    char letter[] = {'-', option->letter, ',', ' ', '\0'};
    snprintf(term, size, "%s--%s%s%s", option->letter ? letter : "", option->name, value[0] ? " " : "",
             value);
}

static size_t option_indent(const cli_option *option, size_t count)
{
    size_t widest = 0;
    char term[80];
    for (size_t i = 0; i < count; i++) {
        option_term(&option[i], term, sizeof term);
        size_t width = strlen(term);
        if (width > widest && width <= WIDEST_TERM)
            widest = width;
    }
    return TERM_COLUMN + widest + GAP;
}

static void print_options(FILE *stream, const char *title, const cli_option *option, size_t count,
                          size_t indent)
{
    if (count == 0)
        return;
    fprintf(stream, "\n%s\n", title);
    for (size_t i = 0; i < count; i++) {
        char term[80], meaning[600];
        option_term(&option[i], term, sizeof term);
        snprintf(meaning, sizeof meaning, "%s%s", option[i].summary,
                 option[i].repeatable ? " (may be given several times)" : "");
        print_entry(stream, term, meaning, indent);
    }
}

/* ---- One command ---- */

static void print_exit_statuses(FILE *stream, const cli_command *command)
{
    fputs("\nExit status\n  ", stream);
    cli_print_wrapped(stream, command->exit_status, TERM_COLUMN, WIDTH);
    if (command->is_analysis) {
        fputs("  ", stream);
        cli_print_wrapped(stream,
                          "Also: 2 the input or a parameter is wrong, or the answer could not be written.",
                          TERM_COLUMN, WIDTH);
    }
}

int cli_print_help(const cli_command *command)
{
    cli_output output;
    cli_output_open(&output);
    FILE *stream = output.stream;
    fprintf(stream, "zopa %s: ", command->name);
    cli_print_wrapped(stream, command->summary, 0, WIDTH);
    fprintf(stream, "\nUsage: zopa %s [OPTION]...%s%s\n\n", command->name, command->operands[0] ? " " : "",
            command->operands);
    cli_print_wrapped(stream, command->description, 0, WIDTH);

    size_t own = command->own_options, indent = option_indent(command->option, command->options);
    print_options(stream, "Options", command->option, own, indent);
    print_options(stream, "Options of every question", command->option + own, command->options - own, indent);
    print_exit_statuses(stream, command);
    if (command->example)
        fprintf(stream, "\nExample\n  $ zopa %s\n", command->example);
    return cli_output_close(&output, NULL);
}

/* ---- All commands ---- */

static void print_commands(FILE *stream, const cli_command *command, size_t count, size_t indent)
{
    for (size_t i = 0; i < count; i++)
        print_entry(stream, command[i].name, command[i].summary, indent);
}

static size_t command_indent(const cli_table *table)
{
    size_t widest = 0;
    for (size_t i = 0; i < table->commands; i++)
        if (strlen(table->command[i].name) > widest)
            widest = strlen(table->command[i].name);
    return TERM_COLUMN + widest + GAP;
}

int cli_print_overview(const cli_table *table)
{
    cli_output output;
    cli_output_open(&output);
    FILE *stream = output.stream;
    size_t indent = command_indent(table);
    fputs("zopa reads a negotiation written down as text and answers exactly: does anything\n"
          "on record rule a deal out, which packages are in reach, which are balanced, why\n"
          "there is none, whose smallest movement would open one, and what each answer\n"
          "rests on.\n"
          "\n"
          "Usage: zopa COMMAND [OPTION]... MODEL...\n"
          "\n"
          "Questions about a model\n",
          stream);
    print_commands(stream, table->command, table->analyses, indent);
    fputs("\nOther commands\n", stream);
    print_commands(stream, table->command + table->analyses, table->commands - table->analyses, indent);
    fputs("\nA first look: zopa brief examples/berlin/berlin.zopa\n"
          "\n"
          "Several files make one model, in any order; - is standard input.\n"
          "\"zopa help COMMAND\" explains a command, \"zopa --version\" names the version, and\n"
          "\"man zopa-language\" describes what a model may say.\n"
          "\n"
          "Exit status: 0 yes, or done; 1 no; 2 the input or the request is wrong; 3 a limit\n"
          "was reached before the answer was exact.\n",
          stream);
    return cli_output_close(&output, NULL);
}

int cli_unknown_command(const cli_table *table, const char *name)
{
    cli_suggestion best = {0};
    for (size_t i = 0; i < table->commands; i++)
        cli_consider(&best, name, table->command[i].name);
    fprintf(stderr, "zopa: unknown command \"");
    cli_print_clean(stderr, name);
    fprintf(stderr, best.word ? "\"; did you mean %s?\n" : "\"\n", best.word);
    fputs("\"zopa help\" lists the commands.\n", stderr);
    return 2;
}

int cli_help_command(const cli_line *line)
{
    if (line->operands == 0)
        return cli_print_overview(line->table);
    if (line->operands > 1)
        return cli_usage_error(line->command, "name one command");
    const cli_command *command = cli_find_command(line->table, line->operand[0]);
    return command ? cli_print_help(command) : cli_unknown_command(line->table, line->operand[0]);
}

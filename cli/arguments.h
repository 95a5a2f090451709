/* The words of a command line -> options and operands, checked against the command's table. */
#ifndef CLI_ARGUMENTS_H
#define CLI_ARGUMENTS_H

#include "commands.h"

typedef struct cli_given {
    const cli_option *option;
    const char *value; /* "" when the option takes none */
} cli_given;

typedef struct cli_line {
    const cli_table *table;
    const cli_command *command;
    cli_given *given;
    size_t givens;
    const char **operand;
    size_t operands;
} cli_line;

/* Reads the words behind the command's name. Options may stand anywhere; everything behind "--" is an operand.
 * Returns 0, or 2 after saying on standard error what is wrong. The line is freed in either case. */
int cli_parse(const cli_table *table, const cli_command *command, int count, char **word, cli_line *line);
void cli_line_free(cli_line *line);

bool cli_has(const cli_line *line, const char *option);
const char *cli_value(const cli_line *line, const char *option); /* NULL when not given */

/* The value is one of those in "a|b|c". */
bool cli_is_choice(const char *choices, const char *value);

/* For mistakes found later: prints "zopa COMMAND: ..." and where to find help; returns 2. */
int cli_usage_error(const cli_command *command, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif

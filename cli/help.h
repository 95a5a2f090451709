/* Help, from the table of commands. */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "arguments.h"

int cli_help_command(const cli_line *line); /* zopa help [COMMAND] */
int cli_print_overview(const cli_table *table);
int cli_print_help(const cli_command *command);

/* Says that there is no such command and names the nearest; returns 2. */
int cli_unknown_command(const cli_table *table, const char *name);

#endif

/* zopa, the command: finds the command in the table, reads its options, runs it. */
#include <stdio.h>
#include <string.h>

#include "help.h"

static int print_version(void)
{
    int printed = printf("zopa %s\n", zopa_version());
    if (printed > 0 && fflush(stdout) == 0)
        return 0;
    perror("zopa: standard output");
    return 2;
}

static int run_command(const cli_table *table, const cli_command *command, int count, char **word)
{
    cli_line line;
    int status = cli_parse(table, command, count, word, &line);
    if (status == 0 && cli_has(&line, "help"))
        status = cli_print_help(command);
    else if (status == 0 && cli_has(&line, "version"))
        status = print_version();
    else if (status == 0)
        status = command->run(&line);
    cli_line_free(&line);
    return status;
}

static int dispatch(const cli_table *table, int count, char **word)
{
    if (count < 2 || strcmp(word[1], "--help") == 0 || strcmp(word[1], "-h") == 0)
        return cli_print_overview(table);
    if (strcmp(word[1], "--version") == 0)
        return print_version();
    const cli_command *command = cli_find_command(table, word[1]);
    return command ? run_command(table, command, count - 2, word + 2) : cli_unknown_command(table, word[1]);
}

int main(int count, char **word)
{
    cli_table table = cli_table_build();
    int status = dispatch(&table, count, word);
    cli_table_free(&table);
    return status;
}

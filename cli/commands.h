/* The table of commands: the library's analyses and the command line's own, in one form. Dispatch, option
 * parsing, help, completion and the manual page all read it, so none of them can disagree. */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include <stdbool.h>

#include "zopa.h"

typedef struct cli_option {
    const char *name; /* without the dashes */
    char letter;      /* the short form, or '\0' */
    bool repeatable;
    const char *placeholder; /* of its value; "" when it takes none */
    const char *choices;     /* the only values allowed, separated by '|'; NULL: any */
    const char *summary;
} cli_option;

struct cli_line;

typedef struct cli_command {
    const char *name;
    const char *operands;    /* as shown in a usage line: "MODEL..." */
    const char *summary;     /* one line */
    const char *description; /* paragraphs, separated by an empty line */
    const char *exit_status;
    const char *example; /* what follows "zopa "; NULL: none */
    bool is_analysis;    /* false: a command of the command line itself */
    size_t own_options;  /* how many of the options come first and are this command's alone */
    cli_option *option;  /* own_options, then the common ones */
    size_t options;
    int (*run)(const struct cli_line *line); /* returns the exit status */
} cli_command;

typedef struct cli_table {
    cli_command *command; /* analyses first */
    size_t commands;
    size_t analyses;
} cli_table;

cli_table cli_table_build(void);
void cli_table_free(cli_table *table);

const cli_command *cli_find_command(const cli_table *table, const char *name); /* NULL when there is none */

/* What a report and a picture take of the parameters of their questions; NULL ends the list. */
extern const char *const cli_parameters_of_questions[];

#endif

/* The table of commands, made from the library's table of analyses and the list of the command line's own. */
#include "commands.h"

#include <stdlib.h>
#include <string.h>

#include "analyse.h"
#include "completion.h"
#include "fmt.h"
#include "help.h"
#include "instance.h"
#include "manual.h"
#include "memory.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const cli_option common_options[] = {
    {"format", '\0', false, "FORMAT", "text|json|csv|html",
     "text to read, json for programs, csv for spreadsheets, or html: a page to print; text unless given"},
    {"color", '\0', false, "WHEN", "auto|always|never",
     "colour in text; auto, the default, means on a terminal only"},
    {"width", '\0', false, "N", NULL,
     "wrap text at N columns, 40 to 400; the width of the terminal unless given, or 100"},
    {"output", 'o', false, "FILE", NULL, "write the answer to FILE instead of standard output"},
    {"help", 'h', false, "", NULL, "show this help"},
    {"version", '\0', false, "", NULL, "show the version"},
};

static const cli_option fmt_options[] = {
    {"check", '\0', false, "", NULL, "change nothing; name the files that would change"},
    {"stdout", '\0', false, "", NULL, "write to standard output and leave the files alone"},
    {"help", 'h', false, "", NULL, "show this help"},
};

static const cli_option instance_options[] = {
    {"print", '\0', false, "", NULL, "print the instance itself, in its canonical form"},
    {"time", '\0', false, "SECONDS", NULL, "stop after so long with what is known (10 unless given)"},
    {"memory", '\0', false, "BYTES", NULL, "use at most so much memory, as in 500M (2G unless given)"},
    {"threads", '\0', false, "N", NULL,
     "work on N threads (2 unless given); the answer is the same for any number"},
    {"format", '\0', false, "FORMAT", "text|json", "text to read, or json for programs; text unless given"},
    {"output", 'o', false, "FILE", NULL, "write the answer to FILE instead of standard output"},
    {"help", 'h', false, "", NULL, "show this help"},
};

static const cli_option help_option[] = {{"help", 'h', false, "", NULL, "show this help"}};

/* What the command line adds to the analyses. */
static const struct own_command {
    cli_command command;
    const cli_option *option;
    size_t options;
} own_commands[] = {
    {{.name = "fmt",
      .operands = "FILE...",
      .summary = "put model files into the standard layout",
      .description =
          "Rewrites each file in the one layout that all zopa models share. White space changes, clauses come into one order, and refuses ... unless is written accepts ... only if; "
          "comments and the order of statements stay. A file that is laid out already is not touched, and a "
          "file with syntax errors is left as it is. A file is replaced as a whole or not at all, and keeps "
          "its permissions; a symbolic link stays, the file behind it is rewritten.\n\n"
          "The name - stands for standard input, whose layout goes to standard output.",
      .exit_status =
          "0 done, or nothing would change; 1 with --check, some file would change; 2 a file could "
          "not be read, written or understood",
      .example = "fmt --check examples/berlin/berlin.zopa",
      .run = cli_fmt},
     fmt_options,
     COUNT(fmt_options)},
    {{.name = "instance",
      .operands = "FILE",
      .summary = "read a compiled instance back and count the packages of its zone",
      .description =
          "Reads the text that zopa compile prints, or that somebody wrote by hand; docs/instance.md describes it. Says how many packages "
          "its zone holds, which is what zopa zone says about the model, and how large the instance is.\n\n"
          "The name - stands for standard input.",
      .exit_status = "0 some package is in the zone, 1 none is, 2 the file cannot be read or understood, 3 a "
                     "limit was reached before all were counted",
      .example = "instance berlin.instance",
      .run = cli_instance},
     instance_options,
     COUNT(instance_options)},
    {{.name = "help",
      .operands = "[COMMAND]",
      .summary = "explain a command",
      .description = "Shows what a command answers, its options, its exit statuses and an example. Without a "
                     "command, lists them all.",
      .exit_status = "0 done; 2 there is no such command",
      .example = "help zone",
      .run = cli_help_command},
     help_option,
     COUNT(help_option)},
    {{.name = "completion",
      .operands = "bash",
      .summary = "print a completion script for the shell",
      .description =
          "Prints a script that lets bash complete commands, options and model files. Load it with "
          "source <(zopa completion bash), or save it as zopa in a folder of completions.",
      .exit_status = "0 done; 2 the shell is not supported",
      .example = "completion bash",
      .run = cli_completion},
     help_option,
     COUNT(help_option)},
    {{.name = "manual",
      .operands = "",
      .summary = "print the manual page zopa(1)",
      .description = "Prints the manual page in the form that man reads. It is made from the same table as "
                     "the help, so the two never differ.",
      .exit_status = "0 done",
      .example = "manual",
      .run = cli_manual},
     help_option,
     COUNT(help_option)},
};

static cli_option option_of_parameter(zopa_parameter parameter)
{
    return (cli_option){.name = parameter.name,
                        .repeatable = parameter.repeatable != 0,
                        .placeholder = parameter.kind == ZOPA_P_FLAG ? "" : parameter.placeholder,
                        .summary = parameter.summary};
}

static cli_command command_of_analysis(size_t index)
{
    zopa_analysis analysis = zopa_analysis_at(index);
    size_t own = zopa_parameter_count(index), all = own + COUNT(common_options);
    cli_option *option = cli_grow(NULL, all * sizeof *option);
    for (size_t i = 0; i < own; i++)
        option[i] = option_of_parameter(zopa_parameter_at(index, i));
    memcpy(option + own, common_options, sizeof common_options);
    return (cli_command){.name = analysis.name,
                         .operands = "MODEL...",
                         .summary = analysis.summary,
                         .description = analysis.description,
                         .exit_status = analysis.exit_status,
                         .example = analysis.example,
                         .is_analysis = true,
                         .own_options = own,
                         .option = option,
                         .options = all,
                         .run = cli_analyse};
}

static cli_command command_of_own(const struct own_command *own)
{
    cli_command command = own->command;
    command.own_options = command.options = own->options;
    command.option = cli_grow(NULL, own->options * sizeof *command.option);
    memcpy(command.option, own->option, own->options * sizeof *command.option);
    return command;
}

const cli_command *cli_find_command(const cli_table *table, const char *name)
{
    for (size_t i = 0; i < table->commands; i++)
        if (strcmp(table->command[i].name, name) == 0)
            return &table->command[i];
    return NULL;
}

void cli_table_free(cli_table *table)
{
    for (size_t i = 0; i < table->commands; i++)
        free(table->command[i].option);
    free(table->command);
}

cli_table cli_table_build(void)
{
    size_t analyses = zopa_analysis_count(), all = analyses + COUNT(own_commands);
    cli_table table = {cli_grow(NULL, all * sizeof(cli_command)), all, analyses};
    for (size_t i = 0; i < analyses; i++)
        table.command[i] = command_of_analysis(i);
    for (size_t i = 0; i < COUNT(own_commands); i++)
        table.command[analyses + i] = command_of_own(&own_commands[i]);
    return table;
}

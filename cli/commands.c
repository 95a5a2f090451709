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
#include "plot.h"
#include "random.h"
#include "render.h"
#include "report.h"
#include "serve.h"

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
    {"engine", '\0', false, "ENGINE", "auto|enumeration|layers|elimination|bounds|proof",
     "compute by that engine where it can answer, and as ever where it cannot (auto unless given)"},
    {"explain", '\0', false, "", NULL,
     "say at the end which engine answered which question, and why that one"},
    {"format", '\0', false, "FORMAT", "text|json", "text to read, or json for programs; text unless given"},
    {"output", 'o', false, "FILE", NULL, "write the answer to FILE instead of standard output"},
    {"help", 'h', false, "", NULL, "show this help"},
};

static const cli_option random_options[] = {
    {"seed", '\0', false, "N", NULL,
     "which one: the same seed gives the same text on any machine; 1 unless given"},
    {"parties", '\0', false, "N", NULL, "how many parties; 3 unless given"},
    {"issues", '\0', false, "N", NULL, "how many issues; 5 unless given"},
    {"options", '\0', false, "N|LOW..HIGH", NULL, "how many options an issue has; 3..5 unless given"},
    {"points", '\0', false, "N", NULL,
     "what a party's best options of all issues add up to, in whole points: how finely it weighs things; 100 unless given, 0: "
     "no party values anything"},
    {"opposed", '\0', false, "PERCENT", NULL,
     "0, the default: each party values things for itself; 100: what one gains others lose, in every package all together have "
     "the same; between: so much of either"},
    {"alternatives", '\0', false, "PERCENT", NULL,
     "every party has an alternative that is worth so much of --points; none unless given"},
    {"interactions", '\0', false, "N", NULL,
     "how many pairs of issues interact: a bonus for each party, and in two of five pairs, options that exclude each other"},
    {"treewidth", '\0', false, "K", NULL,
     "pairs are drawn from a random tree of that width: each issue with K that are pairs themselves; 2 unless given, and all pairs of it "
     "unless --interactions says how many"},
    {"implications", '\0', false, "N", NULL,
     "how many rules that tie an issue to another near it; 0 unless given"},
    {"sums", '\0', false, "N", NULL,
     "how many rules that bound the sum of six issues next to each other, which are numbers then; 0 unless given"},
    {"stances", '\0', false, "N", NULL,
     "how many stances, given to the parties in turn; 0 unless given. What each party says can be met, but perhaps not "
     "together with what the others say"},
    {"blocs", '\0', false, "N", NULL, "how many blocs: three parties each, the first ones; 0 unless given"},
    {"output", 'o', false, "FILE", NULL, "write the model to FILE instead of standard output"},
    {"help", 'h', false, "", NULL, "show this help"},
};

static const cli_option serve_options[] = {
    {"root", '\0', false, "DIR", NULL,
     "the only folder from which files are read and in which they are saved; unless given, the one that the models share"},
    {"port", '\0', false, "N", NULL, "the port to listen on; 0, the default, takes any that is free"},
    {"language", '\0', false, "LANGUAGE", CLI_LANGUAGES, "the language of the page; en unless given"},
    {"help", 'h', false, "", NULL, "show this help"},
};

static const cli_option report_options[] = {
    {"language", '\0', false, "LANGUAGE", CLI_LANGUAGES, "the language of the page; en unless given"},
    {"output", 'o', false, "FILE", NULL, "write the page to FILE instead of standard output"},
    {"help", 'h', false, "", NULL, "show this help"},
};

static const cli_option plot_options[] = {
    {"axes", '\0', false, "A,B", NULL,
     "of the frontier: the two parties along whose worths it is drawn, as in UA,RU"},
    {"format", '\0', false, "FORMAT", "svg|png",
     "svg for print and the web, or png; what the ending of FILE says unless given, else svg"},
    {"language", '\0', false, "LANGUAGE", CLI_LANGUAGES, "the language of the picture; en unless given"},
    {"theme", '\0', false, "THEME", "light|dark", "on white or on dark; light unless given"},
    {"output", 'o', false, "FILE", NULL, "write the picture to FILE instead of standard output"},
    {"help", 'h', false, "", NULL, "show this help"},
};

static const cli_option help_option[] = {{"help", 'h', false, "", NULL, "show this help"}};

const char *const cli_parameters_of_questions[] = {"on",   "without", "also",    "for",
                                                   "time", "memory",  "threads", NULL};

/* What the command line adds to the analyses. */
static const struct own_command {
    cli_command command;
    const cli_option *option;
    size_t options;
    const char *const *asked; /* parameters of zone that it takes, too, before its own options; NULL: none */
} own_commands[] = {
    {{.name = "report",
      .operands = "MODEL...",
      .summary = "all the answers as one page, to look at, to print and to send",
      .description =
          "Writes one HTML file that needs no other file and no network: the working paper, who said what on "
          "which issue with the quotation behind it, the timeline, the packages in reach, what excludes each other "
          "where there are none, what the answers rest on and what to ask next. It opens from a folder or a stick "
          "and prints on A4, the working paper first.\n\n"
          "The page holds the answers of check, show, brief, zone, why, solve, frontier, packages, timeline and, "
          "where deals are on record, assess, as --format json prints them, and shows what stands there. With "
          "--for it can be given to one party: what it says of worth is seen from that party alone. Limits hold for each "
          "question by itself. The same "
          "record and options give the same file, byte for byte.",
      .exit_status =
          "0 done; 2 the input or an option is wrong, the page could not be written, or this zopa was "
          "built without its pages; 3 done, and some question ended at a limit, which the page says",
      .example = "report examples/berlin/berlin.zopa -o talks.html",
      .run = cli_report},
     report_options,
     COUNT(report_options),
     cli_parameters_of_questions},
    {{.name = "plot",
      .operands = "frontier|positions|timeline MODEL...",
      .summary = "one picture of the answers, as SVG or PNG",
      .description =
          "Draws what zopa report shows as a file of its own, for a paper or a slide. frontier: the possible "
          "packages by what they are worth to two parties, the zone, the frontier, the alternatives and the balanced "
          "packages; with more than two parties, one line a package across all of them unless --axes names two. "
          "positions: the issues by the parties, with what each said and how well that is documented. "
          "timeline: what was said when, and the days on which the zone opened or closed.\n\n"
          "Every picture says that it is a working paper, of which date, and what it was read from. SVG scales to any "
          "size and keeps its text; PNG has twice the pixels, for sharp screens.",
      .exit_status =
          "0 done; 2 the input or an option is wrong, the picture could not be written, or this zopa was "
          "built without what draws it; 3 done, and some question ended at a limit, which the picture says",
      .example = "plot frontier examples/berlin/berlin.zopa --axes UA,RU -o frontier.svg",
      .run = cli_plot},
     plot_options,
     COUNT(plot_options),
     cli_parameters_of_questions},
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
    {{.name = "random",
      .operands = "",
      .summary = "make up a negotiation, to try things out and to measure",
      .description =
          "Prints a model of made-up parties A, B, C and issues issue_1, issue_2, to be read by the other commands. The same options give "
          "the same text, byte for byte, on any machine; it begins with the command that makes it again.\n\n"
          "Facts leave at least one package, and every stance can be met and matters, so that zopa check finds nothing to warn "
          "of. Whether there is a deal is left to chance. Values are written with the weight 100, so that their scores are points.",
      .exit_status = "0 done; 2 an option is wrong, or what is asked for cannot be",
      .example = "random --seed 7 --parties 2 --issues 4 --stances 4 -o made-up.zopa",
      .run = cli_random},
     random_options,
     COUNT(random_options)},
    {{.name = "serve",
      .operands = "MODEL...",
      .summary = "work on a model in the browser: its text and its answers side by side",
      .description =
          "Serves a page to the browser on this machine, and prints its address: open it as it stands, the token "
          "in it is what lets you in. The page shows the text of the model beside its answers, keeps them up to date while "
          "you write, and saves the text when you say so, never over a change that another program made.\n\n"
          "Nothing leaves the machine: the server listens on 127.0.0.1 alone, answers no page of another site, and reads "
          "and saves only beneath one folder, no hidden files, no links out of it. The way between browser and server is not encrypted; it "
          "lies within the machine. docs/serve.md says what is protected "
          "against whom, and describes the interface for other programs.\n\n"
          "Ctrl-C ends it, with any question that is still being answered; a second one ends it at once.",
      .exit_status =
          "0 ended by Ctrl-C or by the signal TERM; 2 it could not begin: a model cannot be read, the port is "
          "taken, or this zopa was built without the page or the server",
      .example = "serve examples/berlin/berlin.zopa",
      .run = cli_serve},
     serve_options,
     COUNT(serve_options)},
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
                        .choices = parameter.kind == ZOPA_P_CHOICE ? parameter.choices : NULL,
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

/* The parameter of zone with that name, which it has. */
static zopa_parameter parameter_named(const char *name)
{
    size_t zone = 0, i = 0;
    while (strcmp(zopa_analysis_at(zone).name, "zone") != 0)
        zone++;
    while (strcmp(zopa_parameter_at(zone, i).name, name) != 0)
        i++;
    return zopa_parameter_at(zone, i);
}

static cli_command command_of_own(const struct own_command *own)
{
    cli_command command = own->command;
    size_t asked = 0;
    while (own->asked && own->asked[asked])
        asked++;
    command.own_options = command.options = asked + own->options;
    command.option = cli_grow(NULL, command.options * sizeof *command.option);
    for (size_t i = 0; i < asked; i++)
        command.option[i] = option_of_parameter(parameter_named(own->asked[i]));
    memcpy(command.option + asked, own->option, own->options * sizeof *command.option);
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

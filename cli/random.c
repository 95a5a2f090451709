/* zopa random: options -> a wish, checked -> a model in the standard layout. */
#include "random.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "made_up.h"
#include "memory.h"
#include "output.h"

enum {
    MOST_PARTIES = 100,
    MOST_ISSUES = 1000,
    MOST_OPTIONS = 1000,
    MOST_TREEWIDTH = 50,
    MOST_STATEMENTS = 100000,
    MOST_SCORES = 10000000
};
#define MOST_POINTS 1000000000000u

/* ---- Numbers ---- */

/* Digits up to `end`, which is at the end of them; false: there are none, or too many. */
static bool read_digits(const char *text, const char **end, uint64_t *number)
{
    size_t digits = strspn(text, "0123456789");
    *end = text + digits;
    *number = 0;
    for (size_t i = 0; i < digits && digits <= 19; i++)
        *number = *number * 10 + (uint64_t)(text[i] - '0');
    return digits > 0 && digits <= 19;
}

/* The option's value into *number, which stays what it is where the option is not given. Returns 0, or 2 after saying what is
 * wrong. */
static int number(const cli_line *line, const char *option, uint64_t least, uint64_t most, uint64_t *number)
{
    const char *value = cli_value(line, option), *end;
    if (!value || (read_digits(value, &end, number) && *end == '\0' && *number >= least && *number <= most))
        return 0;
    return cli_usage_error(line->command,
                           "--%s takes a whole number from %" PRIu64 " to %" PRIu64 ", not \"%s\"", option,
                           least, most, value);
}

/* N, or LOW..HIGH. */
static int options_an_issue(const cli_line *line, cli_wish *wish)
{
    const char *value = cli_value(line, "options"), *end;
    if (!value)
        return 0;
    bool fine = read_digits(value, &end, &wish->least);
    wish->most = wish->least;
    if (fine && strncmp(end, "..", 2) == 0)
        fine = read_digits(end + 2, &end, &wish->most);
    if (fine && *end == '\0' && 2 <= wish->least && wish->least <= wish->most && wish->most <= MOST_OPTIONS)
        return 0;
    return cli_usage_error(line->command,
                           "--options takes a number from 2 to %d, or two as in 3..5, not \"%s\"",
                           MOST_OPTIONS, value);
}

/* ---- The wish ---- */

static int read_numbers(const cli_line *line, cli_wish *wish)
{
    const struct row {
        const char *option;
        uint64_t least, most, *number;
    } rows[] = {
        {"seed", 0, 1000000000000000000u, &wish->seed},
        {"parties", 1, MOST_PARTIES, &wish->parties},
        {"issues", 1, MOST_ISSUES, &wish->issues},
        {"points", 0, MOST_POINTS, &wish->points},
        {"opposed", 0, 100, &wish->opposed},
        {"treewidth", 1, MOST_TREEWIDTH, &wish->treewidth},
        {"interactions", 0, MOST_STATEMENTS, &wish->interactions},
        {"implications", 0, MOST_STATEMENTS, &wish->implications},
        {"sums", 0, MOST_STATEMENTS, &wish->sums},
        {"stances", 0, MOST_STATEMENTS, &wish->stances},
        {"blocs", 0, MOST_PARTIES, &wish->blocs},
        {"alternatives", 0, 100, &wish->alternatives},
    };
    int status = options_an_issue(line, wish);
    for (size_t i = 0; status == 0 && i < sizeof rows / sizeof *rows; i++)
        status = number(line, rows[i].option, rows[i].least, rows[i].most, rows[i].number);
    wish->has_alternatives = cli_has(line, "alternatives");
    return status;
}

/* A tree of that width: all of its pairs, unless a number is given. */
static int fit_interactions(const cli_line *line, cli_wish *wish)
{
    bool wanted = cli_has(line, "interactions") ? wish->interactions > 0 : cli_has(line, "treewidth");
    if (!wanted)
        return 0;
    if (wish->treewidth >= wish->issues && cli_has(line, "treewidth"))
        return cli_usage_error(
            line->command, "a treewidth of %" PRIu64 " takes at least %" PRIu64 " issues; there are %" PRIu64,
            wish->treewidth, wish->treewidth + 1, wish->issues);
    if (wish->issues == 1)
        return cli_usage_error(line->command, "interactions take at least 2 issues");
    wish->treewidth = wish->treewidth < wish->issues ? wish->treewidth : wish->issues - 1;
    uint64_t pairs = cli_pairs_of(wish->issues, wish->treewidth);
    if (!cli_has(line, "interactions"))
        wish->interactions = pairs;
    return wish->interactions <= pairs
               ? 0
               : cli_usage_error(line->command,
                                 "at a treewidth of %" PRIu64 ", %" PRIu64 " issues have %" PRIu64
                                 " pairs that can interact, not %" PRIu64,
                                 wish->treewidth, wish->issues, pairs, wish->interactions);
}

static int check_wish(const cli_line *line, const cli_wish *wish)
{
    const cli_command *command = line->command;
    if (wish->issues == 1 && wish->sums + wish->implications > 0)
        return cli_usage_error(command, "sums and implications take at least 2 issues");
    if (wish->blocs * CLI_BLOC_MEMBERS > wish->parties)
        return cli_usage_error(command,
                               "a bloc has %d members: for --blocs %" PRIu64 " there must be %" PRIu64
                               " parties, not %" PRIu64,
                               CLI_BLOC_MEMBERS, wish->blocs, wish->blocs * CLI_BLOC_MEMBERS, wish->parties);
    if (wish->parties == 1 && wish->opposed > 0)
        return cli_usage_error(command, "nobody is opposed to a single party: --opposed takes at least 2");
    if (wish->points == 0 && (wish->has_alternatives || wish->opposed > 0))
        return cli_usage_error(command,
                               "without points there is nothing to compare: --%s takes --points above 0",
                               wish->opposed > 0 ? "opposed" : "alternatives");
    if (wish->parties * wish->issues * wish->most > MOST_SCORES)
        return cli_usage_error(command, "parties times issues times options may be at most %d", MOST_SCORES);
    return 0;
}

/* ---- The command ---- */

/* The command line that makes the same again, the seed named even where it was not. Freed by the caller. */
static char *command_of(const cli_line *line, const cli_wish *wish)
{
    cli_output words;
    char *text;
    size_t length;
    cli_output_open(&words);
    fprintf(words.stream, "zopa random --seed %" PRIu64, wish->seed);
    for (size_t i = 0; i < line->givens; i++) {
        const char *name = line->given[i].option->name;
        if (strcmp(name, "seed") != 0 && strcmp(name, "output") != 0)
            fprintf(words.stream, " --%s %s", name, line->given[i].value);
    }
    cli_output_take(&words, &text, &length);
    return text;
}

static int print_laid_out(const cli_line *line, const char *text, size_t length)
{
    char *formatted;
    size_t size;
    if (zopa_format_text(text, length, NULL, NULL, &formatted, &size) != ZOPA_YES)
        cli_out_of_memory(); /* it has no syntax errors */
    int status = cli_write(formatted, size, cli_value(line, "output"));
    zopa_text_free(formatted, NULL, NULL);
    return status;
}

int cli_random(const cli_line *line)
{
    cli_wish wish = {
        .seed = 1, .parties = 3, .issues = 5, .least = 3, .most = 5, .points = 100, .treewidth = 2};
    if (line->operands > 0)
        return cli_usage_error(line->command, "takes no operand");
    int status = read_numbers(line, &wish);
    status = status != 0 ? status : fit_interactions(line, &wish);
    status = status != 0 ? status : check_wish(line, &wish);
    if (status != 0)
        return status;
    char *command = command_of(line, &wish), *text;
    size_t length;
    cli_output model;
    cli_output_open(&model);
    cli_make_up(model.stream, &wish, command);
    cli_output_take(&model, &text, &length);
    status = print_laid_out(line, text, length);
    free(text);
    free(command);
    return status;
}

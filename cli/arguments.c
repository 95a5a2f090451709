/* The words of a command line -> options and operands, checked against the command's table. */
#include "arguments.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "suggest.h"

int cli_usage_error(const cli_command *command, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    fprintf(stderr, "zopa %s: ", command->name);
    vfprintf(stderr, format, list);
    va_end(list);
    fprintf(stderr, "\nSee \"zopa help %s\".\n", command->name);
    return 2;
}

static const cli_option *option_named(const cli_command *command, const char *name, size_t length)
{
    for (size_t i = 0; i < command->options; i++)
        if (strlen(command->option[i].name) == length && strncmp(command->option[i].name, name, length) == 0)
            return &command->option[i];
    return NULL;
}

static const cli_option *option_lettered(const cli_command *command, char letter)
{
    for (size_t i = 0; i < command->options; i++)
        if (letter != '\0' && command->option[i].letter == letter)
            return &command->option[i];
    return NULL;
}

static int unknown_option(const cli_command *command, const char *word, size_t length)
{
    char *name = cli_copy(word, length);
    cli_suggestion best = {0};
    for (size_t i = 0; name[1] == '-' && i < command->options; i++)
        cli_consider(&best, name + 2, command->option[i].name);
    int status = best.word
                     ? cli_usage_error(command, "unknown option %s; did you mean --%s?", name, best.word)
                     : cli_usage_error(command, "unknown option %s", name);
    free(name);
    return status;
}

bool cli_is_choice(const char *choices, const char *value)
{
    size_t length = strcspn(value, "|");
    if (length == 0 || value[length] != '\0')
        return false;
    for (const char *choice = choices; choice; choice = strchr(choice, '|')) {
        choice += *choice == '|';
        if (strncmp(choice, value, length) == 0 && (choice[length] == '|' || choice[length] == '\0'))
            return true;
    }
    return false;
}

static int add_option(cli_line *line, const cli_option *option, const char *value)
{
    if (!option->repeatable && option->placeholder[0] != '\0' && cli_has(line, option->name))
        return cli_usage_error(line->command, "--%s is given twice", option->name);
    if (option->choices && !cli_is_choice(option->choices, value))
        return cli_usage_error(line->command, "--%s takes %s, not \"%s\"", option->name, option->choices,
                               value);
    line->given[line->givens++] = (cli_given){option, value};
    return 0;
}

/* One word that begins with a dash, and the word behind it when that is its value. Moves *at past both. */
static int parse_option(cli_line *line, int count, char **word, int *at)
{
    const char *text = word[(*at)++];
    bool is_long = text[1] == '-';
    size_t length = is_long ? strcspn(text, "=") : 2;
    const cli_option *option =
        is_long ? option_named(line->command, text + 2, length - 2) : option_lettered(line->command, text[1]);
    if (!option)
        return unknown_option(line->command, text, is_long ? length : strlen(text));

    const char *attached = text[length] == '\0' ? NULL : text + length + (text[length] == '=');
    if (option->placeholder[0] == '\0')
        return attached ? cli_usage_error(line->command, "--%s takes no value", option->name)
                        : add_option(line, option, "");
    if (attached)
        return add_option(line, option, attached);
    if (*at == count)
        return cli_usage_error(line->command, "--%s needs a value: %s", option->name, option->placeholder);
    return add_option(line, option, word[(*at)++]);
}

bool cli_has(const cli_line *line, const char *option) { return cli_value(line, option) != NULL; }

const char *cli_value(const cli_line *line, const char *option)
{
    for (size_t i = 0; i < line->givens; i++)
        if (strcmp(line->given[i].option->name, option) == 0)
            return line->given[i].value;
    return NULL;
}

void cli_line_free(cli_line *line)
{
    free(line->given);
    free(line->operand);
}

int cli_parse(const cli_table *table, const cli_command *command, int count, char **word, cli_line *line)
{
    size_t most = (size_t)count + 1;
    *line = (cli_line){.table = table,
                       .command = command,
                       .given = cli_grow(NULL, most * sizeof *line->given),
                       .operand = cli_grow(NULL, most * sizeof *line->operand)};
    bool only_operands = false;
    for (int at = 0; at < count;) {
        if (!only_operands && strcmp(word[at], "--") == 0) {
            only_operands = true;
            at++;
        } else if (!only_operands && word[at][0] == '-' && word[at][1] != '\0') {
            int status = parse_option(line, count, word, &at);
            if (status != 0)
                return status;
        } else {
            line->operand[line->operands++] = word[at++];
        }
    }
    return 0;
}

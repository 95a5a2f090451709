/* zopa completion bash: a completion script, made from the table of commands. */
#include "completion.h"

#include <string.h>

#include "output.h"

static void print_words_of_options(FILE *stream, const cli_command *command)
{
    for (size_t i = 0; i < command->options; i++)
        fprintf(stream, "%s--%s", i > 0 ? " " : "", command->option[i].name);
}

static void print_commands(FILE *stream, const cli_table *table)
{
    for (size_t i = 0; i < table->commands; i++)
        fprintf(stream, "%s%s", i > 0 ? " " : "", table->command[i].name);
}

/* case patterns "COMMAND --OPTION" -> what the option's value may be */
static void print_values(FILE *stream, const cli_command *command)
{
    for (size_t i = 0; i < command->options; i++) {
        const cli_option *option = &command->option[i];
        if (option->placeholder[0] == '\0')
            continue;
        fprintf(stream, "    '%s --%s'", command->name, option->name);
        if (option->letter)
            fprintf(stream, "|'%s -%c'", command->name, option->letter);
        fputs(") ", stream);
        if (option->choices) {
            fputs("echo 'words", stream);
            for (const char *c = option->choices; *c != '\0'; c += strcspn(c, "|"), c += *c == '|')
                fprintf(stream, " %.*s", (int)strcspn(c, "|"), c);
            fputs("' ;;\n", stream);
        } else {
            fputs(strcmp(option->placeholder, "FILE") == 0 ? "echo files ;;\n" : "echo nothing ;;\n", stream);
        }
    }
}

/* What stands where no option does, as bash that sees the word before it as $2: model files, unless the command's
 * operands are words, or begin with one of several. */
static void print_operands(FILE *stream, const cli_command *command)
{
    const char *operands = command->operands;
    if (strcmp(operands, "[COMMAND]") == 0) {
        fputs("echo \"words $(_zopa_commands)\"", stream);
    } else if (strchr(operands, '|')) {
        fprintf(stream, "[[ $2 == %s ]] && echo 'words", command->name);
        for (const char *at = operands; *at != ' ' && *at != '\0'; at += strcspn(at, "| "), at += *at == '|')
            fprintf(stream, " %.*s", (int)strcspn(at, "| "), at);
        fputs("' || echo models", stream);
    } else if (strcmp(operands, "MODEL...") == 0 || strcmp(operands, "FILE...") == 0) {
        fputs("echo models", stream);
    } else if (strcmp(operands, "FILE") == 0) {
        fputs("echo files", stream);
    } else {
        fputs(operands[0] == '\0' ? "echo nothing" : "echo 'words bash'", stream);
    }
}

static void print_tables(FILE *stream, const cli_table *table)
{
    fputs("_zopa_commands() {\n    echo '", stream);
    print_commands(stream, table);
    fputs("'\n}\n\n_zopa_options() {\n    case $1 in\n", stream);
    for (size_t i = 0; i < table->commands; i++) {
        fprintf(stream, "    %s) echo '", table->command[i].name);
        print_words_of_options(stream, &table->command[i]);
        fputs("' ;;\n", stream);
    }
    fputs("    esac\n}\n\n_zopa_values() {\n    case \"$1 $2\" in\n", stream);
    for (size_t i = 0; i < table->commands; i++)
        print_values(stream, &table->command[i]);
    fputs("    esac\n}\n\n_zopa_operands() {\n    case $1 in\n", stream);
    for (size_t i = 0; i < table->commands; i++) {
        fprintf(stream, "    %s) ", table->command[i].name);
        print_operands(stream, &table->command[i]);
        fputs(" ;;\n", stream);
    }
    fputs("    esac\n}\n", stream);
}

/* bash takes "=" for a word of its own: --format=js arrives as "--format" "=" "js". */
static const char script[] =
    "\n"
    "# Sets COMPREPLY to what may stand at the cursor: words ..., files, models, or nothing.\n"
    "_zopa_offer() {\n"
    "    local kind=${1%% *} cur=$2 name\n"
    "    COMPREPLY=()\n"
    "    case $kind in\n"
    "    words) COMPREPLY=($(compgen -W \"${1#words}\" -- \"$cur\")) ;;\n"
    "    files|models)\n"
    "        compopt -o filenames 2> /dev/null || :\n"
    "        while IFS= read -r name; do\n"
    "            [[ $kind == files || -d $name || $name == *.zopa ]] && COMPREPLY+=(\"$name\")\n"
    "        done < <(compgen -f -- \"$cur\") ;;\n"
    "    esac\n"
    "}\n"
    "\n"
    "_zopa() {\n"
    "    local cur=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]} kind\n"
    "    if ((COMP_CWORD == 1)); then\n"
    "        _zopa_offer \"words $(_zopa_commands) --help --version\" \"$cur\"\n"
    "        return\n"
    "    fi\n"
    "    if [[ $cur == '=' ]]; then\n"
    "        cur=\n"
    "    elif [[ $previous == '=' ]] && ((COMP_CWORD > 2)); then\n"
    "        previous=${COMP_WORDS[COMP_CWORD - 2]}\n"
    "    fi\n"
    "    kind=$(_zopa_values \"$command\" \"$previous\")\n"
    "    if [[ -n $kind ]]; then\n"
    "        _zopa_offer \"$kind\" \"$cur\"\n"
    "    elif [[ $cur == -* ]]; then\n"
    "        _zopa_offer \"words $(_zopa_options \"$command\")\" \"$cur\"\n"
    "    else\n"
    "        _zopa_offer \"$(_zopa_operands \"$command\" \"$previous\")\" \"$cur\"\n"
    "    fi\n"
    "}\n"
    "\n"
    "complete -F _zopa zopa\n";

int cli_completion(const cli_line *line)
{
    if (line->operands != 1 || strcmp(line->operand[0], "bash") != 0)
        return cli_usage_error(line->command, "name the shell: bash");
    cli_output output;
    cli_output_open(&output);
    fputs("# bash completion for zopa, printed by \"zopa completion bash\"\n\n", output.stream);
    print_tables(output.stream, line->table);
    fputs(script, output.stream);
    return cli_output_close(&output, NULL);
}

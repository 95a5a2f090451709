/* zopa completion bash: a completion script, made from the table of commands. */
#ifndef CLI_COMPLETION_H
#define CLI_COMPLETION_H

#include "arguments.h"

int cli_completion(const cli_line *line);

#endif

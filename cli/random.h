/* zopa random: a made-up negotiation. */
#ifndef CLI_RANDOM_H
#define CLI_RANDOM_H

#include "arguments.h"

int cli_random(const cli_line *line);

#endif

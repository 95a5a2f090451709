/* Runs an analysis of the library: load, run, write. */
#ifndef CLI_ANALYSE_H
#define CLI_ANALYSE_H

#include "arguments.h"

int cli_analyse(const cli_line *line); /* the exit status */

#endif

/* zopa fmt: model files into the standard layout, in place. */
#ifndef CLI_FMT_H
#define CLI_FMT_H

#include "arguments.h"

int cli_fmt(const cli_line *line); /* the exit status */

#endif

/* zopa serve: the workbench on this machine. */
#ifndef CLI_SERVE_H
#define CLI_SERVE_H

#include "arguments.h"

int cli_serve(const cli_line *line);

#endif

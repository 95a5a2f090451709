/* zopa instance: a compiled instance read back, and what its zone holds. */
#ifndef CLI_INSTANCE_H
#define CLI_INSTANCE_H

#include "arguments.h"

int cli_instance(const cli_line *line);

#endif

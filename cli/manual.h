/* zopa manual: the manual page zopa(1), made from the table of commands. */
#ifndef CLI_MANUAL_H
#define CLI_MANUAL_H

#include "arguments.h"

int cli_manual(const cli_line *line);

#endif

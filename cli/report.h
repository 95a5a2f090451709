/* zopa report: one page with all the answers, to look at and to send. */
#ifndef CLI_REPORT_H
#define CLI_REPORT_H

#include "arguments.h"

int cli_report(const cli_line *line); /* the exit status */

#endif

/* zopa plot: one picture of the answers, as SVG or PNG. */
#ifndef CLI_PLOT_H
#define CLI_PLOT_H

#include "arguments.h"

int cli_plot(const cli_line *line); /* the exit status */

#endif

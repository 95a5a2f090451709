/* What a stream goes to: whether it is a terminal, takes colour, and how wide it is. */
#ifndef CLI_TERMINAL_H
#define CLI_TERMINAL_H

#include <stdbool.h>

/* `when` is "always", "never", or "auto" (also NULL): on a terminal that knows colours, unless NO_COLOR is set
 * (https://no-color.org). */
bool cli_colour_on(int file, const char *when);

unsigned cli_terminal_width(int file); /* columns, 40 to 400; 100 when it is no terminal */

#endif

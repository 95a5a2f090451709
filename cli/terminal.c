/* What a stream goes to: whether it is a terminal, takes colour, and how wide it is. */
#include "terminal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

bool cli_colour_on(int file, const char *when)
{
    if (when && strcmp(when, "auto") != 0)
        return strcmp(when, "always") == 0;
    const char *off = getenv("NO_COLOR"), *terminal = getenv("TERM");
    if (off && off[0] != '\0')
        return false;
    return isatty(file) && terminal && strcmp(terminal, "dumb") != 0;
}

unsigned cli_terminal_width(int file)
{
    struct winsize size;
    if (!isatty(file) || ioctl(file, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
        return 100;
    return size.ws_col < 40 ? 40 : size.ws_col > 400 ? 400 : size.ws_col;
}

/* zopa serve where the libraries for it were not found when zopa was built. */
#include "serve.h"

#include <stdio.h>

int cli_serve(const cli_line *line)
{
    (void)line;
    fputs(
        "zopa serve: this zopa was built without a server; build it again where libmicrohttpd and jansson are "
        "installed (Debian: libmicrohttpd-dev libjansson-dev)\n",
        stderr);
    return 2;
}

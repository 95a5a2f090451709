/* The drawing script that the build makes from web/, run by Duktape. */
#ifndef CLI_SCRIPT_H
#define CLI_SCRIPT_H

#include <stddef.h>

#include "zopa.h"

/* NULL; or the sentence that says what this zopa was built without, so that it cannot draw. */
const char *cli_why_no_drawing(void);

/* Calls zopaPlot(kind, bundle, options) of plot.js. Sets *svg (freed by the caller, with a NUL behind it) and *length
 * and returns ZOPA_YES, or returns ZOPA_BAD with one sentence in *error. Has limits on memory and time. */
int cli_draw(const char *kind, const char *bundle, size_t bundle_length, const char *options, char **svg,
             size_t *length, char **error);

#endif

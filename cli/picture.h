/* SVG -> PNG. */
#ifndef CLI_PICTURE_H
#define CLI_PICTURE_H

#include <stdbool.h>
#include <stddef.h>

#include "zopa.h"

/* NULL; or the sentence that says what this zopa was built without, so that it makes no PNG. */
const char *cli_why_no_png(void);

/* At twice its size in CSS pixels, for sharp screens and print. Sets *png (freed by the caller) and *png_length and returns
 * ZOPA_YES, or returns ZOPA_BAD with one sentence in *error. */
int cli_png_of_svg(const char *svg, size_t length, bool dark, char **png, size_t *png_length, char **error);

#endif

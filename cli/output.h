/* What a command answers: gathered in memory, then written whole, so that it is complete or an error. */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include <stdio.h>

#include "zopa.h"

/* The format that text, json, csv or html names; `otherwise` for NULL and for any other word. */
zopa_format cli_format_named(const char *word, zopa_format otherwise);

typedef struct cli_output {
    FILE *stream; /* print here */
    char *bytes;
    size_t length;
} cli_output;

void cli_output_open(cli_output *output);
/* Bytes -> the file, or standard output when it is NULL. Returns 0, or 2 after saying on standard error why not. */
int cli_write(const char *bytes, size_t length, const char *file);

/* Writes to the file, or to standard output when it is NULL, and frees the output. Returns 0, or 2 after saying
 * on standard error why it could not. */
int cli_output_close(cli_output *output, const char *file);
/* Hands over what was printed, with a NUL behind it; freed by the caller. */
void cli_output_take(cli_output *output, char **bytes, size_t *length);
void cli_output_drop(cli_output *output); /* frees it and writes nothing */

#endif

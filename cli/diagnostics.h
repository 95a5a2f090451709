/* Diagnostics for reading: the place, the message, the line with the place marked, what to try. */
#ifndef CLI_DIAGNOSTICS_H
#define CLI_DIAGNOSTICS_H

#include <stdbool.h>
#include <stdio.h>

#include "reader.h"

typedef struct cli_diagnostic_count {
    size_t of[ZOPA_NOTE + 1]; /* by severity */
} cli_diagnostic_count;

cli_diagnostic_count cli_count_diagnostics(const zopa_model *model);

/* Prints those of loading, the reasons for which files were refused, and a closing count. errors_only leaves out
 * warnings and notes (but counts them). Prints nothing when there is nothing to say. */
void cli_print_diagnostics(FILE *stream, const zopa_model *model, const cli_reader *reader, bool errors_only,
                           bool colour);

/* Those of the request. */
void cli_print_request_diagnostics(FILE *stream, const zopa_result *result, bool colour);

/* The errors of one file whose ids come before `limit`. */
void cli_print_errors_before(FILE *stream, const zopa_model *model, const char *file, const char *limit,
                             bool colour);

#endif

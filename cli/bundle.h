/* The answers that a report or a picture is made of, as one JSON text. */
#ifndef CLI_BUNDLE_H
#define CLI_BUNDLE_H

#include <stdio.h>

#include "render.h"

/* What a report holds: names of analyses (packages with --most 500), and "within", which is that with --within; NULL ends the list. */
extern const char *const cli_report_parts[];

/* Runs what `parts` names and joins their JSON, each byte for byte as the command
 * line prints it: {"schema":"zopa-report/1","language":…,"for":…,"answers":{NAME:…,…}}. Each gets the arguments that
 * it takes. Sets *bytes and *length and returns as cli_render_report does. */
int cli_bundle(const zopa_model *model, const cli_render_request *request, const char *const *parts,
               char **bytes, size_t *length, char **error);

/* zopa_run for one part, with those arguments of the request that its analysis takes. */
int cli_ask(const zopa_model *model, const cli_render_request *request, const char *part,
            zopa_progress *progress, void *progress_context, zopa_result **result);

/* Prints a text as JSON; what is not UTF-8 becomes U+FFFD. */
void cli_print_json_text(FILE *stream, const char *text);

#endif

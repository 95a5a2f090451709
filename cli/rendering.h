/* What the commands report and plot have in common: a model is read, rendered, and written whole. */
#ifndef CLI_RENDERING_H
#define CLI_RENDERING_H

#include "arguments.h"
#include "render.h"

typedef int cli_renderer(const zopa_model *model, const cli_render_request *request, char **bytes,
                         size_t *length, char **error);

/* Reads the files, fills in what of the request is the same for both, renders, and writes to --output. Returns the
 * exit status. */
int cli_render_files(const cli_line *line, const char *const *paths, size_t count, cli_renderer *render,
                     cli_render_request request);

#endif

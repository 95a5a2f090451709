/* A loaded model -> a report or a picture as bytes. The command line and the server both ask for them here. */
#ifndef CLI_RENDER_H
#define CLI_RENDER_H

#include <stdbool.h>

#include "zopa.h"

/* What a page or a picture may be written in: those of web/src/words. The first is taken unless asked otherwise. */
#define CLI_DEFAULT_LANGUAGE "en"
#define CLI_LANGUAGES CLI_DEFAULT_LANGUAGE "|fr"

typedef struct cli_render_request {
    const zopa_argument
        *argument; /* on, without, also, for, time, memory, threads; each question takes its own */
    size_t arguments;
    const char *language; /* of CLI_LANGUAGES; NULL: the first */

    /* Of a picture alone. */
    const char *kind;    /* "frontier", "positions" or "timeline" */
    const char *format;  /* "svg" or "png"; NULL: "svg" */
    const char *theme;   /* "light" or "dark"; NULL: "light" */
    const char *axes[2]; /* of the frontier: two parties; both NULL: left to the picture */

    zopa_progress *progress; /* as zopa_run calls it, over all the questions together; may be NULL */
    void *progress_context;
    bool *limited; /* set when some answer ended at a limit; may be NULL */
} cli_render_request;

/* Both set *bytes (freed by the caller) and *length and return ZOPA_YES; or return ZOPA_BAD when the request is wrong or
 * too large to draw, ZOPA_NO when this zopa was built without what it takes, then with one sentence in *error (freed by the
 * caller); or ZOPA_MEMORY. What was not set is NULL. An answer that ended at a limit, or because progress stopped it, is
 * shown as far as it got. Equal input gives equal bytes. */
int cli_render_report(const zopa_model *model, const cli_render_request *request, char **bytes,
                      size_t *length, char **error);
int cli_render_plot(const zopa_model *model, const cli_render_request *request, char **bytes, size_t *length,
                    char **error);

#endif

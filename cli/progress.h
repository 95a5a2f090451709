/* A run that takes long: a line on standard error that says how far it is, and an end on Ctrl-C. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

#include "zopa.h"

typedef struct cli_progress {
    const char *what; /* the name of the command */
    bool visible;     /* standard error is a terminal */
    bool shown;       /* a line stands there now */
    uint64_t next;    /* when to show the line again, in milliseconds on the monotonic clock */
} cli_progress;

/* From here on the first Ctrl-C ends the run with what is known; a second one ends the program at once. */
void cli_progress_begin(cli_progress *progress, const char *what);
int cli_progress_report(void *progress, const zopa_interim *interim); /* a zopa_progress */
void cli_progress_end(cli_progress *progress); /* removes the line; Ctrl-C is ordinary again */

#endif

/* How the library reads files here: regular files, paths as they are made, up to CLI_LARGEST_FILE bytes. "-" is
 * standard input when a command names it. Remembers why files were refused. */
#ifndef CLI_READER_H
#define CLI_READER_H

#include <stdbool.h>
#include <sys/types.h>

#include "zopa.h"

typedef struct cli_refusal {
    char *path;
    const char *reason;
} cli_refusal;

typedef struct cli_reader {
    bool standard_input;  /* "-" may be read, once */
    cli_refusal *refusal; /* files that exist but were not read */
    size_t refusals;
    struct cli_identity {
        dev_t device;
        ino_t number;
    } * read; /* the files that were read */
    size_t reads;
} cli_reader;

zopa_reader cli_reader_for_library(cli_reader *reader);        /* reader outlives its use */
bool cli_was_read(const cli_reader *reader, const char *path); /* the same file, whatever its name */
void cli_reader_free(cli_reader *reader);

#endif

/* Files of the command line: reading one whole, and replacing one whole. */
#ifndef CLI_FILES_H
#define CLI_FILES_H

#include <stddef.h>

enum {
    CLI_LARGEST_FILE = 64 * 1024 * 1024
}; /* bytes; a model of that size would take a person years to write */

/* Reads a regular file, or standard input when path is NULL. Sets *bytes (freed by the caller, with a NUL behind
 * them) and *length and returns NULL; else returns why not, such as "is a directory". */
const char *cli_read_file(const char *path, char **bytes, size_t *length);

/* Likewise for an open file, which is closed. */
const char *cli_read_opened(int file, char **bytes, size_t *length);

/* Puts the bytes in place of the file that path leads to, symbolic links followed, or creates it: by a file beside
 * it that is renamed, so that nobody sees half of it. What is no regular file (a terminal, a pipe) is written
 * to as it is. Returns NULL, or why not; the old file is then untouched. */
const char *cli_replace_file(const char *path, const char *bytes, size_t length);

#endif

/* How the library reads files here: regular files, paths as they are made. */
#include "reader.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "files.h"
#include "memory.h"

/* The library says itself that a file is not there; the reader explains the odder cases. */
static void remember(cli_reader *reader, const char *path, const char *reason)
{
    if (access(path, F_OK) != 0)
        return;
    reader->refusal = cli_grow(reader->refusal, (reader->refusals + 1) * sizeof *reader->refusal);
    reader->refusal[reader->refusals++] = (cli_refusal){cli_copy(path, strlen(path)), reason};
}

static void note_read(cli_reader *reader, const char *path)
{
    struct stat status;
    if (stat(path, &status) != 0)
        return;
    reader->read = cli_grow(reader->read, (reader->reads + 1) * sizeof *reader->read);
    reader->read[reader->reads++] = (struct cli_identity){status.st_dev, status.st_ino};
}

bool cli_was_read(const cli_reader *reader, const char *path)
{
    struct stat status;
    if (stat(path, &status) != 0)
        return false;
    for (size_t i = 0; i < reader->reads; i++)
        if (reader->read[i].device == status.st_dev && reader->read[i].number == status.st_ino)
            return true;
    return false;
}

static int read_for_library(void *context, const char *path, const char **bytes, size_t *length)
{
    cli_reader *reader = context;
    bool standard_input = reader->standard_input && strcmp(path, "-") == 0;
    if (standard_input)
        reader->standard_input = false;
    char *read = NULL;
    const char *why = cli_read_file(standard_input ? NULL : path, &read, length);
    if (why) {
        remember(reader, path, why);
        return 1;
    }
    *bytes = read;
    if (!standard_input)
        note_read(reader, path);
    return 0;
}

static void release(void *context, const char *bytes, size_t length)
{
    (void)context;
    (void)length;
    free((char *)(uintptr_t)bytes); /* the interface hands it back as const */
}

zopa_reader cli_reader_for_library(cli_reader *reader)
{
    return (zopa_reader){read_for_library, release, reader};
}

void cli_reader_free(cli_reader *reader)
{
    for (size_t i = 0; i < reader->refusals; i++)
        free(reader->refusal[i].path);
    free(reader->refusal);
    free(reader->read);
}

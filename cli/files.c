/* Files of the command line: reading one whole, and replacing one whole. */
#include "files.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "memory.h"

static const char *const too_large = "is larger than 64 MiB";

/* ---- Reading ---- */

static const char *read_all(int file, char **bytes, size_t *length)
{
    size_t capacity = 64 * 1024, used = 0;
    char *buffer = cli_grow(NULL, capacity + 1);
    for (;;) {
        ssize_t got = read(file, buffer + used, capacity - used);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0 || used > CLI_LARGEST_FILE) {
            const char *why = got < 0 ? strerror(errno) : too_large;
            free(buffer);
            return why;
        }
        if (got == 0)
            break;
        used += (size_t)got;
        if (used == capacity)
            buffer = cli_grow(buffer, (capacity *= 2) + 1);
    }
    buffer[used] = '\0';
    *bytes = buffer;
    *length = used;
    return NULL;
}

static const char *why_refused(mode_t mode)
{
    if (S_ISDIR(mode))
        return "is a directory";
    if (S_ISFIFO(mode) || S_ISSOCK(mode))
        return "is a pipe, not a file (\"-\" reads standard input)";
    return "is a device, not a file";
}

const char *cli_read_opened(int file, char **bytes, size_t *length)
{
    struct stat about;
    const char *why = NULL;
    if (fstat(file, &about) != 0)
        why = strerror(errno);
    else if (!S_ISREG(about.st_mode))
        why = why_refused(about.st_mode);
    else if (about.st_size > CLI_LARGEST_FILE)
        why = too_large;
    else
        why = read_all(file, bytes, length);
    close(file);
    return why;
}

const char *cli_read_file(const char *path, char **bytes, size_t *length)
{
    if (!path)
        return read_all(STDIN_FILENO, bytes, length);
    int file =
        open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY); /* never waits for a pipe's other end */
    return file < 0 ? strerror(errno) : cli_read_opened(file, bytes, length);
}

/* ---- Replacing ---- */

static bool write_all(int file, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t put = write(file, bytes, length);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return false;
        bytes += put;
        length -= (size_t)put;
    }
    return true;
}

static const char *write_in_place(const char *path, const char *bytes, size_t length)
{
    int file = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    if (file < 0)
        return strerror(errno);
    bool written = write_all(file, bytes, length);
    const char *why = written ? NULL : strerror(errno);
    if (close(file) != 0 && written)
        why = strerror(errno);
    return why;
}

/* The mode that creating a file would give. */
static mode_t default_mode(void)
{
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

/* Fills the temporary file. `old` is the file that it will replace, or NULL. */
static bool fill(int file, const struct stat *old, const char *bytes, size_t length)
{
    if (!write_all(file, bytes, length) || fchmod(file, old ? old->st_mode & 07777 : default_mode()) != 0)
        return false;
    /* Only root can keep another owner; when that fails the file is the caller's, as with any new file. */
    if (old && old->st_uid != geteuid() && fchown(file, old->st_uid, old->st_gid) != 0)
        errno = 0;
    return fsync(file) == 0;
}

static const char *replace(const char *path, const struct stat *old, const char *bytes, size_t length)
{
    size_t size = strlen(path) + sizeof ".XXXXXX";
    char *temporary = cli_grow(NULL, size);
    snprintf(temporary, size, "%s.XXXXXX", path);
    int file = mkstemp(temporary);
    if (file < 0) {
        free(temporary);
        return strerror(errno);
    }
    const char *why = fill(file, old, bytes, length) ? NULL : strerror(errno);
    if (close(file) != 0 && !why)
        why = strerror(errno);
    if (!why && rename(temporary, path) != 0)
        why = strerror(errno);
    if (why)
        unlink(temporary);
    free(temporary);
    return why;
}

const char *cli_replace_file(const char *path, const char *bytes, size_t length)
{
    struct stat about;
    if (stat(path, &about) != 0)
        return errno == ENOENT ? replace(path, NULL, bytes, length) : strerror(errno);
    if (!S_ISREG(about.st_mode))
        return write_in_place(path, bytes, length);
    if (access(path, W_OK) != 0) /* the directory may allow what the file forbids */
        return strerror(errno);
    char *real = realpath(path, NULL);
    if (!real)
        return strerror(errno);
    const char *why = replace(real, &about, bytes, length);
    free(real);
    return why;
}

/* Names -> open files beneath one folder. A name is resolved once, with its symbolic links, and must come out beneath the
 * folder; then it is walked part by part from the folder, following no link, so that one that is put in its way
 * meanwhile is noticed. */
#include "server_root.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "memory.h"

static const char *const outside = "lies outside the folder that is served (see --root)";
static const char *const hidden = "is hidden: a part of its path begins with a dot";

const char *srv_root_begin(srv_root *root, const char *path, const char *base)
{
    *root = (srv_root){.folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (root->folder < 0)
        return strerror(errno);
    root->path = cli_copy(path, strlen(path));
    root->base = cli_copy(base, strlen(base));
    return NULL;
}

void srv_root_end(srv_root *root)
{
    if (root->path)
        close(root->folder);
    free(root->path);
    free(root->base);
    *root = (srv_root){0};
}

/* ---- Paths as text ---- */

/* Appends the parts of `path`, each behind a slash. `folded` has room. */
static void fold_onto(char *folded, const char *path)
{
    while (*path != '\0') {
        size_t length = strcspn(path, "/");
        if (length == 2 && strncmp(path, "..", 2) == 0) {
            char *last = strrchr(folded, '/');
            if (last)
                *last = '\0';
        } else if (length > 0 && !(length == 1 && path[0] == '.')) {
            size_t used = strlen(folded);
            folded[used] = '/';
            memcpy(folded + used + 1, path, length);
            folded[used + 1 + length] = '\0';
        }
        path += length + (path[length] == '/');
    }
}

char *srv_root_absolute(const srv_root *root, const char *name)
{
    char *folded = cli_grow(NULL, strlen(root->base) + strlen(name) + 4);
    folded[0] = '\0';
    if (name[0] != '/')
        fold_onto(folded, root->base);
    fold_onto(folded, name);
    return folded;
}

/* What follows the folder in an absolute path, without the slash; NULL when it does not lie beneath. */
static const char *beneath(const srv_root *root, const char *absolute)
{
    size_t length = strcmp(root->path, "/") == 0 ? 0 : strlen(root->path);
    if (strncmp(absolute, root->path, length) != 0 || absolute[length] != '/' || absolute[length + 1] == '\0')
        return NULL;
    return absolute + length + 1;
}

static const char *refuses(const srv_root *root, const char *absolute)
{
    const char *inside = beneath(root, absolute);
    if (!inside)
        return outside;
    return inside[0] == '.' || strstr(inside, "/.") ? hidden : NULL;
}

/* ---- Walking ---- */

enum { FLAGS = O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY };

/* The folder that holds the last part of `inside`, open, or -1; *last is that part. */
static int open_parent(const srv_root *root, const char *inside, const char **last)
{
    int folder = fcntl(root->folder, F_DUPFD_CLOEXEC, 0);
    for (const char *slash; folder >= 0 && (slash = strchr(inside, '/')); inside = slash + 1) {
        char *part = cli_copy(inside, (size_t)(slash - inside));
        int next = openat(folder, part, O_RDONLY | O_DIRECTORY | FLAGS);
        int why = errno;
        free(part);
        close(folder);
        errno = why;
        folder = next;
    }
    *last = inside;
    return folder;
}

/* Like openat for a path that is known to lie beneath the folder, with no link in it. */
static int open_beneath(const srv_root *root, const char *absolute, int flags)
{
    const char *last;
    int folder = open_parent(root, beneath(root, absolute), &last);
    if (folder < 0)
        return -1;
    int file = openat(folder, last, flags | FLAGS, 0666);
    int why = errno;
    close(folder);
    errno = why;
    return file;
}

const char *srv_root_open(const srv_root *root, const char *name, int *file, char **real)
{
    char *absolute = srv_root_absolute(root, name), *resolved = NULL;
    const char *why = refuses(root, absolute);
    if (!why && !(resolved = realpath(absolute, NULL)))
        why = strerror(errno);
    if (!why)
        why = refuses(root, resolved);
    if (!why && (*file = open_beneath(root, resolved, O_RDONLY)) < 0)
        why = strerror(errno);
    free(absolute);
    if (!why && real)
        *real = resolved;
    else
        free(resolved);
    return why;
}

/* ---- A new file ---- */

static bool has_control(const char *name)
{
    for (; *name != '\0'; name++)
        if ((unsigned char)*name < ' ' || *name == 0x7F)
            return true;
    return false;
}

/* The path of a new file, in a folder that is there: links of the folder resolved, the last part as it is. */
static const char *resolve_new(const srv_root *root, const char *absolute, char **real)
{
    const char *slash = strrchr(absolute, '/');
    char *folder = cli_copy(absolute, (size_t)(slash - absolute));
    char *resolved = realpath(folder[0] ? folder : "/", NULL);
    free(folder);
    if (!resolved)
        return strerror(errno);
    size_t size = strlen(resolved) + strlen(slash) + 1;
    *real = cli_grow(NULL, size);
    snprintf(*real, size, "%s%s", strcmp(resolved, "/") == 0 ? "" : resolved, slash);
    free(resolved);
    return refuses(root, *real);
}

const char *srv_root_create(const srv_root *root, const char *name, char **real)
{
    char *absolute = srv_root_absolute(root, name), *path = NULL;
    const char *why = has_control(name) ? "has a control character in its name" : refuses(root, absolute);
    if (!why)
        why = resolve_new(root, absolute, &path);
    int file = why ? -1 : open_beneath(root, path, O_WRONLY | O_CREAT | O_EXCL);
    if (!why && file < 0)
        why = strerror(errno);
    if (file >= 0)
        close(file);
    free(absolute);
    if (why)
        free(path);
    else
        *real = path;
    return why;
}

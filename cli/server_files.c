/* GET and PUT /file. A text has a mark, its ETag, made of its bytes. Saving names the mark of the text that was read, and
 * replaces that text or nothing. */
#include "server_files.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "files.h"
#include "memory.h"
#include "server_url.h"

/* ---- Marks ---- */

enum { MARK = 48 };

/* FNV-1a of 64 bits, and the length: tells apart what people write, and is no secret. */
static void mark_of(const char *bytes, size_t length, char mark[MARK])
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * 0x100000001b3u;
    snprintf(mark, MARK, "\"%zx-%016" PRIx64 "\"", length, hash);
}

/* ---- Reading ---- */

static char *path_of(const srv_request *request, srv_response *response)
{
    char *path = srv_query_of(request->target, "path");
    if (!path || path[0] == '\0') {
        srv_refuse(response, 400, "name the file by one path=… in the address, with odd characters as %%XX");
        free(path);
        return NULL;
    }
    return path;
}

static void refuse_file(srv_response *response, const char *path, const char *why)
{
    bool absent = strcmp(why, strerror(ENOENT)) == 0 || strcmp(why, strerror(ENOTDIR)) == 0;
    srv_refuse(response, absent ? 404 : 403, "%.300s: %s", path, why);
}

static const char *read_file(const srv_root *root, const char *path, char **real, char **bytes,
                             size_t *length)
{
    int file;
    const char *why = srv_root_open(root, path, &file, real);
    return why ? why : cli_read_opened(file, bytes, length);
}

void srv_answer_read(srv_server *server, const srv_request *request, srv_response *response)
{
    char *path = path_of(request, response), *bytes = NULL, mark[MARK];
    size_t length = 0;
    if (!path)
        return;
    const char *why = read_file(&server->root, path, NULL, &bytes, &length);
    if (why) {
        refuse_file(response, path, why);
    } else {
        mark_of(bytes, length, mark);
        srv_reply(response, 200, "text/plain; charset=utf-8", bytes, length);
        srv_add_field(response, "ETag", mark);
    }
    free(path);
}

/* ---- Saving ---- */

static void reply_saved(const srv_request *request, srv_response *response)
{
    char mark[MARK];
    mark_of(request->body, request->length, mark);
    srv_reply(response, 204, NULL, NULL, 0);
    srv_add_field(response, "ETag", mark);
}

static const char *put(const char *real, const srv_request *request)
{
    return cli_replace_file(real, request->body ? request->body : "", request->length);
}

/* Under the lock of saving. */
static void replace(srv_server *server, const srv_request *request, const char *path, const char *match,
                    srv_response *response)
{
    char *real = NULL, *bytes = NULL, mark[MARK];
    size_t length = 0;
    const char *why = read_file(&server->root, path, &real, &bytes, &length);
    if (!why) {
        mark_of(bytes, length, mark);
        if (strcmp(mark, match) != 0) {
            srv_refuse(response, 412, "%.300s was changed by another program since it was read", path);
            srv_add_field(response, "ETag", mark);
        } else if (!(why = put(real, request))) {
            reply_saved(request, response);
        }
    }
    if (why)
        refuse_file(response, path, why);
    free(bytes);
    free(real);
}

/* Under the lock of saving. The name is taken by an empty file first, so that nothing can come in between. */
static void create(srv_server *server, const srv_request *request, const char *path, srv_response *response)
{
    char *real = NULL;
    const char *why = srv_root_create(&server->root, path, &real);
    if (why && strcmp(why, strerror(EEXIST)) == 0) {
        srv_refuse(response, 412, "%.300s is there already", path);
        return;
    }
    if (!why && (why = put(real, request)))
        unlink(real);
    if (why) {
        refuse_file(response, path, why);
    } else {
        srv_shelf_learn(&server->shelf, path);
        reply_saved(request, response);
    }
    free(real);
}

static bool ends_in_zopa(const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    size_t length = strlen(name);
    return length > 5 && strcmp(name + length - 5, ".zopa") == 0;
}

static void save(srv_server *server, const srv_request *request, const char *path, srv_response *response)
{
    bool two_matches, two_nones;
    const char *match = srv_header_of(request, "If-Match", &two_matches);
    const char *none = srv_header_of(request, "If-None-Match", &two_nones);
    char *absolute = srv_root_absolute(&server->root, path);
    bool known = srv_shelf_knows(&server->shelf, absolute);
    free(absolute);
    if (!ends_in_zopa(path))
        srv_refuse(response, 403, "%.300s: only model files, *.zopa, are saved", path);
    else if (two_matches || two_nones || (match != NULL) == (none != NULL))
        srv_refuse(response, 428,
                   "say what to save over: If-Match with the ETag of the text that was read, or "
                   "If-None-Match: * for a new file");
    else if (none && strcmp(none, "*") != 0)
        srv_refuse(response, 400, "If-None-Match is * here: the file must be a new one");
    else if (match && !known)
        srv_refuse(response, 403, "%.300s: no model that was asked about reads this file", path);
    else if (match)
        replace(server, request, path, match, response);
    else
        create(server, request, path, response);
}

void srv_answer_save(srv_server *server, const srv_request *request, srv_response *response)
{
    char *path = path_of(request, response);
    if (!path)
        return;
    pthread_mutex_lock(&server->saving);
    save(server, request, path, response);
    pthread_mutex_unlock(&server->saving);
    free(path);
}

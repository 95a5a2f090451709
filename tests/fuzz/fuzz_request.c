/* Any bytes -> a whole request -> a response. The bytes are lines: the method, the target, headers, an empty line; the rest is
 * the body. Holds: it never crashes, every response is well formed, and nothing outside the root is told or changed. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../unit/server_scene.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

enum { MOST_HEADERS = 20, SECRET = 32 };

static server_scene only;

static void close_scene(void) { scene_close(&only); }

static server_scene *ready(void)
{
    static const zopa_argument limits[] = {{"time", "0.05"}, {"memory", "64M"}, {"threads", "1"}};
    if (only.folder[0] != '\0')
        return &only;
    scene_open(&only);
    atexit(close_scene);
    only.server.fixed = limits;
    only.server.fixeds = 3;
    return &only;
}

/* The line at *at, NUL-terminated; NULL at the end or at an empty line, which is passed. */
static char *next_line(char **at, char *end)
{
    char *line = *at;
    if (line >= end)
        return NULL;
    char *newline = memchr(line, '\n', (size_t)(end - line));
    *at = newline ? newline + 1 : end;
    *(newline ? newline : end) = '\0';
    return line[0] == '\0' ? NULL : line;
}

/* "name: value" in place. */
static srv_header header_of(char *line)
{
    char *colon = strchr(line, ':');
    if (!colon)
        return (srv_header){line, ""};
    *colon = '\0';
    return (srv_header){line, colon + 1 + (colon[1] == ' ')};
}

static bool holds_secret(const server_scene *scene, const char *bytes, size_t length)
{
    for (size_t i = 0; i + SECRET <= length; i++)
        if (memcmp(bytes + i, scene->secret, SECRET) == 0)
            return true;
    return false;
}

/* A fuzzer finds the secret out from the comparison above, and may then say it itself: that is no leak. */
static void hold(const server_scene *scene, const srv_request *request, const srv_response *response)
{
    if (response->status < 200 || response->status > 599 ||
        !srv_field_of(response, "Content-Security-Policy") || (response->length > 0 && !response->body))
        abort();
    if (holds_secret(scene, response->body, response->length) &&
        !holds_secret(scene, request->body, request->length) &&
        !holds_secret(scene, request->target, strlen(request->target)))
        abort();
    char path[200], text[40] = "";
    scene_path(scene, "outside/secret.zopa", path, sizeof path);
    FILE *file = fopen(path, "r");
    if (!file || !fgets(text, sizeof text, file) || strcmp(text, scene->secret) != 0)
        abort();
    fclose(file);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    server_scene *scene = ready();
    char *copy = malloc(length + 1), *at = copy, *end = copy + length, *line;
    memcpy(copy, bytes, length);
    char *method = next_line(&at, end), *target = method ? next_line(&at, end) : NULL;
    srv_header header[MOST_HEADERS];
    size_t headers = 0;
    while (target && headers < MOST_HEADERS && (line = next_line(&at, end)))
        header[headers++] = header_of(line);
    if (target) {
        srv_response response = {0};
        srv_request request = {.method = method,
                               .target = target,
                               .header = header,
                               .headers = headers,
                               .body = at < end ? at : NULL,
                               .length = (size_t)(end - at)};
        srv_answer(&scene->server, &request, &response);
        hold(scene, &request, &response);
        srv_response_free(&response);
    }
    free(copy);
    return 0;
}

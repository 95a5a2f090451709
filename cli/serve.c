/* zopa serve: the workbench on this machine, from the command's words to a clean end. */
#include "serve.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "columns.h"
#include "files.h"
#include "memory.h"
#include "server_http.h"

/* ---- What is served ---- */

typedef struct serving {
    char **name; /* of the models, relative to base, as answers show them */
    size_t names;
    char *base; /* the folder that the models share */
    char *root;
    char *page; /* read from a file; NULL: the one that is built in */
} serving;

static int complain(const char *what, const char *why)
{
    fputs("zopa serve: ", stderr);
    cli_print_clean(stderr, what);
    fprintf(stderr, "%s%s\n", why[0] ? ": " : "", why);
    return 2;
}

/* The absolute path of a model: links of its folder resolved, its own name as it is, which is the one that answers show.
 * NULL with errno. */
static char *absolute_of(const char *operand)
{
    const char *slash = strrchr(operand, '/'), *last = slash ? slash + 1 : operand;
    char *folder = slash ? cli_copy(operand, (size_t)(last - operand)) : cli_copy(".", 1);
    char *resolved = realpath(folder, NULL);
    free(folder);
    if (!resolved)
        return NULL;
    size_t size = strlen(resolved) + strlen(last) + 2;
    char *path = cli_grow(NULL, size);
    snprintf(path, size, "%s/%s", strcmp(resolved, "/") == 0 ? "" : resolved, last);
    free(resolved);
    return path;
}

/* How many bytes of their folders the paths share, the last slash included. */
static size_t shared_folder(char *const *path, size_t count)
{
    size_t shared = (size_t)(strrchr(path[0], '/') - path[0]) + 1;
    for (size_t i = 1; i < count; i++) {
        size_t same = 0;
        for (size_t at = 0; at < shared && path[i][at] == path[0][at]; at++)
            if (path[0][at] == '/')
                same = at + 1;
        shared = same;
    }
    return shared;
}

static int name_models(const cli_line *line, serving *served)
{
    served->name = cli_grow(NULL, line->operands * sizeof *served->name);
    for (size_t i = 0; i < line->operands; i++) {
        if (strcmp(line->operand[i], "-") == 0)
            return complain("it serves files, not standard input", "");
        char *path = absolute_of(line->operand[i]);
        if (!path)
            return complain(line->operand[i], strerror(errno));
        served->name[served->names++] = path;
    }
    size_t shared = shared_folder(served->name, served->names);
    served->base = cli_copy(served->name[0], shared > 1 ? shared - 1 : 1);
    for (size_t i = 0; i < served->names; i++) {
        char *path = served->name[i];
        served->name[i] = cli_copy(path + shared, strlen(path + shared));
        free(path);
    }
    return 0;
}

static int find_root(const cli_line *line, serving *served)
{
    const char *root = cli_value(line, "root");
    served->root = realpath(root ? root : served->base, NULL);
    return served->root ? 0 : complain(root ? root : served->base, strerror(errno));
}

/* Every model is there and may be read. */
static int try_models(const serving *served, const srv_root *root)
{
    for (size_t i = 0; i < served->names; i++) {
        int file;
        char *bytes;
        size_t length;
        const char *why = srv_root_open(root, served->name[i], &file, NULL);
        if (!why)
            why = cli_read_opened(file, &bytes, &length);
        if (why)
            return complain(served->name[i], why);
        free(bytes);
    }
    return 0;
}

/* ZOPA_WORKBENCH_PAGE names a file that is used in place of the page that is built in, for those who work on the page. */
static int find_page(serving *served, cli_page *page)
{
    const char *file = getenv("ZOPA_WORKBENCH_PAGE");
    *page = cli_workbench_page();
    if (file && file[0] != '\0') {
        size_t length;
        const char *why = cli_read_file(file, &served->page, &length);
        if (why)
            return complain(file, why);
        *page = (cli_page){served->page, length};
    }
    if (page->length > 0)
        return 0;
    return complain("this zopa was built without the workbench page; build it again where npm is installed",
                    "");
}

static void free_served(serving *served)
{
    for (size_t i = 0; i < served->names; i++)
        free(served->name[i]);
    free(served->name);
    free(served->base);
    free(served->root);
    free(served->page);
}

/* ---- Serving ---- */

static bool read_port(const char *text, uint16_t *port)
{
    size_t digits = strspn(text, "0123456789");
    if (digits == 0 || digits > 5 || text[digits] != '\0' || strtoul(text, NULL, 10) > UINT16_MAX)
        return false;
    *port = (uint16_t)strtoul(text, NULL, 10);
    return true;
}

static int announce(const serving *served, const srv_guard *guard)
{
    fputs("zopa serves ", stdout);
    for (size_t i = 0; i < served->names; i++) {
        fputs(i ? ", " : "", stdout);
        cli_print_clean(stdout, served->name[i]);
    }
    printf(" at http://127.0.0.1:%u/?token=%s; end with Ctrl-C\n", (unsigned)guard->port, guard->token);
    return fflush(stdout) == 0 ? 0 : complain("standard output", strerror(errno));
}

/* The first of these signals ends the server, the next one the program. */
static void ending_signals(sigset_t *signals)
{
    sigemptyset(signals);
    sigaddset(signals, SIGINT);
    sigaddset(signals, SIGTERM);
}

static int serve_until_signal(const serving *served, srv_server *server, int socket)
{
    sigset_t signals;
    ending_signals(&signals);
    pthread_sigmask(SIG_BLOCK, &signals, NULL); /* before other threads begin, which inherit it */
    signal(SIGPIPE, SIG_IGN);
    struct srv_http *http = srv_http_begin(server, socket);
    if (!http)
        return complain("the server cannot start", strerror(errno));
    int status = announce(served, &server->guard), caught;
    if (status == 0)
        sigwait(&signals, &caught);
    pthread_sigmask(SIG_UNBLOCK, &signals, NULL);
    srv_http_end(http);
    return status;
}

static int serve(const serving *served, srv_server *server)
{
    const char *why = srv_root_begin(&server->root, served->root, served->base);
    if (why)
        return complain(served->root, why);
    int status = try_models(served, &server->root);
    if (status == 0 && !srv_random_digits(server->guard.token, SRV_TOKEN))
        status = complain("the system gives no random numbers", "");
    int socket = status == 0 ? srv_listen(&server->guard.port) : -1;
    if (status == 0 && socket < 0)
        status = complain("the port cannot be used", strerror(errno));
    if (status == 0) {
        srv_shelf_begin(&server->shelf, &server->root, (const char *const *)served->name, served->names);
        srv_slots_begin(&server->slots);
        pthread_mutex_init(&server->saving, NULL);
        status = serve_until_signal(served, server, socket);
        pthread_mutex_destroy(&server->saving);
        srv_slots_end(&server->slots);
        srv_shelf_end(&server->shelf);
    }
    srv_root_end(&server->root);
    return status;
}

int cli_serve(const cli_line *line)
{
    const char *port = cli_value(line, "port"), *language = cli_value(line, "language");
    srv_server server = {.language = language ? language : "en"};
    serving served = {0};
    if (line->operands == 0)
        return cli_usage_error(line->command, "name the model to serve");
    if (port && !read_port(port, &server.guard.port))
        return cli_usage_error(line->command,
                               "--port takes a number from 0 to 65535; 0 means any that is free");
    int status = find_page(&served, &server.page);
    if (status == 0)
        status = name_models(line, &served);
    if (status == 0)
        status = find_root(line, &served);
    if (status == 0)
        status = serve(&served, &server);
    free_served(&served);
    return status;
}

/* The only file that knows libmicrohttpd: a connection -> requests, and responses -> what is sent. */
#include "server_http.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include <microhttpd.h>

#include "memory.h"
#include "server_answer.h"
#include "server_watch.h"

typedef struct srv_http {
    srv_server *server;
    struct MHD_Daemon *daemon;
    srv_watch watch;
} srv_http;

/* A request that comes in. */
typedef struct srv_incoming {
    char *target;
    char *body;
    size_t length, capacity;
    bool admitted;  /* its headers were looked at, and its body is being taken in */
    bool too_large; /* what comes now is thrown away */
} srv_incoming;

/* ---- Sending ---- */

static enum MHD_Result send_response(struct MHD_Connection *connection, srv_response *response)
{
    struct MHD_Response *out =
        MHD_create_response_from_buffer(response->length, response->body, MHD_RESPMEM_MUST_FREE);
    if (!out)
        cli_out_of_memory();
    response->body = NULL; /* now theirs */
    for (size_t i = 0; i < response->fields; i++)
        MHD_add_response_header(out, response->field[i].name, response->field[i].value);
    enum MHD_Result sent = MHD_queue_response(connection, response->status, out);
    MHD_destroy_response(out);
    srv_response_free(response);
    return sent;
}

/* ---- Taking in ---- */

typedef struct headers {
    srv_header *header;
    size_t count;
} headers;

static enum MHD_Result add_header(void *context, enum MHD_ValueKind kind, const char *name, const char *value)
{
    headers *all = context;
    (void)kind;
    all->header = cli_grow(all->header, (all->count + 1) * sizeof *all->header);
    all->header[all->count++] = (srv_header){name, value ? value : ""};
    return MHD_YES;
}

/* Whoever asked has closed the connection. */
static bool is_gone(void *context)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(context, MHD_CONNECTION_INFO_CONNECTION_FD);
    char byte;
    return info && recv(info->connect_fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
}

static srv_request request_of(struct MHD_Connection *connection, const srv_incoming *incoming,
                              const char *method, headers *all)
{
    MHD_get_connection_values(connection, MHD_HEADER_KIND, add_header, all);
    return (srv_request){.method = method,
                         .target = incoming->target,
                         .header = all->header,
                         .headers = all->count,
                         .body = incoming->body,
                         .length = incoming->length,
                         .gone = is_gone,
                         .gone_context = connection};
}

/* The length that the request declares; beyond all limits when it is no number. */
static unsigned long long declared_length(const srv_request *request)
{
    bool several;
    const char *text = srv_header_of(request, "Content-Length", &several);
    if (!text)
        return 0;
    size_t digits = strspn(text, "0123456789");
    return several || digits == 0 || digits > 15 || text[digits] != '\0' ? ~0ull : strtoull(text, NULL, 10);
}

/* Headers are there, the body is not. */
static enum MHD_Result admit(srv_http *http, struct MHD_Connection *connection, srv_incoming *incoming,
                             const char *method)
{
    headers all = {0};
    srv_response response = {0};
    srv_request request = request_of(connection, incoming, method, &all);
    incoming->admitted = true;
    enum MHD_Result result = MHD_YES;
    if (srv_refuses_early(http->server, &request, declared_length(&request), &response))
        result = send_response(connection, &response);
    free(all.header);
    return result;
}

static void take_in(srv_incoming *incoming, const char *bytes, size_t length)
{
    if (incoming->too_large || length > SRV_MOST_BODY - incoming->length) {
        incoming->too_large = true;
        free(incoming->body);
        incoming->body = NULL;
        incoming->length = incoming->capacity = 0;
        return;
    }
    if (incoming->length + length > incoming->capacity) {
        incoming->capacity = (incoming->length + length) * 2;
        incoming->body = cli_grow(incoming->body, incoming->capacity);
    }
    memcpy(incoming->body + incoming->length, bytes, length);
    incoming->length += length;
}

/* ---- Answering ---- */

static srv_watched *watched_of(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info->socket_context;
}

/* A run may take longer than a connection may be idle; setting the limit anew begins a new count. */
static enum MHD_Result respond(srv_http *http, struct MHD_Connection *connection,
                               const srv_incoming *incoming, const char *method)
{
    headers all = {0};
    srv_response response = {0};
    srv_request request = request_of(connection, incoming, method, &all);
    MHD_set_connection_option(connection, MHD_CONNECTION_OPTION_TIMEOUT, 0u);
    srv_watch_allow(&http->watch, watched_of(connection), 0);
    if (incoming->too_large)
        srv_refuses_early(http->server, &request, (unsigned long long)SRV_MOST_BODY + 1, &response);
    else
        srv_answer(http->server, &request, &response);
    srv_watch_allow(&http->watch, watched_of(connection), SRV_GIVING);
    MHD_set_connection_option(connection, MHD_CONNECTION_OPTION_TIMEOUT, (unsigned)SRV_IDLE);
    free(all.header);
    return send_response(connection, &response);
}

static enum MHD_Result handle(void *context, struct MHD_Connection *connection, const char *url,
                              const char *method, const char *version, const char *bytes, size_t *length,
                              void **state)
{
    srv_incoming *incoming = *state;
    (void)url;
    (void)version;
    if (!incoming->admitted)
        return admit(context, connection, incoming, method);
    if (*length == 0)
        return respond(context, connection, incoming, method);
    take_in(incoming, bytes, *length);
    *length = 0;
    return MHD_YES;
}

/* ---- The course of a connection ---- */

/* The target as it was sent, before libmicrohttpd decodes it. */
static void *begin_request(void *context, const char *target, struct MHD_Connection *connection)
{
    srv_incoming *incoming = cli_grow(NULL, sizeof *incoming);
    (void)context;
    (void)connection;
    memset(incoming, 0, sizeof *incoming);
    incoming->target = cli_copy(target, strlen(target));
    return incoming;
}

static void end_request(void *context, struct MHD_Connection *connection, void **state,
                        enum MHD_RequestTerminationCode code)
{
    srv_http *http = context;
    srv_incoming *incoming = *state;
    (void)code;
    if (incoming) {
        free(incoming->target);
        free(incoming->body);
        free(incoming);
    }
    *state = NULL;
    srv_watch_allow(&http->watch, watched_of(connection), SRV_TAKING);
}

static void watch_connection(void *context, struct MHD_Connection *connection, void **watched,
                             enum MHD_ConnectionNotificationCode code)
{
    srv_http *http = context;
    if (code == MHD_CONNECTION_NOTIFY_STARTED) {
        int socket = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
        *watched = srv_watch_add(&http->watch, socket);
        srv_watch_allow(&http->watch, *watched, SRV_TAKING);
    } else {
        srv_watch_let_go(&http->watch, *watched);
    }
}

/* ---- The socket ---- */

int srv_listen(uint16_t *port)
{
    struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons(*port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    socklen_t size = sizeof address;
    int on = 1, listening = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (listening < 0)
        return -1;
    /* A port whose last connections are still dying may be taken again. */
    setsockopt(listening, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(listening, (struct sockaddr *)&address, size) != 0 || listen(listening, SOMAXCONN) != 0 ||
        getsockname(listening, (struct sockaddr *)&address, &size) != 0) {
        int why = errno;
        close(listening);
        errno = why;
        return -1;
    }
    *port = ntohs(address.sin_port);
    return listening;
}

static struct MHD_Daemon *start(srv_http *http, int socket)
{
    return MHD_start_daemon(
        MHD_USE_THREAD_PER_CONNECTION | MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_POLL | MHD_USE_ITC, 0, NULL,
        NULL, handle, http, MHD_OPTION_LISTEN_SOCKET, socket, MHD_OPTION_CONNECTION_LIMIT,
        (unsigned)SRV_MOST_CONNECTIONS, MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)SRV_IDLE,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)3 * SRV_MOST_HEADERS, MHD_OPTION_STRICT_FOR_CLIENT, 1,
        MHD_OPTION_URI_LOG_CALLBACK, begin_request, http, MHD_OPTION_NOTIFY_COMPLETED, end_request, http,
        MHD_OPTION_NOTIFY_CONNECTION, watch_connection, http, MHD_OPTION_END);
}

srv_http *srv_http_begin(srv_server *server, int socket)
{
    srv_http *http = cli_grow(NULL, sizeof *http);
    *http = (srv_http){.server = server};
    if (srv_watch_begin(&http->watch)) {
        http->daemon = start(http, socket);
        if (http->daemon)
            return http;
        srv_watch_end(&http->watch);
    }
    close(socket);
    free(http);
    return NULL;
}

void srv_http_end(srv_http *http)
{
    srv_slots_close(&http->server->slots);
    MHD_stop_daemon(http->daemon);
    srv_watch_end(&http->watch);
    free(http);
}

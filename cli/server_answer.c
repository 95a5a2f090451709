/* Any request -> its response: who may ask, what there is, and what every response says of itself. */
#include "server_answer.h"

#include <stdlib.h>
#include <string.h>

#include "server_files.h"
#include "server_page.h"
#include "server_run.h"
#include "server_url.h"

typedef void answer(srv_server *server, const srv_request *request, srv_response *response);

static void answer_progress(srv_server *server, const srv_request *request, srv_response *response)
{
    (void)request;
    char *text = srv_slots_progress(&server->slots);
    srv_reply(response, 200, "application/json", text, strlen(text));
}

static const struct route {
    const char *path, *method;
    answer *answer;
} routes[] = {
    {"/", "GET", srv_answer_page},          {"/run", "POST", srv_answer_run},
    {"/stop", "POST", srv_answer_stop},     {"/progress", "GET", answer_progress},
    {"/file", "GET", srv_answer_read},      {"/file", "PUT", srv_answer_save},
    {"/report", "POST", srv_answer_report}, {"/plot", "POST", srv_answer_plot},
};

/* NULL with the response saying what is wrong. */
static const struct route *find_route(const srv_request *request, srv_response *response)
{
    const struct route *found = NULL, *first = NULL, *second = NULL;
    for (const struct route *r = routes; r < routes + sizeof routes / sizeof *routes; r++) {
        if (!srv_path_is(request->target, r->path))
            continue;
        if (strcmp(request->method, r->method) == 0)
            found = r;
        *(first ? &second : &first) = r;
    }
    if (!first) {
        srv_refuse(response, 404, "there is nothing at this path");
    } else if (!found) {
        srv_refuse(response, 405, "this path takes %s", second ? "GET or PUT" : first->method);
        srv_add_field(response, "Allow", second ? "GET, PUT" : first->method);
    }
    return found;
}

static void refuse_guarded(const srv_request *request, const char *why, srv_response *response)
{
    if (strcmp(request->method, "GET") == 0 && srv_path_is(request->target, "/"))
        srv_reply_stranger(response);
    else
        srv_refuse(response, 403, "%s", why);
}

/* What keeps a page from doing more than it should, and others from using what is here. */
static void add_common_fields(srv_response *response)
{
    if (!srv_field_of(response, "Content-Security-Policy"))
        srv_add_field(response, "Content-Security-Policy",
                      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    srv_add_field(response, "X-Content-Type-Options", "nosniff");
    srv_add_field(response, "Referrer-Policy", "no-referrer");
    srv_add_field(response, "Cache-Control", "no-store");
    srv_add_field(response, "Cross-Origin-Resource-Policy", "same-origin");
    srv_add_field(response, "Cross-Origin-Opener-Policy", "same-origin");
}

static bool has_large_headers(const srv_request *request)
{
    size_t bytes = strlen(request->target);
    for (size_t i = 0; i < request->headers; i++)
        bytes += strlen(request->header[i].name) + strlen(request->header[i].value);
    return bytes > SRV_MOST_HEADERS;
}

/* The route; or NULL with the refusal. */
static const struct route *admit(const srv_server *server, const srv_request *request,
                                 unsigned long long length, srv_response *response)
{
    const char *why = srv_guard_refuses(&server->guard, request);
    if (has_large_headers(request))
        srv_refuse(response, 431, "the headers are larger than 16 KiB");
    else if (why)
        refuse_guarded(request, why, response);
    else if (length > SRV_MOST_BODY)
        srv_refuse(response, 413, "the body is larger than 16 MiB");
    else
        return find_route(request, response);
    return NULL;
}

bool srv_refuses_early(const srv_server *server, const srv_request *request, unsigned long long declared,
                       srv_response *response)
{
    if (admit(server, request, declared, response))
        return false;
    add_common_fields(response);
    return true;
}

void srv_answer(srv_server *server, const srv_request *request, srv_response *response)
{
    const struct route *route = admit(server, request, request->length, response);
    if (route)
        route->answer(server, request, response);
    add_common_fields(response);
}

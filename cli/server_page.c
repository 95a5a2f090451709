/* The workbench page as it was built -> the one that is sent: with a nonce, so that no other script runs in it, and with what
 * it starts from. */
#include "server_page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "memory.h"
#include "output.h"

/* A place in the page, and what goes there. */
typedef struct filling {
    const char *mark, *text;
} filling;

/* JSON inside a page: no "<" may end the script that holds it. */
static char *page_safe(const char *json)
{
    cli_output output;
    cli_output_open(&output);
    for (; *json != '\0'; json++)
        fputs(*json == '<' ? "\\u003c" : (char[]){*json, '\0'}, output.stream);
    if (fclose(output.stream) != 0)
        cli_out_of_memory();
    return output.bytes;
}

static char *start_of(const srv_server *server)
{
    json_t *models = json_array();
    for (size_t i = 0; i < server->shelf.names; i++)
        json_array_append_new(models, json_string(server->shelf.name[i]));
    char *json = srv_json_text(json_pack("{s:o, s:s, s:s}", "models", models, "language", server->language,
                                         "version", zopa_version()));
    char *safe = page_safe(json);
    free(json);
    return safe;
}

static const filling *filling_at(const char *at, size_t left, const filling *fillings, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t length = strlen(fillings[i].mark);
        if (length <= left && memcmp(at, fillings[i].mark, length) == 0)
            return &fillings[i];
    }
    return NULL;
}

/* What was filled in is not looked at again, so that a file's name cannot hold a mark. */
static void fill(FILE *stream, cli_page page, const filling *fillings, size_t count)
{
    for (size_t at = 0; at < page.length;) {
        const filling *found = filling_at(page.bytes + at, page.length - at, fillings, count);
        if (found)
            fputs(found->text, stream);
        else
            fputc(page.bytes[at], stream);
        at += found ? strlen(found->mark) : 1;
    }
}

static void add_policy(srv_response *response, const char *nonce)
{
    char policy[400];
    snprintf(
        policy, sizeof policy,
        "default-src 'none'; script-src 'nonce-%s'; style-src 'nonce-%s'; connect-src 'self'; "
        "img-src data: blob:; font-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        nonce, nonce);
    srv_add_field(response, "Content-Security-Policy", policy);
}

void srv_answer_page(srv_server *server, const srv_request *request, srv_response *response)
{
    (void)request;
    char nonce[33];
    if (!srv_random_digits(nonce, sizeof nonce - 1)) {
        srv_refuse(response, 500, "the system gives no random numbers");
        return;
    }
    char *start = start_of(server);
    filling fillings[] = {{"__ZOPA_NONCE__", nonce}, {"__ZOPA_START__", start}};
    cli_output output;
    cli_output_open(&output);
    fill(output.stream, server->page, fillings, 2);
    if (fclose(output.stream) != 0)
        cli_out_of_memory();
    free(start);
    srv_reply(response, 200, "text/html; charset=utf-8", output.bytes, output.length);
    add_policy(response, nonce);
}

void srv_reply_stranger(srv_response *response)
{
    static const char page[] =
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>zopa</title>\n"
        "<h1>This address is not complete</h1>\n"
        "<p>Please open the address that <code>zopa serve</code> printed, as a whole: it ends in a token that only "
        "you know.</p>\n</html>\n";
    srv_reply(response, 403, "text/html; charset=utf-8", cli_copy(page, sizeof page - 1), sizeof page - 1);
}

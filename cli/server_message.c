/* A request and its response: looking headers up, setting them, and the one form of all refusals. */
#include "server_message.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <jansson.h>

#include "columns.h"
#include "memory.h"
#include "output.h"

const char *srv_header_of(const srv_request *request, const char *name, bool *several)
{
    const char *value = NULL;
    *several = false;
    for (size_t i = 0; i < request->headers; i++) {
        if (strcasecmp(request->header[i].name, name) != 0)
            continue;
        *several = *several || value;
        value = request->header[i].value;
    }
    return value;
}

void srv_add_field(srv_response *response, const char *name, const char *value)
{
    assert(response->fields < sizeof response->field / sizeof *response->field);
    response->field[response->fields++] = (srv_field){name, cli_copy(value, strlen(value))};
}

const char *srv_field_of(const srv_response *response, const char *name)
{
    for (size_t i = 0; i < response->fields; i++)
        if (strcmp(response->field[i].name, name) == 0)
            return response->field[i].value;
    return NULL;
}

void srv_response_free(srv_response *response)
{
    for (size_t i = 0; i < response->fields; i++)
        free(response->field[i].value);
    free(response->body);
    *response = (srv_response){0};
}

void srv_reply(srv_response *response, unsigned status, const char *type, char *body, size_t length)
{
    srv_response_free(response);
    response->status = status;
    response->body = body;
    response->length = length;
    if (type)
        srv_add_field(response, "Content-Type", type);
}

char *srv_json_text(json_t *value)
{
    char *text = value ? json_dumps(value, JSON_COMPACT | JSON_REAL_PRECISION(4)) : NULL;
    json_decref(value);
    if (text)
        return text;
    cli_out_of_memory();
}

void srv_reply_json(srv_response *response, unsigned status, json_t *value)
{
    char *text = srv_json_text(value);
    srv_reply(response, status, "application/json", text, strlen(text));
}

/* Valid UTF-8 without controls, whatever the sentence quotes. */
static char *clean(const char *sentence)
{
    cli_output output;
    cli_output_open(&output);
    cli_print_clean(output.stream, sentence);
    if (fclose(output.stream) != 0)
        cli_out_of_memory();
    return output.bytes;
}

void srv_refuse(srv_response *response, unsigned status, const char *format, ...)
{
    char sentence[1000];
    va_list list;
    va_start(list, format);
    vsnprintf(sentence, sizeof sentence, format, list);
    va_end(list);
    char *text = clean(sentence);
    srv_reply_json(response, status, json_pack("{s:s}", "error", text));
    free(text);
}

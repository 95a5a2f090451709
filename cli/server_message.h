/* A request and its response, free of sockets. */
#ifndef CLI_SERVER_MESSAGE_H
#define CLI_SERVER_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>

typedef struct srv_header {
    const char *name;
    const char *value;
} srv_header;

typedef struct srv_request {
    const char *method;
    const char *target; /* as it was sent: path and query, still with its percent signs */
    const srv_header *header;
    size_t headers;
    const char *body; /* not NUL-terminated; NULL when empty */
    size_t length;
    bool (*gone)(void *context); /* whether nobody waits for the response any more; may be NULL */
    void *gone_context;
} srv_request;

typedef struct srv_field {
    const char *name;
    char *value; /* owned */
} srv_field;

typedef struct srv_response {
    unsigned status;
    srv_field field[16]; /* headers, besides those of every response */
    size_t fields;
    char *body; /* owned */
    size_t length;
} srv_response;

/* The value of a header, its name in any case. NULL when there is none; *several is set when there is more than one. */
const char *srv_header_of(const srv_request *request, const char *name, bool *several);

void srv_add_field(srv_response *response, const char *name, const char *value);
const char *srv_field_of(const srv_response *response, const char *name); /* or NULL */

/* Gives the response its status, type and body, which it takes over. What it had is dropped. */
void srv_reply(srv_response *response, unsigned status, const char *type, char *body, size_t length);
/* The body is {"error": one sentence}; odd bytes in it are replaced. */
void srv_refuse(srv_response *response, unsigned status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

struct json_t;
/* Compact JSON, freed by the caller. Takes the value over; memory ran out when that is NULL. */
char *srv_json_text(struct json_t *value);
void srv_reply_json(srv_response *response, unsigned status, struct json_t *value);

void srv_response_free(srv_response *response);

#endif

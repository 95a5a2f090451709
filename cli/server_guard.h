/* Who may ask: the address the page came from, and the token that only the page knows. */
#ifndef CLI_SERVER_GUARD_H
#define CLI_SERVER_GUARD_H

#include <stdint.h>

#include "server_message.h"

enum {
    SRV_TOKEN = 32 /* hexadecimal digits */
};

typedef struct srv_guard {
    char token[SRV_TOKEN + 1];
    uint16_t port;
} srv_guard;

/* Fills the buffer with that many hexadecimal digits of the system's randomness, and a NUL; false when it has none. */
bool srv_random_digits(char *digits, size_t count);

/* NULL when the request may be answered, or one sentence that says why not. */
const char *srv_guard_refuses(const srv_guard *guard, const srv_request *request);

#endif

/* Who may ask. A page of another site can make a browser send requests here, and can point a name of its own at this
 * machine; another program can simply connect. The first are told apart by Host, Origin and Sec-Fetch-Site, which a page
 * cannot forge; all need the token. */
#include "server_guard.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/random.h>

#include "server_url.h"

bool srv_random_digits(char *digits, size_t count)
{
    unsigned char bytes[SRV_TOKEN];
    if (count > 2 * sizeof bytes || getrandom(bytes, sizeof bytes, 0) != (ssize_t)sizeof bytes)
        return false;
    for (size_t i = 0; i < count; i++)
        digits[i] = "0123456789abcdef"[(i % 2 == 0 ? bytes[i / 2] >> 4 : bytes[i / 2]) & 15];
    digits[count] = '\0';
    return true;
}

/* Takes the same time wherever the two differ, so that a token cannot be guessed digit by digit. */
static bool is_token(const srv_guard *guard, const char *given)
{
    unsigned different = 0;
    if (!given || strlen(given) != SRV_TOKEN)
        return false;
    for (size_t i = 0; i < SRV_TOKEN; i++)
        different |= (unsigned)(unsigned char)given[i] ^ (unsigned char)guard->token[i];
    return different == 0;
}

/* HOST:PORT with one of the two names of this machine; port 80 goes without saying. */
static bool is_own_address(const srv_guard *guard, const char *address)
{
    static const char *const names[] = {"127.0.0.1", "localhost"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char own[40];
        snprintf(own, sizeof own, "%s:%u", names[i], (unsigned)guard->port);
        if (strcasecmp(address, own) == 0 || (guard->port == 80 && strcasecmp(address, names[i]) == 0))
            return true;
    }
    return false;
}

static bool is_own_origin(const srv_guard *guard, const char *origin)
{
    static const char scheme[] = "http://";
    size_t length = sizeof scheme - 1;
    return strncasecmp(origin, scheme, length) == 0 && is_own_address(guard, origin + length);
}

static const char *refuses_site(const srv_guard *guard, const srv_request *request)
{
    bool several;
    const char *host = srv_header_of(request, "Host", &several);
    if (!host || several || !is_own_address(guard, host))
        return "the request was sent to another host than this server";
    const char *origin = srv_header_of(request, "Origin", &several);
    if (several || (origin && !is_own_origin(guard, origin)))
        return "the request comes from a page of another site";
    const char *site = srv_header_of(request, "Sec-Fetch-Site", &several);
    if (several || (site && strcmp(site, "same-origin") != 0 && strcmp(site, "none") != 0))
        return "the request comes from a page of another site";
    return NULL;
}

/* In the address for the page alone: addresses end up in histories. */
static bool has_token(const srv_guard *guard, const srv_request *request)
{
    if (strcmp(request->method, "GET") == 0 && srv_path_is(request->target, "/")) {
        char *token = srv_query_of(request->target, "token");
        bool holds = is_token(guard, token);
        free(token);
        return holds;
    }
    bool several;
    const char *token = srv_header_of(request, "X-Zopa-Token", &several);
    return !several && is_token(guard, token);
}

const char *srv_guard_refuses(const srv_guard *guard, const srv_request *request)
{
    const char *why = refuses_site(guard, request);
    if (!why && !has_token(guard, request))
        why = "the token is missing or wrong: open the address that zopa serve printed";
    return why;
}

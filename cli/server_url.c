/* The target of a request, "/file?path=a%20b", taken apart and decoded. */
#include "server_url.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"

bool srv_path_is(const char *target, const char *path)
{
    size_t length = strlen(path);
    return strncmp(target, path, length) == 0 && (target[length] == '\0' || target[length] == '?');
}

static int hex_digit(char c)
{
    static const char digits[] = "0123456789abcdefABCDEF";
    const char *at = c == '\0' ? NULL : strchr(digits, c);
    if (!at)
        return -1;
    return at - digits < 16 ? (int)(at - digits) : (int)(at - digits) - 6;
}

static char *decode(const char *text, size_t length)
{
    char *decoded = cli_grow(NULL, length + 1);
    size_t used = 0;
    for (size_t i = 0; i < length; i++) {
        char c = text[i];
        if (c == '%') {
            bool whole = length - i > 2;
            int high = whole ? hex_digit(text[i + 1]) : -1, low = whole ? hex_digit(text[i + 2]) : -1;
            c = high < 0 || low < 0 ? '\0' : (char)(high * 16 + low);
            i += 2;
        }
        if (c == '\0') {
            free(decoded);
            return NULL;
        }
        decoded[used++] = c;
    }
    decoded[used] = '\0';
    return decoded;
}

char *srv_query_of(const char *target, const char *name)
{
    const char *member = strchr(target, '?'), *found = NULL;
    size_t length = strlen(name);
    for (; member; member = strchr(member, '&')) {
        member++;
        if (strncmp(member, name, length) != 0 || member[length] != '=')
            continue;
        if (found)
            return NULL;
        found = member + length + 1;
    }
    return found ? decode(found, strcspn(found, "&#")) : NULL;
}

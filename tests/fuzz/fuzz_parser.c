/* Any bytes -> the formatter. Holds: it never crashes, and its output is accepted and is its own layout. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "zopa.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static char *format(const char *text, size_t length, size_t *formatted_length)
{
    char *formatted = NULL;
    zopa_status status = zopa_format_text(text, length, NULL, NULL, &formatted, formatted_length);
    if ((status == ZOPA_YES) != (formatted != NULL))
        abort();
    return formatted;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    size_t once_length = 0, twice_length = 0;
    char *once = format((const char *)bytes, length, &once_length);
    if (!once)
        return 0;
    char *twice = format(once, once_length, &twice_length);
    if (!twice || twice_length != once_length || memcmp(once, twice, once_length) != 0)
        abort();
    zopa_text_free(twice, NULL, NULL);
    zopa_text_free(once, NULL, NULL);
    return 0;
}

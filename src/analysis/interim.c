/* What is known so far -> words. */
#include "analysis/interim.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* With commas between groups of three digits. */
static void group_digits(uint64_t number, char *text, size_t size)
{
    char digits[24];
    size_t n = (size_t)snprintf(digits, sizeof digits, "%" PRIu64, number), at = 0;
    for (size_t i = 0; i < n && at + 2 < size; i++) {
        if (i > 0 && (n - i) % 3 == 0)
            text[at++] = ',';
        text[at++] = digits[i];
    }
    text[at] = '\0';
}

static void add_words(char *words, size_t size, const char *more)
{
    size_t n = strlen(words);
    snprintf(words + n, size - n, "%s%s", n > 0 ? ", " : "", more);
}

void zo_known_words(const zo_known *known, char *words, size_t size)
{
    char number[32], part[100];
    words[0] = '\0';
    if (known->packages > 0) {
        group_digits(known->packages, number, sizeof number);
        snprintf(part, sizeof part, "at least %s package%s in reach", number,
                 known->packages == 1 ? "" : "s");
        add_words(words, size, part);
    }
    if (known->candidates > 0) {
        group_digits(known->candidates, number, sizeof number);
        snprintf(part, sizeof part, "%s candidate%s for the frontier", number,
                 known->candidates == 1 ? "" : "s");
        add_words(words, size, part);
    }
    if (known->by != NULL && known->gap < 1) {
        unsigned tenths = (unsigned)(known->gap * 1000) + 1; /* rounded up */
        snprintf(part, sizeof part, "%s: none is more than %u.%u %% better", known->by, tenths / 10,
                 tenths % 10);
        add_words(words, size, part);
    }
}

/* "Did you mean": the known word nearest to a mistaken one. */
#ifndef CLI_SUGGEST_H
#define CLI_SUGGEST_H

#include <stddef.h>

typedef struct cli_suggestion {
    const char *word; /* the nearest so far; NULL: none is near enough */
    size_t distance;
} cli_suggestion;

/* Considers one more word. Call it with every word there is, beginning with a zeroed suggestion. */
void cli_consider(cli_suggestion *best, const char *mistaken, const char *word);

#endif

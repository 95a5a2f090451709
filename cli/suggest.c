/* "Did you mean": the known word nearest to a mistaken one, by the optimal string alignment distance
 * (insertions, deletions, substitutions, swaps of neighbours; Damerau 1964). The library's own suggestions are
 * about the words of a model and are not part of its interface. */
#include "suggest.h"

#include <stdbool.h>
#include <string.h>

enum { LONGEST_WORD = 40 };

static size_t least(size_t a, size_t b) { return a < b ? a : b; }

static size_t distance_between(const char *a, size_t n, const char *b, size_t m)
{
    size_t row[LONGEST_WORD + 1][LONGEST_WORD + 1];
    for (size_t i = 0; i <= n; i++)
        for (size_t j = 0; j <= m; j++) {
            if (i == 0 || j == 0) {
                row[i][j] = i + j;
                continue;
            }
            row[i][j] =
                least(row[i - 1][j - 1] + (a[i - 1] != b[j - 1]), least(row[i - 1][j], row[i][j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[i][j] = least(row[i][j], row[i - 2][j - 2] + 1);
        }
    return row[n][m];
}

void cli_consider(cli_suggestion *best, const char *mistaken, const char *word)
{
    size_t n = strlen(mistaken), m = strlen(word);
    if (n > LONGEST_WORD || m > LONGEST_WORD)
        return;
    size_t distance = distance_between(mistaken, n, word, m), most = (n + 1) / 3;
    bool a_beginning = n >= 2 && strncmp(mistaken, word, n) == 0;
    if (a_beginning)
        distance = 1;
    if (distance > most || distance >= n || (best->word && best->distance <= distance))
        return;
    *best = (cli_suggestion){word, distance};
}

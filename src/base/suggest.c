/* Turns a mistaken word and the known ones into the known one that was likely meant. */
#include "base/suggest.h"

#include "base/unicode.h"

enum { LONGEST = 64 }; /* code points */

typedef struct word {
    uint32_t at[LONGEST];
    size_t n;
} word;

/* The code points of s in lower case, as far as ASCII goes; false when there are more than LONGEST. */
static bool read_word(zo_str s, word *into)
{
    for (into->n = 0; s.n > 0; into->n++) {
        if (into->n == LONGEST)
            return false;
        uint32_t code = 0xFFFD; /* what a byte that is not UTF-8 counts as */
        size_t length = zo_decode(s.s, s.n, &code);
        if (length == 0)
            length = 1;
        into->at[into->n] = code >= 'A' && code <= 'Z' ? code - 'A' + 'a' : code;
        s = (zo_str){s.s + length, s.n - length};
    }
    return true;
}

static size_t least(size_t a, size_t b) { return a < b ? a : b; }

/* One cell of the table: how far the first i code points of a are from the first j of b, given the rows for
 * i - 1 (`above`), i - 2 (`two_above`, for i >= 2) and the cells of row i before j. */
static size_t cell(const word *a, const word *b, size_t i, size_t j, const size_t *two_above,
                   const size_t *above, const size_t *row)
{
    bool same = a->at[i - 1] == b->at[j - 1];
    size_t best = least(least(above[j], row[j - 1]) + 1, above[j - 1] + !same);
    bool swapped = i > 1 && j > 1 && a->at[i - 1] == b->at[j - 2] && a->at[i - 2] == b->at[j - 1];
    return swapped ? least(best, two_above[j - 2] + 1) : best;
}

/* Optimal string alignment: Wagner and Fischer, "The string-to-string correction problem" (1974), with
 * Damerau's transposition of neighbours, none of which is edited again. Keeps three rows of the table. */
size_t zo_edit_distance(zo_str a, zo_str b)
{
    word first, second;
    if (!read_word(a, &first) || !read_word(b, &second))
        return SIZE_MAX;
    size_t rows[3][LONGEST + 1];
    for (size_t j = 0; j <= second.n; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= first.n; i++) {
        size_t *row = rows[i % 3];
        row[0] = i;
        for (size_t j = 1; j <= second.n; j++)
            row[j] = cell(&first, &second, i, j, rows[(i + 1) % 3], rows[(i + 2) % 3], row);
    }
    return rows[first.n % 3][second.n];
}

zo_str zo_nearest(zo_str mistaken, const zo_str *words, size_t count)
{
    size_t third = zo_code_points(mistaken) / 3;
    size_t beyond = (third > 0 ? third : 1) + 1; /* the distance to beat; falls, so the first wins a tie */
    zo_str nearest = ZO_STR("");
    for (size_t i = 0; i < count; i++) {
        size_t distance = zo_edit_distance(mistaken, words[i]);
        if (distance < beyond) {
            nearest = words[i];
            beyond = distance;
        }
    }
    return nearest;
}

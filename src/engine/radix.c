/* Turns keyed items into the same in order: digit by digit from the lowest, each pass stable. */
#include "engine/radix.h"

#include <string.h>

enum { BITS = 11, DIGITS = 1 << BITS };

static size_t digit(uint64_t key, unsigned shift) { return (size_t)(key >> shift & (DIGITS - 1)); }

static void sort_by_digit(const zo_keyed *from, size_t n, unsigned shift, zo_keyed *to)
{
    size_t begin[DIGITS + 1] = {0};
    for (size_t i = 0; i < n; i++)
        begin[digit(from[i].key, shift) + 1]++;
    for (size_t d = 0; d < DIGITS; d++)
        begin[d + 1] += begin[d];
    for (size_t i = 0; i < n; i++)
        to[begin[digit(from[i].key, shift)]++] = from[i];
}

void zo_radix_sort(zo_keyed *keyed, zo_keyed *spare, size_t n, uint64_t largest)
{
    zo_keyed *from = keyed, *to = spare;
    for (unsigned shift = 0; shift < 64 && largest >> shift != 0; shift += BITS) {
        sort_by_digit(from, n, shift, to);
        zo_keyed *swap = from;
        from = to;
        to = swap;
    }
    if (from != keyed)
        memcpy(keyed, from, n * sizeof *keyed);
}

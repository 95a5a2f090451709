/* Turns numbers of several words into their differences and their order. */
#include "engine/words.h"

bool zo_words_less(const int64_t *a, const int64_t *b, unsigned words)
{
    if (a[words - 1] != b[words - 1])
        return a[words - 1] < b[words - 1];
    for (unsigned w = words - 1; w-- > 0;) {
        if (a[w] != b[w])
            return (uint64_t)a[w] < (uint64_t)b[w];
    }
    return false;
}

void zo_words_sub(int64_t *to, const int64_t *from, const int64_t *less, unsigned words)
{
    uint64_t borrow = 0;
    for (unsigned w = 0; w < words; w++) {
        uint64_t a = (uint64_t)from[w], b = (uint64_t)less[w], half = a - b;
        to[w] = (int64_t)(half - borrow);
        borrow = (uint64_t)(a < b) | (uint64_t)(half < borrow);
    }
}

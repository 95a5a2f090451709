/* Turns numbers of several words into their differences, their order, and integers. */
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

/* The word, or its part of minus the number when that is asked for. */
static uint64_t word_of(uint64_t word, bool minus, uint64_t *carry)
{
    if (!minus)
        return word;
    word = ~word + *carry;
    *carry = *carry && word == 0;
    return word;
}

void zo_words_of_int(int64_t *to, const zo_int *value, unsigned words)
{
    uint64_t carry = 1;
    for (unsigned w = 0; w < words; w++)
        to[w] = (int64_t)word_of(w < ZO_LIMBS ? value->limb[w] : 0, value->negative, &carry);
}

zo_int zo_int_of_words(const int64_t *number, unsigned words)
{
    uint64_t carry = 1;
    zo_int value = {.negative = number[words - 1] < 0};
    for (unsigned w = 0; w < words; w++) {
        uint64_t word = word_of((uint64_t)number[w], value.negative, &carry);
        if (w < ZO_LIMBS)
            value.limb[w] = word;
        else if (word != 0)
            return (zo_int){.overflow = true};
    }
    return value;
}

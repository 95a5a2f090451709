/* Two's complement words, as sums hold them, <-> exact integers. */
#include "space/wide.h"

/* The word, or its part of minus the number when that is asked for. */
static uint64_t word_of(uint64_t word, bool minus, uint64_t *carry)
{
    if (!minus)
        return word;
    word = ~word + *carry;
    *carry = *carry && word == 0;
    return word;
}

void zo_words_of_int(const zo_int *number, unsigned words, int64_t *out)
{
    uint64_t carry = 1;
    for (unsigned w = 0; w < words; w++)
        out[w] = (int64_t)word_of(w < ZO_LIMBS ? number->limb[w] : 0, number->negative, &carry);
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

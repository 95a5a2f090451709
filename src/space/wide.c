/* Two's complement words, as sums hold them, <-> exact integers. */
#include "space/wide.h"

/* Copies words, negated where wanted; beyond the end they are all alike. */
static void copy_signed(const uint64_t *from, unsigned words, bool negate, uint64_t *to)
{
    uint64_t carry = negate;
    for (unsigned w = 0; w < words; w++) {
        uint64_t word = from[w];
        if (negate) {
            word = ~word + carry;
            carry = carry && word == 0;
        }
        to[w] = word;
    }
}

zo_int zo_int_of_words(const int64_t *number, unsigned words)
{
    zo_int value = {.negative = number[words - 1] < 0};
    uint64_t raw[ZO_WIDE_WORDS] = {0}, magnitude[ZO_WIDE_WORDS] = {0};
    if (words == 1 && !value.negative) {
        value.limb[0] = (uint64_t)number[0];
        return value;
    }
    for (unsigned w = 0; w < words; w++)
        raw[w] = (uint64_t)number[w];
    copy_signed(raw, words, value.negative, magnitude);
    for (unsigned w = 0; w < ZO_LIMBS; w++)
        value.limb[w] = magnitude[w];
    value.overflow = magnitude[ZO_LIMBS] != 0;
    return value;
}

void zo_words_of_int(const zo_int *number, unsigned words, int64_t *out)
{
    uint64_t raw[ZO_WIDE_WORDS] = {0}, signed_words[ZO_WIDE_WORDS] = {0};
    for (unsigned w = 0; w < ZO_LIMBS; w++)
        raw[w] = number->limb[w];
    copy_signed(raw, words, number->negative, signed_words);
    for (unsigned w = 0; w < words; w++)
        out[w] = (int64_t)signed_words[w];
}

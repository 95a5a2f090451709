/* Two's complement words, as sums hold them, <-> exact integers. */
#ifndef ZO_SPACE_WIDE_H
#define ZO_SPACE_WIDE_H

#include "space/instance.h"

/* The number in `words` words, least significant first; overflow when it needs more than 512 bits. */
zo_int zo_int_of_words(const int64_t *number, unsigned words);

/* The number, which fits, in `words` words. */
void zo_words_of_int(const zo_int *number, unsigned words, int64_t *out);

#endif

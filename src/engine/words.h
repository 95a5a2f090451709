/* Numbers of several words: two's complement, least significant first, as in the sums of an instance. */
#ifndef ZO_ENGINE_WORDS_H
#define ZO_ENGINE_WORDS_H

#include "space/instance.h"

bool zo_words_less(const int64_t *a, const int64_t *b, unsigned words);
void zo_words_sub(int64_t *to, const int64_t *from, const int64_t *less,
                  unsigned words); /* to may be either */

#endif

/* Numbers as bytes, least significant first, and back again. */
#ifndef ZO_ENGINE_BYTES_H
#define ZO_ENGINE_BYTES_H

#include "base/memory.h"

typedef struct zo_bytes {
    zo_arena *arena;
    ZO_ARRAY(uint8_t) all;
} zo_bytes;

void zo_put64(zo_bytes *bytes, uint64_t number);
void zo_put32(zo_bytes *bytes, uint32_t number);
void zo_put_words(zo_bytes *bytes, const uint64_t *word, size_t words);
void zo_put_package(zo_bytes *bytes, const uint32_t *package, size_t levels);

/* Reading beyond the end gives 0 and makes it bad for good. */
typedef struct zo_intake {
    const uint8_t *at, *end;
    bool bad;
} zo_intake;

uint64_t zo_get64(zo_intake *reader);
uint32_t zo_get32(zo_intake *reader);
void zo_get_words(zo_intake *reader, uint64_t *word, size_t words);
void zo_get_package(zo_intake *reader, uint32_t *package, size_t levels);

/* Says that it is bad unless that is true. */
void zo_insist(zo_intake *reader, bool fine);

#endif

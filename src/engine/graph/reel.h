/* Records of so many words each, written one after the other and read in the same order, that never move while there come
 * more. */
#ifndef ZO_ENGINE_REEL_H
#define ZO_ENGINE_REEL_H

#include "base/memory.h"

typedef struct zo_reel {
    size_t words; /* of a record; to be set before the first */
    size_t records;
    ZO_ARRAY(uint32_t *) pieces;
    size_t left; /* records that the last piece has room for */
} zo_reel;

uint32_t *zo_reel_add(zo_reel *reel, zo_arena *arena);

typedef struct zo_reel_reader {
    const zo_reel *reel;
    size_t piece, at; /* of the next record */
} zo_reel_reader;

const uint32_t *zo_reel_next(zo_reel_reader *reader);

#endif

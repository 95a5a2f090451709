/* Records -> pieces of memory, each twice as long as the one before, up to a length. */
#include "engine/graph/reel.h"

enum { FIRST = 32, DOUBLINGS = 9 }; /* records */

static size_t length_of(size_t piece) { return (size_t)FIRST << (piece < DOUBLINGS ? piece : DOUBLINGS); }

uint32_t *zo_reel_add(zo_reel *reel, zo_arena *arena)
{
    if (reel->left == 0) {
        size_t length = length_of(reel->pieces.n);
        uint32_t *piece = ZO_NEW_MANY(arena, uint32_t, length * reel->words);
        ZO_PUSH(arena, &reel->pieces, piece);
        reel->left = length;
    }
    size_t piece = reel->pieces.n - 1, at = length_of(piece) - reel->left--;
    reel->records++;
    return reel->pieces.at[piece] + at * reel->words;
}

const uint32_t *zo_reel_next(zo_reel_reader *reader)
{
    if (reader->at == length_of(reader->piece)) {
        reader->piece++;
        reader->at = 0;
    }
    return reader->reel->pieces.at[reader->piece] + reader->reel->words * reader->at++;
}

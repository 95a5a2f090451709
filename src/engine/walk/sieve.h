/* A few strong vectors, against which many others are held before anything else is done with them. What one of
 * them dominates falls through; vectors that have proved strong stay longest. */
#ifndef ZO_ENGINE_SIEVE_H
#define ZO_ENGINE_SIEVE_H

#include "engine/walk/archive.h"

typedef struct zo_sieve zo_sieve;

zo_sieve *zo_sieve_new(const zo_vectors *vectors, zo_arena *arena);

/* For vectors whose numbers all are of one word. worth: per worth ZO_ROW numbers, of which those whose bits are set in
 * `vectors` are looked at. Returns the bits of those that nothing strong dominates. */
uint64_t zo_sieve_row(zo_sieve *sieve, const int64_t *worth, uint64_t vectors);

/* The same of one vector: whether it passes. */
bool zo_sieve_one(zo_sieve *sieve, const int64_t *vector);

/* Takes a vector that has passed in. */
void zo_sieve_learn(zo_sieve *sieve, const int64_t *vector);

#endif

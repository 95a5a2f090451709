/* Vectors of extra points, each kept once and known by a number. */
#ifndef ZO_ENGINE_EXTRAS_H
#define ZO_ENGINE_EXTRAS_H

#include "base/memory.h"

typedef struct zo_extras zo_extras;

/* Vectors of `worths` numbers; no sum or difference that is asked for overflows. Number 0 is the vector of zeros. */
zo_extras *zo_extras_new(size_t worths, zo_arena *arena);

uint32_t zo_extras_of(zo_extras *extras, const int64_t *vector);
uint32_t zo_extras_add(zo_extras *extras, uint32_t a, uint32_t b); /* a + b */
uint32_t zo_extras_sub(zo_extras *extras, uint32_t a, uint32_t b); /* a - b */

size_t zo_extras_count(const zo_extras *extras);
const int64_t *zo_extras_at(const zo_extras *extras, uint32_t number); /* good until the next vector comes */

#endif

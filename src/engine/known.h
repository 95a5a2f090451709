/* What a run knows before it ends, for whoever watches it. */
#ifndef ZO_ENGINE_KNOWN_H
#define ZO_ENGINE_KNOWN_H

#include "engine/limit.h"

/* Written by the calling thread alone, before it calls limit->progress; each number is true whenever it is read. */
struct zo_known {
    uint64_t packages; /* in the zone, at least so many; 0: none was found yet */
    size_t candidates; /* vectors of worths found so far that may turn out to be on the frontier; 0: none */
    const char *by;    /* the measure by which a best package is being looked for; NULL: none is */
    double gap; /* no package is better by more than this share of the bound; 1: nothing is known yet */
};

/* a * b, or the largest number: still at least so many. */
static inline uint64_t zo_at_least(uint64_t a, uint64_t b)
{
    uint64_t product;
    return __builtin_mul_overflow(a, b, &product) ? UINT64_MAX : product;
}

#endif

/* A guarded sum: where all guards are true, start + one number per dial, by its value, is not negative. */
#ifndef ZO_ENGINE_GUARDED_H
#define ZO_ENGINE_GUARDED_H

#include "engine/dials.h"

/* What one dial adds. */
typedef struct zo_term {
    uint32_t dial;
    const int64_t *value;        /* words per value of the dial */
    const int64_t *least, *most; /* of those; set by zo_sums_add */
} zo_term;

typedef struct zo_guarded {
    size_t guards;
    const int *guard; /* literals */
    unsigned words;   /* per number, two's complement, least significant first; no partial sum overflows */
    const int64_t *start;
    size_t terms;
    zo_term *term; /* each dial at most once */
} zo_guarded;

#endif

/* A guarded sum: where all guards are true, start + one number per dial, by its value, is not negative. */
#ifndef ZO_ENGINE_GUARDED_H
#define ZO_ENGINE_GUARDED_H

#include "engine/proof/dials.h"
#include "space/instance.h"

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
    bool combined; /* made out of others, which all of its guards put in force too */
} zo_guarded;

/* Per dial the values that are possible as far as that is plain; NULL, and dials from `dials` on: all. It only
 * guides what is derived; what is derived holds anyway. */
typedef struct zo_allowed {
    size_t dials;
    const uint64_t *const *values;
} zo_allowed;

static inline bool zo_is_allowed(const zo_allowed *allowed, uint32_t dial, uint32_t value)
{
    return dial >= allowed->dials || allowed->values[dial] == NULL || zo_bit(allowed->values[dial], value);
}

#endif

/* What was kept of vectors of two worths of any ranges, as the steps of a stair: asked whether one of them is nowhere
 * smaller. */
#ifndef ZO_ENGINE_STEPS_H
#define ZO_ENGINE_STEPS_H

#include "engine/frontier/ways.h"

/* All zero at first. */
typedef struct zo_steps {
    int64_t least;   /* of the first worth */
    unsigned shift;  /* a bucket is the first worth less its least, without so many bits */
    size_t buckets;  /* one of them beyond all vectors */
    int64_t *beyond; /* per bucket: the largest second worth of vectors that are in it or beyond */
    uint32_t *first; /* per bucket: the first of its steps, counted from 1; 0: none */
    size_t steps;
    zo_store beyonds, firsts, pool;
} zo_steps;

/* Empty, for about so many vectors. False: the ration does not allow it. */
bool zo_steps_start(zo_steps *steps, int64_t least, int64_t most, size_t vectors, zo_ration *ration);

bool zo_steps_cover(const zo_steps *steps, int64_t x, int64_t y);
bool zo_steps_keep(zo_steps *steps, int64_t x, int64_t y, zo_ration *ration);

#endif

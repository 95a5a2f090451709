/* Vectors as a tree that grows, asked whether one of them is nowhere smaller than a given one: for any number of worths of
 * any size. */
#ifndef ZO_ENGINE_THICKET_H
#define ZO_ENGINE_THICKET_H

#include "engine/frontier/ways.h"

/* All zero at first. */
typedef struct zo_thicket {
    size_t worths;        /* that are looked at */
    const size_t *place;  /* which those are */
    const int64_t *least; /* of each worth, any */
    unsigned shift; /* coordinates are 32 bits: worths less their least, without that many bits at the end */
    size_t nodes, leaves;
    zo_store node, corner, leaf, exact, scratch;
} zo_thicket;

void zo_thicket_close(zo_thicket *thicket, zo_ration *ration);

/* Empty, for vectors within these bounds. place: `worths` places in vectors; it and least outlive the vectors. False: the
 * ration does not allow it. */
bool zo_thicket_start(zo_thicket *thicket, const size_t *place, size_t worths, const int64_t *least,
                      const int64_t *most, zo_ration *ration);

bool zo_thicket_covers(const zo_thicket *thicket, const int64_t *vector);
bool zo_thicket_add(zo_thicket *thicket, const int64_t *vector, zo_ration *ration);

#endif

/* Vectors that do not dominate each other, as a tree, so that one that dominates a given vector is found quickly. For
 * vectors whose numbers all are of one word. */
#ifndef ZO_ENGINE_CANOPY_H
#define ZO_ENGINE_CANOPY_H

#include <stddef.h>
#include <stdint.h>

typedef struct zo_canopy {
    size_t worths;
    size_t classes;
    size_t *begins;  /* per class its first vector, and the number of all */
    int64_t *vector; /* by class; close ones stand together */
    int64_t *
        corner; /* per class, at its place: of each eight neighbours the largest numbers; then of each eight of
                        those, and so on */
} zo_canopy;

/* Words that `corner` takes for so many vectors in so many classes. */
size_t zo_canopy_corner_words(size_t vectors, size_t worths, size_t classes);

/* Builds the tree of `from`, whose vectors are grouped as canopy->begins says and within a class lexicographically in order,
 * largest first, in canopy->vector and ->corner, which have room. `from` is put into another order. */
void zo_canopy_build(zo_canopy *canopy, const int64_t **from);

/* One that is nowhere smaller and somewhere larger; NULL when there is none. */
const int64_t *zo_canopy_above(const zo_canopy *canopy, uint32_t class_, const int64_t *vector);

#endif

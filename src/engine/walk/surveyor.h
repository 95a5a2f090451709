/* One worker of a survey: what it has seen of the zone. */
#ifndef ZO_ENGINE_SURVEYOR_H
#define ZO_ENGINE_SURVEYOR_H

#include "engine/walk/archive.h"
#include "engine/walk/unit.h"

/* What surveyors have in common. */
typedef struct zo_route {
    const zo_plan *plan; /* its cargo: the payoffs */
    zo_vectors vectors;
    uint32_t class_level; /* 0: no classes */
    /* Per level and worth, the least and the most that this level and later ones may add; NULL where the numbers do
     * not fit one word. */
    const int64_t *least, *most;
} zo_route;

typedef struct zo_surveyor zo_surveyor;

/* Its takers: surveyors. In a partial result (see unit.h) one is: the number of worths; the class level; the packages seen in the
 * zone; when there are any, the vectors of the smallest and the largest numbers; the number of vectors kept, and of each its
 * words, its packages, its class and the first package. A package has 32 bits a level, everything else 64. Vectors are in any
 * order; the same one may occur more than once. */
zo_errand zo_surveyor_errand(const zo_route *route);

uint64_t zo_surveyor_packages(const zo_surveyor *surveyor); /* seen in the zone */
/* Vectors of the smallest and the largest numbers seen; of no meaning when no packages were. */
const int64_t *zo_surveyor_least(const zo_surveyor *surveyor);
const int64_t *zo_surveyor_most(const zo_surveyor *surveyor);
zo_archive *zo_surveyor_archive(const zo_surveyor *surveyor);

#endif

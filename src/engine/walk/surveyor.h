/* One worker of a survey: what it has seen of the zone. */
#ifndef ZO_ENGINE_SURVEYOR_H
#define ZO_ENGINE_SURVEYOR_H

#include "engine/walk/archive.h"
#include "engine/walk/sweep.h"

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

zo_surveyor *zo_surveyor_new(const zo_route *route, zo_arena *arena);
void zo_surveyor_release(void *surveyor); /* what it holds besides its arena */
bool zo_surveyor_is_dull(void *surveyor, size_t level, const int64_t *sums, const uint32_t *chosen);
void zo_surveyor_take(void *surveyor, const zo_handful *handful);

uint64_t zo_surveyor_reserve(const void *surveyor); /* nanoseconds that gathering will take, about */

uint64_t zo_surveyor_packages(const zo_surveyor *surveyor); /* seen in the zone */
/* Vectors of the smallest and the largest numbers seen; of no meaning when no packages were. */
const int64_t *zo_surveyor_least(const zo_surveyor *surveyor);
const int64_t *zo_surveyor_most(const zo_surveyor *surveyor);
const zo_archive *zo_surveyor_archive(const zo_surveyor *surveyor);

#endif

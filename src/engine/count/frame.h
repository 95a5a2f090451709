/* What counting in tables works on: a course, with the classes of amounts of its demands.
 *
 * Before a step, packages are told apart by their state, and by their class on every axis: so a layer is a table for each
 * state, with a cell for each combination of classes, the class on the last axis changing fastest. */
#ifndef ZO_ENGINE_FRAME_H
#define ZO_ENGINE_FRAME_H

#include "engine/count/course.h"

/* Values of an issue that move all axes alike. */
typedef struct zo_kinds {
    uint32_t kinds;
    const uint32_t *of;    /* per value; ZO_NO_KIND: not visited */
    const uint32_t *value; /* per kind: its first value */
} zo_kinds;
enum { ZO_NO_KIND = UINT32_MAX };

typedef struct zo_frame {
    const zo_course *course;
    const zo_instance *instance; /* of the course, as the order and the steps */
    const uint32_t *order;
    size_t steps;
    size_t axes;
    const zo_axis **axis; /* one for each demand, the widest last */
    zo_kinds *kinds;      /* per step */
    size_t *cells;        /* of a table; per step before it, and at the end */
    unsigned *limbs;      /* of a count, likewise: enough for all packages up to there */
    uint64_t work;        /* limbs to be added to others; UINT64_MAX: too many to tell */
    uint64_t room;        /* bytes that the two largest neighbouring layers take; the same */
    uint64_t nodes;       /* cells of all layers; the same */
} zo_frame;

/* NULL when an axis would be too wide. The course is complete, and outlives it. */
zo_frame *zo_frame_new(const zo_course *course, zo_arena *arena);

#endif

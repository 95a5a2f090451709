/* A course with two demands, or fewer, as lists of pairs of worths by state: what can have been added up before a step, and what can be
 * from there on. */
#ifndef ZO_ENGINE_DUET_H
#define ZO_ENGINE_DUET_H

#include "engine/count/course.h"
#include "engine/count/pairs.h"

typedef struct zo_duet {
    const zo_course
        *course; /* with at most two demands, none of them exact; one that is missing adds up to 0 */
    /* Of the two demands, per step those before it, and those at the end. */
    int64_t *before_least[2], *before_most[2]; /* of all issues before, the start included */
    int64_t *after_least[2], *after_most[2];   /* of those from there on */
} zo_duet;

/* NULL when the course has not such demands. */
zo_duet *zo_duet_new(const zo_course *course, zo_arena *arena);

/* Lists per state before a step -> those after it, and those after -> those before. best_only: see pairs.h. What cannot
 * meet both demands any more is left out. */
zo_pairs *zo_duet_forward(const zo_duet *duet, size_t step, const zo_pairs *before, bool best_only,
                          zo_watch *watch, zo_arena *arena);
zo_pairs *zo_duet_back(const zo_duet *duet, size_t step, const zo_pairs *after, bool best_only,
                       zo_watch *watch, zo_arena *arena);
/* The same of packages with this value at the step only. */
zo_pairs *zo_duet_back_by(const zo_duet *duet, size_t step, uint32_t value, const zo_pairs *after,
                          zo_watch *watch, zo_arena *arena);

/* Before any issue, and after all of them. */
zo_pairs *zo_duet_start(const zo_duet *duet, zo_arena *arena);
zo_pairs *zo_duet_end(const zo_duet *duet, zo_arena *arena);

#endif

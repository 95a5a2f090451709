/* What packages have to pass in the order in which issues are given values: demands, which are hard conditions that sum up
 * points or numbers (axis.h), and states of everything else (residue.h), step by step. */
#ifndef ZO_ENGINE_COURSE_H
#define ZO_ENGINE_COURSE_H

#include "engine/count/axis.h"
#include "engine/limit.h"

enum { ZO_NO_STATE = UINT32_MAX };

typedef struct zo_course {
    const zo_instance *instance;
    const uint32_t *order;
    const uint64_t *domains;
    const zo_limit *limit; /* of what is made of it */
    zo_reach reach;        /* EXACT, or why it is not complete: then only what stands above is set */
    size_t steps;
    size_t demands;
    const zo_demand **demand;
    uint32_t *states; /* per step those before it, and those at the end */
    uint32_t *
        *next; /* per step, at state * values + value: the state then; ZO_NO_STATE: none, or not visited */
    bool **visited; /* per step and value: where anything depends on the issue, those in the domains */
    size_t state_words;
    const uint64_t *end; /* at state * state_words: those at the end; they begin with their masks */
} zo_course;

/* All issues, each once, as they stand in the instance: the order of packages. */
uint32_t *zo_order_of_issues(const zo_instance *instance, zo_arena *arena);

/* At most so many states of a layer (else ZO_LIMIT_MEMORY). Instance, modes, order, domains and limit outlive it. */
zo_course *zo_course_new(const zo_instance *instance, const zo_mode *mode, const uint32_t *order,
                         const uint64_t *domains, size_t most_states, const zo_limit *limit, zo_arena *arena);

/* Whether the value may be chosen as far as the domains and each demand on its own say. */
bool zo_course_allows(const zo_course *course, size_t step, uint32_t value);
/* What a demand starts with, and what the value adds to it; 0 where there is no such demand. */
int64_t zo_course_start(const zo_course *course, size_t demand);
int64_t zo_course_amount(const zo_course *course, size_t demand, size_t step, uint32_t value);

#endif

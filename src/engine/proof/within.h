/* What can be said of a zone whose packages are too many to be visited: whether there is one, and which values occur, by
 * proof; and how many there are, where a graph of choices or a count without packages tells. */
#ifndef ZO_ENGINE_WITHIN_H
#define ZO_ENGINE_WITHIN_H

#include "engine/proof/prover.h"

typedef struct zo_within {
    zo_proved any;          /* whether some package is in the zone */
    bool values_known;      /* `values` are all that occur; else some of them */
    const uint64_t *values; /* a value set */
    bool count_known;
    zo_int count; /* of the packages; at least so many where it is not known */
    size_t packages;
    const uint32_t *const
        *package;   /* of the zone, all different: one for each value that was not seen before */
    zo_reach reach; /* EXACT: everything is known; else which limit kept it from being so */
} zo_within;

/* mode: as for zo_survey_zone. counted: whether to count as well. The outcome lives in `arena`. */
zo_within zo_look_within(const zo_instance *instance, const zo_mode *mode, bool counted,
                         const zo_limit *limit, zo_arena *arena);

#endif

/* Which values the packages have that a yardstick chooses: all of them, not only the first of each combination of worths. */
#ifndef ZO_ANALYSIS_EQUALS_H
#define ZO_ANALYSIS_EQUALS_H

#include "analysis/balance.h"

typedef struct zo_equals {
    bool known;                            /* false: a limit was reached first, or numbers are too large */
    const uint64_t *values[ZO_YARDSTICKS]; /* value sets; empty where a yardstick chooses nothing */
} zo_equals;

zo_equals zo_find_equals(const zo_request *request, const zo_balance *balance, zo_arena *arena);

#endif

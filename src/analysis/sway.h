/* What the choice of each yardstick rests on: the statements that are assumed, inferred, unverified or disputed without
 * which it would be another. */
#ifndef ZO_ANALYSIS_SWAY_H
#define ZO_ANALYSIS_SWAY_H

#include "analysis/balance.h"

typedef struct zo_sway {
    ZO_ARRAY(uint32_t) keys;         /* the statements that were tried */
    ZO_ARRAY(const uint64_t *) sets; /* bit i = key i; alone, then pairs whose members do nothing alone */
    ZO_ARRAY(unsigned) yardsticks;   /* per set: bit y = that yardstick chooses otherwise without the set */
    bool tried_all;                  /* every single statement and every pair was tried */
    bool tried_singles;              /* every single one was */
} zo_sway;

/* pairs: try two at a time as well. At most a third of the time that is left is used. */
zo_sway *zo_find_sway(const zo_request *request, const zo_balance *balance, bool pairs);

/* The weak statements in force, and the denials: what an answer should not rest on unsaid. */
void zo_find_weak_keys(const zo_request *request, const zo_record *record, zo_sway *sway);

/* Adds "rests_on" and a table to read; false when a limit cut it short. */
bool zo_add_sway(const zo_request *request, const zo_balance *balance, zo_value *root);

#endif

/* A party's values -> sums of integers: what every package is worth to it, at the least and at the most. */
#ifndef ZO_SPACE_UTILITY_H
#define ZO_SPACE_UTILITY_H

#include "space/compile.h"

/* Points of one party by issue, before scaling: NULL where it has no values. */
typedef struct zo_points {
    const zo_range *const *table; /* per issue: a range per value, or NULL */
    const zo_entry *const *bonus;
    size_t bonuses;
    bool ranged; /* some number is a range or an order */
} zo_points;

zo_points zo_points_of(const zo_record *record, const zo_seat *seat, zo_arena *arena);

/* The sum that is not negative where the points reach the threshold: the most the ranges allow (most = true), or the
 * least. NULL when the numbers do not fit 512 bits once scaled to integers, or a bonus's condition does not. */
const zo_sum *zo_scaled_sum(const zo_record *record, const zo_points *points, const zo_num *threshold,
                            bool most, zo_arena *arena);

#endif

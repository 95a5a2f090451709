/* A party's points -> sums of integers: what every package is worth to it, at the least and at the most. */
#ifndef ZO_SPACE_UTILITY_H
#define ZO_SPACE_UTILITY_H

#include "space/instance.h"
#include "space/points.h"

/* The sum that is not negative where the points reach the threshold: the most the ranges allow (most = true), or the
 * least. NULL when the numbers do not fit 512 bits once scaled to integers, or a bonus's condition does not. */
const zo_sum *zo_scaled_sum(const zo_record *record, const zo_points *points, const zo_num *threshold,
                            bool most, zo_arena *arena);

/* Both readings and the worth of the alternative, in one scale. payoff->alternative is left to the caller; false
 * when the numbers are too large. */
bool zo_scaled_payoff(const zo_record *record, const zo_points *points, const zo_range *worth,
                      zo_payoff *payoff, zo_arena *arena);

#endif

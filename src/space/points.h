/* A party's values -> exact points: what each value of each issue, and each bonus, adds. */
#ifndef ZO_SPACE_POINTS_H
#define ZO_SPACE_POINTS_H

#include "model/record.h"
#include "space/reading.h"

typedef struct zo_earned {
    const zo_bound *when;
    zo_range points;
} zo_earned;

/* Points of one party, before scaling. */
typedef struct zo_points {
    const zo_range *const *table; /* per issue: a range per value; NULL where it has no values */
    const zo_earned *bonus;
    size_t bonuses;
    bool ranged; /* some number is a range or an order */
} zo_points;

zo_points zo_points_of(const zo_record *record, const zo_seat *seat, const zo_reading *reading,
                       zo_arena *arena);

#endif

/* The packages that meet two demands at once, as the alternatives of two parties, by halves: all pairs of worths of the one
 * half of the issues, all of the other, and how many of them go together. For parts with one group.
 *
 * Horowitz, E. and Sahni, S. (1974), Computing partitions with applications to the knapsack problem; pairs are joined in the
 * order of the one worth, with sums by the other kept in a tree: Fenwick, P. (1994), A new data structure for cumulative
 * frequency tables. */
#ifndef ZO_ENGINE_MEET_H
#define ZO_ENGINE_MEET_H

#include "engine/count/course.h"
#include "engine/walk/enumerate.h"

typedef struct zo_meet zo_meet;

/* course: in the order of the issues. NULL when the part is not such a part. */
zo_meet *zo_meet_plan(const zo_course *course, zo_detail detail, zo_arena *arena);

/* Steps of about a nanosecond, bytes; at most, as predicted. UINT64_MAX: too many to tell. */
uint64_t zo_meet_work(const zo_meet *meet);
uint64_t zo_meet_room(const zo_meet *meet);

/* As zo_enumerate_at_once, but all or nothing: where a limit comes first there are no groups. */
zo_enumeration zo_enumerate_by_halves(const zo_meet *meet, const zo_limit *limit, zo_arena *arena);

#endif

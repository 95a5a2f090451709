/* Whether packages that have come so far on a course with two demands, or fewer, can still meet them: by the best pairs of worths that are
 * still ahead. And by that, in the order of packages, which values occur and the first package with each. */
#ifndef ZO_ENGINE_AHEAD_H
#define ZO_ENGINE_AHEAD_H

#include "engine/count/duet.h"
#include "engine/walk/enumerate.h"

/* Adds values, the first package and, where they are wanted, witnesses; the course goes in the order of issues and there is a
 * package. False when a limit comes first: the watch ended, or there are more than `most` best pairs. */
bool zo_look_ahead(const zo_duet *duet, bool witnesses, size_t most, zo_watch *watch, zo_group *group,
                   zo_arena *arena);

#endif

/* Every package of a zone, one by one. */
#ifndef ZO_ENGINE_WALK_H
#define ZO_ENGINE_WALK_H

#include "engine/limit.h"
#include "engine/votes.h"

/* Called once for each package (by issue; good until it returns). Returning true ends the walk. It may jump. */
typedef bool zo_visit_fn(void *context, const uint32_t *package);

typedef struct zo_visitor {
    zo_visit_fn *visit;
    void *context;
} zo_visitor;

/* The packages that violate no HARD selector and whose mask zo_mask_accepted accepts, in the order of issues and values but for
 * those that differ in one value only. On one thread. EXACT: all were visited; STOPPED: the visitor or the limit's progress
 * ended it. Works on `arena`. */
zo_reach zo_walk_zone(const zo_instance *instance, const zo_mode *mode, zo_visitor visitor,
                      const zo_limit *limit, zo_arena *arena);

#endif

/* Memory for one piece of work, apart from the caller's, so that a limit on it can be met and the work given up. */
#ifndef ZO_ENGINE_BOUNDED_H
#define ZO_ENGINE_BOUNDED_H

#include "engine/limit.h"

typedef struct zo_bounded {
    zo_heap heap; /* as much as the limit allows, and no more than the caller's heap has left */
    zo_arena arena;
    zo_heap *outer;
} zo_bounded;

void zo_bounded_open(zo_bounded *bounded, const zo_limit *limit, zo_heap *outer);

/* False: the work met the limit, and ended there. Where memory itself has run out, this puts away what was held and jumps to
 * the escape of the outer heap. */
bool zo_bounded_run(zo_bounded *bounded, void (*run)(void *context), void *context);

/* Whether so many bytes may be held besides. */
bool zo_bounded_has_room(const zo_bounded *bounded, size_t bytes);

/* Runs what takes memory of the outer heap. When that is refused, puts away what was held and jumps on. */
void zo_bounded_hand_over(zo_bounded *bounded, void (*run)(void *context), void *context);

void zo_bounded_close(zo_bounded *bounded);

#endif

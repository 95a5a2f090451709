/* How many packages lead to every cell of a frame. */
#ifndef ZO_ENGINE_FILL_H
#define ZO_ENGINE_FILL_H

#include "engine/count/frame.h"
#include "engine/watch.h"

typedef struct zo_filled {
    bool done;           /* else the watch has ended it */
    const zo_int *count; /* per state at the end */
    uint8_t **
        reached; /* per step, and at the end, at state * cells + cell: whether any package leads there; or NULL */
} zo_filled;

/* reached: whether that is wanted. */
zo_filled zo_fill(const zo_frame *frame, bool reached, zo_watch *watch, zo_arena *arena);

#endif

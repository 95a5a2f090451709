/* The best package depth first, fork by fork, under many bounds at once: each of a pool of weights says what a package can
 * lose against the most there is until it is no better than the best, and each arc what it loses. So a package better
 * than the best is one whose losses stay within every slack: much less work at a step than bounds of its own. */
#ifndef ZO_ENGINE_DESCENT_H
#define ZO_ENGINE_DESCENT_H

#include "engine/choice/boxes.h"

typedef struct zo_descent zo_descent;

/* Takes its weights from the pool of the boxes, what they know at the root, and the best package so far, of which
 * there is one. All values are open that the root of the boxes leaves open. */
zo_descent *zo_descent_new(zo_boxes *boxes, zo_watch *watch, zo_arena *arena);

/* Goes on for so many steps at most. True: nothing is better than the best, or a limit ended it (watch). */
bool zo_descent_run(zo_descent *descent, uint64_t most);
bool zo_descent_done(const zo_descent *descent);

#endif

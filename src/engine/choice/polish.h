/* A better package nearby: the best one with the values of one or two issues exchanged, again and again. */
#ifndef ZO_ENGINE_POLISH_H
#define ZO_ENGINE_POLISH_H

#include "engine/choice/aim.h"
#include "engine/watch.h"

/* The aim has a best package, by shares or a sum; notes better ones. Looks at exchanges only that lead to the same forks. */
void zo_polish(zo_aim *aim, const zo_rows *rows, zo_watch *watch, zo_arena *scratch);

#endif

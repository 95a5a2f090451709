/* In which order issues are best given their values: so that little is open at a time. */
#ifndef ZO_ENGINE_ORDER_H
#define ZO_ENGINE_ORDER_H

#include "engine/votes.h"

/* All issues, each once. Greedy: next comes the issue after which the fewest things are half decided. */
uint32_t *zo_choose_order(const zo_instance *instance, const zo_mode *mode, zo_arena *arena);

/* The same, where sums count for as much as there may be different amounts (narrow.c). */
uint32_t *zo_choose_narrow_order(const zo_instance *instance, const zo_mode *mode, zo_arena *arena);

#endif

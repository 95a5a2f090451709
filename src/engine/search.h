/* Depth-first search for one package that satisfies a list of expressions, deciding each expression as
 * early as the values chosen so far allow (three-valued reading). For the checks of a record, where one
 * package or the proof that there is none suffices. */
#ifndef ZO_ENGINE_SEARCH_H
#define ZO_ENGINE_SEARCH_H

#include "engine/limit.h"
#include "space/instance.h"

typedef enum zo_found { ZO_FOUND, ZO_NOT_FOUND, ZO_UNKNOWN /* gave up after `nodes` */ } zo_found;

/* package (may be NULL): receives the first one in the order of issues and values; issues that occur in no
 * expression get value 0. The order of branching is free, the answer is not. */
zo_found zo_search(const zo_instance *instance, const zo_expr *const *all, size_t count, uint64_t nodes,
                   uint32_t *package, zo_arena *scratch);

typedef enum zo_truth { ZO_NO, ZO_YES, ZO_OPEN } zo_truth;
/* chosen[i] = value index, or UINT32_MAX while open. YES and NO are certain; OPEN may still be either. */
zo_truth zo_expr_truth(const zo_instance *instance, const zo_expr *expr, const uint32_t *chosen);

#endif

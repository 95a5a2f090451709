/* A tree of issues in which whatever is looked at together lies on one way from a root to an end, so that once the issues on
 * the way to a point are chosen, what hangs below it in different branches is independent.
 *
 * Freuder, E. and Quinn, M. (1985), Taking advantage of stable sets of variables in constraint satisfaction problems. */
#ifndef ZO_ENGINE_PSEUDOTREE_H
#define ZO_ENGINE_PSEUDOTREE_H

#include "base/memory.h"

enum { ZO_NO_PARENT = UINT32_MAX };

/* Issues that something looks at together. */
typedef struct zo_scope {
    size_t issues;
    const uint32_t *issue;
} zo_scope;

typedef struct zo_pseudotree {
    size_t issues;
    const uint32_t *order;  /* every issue once, parents first, each branch in a row */
    const uint32_t *at;     /* per issue: its place in order */
    const uint32_t *parent; /* per place in order: that of its parent, or ZO_NO_PARENT */
} zo_pseudotree;

zo_pseudotree zo_pseudotree_of(size_t issues, const zo_scope *scope, size_t scopes, zo_arena *arena);

#endif

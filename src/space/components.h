/* Which issues hang together: those that one selector looks at, and so on. Packages of different components combine
 * freely. */
#ifndef ZO_SPACE_COMPONENTS_H
#define ZO_SPACE_COMPONENTS_H

#include "space/instance.h"

typedef struct zo_components {
    size_t count;
    const uint32_t *of_issue; /* per issue: its component, numbered in the order of their first issues */
} zo_components;

/* hard: bit per selector that every package must satisfy. together: bit per issue that is in one component whatever the
 * selectors say (may be NULL). What a hard selector without a waiver says in several parts joined by "and" couples within
 * each part only. */
zo_components zo_find_components(const zo_instance *instance, const uint64_t *hard, const uint64_t *together,
                                 zo_arena *arena);

/* The parts joined by "and" at the top of an expression, left to right. */
typedef ZO_ARRAY(const zo_expr *) zo_conjuncts;
void zo_add_conjuncts(const zo_expr *expr, zo_conjuncts *parts, zo_arena *arena);

/* The first issue that it looks at, in no particular order; ZO_NO_FIRST: none. */
enum { ZO_NO_FIRST = UINT32_MAX };
uint32_t zo_some_issue(const zo_expr *expr);

#endif

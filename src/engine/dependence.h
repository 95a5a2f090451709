/* Which issues an expression or a sum looks at. */
#ifndef ZO_ENGINE_DEPENDENCE_H
#define ZO_ENGINE_DEPENDENCE_H

#include "space/instance.h"

/* Both add to `issues` (bit i = issue i); NULL looks at none. */
void zo_add_issues(const zo_expr *expr, uint64_t *issues);
void zo_add_issues_of_sum(const zo_instance *instance, const zo_sum *sum, uint64_t *issues);

#endif

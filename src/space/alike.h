/* Whether two expressions are written alike. */
#ifndef ZO_SPACE_ALIKE_H
#define ZO_SPACE_ALIKE_H

#include "space/instance.h"

/* The same in every part; then they are true of the same packages. Others may be so, too. */
bool zo_are_alike(const zo_instance *instance, const zo_expr *a, const zo_expr *b);

#endif

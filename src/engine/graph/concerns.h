/* What decides about packages and their worth beyond single issues, thing by thing: each stands for itself and looks at few
 * issues, if any are. */
#ifndef ZO_ENGINE_CONCERNS_H
#define ZO_ENGINE_CONCERNS_H

#include "engine/graph/extras.h"
#include "engine/graph/prospect.h"
#include "engine/graph/pseudotree.h"

/* The values that an issue may have, ascending. */
typedef struct zo_menu {
    uint32_t values;
    const uint32_t *value;
} zo_menu;

typedef struct zo_concern {
    zo_selector selector; /* violated where it matters */
    const zo_bloc
        *bloc;      /* not NULL: that in place of the selector; it is violated where its rule does not hold */
    bool hard;      /* no package may violate it */
    uint32_t extra; /* else: the extra points of packages that do */
    zo_scope scope; /* the issues that it looks at and that have several values, ascending */
} zo_concern;

typedef struct zo_concerns {
    const zo_instance *instance;
    const zo_mode *mode;
    zo_arena *arena;
    zo_extras *extras;
    bool empty;             /* no package violates none that is hard */
    const uint64_t *values; /* value set: those on the menus */
    const zo_menu *menu;    /* per issue */
    uint32_t *package;      /* by issue: that of an issue with one value */
    bool *chosen;           /* per issue: whether it is such */
    ZO_ARRAY(zo_concern) all;
    size_t worths;
    int64_t *start;  /* per worth */
    int64_t *points; /* at value bit * worths + worth: what single issues earn */
} zo_concerns;

/* price: NULL, or per selector: where it is above 0, the selector, which counts directly, is not in force; there is one more
 * worth instead, the last, and a package that violates the selector has so much less of it. Sums have one word each. */
zo_concerns *zo_concerns_of(const zo_instance *instance, const zo_mode *mode, const int64_t *price,
                            const zo_sum *const *worth, size_t worths, zo_arena *arena);

#endif

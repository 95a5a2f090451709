/* Keeps some of many packages: a sample that depends on the seed and on which packages came, not on their order. */
#ifndef ZO_ANALYSIS_KEEPER_H
#define ZO_ANALYSIS_KEEPER_H

#include "base/memory.h"

typedef struct zo_kept_package {
    uint64_t rank;
    size_t issues;
    uint32_t *package;
} zo_kept_package;

typedef struct zo_keeper {
    size_t issues, most; /* packages kept at the end, >= 1 */
    uint64_t seed;
    uint64_t met; /* all that came */
    ZO_ARRAY(zo_kept_package) kept;
    ZO_ARRAY(uint32_t *) spare; /* memory of those that were let go */
    zo_arena *arena;
} zo_keeper;

/* Takes a package, none of them twice; copies it. */
void zo_keep(zo_keeper *keeper, const uint32_t *package);

/* Lets go of what is too much, and puts the rest in the order of issues and values. */
void zo_keeper_close(zo_keeper *keeper);

#endif

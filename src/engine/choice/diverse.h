/* Some of many packages that are as unlike each other as possible: the smallest number of issues in which two of those chosen
 * differ is as large as can be (max-min diversity: Ghosh 1996, Computational aspects of the maximum diversity problem). */
#ifndef ZO_ENGINE_DIVERSE_H
#define ZO_ENGINE_DIVERSE_H

#include "engine/limit.h"

typedef struct zo_diverse {
    bool exact;           /* no other choice is more unlike; else others may be */
    size_t chosen;        /* fewer than wanted when there are not so many packages */
    const size_t *choice; /* ascending: which of the packages */
    size_t apart;         /* two of them differ in so many issues at least; 0 when fewer than two */
} zo_diverse;

/* package: `packages` of them, no two alike, each of `issues` values. The same answer on any machine, unless the limit ends it. */
zo_diverse zo_choose_diverse(const uint32_t *const *package, size_t packages, size_t issues, size_t wanted,
                             const zo_limit *limit, zo_arena *arena);

/* In how many issues they differ. */
size_t zo_issues_apart(const uint32_t *one, const uint32_t *other, size_t issues);

#endif

/* Lists of pairs of worths, each with how many packages come to it: what two parties add up over some of the issues. */
#ifndef ZO_ENGINE_PAIRS_H
#define ZO_ENGINE_PAIRS_H

#include "engine/watch.h"

typedef struct zo_pair {
    int64_t a, b;
    uint64_t count;
} zo_pair;

/* By a, then by b, ascending, each pair once. */
typedef struct zo_pairs {
    size_t n;
    const zo_pair *at;
} zo_pairs;

/* A list with the same added to all of its pairs. */
typedef struct zo_moved_pairs {
    zo_pairs pairs;
    int64_t a, b;
} zo_moved_pairs;

/* What is to become of pairs that are put together. */
typedef struct zo_pair_rule {
    int64_t least_a, least_b; /* pairs with less of either are left out */
    bool best_only;           /* so are those that another is not below in a or b; counts then mean nothing */
} zo_pair_rule;

/* All of them put together, counts of equal pairs added up (they must not overflow). moved is written over. When the watch
 * ends, the list means nothing. */
zo_pairs zo_pairs_unite(zo_moved_pairs *moved, size_t n, const zo_pair_rule *rule, zo_watch *watch,
                        zo_arena *arena);

/* Whether a list of the best only has a pair with at least a and b. */
bool zo_pairs_reach(const zo_pairs *best, int64_t a, int64_t b);

#endif

/* Counts over draws: which packages are chosen how often, and which values every time.
 *
 * One draw stands for one reading of the ranges and orders on record. It counts in full for each package that is
 * tied in it, so that shares may add up to more than all draws. */
#ifndef ZO_ENGINE_SHARES_H
#define ZO_ENGINE_SHARES_H

#include "space/instance.h"

typedef struct zo_shares zo_shares;

zo_shares *zo_shares_new(const zo_instance *instance, zo_arena *arena);

/* A draw that chooses these packages, at least one; the same one twice counts once. They are copied. */
void zo_shares_choose(zo_shares *shares, const uint32_t *const *package, size_t packages);
void zo_shares_undefined(zo_shares *shares);  /* a draw in which the yardstick chooses nothing */
void zo_shares_empty_zone(zo_shares *shares); /* a draw with no package to choose from */

typedef struct zo_share {
    const uint32_t *package;
    uint64_t draws; /* that choose it, alone or tied */
    uint64_t tied;  /* of these, with others */
} zo_share;

typedef struct zo_share_count {
    uint64_t draws; /* in all */
    uint64_t undefined, empty_zone;
    uint64_t tied; /* that choose several packages */
    size_t packages;
    const zo_share *share; /* most draws first, then in the order of packages */
    const uint64_t
        *in_every;          /* value set: in every draw that chooses, some chosen package has the value; empty
                                  when no draw chooses */
    const uint64_t *in_any; /* value set: in some draw */
} zo_share_count;

/* What was counted so far; more draws may follow. */
zo_share_count zo_shares_count(const zo_shares *shares);

#endif

/* Issues tied in pairs, as trees: the lightest choice of values that meets the ties of the trees, and the lightest with any one
 * value. Ties that would close a circle are left out, which only makes things lighter. */
#ifndef ZO_ENGINE_QUEST_FOREST_H
#define ZO_ENGINE_QUEST_FOREST_H

#include "engine/proof/quest.h"

typedef struct zo_forest {
    zo_quest *quest;
    uint32_t *order;    /* issues, each after the one that it hangs on */
    uint32_t *parent;   /* per issue: the one that it hangs on, or ZO_NO_ISSUE */
    uint32_t *tree;     /* per issue: the root of its tree */
    const zo_tie **tie; /* per issue: by what it hangs on its parent */
    uint64_t *below;    /* per value: the least that it and all that hangs on it weigh */
    uint64_t *up,
        *down; /* per value of the parent or of the issue: what the branch, or all but it, weighs at least */
    uint64_t *through; /* per value: the least that its tree weighs with it */
} zo_forest;

static const uint64_t ZO_TOO_HEAVY = (uint64_t)1 << 62; /* nothing goes with it */

zo_forest *zo_forest_new(zo_quest *quest, zo_arena *arena);
void zo_forest_plant(zo_forest *forest); /* a new question */

/* price: per value bit. Returns the least weight of all trees together; choice: by issue, one that has it. */
uint64_t zo_forest_least(zo_forest *forest, const uint64_t *domain, const uint64_t *price, uint32_t *choice);

/* After zo_forest_least: fills forest->through. */
void zo_forest_through(zo_forest *forest, const uint64_t *domain);

/* After zo_forest_least: marks the selectors of the ties on which the least weight rests, if all may be lighter by `spare`. */
void zo_forest_mark(zo_forest *forest, const uint64_t *domain, const uint64_t *price, uint64_t spare);

/* The same for taking values away: what is left of each issue. */
void zo_forest_mark_cut(zo_forest *forest, const uint64_t *domain, const uint64_t *left,
                        const uint64_t *price);

#endif

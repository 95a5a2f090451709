/* The choices of an instance, issue by issue down a pseudotree, before those are taken out from which no package follows. */
#ifndef ZO_ENGINE_GROWTH_H
#define ZO_ENGINE_GROWTH_H

#include "engine/graph/chart.h"
#include "engine/graph/reel.h"
#include "engine/watch.h"

/* A chart in use at an issue: `at` is its place in the issue's row of points. */
typedef struct zo_use {
    zo_chart *chart;
    uint32_t at;
} zo_use;

/* An issue in the tree. Its states: what the issues above it can leave, a row of points of the charts that look at issues above
 * it and at issues from here on. */
typedef struct zo_bough {
    uint32_t issue;
    uint32_t bough,
        boughs; /* zo_growth.below[bough .. bough + boughs - 1]: the issues that hang from it, by place */
    uint32_t width,
        starting; /* charts in use on the way in, and those that begin here; their points stand in this order */
    uint32_t *source;               /* per chart on the way in: its place in the row of the issue above */
    ZO_ARRAY(zo_use) begins, turns; /* charts that begin here; those that look at this issue */
    size_t states;
    ZO_ARRAY(uint32_t) row; /* at state * width */
    zo_reel arcs; /* of all states, one after the other: value, extra, and the state of each issue below */
    ZO_ARRAY(uint32_t) arcs_of; /* per state: how many */
    uint32_t *slot;             /* hash table while states are found: state + 1; 0: free */
    size_t slots;               /* a power of two, or 0 */
    zo_arena arena;             /* of row, arcs and arcs_of, so that they can go when they were gathered */
} zo_bough;

typedef struct zo_growth {
    zo_concerns *concerns;
    zo_arena *arena;
    zo_pseudotree tree;
    zo_bough *bough; /* per place in the tree */
    const uint32_t *below;
    size_t arcs, most_arcs;
    size_t links;   /* states below, over all arcs */
    zo_watch watch; /* reach: what ended it */
} zo_growth;

/* All states that can be reached; false when there is no package, or watch.reach says what came first. */
bool zo_grow(zo_growth *growth);

#endif

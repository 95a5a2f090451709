/* What has grown -> a graph: choices from which no package follows are taken out, and forks that are alike are one. */
#ifndef ZO_ENGINE_HARVEST_H
#define ZO_ENGINE_HARVEST_H

#include "engine/graph/graph.h"
#include "engine/graph/growth.h"

typedef struct zo_harvest {
    zo_growth *growth;
    ZO_ARRAY(zo_fork) forks;
    ZO_ARRAY(zo_arc) arcs;
    ZO_ARRAY(uint32_t) children, roots;
    uint32_t **fork_of; /* per place in the tree, per state; ZO_NO_FORK: no package follows */
    uint32_t *slot;     /* hash table of the forks of one issue */
    size_t slots;
    uint32_t *number; /* per fork: that in the graph, or ZO_NO_FORK when no root leads to it */
    size_t kept_forks, kept_arcs, kept_children;
    uint32_t *extra; /* per vector of extra points: its number in the graph */
    size_t kept_extras;
} zo_harvest;
enum { ZO_NO_FORK = UINT32_MAX };

/* In the growth's arena. False when there is no package, or the growth's watch says what came first. */
bool zo_gather_harvest(zo_harvest *harvest);

size_t zo_harvest_bytes(const zo_harvest *harvest); /* that the graph takes */
void zo_harvest_store(const zo_harvest *harvest, zo_graph *graph, zo_arena *arena);

#endif

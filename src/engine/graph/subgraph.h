/* The packages of a graph that have one value of an issue, as a graph. */
#ifndef ZO_ENGINE_SUBGRAPH_H
#define ZO_ENGINE_SUBGRAPH_H

#include "engine/graph/graph.h"

/* Shares what packages are worth with `graph`, which outlives it. */
zo_graph *zo_graph_with_value(const zo_graph *graph, uint32_t issue, uint32_t value, zo_arena *arena);

#endif

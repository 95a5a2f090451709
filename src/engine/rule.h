/* The rule by which an engine is chosen for a question, and the numbers that it goes by: all in this one place.
 * docs/analyses.md tells it in words, under "Engines and limits". */
#ifndef ZO_ENGINE_RULE_H
#define ZO_ENGINE_RULE_H

#include "engine/ledger.h"

/* Packages that the domains of a walk leave. So many are walked through in a moment; where there are more, what shares
 * work between packages is tried first. */
#define ZO_WALKED_AT_ONCE ((uint64_t)1 << 26)

enum {
    /* Layers: where so many states are held at once, more would follow; a second or two is enough to know that. */
    ZO_MOST_STATES = 1000000,
    /* One part in so many of the memory is for the states of layers; for the graph of elimination. */
    ZO_STATES_OF_MEMORY = 2,
    ZO_GRAPH_OF_MEMORY = 4,
    /* One part in so many of the time is for layers, before a walk finds at least something in the rest; for a whole
     * frontier, before each yardstick is answered for itself. */
    ZO_LAYERS_OF_TIME = 2,
    ZO_FRONTIER_OF_TIME = 3,
    /* A graph with more arcs than this takes longer to build than it is worth. */
    ZO_MOST_ARCS = 1 << 24
};

/* Questions by the engines that can answer them. */
typedef enum zo_task {
    ZO_TASK_COUNT,    /* packages by what they violate, and their values: enumeration, layers */
    ZO_TASK_FRONTIER, /* vectors that nothing dominates: enumeration, elimination */
    ZO_TASK_PROOF,    /* is there a package, a conflict, a movement; how far a sum reaches: proof */
    ZO_TASK_LIST,     /* packages for themselves: enumeration */
    ZO_TASK_BEST      /* the best packages in order: enumeration, elimination */
} zo_task;

/* Whether the engine can answer; ZO_ENGINE_AUTO can. */
bool zo_engine_can(zo_engine engine, zo_task task);

/* The engine to begin with: the one asked for where it can answer, else by rule. packages: that a walk would visit, at
 * most; UINT64_MAX when more. Never ZO_ENGINE_AUTO. */
zo_engine zo_engine_for(zo_task task, const zo_limit *limit, uint64_t packages);

/* Why zo_engine_for says so, as the reason of a ledger line. */
zo_str zo_engine_reason(zo_task task, const zo_limit *limit, uint64_t packages, zo_arena *arena);

/* zo_ledger_note with that reason; to be called once the engine has answered, as far as it came. */
void zo_note_by_rule(zo_task task, const zo_limit *limit, uint64_t packages, const char *question);
/* The same for an engine that came in because another ended without an answer: "so many states would be held at once". */
void zo_note_instead(const zo_limit *limit, zo_engine engine, const char *question, const char *why);

/* The limit with the deadline of one part in so many of the time that is left. */
zo_limit zo_limit_part(const zo_limit *limit, unsigned parts);

/* Of the numbers above, what fits the memory; `each`: bytes of a state. */
size_t zo_most_states(const zo_limit *limit, size_t each);
size_t zo_most_arcs(const zo_limit *limit);

#endif

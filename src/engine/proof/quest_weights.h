/* Weights over the loads of a quest, under which even the lightest package is too heavy, or nearly so. */
#ifndef ZO_ENGINE_QUEST_WEIGHTS_H
#define ZO_ENGINE_QUEST_WEIGHTS_H

#include "engine/proof/quest_forest.h"

typedef struct zo_weights {
    zo_quest *quest;
    double *weight; /* per load, >= 0, 1 in all: proposed */
    double *best;   /* the best of them so far, in floating point */
    double
        excess; /* under these, by how much the lightest package overdraws all rooms together, as a share; < 0: not */
    double *use;        /* per load, of the lightest package: what it takes, as a share of the room */
    uint32_t *package;  /* the lightest under the latest weights */
    uint32_t *met;      /* per value: how often it was in the lightest package */
    uint64_t *whole;    /* the weights as whole numbers */
    uint64_t *price;    /* per value, under these */
    uint32_t *lightest; /* being decided */
    uint64_t *left;     /* per issue: its values, being removed */
    zo_forest *forest;
} zo_weights;

zo_weights *zo_weights_new(zo_quest *quest, zo_arena *arena);
void zo_weights_even(zo_weights *weights); /* all alike, for a new question */

/* Betters the weights by so many steps over the values left. True as soon as a lightest package overdraws no room; it is
 * then in weights->package, and may break ties. */
bool zo_weights_improve(zo_weights *weights, const uint64_t *domain, size_t steps);

/* By the best weights, exactly: false when no package fits; else removes values that none that fits has. Notes the selectors
 * used. */
bool zo_weights_cut(zo_weights *weights, uint64_t *domain);

/* The same by every load for itself. */
bool zo_loads_cut(zo_quest *quest, uint64_t *domain);

#endif

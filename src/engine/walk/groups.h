/* The table of groups while an enumeration runs: what was found for every mask, by level, not by issue. */
#ifndef ZO_ENGINE_GROUPS_H
#define ZO_ENGINE_GROUPS_H

#include "engine/walk/sweep.h"

/* The packages of one mask. Packages are given by level. */
typedef struct zo_pile {
    size_t mask_words;
    uint64_t *mask;
    uint64_t count;    /* visited packages */
    uint64_t *values;  /* per level a value set that begins a new word */
    uint32_t *first;   /* first package in order */
    uint32_t *witness; /* per value of all levels, the first package with it; NULL without witnesses */
    uint64_t noted;    /* on the walk's clock: when the values chosen on earlier levels were last noted */
} zo_pile;

typedef struct zo_piles {
    const zo_plan *plan;
    zo_arena *arena;
    bool witnesses;
    ZO_ARRAY(zo_pile *) all; /* in the order in which they came */
    zo_pile **slot;          /* hash table, at most half full */
    size_t slots;            /* a power of two */
} zo_piles;

void zo_piles_open(zo_piles *piles, const zo_plan *plan, bool witnesses, zo_arena *arena);

/* The pile with this mask, new and empty if there was none. A refusal leaves the table whole. */
zo_pile *zo_piles_of(zo_piles *piles, const uint64_t *mask);

/* Adds what a sweep hands on; a zo_take_fn. */
void zo_piles_take(void *piles, const zo_handful *handful);

/* Adds what another table, of the same plan, has found; the order of merging makes no difference. */
void zo_piles_merge(zo_piles *piles, const zo_piles *other);

void zo_piles_sort(zo_piles *piles); /* by masks, as big integers */

#endif

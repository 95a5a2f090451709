/* The table of groups while an enumeration runs: what was found for every mask, by level, not by issue. */
#ifndef ZO_ENGINE_GROUPS_H
#define ZO_ENGINE_GROUPS_H

#include "engine/walk/unit.h"

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
    zo_pile *latest;         /* that was asked for; NULL: none yet */
    uint64_t packages;       /* in all piles */
} zo_piles;

void zo_piles_open(zo_piles *piles, const zo_plan *plan, bool witnesses, zo_arena *arena);

/* The pile with this mask, new and empty if there was none. A refusal leaves the table whole. */
zo_pile *zo_piles_of(zo_piles *piles, const uint64_t *mask);

/* Adds what a sweep hands on; a zo_take_fn. */
void zo_piles_take(void *piles, const zo_handful *handful);

/* Adds what another table, of the same plan, has found; the order of merging makes no difference. */
void zo_piles_merge(zo_piles *piles, const zo_piles *other);

/* As part of a partial result (see unit.h): 1 with witnesses, else 0; the number of piles; of each pile the words of its
 * mask, its count, the words of its value sets, level by level, and its first package; with witnesses one for each value that
 * occurs. A package has 32 bits a level, everything else 64. Piles are in any order. */
void zo_piles_write(const zo_piles *piles, zo_bytes *bytes);

/* Into an empty table; piles that no walk of the plan can have left make the reader bad. */
void zo_piles_read(zo_piles *piles, zo_intake *reader);

/* The first package that has the value; the pile has witnesses. */
const uint32_t *zo_pile_witness(const zo_plan *plan, const zo_pile *pile, size_t level, uint32_t value);

/* What tables of a plan have in common. */
typedef struct zo_piling {
    const zo_plan *plan;
    bool witnesses;
} zo_piling;

zo_errand zo_piles_errand(const zo_piling *piling); /* its takers: tables */

void zo_piles_sort(zo_piles *piles); /* by masks, as big integers */

#endif

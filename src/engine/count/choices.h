/* Families of selector sets, kept minimal under inclusion. Work on them is bounded: beyond the bound sets are
 * dropped, largest first, and `complete` turns false. */
#ifndef ZO_ENGINE_CHOICES_H
#define ZO_ENGINE_CHOICES_H

#include "base/memory.h"
#include <stdbool.h>

typedef struct zo_choice {
    size_t size; /* selectors in it */
    size_t words;
    uint64_t bits[];
} zo_choice;

typedef struct zo_family {
    zo_choice **at;
    size_t n, cap;
} zo_family;

/* What operations on families share. */
typedef struct zo_choices {
    zo_arena *arena;
    size_t words;    /* of every set */
    zo_family spare; /* sets no longer used */
    uint64_t work;   /* comparisons of two sets still granted */
    bool complete;   /* nothing was dropped so far */
} zo_choices;

void zo_choices_open(zo_choices *choices, size_t words, zo_arena *arena);
size_t zo_choices_most(const zo_choices *choices); /* sets a family may have */

/* Adds a | b (b may be NULL) when there is room. */
void zo_family_add(zo_choices *choices, zo_family *family, const uint64_t *a, const uint64_t *b);
void zo_family_clear(zo_choices *choices, zo_family *family);
void zo_family_swap(zo_family *a, zo_family *b);

/* Whether some set of the family lies within `bits`. */
bool zo_family_is_met(zo_choices *choices, const zo_family *family, const uint64_t *bits);

/* Drops every set that contains another, and orders by size, then as big integers. */
void zo_family_reduce(zo_choices *choices, zo_family *family);

/* Every union of one set of each, in place of `family`. */
void zo_family_multiply(zo_choices *choices, zo_family *family, const zo_family *by);

#endif

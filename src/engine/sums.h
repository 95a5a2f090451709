/* All guarded sums of a question.
 *
 * A sum that has few different ways to come out becomes clauses at once (diagram.h). Every other one is lazy:
 * models are held against it, and one that violates it is answered with a lemma, a clause that follows from
 * the sum and that the model breaks. */
#ifndef ZO_ENGINE_SUMS_H
#define ZO_ENGINE_SUMS_H

#include "engine/diagram.h"

typedef struct zo_sums {
    zo_dials *dials;
    zo_arena *arena;
    zo_diagram *diagram;
    ZO_ARRAY(zo_guarded *) lazy;
    /* Used within one call. */
    ZO_ARRAY(zo_guarded *) violated;
    ZO_ARRAY(int64_t) total; /* ZO_WIDE_WORDS for each of those */
    ZO_ARRAY(int) lemma;
    ZO_ARRAY(uint64_t) set;
    ZO_ARRAY(int64_t) number;
    ZO_ARRAY(uint32_t) order;
} zo_sums;

void zo_sums_open(zo_sums *sums, zo_dials *dials, zo_arena *arena);

/* The sum's arrays outlive `sums`; guards are copied. */
void zo_sums_add(zo_sums *sums, const zo_guarded *sum);

/* After a model: adds a lemma for every sum that it violates, and tells whether there was one. */
bool zo_sums_refute(zo_sums *sums);

/* ---- Numbers of several words ---- */

bool zo_words_less(const int64_t *a, const int64_t *b, unsigned words);
void zo_words_sub(int64_t *to, const int64_t *from, const int64_t *less, unsigned words);

#endif

/* All guarded sums of a question.
 *
 * A sum that has few different ways to come out becomes clauses at once (diagram.h). Every other one is lazy:
 * models are held against it, and one that violates it is answered with a lemma, a clause that follows from
 * the sum and that the model breaks. */
#ifndef ZO_ENGINE_SUMS_H
#define ZO_ENGINE_SUMS_H

#include "engine/proof/combine.h"
#include "engine/proof/diagram.h"

typedef struct zo_sums {
    zo_dials *dials;
    zo_arena *arena;
    zo_diagram *diagram;
    size_t arcs; /* of a sum's diagram; with more it stays lazy */
    zo_cover *cover;
    zo_combine *combine;
    ZO_ARRAY(zo_guarded *) lazy;
    zo_allowed allowed; /* of the question under way */
    size_t rounds;      /* models refuted since it began */
    /* Used within one call. */
    ZO_ARRAY(zo_guarded *) violated;
    ZO_ARRAY(zo_guarded *) active; /* those that a total may be made of */
    ZO_ARRAY(const int64_t *) bar;
} zo_sums;

void zo_sums_open(zo_sums *sums, zo_dials *dials, zo_arena *arena);

/* The sum's arrays outlive `sums`; guards are copied. */
void zo_sums_add(zo_sums *sums, const zo_guarded *sum);

void zo_sums_begin(zo_sums *sums, zo_allowed allowed); /* a new question */

/* After a model: adds a lemma for every sum that it violates, and tells whether there was one. */
bool zo_sums_refute(zo_sums *sums);

#endif

/* Decision diagrams: guarded sums as clauses, where few enough of their remainders differ. */
#ifndef ZO_ENGINE_DIAGRAM_H
#define ZO_ENGINE_DIAGRAM_H

#include "engine/proof/guarded.h"

/* The workshop: what is kept from one diagram to the next. */
typedef struct zo_diagram zo_diagram;
zo_diagram *zo_diagram_new(zo_dials *dials, zo_arena *arena);

/* Adds clauses that hold exactly where the sum is not negative or a guard is false. False, and nothing added,
 * when that takes too many (about `arcs`, more for large dials), or the numbers do not fit 64 bits. The ends of the terms are set; no guard is
 * constant, and the sum is neither always negative nor never. */
bool zo_diagram_add(zo_diagram *diagram, const zo_guarded *sum, size_t arcs);

#endif

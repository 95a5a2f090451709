/* Dials: everything that stands at one of several values, as literals. An issue is a dial, and so is the vote
 * of a bloc's member, or a condition with the values no and yes.
 *
 * A dial of n values has n - 1 literals "stands at v or higher", v = 1 .. n-1, so that its encoding is linear
 * in n, and a set of values costs as much as it has gaps (the order encoding: Tamura, Taga, Kitagawa and
 * Banbara 2009, Compiling finite linear CSP into SAT). */
#ifndef ZO_ENGINE_DIALS_H
#define ZO_ENGINE_DIALS_H

#include "base/table.h"
#include "engine/proof/sat.h"

typedef struct zo_dial {
    uint32_t size; /* values, >= 1 */
    int first; /* the literal "stands at 1 or higher"; a variable that those of 2, 3 .. follow when size > 2 */
    uint64_t read; /* the model in which `value` was read */
    uint32_t value;
} zo_dial;

typedef struct zo_dials {
    zo_sat *sat;
    zo_arena *arena;
    ZO_ARRAY(zo_dial) all;
    zo_table sets;          /* literals of "stands within", by dial and set */
    ZO_ARRAY(int) clause;   /* being written */
    ZO_ARRAY(uint64_t) key; /* being looked up */
    uint64_t model;         /* counts the models found */
} zo_dials;

void zo_dials_open(zo_dials *dials, zo_sat *sat, zo_arena *arena);
uint32_t zo_dials_add(zo_dials *dials, uint32_t size);
uint32_t zo_dials_add_yes_no(zo_dials *dials, int literal); /* value 1 where the literal is true */

int zo_dial_at_least(const zo_dials *dials, uint32_t dial, uint32_t value);

/* A literal that is true exactly where the dial stands at a value of the set. */
int zo_dial_within(zo_dials *dials, uint32_t dial, const uint64_t *set);

/* Where none of the literals of `unless` is true, the dial stands within the set. */
void zo_dial_must(zo_dials *dials, uint32_t dial, const uint64_t *set, const int *unless, size_t literals);

/* The literal of left-and-right, both ways. */
int zo_dials_both(zo_dials *dials, int left, int right);

void zo_dials_new_model(zo_dials *dials); /* values are to be read anew */
uint32_t zo_dial_value(zo_dials *dials, uint32_t dial);

#endif

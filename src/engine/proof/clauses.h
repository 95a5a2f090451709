/* An instance as clauses: issues as dials, expressions as literals, selectors that hold where they are in force.
 *
 * The zone of the selectors in force is where all clauses and all guarded sums hold. */
#ifndef ZO_ENGINE_CLAUSES_H
#define ZO_ENGINE_CLAUSES_H

#include "engine/proof/sums.h"
#include "engine/votes.h"

typedef struct zo_clauses {
    const zo_instance *instance;
    zo_arena *arena;
    zo_sat *sat;
    zo_dials dials; /* dial i is issue i; others follow */
    zo_sums sums;
    int *force;    /* per selector: in force; FALSE for those that never count */
    int *accepts;  /* per voter: it is not against and does not abstain; at most where that is so */
    bool too_wide; /* some quota needs larger numbers than there are: no answer can be trusted */
} zo_clauses;

/* mode: one per selector; members' selectors may be HARD too. */
void zo_clauses_open(zo_clauses *clauses, const zo_instance *instance, const zo_mode *mode, zo_sat *sat,
                     zo_arena *arena);

/* A literal that is true exactly where the expression holds. */
int zo_clauses_literal(zo_clauses *clauses, const zo_expr *expr);

/* The sum over dials, with no guards yet. */
zo_guarded zo_clauses_sum(zo_clauses *clauses, const zo_sum *sum);

#endif

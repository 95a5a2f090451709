/* The rules of blocs as clauses. */
#ifndef ZO_ENGINE_BALLOTS_H
#define ZO_ENGINE_BALLOTS_H

#include "engine/proof/clauses.h"

/* Gives every voter a dial for its vote; fills clauses->accepts. */
void zo_ballots_open(zo_clauses *clauses, uint32_t *vote);

/* The bloc accepts, or its consent is waived. vote: per voter, the dial. */
void zo_ballots_add_bloc(zo_clauses *clauses, const zo_bloc *bloc, const uint32_t *vote);

#endif

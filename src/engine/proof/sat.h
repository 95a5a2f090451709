/* A propositional solver: clauses over literals, asked again and again under changing assumptions. CaDiCaL
 * does the work; nothing outside sat.c knows it.
 *
 * A literal is a variable, or minus a variable for its negation. Variable 1 is always true. */
#ifndef ZO_ENGINE_SAT_H
#define ZO_ENGINE_SAT_H

#include "engine/limit.h"

typedef struct zo_sat zo_sat;

enum { ZO_LIT_TRUE = 1, ZO_LIT_FALSE = -1 };

typedef enum zo_answer { ZO_SAT_YES, ZO_SAT_NO, ZO_SAT_OPEN /* a limit was reached */ } zo_answer;

/* `limit` outlives the solver. The solver is freed with the arena, or before it by zo_sat_free.
 * hopeful: variables that are free to choose are always tried with true. */
zo_sat *zo_sat_new(const zo_limit *limit, bool hopeful, zo_arena *arena);
void zo_sat_free(zo_sat *sat); /* may be called again */

/* The first of `count` new variables, numbered in a row. */
int zo_sat_variables(zo_sat *sat, size_t count);
void zo_sat_add(zo_sat *sat, const int *literal, size_t literals);

void zo_sat_assume(zo_sat *sat, int literal); /* for the next zo_sat_solve only */
zo_answer zo_sat_solve(zo_sat *sat);
bool zo_sat_value(const zo_sat *sat, int literal);  /* after YES */
bool zo_sat_failed(const zo_sat *sat, int literal); /* after NO: an assumption that it needed */

size_t zo_sat_memory(const zo_sat *sat); /* bytes, an estimate from what was added */
bool zo_sat_is_out(zo_sat *sat);         /* whether a limit has been reached; reports progress now and then */
zo_reach zo_sat_reach(const zo_sat *sat); /* which one; ZO_EXACT when none */

#endif

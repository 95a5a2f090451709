/* Parties and points of a balance, in results. Of parties whose worths may not be told, nothing here tells any. */
#ifndef ZO_ANALYSIS_WORTHS_H
#define ZO_ANALYSIS_WORTHS_H

#include "analysis/balance.h"

zo_str zo_balance_party(const zo_balance *balance, size_t party); /* its name */

/* How many packages share their worths; null where the answer is for one party. */
void zo_add_equal_count(const zo_balance *balance, zo_value *parent, const char *name, const zo_int *count,
                        zo_arena *arena);

/* {"worths": {PARTY: number}, "packages": n, "package": {…}}. */
zo_value *zo_add_point(const zo_balance *balance, size_t point, zo_value *list, zo_arena *arena);

/* The parties that a yardstick set apart, as identifiers; chosen NULL: none. */
void zo_add_apart(const zo_balance *balance, const zo_chosen *chosen, zo_value *parent, const char *name,
                  zo_arena *arena);

/* "parties": disagreement, ideal, least; "without_values": who else is asked. */
void zo_add_balance_parties(const zo_request *request, const zo_balance *balance, zo_value *root);

/* The same as a table to read. */
void zo_add_party_table(const zo_request *request, const zo_balance *balance, zo_value *root);

/* A line for each party whose disagreement is implied. */
void zo_add_implied_notes(const zo_balance *balance, zo_value *list, zo_arena *arena);

#endif

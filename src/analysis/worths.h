/* Parties and points of a balance, in results. Of parties whose worths may not be told, nothing here tells any. */
#ifndef ZO_ANALYSIS_WORTHS_H
#define ZO_ANALYSIS_WORTHS_H

#include "analysis/balance.h"

zo_str zo_balance_party(const zo_balance *balance, size_t party); /* its name */

/* How many packages share their worths; null where the answer is for one party. */
void zo_add_equal_count(const zo_balance *balance, zo_value *parent, const char *name, const zo_int *count,
                        zo_arena *arena);

zo_str zo_equal_words(const zo_survey_point *point, zo_arena *arena);

/* How many packages the zone holds; null where they were not counted. */
void zo_add_zone_size(const zo_balance *balance, zo_value *parent, const char *name, zo_arena *arena);
/* How many points and packages the frontier has, and whether it is complete. */
void zo_add_frontier_size(const zo_balance *balance, zo_value *parent, const char *points,
                          const char *packages, zo_arena *arena);

/* How much better than the best found another package could be: "gap", a share, and the same in per cent. */
void zo_add_gap(const zo_balance *balance, zo_value *row, const zo_verdict_known *known, zo_arena *arena);
zo_num zo_gap_per_cent(double gap); /* tenths, rounded up */

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

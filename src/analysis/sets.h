/* Sets of selectors as names and as sentences. */
#ifndef ZO_ANALYSIS_SETS_H
#define ZO_ANALYSIS_SETS_H

#include "analysis/analysis.h"
#include "space/compile.h"

/* ["UA.membership", "RU.no_membership"] as a list of that name. */
void zo_add_names(const zo_compiled *compiled, const uint64_t *set, zo_value *parent, const char *name,
                  zo_arena *arena);

/* "Russia requires …, which it calls a red line (reported, 13 December 2025)": one selector, who says what, how it is
 * known and since when. */
zo_str zo_position_sentence(const zo_compiled *compiled, size_t selector, zo_arena *arena);

/* "Russia no longer requires …": one selector given up. */
zo_str zo_given_up_sentence(const zo_compiled *compiled, size_t selector, zo_arena *arena);

/* The same of all selectors of a set, joined. */
zo_str zo_given_up_words(const zo_compiled *compiled, const uint64_t *set, zo_arena *arena);

/* For a list under a conflict or movement: an item per selector, with the words quoted. */
void zo_add_positions(const zo_compiled *compiled, const uint64_t *set, zo_value *list, zo_arena *arena);

#endif

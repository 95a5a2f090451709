/* An entry as a row of a result: who, what, when, grade, and where it is written. */
#ifndef ZO_ANALYSIS_STATEMENT_H
#define ZO_ANALYSIS_STATEMENT_H

#include "analysis/analysis.h"

/* A row with: name, kind, party, words, on, grade; what it says as data (condition, only_if, issue, amount, points, text, …);
 * where stated: by, via, red_line, difficulty, for, subject_to, note; citations; file and line. What another party's
 * alternative is worth is left out where the answer is for one alone; an entry that may not be told at all (see zo_sees in
 * analysis/viewer.h) is the caller's to leave out. */
zo_value *zo_add_statement(const zo_request *request, zo_value *list, const zo_entry *entry, bool disputed);

/* "decides": how the bloc of this statement does. */
void zo_add_bloc_rule(const zo_request *request, zo_value *row, const zo_statement *statement);

/* "article, “a red line”; …": where the words stand, for tables. */
zo_str zo_source_words(const zo_model *model, const zo_entry *entry, zo_arena *arena);

#endif

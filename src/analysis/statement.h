/* An entry as a row of a result: who, what, when, grade, and where it is written. */
#ifndef ZO_ANALYSIS_STATEMENT_H
#define ZO_ANALYSIS_STATEMENT_H

#include "analysis/analysis.h"

/* A row with: name, kind, party, words, on, grade, and, where stated: by, via, red_line, difficulty, for, subject_to,
 * note, citations; file and line. */
zo_value *zo_add_statement(const zo_request *request, zo_value *list, const zo_entry *entry, bool disputed);

/* "article, “a red line”; …": where the words stand, for tables. */
zo_str zo_source_words(const zo_model *model, const zo_entry *entry, zo_arena *arena);

#endif

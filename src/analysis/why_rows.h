/* The answer of why as one list of rows, for CSV. */
#ifndef ZO_ANALYSIS_WHY_ROWS_H
#define ZO_ANALYSIS_WHY_ROWS_H

#include "analysis/why_answer.h"

/* root holds the data of the answer already. */
void zo_add_why_rows(const zo_why *why, zo_value *root, zo_arena *arena);

#endif

/* What --explain adds to an answer: which engine answered which question, and why that one. */
#ifndef ZO_ANALYSIS_ENGINES_H
#define ZO_ANALYSIS_ENGINES_H

#include "analysis/analysis.h"

/* Nothing where it was not asked for. */
void zo_add_engines(const zo_request *request, zo_value *root);

#endif

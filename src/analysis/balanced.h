/* Balanced packages in words, without scores: for the page for a principal. */
#ifndef ZO_ANALYSIS_BALANCED_H
#define ZO_ANALYSIS_BALANCED_H

#include "analysis/zone_answer.h"

/* Adds "balanced", on the issues that are open; false when a limit left it off. */
bool zo_add_balanced(const zo_request *request, const zo_zone *zone, zo_value *root);

#endif

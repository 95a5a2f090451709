/* Contradictions within the record, date by date: what a party's own stances rule out, stances that can never be met or
 * never matter, rules that leave nothing. */
#ifndef ZO_ANALYSIS_CONTRADICTIONS_H
#define ZO_ANALYSIS_CONTRADICTIONS_H

#include "analysis/analysis.h"

/* Reports each once, with the first date from which it holds. Needs a model without errors. False when a limit left some
 * unlooked for, which is reported too. */
bool zo_find_contradictions(zo_request *request);

#endif

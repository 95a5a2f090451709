/* Whom an answer is for: whose worths it may tell, and whose it keeps to itself. */
#ifndef ZO_ANALYSIS_VIEWER_H
#define ZO_ANALYSIS_VIEWER_H

#include "analysis/analysis.h"

/* Reads the parameter `for` into the request, whose model is known; an unknown party is reported at the span. */
bool zo_find_viewer(zo_request *request, zo_span span);

/* Whether the answer is for one party alone. */
bool zo_has_viewer(const zo_request *request);

/* Whether the party's worths, values and scores, and what its alternative is worth, may be told. */
bool zo_sees_worths_of(const zo_request *request, uint32_t party);

/* Whether the entry may be told at all: what another party values, prefers or gives points to is not. */
bool zo_sees(const zo_request *request, const zo_entry *entry);

/* Where the answer is for one party: a paragraph that says so, once. left_out: what else is not told, as a sentence with
 * a blank before it, or "". */
void zo_add_viewer_words(const zo_request *request, const char *left_out, zo_value *root);

#endif

/* Compiled instances as answers: the text of a model's, and what a text's own zone holds. */
#ifndef ZO_ANALYSIS_INSTANCE_H
#define ZO_ANALYSIS_INSTANCE_H

#include "analysis/analysis.h"
#include "space/labelled.h"

/* {"issues", "values", "selectors", …} under "sizes". */
void zo_add_sizes(const zo_labelled *labelled, zo_value *root, zo_arena *arena);

/* No row of the table, since it needs no model: only its parameters are used. */
extern const zo_analysis zo_instance_analysis;

/* Reads the text as file 0, reports what is wrong with it in the request's sink, and counts the packages of its zone within
 * the request's limits. The member "instance" is the text in its canonical form. */
zo_verdict zo_answer_instance(zo_request *request, zo_str text, zo_value *root);

#endif

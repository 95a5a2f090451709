/* Conditions as data: what a program needs to word, draw or evaluate them. */
#ifndef ZO_ANALYSIS_CONDITION_DATA_H
#define ZO_ANALYSIS_CONDITION_DATA_H

#include "model/model.h"
#include "result/result.h"

/* Under the name (NULL in a list), one of
 *   {"op": "in", "issue", "relation", "value"}                     an issue compared with one value
 *   {"op": "in", "issue", "values"}                                a listed set
 *   {"op": "sum", "relation", "left", "right", "constant"}         left RELATION right + constant
 *   {"op": "not" | "and" | "or" | "implies" | "iff", "parts"}
 * Relations are =, !=, <, <=, >, >=. Does nothing when bound is NULL. */
void zo_add_condition(const zo_model *model, zo_value *parent, const char *name, const zo_bound *bound,
                      zo_arena *arena);

#endif

/* The tables of the page for a principal: a label in front, words behind it. */
#ifndef ZO_ANALYSIS_PAGE_LINES_H
#define ZO_ANALYSIS_PAGE_LINES_H

#include "analysis/analysis.h"

zo_value *zo_add_page_table(zo_arena *arena, zo_value *root, const char *name, const char *title);

/* A line of it, about one issue or ZO_NONE. */
zo_value *zo_add_page_line(const zo_model *model, zo_value *table, const char *label, uint32_t issue,
                           zo_str words, zo_arena *arena);

#endif

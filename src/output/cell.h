/* A value as a few words on one line: the cell of a table, an item of a list. */
#ifndef ZO_OUTPUT_CELL_H
#define ZO_OUTPUT_CELL_H

#include "output/page.h"
#include "result/result.h"

/* Printable; empty for NULL, null and objects; a list's items are joined by "; ". */
zo_str zo_cell_text(zo_arena *arena, const zo_value *value);

/* The colour of a grade of evidence; NULL for any other text. */
zo_ink zo_cell_ink(zo_str text);

#endif

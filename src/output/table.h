/* A list of rows as a table. */
#ifndef ZO_OUTPUT_TABLE_H
#define ZO_OUTPUT_TABLE_H

#include "output/page.h"
#include "result/result.h"

/* Writes the rows from column `indent` on: aligned, long cells wrapped inside their column; where even that
 * does not fit, a block of "heading: value" lines a row. Columns and rows without any text are left out. */
void zo_write_table(zo_page *page, const zo_value *table, size_t indent);

#endif

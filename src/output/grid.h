/* The cells of a table, read from the tree. */
#ifndef ZO_OUTPUT_GRID_H
#define ZO_OUTPUT_GRID_H

#include "result/result.h"

typedef struct zo_grid {
    const zo_column **column; /* those with text in some cell */
    size_t columns;
    zo_str *cell; /* printable, row by row; row 0 holds the headings */
    size_t rows;  /* the headings included */
} zo_grid;

/* Objects in `table` are rows; a member that is missing is an empty cell. */
zo_grid zo_read_grid(zo_arena *arena, const zo_value *table);

zo_str zo_grid_cell(const zo_grid *grid, size_t row, size_t column);

#endif

/* How wide the columns of a table are. */
#ifndef ZO_OUTPUT_COLUMNS_H
#define ZO_OUTPUT_COLUMNS_H

#include "output/grid.h"

enum { ZO_BETWEEN_COLUMNS = 2 }; /* blanks */

/* How far the lines of a wrapped cell stand to the right of its first line: the first column hangs, so that
 * the eye finds where a row begins. */
size_t zo_column_hang(const zo_grid *grid, size_t column);

/* Fills in a width for each column so that the table takes at most `room` columns of the terminal: natural
 * widths if they fit, else the widest are cut down to one common width, never below what they need. False
 * when even the least widths do not fit. */
bool zo_choose_widths(zo_arena *arena, const zo_grid *grid, size_t room, size_t *width);

#endif

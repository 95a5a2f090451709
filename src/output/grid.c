/* Turns a list of objects into the cells of a table, without the columns that have nothing to show. */
#include "output/grid.h"

#include "output/cell.h"
#include "output/wrap.h"

zo_str zo_grid_cell(const zo_grid *grid, size_t row, size_t column)
{
    return grid->cell[row * grid->columns + column];
}

static zo_grid new_grid(zo_arena *arena, size_t columns, size_t rows)
{
    zo_grid grid = {.columns = columns, .rows = rows};
    grid.column = ZO_NEW_MANY(arena, const zo_column *, columns);
    grid.cell = zo_alloc_many(arena, rows, columns * sizeof *grid.cell);
    return grid;
}

/* From the last row up, so that each is compared with what the row above said before it was blanked. */
static void blank_repeats(zo_grid *grid)
{
    for (size_t row = grid->rows; row-- > 2;)
        for (size_t i = 0; i < grid->columns; i++) {
            zo_str *cell = &grid->cell[row * grid->columns + i];
            if (grid->column[i]->once && zo_str_equal(*cell, zo_grid_cell(grid, row - 1, i)))
                *cell = (zo_str){"", 0};
        }
}

static zo_grid read_all(zo_arena *arena, const zo_value *table)
{
    zo_grid grid = new_grid(arena, table->columns, 1 + zo_children(table));
    for (size_t i = 0; i < grid.columns; i++) {
        grid.column[i] = &table->column[i];
        grid.cell[i] = zo_printable(arena, table->column[i].heading);
    }
    zo_str *cell = grid.cell + grid.columns;
    for (const zo_value *row = table->first; row != NULL; row = row->next)
        for (size_t i = 0; i < grid.columns; i++)
            *cell++ = zo_cell_text(arena, zo_member(row, grid.column[i]->key));
    blank_repeats(&grid);
    return grid;
}

static bool has_text(const zo_grid *grid, size_t column)
{
    for (size_t row = 1; row < grid->rows; row++)
        if (zo_grid_cell(grid, row, column).n > 0)
            return true;
    return false;
}

static void copy_column(const zo_grid *from, size_t source, zo_grid *to, size_t target)
{
    to->column[target] = from->column[source];
    for (size_t row = 0; row < to->rows; row++)
        to->cell[row * to->columns + target] = zo_grid_cell(from, row, source);
}

zo_grid zo_read_grid(zo_arena *arena, const zo_value *table)
{
    zo_grid all = read_all(arena, table);
    size_t shown = 0;
    for (size_t i = 0; i < all.columns; i++)
        shown += has_text(&all, i);
    if (shown == all.columns)
        return all;

    zo_grid grid = new_grid(arena, shown, all.rows);
    size_t target = 0;
    for (size_t i = 0; i < all.columns; i++)
        if (has_text(&all, i))
            copy_column(&all, i, &grid, target++);
    return grid;
}

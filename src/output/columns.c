/* Turns the cells of a table into the widths of its columns.
 *
 * Water filling: the widths are those under the highest common cap that fits, so that only the widest columns
 * give way, and all of them equally. */
#include "output/columns.h"

#include "base/unicode.h"
#include "output/wrap.h"

enum {
    HANG = 2,
    LEAST_WIDTH = 10, /* of a column whose cells wrap */
    COMMON_WORD = 24  /* longer words may be broken to spare the other columns */
};

/* What one column asks for; least <= unbroken <= natural. */
typedef struct measure {
    size_t natural;  /* nothing wraps */
    size_t unbroken; /* cells wrap, but no word of common length is broken */
    size_t least;
} measure;

static size_t larger(size_t a, size_t b) { return a > b ? a : b; }

static size_t smaller(size_t a, size_t b) { return a < b ? a : b; }

size_t zo_column_hang(const zo_grid *grid, size_t column)
{
    return column == 0 && !grid->column[0]->right ? HANG : 0;
}

/* A kept column's cells stay whole, and so do the words of one with numbers. Any heading may wrap. */
static measure measure_column(const zo_grid *grid, size_t column)
{
    zo_str heading = zo_grid_cell(grid, 0, column);
    size_t word = zo_widest_word(heading), cells = 0;
    size_t whole = word; /* the least that leaves cells in one piece */
    for (size_t row = 1; row < grid->rows; row++) {
        cells = larger(cells, zo_columns(zo_grid_cell(grid, row, column)));
        word = larger(word, zo_widest_word(zo_grid_cell(grid, row, column)));
    }
    whole = larger(whole, cells);
    size_t natural = larger(zo_columns(heading), cells);
    if (grid->column[column]->keep)
        return (measure){natural, whole, whole};
    if (grid->column[column]->right)
        return (measure){natural, word, word};
    size_t unbroken = larger(LEAST_WIDTH, smaller(word, COMMON_WORD) + zo_column_hang(grid, column));
    return (measure){natural, smaller(natural, unbroken), smaller(natural, LEAST_WIDTH)};
}

static size_t width_under(const measure *m, size_t cap, bool unbroken)
{
    return smaller(m->natural, larger(cap, unbroken ? m->unbroken : m->least));
}

static size_t total_under(const measure *measures, size_t columns, size_t cap, bool unbroken)
{
    size_t total = 0;
    for (size_t i = 0; i < columns; i++)
        total += width_under(&measures[i], cap, unbroken);
    return total;
}

/* What rounding the cap down left over goes to the columns that were cut, from the left. */
static void spread(const measure *measures, size_t columns, size_t left, size_t *width)
{
    for (size_t i = 0; i < columns && left > 0; i++) {
        if (width[i] < measures[i].natural) {
            width[i]++;
            left--;
        }
    }
}

static bool fit(const measure *measures, size_t columns, size_t room, bool unbroken, size_t *width)
{
    if (total_under(measures, columns, 0, unbroken) > room)
        return false;
    size_t cap = room;
    while (total_under(measures, columns, cap, unbroken) > room)
        cap--;
    for (size_t i = 0; i < columns; i++)
        width[i] = width_under(&measures[i], cap, unbroken);
    spread(measures, columns, room - total_under(measures, columns, cap, unbroken), width);
    return true;
}

bool zo_choose_widths(zo_arena *arena, const zo_grid *grid, size_t room, size_t *width)
{
    size_t between = (grid->columns - 1) * ZO_BETWEEN_COLUMNS;
    if (between >= room)
        return false;
    measure *measures = ZO_NEW_MANY(arena, measure, grid->columns);
    for (size_t i = 0; i < grid->columns; i++)
        measures[i] = measure_column(grid, i);
    return fit(measures, grid->columns, room - between, true, width) ||
           fit(measures, grid->columns, room - between, false, width);
}

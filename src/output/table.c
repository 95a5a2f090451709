/* Turns the cells of a table into lines: side by side where they fit, else row by row in blocks. */
#include "output/table.h"

#include "base/unicode.h"
#include "output/cell.h"
#include "output/columns.h"
#include "output/wrap.h"

enum { BLOCK_HANG = 2 };

/* A table that fits: its cells broken into lines. */
typedef struct layout {
    const zo_grid *grid;
    zo_lines *lines; /* of each cell, row by row */
    size_t *width;   /* of each column: that of its widest line */
    size_t indent;
} layout;

static const zo_lines *lines_of(const layout *table, size_t row, size_t column)
{
    return &table->lines[row * table->grid->columns + column];
}

/* Of the second and later lines of a cell. Headings do not hang: they stand on the column. */
static size_t hang_of(const layout *table, size_t row, size_t column)
{
    return row > 0 ? zo_column_hang(table->grid, column) : 0;
}

/* Breaks the cells of one column; it becomes as narrow as its lines turned out. */
static void wrap_column(zo_arena *arena, layout *table, size_t column)
{
    size_t width = table->width[column], widest = 0;
    for (size_t row = 0; row < table->grid->rows; row++) {
        size_t hang = hang_of(table, row, column);
        size_t rest = width > hang ? width - hang : width;
        zo_lines lines = zo_wrap(arena, zo_grid_cell(table->grid, row, column), width, rest);
        for (size_t i = 0; i < lines.n; i++) {
            size_t columns = zo_columns(lines.at[i]) + (i > 0 ? hang : 0);
            if (columns > widest)
                widest = columns;
        }
        table->lines[row * table->grid->columns + column] = lines;
    }
    table->width[column] = widest;
}

static size_t height_of(const layout *table, size_t row)
{
    size_t height = 0;
    for (size_t i = 0; i < table->grid->columns; i++)
        if (lines_of(table, row, i)->n > height)
            height = lines_of(table, row, i)->n;
    return height;
}

/* Line `at` of one cell, in the column that begins at `left`. */
static void put_cell_line(zo_page *page, const layout *table, size_t row, size_t column, size_t at,
                          size_t left)
{
    zo_str line = lines_of(table, row, column)->at[at];
    size_t pad = at > 0 ? hang_of(table, row, column) : 0;
    if (table->grid->column[column]->right)
        pad = table->width[column] - zo_columns(line);
    zo_page_tab(page, left + pad);
    zo_page_put(page, line, row == 0 ? ZO_UNDERLINED : zo_cell_ink(zo_grid_cell(table->grid, row, column)));
}

/* Cells begin at the top of their row; headings end at the bottom of theirs. */
static void write_row(zo_page *page, const layout *table, size_t row)
{
    size_t height = height_of(table, row);
    for (size_t y = 0; y < height; y++) {
        size_t left = table->indent;
        for (size_t i = 0; i < table->grid->columns; i++) {
            size_t n = lines_of(table, row, i)->n;
            size_t above = row == 0 ? height - n : 0;
            if (y >= above && y - above < n)
                put_cell_line(page, table, row, i, y - above, left);
            left += table->width[i] + ZO_BETWEEN_COLUMNS;
        }
        zo_page_end_line(page);
    }
}

static void write_rows(zo_page *page, const zo_grid *grid, size_t *width, size_t indent)
{
    zo_arena *arena = page->out->arena;
    layout table = {.grid = grid, .width = width, .indent = indent};
    table.lines = zo_alloc_many(arena, grid->rows, grid->columns * sizeof *table.lines);
    for (size_t i = 0; i < grid->columns; i++)
        wrap_column(arena, &table, i);
    for (size_t row = 0; row < grid->rows; row++)
        write_row(page, &table, row);
}

/* "heading: value" */
static void write_pair(zo_page *page, zo_str heading, zo_str value, size_t indent)
{
    if (heading.n > 0)
        value = zo_printf(page->out->arena, "%.*s: %.*s", ZO_FMT(heading), ZO_FMT(value));
    zo_page_paragraph(page, indent, BLOCK_HANG, value, zo_cell_ink(value));
}

static void write_blocks(zo_page *page, const zo_grid *grid, size_t indent)
{
    bool begun = false; /* a row without text gets no empty line either */
    for (size_t row = 1; row < grid->rows; row++) {
        size_t lines = page->lines;
        if (begun)
            zo_page_gap(page);
        for (size_t i = 0; i < grid->columns; i++)
            if (zo_grid_cell(grid, row, i).n > 0)
                write_pair(page, zo_grid_cell(grid, 0, i), zo_grid_cell(grid, row, i), indent);
        begun = begun || page->lines > lines;
    }
}

void zo_write_table(zo_page *page, const zo_value *table, size_t indent)
{
    zo_arena *arena = page->out->arena;
    zo_grid grid = zo_read_grid(arena, table);
    if (grid.columns == 0)
        return;
    size_t *width = ZO_NEW_MANY(arena, size_t, grid.columns);
    if (zo_choose_widths(arena, &grid, zo_page_room(page, indent), width))
        write_rows(page, &grid, width, indent);
    else
        write_blocks(page, &grid, indent);
}

/* Bounds of worths -> a table with as many cells as so many vectors are worth.
 *
 * Each cell stands for a box of vectors and knows the largest value of what was kept in it or beyond it. Where that is too
 * small, nothing covers; where the cell beyond the vector's on all sides has enough, something does. Only in between is the
 * table not sure. */
#include "engine/frontier/grid.h"

#include <string.h>

enum { FEW = 256, LEAST_BITS = 10, MOST_BITS = 21, CELL_BITS = 30, BLOCK = 16 };

static unsigned bits_of(uint64_t number)
{
    unsigned bits = 0;
    for (; number > 0; number >>= 1)
        bits++;
    return bits;
}

static uint64_t range(const zo_grid *grid, const int64_t *most, size_t place)
{
    return (uint64_t)most[place] - (uint64_t)grid->least[place];
}

static unsigned shift_for(uint64_t wide, unsigned bits)
{
    return bits_of(wide) > bits ? bits_of(wide) - bits : 0;
}

/* Returns the number of cells. */
static size_t divide(zo_grid *grid, const int64_t *most, size_t vectors)
{
    unsigned bits = bits_of(vectors) + 1;
    bits = bits < LEAST_BITS ? LEAST_BITS : bits > MOST_BITS ? MOST_BITS : bits;
    size_t cells = 1;
    for (size_t i = 0; i < grid->indexes; i++) {
        uint64_t wide = range(grid, most, grid->place[i]);
        unsigned share = bits / (unsigned)(grid->indexes - i);
        grid->shift[i] = shift_for(wide, share);
        grid->size[i] = (size_t)(wide >> grid->shift[i]) + 2;
        bits -= bits_of(wide) < share ? bits_of(wide) : share;
        cells *= grid->size[i];
        grid->exact = grid->exact && grid->shift[i] == 0;
    }
    return cells;
}

void zo_grid_start(zo_grid *grid, const size_t *place, size_t worths, const int64_t *least,
                   const int64_t *most, size_t vectors, zo_ration *ration)
{
    grid->place = place;
    grid->least = least;
    grid->indexes = worths - 1 < ZO_GRID_INDEXES ? worths - 1 : ZO_GRID_INDEXES;
    grid->value = place[worths - 1];
    grid->whole = grid->exact = worths - 1 <= ZO_GRID_INDEXES;
    size_t cells = divide(grid, most, vectors), last = grid->indexes;
    grid->shift[last] = shift_for(range(grid, most, grid->value), CELL_BITS);
    grid->exact = grid->exact && grid->shift[last] == 0;
    if (vectors < FEW || !zo_store_reach(&grid->cells, ration, cells * sizeof(int32_t))) {
        grid->indexes = 0;
        grid->exact = false;
        return;
    }
    grid->cell = grid->cells.at;
    memset(grid->cell, 255, cells * sizeof *grid->cell);
}

static size_t coarse(const zo_grid *grid, const int64_t *vector, size_t place, size_t i)
{
    return (size_t)(((uint64_t)vector[place] - (uint64_t)grid->least[place]) >> grid->shift[i]);
}

zo_grid_answer zo_grid_covers(const zo_grid *grid, const int64_t *vector)
{
    size_t at = 0, beyond = 0, last = grid->indexes;
    if (grid->indexes == 0)
        return ZO_GRID_UNSURE;
    for (size_t i = 0; i < grid->indexes; i++) {
        size_t here = coarse(grid, vector, grid->place[i], i);
        at = at * grid->size[i] + here;
        beyond = beyond * grid->size[i] + here + (grid->shift[i] > 0);
    }
    int32_t value = (int32_t)coarse(grid, vector, grid->value, last);
    if (grid->cell[at] < value)
        return ZO_GRID_NO;
    return grid->whole && grid->cell[beyond] >= value + (grid->shift[last] > 0) ? ZO_GRID_YES
                                                                                : ZO_GRID_UNSURE;
}

bool zo_raise(int32_t *cell, size_t at, int32_t value)
{
    if (cell[at] >= value)
        return false;
    size_t n = at + 1;
    for (; n >= BLOCK && cell[n - BLOCK] < value; n -= BLOCK)
        for (size_t i = 1; i <= BLOCK; i++)
            cell[n - i] = value;
    for (; n > 0 && cell[n - 1] < value; n--)
        cell[n - 1] = value;
    return true;
}

/* In the part of the table that begins at `cell`, by the indexes from i on. False: nothing was to be raised. */
static bool raise_from(zo_grid *grid, int32_t *cell, size_t i, const int64_t *vector, int32_t value)
{
    size_t here = coarse(grid, vector, grid->place[i], i), step = 1;
    if (i + 1 >= grid->indexes || i + 1 >= ZO_GRID_INDEXES)
        return zo_raise(cell, here, value);
    for (size_t k = i + 1; k < grid->indexes && k < ZO_GRID_INDEXES; k++)
        step *= grid->size[k];
    size_t n = here + 1;
    while (n > 0 && raise_from(grid, cell + (n - 1) * step, i + 1, vector, value))
        n--;
    return n <= here;
}

void zo_grid_keep(zo_grid *grid, const int64_t *vector)
{
    if (grid->indexes > 0)
        raise_from(grid, grid->cell, 0, vector, (int32_t)coarse(grid, vector, grid->value, grid->indexes));
}

/* Bounds of worths -> the quickest way to know what is covered.
 *
 * Vectors come in descending lexicographic order, so that what was kept is never smaller in the first worth. What is left to
 * compare are the others that differ at all. Tables are monotone: a cell holds the largest last worth of what was kept with at
 * least as much of the worths that number rows and columns, so that one look answers, and keeping a vector raises
 * cells downwards until one is large enough already. */
#include "engine/frontier/screen.h"

#include <string.h>

enum {
    CELLS_A_VECTOR = 32,
    MOST_CELLS = 64 << 20,
    LONGEST_STAIR = 1 << 18 /* beyond, steps are quicker */
};

void zo_screen_close(zo_screen *screen, zo_ration *ration)
{
    zo_store_empty(&screen->places, ration);
    zo_store_empty(&screen->cells, ration);
    zo_store_empty(&screen->grid.cells, ration);
    zo_store_empty(&screen->steps.firsts, ration);
    zo_store_empty(&screen->steps.beyonds, ration);
    zo_store_empty(&screen->steps.pool, ration);
    zo_thicket_close(&screen->thicket, ration);
}

/* ---- Which way ---- */

static uint64_t range(const zo_screen *screen, const int64_t *most, size_t place)
{
    return (uint64_t)most[place] - (uint64_t)screen->least[place];
}

/* The worths that differ, the widest last. */
static void choose_places(zo_screen *screen, size_t worths, const int64_t *most)
{
    screen->worths = 0;
    for (size_t i = 1; i < worths; i++) {
        size_t at = screen->worths;
        if (range(screen, most, i) == 0)
            continue;
        for (; at > 0 && range(screen, most, screen->place[at - 1]) > range(screen, most, i); at--)
            screen->place[at] = screen->place[at - 1];
        screen->place[at] = i;
        screen->worths++;
    }
}

/* Cells of a table over all places but the last; 0: too many. */
static size_t count_cells(const zo_screen *screen, const int64_t *most, size_t vectors)
{
    size_t cells = 1;
    for (size_t i = 0; i + 1 < screen->worths; i++) {
        uint64_t here = range(screen, most, screen->place[i]);
        if (here >= MOST_CELLS || (here + 1) * cells > MOST_CELLS)
            return 0;
        cells *= (size_t)here + 1;
    }
    bool fits = range(screen, most, screen->place[screen->worths - 1]) < INT32_MAX &&
                (screen->worths > 2 || cells <= LONGEST_STAIR);
    return fits && cells / CELLS_A_VECTOR <= vectors ? cells : 0;
}

static bool start_table(zo_screen *screen, const int64_t *most, size_t cells, zo_ration *ration)
{
    if (!zo_store_reach(&screen->cells, ration, cells * sizeof(int32_t)))
        return false;
    screen->cell = screen->cells.at;
    screen->columns = screen->worths == 3 ? (size_t)range(screen, most, screen->place[1]) + 1 : 1;
    screen->kind = screen->worths == 3 ? ZO_SCREEN_TABLE : ZO_SCREEN_STAIR;
    memset(screen->cell, 255, cells * sizeof *screen->cell);
    return true;
}

static bool start_wide(zo_screen *screen, const int64_t *most, size_t vectors, zo_ration *ration)
{
    size_t first = screen->place[0];
    screen->kind = ZO_SCREEN_STEPS;
    if (screen->worths == 2 &&
        zo_steps_start(&screen->steps, screen->least[first], most[first], vectors, ration))
        return true;
    zo_grid_start(&screen->grid, screen->place, screen->worths, screen->least, most, vectors, ration);
    screen->kind = screen->grid.exact ? ZO_SCREEN_GRID : ZO_SCREEN_TREE;
    return screen->grid.exact ||
           zo_thicket_start(&screen->thicket, screen->place, screen->worths, screen->least, most, ration);
}

bool zo_screen_start(zo_screen *screen, size_t worths, const int64_t *least, const int64_t *most,
                     size_t vectors, zo_ration *ration)
{
    screen->any = false;
    screen->kind = ZO_SCREEN_ANY;
    if (!zo_store_reach(&screen->places, ration, worths * (sizeof(int64_t) + sizeof(size_t)) + 1))
        return false;
    screen->least = screen->places.at;
    screen->place = (size_t *)(screen->least + worths);
    if (worths > 0)
        memcpy(screen->least, least, worths * sizeof *least);
    choose_places(screen, worths, most);
    if (screen->worths <= 1) {
        screen->kind = screen->worths == 0 ? ZO_SCREEN_ANY : ZO_SCREEN_BEST;
        return true;
    }
    size_t cells = screen->worths <= 3 ? count_cells(screen, most, vectors) : 0;
    if (cells > 0 && start_table(screen, most, cells, ration))
        return true;
    return start_wide(screen, most, vectors, ration);
}

bool zo_screen_covers_any(const zo_screen *screen, const int64_t *vector)
{
    if (screen->kind == ZO_SCREEN_STEPS)
        return zo_steps_cover(&screen->steps, vector[screen->place[0]], vector[screen->place[1]]);
    zo_grid_answer answer = zo_grid_covers(&screen->grid, vector);
    return answer == ZO_GRID_UNSURE ? zo_thicket_covers(&screen->thicket, vector) : answer == ZO_GRID_YES;
}

/* ---- Keeping ---- */

static size_t at_place(const zo_screen *screen, const int64_t *vector, size_t i)
{
    return (size_t)(vector[screen->place[i]] - screen->least[screen->place[i]]);
}

bool zo_screen_keep(zo_screen *screen, const int64_t *vector, zo_ration *ration)
{
    size_t last = screen->worths - 1;
    switch (screen->kind) {
    case ZO_SCREEN_ANY: break;
    case ZO_SCREEN_BEST:
        if (!screen->any || vector[screen->place[0]] > screen->best)
            screen->best = vector[screen->place[0]];
        break;
    case ZO_SCREEN_STAIR:
        zo_raise(screen->cell, at_place(screen, vector, 0), (int32_t)at_place(screen, vector, last));
        break;
    case ZO_SCREEN_TABLE: {
        size_t row = at_place(screen, vector, 0) + 1, column = at_place(screen, vector, 1);
        int32_t value = (int32_t)at_place(screen, vector, last);
        while (row > 0 && zo_raise(screen->cell + (row - 1) * screen->columns, column, value))
            row--;
        break;
    }
    case ZO_SCREEN_STEPS:
        if (!zo_steps_keep(&screen->steps, vector[screen->place[0]], vector[screen->place[1]], ration))
            return false;
        break;
    default:
        zo_grid_keep(&screen->grid, vector);
        if (screen->kind == ZO_SCREEN_TREE && !zo_thicket_add(&screen->thicket, vector, ration))
            return false;
    }
    screen->any = true;
    return true;
}

/* What has been kept of vectors that come in descending lexicographic order, asked whether one of it is nowhere smaller than
 * a vector that comes later: by a table where the ranges of the worths allow it, else by a tree. */
#ifndef ZO_ENGINE_SCREEN_H
#define ZO_ENGINE_SCREEN_H

#include "engine/frontier/grid.h"
#include "engine/frontier/steps.h"
#include "engine/frontier/thicket.h"

typedef enum zo_screen_kind {
    ZO_SCREEN_ANY,   /* only the first worth differs: whatever was kept is nowhere smaller */
    ZO_SCREEN_BEST,  /* another worth: its largest */
    ZO_SCREEN_STAIR, /* two: at each of the one the largest of the other with as much of it */
    ZO_SCREEN_TABLE, /* three: the same at each two */
    ZO_SCREEN_STEPS, /* two, of any ranges */
    ZO_SCREEN_GRID,  /* four at most: a coarse table that is fine enough */
    ZO_SCREEN_TREE   /* any number, of any ranges: a coarse table, and a tree where that is not sure */
} zo_screen_kind;

/* All zero at first. */
typedef struct zo_screen {
    zo_screen_kind kind;
    bool any;           /* something was kept */
    size_t worths;      /* that differ, the first one left out */
    size_t *place;      /* which those are, the widest last, which is the one in cells */
    int64_t *least;     /* of every worth */
    int64_t best;       /* BEST */
    size_t columns;     /* TABLE */
    int32_t *cell;      /* STAIR, TABLE: less its least; -1: nothing */
    zo_grid grid;       /* GRID, which is then exact, and TREE */
    zo_steps steps;     /* STEPS */
    zo_thicket thicket; /* TREE */
    zo_store places, cells;
} zo_screen;

void zo_screen_close(zo_screen *screen, zo_ration *ration);

/* Empty, for about so many vectors of `worths` worths within these bounds. False: the ration does not allow it. */
bool zo_screen_start(zo_screen *screen, size_t worths, const int64_t *least, const int64_t *most,
                     size_t vectors, zo_ration *ration);

/* Keeps a vector. False: the ration does not allow it. */
bool zo_screen_keep(zo_screen *screen, const int64_t *vector, zo_ration *ration);

static inline bool zo_screen_stair_covers(const zo_screen *screen, const int64_t *vector)
{
    size_t row = screen->place[0], value = screen->place[1];
    return screen->cell[vector[row] - screen->least[row]] >= vector[value] - screen->least[value];
}

static inline bool zo_screen_table_covers(const zo_screen *screen, const int64_t *vector)
{
    size_t row = screen->place[0], column = screen->place[1], value = screen->place[2];
    size_t at = (size_t)(vector[row] - screen->least[row]) * screen->columns +
                (size_t)(vector[column] - screen->least[column]);
    return screen->cell[at] >= vector[value] - screen->least[value];
}

/* Of STEPS, GRID and TREE: as zo_screen_covers. */
bool zo_screen_covers_any(const zo_screen *screen, const int64_t *vector);

/* Whether one that was kept is nowhere smaller. */
static inline bool zo_screen_covers(const zo_screen *screen, const int64_t *vector)
{
    switch (screen->kind) {
    case ZO_SCREEN_ANY: return screen->any;
    case ZO_SCREEN_BEST: return screen->any && screen->best >= vector[screen->place[0]];
    case ZO_SCREEN_STAIR: return zo_screen_stair_covers(screen, vector);
    case ZO_SCREEN_TABLE: return zo_screen_table_covers(screen, vector);
    default: return zo_screen_covers_any(screen, vector);
    }
}

#endif

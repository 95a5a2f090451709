/* What was kept of vectors, in a coarse table: sure of most answers, and quick. For any ranges of worths. */
#ifndef ZO_ENGINE_GRID_H
#define ZO_ENGINE_GRID_H

#include "engine/frontier/ways.h"

enum { ZO_GRID_INDEXES = 3 };

typedef enum zo_grid_answer { ZO_GRID_NO, ZO_GRID_YES, ZO_GRID_UNSURE } zo_grid_answer;

/* All zero at first. */
typedef struct zo_grid {
    size_t indexes;       /* places that number cells; 0: there is no table, which is never sure */
    const size_t *place;  /* those, and at the end that of the worth in the cells */
    const int64_t *least; /* of every worth */
    size_t value;         /* place of the worth in the cells */
    unsigned shift[ZO_GRID_INDEXES + 1]; /* bits that are left out of each, and of that in the cells */
    size_t size[ZO_GRID_INDEXES];        /* cells, one of them beyond all vectors */
    bool whole;                          /* no other worth matters: it may be sure that something covers */
    bool exact;                          /* it is always sure */
    int32_t *cell; /* the largest worth of vectors that are here or beyond; -1: there is none */
    zo_store cells;
} zo_grid;

/* Empty, for about so many vectors. place: `worths` of them, at least two, by their ranges, the widest last. Without a table
 * where that would not be worth while, or the ration does not allow it. */
void zo_grid_start(zo_grid *grid, const size_t *place, size_t worths, const int64_t *least,
                   const int64_t *most, size_t vectors, zo_ration *ration);

/* Whether one that was kept is nowhere smaller in all places. */
zo_grid_answer zo_grid_covers(const zo_grid *grid, const int64_t *vector);

void zo_grid_keep(zo_grid *grid, const int64_t *vector);

/* From cell[at] downwards while they are smaller than the value, which they become. False: the first was not. */
bool zo_raise(int32_t *cell, size_t at, int32_t value);

#endif

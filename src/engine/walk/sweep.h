/* The depth-first walk through the packages of a range of prefixes. What survives is handed on, a handful at a time. */
#ifndef ZO_ENGINE_SWEEP_H
#define ZO_ENGINE_SWEEP_H

#include "engine/walk/plan.h"

/* Packages that differ in the last level's value only and have the same mask. */
typedef struct zo_handful {
    const zo_plan *plan;
    const zo_row *row; /* of the last level */
    uint64_t same;     /* the values of the row that they end with; never 0 */
    const uint64_t *mask;
    const int64_t *sums;       /* on the way into the last level */
    uint32_t *chosen;          /* by level; the last level's is the taker's to set */
    const uint64_t *chosen_at; /* by level: when, on the walk's clock */
    uint64_t now;              /* on the same clock */
    bool dull;                 /* the taker said so of some level before */
} zo_handful;

/* Takes the packages of a range in order, but for those of one row, which come mask by mask. May jump. */
typedef void zo_take_fn(void *taker, const zo_handful *handful);

/* Asked before `level` is walked, with the sums on the way into it and the values chosen so far: whether nothing but a
 * count is to be had of what follows. */
typedef bool zo_dull_fn(void *taker, size_t level, const int64_t *sums, const uint32_t *chosen);

typedef struct zo_taker {
    zo_take_fn *take;
    zo_dull_fn *is_dull; /* NULL: nothing ever is */
    void *self;          /* passed to both */
} zo_taker;

typedef struct zo_sweep zo_sweep;

/* Asked after every 16,384 values or so; true ends the walk where it is. */
typedef bool zo_halted_fn(void *context);

zo_sweep *zo_sweep_new(const zo_plan *plan, zo_taker taker, zo_arena *arena);

/* Whom to ask whether to go on; NULL: nobody. */
void zo_sweep_heed(zo_sweep *sweep, zo_halted_fn *halted, void *context);

/* The packages of the prefixes from `begin` to before `end`, which are to be given in order. False when it was ended
 * early. */
bool zo_sweep_range(zo_sweep *sweep, uint64_t begin, uint64_t end);

#endif

/* The depth-first walk through the packages of one work unit, into a table of groups. */
#ifndef ZO_ENGINE_SWEEP_H
#define ZO_ENGINE_SWEEP_H

#include "engine/groups.h"

typedef struct zo_sweep zo_sweep;

/* Asked after every 16,384 values or so; true ends the walk where it is. */
typedef bool zo_halted_fn(void *context);

/* Lives in the piles' arena. */
zo_sweep *zo_sweep_new(const zo_plan *plan, zo_piles *piles, zo_halted_fn *halted, void *context);

/* Units are to be given in order. False when it was ended early. */
bool zo_sweep_unit(zo_sweep *sweep, uint64_t unit);

#endif

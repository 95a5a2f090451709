/* The walk behind an enumeration, to be done in units: see unit.h. */
#ifndef ZO_ENGINE_CENSUS_H
#define ZO_ENGINE_CENSUS_H

#include "engine/walk/enumerate.h"
#include "engine/walk/groups.h"

/* To be read only. */
typedef struct zo_census {
    const zo_instance *instance;
    const zo_plan *plan;
    zo_piling piling;
    zo_errand errand; /* for partial results of the plan */
    zo_int unvisited; /* packages for each visited one */
} zo_census;

/* Of the question that zo_enumerate_at_once takes. threads: among how many its units are to be shared out, about. */
zo_census *zo_census_plan(const zo_instance *instance, const zo_mode *mode, const zo_domains *domains,
                          bool witnesses, unsigned threads, zo_arena *arena);

/* The groups that the partial result has found; all but reach and part_done. It is put in order on the way. */
zo_enumeration zo_census_outcome(const zo_census *census, zo_partial *partial, zo_arena *arena);

#endif

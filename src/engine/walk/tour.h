/* The walk behind a survey, to be done in units: see unit.h. */
#ifndef ZO_ENGINE_TOUR_H
#define ZO_ENGINE_TOUR_H

#include "engine/walk/survey.h"
#include "engine/walk/surveyor.h"

/* To be read only. */
typedef struct zo_tour {
    const zo_instance *instance;
    zo_route route;
    zo_errand errand; /* for partial results of route.plan */
    zo_int unvisited; /* packages for each visited one */
} zo_tour;

/* Of the question that zo_survey_zone takes. threads: among how many its units are to be shared out, about. */
zo_tour *zo_tour_lay(const zo_instance *instance, const zo_mode *mode, const zo_sum *const *payoff,
                     size_t payoffs, uint32_t class_issue, unsigned threads, zo_arena *arena);

/* What the partial result has seen of the zone, but for reach and part_done. The partial result is put in order on the way. */
zo_survey zo_tour_outcome(const zo_tour *tour, zo_partial *partial, zo_arena *arena);

#endif

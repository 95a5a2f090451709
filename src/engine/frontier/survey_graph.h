/* The survey of a zone by elimination. */
#ifndef ZO_ENGINE_SURVEY_GRAPH_H
#define ZO_ENGINE_SURVEY_GRAPH_H

#include "engine/walk/survey.h"

/* As zo_survey_zone, and the same outcome, but that how many packages there are and what they are worth at the least may
 * stay unknown, and that nothing is found when a limit ends it. *problem: NULL, or why it cannot be done this way: as "points
 * need more than 64 bits". */
zo_survey zo_survey_by_elimination(const zo_instance *instance, const zo_mode *mode,
                                   const zo_sum *const *payoff, size_t payoffs, uint32_t class_issue,
                                   const zo_limit *limit, const char **problem, zo_arena *arena);

#endif

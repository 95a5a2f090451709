/* What stands in the way of a deal, and what would open one, in a few lines: for the page for a principal. */
#ifndef ZO_ANALYSIS_OBSTACLES_H
#define ZO_ANALYSIS_OBSTACLES_H

#include "analysis/zone_answer.h"

/* Adds "obstacles" where the zone is empty; false when a limit left it undecided. */
bool zo_add_obstacles(const zo_request *request, const zo_zone *zone, zo_value *root);

#endif

/* What a zone rests on, by proof: the same as from groups, but only the smallest sets, where there are too many packages. */
#ifndef ZO_ANALYSIS_PROVE_GROUNDS_H
#define ZO_ANALYSIS_PROVE_GROUNDS_H

#include "analysis/zone_answer.h"

/* Fills zone->open, excluded, contested and dispute from zone->values, which are known. What a limit did not let be found
 * is not complete. False: not even whether the zone as a whole rests on anything was found out. */
bool zo_prove_grounds(const zo_request *request, zo_zone *zone, const zo_marked *marked);

#endif

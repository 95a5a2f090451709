/* A few packages of the zone are asked for: with what parameters, and whether that can be answered. */
#ifndef ZO_ANALYSIS_FEW_ASKED_H
#define ZO_ANALYSIS_FEW_ASKED_H

#include "analysis/analysis.h"

extern const zo_parameter zo_p_best, zo_p_unlike, zo_p_near, zo_p_share;

/* --best or --unlike. */
bool zo_asks_for_few(const zo_request *request);

/* Whether the parameters go together, and what is measured may be told; else that is reported. */
bool zo_check_few(const zo_request *request);

/* What is measured: utilitarian, egalitarian or a party by its identifier; where the answer is for one party and nothing
 * was given, that party. */
zo_str zo_measure_asked(const zo_request *request);

#endif

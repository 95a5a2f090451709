/* The parameters that analyses share. */
#ifndef ZO_ANALYSIS_PARAMETERS_H
#define ZO_ANALYSIS_PARAMETERS_H

#include "analysis/analysis.h"

extern const zo_parameter zo_p_on, zo_p_without, zo_p_also, zo_p_time, zo_p_memory, zo_p_threads,
    zo_p_examples;

#endif

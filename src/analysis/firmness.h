/* How firm a zone is: does it hold vacuously, does its emptiness hang on the step size. */
#ifndef ZO_ANALYSIS_FIRMNESS_H
#define ZO_ANALYSIS_FIRMNESS_H

#include "analysis/zone_answer.h"

typedef enum zo_tested { ZO_TESTED_NO, ZO_TESTED_YES, ZO_NOT_TESTED } zo_tested;

typedef struct zo_firmness {
    ZO_ARRAY(size_t) idle; /* selectors: conditions that no package of the zone makes use of */
    size_t conditions;     /* stances and rules of the form: if one thing, then another */
    bool idle_known;
    zo_tested vacuous;        /* every condition is idle, and there are some */
    zo_tested hangs_on_steps; /* the zone is empty, and would not be with steps half as large */
} zo_firmness;

zo_firmness zo_find_firmness(const zo_request *request, const zo_zone *zone);

/* "idle_conditions", "vacuous", "hangs_on_steps", and sentences to read where there is something to say. */
void zo_add_firmness(const zo_request *request, const zo_zone *zone, zo_value *root);

#endif

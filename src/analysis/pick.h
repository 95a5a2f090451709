/* Which packages a list of them shows: all, or a fair sample. */
#ifndef ZO_ANALYSIS_PICK_H
#define ZO_ANALYSIS_PICK_H

#include "analysis/analysis.h"
#include "space/compile.h"

/* What is asked for. */
typedef struct zo_wanted {
    uint64_t most; /* packages; 0: all there are */
    uint64_t seed;
    size_t room; /* packages for which there is memory, >= 1 */
} zo_wanted;

typedef struct zo_picked {
    ZO_ARRAY(const uint32_t *) packages; /* no two alike; in the order of issues and values */
    zo_reach reach;                      /* EXACT: as many as were asked for, or all there are */
    bool drawn;   /* some are left out: these were drawn, each as likely as any other */
    bool counted; /* it is known how many there are in all: */
    zo_int count;
} zo_picked;

/* Of the packages that meet the rules and settled points. Takes about half of the time that the request has left. */
zo_picked zo_pick_feasible(const zo_request *request, const zo_compiled *compiled, const zo_wanted *wanted);

/* Of the packages in the zone; the same. */
zo_picked zo_pick_zone(const zo_request *request, const zo_compiled *compiled, const zo_wanted *wanted);

/* How many packages meet the rules and settled points; false when a limit was reached before all were counted. */
bool zo_count_feasible(const zo_request *request, const zo_compiled *compiled, zo_int *count);

#endif

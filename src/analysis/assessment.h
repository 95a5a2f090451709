/* One deal, whole or partial, against the record: every feasible completion is looked at. */
#ifndef ZO_ANALYSIS_ASSESSMENT_H
#define ZO_ANALYSIS_ASSESSMENT_H

#include "analysis/balance.h"
#include "analysis/deals_asked.h"

/* Of the feasible completions of a deal. */
typedef enum zo_extent { ZO_OF_NONE, ZO_OF_SOME, ZO_OF_ALL } zo_extent;

typedef struct zo_demand {
    const zo_entry *entry; /* a stance or an alternative */
    uint32_t seat;
    zo_extent holds;
} zo_demand;

typedef struct zo_verdict_of {
    zo_extent accepts;  /* all its demands; a bloc: and its rule */
    zo_extent needed;   /* its own consent; members are asked through their bloc */
    bool valued;        /* it has values on record */
    zo_num least, most; /* worth over the feasible completions and all readings */
} zo_verdict_of;

typedef struct zo_assessment {
    const zo_asked_deal *deal;
    zo_reach reach; /* of everything */
    zo_reach asked; /* of what is feasible, in the zone, and accepted by whom */
    bool too_large;
    zo_extent feasible; /* of all completions: those that meet the rules and settled points */
    zo_extent in_zone;  /* of the feasible ones */
    zo_int completions; /* feasible ones */
    size_t demands;
    const zo_demand *demand;   /* in order of seats */
    const zo_verdict_of *seat; /* per seat */
    bool compared;             /* better is known: some party has values, some completion is feasible */
    zo_int better;             /* packages within reach that are better for all */
    const uint32_t *example;   /* one of them, or NULL */
    bool has_nearest;          /* some package is within reach */
    uint64_t changed, steps;   /* of the nearest: issues, and values passed */
    const uint32_t *nearest;
    zo_int nearest_packages; /* just as near */
} zo_assessment;

zo_assessment *zo_assess(const zo_request *request, const zo_asked_deal *deal);

#endif

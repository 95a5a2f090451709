/* Which deals an assessment is about. */
#ifndef ZO_ANALYSIS_DEALS_ASKED_H
#define ZO_ANALYSIS_DEALS_ASKED_H

#include "analysis/analysis.h"

typedef struct zo_asked_deal {
    zo_str name;            /* as on record, or "as asked" */
    zo_str title;           /* to read */
    bool titled;            /* on record, under that title; else the title is a description */
    const uint32_t *values; /* per issue: a value, or ZO_NONE where the deal leaves it open */
    bool whole;             /* no issue is left open */
} zo_asked_deal;
typedef ZO_ARRAY(zo_asked_deal) zo_asked_deals;

/* The one of --deal, or all on record: deals, and offers that write theirs out. False when --deal cannot be understood;
 * that is reported. */
bool zo_find_asked_deals(const zo_request *request, zo_asked_deals *deals);

#endif

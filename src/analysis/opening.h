/* What a movement opens: the zone without the statements given up. */
#ifndef ZO_ANALYSIS_OPENING_H
#define ZO_ANALYSIS_OPENING_H

#include "analysis/balance.h"
#include "analysis/count.h"

typedef struct zo_opening {
    zo_request request; /* without what was given up */
    const zo_compiled *compiled;
    zo_zone_count zone;
    const zo_balance *balance; /* NULL when the zone was not counted to the end */
} zo_opening;

zo_opening zo_find_opening(const zo_request *request, const zo_compiled *compiled, const uint64_t *given_up,
                           unsigned share);

/* "opens": {status, packages, values, balanced}. */
void zo_add_opening(const zo_opening *opening, zo_value *parent);

/* Sentences to read: how many packages, what is open in them, which are balanced. */
void zo_add_opening_words(const zo_opening *opening, zo_value *list);

/* Its packages were counted, and the balanced ones found. */
bool zo_opening_known(const zo_opening *opening);

#endif

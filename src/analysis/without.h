/* The same question with more left out of the record. */
#ifndef ZO_ANALYSIS_WITHOUT_H
#define ZO_ANALYSIS_WITHOUT_H

#include "analysis/analysis.h"
#include "space/compile.h"

/* The request as if the statements behind these selectors had been left out too (--without); for further computation, not
 * for headings. Its deadline allows `share` of the time that is left: 1/share. */
zo_request zo_request_without(const zo_request *request, const zo_compiled *compiled, const uint64_t *set,
                              unsigned share);

#endif

/* Which of the changes between two times opened or closed the zone. */
#ifndef ZO_ANALYSIS_DECISIVE_H
#define ZO_ANALYSIS_DECISIVE_H

#include "analysis/changes.h"

/* Sets of changes that, made alone to the earlier record, turn its verdict. */
typedef struct zo_decisive {
    ZO_ARRAY(const uint64_t *) sets; /* bit i = change i; minimal; fewest first, then as big integers */
    bool complete;                   /* these are all */
} zo_decisive;

/* to_open: the zone of the earlier record is empty, and that of the later one is not; else the reverse. */
zo_decisive zo_find_decisive(const zo_request *request, const zo_changes *changes, zo_time before,
                             zo_time after, bool to_open);

#endif

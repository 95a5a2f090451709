/* What a run knows so far, in words, for whoever waits for it. */
#ifndef ZO_ANALYSIS_INTERIM_H
#define ZO_ANALYSIS_INTERIM_H

#include "engine/known.h"

enum { ZO_KNOWN_WORDS = 200 }; /* bytes that the longest of them fit */

/* "at least 12,345 packages in reach, up to 120 points on the frontier"; empty when nothing is known. Takes no memory, since it
 * is asked for in the middle of the work. */
void zo_known_words(const zo_known *known, char *words, size_t size);

/* The limit of a request where the record's own zone is computed. */
#define ZO_WATCHED(request) zo_watched_limit(&(request)->limit, (request)->known)
static inline zo_limit zo_watched_limit(const zo_limit *limit, zo_known *known)
{
    zo_limit watched = *limit;
    watched.known = known;
    return watched;
}

#endif

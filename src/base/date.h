/* Dates and times of day of the proleptic Gregorian calendar, as minutes since 0001-01-01 00:00. */
#ifndef ZO_BASE_DATE_H
#define ZO_BASE_DATE_H

#include "base/text.h"

typedef int64_t zo_time; /* minutes */
enum { ZO_DAY = 24 * 60 };
#define ZO_ALWAYS INT64_MIN /* before every date: what is undated */
#define ZO_LAST INT64_MAX   /* after every date */

bool zo_date_parse(zo_str s, zo_time *minute);   /* "2025-12-15": its first minute; false for 2025-02-30 */
bool zo_clock_parse(zo_str s, zo_time *minutes); /* "18:00": minutes since midnight */
/* "2025-12-15" or "2025-12-15T18:00" (also with a blank): the last minute it covers, for --on. */
bool zo_moment_parse(zo_str s, zo_time *minute);
zo_str zo_date_iso(zo_arena *arena, zo_time t);   /* "2025-12-15", with "T18:00" unless at midnight */
zo_str zo_date_words(zo_arena *arena, zo_time t); /* "15 December 2025", with ", 18:00" unless at midnight */

#endif

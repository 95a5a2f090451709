/* Which changes can take a package out of reach. */
#ifndef ZO_ANALYSIS_LOSING_H
#define ZO_ANALYSIS_LOSING_H

#include "analysis/changes.h"

typedef struct zo_losing {
    const zo_changes *changes;
    const uint32_t *change_of; /* per key: its change, or ZO_NONE */
    const uint64_t *made;      /* the changes made in the record */
    zo_time before;            /* all other keys stand as then */
    const zo_record *record;   /* with these changes */
    const zo_record *later;    /* with all changes */
    const uint32_t *package;   /* in the zone of the record */
    zo_arena *arena;
} zo_losing;

/* Sets bits of changes that are not made yet, so that whatever further changes take the package out of the zone, one of
 * these is among them. */
void zo_find_losing(const zo_losing *losing, uint64_t *found);

#endif

/* What changed on record between two times: which keys, and how. */
#ifndef ZO_ANALYSIS_CHANGES_H
#define ZO_ANALYSIS_CHANGES_H

#include "analysis/analysis.h"

/* A key that stands differently at the two times. */
typedef struct zo_key_change {
    uint32_t key;
    const zo_entry *before, *after; /* in force then; NULL: nothing was */
    const zo_entry *by; /* the entry that made the change: what replaced, dropped, denied or reopened it */
    bool decides; /* of a kind that can open or close a zone; signals, offers, sessions and the like cannot */
} zo_key_change;
typedef ZO_ARRAY(zo_key_change) zo_changes;

/* In order of the keys. left_out: per key, may be NULL. */
zo_changes zo_find_changes(const zo_model *model, zo_time before, zo_time after, const bool *left_out,
                           zo_arena *arena);

/* "Ukraine no longer requires …", "Russia now requires …": a change as a sentence without its full stop. */
zo_str zo_change_words(const zo_model *model, const zo_key_change *change, zo_arena *arena);

#endif

/* Two times -> whether the zone opened or closed between them, and which changes were decisive. */
#ifndef ZO_ANALYSIS_TURNS_H
#define ZO_ANALYSIS_TURNS_H

#include "analysis/decisive.h"
#include "analysis/zone_at.h"

typedef enum zo_turn_of_events {
    ZO_TURN_OPENED,
    ZO_TURN_CLOSED,
    ZO_STAYED_OPEN,
    ZO_STAYED_EMPTY,
    ZO_TURN_UNKNOWN
} zo_turn_of_events;

zo_turn_of_events zo_turn_between(const zo_zone_then *was, const zo_zone_then *is);

typedef struct zo_turned {
    zo_turn_of_events turn;
    zo_changes changes;   /* all between the two times */
    zo_decisive decisive; /* sets of them; complete without any where the zone neither opened nor closed */
} zo_turned;

zo_turned zo_find_turned(const zo_request *request, zo_time before, zo_time after, zo_turn_of_events turn);

/* Whether the change of this key is in a decisive set. */
bool zo_is_decisive(const zo_turned *turned, uint32_t key);

/* "change", "decisive", "decisive_complete". */
void zo_add_change(const zo_turned *turned, zo_value *parent, zo_arena *arena);
void zo_add_decisive(const zo_model *model, const zo_turned *turned, zo_value *parent, zo_arena *arena);

/* The decisive sets in words, for text; nothing where there is nothing to say. when: what the title ends with, as in " on 3
 * May 2031"; may be empty. */
void zo_add_decisive_text(const zo_model *model, const zo_turned *turned, zo_value *parent, const char *name,
                          zo_str when, zo_arena *arena);

#endif

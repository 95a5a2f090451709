/* How a bloc's verdict on the packages of one mask can be turned: by freeing members who are against, or by
 * turning members against. */
#ifndef ZO_ENGINE_TURNING_H
#define ZO_ENGINE_TURNING_H

#include "engine/count/choices.h"
#include "engine/votes.h"

typedef struct zo_turn {
    const zo_instance *instance;
    const uint64_t *mask;
    const uint64_t *ignored; /* selectors left out at first */
    const uint64_t *within;  /* selectors that may be left out as well; or, of those ignored, put in force */
    bool to_accept;          /* leave out until the bloc accepts; otherwise put in force until it does not */
} zo_turn;

/* All minimal sets of selectors that turn the bloc's verdict, and perhaps some that contain one, added to
 * `family`; none when nothing turns it. The verdict is not as wished at first. Where the bound on the work is
 * met, choices->complete turns false. */
void zo_turn_bloc(const zo_turn *turn, const zo_bloc *bloc, zo_choices *choices, zo_family *family);

#endif

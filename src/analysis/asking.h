/* What to ask next: the open cells and the guesses whose answer could change most.
 *
 * The measure: of the packages within reach, the largest share that one answer could take away (by ruling out a value that is
 * left, or by withholding a consent that is needed); of a guess, the share that would be new without it. Ties go to
 * what the party has most at stake on, by the values on record, then to the order of the record. The first question of
 * each party comes before anybody's second. */
#ifndef ZO_ANALYSIS_ASKING_H
#define ZO_ANALYSIS_ASKING_H

#include "analysis/zone_answer.h"

/* Adds "ask_next", a table; nothing when the zone is not known. False when a limit left some question unweighed. */
bool zo_add_questions(const zo_request *request, const zo_zone *zone, zo_value *root);

#endif

/* "Did you mean": the known word nearest to a mistaken one. */
#ifndef ZO_BASE_SUGGEST_H
#define ZO_BASE_SUGGEST_H

#include "base/text.h"

/* Damerau-Levenshtein distance (optimal string alignment) over code points, ignoring ASCII case;
 * words longer than 64 code points count as infinitely far. */
size_t zo_edit_distance(zo_str a, zo_str b);

/* The nearest of the words within a third of the mistaken word's length (at least 1), first one on ties;
 * an empty string when there is none. */
zo_str zo_nearest(zo_str mistaken, const zo_str *words, size_t count);

#endif

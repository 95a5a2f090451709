/* What an answer rests on, as sentences and as data. Shared by zone and brief. */
#ifndef ZO_ANALYSIS_GROUNDS_H
#define ZO_ANALYSIS_GROUNDS_H

#include "analysis/zone_answer.h"

/* "Russia's inferred demand, and on the assumed rule together with Ukraine's inferred alternative": what a conclusion
 * rests on, for the end of a sentence. */
zo_str zo_grounds_short(const zo_zone *zone, const zo_grounds *grounds, zo_arena *arena);

/* A titled list under parent: the ways of leaving something out, an item each, in full. */
zo_value *zo_add_ways(const zo_zone *zone, const zo_grounds *grounds, zo_value *parent, zo_str title,
                      zo_arena *arena);

/* [["UA.alternative", "rule.1"], …] under the name, and NAME_complete. */
void zo_add_grounds(const zo_zone *zone, const zo_grounds *grounds, zo_value *parent, const char *name,
                    const char *complete, zo_arena *arena);

/* Values of an issue that are out of reach for the same reasons, together. */
typedef struct zo_exclusion {
    const zo_grounds *grounds; /* of its first value */
    const uint64_t *values;    /* bit per value of the issue */
} zo_exclusion;
typedef ZO_ARRAY(zo_exclusion) zo_exclusions;

/* Only those that leaving something assumed or inferred out would let in. */
zo_exclusions zo_weak_exclusions(const zo_zone *zone, uint32_t issue, zo_arena *arena);

/* “10 to 90 bn EUR” and the like: the values of an exclusion in words. */
zo_str zo_exclusion_values(const zo_zone *zone, uint32_t issue, const zo_exclusion *exclusion,
                           zo_arena *arena);

/* The red lines of members that a package of the zone may pass over, and in how many packages: a table. */
void zo_add_passed_over(const zo_zone *zone, zo_value *root, zo_arena *arena);

/* The text section on what an answer rests on: a titled list per exclusion. */
void zo_add_ground_section(const zo_zone *zone, zo_value *root, zo_arena *arena);

#endif

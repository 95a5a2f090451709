/* What an answer rests on, as sentences and as data. Shared by zone and brief. */
#ifndef ZO_ANALYSIS_GROUNDS_H
#define ZO_ANALYSIS_GROUNDS_H

#include "analysis/zone_answer.h"

/* "A; or B and C together", each with its grade; after `most` sets "or N other ways". */
zo_str zo_grounds_words(const zo_zone *zone, const zo_grounds *grounds, size_t most, zo_arena *arena);

/* [["UA.alternative", "rule.1"], …] under the name, and NAME_complete. */
void zo_add_grounds(const zo_zone *zone, const zo_grounds *grounds, zo_value *parent, const char *name, const char *complete,
                    zo_arena *arena);

/* Values of an issue that are out of reach for the same reasons, together. */
typedef struct zo_exclusion {
    const zo_grounds *grounds; /* of its first value */
    const uint64_t *values;    /* bit per value of the issue */
} zo_exclusion;
typedef ZO_ARRAY(zo_exclusion) zo_exclusions;

/* Only those that leaving something assumed or inferred out would let in. */
zo_exclusions zo_weak_exclusions(const zo_zone *zone, uint32_t issue, zo_arena *arena);

/* A sentence for each of them: "handed to Russia" would come within reach without …. issue_named: begin with the issue. */
zo_str zo_exclusion_words(const zo_zone *zone, uint32_t issue, const zo_exclusion *exclusion, zo_arena *arena);

#endif

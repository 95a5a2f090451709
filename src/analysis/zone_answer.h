/* The zone, computed: its size, what survives, what each part rests on. Shared by zone and brief. */
#ifndef ZO_ANALYSIS_ZONE_ANSWER_H
#define ZO_ANALYSIS_ZONE_ANSWER_H

#include "analysis/analysis.h"
#include "engine/count/reasons.h"
#include "engine/walk/enumerate.h"
#include "space/compile.h"

/* Selectors that an answer should not rest on unsaid, as sets. */
typedef struct zo_marked {
    uint64_t *weak, *disputed;
} zo_marked;

/* Minimal sets of selectors, as found. */
typedef zo_reasons zo_grounds;

typedef struct zo_zone {
    zo_reach reach;    /* of the count and the surviving values */
    unsigned per_cent; /* of the packages, visited: a guide; below 100 when reach is a limit */
    bool too_large;    /* the numbers of some statement cannot be added exactly: nothing was computed */
    const zo_compiled *compiled;
    bool empty;        /* certain when reach is exact, or when not empty */
    bool values_known; /* `values` are all that survive; always when reach is exact */
    zo_int packages;   /* in the zone for some reading of the ranges; at least, when reach is a limit */
    zo_int certain;    /* of these: for every reading */
    bool certain_known;
    zo_int feasible; /* that meet the rules and settled points */
    bool feasible_known;
    zo_int space;                        /* all */
    const uint64_t *values;              /* value set: which survive */
    ZO_ARRAY(const uint32_t *) examples; /* packages of the zone that between them show its values */

    /* Per selector: how many packages of the zone violate it. Not zero only for members of blocs that decide without
     * them, and for certainties. */
    zo_int *violating;
    bool violating_known;

    /* What it rests on; grounds_known = false: not computed within the limit. */
    bool grounds_known;
    zo_grounds open;            /* empty zone: what to leave out so that it opens */
    const zo_grounds *excluded; /* per value bit that does not survive: what keeps it out that is not firm */
    const zo_grounds *
        contested; /* per value bit that survives: the disputed statements that would take it out; NULL: none are */
    zo_grounds dispute; /* zone not empty: the disputed statements that would close it */
    bool without_values_known;
    zo_int without_values;
} zo_zone;

/* Assumed, inferred or unverified: what an answer should not rest on unsaid. */
bool zo_is_weak(const zo_entry *entry);

zo_zone *zo_compute_zone(zo_request *request);

static inline bool zo_survives(const zo_zone *zone, uint32_t issue, uint32_t value)
{
    return zo_bit(zone->values, zone->compiled->instance.first_bit[issue] + value);
}

/* No more packages can be in the zone: those counted, or where not all were, the product of the numbers of values that survive. */
zo_int zo_most_packages(const zo_zone *zone);

/* How an issue stands. */
typedef enum zo_standing {
    ZO_OUT,       /* no value survives: the zone is empty */
    ZO_BY_RECORD, /* one value, whatever is assumed, inferred or unverified */
    ZO_BY_GUESS,  /* one value, but leaving out what is assumed, inferred or unverified would let others in */
    ZO_SINGLE,    /* one value; whether it rests on guesses was not found out within the limit */
    ZO_NARROWED,  /* several values, not all */
    ZO_WIDE_OPEN  /* all its values */
} zo_standing;
zo_standing zo_standing_of(const zo_zone *zone, uint32_t issue);

/* The cells (party, issue) on which a party whose consent is needed has said nothing. */
typedef struct zo_silence {
    uint32_t seat;
    bool wholly; /* nothing at all about any issue */
    ZO_ARRAY(uint32_t) issues;
} zo_silence;
typedef ZO_ARRAY(zo_silence) zo_silences;
/* A party that is asked as guarantor and nothing else. */
bool zo_only_guarantor(const zo_seat *seat);
zo_silences zo_find_silences(const zo_record *record, zo_arena *arena);

#endif

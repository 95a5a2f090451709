/* Plain enumeration: every package is decided, in the order of issues and values. The oracle of every later
 * engine. Issues on which no active selector depends are counted, not visited.
 *
 * Packages that satisfy all hard selectors are grouped by the soft ones they violate; one pass thus answers
 * the zone, what it would be without any set of soft selectors, and which of them each value waits for. */
#ifndef ZO_ENGINE_ENUMERATE_H
#define ZO_ENGINE_ENUMERATE_H

#include "engine/limit.h"
#include "engine/votes.h"
#include "space/instance.h"
#include "space/propagate.h"

typedef struct zo_group {
    const uint64_t *mask;    /* see votes.h */
    zo_int count;            /* packages, issues counted but not visited included */
    const uint64_t *values;  /* value set: which values occur among the group's packages */
    const uint32_t *first;   /* the first package in order */
    const uint32_t *witness; /* at bit * issues: the first package with value `bit`, where it occurs */
} zo_group;

typedef struct zo_enumeration {
    zo_reach reach;   /* ZO_EXACT, or why it stopped early: the groups then hold what was found so far */
    zo_int space;     /* all packages (the product of the sizes); overflow when beyond 512 bits */
    double part_done; /* share of the visited space, 0..1, a guide only */
    size_t mask_words;
    size_t groups;
    const zo_group *group; /* in order of masks, as big integers */
} zo_enumeration;

/* What groups are to carry: masks and counts always; values and the first package, unless only counts are wanted; a witness
 * table only where witnesses are. */
typedef enum zo_detail { ZO_WITH_COUNTS, ZO_WITH_VALUES, ZO_WITH_WITNESSES } zo_detail;

/* mode: one per selector. Same result for any number of threads. With witnesses = false, groups carry no
 * witness table. The outcome lives in `arena`. */
zo_enumeration zo_enumerate(const zo_instance *instance, const zo_mode *mode, bool witnesses,
                            const zo_limit *limit, zo_arena *arena);

/* The same, where values and packages are not looked at: groups need not have values and first packages (NULL), and far more
 * packages can be counted. */
zo_enumeration zo_enumerate_counts(const zo_instance *instance, const zo_mode *mode, const zo_limit *limit,
                                   zo_arena *arena);

/* The same as one walk over all issues, without cutting the instance into parts that are independent. domains (may be
 * NULL): values that the hard selectors leave; no others are visited. */
zo_enumeration zo_enumerate_at_once(const zo_instance *instance, const zo_mode *mode,
                                    const zo_domains *domains, bool witnesses, const zo_limit *limit,
                                    zo_arena *arena);

#endif

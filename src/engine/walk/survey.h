/* The survey of a zone: the vectors of worths that no other package dominates, each with the exact number of packages that
 * have it.
 *
 * A vector dominates another when it is nowhere smaller and somewhere larger. The result is the same for any
 * number of threads. */
#ifndef ZO_ENGINE_SURVEY_H
#define ZO_ENGINE_SURVEY_H

#include "engine/limit.h"
#include "engine/votes.h"
#include "space/instance.h"

typedef struct zo_survey_point {
    const zo_int *worth;     /* per payoff */
    zo_int packages;         /* that have it; issues counted but not visited included */
    bool uncounted;          /* packages is 1, and there may be more */
    const uint32_t *package; /* the first of them in order, by issue */
    uint32_t class_value;    /* of the class issue; 0 without one */
} zo_survey_point;

typedef struct zo_survey {
    zo_reach reach;   /* ZO_EXACT, or why it stopped early: the rest then speaks of what was seen so far */
    double part_done; /* share of the visited space, 0..1, a guide only */
    zo_int packages;  /* of the zone, where packages_known; so far, beyond EXACT */
    bool packages_known, least_known; /* else `packages` and `least` say nothing */
    bool complete; /* EXACT: the points are the whole frontier; else only some of it, and some beside it */
    size_t points;
    const zo_survey_point *point; /* largest first: by worths, the first payoff first, then by class value */
    const zo_int *least, *most; /* per payoff, over the zone; 0 when it is empty. least: where least_known */
} zo_survey;

/* mode: one per selector, as for zo_enumerate; in the zone are packages whose mask zo_mask_accepted accepts, so that
 * hard and soft make no difference to selectors that count directly, and ZO_CERTAINTY selectors never count.
 * payoff: what packages are worth, each sum as it stands. class_issue: packages are compared only with those that have
 * the same value there; ZO_NO_ISSUE: all with all. Without payoffs all packages of a class are one point.
 * The outcome lives in `arena`. By which engine is a matter of engine/rule.h. */
zo_survey zo_survey_zone(const zo_instance *instance, const zo_mode *mode, const zo_sum *const *payoff,
                         size_t payoffs, uint32_t class_issue, const zo_limit *limit, zo_arena *arena);

/* The same by visiting every package. */
zo_survey zo_survey_by_walk(const zo_instance *instance, const zo_mode *mode, const zo_sum *const *payoff,
                            size_t payoffs, uint32_t class_issue, const zo_limit *limit, zo_arena *arena);

#endif

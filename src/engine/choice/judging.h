/* Each yardstick for itself, where the whole frontier is out of reach: the points among which each of them chooses, or the
 * best found for it and how much better any could be. */
#ifndef ZO_ENGINE_JUDGING_H
#define ZO_ENGINE_JUDGING_H

#include "engine/choice/yardstick.h"
#include "engine/walk/survey.h"

enum { ZO_YARDSTICKS = 4 };

/* How far it is known what a yardstick chooses. */
typedef struct zo_verdict_known {
    bool exact; /* what zo_choose says of the points is what the yardstick chooses, or that it is undefined */
    bool all_ties; /* exact: every point that ties is among them */
    double
        gap; /* not exact: no package is better than the best of the points by more than this share of the bound,
                      rounded up; 1: nothing is known. Nash: of the product; the others: of the least gain or the sum */
} zo_verdict_known;

typedef struct zo_judging {
    const char
        *problem;   /* why nothing was found out: "its points need more than 64 bits"; NULL: something was */
    zo_reach reach; /* EXACT: all four are exact */
    zo_survey survey; /* the points that any of them found; never complete, unless the zone is empty */
    bool most_known;  /* survey.most */
    zo_verdict_known known[ZO_YARDSTICKS]; /* by zo_yardstick */
} zo_judging;

/* "Nash", "Kalai-Smorodinsky", …. */
const char *zo_yardstick_word(zo_yardstick yardstick);

/* mode, payoff: as for zo_survey_zone. party: per payoff, its ideal aside, which is found here and set. */
zo_judging zo_judge_apart(const zo_instance *instance, const zo_mode *mode, const zo_sum *const *payoff,
                          size_t payoffs, zo_bargainer *party, const zo_limit *limit, zo_arena *arena);

/* The least of each payoff over a zone that is not empty; false: not found out within the limit. */
bool zo_find_least(const zo_instance *instance, const zo_mode *mode, const zo_sum *const *payoff,
                   size_t payoffs, const zo_limit *limit, zo_int *least, zo_arena *arena);

#endif

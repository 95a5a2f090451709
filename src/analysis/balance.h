/* Balanced packages: the frontier of a zone, and what each yardstick chooses from it. */
#ifndef ZO_ANALYSIS_BALANCE_H
#define ZO_ANALYSIS_BALANCE_H

#include "analysis/analysis.h"
#include "engine/choice/judging.h"
#include "space/compile.h"

/* The parties are those whose consent is needed and that have values, in the order of the record's seats. All numbers
 * are in points. Ranges are read as `reading` says. */
typedef struct zo_balance {
    bool too_large; /* the numbers of some statement cannot be added exactly: nothing was computed */
    zo_reach
        reach; /* EXACT: all choices are; else points are what was found so far, and choices the best of them */
    const zo_compiled *compiled;
    size_t parties;
    const uint32_t *seat;       /* per party */
    const bool *told;           /* per party: its numbers may be told (see analysis/viewer.h) */
    bool for_one;               /* the answer is for one party */
    const zo_num *disagreement; /* per party */
    const bool
        *implied; /* per party: it states no alternative, so the worst that its own stances accept counts */
    const zo_num *ideal, *least; /* per party, over the zone; 0 when it is empty */
    bool ideal_known, least_known;
    zo_survey
        survey; /* the frontier; largest first, or, where the answer is for one party, in its own order */
    zo_int frontier_packages;        /* where the survey is complete */
    zo_chosen choice[ZO_YARDSTICKS]; /* by zo_yardstick; points of the survey */
    zo_verdict_known known[ZO_YARDSTICKS];
} zo_balance;

/* Whether the zone is known to hold no package. */
bool zo_holds_nothing(const zo_balance *balance);
/* Whether every point that a yardstick chooses, ties and all, is known for all of them. */
bool zo_knows_all_ties(const zo_balance *balance);

zo_balance *zo_find_balance(const zo_request *request, const zo_record *record, const zo_reading *reading,
                            zo_arena *arena);

/* "Nash", "Kalai-Smorodinsky", …; "nash", "kalai-smorodinsky", …. */
zo_str zo_yardstick_name(zo_yardstick yardstick);
zo_str zo_yardstick_id(zo_yardstick yardstick);

/* "Nash, egalitarian and utilitarian": a set of yardsticks, bit y, the last one joined by `last`. */
zo_str zo_yardsticks_words(unsigned set, const char *last, zo_arena *arena);

/* The worth of a point of the survey to a party. */
zo_num zo_worth_at(const zo_balance *balance, size_t point, size_t party);

/* What may be told of a choice: all its points, or one where the answer is for one party. That points tie is an equation
 * between everybody's worths, from which those of others follow; so are the counts of packages that share their worths. */
typedef struct zo_told_points {
    size_t points;
    const size_t *point;
} zo_told_points;
zo_told_points zo_told_choice(const zo_balance *balance, zo_yardstick yardstick);

bool zo_same_choice(const zo_balance *a, const zo_balance *b, zo_yardstick yardstick, zo_arena *scratch);

#endif

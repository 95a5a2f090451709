/* Four yardsticks for what is balanced: which of some points each of them chooses, ties and all.
 *
 * With u the worth of a point to a party, d what the party has without a deal, and ideal the most it could get:
 * Nash maximises the product of u - d among the points where every party has u > d; Kalai-Smorodinsky is the
 * leximin of (u - d) / (ideal - d), egalitarian the leximin of u - d, utilitarian the largest sum of u.
 * Leximin: the largest least entry, then the largest second least, and so on. All exact.
 *
 * Nash, J. (1950), The Bargaining Problem; Kalai, E. and Smorodinsky, M. (1975), Other Solutions to Nash's
 * Bargaining Problem; the leximin extension by Imai, H. (1983). */
#ifndef ZO_ENGINE_YARDSTICK_H
#define ZO_ENGINE_YARDSTICK_H

#include "base/memory.h"
#include "base/number.h"

typedef enum zo_yardstick { ZO_NASH, ZO_KALAI_SMORODINSKY, ZO_EGALITARIAN, ZO_UTILITARIAN } zo_yardstick;

/* All numbers of a party are times its own scale. */
typedef struct zo_bargainer {
    zo_int scale; /* > 0 */
    zo_int disagreement;
    zo_int ideal; /* read by Kalai-Smorodinsky only */
} zo_bargainer;

typedef struct zo_bargain {
    size_t parties;
    const zo_bargainer *party;
    size_t points;
    const zo_int *const *worth; /* per point: per party */
} zo_bargain;

typedef struct zo_chosen {
    bool too_large;      /* some number does not fit 512 bits: nothing was chosen */
    size_t points;       /* chosen, all of them tied; 0: the yardstick is undefined here */
    const size_t *point; /* ascending */
    const bool
        *apart; /* per party. Nash: it gains at no point. Kalai-Smorodinsky: left out, its ideal does not
                            exceed its disagreement. Others: false */
    bool not_together; /* Nash: every party gains at some point, but at none all do */
} zo_chosen;

/* Without parties or points every yardstick is undefined; so is Kalai-Smorodinsky where it leaves all parties out. */
zo_chosen zo_choose(zo_yardstick yardstick, const zo_bargain *bargain, zo_arena *arena);

#endif

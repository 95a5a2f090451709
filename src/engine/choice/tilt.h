/* How far one number may move before the choice of a yardstick changes; exact.
 *
 * The number is an alternative's worth, or a weight or a score of one party, the mover. It changes the mover's
 * worths and disagreement evenly, and nothing else. What the yardsticks mean here:
 *   Nash             the largest product of gains among the candidates that give every party a gain above 0;
 *                    undefined, which is to say that nothing is chosen, when there is none
 *   Kalai-Smorodinsky  leximin of gains as shares of the largest gain in the zone; parties whose largest gain is
 *                    not above 0 are left out
 *   egalitarian      leximin of gains
 *   utilitarian      the largest sum of gains
 * where a gain is worth less disagreement. All candidates that tie are chosen. */
#ifndef ZO_ENGINE_TILT_H
#define ZO_ENGINE_TILT_H

#include "base/number.h"
#include "engine/choice/yardstick.h"
#include "engine/limit.h"

typedef struct zo_tilt_question {
    zo_yardstick yardstick;
    size_t parties;             /* >= 1 */
    size_t candidates;          /* in the zone or kept out of it by the mover's alternative alone */
    const zo_num *worth;        /* at candidate * parties + party: now */
    const zo_num *disagreement; /* per party: now */
    size_t mover;               /* the party whose number moves */
    const zo_num *slope; /* per candidate: by how much the mover's worth rises when the number rises by 1 */
    zo_num
        disagreement_slope; /* the same for the mover's disagreement: 1 for an alternative's worth, else 0 */
    bool bounded; /* candidates that are worth less to the mover than its disagreement are not in the zone */
    zo_num now;   /* the number */
    const zo_num *low, *high; /* it cannot be less or more; low <= now <= high; NULL: no limit */
    double part_done;         /* of the caller's work: what progress is told meanwhile */
} zo_tilt_question;

typedef enum zo_tilt_ending {
    ZO_TILT_STAYS,    /* the same up to the limit, which is included, or for ever */
    ZO_TILT_CHANGES,  /* at `value`, or just beyond it */
    ZO_TILT_OVERFLOW, /* unknown: a number would need more than 512 bits */
    ZO_TILT_TOO_MANY, /* unknown: too many values at which something might change */
    ZO_TILT_TIME,     /* unknown: the deadline passed */
    ZO_TILT_STOPPED   /* unknown: progress asked to stop */
} zo_tilt_ending;

typedef struct zo_tilt_end {
    zo_tilt_ending ending;
    zo_num value;          /* CHANGES: where; unknown: the same at least up to here, included; else unused */
    bool closed;           /* CHANGES: at `value` itself the choice is still the same */
    const uint64_t *there; /* CHANGES: the candidates chosen at `value` */
    const uint64_t
        *beyond; /* CHANGES: those chosen just beyond; where `value` is the limit, the same as there */
} zo_tilt_end;

typedef struct zo_tilt {
    const uint64_t *chosen; /* candidates chosen now (bits); NULL when even that is unknown */
    zo_tilt_end below, above;
} zo_tilt;

/* Memory to work in, of use to one question after another; grows as they need it. */
typedef struct zo_tilt_room zo_tilt_room;
zo_tilt_room *zo_tilt_room_new(zo_arena *arena);

zo_tilt zo_tilt_of(zo_tilt_room *room, const zo_tilt_question *question, const zo_limit *limit);

/* The worths that an alternative may have while the same candidates remain in the zone: above `below`, which is
 * not included, and up to `above`, which is. */
typedef struct zo_same_zone {
    bool has_below, has_above; /* false: no end on this side */
    zo_num below, above;
} zo_same_zone;

/* worth: of each candidate to the party whose alternative is worth `alternative`. */
zo_same_zone zo_tilt_zone(const zo_num *worth, size_t candidates, const zo_num *alternative);

#endif

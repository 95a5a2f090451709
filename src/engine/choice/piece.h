/* The candidates of a tilt while the number moves one way: who is in the zone at a moment, what a yardstick
 * compares, and what it chooses. x is how far the number has moved. */
#ifndef ZO_ENGINE_PIECE_H
#define ZO_ENGINE_PIECE_H

#include "engine/choice/line.h"
#include "engine/choice/tilt.h"
#include "engine/watch.h"

typedef struct zo_piece {
    const zo_tilt_question *question;
    zo_watch *watch; /* once it ends, everything returns early and nothing that was said since is sure */
    size_t most_candidates, most_parties; /* for which there is room */
    /* Of the question and the direction. */
    zo_num *gain;    /* at candidate * parties + party, for all but the mover */
    zo_line *moving; /* per candidate: the mover's gain */
    bool *excluded;  /* per candidate: never chosen, however the number moves (Nash) */
    /* Of the last move; right until `zo_piece_end`. */
    zo_num *ideal;        /* per party but the mover: the largest gain in the zone (Kalai-Smorodinsky) */
    zo_line moving_ideal; /* the mover's */
    bool empty;           /* nothing is in the zone */
    bool mover_counts;    /* component 0 is the mover's; only with it in a pair do two components ever meet */
    size_t components;    /* of each candidate's vector */
    zo_line *component;   /* at candidate * components + i; vectors are compared by leximin */
    bool overflow;        /* some number did not fit: nothing that was said since the start is sure */
    zo_ladder ladder[2];
} zo_piece;

/* The number rises, or falls. */
void zo_piece_open(zo_piece *piece, const zo_tilt_question *question, bool rising, zo_watch *watch,
                   zo_arena *arena);
void zo_piece_move(zo_piece *piece, const zo_moment *when);
/* The first x after the moment of the last move, one just after an x, at which what the move set up may cease to
 * be right; false when it never does. */
bool zo_piece_end(zo_piece *piece, const zo_moment *when, zo_num *x);

/* Whether the candidate may be chosen at a moment, others aside: it is in the zone, and for Nash gives every
 * party a gain above 0. */
bool zo_piece_has(zo_piece *piece, size_t candidate, const zo_moment *when);
/* The same, and the yardstick compares somebody: Kalai-Smorodinsky chooses nothing where no party can gain. */
bool zo_piece_may_choose(zo_piece *piece, size_t candidate, const zo_moment *when);
/* The x at which `zo_piece_has` turns; false when it never does. */
bool zo_piece_turns(zo_piece *piece, size_t candidate, zo_num *x);
/* By the yardstick, at a moment while what the last move set up is right: 1 when a is the better. */
int zo_piece_compare(zo_piece *piece, size_t a, size_t b, const zo_moment *when);
/* All that are best (bits), at the moment of the last move. */
void zo_piece_choose(zo_piece *piece, const zo_moment *when, uint64_t *chosen);

#endif

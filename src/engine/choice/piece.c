/* Turns candidates whose worths move with one number into vectors of lines, and those into what a yardstick
 * chooses at a moment.
 *
 * Promise: between a move just after an x and the end of that piece, every component is a line, so that orders
 * change only where two lines meet. Shares of an ideal that moves are made lines by multiplying all of them by
 * that ideal, which is above 0: orders stay. */
#include "engine/choice/piece.h"

#include "space/instance.h"

#include <assert.h>
#include <string.h>

static const zo_num *gains_of(const zo_piece *piece, size_t candidate)
{
    return piece->gain + candidate * piece->question->parties;
}

static zo_line *vector_of(const zo_piece *piece, size_t candidate)
{
    return piece->component + candidate * piece->components;
}

/* Opening */

static void make_room(zo_piece *piece, zo_arena *arena)
{
    size_t candidates = piece->question->candidates, parties = piece->question->parties;
    if (candidates <= piece->most_candidates && parties <= piece->most_parties)
        return;
    size_t m = piece->most_candidates =
        candidates > piece->most_candidates ? candidates : piece->most_candidates;
    size_t n = piece->most_parties = parties > piece->most_parties ? parties : piece->most_parties;
    assert(n <= SIZE_MAX / sizeof(zo_line));
    piece->gain = zo_alloc_many(arena, m, n * sizeof(zo_num));
    piece->component = zo_alloc_many(arena, m, n * sizeof(zo_line));
    piece->moving = ZO_NEW_MANY(arena, zo_line, m);
    piece->excluded = ZO_NEW_MANY(arena, bool, m);
    piece->ideal = ZO_NEW_MANY(arena, zo_num, n);
    piece->ladder[0] = zo_ladder_new(n, arena);
    piece->ladder[1] = zo_ladder_new(n, arena);
}

static void set_moving(zo_piece *piece, size_t k, bool rising)
{
    const zo_tilt_question *question = piece->question;
    const zo_num *worth = &question->worth[k * question->parties + question->mover];
    zo_num slope = zo_num_sub(&question->slope[k], &question->disagreement_slope);
    piece->moving[k] = (zo_line){zo_num_sub(worth, &question->disagreement[question->mover]),
                                 rising ? slope : zo_num_negate(&slope)};
    piece->overflow |= zo_line_overflow(&piece->moving[k]);
}

static void set_gains(zo_piece *piece, size_t k)
{
    const zo_tilt_question *question = piece->question;
    bool all_above = true;
    for (size_t p = 0; p < question->parties; p++) {
        if (p == question->mover)
            continue;
        size_t at = k * question->parties + p;
        piece->gain[at] = zo_num_sub(&question->worth[at], &question->disagreement[p]);
        piece->overflow |= zo_num_overflow(&piece->gain[at]);
        all_above &= zo_num_sign(&piece->gain[at]) > 0;
    }
    piece->excluded[k] = question->yardstick == ZO_NASH && !all_above;
}

static void set_product(zo_piece *piece, size_t k)
{
    zo_num factor = zo_num_of(1);
    for (size_t p = 0; p < piece->question->parties; p++) {
        if (p != piece->question->mover)
            factor = zo_num_mul(&factor, &gains_of(piece, k)[p]);
    }
    *vector_of(piece, k) = zo_line_times(&piece->moving[k], &factor);
}

static void set_sum(zo_piece *piece, size_t k)
{
    zo_line *sum = vector_of(piece, k);
    *sum = piece->moving[k];
    for (size_t p = 0; p < piece->question->parties; p++) {
        if (p != piece->question->mover)
            sum->start = zo_num_add(&sum->start, &gains_of(piece, k)[p]);
    }
}

static void set_each_gain(zo_piece *piece, size_t k)
{
    zo_line *next = vector_of(piece, k);
    *next++ = piece->moving[k];
    for (size_t p = 0; p < piece->question->parties; p++) {
        if (p != piece->question->mover)
            *next++ = zo_line_level(&gains_of(piece, k)[p]);
    }
}

static void check_vector(zo_piece *piece, size_t k)
{
    for (size_t i = 0; i < piece->components; i++)
        piece->overflow |= zo_line_overflow(&vector_of(piece, k)[i]);
}

/* What does not depend on who is in the zone. */
static void set_vector(zo_piece *piece, size_t k)
{
    switch (piece->question->yardstick) {
    case ZO_NASH:
        if (piece->excluded[k])
            return;
        set_product(piece, k);
        break;
    case ZO_UTILITARIAN: set_sum(piece, k); break;
    case ZO_EGALITARIAN: set_each_gain(piece, k); break;
    case ZO_KALAI_SMORODINSKY: return;
    }
    check_vector(piece, k);
}

void zo_piece_open(zo_piece *piece, const zo_tilt_question *question, bool rising, zo_watch *watch,
                   zo_arena *arena)
{
    bool scalar = question->yardstick == ZO_NASH || question->yardstick == ZO_UTILITARIAN;
    piece->question = question;
    piece->watch = watch;
    piece->mover_counts = true;
    piece->components = scalar ? 1 : question->parties;
    piece->overflow = false;
    make_room(piece, arena);
    for (size_t k = 0; k < question->candidates && !zo_watch_ends(watch); k++) {
        set_moving(piece, k, rising);
        set_gains(piece, k);
        set_vector(piece, k);
    }
}

/* Who is in */

bool zo_piece_has(zo_piece *piece, size_t candidate, const zo_moment *when)
{
    bool nash = piece->question->yardstick == ZO_NASH;
    if (piece->excluded[candidate])
        return false;
    if (!nash && !piece->question->bounded)
        return true;
    zo_spot gain = zo_line_at(&piece->moving[candidate], when);
    piece->overflow |= zo_spot_overflow(&gain);
    return zo_spot_sign(&gain) >= (nash ? 1 : 0);
}

bool zo_piece_may_choose(zo_piece *piece, size_t candidate, const zo_moment *when)
{
    return piece->components > 0 && zo_piece_has(piece, candidate, when);
}

bool zo_piece_turns(zo_piece *piece, size_t candidate, zo_num *x)
{
    bool may = piece->question->yardstick == ZO_NASH || piece->question->bounded;
    if (!may || piece->excluded[candidate] || !zo_line_root(&piece->moving[candidate], x))
        return false;
    piece->overflow |= zo_num_overflow(x);
    return true;
}

/* Kalai-Smorodinsky: ideals, and shares of them */

static void raise_moving_ideal(zo_piece *piece, size_t k, const zo_moment *when)
{
    zo_spot best = zo_line_at(&piece->moving_ideal, when), gain = zo_line_at(&piece->moving[k], when);
    piece->overflow |= zo_spot_overflow(&gain);
    if (zo_spot_compare(&gain, &best) > 0)
        piece->moving_ideal = piece->moving[k];
}

static void raise_ideals(zo_piece *piece, size_t k, const zo_moment *when)
{
    if (piece->empty) {
        piece->empty = false;
        piece->moving_ideal = piece->moving[k];
        memcpy(piece->ideal, gains_of(piece, k), piece->question->parties * sizeof *piece->ideal);
        return;
    }
    raise_moving_ideal(piece, k, when);
    for (size_t p = 0; p < piece->question->parties; p++) {
        const zo_num *gain = &gains_of(piece, k)[p];
        if (p != piece->question->mover && zo_num_compare(gain, &piece->ideal[p]) > 0)
            piece->ideal[p] = *gain;
    }
}

static bool counts(const zo_piece *piece, size_t party)
{
    return party != piece->question->mover && zo_num_sign(&piece->ideal[party]) > 0;
}

static void set_shares(zo_piece *piece, size_t k)
{
    zo_line *next = vector_of(piece, k);
    if (piece->mover_counts)
        *next++ = piece->moving[k];
    for (size_t p = 0; p < piece->question->parties; p++) {
        if (!counts(piece, p))
            continue;
        zo_num share = zo_num_div(&gains_of(piece, k)[p], &piece->ideal[p]);
        *next++ = piece->mover_counts ? zo_line_times(&piece->moving_ideal, &share) : zo_line_level(&share);
    }
    check_vector(piece, k);
}

static void move_shares(zo_piece *piece, const zo_moment *when)
{
    size_t candidates = piece->question->candidates;
    piece->empty = true;
    for (size_t k = 0; k < candidates && !zo_watch_ends(piece->watch); k++) {
        if (zo_piece_has(piece, k, when))
            raise_ideals(piece, k, when);
    }
    if (piece->empty || piece->overflow)
        return;
    zo_spot ideal = zo_line_at(&piece->moving_ideal, when);
    piece->mover_counts = zo_spot_sign(&ideal) > 0;
    piece->components = piece->mover_counts ? 1 : 0;
    for (size_t p = 0; p < piece->question->parties; p++)
        piece->components += counts(piece, p) ? 1 : 0;
    for (size_t k = 0; k < candidates && !zo_watch_ends(piece->watch); k++)
        set_shares(piece, k);
}

void zo_piece_move(zo_piece *piece, const zo_moment *when)
{
    if (piece->question->yardstick == ZO_KALAI_SMORODINSKY)
        move_shares(piece, when);
}

/* The end of a piece */

/* The earliest of several x after a moment. */
typedef struct earliest {
    const zo_num *after;
    bool found;
    zo_num x;
} earliest;

static void consider(earliest *first, const zo_num *x)
{
    if (zo_num_compare(x, first->after) <= 0 || (first->found && zo_num_compare(x, &first->x) >= 0))
        return;
    first->found = true;
    first->x = *x;
}

/* Where a gain of the mover comes to exceed what is the largest now, or that falls to 0 or rises above it. A
 * candidate out of the zone cannot exceed it while out: its gain is below 0. */
static void consider_moving_ideal(zo_piece *piece, earliest *first)
{
    zo_num x;
    if (zo_line_root(&piece->moving_ideal, &x)) {
        piece->overflow |= zo_num_overflow(&x);
        consider(first, &x);
    }
    for (size_t k = 0; k < piece->question->candidates && !zo_watch_ends(piece->watch); k++) {
        if (zo_num_compare(&piece->moving[k].slope, &piece->moving_ideal.slope) <= 0)
            continue;
        zo_lines_meet(&piece->moving[k], &piece->moving_ideal, &x);
        piece->overflow |= zo_num_overflow(&x);
        consider(first, &x);
    }
}

/* Where a candidate enters that gives the party more than its ideal. */
static void consider_entering(zo_piece *piece, size_t party, earliest *first)
{
    zo_num x;
    for (size_t k = 0; k < piece->question->candidates && !zo_watch_ends(piece->watch); k++) {
        bool more = zo_num_compare(&gains_of(piece, k)[party], &piece->ideal[party]) > 0;
        if (more && zo_piece_turns(piece, k, &x))
            consider(first, &x);
    }
}

/* Where the last candidate leaves that gives the party its ideal. */
static void consider_leaving(zo_piece *piece, size_t party, const zo_moment *when, earliest *first)
{
    bool any = false;
    zo_num x, last = zo_num_of(0);
    for (size_t k = 0; k < piece->question->candidates && !zo_watch_ends(piece->watch); k++) {
        bool holds = zo_num_compare(&gains_of(piece, k)[party], &piece->ideal[party]) == 0;
        if (!holds || !zo_piece_has(piece, k, when))
            continue;
        if (!zo_piece_turns(piece, k, &x) || zo_num_compare(&x, &when->x) <= 0)
            return;
        if (!any || zo_num_compare(&x, &last) > 0)
            last = x;
        any = true;
    }
    if (any)
        consider(first, &last);
}

bool zo_piece_end(zo_piece *piece, const zo_moment *when, zo_num *x)
{
    if (piece->question->yardstick != ZO_KALAI_SMORODINSKY || piece->empty)
        return false;
    earliest first = {.after = &when->x};
    consider_moving_ideal(piece, &first);
    for (size_t p = 0; p < piece->question->parties; p++) {
        if (p == piece->question->mover)
            continue;
        consider_entering(piece, p, &first);
        consider_leaving(piece, p, when, &first);
    }
    *x = first.x;
    return first.found;
}

/* The choice */

static void climb(zo_piece *piece, zo_ladder *ladder, size_t k, const zo_moment *when)
{
    if (!zo_ladder_set(ladder, vector_of(piece, k), piece->components, when))
        piece->overflow = true;
}

int zo_piece_compare(zo_piece *piece, size_t a, size_t b, const zo_moment *when)
{
    climb(piece, &piece->ladder[0], a, when);
    climb(piece, &piece->ladder[1], b, when);
    return piece->overflow ? 0 : zo_ladder_compare(&piece->ladder[0], &piece->ladder[1]);
}

void zo_piece_choose(zo_piece *piece, const zo_moment *when, uint64_t *chosen)
{
    size_t candidates = piece->question->candidates, words = zo_set_words(candidates);
    zo_ladder *best = &piece->ladder[0], *next = &piece->ladder[1];
    bool any = false;
    memset(chosen, 0, words * sizeof *chosen);
    for (size_t k = 0; k < candidates && !piece->overflow && !zo_watch_ends(piece->watch); k++) {
        if (!zo_piece_may_choose(piece, k, when))
            continue;
        climb(piece, next, k, when);
        int order = piece->overflow ? -1 : any ? zo_ladder_compare(next, best) : 1;
        if (order < 0)
            continue;
        if (order > 0) {
            memset(chosen, 0, words * sizeof *chosen);
            zo_ladder better = *next;
            *next = *best;
            *best = better;
        }
        any = true;
        zo_set_bit(chosen, k);
    }
}

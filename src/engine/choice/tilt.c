/* Turns a question about one number into the nearest values, below and above, at which the choice changes.
 *
 * The number walks one way from where it is. Within a piece (see piece.h) the choice can change only where a
 * candidate enters or leaves the zone or two components meet, and it is enough to look at each candidate against
 * one of those chosen now: nothing has changed as long as all that are chosen tie with it and all others are out
 * or worse. The first such value, or the end of the piece, is then looked at in full, at it and just after it;
 * where nothing changed after all, the walk goes on from there. */
#include "engine/choice/tilt.h"

#include "engine/choice/piece.h"
#include "space/instance.h"

#include <string.h>

enum { MOST_PIECES = 500 };

struct zo_tilt_room {
    zo_arena *arena;
    zo_piece piece;
    size_t parties;
    zo_num *meeting; /* room for the x at which something may happen to one candidate */
};

/* One way from the present value. */
typedef struct walk {
    zo_tilt_room *room;
    zo_piece *piece;
    const zo_tilt_question *question;
    const uint64_t *chosen; /* now */
    bool any;
    size_t champion; /* the first of them, when there is any */
    bool limited;
    zo_num limit; /* x */
    zo_watch *watch;
} walk;

zo_tilt_room *zo_tilt_room_new(zo_arena *arena)
{
    zo_tilt_room *room = ZO_NEW(arena, zo_tilt_room);
    room->arena = arena;
    return room;
}

static bool is_unsure(const walk *w) { return w->piece->overflow || w->watch->reach != ZO_EXACT; }

/* One candidate */

/* Whether the candidate, by itself, shows that the choice is no longer the same. */
static bool is_out_of_place(walk *w, size_t k, const zo_moment *when)
{
    bool chosen = zo_bit(w->chosen, k);
    if (!zo_piece_may_choose(w->piece, k, when))
        return chosen;
    if (!w->any || k == w->champion)
        return !w->any;
    int order = zo_piece_compare(w->piece, k, w->champion, when);
    return chosen ? order != 0 : order >= 0;
}

static const zo_line *vector_of(const walk *w, size_t k)
{
    return w->piece->component + k * w->piece->components;
}

typedef struct span {
    const zo_num *after, *before; /* before: NULL: no end */
} span;

static bool lies_between(const span *between, const zo_num *x)
{
    return zo_num_compare(x, between->after) > 0 &&
           (between->before == NULL || zo_num_compare(x, between->before) < 0);
}

/* Adds x to those noted, which stay in ascending order, when it lies between and is new. */
static size_t note(walk *w, size_t noted, const zo_num *x, const span *between)
{
    zo_num *meeting = w->room->meeting;
    w->piece->overflow |= zo_num_overflow(x);
    if (w->piece->overflow || !lies_between(between, x))
        return noted;
    size_t i = noted;
    while (i > 0 && zo_num_compare(&meeting[i - 1], x) > 0)
        i--;
    if (i > 0 && zo_num_compare(&meeting[i - 1], x) == 0)
        return noted;
    memmove(meeting + i + 1, meeting + i, (noted - i) * sizeof *meeting);
    meeting[i] = *x;
    return noted + 1;
}

static size_t note_meeting(walk *w, size_t noted, const zo_line *a, const zo_line *b, const span *between)
{
    zo_num x;
    return zo_lines_meet(a, b, &x) ? note(w, noted, &x, between) : noted;
}

/* Every x between at which something may happen to the candidate: it turns, or the mover's component of one of
 * the two meets a component of the other. */
static size_t note_all(walk *w, size_t k, const span *between)
{
    const zo_piece *piece = w->piece;
    zo_num x;
    size_t noted = 0;
    if (zo_piece_turns(w->piece, k, &x))
        noted = note(w, noted, &x, between);
    if (!w->any || k == w->champion || piece->excluded[k] || !piece->mover_counts)
        return noted;
    const zo_line *mine = vector_of(w, k), *best = vector_of(w, w->champion);
    for (size_t i = 0; i < piece->components; i++) {
        noted = note_meeting(w, noted, &mine[0], &best[i], between);
        if (i > 0)
            noted = note_meeting(w, noted, &mine[i], &best[0], between);
    }
    return noted;
}

/* The first x between at which, or just after which, the candidate is out of place. */
static bool leaves_its_place(walk *w, size_t k, const span *between, zo_num *x)
{
    size_t noted = note_all(w, k, between);
    for (size_t i = 0; i < noted && !is_unsure(w); i++) {
        zo_moment at = {w->room->meeting[i], false}, after = {w->room->meeting[i], true};
        if (is_out_of_place(w, k, &at) || is_out_of_place(w, k, &after)) {
            *x = at.x;
            return true;
        }
    }
    return false;
}

/* All candidates */

/* The next x after `from` at which to look in full; false when nothing will ever happen. */
static bool find_next(walk *w, const zo_moment *from, zo_num *next)
{
    zo_num x;
    bool found = w->limited;
    if (found)
        *next = w->limit;
    if (zo_piece_end(w->piece, from, &x) && (!found || zo_num_compare(&x, next) < 0)) {
        *next = x;
        found = true;
    }
    for (size_t k = 0; k < w->question->candidates && !w->piece->overflow && !zo_watch_ends(w->watch); k++) {
        span between = {&from->x, found ? next : NULL};
        if (leaves_its_place(w, k, &between, &x)) {
            *next = x;
            found = true;
        }
    }
    return found;
}

static uint64_t *choose(walk *w, const zo_moment *when)
{
    uint64_t *chosen = ZO_NEW_MANY(w->room->arena, uint64_t, zo_set_words(w->question->candidates));
    zo_piece_move(w->piece, when);
    zo_piece_choose(w->piece, when, chosen);
    return chosen;
}

static bool is_same(const walk *w, const uint64_t *chosen)
{
    return memcmp(w->chosen, chosen, zo_set_words(w->question->candidates) * sizeof *chosen) == 0;
}

/* Ends. Values are x until `to_value` makes them values of the number. */

static zo_tilt_end unknown(const walk *w, const zo_num *same_up_to)
{
    zo_tilt_ending why = w->piece->overflow                 ? ZO_TILT_OVERFLOW
                         : w->watch->reach == ZO_STOPPED    ? ZO_TILT_STOPPED
                         : w->watch->reach == ZO_LIMIT_TIME ? ZO_TILT_TIME
                                                            : ZO_TILT_TOO_MANY;
    return (zo_tilt_end){.ending = why, .value = *same_up_to};
}

static zo_tilt_end changes(const zo_num *x, const uint64_t *there, const uint64_t *beyond, bool closed)
{
    return (zo_tilt_end){
        .ending = ZO_TILT_CHANGES, .value = *x, .closed = closed, .there = there, .beyond = beyond};
}

static bool is_limit(const walk *w, const zo_num *x)
{
    return w->limited && zo_num_compare(x, &w->limit) >= 0;
}

/* What is chosen just after x, where `there` is chosen and differs from before. */
static zo_tilt_end changes_at(walk *w, const zo_num *x, const uint64_t *there, const zo_num *same_up_to)
{
    if (is_limit(w, x))
        return changes(x, there, there, false);
    zo_moment after = {*x, true};
    const uint64_t *beyond = choose(w, &after);
    return is_unsure(w) ? unknown(w, same_up_to) : changes(x, there, beyond, false);
}

static zo_tilt_end walk_on(walk *w)
{
    zo_moment after = {.just_after = true, .x = zo_num_of(0)};
    for (unsigned pieces = 0; pieces < MOST_PIECES; pieces++) {
        zo_num next;
        if (is_limit(w, &after.x))
            return (zo_tilt_end){.ending = ZO_TILT_STAYS};
        const uint64_t *beyond = choose(w, &after);
        if (is_unsure(w))
            break;
        if (!is_same(w, beyond))
            return changes(&after.x, w->chosen, beyond, true);
        bool found = find_next(w, &after, &next);
        if (is_unsure(w))
            break;
        if (!found)
            return (zo_tilt_end){.ending = ZO_TILT_STAYS};
        zo_moment there = {next, false};
        const uint64_t *chosen = choose(w, &there);
        if (is_unsure(w))
            break;
        if (!is_same(w, chosen))
            return changes_at(w, &next, chosen, &after.x);
        after.x = next;
    }
    return unknown(w, &after.x);
}

/* The question */

static void set_limit(walk *w, bool rising)
{
    const zo_num *limit = rising ? w->question->high : w->question->low;
    w->limited = limit != NULL;
    if (!w->limited)
        return;
    w->limit = rising ? zo_num_sub(limit, &w->question->now) : zo_num_sub(&w->question->now, limit);
    w->piece->overflow |= zo_num_overflow(&w->limit);
}

static void set_champion(walk *w)
{
    w->any = false;
    for (size_t k = w->question->candidates; k-- > 0;) {
        if (!zo_bit(w->chosen, k))
            continue;
        w->any = true;
        w->champion = k;
    }
}

/* Sums that do not fit are said to be unknown: the value that was reached is then lost, and the present one
 * stands in for it. */
static void to_value(zo_tilt_end *end, const zo_num *now, bool rising)
{
    if (end->ending == ZO_TILT_STAYS)
        return;
    zo_num value = rising ? zo_num_add(now, &end->value) : zo_num_sub(now, &end->value);
    if (zo_num_overflow(&value))
        *end = (zo_tilt_end){.ending = ZO_TILT_OVERFLOW, .value = *now};
    else
        end->value = value;
}

/* `chosen` is set by the first walk and kept by the second. */
static zo_tilt_end walk_one_way(walk *w, bool rising, const uint64_t **chosen)
{
    zo_num zero = zo_num_of(0);
    zo_moment now = {zero, false};
    zo_piece_open(w->piece, w->question, rising, w->watch, w->room->arena);
    set_limit(w, rising);
    w->chosen = *chosen != NULL ? *chosen : choose(w, &now);
    zo_tilt_end end;
    if (is_unsure(w)) {
        end = unknown(w, &zero);
    } else {
        *chosen = w->chosen;
        set_champion(w);
        end = walk_on(w);
    }
    to_value(&end, &w->question->now, rising);
    return end;
}

static void make_room(zo_tilt_room *room, size_t parties)
{
    if (parties <= room->parties)
        return;
    room->parties = parties;
    room->meeting = ZO_NEW_MANY(room->arena, zo_num, 2 * parties + 1);
}

zo_tilt zo_tilt_of(zo_tilt_room *room, const zo_tilt_question *question, const zo_limit *limit)
{
    zo_watch watch = zo_watch_open(limit, question->part_done);
    walk w = {.room = room, .piece = &room->piece, .question = question, .watch = &watch};
    zo_tilt tilt = {0};
    make_room(room, question->parties);
    tilt.below = walk_one_way(&w, false, &tilt.chosen);
    tilt.above = walk_one_way(&w, true, &tilt.chosen);
    return tilt;
}

zo_same_zone zo_tilt_zone(const zo_num *worth, size_t candidates, const zo_num *alternative)
{
    zo_same_zone same = {0};
    for (size_t k = 0; k < candidates; k++) {
        bool inside = zo_num_compare(&worth[k], alternative) >= 0;
        zo_num *end = inside ? &same.above : &same.below;
        bool *has = inside ? &same.has_above : &same.has_below;
        int order = *has ? zo_num_compare(&worth[k], end) : 0;
        if (!*has || (inside ? order < 0 : order > 0))
            *end = worth[k];
        *has = true;
    }
    return same;
}

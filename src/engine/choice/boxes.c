/* Turns an aim into the best package, box by box. */
#include "engine/choice/boxes.h"

#include <math.h>
#include <string.h>

#include "engine/known.h"

typedef enum zo_outcome { NOTHING_BETTER, DIVIDE, ENDED } zo_outcome;

void zo_boxes_open(zo_boxes *b, zo_aim *aim, zo_rows *rows, zo_watch *watch, zo_arena *arena)
{
    size_t bits = rows->graph->instance->value_bits;
    *b = (zo_boxes){.aim = aim, .rows = rows, .watch = watch, .most_sum = INT64_MAX};
    zo_hull_open(&b->hull, aim, rows, arena);
    b->pool.weight = ZO_NEW_MANY(arena, int64_t, ZO_MOST_KEPT * aim->rows);
    b->still = ZO_NEW_MANY(arena, bool, aim->goals + 1);
    b->box_still = ZO_NEW_MANY(arena, bool, aim->goals + 1);
    b->weight = ZO_NEW_MANY(arena, int64_t, aim->rows);
    b->bound_weight = ZO_NEW_MANY(arena, int64_t, aim->rows);
    b->tightest = ZO_NEW_MANY(arena, int64_t, aim->rows);
    b->row = ZO_NEW_MANY(arena, int64_t, aim->rows);
    b->most = ZO_NEW_MANY(arena, int64_t, aim->rows);
    b->through = ZO_NEW_MANY(arena, int64_t, bits + 1);
    b->package = ZO_NEW_MANY(arena, uint32_t, aim->issues + 1);
    b->closed = ZO_NEW_MANY(arena, uint32_t, bits + 1);
    b->halving = ZO_NEW_MANY(arena, struct zo_halving, bits + 1);
}

/* ---- Values closed and opened ---- */

static void close_value(zo_boxes *b, size_t bit)
{
    if (b->rows->closed[bit])
        return;
    b->rows->closed[bit] = true;
    b->closed[b->closed_n++] = (uint32_t)bit;
}

static void open_again(zo_boxes *b, size_t closed)
{
    while (b->closed_n > closed)
        b->rows->closed[b->closed[--b->closed_n]] = false;
}

/* ---- Bounds of the box at hand ---- */

static void keep(zo_boxes *b, const int64_t *weight)
{
    size_t at = b->pool.kept < ZO_MOST_KEPT ? b->pool.kept : 1 + b->pool.kept % (ZO_MOST_KEPT - 1);
    memcpy(b->pool.weight + at * b->aim->rows, weight, b->aim->rows * sizeof *weight);
    b->pool.kept++;
}

static void note(zo_boxes *b)
{
    zo_rows_package(b->rows, b->package, b->row);
    if (!b->any_will_do)
        zo_aim_note(b->aim, b->package, b->row);
    else if (zo_aim_is_met(b->aim, b->row) && zo_aim_compare(b->aim, b->row) >= 0) {
        memcpy(b->aim->package, b->package, b->aim->issues * sizeof *b->package);
        b->found = true;
    }
}

static int64_t least_of(zo_boxes *b, const int64_t *weight)
{
    zo_claim claim = {.ties = b->any_will_do, .level = b->box_level, .still = b->box_still};
    return zo_aim_least(b->aim, weight, &claim);
}

/* Keeps the weights that bound all packages best. Values closed by then lead to none that is better. */
static void note_bound(zo_boxes *b, int64_t top)
{
    zo_aim *aim = b->aim;
    if (aim->kind == ZO_AIM_SUM) {
        int64_t bound = zo_aim_bound(aim, b->weight, top);
        b->most_sum = bound < b->most_sum ? bound : b->most_sum;
    }
    if (b->bounded && aim->any &&
        zo_aim_gap(aim, b->weight, top) > zo_aim_gap(aim, b->bound_weight, b->bound_top))
        return;
    b->bounded = true;
    b->bound_top = top;
    memcpy(b->bound_weight, b->weight, aim->rows * sizeof *b->weight);
}

double zo_boxes_gap(const zo_boxes *b)
{
    return b->done ? 0 : b->bounded ? zo_aim_gap(b->aim, b->bound_weight, b->bound_top) : 1;
}

/* To whoever waits for it, as often as the clock is looked at. */
static void tell(const zo_boxes *b)
{
    zo_known *known = b->watch->limit->known;
    if (known != NULL && b->watch->steps % ZO_STEPS_A_LOOK == 0)
        known->gap = zo_boxes_gap(b);
}

/* One set of weights, from the mixture at hand. True: it settles the box. */
static bool try_weights(zo_boxes *b, zo_outcome *outcome)
{
    zo_hull_weights(&b->hull, b->weight);
    int64_t top = zo_rows_most(b->rows, b->weight);
    *outcome = NOTHING_BETTER;
    if (top == ZO_NONE)
        return true;
    note(b);
    if (b->halvings == 0 && b->box_level == 0)
        note_bound(b, top);
    tell(b);
    *outcome = zo_watch_ends(b->watch) ? ENDED : NOTHING_BETTER;
    if (b->found || *outcome == ENDED)
        return true;
    int64_t least = least_of(b, b->weight);
    if (least != ZO_NONE && top < least) {
        if (b->pool.kept == 0)
            keep(b, b->weight);
        return true;
    }
    int64_t slack = least == ZO_NONE ? INT64_MAX : top - least;
    if (slack <= b->slack) {
        b->slack = slack;
        memcpy(b->tightest, b->weight, b->aim->rows * sizeof *b->weight);
    }
    *outcome = DIVIDE;
    return false;
}

/* Until the box is settled, or no weights can settle it, or nearly. */
static bool bound(zo_boxes *b, size_t most, zo_outcome *outcome)
{
    zo_hull *h = &b->hull;
    h->smoothness = fmin(0.1, h->smoothness * 8);
    zo_hull_enter(h);
    b->slack = INT64_MAX;
    for (size_t i = 0; i < most; i++) {
        if (try_weights(b, outcome))
            return true;
        double gain = zo_hull_gain(h, b->row);
        zo_hull_add(h, b->package, b->row);
        h->smoothness = fmin(0.1, fmax(1e-9, fmax(h->smoothness / 2, 0.25 * gain)));
        zo_hull_settle(h, fmax(1e-10, 0.02 * gain));
        bool broken = zo_hull_press(h);
        if ((gain < 1e-7 && !broken) || (b->halvings > 0 && i >= 3 && zo_hull_is_good(h)))
            break;
    }
    return false;
}

/* By the most that each goal can be in the box, alone. */
static bool bound_goals(zo_boxes *b, zo_outcome *outcome)
{
    zo_aim *aim = b->aim;
    if (aim->kind == ZO_AIM_SUM || !aim->any)
        return false;
    memset(b->weight, 0, aim->rows * sizeof *b->weight);
    for (size_t p = 0; p < aim->goals; p++) {
        b->weight[p] = 1;
        b->most[p] = zo_rows_most(b->rows, b->weight);
        b->weight[p] = 0;
        if (b->most[p] == ZO_NONE)
            return true;
        note(b);
        if (zo_watch_ends(b->watch) || b->found) {
            *outcome = ENDED;
            return true;
        }
    }
    return !zo_aim_may_be_better(aim, b->most, b->any_will_do, b->box_still, &b->box_level);
}

/* Values through which nothing better leads; how many. */
static size_t close_hopeless(zo_boxes *b)
{
    size_t bits = b->rows->graph->instance->value_bits, before = b->closed_n;
    int64_t top = zo_rows_most(b->rows, b->tightest), least = least_of(b, b->tightest);
    zo_rows_through(b->rows, top, b->through);
    for (size_t bit = 0; bit < bits; bit++)
        if (b->through[bit] == ZO_NONE || (least != ZO_NONE && b->through[bit] < least))
            close_value(b, bit);
    return b->closed_n - before;
}

/* ---- Dividing ---- */

/* Where one package is all of the mixture: the issue whose second best value, by the tightest weights, is worth most. */
static bool second_best(const zo_boxes *b, uint32_t *issue, uint32_t *value)
{
    const zo_instance *in = b->rows->graph->instance;
    int64_t most = ZO_NONE;
    for (uint32_t i = 0; i < in->issues; i++) {
        int64_t first = ZO_NONE, second = ZO_NONE;
        uint32_t best = 0;
        for (uint32_t v = 0; v < in->size[i]; v++) {
            int64_t through =
                b->rows->closed[in->first_bit[i] + v] ? ZO_NONE : b->through[in->first_bit[i] + v];
            if (through > first) {
                second = first;
                first = through;
                best = v;
            } else if (through > second) {
                second = through;
            }
        }
        if (second > most) {
            most = second;
            *issue = i;
            *value = best;
        }
    }
    return most != ZO_NONE;
}

static bool divide(zo_boxes *b)
{
    uint32_t issue = 0, value = 0;
    zo_hull_enter(&b->hull);
    if (!zo_hull_mixed(&b->hull, &issue, &value) && !second_best(b, &issue, &value))
        return false;
    b->halving[b->halvings++] = (struct zo_halving){.issue = issue, .value = value, .closed = b->closed_n};
    const zo_instance *in = b->rows->graph->instance;
    for (uint32_t v = 0; v < in->size[issue]; v++)
        if (v != value)
            close_value(b, in->first_bit[issue] + v);
    return true;
}

void zo_boxes_uncover(zo_boxes *b, bool cover_again)
{
    for (size_t i = b->halvings > 0 ? b->halving[0].closed : b->closed_n; i < b->closed_n; i++)
        b->rows->closed[b->closed[i]] = cover_again;
}

/* The next box that was put off; false: there is none. */
static bool turn_back(zo_boxes *b)
{
    while (b->halvings > 0) {
        struct zo_halving *last = &b->halving[b->halvings - 1];
        open_again(b, last->closed);
        if (!last->second) {
            last->second = true;
            close_value(b, b->rows->graph->instance->first_bit[last->issue] + last->value);
            return true;
        }
        b->halvings--;
    }
    return false;
}

/* ---- Box after box ---- */

static void note_root(zo_boxes *b)
{
    if (b->halvings > 0)
        return;
    b->level = b->box_level;
    memcpy(b->still, b->box_still, b->aim->goals * sizeof *b->still);
}

static zo_outcome look_at_box(zo_boxes *b)
{
    enum { AT_ROOT = 300, ELSEWHERE = 30, ROUNDS = 4 };
    zo_outcome outcome = DIVIDE;
    b->box_level = 0;
    memset(b->box_still, 0, b->aim->goals * sizeof *b->box_still);
    b->hull.still = b->box_still;
    for (size_t round = 0; round < ROUNDS; round++) {
        size_t level = b->box_level;
        if (bound(b, b->halvings == 0 ? AT_ROOT : ELSEWHERE, &outcome))
            return outcome;
        keep(b, b->tightest);
        size_t closed = close_hopeless(b);
        outcome = NOTHING_BETTER;
        if (bound_goals(b, &outcome))
            return outcome;
        note_root(b);
        if (closed == 0 && b->box_level == level)
            break;
    }
    return DIVIDE;
}

bool zo_boxes_run(zo_boxes *b, uint64_t most)
{
    for (uint64_t i = 0; i < most && !b->done; i++) {
        zo_outcome outcome = look_at_box(b);
        b->boxes++;
        if (outcome == ENDED || b->found)
            return true;
        if (outcome == DIVIDE && divide(b))
            continue;
        b->done = !turn_back(b);
    }
    return b->done;
}

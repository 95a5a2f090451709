/* Turns packages into a mixture, and a mixture into weights. */
#include "engine/choice/hull.h"

#include <float.h>
#include <math.h>
#include <string.h>

static const double ROOM = 0x1p60; /* for weighted sums */

void zo_hull_open(zo_hull *h, const zo_aim *aim, const zo_rows *rows, zo_arena *arena)
{
    *h = (zo_hull){.aim = aim,
                   .rows = rows,
                   .smoothness = 1,
                   .penalty = aim->kind == ZO_AIM_PRODUCT ? (double)aim->goals : 4};
    h->mixture = ZO_NEW_MANY(arena, double, aim->rows);
    h->multiplier = ZO_NEW_MANY(arena, double, aim->rows);
    h->unit = ZO_NEW_MANY(arena, double, aim->rows);
    h->slope = ZO_NEW_MANY(arena, double, aim->rows);
    h->trial = ZO_NEW_MANY(arena, double, aim->rows);
    h->step = ZO_NEW_MANY(arena, double, aim->rows);
    double widest = 0;
    for (size_t p = 0; p < aim->goals; p++) {
        double divisor = aim->kind == ZO_AIM_SHARES ? (double)aim->divisor[p] : 1;
        widest = fmax(widest, (double)aim->range[p] / divisor);
        h->unit[p] = aim->kind == ZO_AIM_SHARES ? divisor : (double)aim->range[p];
    }
    /* Shares are measured by the widest of them, so that all rows are about 1 at most. */
    for (size_t p = 0; p < aim->goals && aim->kind == ZO_AIM_SHARES; p++)
        h->unit[p] *= widest;
    for (size_t r = aim->goals; r < aim->rows; r++)
        h->unit[r] = (double)aim->range[r];
    for (size_t i = 0; i < ZO_MOST_CORNERS; i++) {
        h->corner[i].row = ZO_NEW_MANY(arena, double, aim->rows);
        h->corner[i].package = ZO_NEW_MANY(arena, uint32_t, aim->issues + 1);
    }
}

/* ---- Slopes ---- */

static bool stands_still(const zo_hull *h, size_t p) { return h->still != NULL && h->still[p]; }

static void slopes_of_product(const zo_hull *h, const double *row, double *slope)
{
    enum { STEEPEST = 10000 };
    for (size_t p = 0; p < h->aim->goals; p++)
        slope[p] = 1 / fmax(row[p], 1.0 / STEEPEST);
}

static void slopes_of_shares(const zo_hull *h, const double *row, double *slope)
{
    double least = DBL_MAX, sum = 0;
    for (size_t p = 0; p < h->aim->goals; p++)
        if (!stands_still(h, p))
            least = fmin(least, row[p]);
    for (size_t p = 0; p < h->aim->goals; p++) {
        slope[p] = stands_still(h, p) ? 0 : exp((least - row[p]) / h->smoothness);
        sum += slope[p];
    }
    for (size_t p = 0; p < h->aim->goals; p++)
        slope[p] /= sum;
}

static void find_slopes(const zo_hull *h, const double *row, double *slope)
{
    const zo_aim *aim = h->aim;
    if (aim->kind == ZO_AIM_PRODUCT)
        slopes_of_product(h, row, slope);
    else if (aim->kind == ZO_AIM_SHARES)
        slopes_of_shares(h, row, slope);
    else
        slope[0] = 1;
    for (size_t r = aim->goals; r < aim->rows; r++)
        slope[r] = fmax(0, h->multiplier[r] - h->penalty * row[r]);
}

static double along(const double *slope, const double *row, size_t rows)
{
    double sum = 0;
    for (size_t r = 0; r < rows; r++)
        sum += slope[r] * row[r];
    return sum;
}

/* ---- The mixture ---- */

static bool is_open(const zo_hull *h, const uint32_t *package)
{
    const zo_instance *in = h->rows->graph->instance;
    for (size_t i = 0; i < in->issues; i++)
        if (h->rows->closed[in->first_bit[i] + package[i]])
            return false;
    return true;
}

static void mix(zo_hull *h)
{
    memset(h->mixture, 0, h->aim->rows * sizeof *h->mixture);
    for (size_t i = 0; i < h->corners; i++)
        for (size_t r = 0; r < h->aim->rows && h->corner[i].share > 0; r++)
            h->mixture[r] += h->corner[i].share * h->corner[i].row[r];
}

bool zo_hull_enter(zo_hull *h)
{
    double sum = 0;
    zo_corner *newest = NULL;
    for (size_t i = 0; i < h->corners; i++) {
        zo_corner *corner = &h->corner[i];
        corner->open = is_open(h, corner->package);
        corner->share = corner->open ? corner->share : 0;
        sum += corner->share;
        if (corner->open && (newest == NULL || corner->used > newest->used))
            newest = corner;
    }
    if (newest == NULL)
        return false;
    if (sum <= 1e-6) {
        for (size_t i = 0; i < h->corners; i++)
            h->corner[i].share = 0;
        newest->share = sum = 1;
    }
    for (size_t i = 0; i < h->corners; i++)
        h->corner[i].share /= sum;
    mix(h);
    return true;
}

static zo_corner *free_corner(zo_hull *h)
{
    if (h->corners < ZO_MOST_CORNERS)
        return &h->corner[h->corners++];
    zo_corner *oldest = NULL;
    for (size_t i = 0; i < h->corners; i++) {
        zo_corner *corner = &h->corner[i];
        if (corner->share == 0 && (oldest == NULL || corner->used < oldest->used))
            oldest = corner;
    }
    return oldest;
}

static bool is_known(zo_hull *h, const uint32_t *package)
{
    for (size_t i = 0; i < h->corners; i++) {
        zo_corner *corner = &h->corner[i];
        if (memcmp(corner->package, package, h->aim->issues * sizeof *package) == 0) {
            corner->used = ++h->clock;
            return true;
        }
    }
    return false;
}

static double off_base(const zo_hull *h, size_t r, int64_t number)
{
    const zo_aim *aim = h->aim;
    int64_t base = r >= aim->goals ? aim->least[r] : aim->kind == ZO_AIM_SUM ? 0 : aim->base[r];
    return (double)(number - base) / h->unit[r];
}

void zo_hull_add(zo_hull *h, const uint32_t *package, const int64_t *row)
{
    if (is_known(h, package))
        return;
    zo_corner *corner = free_corner(h);
    if (corner == NULL) /* all of them have a share */
        return;
    bool first = true;
    for (size_t i = 0; i < h->corners; i++)
        first = first && h->corner[i].share == 0;
    memcpy(corner->package, package, h->aim->issues * sizeof *package);
    for (size_t r = 0; r < h->aim->rows; r++)
        corner->row[r] = off_base(h, r, row[r]);
    corner->open = true;
    corner->used = ++h->clock;
    corner->share = first;
    if (first)
        mix(h);
}

double zo_hull_gain(zo_hull *h, const int64_t *row)
{
    double gain = 0;
    find_slopes(h, h->mixture, h->slope);
    for (size_t r = 0; r < h->aim->rows; r++)
        gain += h->slope[r] * (off_base(h, r, row[r]) - h->mixture[r]);
    return gain;
}

/* How far from `from` to `to`, at most by `most`, so that the slope along the way is 0. */
static double step_length(zo_hull *h, const zo_corner *from, const zo_corner *to, double most)
{
    enum { HALVINGS = 14 };
    size_t rows = h->aim->rows;
    for (size_t r = 0; r < rows; r++)
        h->step[r] = to->row[r] - from->row[r];
    double low = 0, high = most;
    for (size_t i = 0; i < HALVINGS; i++) {
        double middle = i == 0 ? most : (low + high) / 2;
        for (size_t r = 0; r < rows; r++)
            h->trial[r] = h->mixture[r] + middle * h->step[r];
        find_slopes(h, h->trial, h->slope);
        if (along(h->slope, h->step, rows) >= 0)
            low = middle;
        else
            high = middle;
        if (low == most)
            break;
    }
    return low;
}

static bool move_share(zo_hull *h, double enough)
{
    find_slopes(h, h->mixture, h->slope);
    double most = -DBL_MAX, least = DBL_MAX;
    zo_corner *to = NULL, *from = NULL;
    for (size_t i = 0; i < h->corners; i++) {
        zo_corner *corner = &h->corner[i];
        if (!corner->open)
            continue;
        double value = along(h->slope, corner->row, h->aim->rows);
        if (value > most)
            most = value, to = corner;
        if (corner->share > 0 && value < least)
            least = value, from = corner;
    }
    if (to == NULL || from == NULL || most - least <= enough)
        return false;
    double step = step_length(h, from, to, from->share);
    if (step <= 0)
        return false;
    for (size_t r = 0; r < h->aim->rows; r++)
        h->mixture[r] += step * h->step[r];
    to->share += step;
    from->share = step == from->share ? 0 : from->share - step;
    to->used = ++h->clock;
    return true;
}

void zo_hull_settle(zo_hull *h, double enough)
{
    enum { MOVES = 60 };
    for (size_t i = 0; i < MOVES && move_share(h, enough); i++)
        ;
}

static double worst_cut(const zo_hull *h)
{
    double worst = 0;
    for (size_t r = h->aim->goals; r < h->aim->rows; r++)
        worst = fmin(worst, h->mixture[r]);
    return worst;
}

bool zo_hull_press(zo_hull *h)
{
    static const double TOLERANCE = 1e-6, HEAVIEST = 1e5;
    for (size_t r = h->aim->goals; r < h->aim->rows; r++)
        h->multiplier[r] = fmax(0, h->multiplier[r] - h->penalty * h->mixture[r]);
    if (worst_cut(h) >= -TOLERANCE)
        return false;
    h->penalty = fmin(HEAVIEST, h->penalty * 1.1);
    return true;
}

/* ---- What comes of it ---- */

void zo_hull_weights(zo_hull *h, int64_t *weight)
{
    const zo_aim *aim = h->aim;
    double sum = 0;
    find_slopes(h, h->mixture, h->slope);
    for (size_t r = 0; r < aim->rows; r++) {
        h->slope[r] /= h->unit[r];
        sum += h->slope[r] * (double)aim->range[r];
    }
    double room = ROOM;
    for (size_t p = 0; aim->kind == ZO_AIM_PRODUCT && p < aim->goals; p++)
        room -= (double)aim->range[p];
    double scale = fmax(room, 0) / sum;
    for (size_t r = 0; r < aim->rows; r++) {
        double whole = floor(h->slope[r] * scale);
        weight[r] = whole < ROOM ? (int64_t)whole : 0;
        if (aim->kind == ZO_AIM_PRODUCT && r < aim->goals)
            weight[r] += weight[r] == 0;
        if (stands_still(h, r) && r < aim->goals)
            weight[r] = 0;
    }
}

static double best_row(const zo_hull *h, size_t p) { return off_base(h, p, h->aim->best[p]); }

static bool product_is_good(const zo_hull *h)
{
    double ratio = 0;
    for (size_t p = 0; p < h->aim->goals; p++) {
        if (h->mixture[p] <= 0)
            return false;
        ratio += log(h->mixture[p]) - log(best_row(h, p));
    }
    return ratio >= 0;
}

static double least_row(const zo_hull *h, bool of_best)
{
    double least = DBL_MAX;
    for (size_t p = 0; p < h->aim->goals; p++)
        if (!stands_still(h, p))
            least = fmin(least, of_best ? best_row(h, p) : h->mixture[p]);
    return least;
}

bool zo_hull_is_good(const zo_hull *h)
{
    const zo_aim *aim = h->aim;
    for (size_t r = aim->goals; r < aim->rows; r++)
        if (h->mixture[r] < -1e-5)
            return false;
    if (!aim->any)
        return true;
    if (aim->kind == ZO_AIM_PRODUCT)
        return product_is_good(h);
    if (aim->kind == ZO_AIM_SHARES)
        return least_row(h, false) >= least_row(h, true);
    return h->mixture[0] >= best_row(h, 0);
}

static double part_of(const zo_hull *h, uint32_t issue, uint32_t value)
{
    double part = 0;
    for (size_t i = 0; i < h->corners; i++)
        if (h->corner[i].share > 0 && h->corner[i].package[issue] == value)
            part += h->corner[i].share;
    return part;
}

bool zo_hull_mixed(const zo_hull *h, uint32_t *issue, uint32_t *value)
{
    double least = 1 - 1e-6;
    bool any = false;
    for (uint32_t i = 0; i < h->aim->issues; i++) {
        double most = 0;
        uint32_t largest = 0;
        for (size_t c = 0; c < h->corners; c++) {
            double part = h->corner[c].share > 0 ? part_of(h, i, h->corner[c].package[i]) : 0;
            if (part > most)
                most = part, largest = h->corner[c].package[i];
        }
        if (most < least && most > 0) {
            least = most;
            *issue = i;
            *value = largest;
            any = true;
        }
    }
    return any;
}

/* Turns packages into the better of two, and weights into what a better package's weighted sum has to reach.
 *
 * Floating point proposes the bound of a product; whole numbers of any length check it, and it is lowered until it holds. */
#include "engine/choice/aim.h"

#include <float.h>
#include <math.h>
#include <string.h>

__extension__ typedef __int128 wide; /* a product of two 64-bit numbers */

/* ---- Ranges ---- */

static int64_t magnitude(int64_t a) { return a < 0 ? a == INT64_MIN ? INT64_MAX : -a : a; }

static bool find_ranges(zo_aim *aim, const zo_rows *rows)
{
    const wide most = INT64_MAX / 8;
    bool fit = true;
    for (size_t r = 0; r < aim->rows; r++) {
        int64_t base = r >= aim->goals ? aim->least[r] : aim->kind == ZO_AIM_SUM ? 0 : aim->base[r];
        wide range = (wide)rows->range[r] + magnitude(base) + 1;
        if (r < aim->goals && aim->kind == ZO_AIM_SHARES && range < aim->divisor[r])
            range = aim->divisor[r];
        fit = fit && range <= most;
        aim->range[r] = fit ? (int64_t)range : 1;
    }
    return fit;
}

bool zo_aim_open(zo_aim *aim, const zo_rows *rows, zo_arena *arena)
{
    aim->issues = rows->graph->instance->issues;
    aim->range = ZO_NEW_MANY(arena, int64_t, aim->rows);
    aim->best = ZO_NEW_MANY(arena, int64_t, aim->rows);
    aim->package = ZO_NEW_MANY(arena, uint32_t, aim->issues + 1);
    aim->entry = ZO_NEW_MANY(arena, int64_t, aim->goals + 1);
    aim->best_entry = ZO_NEW_MANY(arena, int64_t, aim->goals + 1);
    aim->product = aim->best_product = aim->left = aim->right = zo_natural_new(arena);
    return find_ranges(aim, rows);
}

/* ---- Which of two is better ---- */

/* The share of goal p at a, and of goal q at b. */
static int compare_shares(const zo_aim *aim, size_t p, int64_t a, size_t q, int64_t b)
{
    wide left = ((wide)a - aim->base[p]) * aim->divisor[q],
         right = ((wide)b - aim->base[q]) * aim->divisor[p];
    return (left > right) - (left < right);
}

static void sort_entries(const zo_aim *aim, const int64_t *row, int64_t *entry)
{
    for (size_t p = 0; p < aim->goals; p++) {
        size_t i = p;
        for (; i > 0 && compare_shares(aim, (size_t)entry[i - 1], row[entry[i - 1]], p, row[p]) > 0; i--)
            entry[i] = entry[i - 1];
        entry[i] = (int64_t)p;
    }
}

static int compare_with_best_shares(zo_aim *aim, const int64_t *row)
{
    sort_entries(aim, row, aim->entry);
    int order = aim->any ? 0 : 1;
    for (size_t i = 0; i < aim->goals && order == 0; i++) {
        size_t p = (size_t)aim->entry[i], q = (size_t)aim->best_entry[i];
        order = compare_shares(aim, p, row[p], q, aim->best[q]);
    }
    return order;
}

static int compare_with_best_product(zo_aim *aim, const int64_t *row)
{
    zo_natural_set(&aim->product, 1);
    for (size_t p = 0; p < aim->goals; p++)
        zo_natural_times(&aim->product, (uint64_t)(row[p] - aim->base[p]));
    return aim->any ? zo_natural_compare(&aim->product, &aim->best_product) : 1;
}

int zo_aim_compare(zo_aim *aim, const int64_t *row)
{
    switch (aim->kind) {
    case ZO_AIM_SHARES: return compare_with_best_shares(aim, row);
    case ZO_AIM_PRODUCT: return compare_with_best_product(aim, row);
    case ZO_AIM_SUM: break;
    }
    return aim->any ? (row[0] > aim->best[0]) - (row[0] < aim->best[0]) : 1;
}

bool zo_aim_is_met(const zo_aim *aim, const int64_t *row)
{
    for (size_t r = aim->goals; r < aim->rows; r++)
        if (row[r] < aim->least[r])
            return false;
    for (size_t p = 0; aim->kind == ZO_AIM_PRODUCT && p < aim->goals; p++)
        if (row[p] <= aim->base[p])
            return false;
    return true;
}

/* Right after it was compared. */
static void take_over(zo_aim *aim, const int64_t *row)
{
    aim->any = true;
    memcpy(aim->best, row, aim->rows * sizeof *row);
    zo_natural product = aim->product;
    aim->product = aim->best_product;
    aim->best_product = product;
    int64_t *entry = aim->entry;
    aim->entry = aim->best_entry;
    aim->best_entry = entry;
}

void zo_aim_ask(zo_aim *aim, const int64_t *row)
{
    aim->any = false;
    zo_aim_compare(aim, row);
    take_over(aim, row);
}

bool zo_aim_note(zo_aim *aim, const uint32_t *package, const int64_t *row)
{
    if (!zo_aim_is_met(aim, row) || zo_aim_compare(aim, row) <= 0)
        return false;
    take_over(aim, row);
    memcpy(aim->package, package, aim->issues * sizeof *package);
    return true;
}

/* ---- What a better one has to reach ---- */

/* Rounded up. */
static wide divided(wide top, int64_t bottom)
{
    wide quotient = top / bottom;
    return quotient + (top % bottom > 0);
}

static int64_t narrowed(wide least)
{
    return least > INT64_MAX ? INT64_MAX : least <= INT64_MIN ? ZO_NONE : (int64_t)least;
}

static wide sum_for_cuts(const zo_aim *aim, const int64_t *weight)
{
    wide sum = 0;
    for (size_t r = aim->goals; r < aim->rows; r++)
        sum += (wide)weight[r] * aim->least[r];
    return sum;
}

static wide sum_of_bases(const zo_aim *aim, const int64_t *weight)
{
    wide sum = 0;
    for (size_t p = 0; p < aim->goals; p++)
        sum += (wide)weight[p] * aim->base[p];
    return sum;
}

static bool has_weight(const zo_aim *aim, const int64_t *weight)
{
    for (size_t p = 0; p < aim->goals; p++)
        if (weight[p] != 0)
            return true;
    return false;
}

/* At the last level strictly more is needed, before it not. */
static wide least_of_shares(const zo_aim *aim, const int64_t *weight, const zo_claim *claim)
{
    size_t q = (size_t)aim->best_entry[claim->level];
    wide divisors = 0, share = (wide)aim->best[q] - aim->base[q];
    for (size_t p = 0; p < aim->goals; p++)
        divisors += (wide)weight[p] * aim->divisor[p];
    bool strictly = !claim->ties && claim->level + 1 == aim->goals;
    wide top = share * divisors; /* both within 62 bits */
    return sum_of_bases(aim, weight) + divided(top + strictly, aim->divisor[q]);
}

/* (sum - 1) ^ n < n ^ n * product of weights * bound, which is on the right: then whole sums below `sum` do not do. */
static bool is_sound(zo_aim *aim, uint64_t sum)
{
    zo_natural_set(&aim->left, 1);
    zo_natural_times_power(&aim->left, sum - 1, aim->goals);
    return zo_natural_compare(&aim->left, &aim->right) < 0;
}

static long double logarithm(const zo_natural *a)
{
    if (a->n == 0)
        return -HUGE_VALL;
    long double top = (long double)a->limb[a->n - 1];
    for (size_t i = 1; i < 3 && i < a->n; i++)
        top = top * 0x1p64L + (long double)a->limb[a->n - 1 - i];
    return logl(top) + (long double)(a->n > 3 ? a->n - 3 : 0) * 64 * logl(2);
}

/* By the inequality of the means. Without a package so far, the product is to be at least 1. */
static wide least_of_product(zo_aim *aim, const int64_t *weight, bool ties)
{
    zo_natural_set(&aim->right, 1);
    if (aim->any)
        zo_natural_times_natural(&aim->right, &aim->best_product);
    if (aim->any && !ties)
        zo_natural_add_one(&aim->right);
    for (size_t p = 0; p < aim->goals; p++)
        zo_natural_times(&aim->right, (uint64_t)weight[p]);
    zo_natural_times_power(&aim->right, aim->goals, aim->goals);
    if (aim->right.n == 0)
        return sum_of_bases(aim, weight);
    long double sum = expl(logarithm(&aim->right) / (long double)aim->goals);
    sum = sum < 0x1p62L ? sum : 0x1p62L;
    for (long double share = 1e-17L; share < 1; share *= 8) {
        uint64_t whole = (uint64_t)ceill(sum * (1 - share));
        if (whole <= 1 || is_sound(aim, whole))
            return sum_of_bases(aim, weight) + (wide)(whole < 1 ? 1 : whole);
    }
    return sum_of_bases(aim, weight);
}

static wide least_of_goals(zo_aim *aim, const int64_t *weight, const zo_claim *claim)
{
    switch (aim->kind) {
    case ZO_AIM_SHARES: return least_of_shares(aim, weight, claim);
    case ZO_AIM_PRODUCT: return least_of_product(aim, weight, claim->ties);
    case ZO_AIM_SUM: break;
    }
    return (wide)weight[0] * ((wide)aim->best[0] + (claim->ties ? 0 : 1));
}

int64_t zo_aim_least(zo_aim *aim, const int64_t *weight, const zo_claim *claim)
{
    wide cuts = sum_for_cuts(aim, weight);
    if (!has_weight(aim, weight))
        return narrowed(cuts);
    if (!aim->any && aim->kind != ZO_AIM_PRODUCT)
        return ZO_NONE;
    return narrowed(cuts + least_of_goals(aim, weight, claim));
}

/* ---- By the most of each goal ---- */

/* The goals that can at most have the share of the best's entry at `level` are found to stand still there. False where one
 * cannot even have that. */
static bool find_still(const zo_aim *aim, const int64_t *most, bool *still, size_t *level)
{
    bool more = true;
    while (more && *level < aim->goals) {
        more = false;
        size_t q = (size_t)aim->best_entry[*level];
        for (size_t p = 0; p < aim->goals && *level < aim->goals; p++) {
            if (still[p])
                continue;
            int order = compare_shares(aim, p, most[p], q, aim->best[q]);
            if (order < 0)
                return false;
            if (order == 0) {
                still[p] = more = true;
                q = ++*level < aim->goals ? (size_t)aim->best_entry[*level] : q;
            }
        }
    }
    return true;
}

static bool product_may_be_better(zo_aim *aim, const int64_t *most, bool ties)
{
    for (size_t p = 0; p < aim->goals; p++)
        if (most[p] <= aim->base[p])
            return false;
    return compare_with_best_product(aim, most) >= (ties ? 0 : 1);
}

bool zo_aim_may_be_better(zo_aim *aim, const int64_t *most, bool ties, bool *still, size_t *level)
{
    *level = 0;
    memset(still, 0, aim->goals * sizeof *still);
    if (aim->kind == ZO_AIM_PRODUCT)
        return product_may_be_better(aim, most, ties);
    if (aim->kind == ZO_AIM_SUM || !aim->any)
        return true;
    if (!find_still(aim, most, still, level))
        return false;
    if (*level == aim->goals && ties) { /* then nobody standing still says as much, and bounds more */
        *level = 0;
        memset(still, 0, aim->goals * sizeof *still);
    }
    return *level < aim->goals;
}

/* ---- The gap ---- */

/* The relative errors of a few additions and logarithms of long doubles are far below this. */
static double rounded_up(long double gap)
{
    double up = (double)(gap + 1e-15L + 1e-12L * fabsl(gap));
    return up >= 1 ? 1 : up <= 0 ? 0 : up;
}

static double gap_of_product(zo_aim *aim, const int64_t *weight, long double sum)
{
    long double bound = (long double)aim->goals * logl(sum / (long double)aim->goals);
    for (size_t p = 0; p < aim->goals; p++) {
        if (weight[p] == 0)
            return 1;
        bound -= logl((long double)weight[p]);
    }
    return rounded_up(1 - expl(logarithm(&aim->best_product) - bound - 1e-14L));
}

static double gap_of_share(long double best, long double bound)
{
    return best <= 0 || bound <= 0 ? 1 : rounded_up((bound - best) / bound);
}

int64_t zo_aim_bound(const zo_aim *aim, const int64_t *weight, int64_t most)
{
    wide rest = most - sum_for_cuts(aim, weight);
    if (weight[0] == 0)
        return INT64_MAX;
    wide quotient = rest / weight[0];
    return narrowed(quotient - (rest % weight[0] < 0));
}

double zo_aim_gap(zo_aim *aim, const int64_t *weight, int64_t most)
{
    if (!aim->any || !has_weight(aim, weight))
        return 1;
    wide rest = most - sum_for_cuts(aim, weight);
    if (aim->kind == ZO_AIM_SUM)
        return gap_of_share((long double)aim->best[0], (long double)rest / (long double)weight[0]);
    rest -= sum_of_bases(aim, weight);
    if (rest <= 0)
        return 0;
    if (aim->kind == ZO_AIM_PRODUCT)
        return gap_of_product(aim, weight, (long double)rest);
    wide divisors = 0;
    for (size_t p = 0; p < aim->goals; p++)
        divisors += (wide)weight[p] * aim->divisor[p];
    size_t q = (size_t)aim->best_entry[0];
    long double best = (long double)(aim->best[q] - aim->base[q]) / (long double)aim->divisor[q];
    return gap_of_share(best, (long double)rest / (long double)divisors);
}

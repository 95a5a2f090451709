/* Turns the worths of points into the points that each yardstick chooses: one pass, keeping those that are tied for
 * the best so far. Fractions are avoided: shares and gains are compared crosswise, products are as long as they need
 * be, and for the sum each party's worths are multiplied by a factor that makes them integers of one common measure. */
#include "engine/choice/yardstick.h"

#include "base/natural.h"

typedef struct zo_ratio {
    zo_int top, bottom; /* bottom > 0 */
} zo_ratio;

typedef struct zo_chooser {
    const zo_bargain *bargain;
    bool *apart; /* per party, see zo_chosen */
    bool too_large;
    zo_arena *arena;
    ZO_ARRAY(size_t) chosen;

    /* Of the point at hand, and of the chosen ones. */
    zo_natural product, best_product;
    zo_ratio *entry, *best_entry; /* smallest first */
    size_t entries;
    zo_int sum, best_sum;
    zo_natural left, right; /* for comparing crosswise */
} zo_chooser;

/* order: of the point at hand and the chosen ones. True when it is better than they are, and what it is worth is to be kept. */
static bool weigh_up(zo_chooser *c, size_t point, int order)
{
    if (c->too_large)
        return false;
    bool better = c->chosen.n == 0 || order > 0;
    if (better)
        c->chosen.n = 0;
    if (better || order == 0)
        ZO_PUSH(c->arena, &c->chosen, point);
    return better;
}

static zo_int gain_of(const zo_chooser *c, size_t point, size_t party)
{
    return zo_int_sub(&c->bargain->worth[point][party], &c->bargain->party[party].disagreement);
}

/* ---- Nash ---- */

/* False where some party does not gain. */
static bool product_of_gains(zo_chooser *c, size_t point)
{
    zo_natural_set(&c->product, 1);
    for (size_t p = 0; p < c->bargain->parties; p++) {
        zo_int gain = gain_of(c, point, p);
        c->too_large = c->too_large || gain.overflow;
        if (gain.overflow || zo_int_sign(&gain) <= 0)
            return false;
        zo_natural_times_int(&c->product, &gain);
    }
    return true;
}

static void note_gainers(zo_chooser *c, size_t point)
{
    for (size_t p = 0; p < c->bargain->parties; p++) {
        if (c->apart[p] &&
            zo_int_compare(&c->bargain->worth[point][p], &c->bargain->party[p].disagreement) > 0)
            c->apart[p] = false;
    }
}

static void choose_by_nash(zo_chooser *c)
{
    c->product = c->best_product = zo_natural_new(c->arena);
    for (size_t p = 0; p < c->bargain->parties; p++)
        c->apart[p] = true;
    for (size_t i = 0; i < c->bargain->points; i++) {
        note_gainers(c, i);
        if (!product_of_gains(c, i) || !weigh_up(c, i, zo_natural_compare(&c->product, &c->best_product)))
            continue;
        zo_natural better = c->product;
        c->product = c->best_product;
        c->best_product = better;
    }
}

/* ---- Leximin ---- */

/* |a| * |b| and |c| * |d| */
static int compare_products(zo_chooser *c, const zo_int *a, const zo_int *b, const zo_int *d, const zo_int *e)
{
    zo_natural_set(&c->left, 1);
    zo_natural_times_int(&c->left, a);
    zo_natural_times_int(&c->left, b);
    zo_natural_set(&c->right, 1);
    zo_natural_times_int(&c->right, d);
    zo_natural_times_int(&c->right, e);
    return zo_natural_compare(&c->left, &c->right);
}

static int compare_ratios(zo_chooser *c, const zo_ratio *a, const zo_ratio *b)
{
    int a_sign = zo_int_sign(&a->top), b_sign = zo_int_sign(&b->top);
    if (a_sign != b_sign)
        return a_sign < b_sign ? -1 : 1;
    if (a_sign == 0)
        return 0;
    return a_sign * compare_products(c, &a->top, &b->bottom, &b->top, &a->bottom);
}

static int compare_entries(zo_chooser *c)
{
    int order = 0;
    for (size_t i = 0; i < c->entries && order == 0; i++)
        order = compare_ratios(c, &c->entry[i], &c->best_entry[i]);
    return order;
}

/* The gains of the parties that are not apart by their divisors, smallest first. */
static void measure_entries(zo_chooser *c, size_t point, const zo_int *divisor)
{
    size_t n = 0;
    for (size_t p = 0; p < c->bargain->parties; p++) {
        if (c->apart[p])
            continue;
        zo_ratio ratio = {gain_of(c, point, p), divisor[p]};
        c->too_large = c->too_large || ratio.top.overflow;
        if (c->too_large)
            return;
        size_t i = n++;
        for (; i > 0 && compare_ratios(c, &c->entry[i - 1], &ratio) > 0; i--)
            c->entry[i] = c->entry[i - 1];
        c->entry[i] = ratio;
    }
    c->entries = n;
}

static void choose_by_leximin(zo_chooser *c, const zo_int *divisor)
{
    c->entry = ZO_NEW_MANY(c->arena, zo_ratio, c->bargain->parties);
    c->best_entry = ZO_NEW_MANY(c->arena, zo_ratio, c->bargain->parties);
    c->left = c->right = zo_natural_new(c->arena);
    for (size_t i = 0; i < c->bargain->points && !c->too_large; i++) {
        measure_entries(c, i, divisor);
        if (!weigh_up(c, i, c->chosen.n == 0 ? 1 : compare_entries(c)))
            continue;
        zo_ratio *better = c->entry;
        c->entry = c->best_entry;
        c->best_entry = better;
    }
}

/* A gain is measured by the largest gain there is. */
static void choose_by_shares(zo_chooser *c)
{
    size_t parties = c->bargain->parties;
    bool anyone = false;
    zo_int *most = ZO_NEW_MANY(c->arena, zo_int, parties);
    for (size_t p = 0; p < parties; p++) {
        most[p] = zo_int_sub(&c->bargain->party[p].ideal, &c->bargain->party[p].disagreement);
        c->too_large = c->too_large || most[p].overflow;
        c->apart[p] = zo_int_sign(&most[p]) <= 0;
        anyone = anyone || !c->apart[p];
    }
    if (anyone)
        choose_by_leximin(c, most);
}

static void choose_by_gains(zo_chooser *c)
{
    zo_int *scale = ZO_NEW_MANY(c->arena, zo_int, c->bargain->parties);
    for (size_t p = 0; p < c->bargain->parties; p++)
        scale[p] = c->bargain->party[p].scale;
    choose_by_leximin(c, scale);
}

/* ---- Utilitarian ---- */

/* A factor for each party, so that its scale times the factor is the same for all. */
static zo_int *find_factors(zo_chooser *c)
{
    const zo_bargain *bargain = c->bargain;
    zo_int common = zo_int_of(1), *factor = ZO_NEW_MANY(c->arena, zo_int, bargain->parties);
    for (size_t p = 0; p < bargain->parties; p++)
        common = zo_int_lcm(&common, &bargain->party[p].scale);
    c->too_large = common.overflow;
    for (size_t p = 0; p < bargain->parties && !c->too_large; p++)
        factor[p] = zo_int_div_exact(&common, &bargain->party[p].scale);
    return factor;
}

static void choose_by_sum(zo_chooser *c)
{
    zo_int *factor = find_factors(c);
    for (size_t i = 0; i < c->bargain->points && !c->too_large; i++) {
        c->sum = zo_int_of(0);
        for (size_t p = 0; p < c->bargain->parties; p++) {
            zo_int worth = zo_int_mul(&c->bargain->worth[i][p], &factor[p]);
            c->sum = zo_int_add(&c->sum, &worth);
        }
        c->too_large = c->sum.overflow;
        if (weigh_up(c, i, zo_int_compare(&c->sum, &c->best_sum)))
            c->best_sum = c->sum;
    }
}

/* ---- All of them ---- */

static void choose_by(zo_yardstick yardstick, zo_chooser *c)
{
    switch (yardstick) {
    case ZO_NASH: choose_by_nash(c); return;
    case ZO_KALAI_SMORODINSKY: choose_by_shares(c); return;
    case ZO_EGALITARIAN: choose_by_gains(c); return;
    case ZO_UTILITARIAN: choose_by_sum(c); return;
    }
}

static bool any_apart(const zo_chooser *c)
{
    bool any = false;
    for (size_t p = 0; p < c->bargain->parties; p++)
        any = any || c->apart[p];
    return any;
}

zo_chosen zo_choose(zo_yardstick yardstick, const zo_bargain *bargain, zo_arena *arena)
{
    size_t parties = bargain->parties;
    zo_chooser c = {.bargain = bargain, .arena = arena};
    c.apart = ZO_NEW_MANY(arena, bool, parties);
    if (parties == 0 || bargain->points == 0)
        return (zo_chosen){.apart = c.apart};
    choose_by(yardstick, &c);
    bool none = c.chosen.n == 0 && !c.too_large;
    return (zo_chosen){.too_large = c.too_large,
                       .points = c.too_large ? 0 : c.chosen.n,
                       .point = c.chosen.at,
                       .apart = c.apart,
                       .not_together = yardstick == ZO_NASH && none && !any_apart(&c)};
}

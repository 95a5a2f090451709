/* Turns the worths of points into the points that each yardstick chooses: one pass, keeping those that are tied for
 * the best so far. Fractions are avoided: each party's gains are multiplied by a factor that makes them integers of
 * one common measure, or, for the product, need no factor at all. */
#include "engine/choice/yardstick.h"

#include <stdlib.h>

typedef struct zo_chooser {
    const zo_bargain *bargain;
    bool *apart;    /* per party, see zo_chosen */
    zo_int *factor; /* per party: brings its numbers to the common measure */
    zo_int *value;  /* of the point at hand */
    zo_int *best;   /* of the chosen ones; as many entries as value */
    size_t values;
    bool too_large;
    zo_arena *arena;
    ZO_ARRAY(size_t) chosen;
} zo_chooser;

/* ---- One point after the other ---- */

static int compare_values(const zo_chooser *c)
{
    int order = 0;
    for (size_t i = 0; i < c->values && order == 0; i++)
        order = zo_int_compare(&c->value[i], &c->best[i]);
    return order;
}

/* The point at hand has the value at hand. */
static void weigh_up(zo_chooser *c, size_t point)
{
    if (c->too_large)
        return;
    int order = c->chosen.n == 0 ? 1 : compare_values(c);
    if (order < 0)
        return;
    if (order > 0) {
        c->chosen.n = 0;
        for (size_t i = 0; i < c->values; i++)
            c->best[i] = c->value[i];
    }
    ZO_PUSH(c->arena, &c->chosen, point);
}

static zo_int gain_of(const zo_chooser *c, size_t point, size_t party)
{
    return zo_int_sub(&c->bargain->worth[point][party], &c->bargain->party[party].disagreement);
}

/* ---- Nash ---- */

/* False where some party does not gain. */
static bool product_of_gains(zo_chooser *c, size_t point)
{
    c->value[0] = zo_int_of(1);
    for (size_t p = 0; p < c->bargain->parties; p++) {
        zo_int gain = gain_of(c, point, p);
        if (zo_int_sign(&gain) <= 0 && !gain.overflow)
            return false;
        c->value[0] = zo_int_mul(&c->value[0], &gain);
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
    c->values = 1;
    for (size_t p = 0; p < c->bargain->parties; p++)
        c->apart[p] = true;
    for (size_t i = 0; i < c->bargain->points; i++) {
        note_gainers(c, i);
        if (!product_of_gains(c, i))
            continue;
        c->too_large = c->too_large || c->value[0].overflow;
        weigh_up(c, i);
    }
}

/* ---- Leximin ---- */

/* The gains of the parties that are not apart, times their factors, smallest first. */
static void leximin_values(zo_chooser *c, size_t point)
{
    size_t n = 0;
    for (size_t p = 0; p < c->bargain->parties; p++) {
        if (c->apart[p])
            continue;
        zo_int gain = gain_of(c, point, p);
        gain = zo_int_mul(&gain, &c->factor[p]);
        c->too_large = c->too_large || gain.overflow;
        if (c->too_large)
            return;
        size_t i = n++;
        for (; i > 0 && zo_int_compare(&c->value[i - 1], &gain) > 0; i--)
            c->value[i] = c->value[i - 1];
        c->value[i] = gain;
    }
    c->values = n;
}

static void choose_by_leximin(zo_chooser *c)
{
    for (size_t i = 0; i < c->bargain->points && !c->too_large; i++) {
        leximin_values(c, i);
        weigh_up(c, i);
    }
}

/* A factor for each party not apart, so that its divisor times the factor is the same for all. divisor: > 0. */
static void find_factors(zo_chooser *c, const zo_int *divisor)
{
    zo_int common = zo_int_of(1);
    for (size_t p = 0; p < c->bargain->parties; p++) {
        if (!c->apart[p])
            common = zo_int_lcm(&common, &divisor[p]);
    }
    c->too_large = common.overflow;
    for (size_t p = 0; p < c->bargain->parties && !c->too_large; p++) {
        if (!c->apart[p])
            c->factor[p] = zo_int_div_exact(&common, &divisor[p]);
    }
}

/* ---- Kalai-Smorodinsky, egalitarian, utilitarian ---- */

/* A gain is measured by the largest gain there is. */
static void find_factors_of_ideals(zo_chooser *c)
{
    size_t parties = c->bargain->parties;
    zo_int *most = ZO_NEW_MANY(c->arena, zo_int, parties);
    for (size_t p = 0; p < parties; p++) {
        most[p] = zo_int_sub(&c->bargain->party[p].ideal, &c->bargain->party[p].disagreement);
        c->too_large = c->too_large || most[p].overflow;
        c->apart[p] = zo_int_sign(&most[p]) <= 0;
    }
    if (!c->too_large)
        find_factors(c, most);
}

static void find_factors_of_scales(zo_chooser *c)
{
    zo_int *scale = ZO_NEW_MANY(c->arena, zo_int, c->bargain->parties);
    for (size_t p = 0; p < c->bargain->parties; p++)
        scale[p] = c->bargain->party[p].scale;
    find_factors(c, scale);
}

static void choose_by_sum(zo_chooser *c)
{
    c->values = 1;
    for (size_t i = 0; i < c->bargain->points && !c->too_large; i++) {
        c->value[0] = zo_int_of(0);
        for (size_t p = 0; p < c->bargain->parties; p++) {
            zo_int worth = zo_int_mul(&c->bargain->worth[i][p], &c->factor[p]);
            c->value[0] = zo_int_add(&c->value[0], &worth);
        }
        c->too_large = c->value[0].overflow;
        weigh_up(c, i);
    }
}

static bool anyone_counts(const zo_chooser *c)
{
    bool any = false;
    for (size_t p = 0; p < c->bargain->parties; p++)
        any = any || !c->apart[p];
    return any;
}

static void choose_by(zo_yardstick yardstick, zo_chooser *c)
{
    switch (yardstick) {
    case ZO_NASH: choose_by_nash(c); return;
    case ZO_KALAI_SMORODINSKY:
        find_factors_of_ideals(c);
        if (anyone_counts(c))
            choose_by_leximin(c);
        return;
    case ZO_EGALITARIAN:
        find_factors_of_scales(c);
        choose_by_leximin(c);
        return;
    case ZO_UTILITARIAN:
        find_factors_of_scales(c);
        choose_by_sum(c);
        return;
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
    c.factor = ZO_NEW_MANY(arena, zo_int, parties);
    c.value = ZO_NEW_MANY(arena, zo_int, parties);
    c.best = ZO_NEW_MANY(arena, zo_int, parties);
    choose_by(yardstick, &c);
    bool none = c.chosen.n == 0 && !c.too_large;
    return (zo_chosen){.too_large = c.too_large,
                       .points = c.too_large ? 0 : c.chosen.n,
                       .point = c.chosen.at,
                       .apart = c.apart,
                       .not_together = yardstick == ZO_NASH && none && !any_apart(&c)};
}

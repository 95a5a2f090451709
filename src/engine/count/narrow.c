/* Hard sums and other conditions -> an order of the issues in which the amounts that are open at a time are few.
 *
 * The width of a sum, once some of its issues are chosen, is at most how far these can move it, and at most how far the others
 * still can; the product of all widths is what a layer of tables takes. Greedy: next comes the issue after which the product
 * is least. */
#include "engine/count/order.h"

#include "engine/dependence.h"

/* A condition on several issues. */
typedef struct zo_band {
    uint64_t *issues; /* bit per issue */
    uint64_t
        *spread; /* per issue: how far it moves the sum, in steps of their common divisor; NULL: no sum */
} zo_band;

typedef struct zo_narrowing {
    const zo_instance *instance;
    zo_arena *arena;
    size_t words;
    ZO_ARRAY(zo_band) bands;
    uint64_t *chosen; /* bit per issue */
} zo_narrowing;

/* ---- Bands ---- */

static uint64_t divisor_of(uint64_t a, uint64_t b)
{
    while (b != 0) {
        uint64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

static uint64_t between(int64_t a, int64_t b)
{
    return a > b ? (uint64_t)a - (uint64_t)b : (uint64_t)b - (uint64_t)a;
}

/* *divisor takes in the differences between the numbers. */
static uint64_t spread_of(const int64_t *number, uint32_t n, uint64_t *divisor)
{
    int64_t least = number[0], most = number[0];
    for (uint32_t v = 1; v < n; v++) {
        least = number[v] < least ? number[v] : least;
        most = number[v] > most ? number[v] : most;
        *divisor = divisor_of(*divisor, between(number[v], number[0]));
    }
    return between(most, least);
}

static void add_band(zo_narrowing *w, const uint64_t *issues, uint64_t *spread, uint64_t divisor)
{
    size_t n = 0;
    zo_band band = {ZO_NEW_MANY(w->arena, uint64_t, w->words + 1), spread};
    for (size_t i = 0; i < w->instance->issues; i++) {
        n += zo_bit(issues, i);
        if (spread != NULL && divisor > 1)
            spread[i] /= divisor;
    }
    for (size_t i = 0; i < w->words; i++)
        band.issues[i] = issues[i];
    if (n > 1)
        ZO_PUSH(w->arena, &w->bands, band);
}

static void add_sum(zo_narrowing *w, const zo_sum *sum)
{
    const zo_instance *in = w->instance;
    uint64_t *issues = ZO_NEW_MANY(w->arena, uint64_t, w->words + 1), divisor = 0;
    uint64_t *spread = sum->words == 1 ? ZO_NEW_MANY(w->arena, uint64_t, in->issues + 1) : NULL;
    zo_add_issues_of_sum(in, sum, issues);
    for (size_t i = 0; i < in->issues && spread != NULL; i++)
        if (sum->table[i] != NULL)
            spread[i] = spread_of(sum->table[i], in->size[i], &divisor);
    add_band(w, issues, spread, divisor);
}

static void add_expr(zo_narrowing *w, const zo_expr *expr)
{
    const zo_instance *in = w->instance;
    uint64_t *issues = ZO_NEW_MANY(w->arena, uint64_t, w->words + 1), *spread = NULL, divisor = 0;
    if (expr->kind == ZO_X_AND) {
        add_expr(w, expr->left);
        add_expr(w, expr->right);
        return;
    }
    zo_add_issues(expr, issues);
    if (expr->kind == ZO_X_LINEAR) {
        spread = ZO_NEW_MANY(w->arena, uint64_t, in->issues + 1);
        for (size_t t = 0; t < expr->linear->terms; t++) {
            const zo_linear_term *term = &expr->linear->term[t];
            spread[term->issue] = spread_of(term->value, in->size[term->issue], &divisor);
        }
    }
    add_band(w, issues, spread, divisor);
}

static void add_bands(zo_narrowing *w, const zo_mode *mode)
{
    const zo_instance *in = w->instance;
    for (size_t s = 0; s < in->selectors; s++) {
        if (mode[s] == ZO_OFF)
            continue;
        if (in->selector[s].sum != NULL)
            add_sum(w, in->selector[s].sum);
        if (in->selector[s].expr != NULL)
            add_expr(w, in->selector[s].expr);
        if (in->selector[s].waived != NULL)
            add_expr(w, in->selector[s].waived);
    }
    for (size_t v = 0; v < in->voters; v++)
        if (in->voter[v].abstains != NULL)
            add_expr(w, in->voter[v].abstains);
    for (size_t b = 0; b < in->blocs; b++)
        if (in->bloc[b].waived != NULL)
            add_expr(w, in->bloc[b].waived);
}

/* ---- Widths ---- */

/* The logarithm to base 2, in sixteenths, roughly: straight between powers of 2. */
static uint64_t sixteenths(uint64_t n)
{
    unsigned bits = 0;
    while (n >> bits > 1)
        bits++;
    return 16 * (uint64_t)bits + (bits >= 4 ? n >> (bits - 4) : n << (4 - bits)) - 16;
}

static uint64_t width_of(const zo_narrowing *w, const zo_band *band)
{
    uint64_t before = 0, after = 0;
    bool some = false, all = true;
    for (size_t i = 0; i < w->instance->issues; i++) {
        if (!zo_bit(band->issues, i))
            continue;
        bool chosen = zo_bit(w->chosen, i);
        some = some || chosen;
        all = all && chosen;
        if (band->spread != NULL)
            *(chosen ? &before : &after) += band->spread[i];
    }
    if (!some || all)
        return 1;
    if (band->spread == NULL)
        return 2;
    return (before < after ? before : after) / 2 + 2; /* less what bounds decide: about half */
}

/* Once this issue is chosen, too. */
static uint64_t widths_with(zo_narrowing *w, size_t issue)
{
    uint64_t widths = 0;
    zo_set_bit(w->chosen, issue);
    for (size_t b = 0; b < w->bands.n; b++)
        widths += sixteenths(width_of(w, &w->bands.at[b]));
    w->chosen[issue / 64] &= ~((uint64_t)1 << (issue % 64));
    return widths;
}

uint32_t *zo_choose_narrow_order(const zo_instance *instance, const zo_mode *mode, zo_arena *arena)
{
    zo_narrowing w = {.instance = instance, .arena = arena, .words = zo_set_words(instance->issues)};
    uint32_t *order = ZO_NEW_MANY(arena, uint32_t, instance->issues + 1);
    w.chosen = ZO_NEW_MANY(arena, uint64_t, w.words + 1);
    add_bands(&w, mode);
    for (size_t step = 0; step < instance->issues; step++) {
        uint64_t best = UINT64_MAX;
        for (size_t i = 0; i < instance->issues; i++) {
            uint64_t widths = zo_bit(w.chosen, i) ? UINT64_MAX : widths_with(&w, i);
            if (widths < best) {
                best = widths;
                order[step] = (uint32_t)i;
            }
        }
        zo_set_bit(w.chosen, order[step]);
    }
    return order;
}

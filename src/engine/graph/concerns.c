/* An instance, modes and worths -> concerns. What single issues decide is no concern: values that cannot be go from the menus,
 * and points of one issue to its values. */
#include "engine/graph/concerns.h"

#include <string.h>

#include "engine/dependence.h"
#include "space/propagate.h"

typedef struct zo_gathering {
    zo_concerns *c;
    uint64_t *values;
    zo_menu *menu;
    const int64_t *price;
    uint64_t *issues; /* of one concern */
    uint64_t *mask;
    int64_t *vector; /* per worth */
    bool changed;    /* a menu became shorter */
} zo_gathering;

/* ---- Menus ---- */

static void list_values(zo_gathering *g, uint32_t issue)
{
    zo_concerns *c = g->c;
    uint32_t *value = ZO_NEW_MANY(c->arena, uint32_t, c->instance->size[issue] + 1);
    zo_menu menu = {.value = value};
    for (uint32_t v = 0; v < c->instance->size[issue]; v++)
        if (zo_bit(g->values, c->instance->first_bit[issue] + v))
            value[menu.values++] = v;
    c->empty = c->empty || menu.values == 0;
    c->chosen[issue] = menu.values == 1;
    c->package[issue] = value[0];
    g->menu[issue] = menu;
}

static bool is_in_force(const zo_gathering *g, size_t s)
{
    const zo_selector *selector = &g->c->instance->selector[s];
    return g->c->mode[s] != ZO_OFF && selector->class_ != ZO_CERTAINTY &&
           (g->price == NULL || g->price[s] <= 0);
}

static bool is_direct(const zo_gathering *g, size_t s)
{
    return g->c->instance->selector[s].voter == ZO_DIRECT;
}

static void open_menus(zo_gathering *g)
{
    zo_concerns *c = g->c;
    uint64_t *hard = ZO_NEW_MANY(c->arena, uint64_t, zo_set_words(c->instance->selectors) + 1);
    for (size_t s = 0; s < c->instance->selectors; s++)
        if (is_in_force(g, s) && is_direct(g, s))
            zo_set_bit(hard, s);
    zo_domains domains = zo_propagate(c->instance, hard, c->arena);
    c->empty = domains.empty;
    g->values = domains.values;
    for (uint32_t i = 0; i < c->instance->issues && !c->empty; i++)
        list_values(g, i);
    c->values = g->values;
    c->menu = g->menu;
}

/* ---- What is looked at ---- */

static void add_issues_of(zo_gathering *g, const zo_selector *selector)
{
    zo_add_issues(selector->expr, g->issues);
    zo_add_issues(selector->waived, g->issues);
    zo_add_issues_of_sum(g->c->instance, selector->sum, g->issues);
}

static void add_issues_of_bloc(zo_gathering *g, const zo_bloc *bloc)
{
    const zo_instance *in = g->c->instance;
    zo_add_issues(bloc->waived, g->issues);
    for (size_t i = 0; i < bloc->voters; i++) {
        const zo_voter *voter = &in->voter[bloc->voter[i]];
        zo_add_issues(voter->abstains, g->issues);
        for (size_t k = 0; k < voter->selectors; k++)
            if (is_in_force(g, voter->selector[k]))
                add_issues_of(g, &in->selector[voter->selector[k]]);
    }
}

static void find_scope(zo_gathering *g, zo_concern *concern)
{
    size_t issues = g->c->instance->issues, words = zo_set_words(issues), n = 0;
    memset(g->issues, 0, words * sizeof *g->issues);
    if (concern->bloc != NULL)
        add_issues_of_bloc(g, concern->bloc);
    else
        add_issues_of(g, &concern->selector);
    for (size_t w = 0; w < words; w++)
        n += (size_t)__builtin_popcountll(g->issues[w]);
    uint32_t *issue = ZO_NEW_MANY(g->c->arena, uint32_t, n + 1);
    n = 0;
    for (size_t w = 0; w < words; w++)
        for (uint64_t rest = g->issues[w]; rest != 0; rest &= rest - 1) {
            uint32_t i = (uint32_t)(w * 64 + (size_t)__builtin_ctzll(rest));
            if (!g->c->chosen[i])
                issue[n++] = i;
        }
    concern->scope = (zo_scope){n, issue};
}

/* ---- What is decided at once ---- */

static zo_prospect prospect_of(zo_gathering *g, const zo_concern *concern, bool ahead)
{
    const zo_concerns *c = g->c;
    zo_half_package half = {c->instance, c->package, c->chosen, ahead ? g->values : NULL};
    if (concern->bloc != NULL)
        return zo_prospect_of_refusal(&half, c->mode, concern->bloc, g->mask);
    return zo_prospect_of_violation(&half, &concern->selector);
}

static void earn(zo_gathering *g, uint32_t extra, int64_t *points)
{
    const int64_t *more = zo_extras_at(g->c->extras, extra);
    for (size_t w = 0; w < g->c->worths; w++)
        points[w] += more[w];
}

static void rule_out(zo_gathering *g, uint32_t issue, uint32_t value)
{
    size_t bit = g->c->instance->first_bit[issue] + value;
    g->values[bit / 64] &= ~((uint64_t)1 << (bit % 64));
    g->changed = true;
}

/* A concern of one issue. */
static void read_values(zo_gathering *g, const zo_concern *concern)
{
    zo_concerns *c = g->c;
    uint32_t issue = concern->scope.issue[0];
    c->chosen[issue] = true;
    for (uint32_t k = 0; k < c->menu[issue].values; k++) {
        uint32_t v = c->package[issue] = c->menu[issue].value[k];
        if (prospect_of(g, concern, false) != ZO_SURELY)
            continue;
        if (concern->hard)
            rule_out(g, issue, v);
        else
            earn(g, concern->extra, c->points + (c->instance->first_bit[issue] + v) * c->worths);
    }
    list_values(g, issue);
}

/* Keeps what is still a concern. */
static void sift(zo_gathering *g)
{
    zo_concerns *c = g->c;
    size_t kept = 0;
    for (size_t i = 0; i < c->all.n && !c->empty; i++) {
        zo_concern *concern = &c->all.at[i];
        zo_prospect violated = prospect_of(g, concern, true);
        find_scope(g, concern);
        if (violated == ZO_SURELY && concern->hard)
            c->empty = true;
        else if (violated == ZO_SURELY)
            earn(g, concern->extra, c->start);
        else if (violated == ZO_UNDECIDED && concern->scope.issues == 1)
            read_values(g, concern);
        else if (violated == ZO_UNDECIDED)
            c->all.at[kept++] = *concern;
    }
    c->all.n = kept;
}

/* ---- Gathering ---- */

static uint32_t extra_of(zo_gathering *g, size_t worth, int64_t points)
{
    memset(g->vector, 0, g->c->worths * sizeof *g->vector);
    g->vector[worth] = points;
    return zo_extras_of(g->c->extras, g->vector);
}

static const zo_expr *opposite_of(zo_gathering *g, const zo_expr *expr)
{
    if (expr->kind == ZO_X_NOT)
        return expr->left;
    zo_expr *opposite = ZO_NEW(g->c->arena, zo_expr);
    *opposite = (zo_expr){.kind = ZO_X_NOT, .left = expr};
    return opposite;
}

/* Each of the parts that must hold for itself. */
static void add_parts(zo_gathering *g, zo_concern *concern, const zo_expr *expr, bool negated)
{
    if (expr->kind == ZO_X_NOT) {
        add_parts(g, concern, expr->left, !negated);
    } else if (expr->kind == (negated ? ZO_X_OR : ZO_X_AND)) {
        add_parts(g, concern, expr->left, negated);
        add_parts(g, concern, expr->right, negated);
    } else {
        concern->selector.expr = negated ? opposite_of(g, expr) : expr;
        ZO_PUSH(g->c->arena, &g->c->all, *concern);
    }
}

static void add_hard(zo_gathering *g, const zo_selector *selector)
{
    zo_concern concern = {.selector = *selector, .hard = true};
    if (selector->expr != NULL && selector->waived == NULL)
        add_parts(g, &concern, selector->expr, false);
    else
        ZO_PUSH(g->c->arena, &g->c->all, concern);
}

static void add_selectors(zo_gathering *g)
{
    zo_concerns *c = g->c;
    for (size_t s = 0; s < c->instance->selectors; s++) {
        const zo_selector *selector = &c->instance->selector[s];
        if (!is_direct(g, s))
            continue;
        if (is_in_force(g, s))
            add_hard(g, selector);
        if (g->price == NULL || g->price[s] <= 0)
            continue;
        zo_concern concern = {.selector = *selector, .extra = extra_of(g, c->worths - 1, -g->price[s])};
        ZO_PUSH(c->arena, &c->all, concern);
    }
}

static void add_blocs(zo_gathering *g)
{
    for (size_t b = 0; b < g->c->instance->blocs; b++) {
        zo_concern concern = {.bloc = &g->c->instance->bloc[b], .hard = true};
        if (concern.bloc->voters > 0)
            ZO_PUSH(g->c->arena, &g->c->all, concern);
    }
}

/* A bonus is earned where its opposite is violated. */
static void add_bonuses(zo_gathering *g, const zo_sum *sum, size_t worth)
{
    for (size_t b = 0; b < sum->bonuses; b++) {
        zo_concern concern = {.selector = {.expr = opposite_of(g, sum->bonus[b].when), .voter = ZO_DIRECT},
                              .extra = extra_of(g, worth, sum->bonus[b].points[0])};
        if (concern.extra != 0)
            ZO_PUSH(g->c->arena, &g->c->all, concern);
    }
}

static void add_worth(zo_gathering *g, const zo_sum *sum, size_t worth)
{
    zo_concerns *c = g->c;
    c->start[worth] = sum->start[0];
    for (size_t i = 0; i < c->instance->issues; i++)
        for (size_t v = 0; sum->table[i] != NULL && v < c->instance->size[i]; v++)
            c->points[(c->instance->first_bit[i] + v) * c->worths + worth] = sum->table[i][v];
    add_bonuses(g, sum, worth);
}

zo_concerns *zo_concerns_of(const zo_instance *instance, const zo_mode *mode, const int64_t *price,
                            const zo_sum *const *worth, size_t worths, zo_arena *arena)
{
    zo_concerns *c = ZO_NEW(arena, zo_concerns);
    zo_gathering g = {.c = c, .price = price};
    *c =
        (zo_concerns){.instance = instance, .mode = mode, .arena = arena, .worths = worths + (price != NULL)};
    c->extras = zo_extras_new(c->worths, arena);
    c->package = ZO_NEW_MANY(arena, uint32_t, instance->issues + 1);
    c->chosen = ZO_NEW_MANY(arena, bool, instance->issues + 1);
    c->start = ZO_NEW_MANY(arena, int64_t, c->worths + 1);
    c->points = ZO_NEW_MANY(arena, int64_t, instance->value_bits * c->worths + 1);
    g.menu = ZO_NEW_MANY(arena, zo_menu, instance->issues + 1);
    g.issues = ZO_NEW_MANY(arena, uint64_t, zo_set_words(instance->issues) + 1);
    g.mask = ZO_NEW_MANY(arena, uint64_t, zo_set_words(zo_mask_bits(instance)) + 1);
    g.vector = ZO_NEW_MANY(arena, int64_t, c->worths + 1);
    open_menus(&g);
    if (c->empty)
        return c;
    add_selectors(&g);
    add_blocs(&g);
    for (size_t w = 0; w < worths; w++)
        add_worth(&g, worth[w], w);
    do {
        g.changed = false;
        sift(&g);
    } while (g.changed && !c->empty);
    return c;
}

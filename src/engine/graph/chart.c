/* Concerns -> charts. A group is charted at once, by going through its choices depth first and leaving out of each concern what
 * is decided: from the ends back, points from which the same turns lead on are one. Extra points are moved towards the
 * start as far as they go, so that points differ only in what follows. Where that takes too many choices, the chart is a trail.
 *
 * Reduced decision diagrams with values on their edges: Bryant, R. (1986), Graph-based algorithms for Boolean function
 * manipulation; Lai, Y.-T., Pedram, M. and Vrudhula, S. (1996), Formal verification using edge-valued binary decision
 * diagrams. */
#include "engine/graph/chart.h"

#include <string.h>

#include "engine/graph/trail.h"
#include "engine/hash.h"

enum {
    MOST_CHOICES = 1 << 20, /* of a scope for which that is tried at all */
    MOST_ALONE = 1 << 12,   /* the same for a single concern */
    MOST_STEPS = 1 << 24    /* concerns looked at, with some value of some issue, before that is given up */
};

typedef struct zo_charting {
    zo_concerns *concerns;
    zo_arena *arena;
    zo_chart *chart;
    const zo_concern **member; /* those that are charted together */
    size_t members;
    uint32_t **open; /* per level: those that are not decided */
    zo_turn **row;   /* per level */
    zo_half_package half;
    uint64_t *mask;
    int64_t *points; /* per worth: being added up */
    size_t steps;
    zo_watch *watch;
    uint32_t *slot; /* point; 0: free */
    uint32_t *width_of_slot;
    size_t slots, rows;
} zo_charting;

/* ---- Points ---- */

static uint64_t hash_of(const zo_turn *row, size_t width)
{
    uint64_t hash = width;
    for (size_t i = 0; i < width; i++) {
        uint64_t word = (uint64_t)row[i].next << 32 | row[i].extra;
        hash = zo_hash_words(hash, &word, 1);
    }
    return hash;
}

static size_t slot_of(const zo_charting *c, const zo_turn *row, size_t width)
{
    size_t at = hash_of(row, width) & (c->slots - 1);
    while (c->slot[at] != 0 && (c->width_of_slot[at] != width ||
                                memcmp(c->chart->turns.at + c->slot[at], row, width * sizeof *row) != 0))
        at = (at + 1) & (c->slots - 1);
    return at;
}

static void widen(zo_charting *c)
{
    const uint32_t *slot = c->slot, *width = c->width_of_slot;
    size_t slots = c->slots;
    c->slots = slots == 0 ? 64 : 2 * slots;
    c->slot = ZO_NEW_MANY(c->arena, uint32_t, c->slots);
    c->width_of_slot = ZO_NEW_MANY(c->arena, uint32_t, c->slots);
    for (size_t i = 0; i < slots; i++) {
        if (slot[i] == 0)
            continue;
        size_t at = slot_of(c, c->chart->turns.at + slot[i], width[i]);
        c->slot[at] = slot[i];
        c->width_of_slot[at] = width[i];
    }
}

static uint32_t point_of(zo_charting *c, const zo_turn *row, size_t width)
{
    if (2 * (c->rows + 1) > c->slots)
        widen(c);
    size_t at = slot_of(c, row, width);
    if (c->slot[at] == 0) {
        c->slot[at] = (uint32_t)c->chart->turns.n;
        c->width_of_slot[at] = (uint32_t)width;
        for (size_t i = 0; i < width; i++)
            ZO_PUSH(c->arena, &c->chart->turns, row[i]);
        c->rows++;
    }
    return c->slot[at];
}

/* What every way on earns goes before it. */
static zo_turn turn_to(zo_charting *c, zo_turn *row, size_t width)
{
    size_t first = 0;
    bool settled = true;
    while (first < width && row[first].next == ZO_DEAD_END)
        first++;
    if (first == width)
        return (zo_turn){ZO_DEAD_END, 0};
    uint32_t common = row[first].extra;
    for (size_t i = 0; i < width; i++) {
        if (row[i].next != ZO_DEAD_END)
            row[i].extra = zo_extras_sub(c->concerns->extras, row[i].extra, common);
        settled = settled && row[i].next == ZO_ALL_SAID && row[i].extra == 0;
    }
    return (zo_turn){settled ? ZO_ALL_SAID : point_of(c, row, width), common};
}

/* ---- Going through a scope ---- */

static zo_prospect prospect_of(const zo_charting *c, const zo_concern *concern)
{
    if (concern->bloc != NULL)
        return zo_prospect_of_refusal(&c->half, c->concerns->mode, concern->bloc, c->mask);
    return zo_prospect_of_violation(&c->half, &concern->selector);
}

/* Those open at the level, once its issue has a value: what they earn, and which stay open. False: no package follows. */
static bool settle(zo_charting *c, size_t level, size_t open, size_t *left, uint32_t *extra)
{
    size_t worths = c->concerns->worths, earned = 0;
    memset(c->points, 0, worths * sizeof *c->points);
    *left = 0;
    c->steps += open;
    for (size_t i = 0; i < open; i++) {
        const zo_concern *concern = c->member[c->open[level][i]];
        zo_prospect violated = prospect_of(c, concern);
        if (violated == ZO_SURELY && concern->hard)
            return false;
        if (violated == ZO_UNDECIDED)
            c->open[level + 1][(*left)++] = c->open[level][i];
        if (violated != ZO_SURELY)
            continue;
        const int64_t *points = zo_extras_at(c->concerns->extras, concern->extra);
        for (size_t w = 0; w < worths; w++)
            c->points[w] += points[w];
        earned++;
    }
    *extra = earned > 0 ? zo_extras_of(c->concerns->extras, c->points) : 0;
    return true;
}

static bool is_given_up(const zo_charting *c) { return c->steps > MOST_STEPS || c->watch->reach != ZO_EXACT; }

/* As deep as the scope has issues: at most 20. Given up when it takes too many steps; what it returns is then
 * nothing. */
static zo_turn explore(zo_charting *c, size_t level, size_t open)
{
    uint32_t issue = c->chart->scope.issue[level];
    const zo_menu *menu = &c->concerns->menu[issue];
    zo_turn *row = c->row[level];
    c->concerns->chosen[issue] = true;
    zo_watch_ends(c->watch);
    for (uint32_t k = 0; k < menu->values && !is_given_up(c); k++) {
        size_t left;
        uint32_t extra;
        c->concerns->package[issue] = menu->value[k];
        row[k] = (zo_turn){ZO_DEAD_END, 0};
        if (!settle(c, level, open, &left, &extra))
            continue;
        zo_turn onward = left > 0 ? explore(c, level + 1, left) : (zo_turn){ZO_ALL_SAID, 0};
        if (onward.next == ZO_DEAD_END)
            continue;
        row[k] = (zo_turn){onward.next, zo_extras_add(c->concerns->extras, extra, onward.extra)};
    }
    c->concerns->chosen[issue] = false;
    return is_given_up(c) ? (zo_turn){ZO_ALL_SAID, 0} : turn_to(c, row, menu->values);
}

static bool is_narrow(const zo_charting *c, const zo_scope *scope)
{
    uint64_t choices = 1, most = c->members > 1 ? MOST_CHOICES : MOST_ALONE;
    for (size_t i = 0; i < scope->issues && choices <= most; i++)
        choices *= c->concerns->menu[scope->issue[i]].values;
    return choices <= most;
}

static zo_chart *new_chart(const zo_charting *c, const zo_scope *scope)
{
    zo_chart *chart = ZO_NEW(c->arena, zo_chart);
    uint32_t *issue = ZO_NEW_MANY(c->arena, uint32_t, scope->issues + 1);
    const zo_turn nothing = {ZO_ALL_SAID, 0};
    memcpy(issue, scope->issue, scope->issues * sizeof *issue);
    chart->scope = (zo_scope){scope->issues, issue};
    ZO_PUSH(c->arena, &chart->turns, nothing); /* no other point is ZO_ALL_SAID */
    return chart;
}

/* NULL when that takes too long. */
static zo_chart *chart_at_once(zo_charting *c, const zo_scope *scope)
{
    zo_concerns *all = c->concerns;
    if (!is_narrow(c, scope))
        return NULL;
    c->chart = new_chart(c, scope);
    c->slot = c->width_of_slot = NULL;
    c->slots = c->rows = c->steps = 0;
    c->half = (zo_half_package){all->instance, all->package, all->chosen, NULL};
    c->open = ZO_NEW_MANY(c->arena, uint32_t *, scope->issues + 1);
    c->row = ZO_NEW_MANY(c->arena, zo_turn *, scope->issues + 1);
    for (size_t level = 0; level <= scope->issues; level++)
        c->open[level] = ZO_NEW_MANY(c->arena, uint32_t, c->members + 1);
    for (size_t level = 0; level < scope->issues; level++)
        c->row[level] = ZO_NEW_MANY(c->arena, zo_turn, all->menu[scope->issue[level]].values);
    for (uint32_t i = 0; i < c->members; i++)
        c->open[0][i] = i;
    c->chart->start = explore(c, 0, c->members);
    return is_given_up(c) ? NULL : c->chart;
}

/* ---- Groups ---- */

/* Concerns of one scope, in the order in which they stand. */
typedef struct zo_circle {
    const zo_concern *first;
    size_t members;
    uint32_t last; /* the member added last */
} zo_circle;

typedef struct zo_grouping {
    const zo_concerns *concerns;
    zo_arena *arena;
    ZO_ARRAY(zo_circle) circles;
    uint32_t *before; /* per concern: the member of its circle added before it */
    uint32_t *slot;   /* hash table of circles that others may join: circle + 1; 0: free */
    size_t slots;
} zo_grouping;

static bool have_same_scope(const zo_scope *a, const zo_scope *b)
{
    return a->issues == b->issues && memcmp(a->issue, b->issue, a->issues * sizeof *a->issue) == 0;
}

static uint32_t *circle_slot(const zo_grouping *g, const zo_scope *scope)
{
    uint64_t hash = scope->issues;
    for (size_t i = 0; i < scope->issues; i++) {
        uint64_t issue = scope->issue[i];
        hash = zo_hash_words(hash, &issue, 1);
    }
    size_t at = hash & (g->slots - 1);
    while (g->slot[at] != 0 && !have_same_scope(&g->circles.at[g->slot[at] - 1].first->scope, scope))
        at = (at + 1) & (g->slots - 1);
    return &g->slot[at];
}

/* A bloc stays alone. */
static void join(zo_grouping *g, uint32_t number)
{
    const zo_concern *concern = &g->concerns->all.at[number];
    uint32_t *slot = concern->bloc == NULL ? circle_slot(g, &concern->scope) : NULL;
    if (slot == NULL || *slot == 0) {
        const zo_circle circle = {.first = concern};
        ZO_PUSH(g->arena, &g->circles, circle);
    }
    if (slot != NULL && *slot == 0)
        *slot = (uint32_t)g->circles.n;
    zo_circle *circle = &g->circles.at[slot != NULL ? *slot - 1 : g->circles.n - 1];
    g->before[number] = circle->last;
    circle->last = number;
    circle->members++;
}

static zo_grouping group(const zo_concerns *concerns, zo_arena *arena)
{
    zo_grouping g = {.concerns = concerns, .arena = arena, .slots = 64};
    while (g.slots < 2 * concerns->all.n)
        g.slots *= 2;
    g.slot = ZO_NEW_MANY(arena, uint32_t, g.slots);
    g.before = ZO_NEW_MANY(arena, uint32_t, concerns->all.n + 1);
    for (uint32_t i = 0; i < concerns->all.n; i++)
        join(&g, i);
    return g;
}

static void list_members(zo_charting *c, const zo_grouping *g, const zo_circle *circle)
{
    uint32_t number = circle->last;
    c->members = circle->members;
    c->member = ZO_NEW_MANY(c->arena, const zo_concern *, circle->members);
    for (size_t i = circle->members; i-- > 0; number = g->before[number])
        c->member[i] = &g->concerns->all.at[number];
}

static zo_scope in_order(const zo_charting *c, const zo_scope *scope, const zo_pseudotree *tree)
{
    uint32_t *issue = ZO_NEW_MANY(c->arena, uint32_t, scope->issues + 1);
    memcpy(issue, scope->issue, scope->issues * sizeof *issue);
    for (size_t i = 1; i < scope->issues; i++) {
        uint32_t one = issue[i];
        size_t at = i;
        for (; at > 0 && tree->at[issue[at - 1]] > tree->at[one]; at--)
            issue[at] = issue[at - 1];
        issue[at] = one;
    }
    return (zo_scope){scope->issues, issue};
}

static zo_chart *chart_alone(zo_charting *c, const zo_scope *scope)
{
    zo_chart *chart = chart_at_once(c, scope);
    if (chart != NULL)
        return chart;
    chart = new_chart(c, scope);
    zo_trail_begin(chart, c->concerns, c->member[0], c->arena);
    return chart;
}

static void add_charts(zo_charting *c, const zo_pseudotree *tree, zo_charts *charts)
{
    zo_scope scope = in_order(c, &c->member[0]->scope, tree);
    size_t members = c->members;
    zo_chart *chart = members > 1 ? chart_at_once(c, &scope) : NULL;
    if (chart != NULL) {
        charts->chart[charts->count++] = chart;
        return;
    }
    c->members = 1;
    for (size_t i = 0; i < members; i++, c->member++)
        charts->chart[charts->count++] = chart_alone(c, &scope);
}

zo_charts zo_charts_of(zo_concerns *concerns, const zo_pseudotree *tree, zo_watch *watch, zo_arena *arena)
{
    zo_charting c = {.concerns = concerns, .arena = arena, .watch = watch};
    zo_grouping grouping = group(concerns, arena);
    zo_charts charts = {.chart = ZO_NEW_MANY(arena, zo_chart *, concerns->all.n + 1)};
    c.mask = ZO_NEW_MANY(arena, uint64_t, zo_set_words(zo_mask_bits(concerns->instance)) + 1);
    c.points = ZO_NEW_MANY(arena, int64_t, concerns->worths + 1);
    for (size_t i = 0; i < grouping.circles.n && !zo_watch_ends(watch); i++) {
        list_members(&c, &grouping, &grouping.circles.at[i]);
        add_charts(&c, tree, &charts);
    }
    return charts;
}

/* Concerns -> states and arcs, place by place: all states of an issue are known before the first of them goes on, since only the
 * issue right above it leads to them. */
#include "engine/graph/growth.h"

#include <string.h>

/* ---- The tree ---- */

static void hang(zo_growth *g)
{
    size_t n = g->tree.issues;
    uint32_t *below = ZO_NEW_MANY(g->arena, uint32_t, n + 1), next = 0;
    for (size_t p = 0; p < n; p++)
        if (g->tree.parent[p] != ZO_NO_PARENT)
            g->bough[g->tree.parent[p]].boughs++;
    for (size_t p = 0; p < n; p++) {
        g->bough[p].issue = g->tree.order[p];
        g->bough[p].bough = next;
        next += g->bough[p].boughs;
        g->bough[p].boughs = 0;
    }
    for (uint32_t p = 0; p < n; p++)
        if (g->tree.parent[p] != ZO_NO_PARENT) {
            zo_bough *above = &g->bough[g->tree.parent[p]];
            below[above->bough + above->boughs++] = p;
        }
    g->below = below;
}

static uint32_t place_of(const zo_growth *g, const zo_chart *chart, size_t i)
{
    return g->tree.at[chart->scope.issue[i]];
}

/* The chart is in use from its first issue down to its last. */
static void count_uses(zo_growth *g, const zo_chart *chart)
{
    uint32_t first = place_of(g, chart, 0);
    for (uint32_t p = place_of(g, chart, chart->scope.issues - 1); p != first; p = g->tree.parent[p])
        g->bough[p].width++;
    g->bough[first].starting++;
}

/* used: per place, charts that have theirs already. */
static void note_uses(zo_growth *g, zo_chart *chart, uint32_t *used, uint32_t *begun)
{
    uint32_t first = place_of(g, chart, 0), p = place_of(g, chart, chart->scope.issues - 1);
    size_t next = chart->scope.issues;
    for (; p != first; p = g->tree.parent[p]) {
        uint32_t above = g->tree.parent[p];
        zo_use use = {chart, used[p]++};
        g->bough[p].source[use.at] = above == first ? g->bough[first].width + begun[first] : used[above];
        if (place_of(g, chart, next - 1) != p)
            continue;
        next--;
        ZO_PUSH(g->arena, &g->bough[p].turns, use);
    }
    zo_use use = {chart, g->bough[first].width + begun[first]++};
    ZO_PUSH(g->arena, &g->bough[first].begins, use);
    ZO_PUSH(g->arena, &g->bough[first].turns, use);
}

static void prepare(zo_growth *g, const zo_charts *charts)
{
    size_t n = g->tree.issues;
    uint32_t *used = ZO_NEW_MANY(g->arena, uint32_t, n + 1), *begun = ZO_NEW_MANY(g->arena, uint32_t, n + 1);
    for (size_t c = 0; c < charts->count; c++)
        count_uses(g, charts->chart[c]);
    for (size_t p = 0; p < n; p++)
        g->bough[p].source = ZO_NEW_MANY(g->arena, uint32_t, g->bough[p].width + 1);
    for (size_t c = 0; c < charts->count; c++)
        note_uses(g, charts->chart[c], used, begun);
}

/* ---- States ---- */

static size_t slot_of(const zo_bough *b, const uint32_t *row)
{
    uint64_t hash = b->width;
    for (size_t i = 0; i < b->width; i++) {
        hash = (hash ^ row[i]) * 0x9e3779b97f4a7c15u;
        hash ^= hash >> 29;
    }
    size_t at = (hash ^ hash >> 32) & (b->slots - 1);
    while (b->slot[at] != 0 && b->width > 0 &&
           memcmp(b->row.at + (size_t)(b->slot[at] - 1) * b->width, row, b->width * sizeof *row) != 0)
        at = (at + 1) & (b->slots - 1);
    return at;
}

static void widen(zo_bough *b, zo_arena *fleeting)
{
    b->slots = b->slots == 0 ? 64 : 2 * b->slots;
    b->slot = ZO_NEW_MANY(fleeting, uint32_t, b->slots);
    for (uint32_t s = 0; s < b->states; s++)
        b->slot[slot_of(b, b->row.at + (size_t)s * b->width)] = s + 1;
}

static uint32_t state_of(zo_bough *b, const uint32_t *row, zo_arena *fleeting)
{
    if (2 * (b->states + 1) > b->slots)
        widen(b, fleeting);
    size_t at = slot_of(b, row);
    if (b->slot[at] == 0) {
        for (size_t i = 0; i < b->width; i++)
            ZO_PUSH(&b->arena, &b->row, row[i]);
        b->slot[at] = (uint32_t)++b->states;
    }
    return b->slot[at] - 1;
}

/* ---- Arcs ---- */

/* Work at one place. */
typedef struct zo_budding {
    zo_growth *g;
    zo_bough *b;
    zo_arena fleeting; /* hash tables of the issues below */
    uint32_t *row;     /* points before the value is chosen: those on the way in, and those that begin */
    uint32_t *next;    /* after it */
    uint32_t **below;  /* per issue below: the row that was looked up last */
    uint32_t *state;   /* and its state; ZO_DEAD_END: none yet */
} zo_budding;

/* False when no package has the value there. */
static bool turn(const zo_budding *w, uint32_t k, uint32_t *extra)
{
    *extra = 0;
    for (size_t i = 0; i < w->b->turns.n; i++) {
        const zo_use *use = &w->b->turns.at[i];
        zo_turn turn = {ZO_ALL_SAID, 0};
        if (w->row[use->at] != ZO_ALL_SAID)
            turn = zo_chart_turn(use->chart, w->row[use->at], k);
        if (turn.next == ZO_DEAD_END)
            return false;
        w->next[use->at] = turn.next;
        *extra = zo_extras_add(w->g->concerns->extras, *extra, turn.extra);
    }
    return true;
}

/* Many values in a row lead to the same state. */
static uint32_t lead(zo_budding *w, uint32_t i)
{
    zo_bough *below = &w->g->bough[w->g->below[w->b->bough + i]];
    bool same = w->state[i] != ZO_DEAD_END;
    uint32_t *row = w->below[i];
    for (size_t j = 0; j < below->width; j++) {
        uint32_t point = w->next[below->source[j]];
        same = same && row[j] == point;
        row[j] = point;
    }
    if (!same)
        w->state[i] = state_of(below, row, &w->fleeting);
    return w->state[i];
}

static void sprout(zo_budding *w, size_t state)
{
    zo_growth *g = w->g;
    zo_bough *b = w->b;
    const zo_menu *menu = &g->concerns->menu[b->issue];
    size_t before = b->arcs.records;
    uint32_t extra;
    if (b->width > 0)
        memcpy(w->row, b->row.at + state * b->width, b->width * sizeof *w->row);
    memcpy(w->next, w->row, (b->width + b->starting) * sizeof *w->row);
    for (uint32_t k = 0; k < menu->values; k++) {
        if (!turn(w, k, &extra))
            continue;
        uint32_t *arc = zo_reel_add(&b->arcs, &b->arena);
        arc[0] = menu->value[k];
        arc[1] = extra;
        for (uint32_t i = 0; i < b->boughs; i++)
            arc[2 + i] = lead(w, i);
    }
    ZO_PUSH(&b->arena, &b->arcs_of, (uint32_t)(b->arcs.records - before));
    g->arcs += b->arcs.records - before;
    g->links += (b->arcs.records - before) * b->boughs;
}

static void grow_at(void *context)
{
    zo_budding *w = context;
    zo_growth *g = w->g;
    zo_bough *b = w->b;
    w->row = ZO_NEW_MANY(&w->fleeting, uint32_t, b->width + b->starting + 1);
    w->next = ZO_NEW_MANY(&w->fleeting, uint32_t, b->width + b->starting + 1);
    w->state = ZO_NEW_MANY(&w->fleeting, uint32_t, b->boughs + 1);
    w->below = ZO_NEW_MANY(&w->fleeting, uint32_t *, b->boughs + 1);
    for (uint32_t i = 0; i < b->boughs; i++) {
        w->below[i] = ZO_NEW_MANY(&w->fleeting, uint32_t, g->bough[g->below[b->bough + i]].width + 1);
        w->state[i] = ZO_DEAD_END;
    }
    for (size_t i = 0; i < b->begins.n; i++)
        w->row[b->begins.at[i].at] = b->begins.at[i].chart->start.next;
    for (size_t state = 0; state < b->states && !zo_watch_ends(&g->watch); state++) {
        sprout(w, state);
        if (g->arcs > g->most_arcs || g->links >= ZO_DEAD_END)
            g->watch.reach = ZO_LIMIT_MEMORY;
    }
}

/* What is held only here goes even when memory is refused. */
static void grow_from(zo_growth *g, zo_bough *b)
{
    zo_heap *heap = g->arena->heap;
    zo_budding w = {.g = g, .b = b};
    zo_arena_open(&w.fleeting, heap);
    bool fine = zo_heap_stands(heap, grow_at, &w);
    zo_arena_close(&w.fleeting);
    if (!fine)
        longjmp(*heap->escape, 1);
}

/* ---- The whole ---- */

/* Leaves out charts that say nothing more; false when one of them leaves no package. */
static bool begin_charts(zo_growth *g, zo_charts *charts)
{
    zo_concerns *c = g->concerns;
    size_t kept = 0;
    for (size_t i = 0; i < charts->count; i++) {
        zo_chart *chart = charts->chart[i];
        const int64_t *extra = zo_extras_at(c->extras, chart->start.extra);
        if (chart->start.next == ZO_DEAD_END)
            return false;
        for (size_t w = 0; w < c->worths; w++)
            c->start[w] += extra[w];
        if (chart->start.next != ZO_ALL_SAID)
            charts->chart[kept++] = chart;
    }
    charts->count = kept;
    return true;
}

static void put_away(void *what)
{
    zo_growth *g = what;
    for (size_t p = 0; p < g->tree.issues; p++)
        zo_arena_close(&g->bough[p].arena);
}

static void plant(zo_growth *g)
{
    const zo_concerns *c = g->concerns;
    zo_scope *scope = ZO_NEW_MANY(g->arena, zo_scope, c->all.n + 1);
    for (size_t i = 0; i < c->all.n; i++)
        scope[i] = c->all.at[i].scope;
    g->tree = zo_pseudotree_of(c->instance->issues, scope, c->all.n, g->arena);
    g->bough = ZO_NEW_MANY(g->arena, zo_bough, g->tree.issues + 1);
    hang(g);
    for (size_t p = 0; p < g->tree.issues; p++) {
        zo_arena_open(&g->bough[p].arena, g->arena->heap);
        g->bough[p].arcs.words = 2 + (size_t)g->bough[p].boughs;
    }
    zo_arena_on_close(g->arena, put_away, g);
}

bool zo_grow(zo_growth *growth)
{
    plant(growth);
    zo_charts charts = zo_charts_of(growth->concerns, &growth->tree, &growth->watch, growth->arena);
    if (growth->watch.reach != ZO_EXACT || !begin_charts(growth, &charts))
        return false;
    prepare(growth, &charts);
    for (size_t p = 0; p < growth->tree.issues; p++)
        if (growth->tree.parent[p] == ZO_NO_PARENT)
            growth->bough[p].states = 1; /* with a row of no points */
    for (size_t p = 0; p < growth->tree.issues && growth->watch.reach == ZO_EXACT; p++) {
        growth->watch.part_done = (double)p / (double)(growth->tree.issues + 1);
        grow_from(growth, &growth->bough[p]);
    }
    return growth->watch.reach == ZO_EXACT;
}

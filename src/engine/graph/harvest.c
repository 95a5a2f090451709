/* From the ends of the tree to its roots: an issue's states become forks once those below it are. Then what roots lead to is
 * numbered anew and copied out. */
#include "engine/graph/harvest.h"

#include <string.h>

#include "engine/hash.h"

/* ---- Forks ---- */

static uint64_t hash_of(const zo_harvest *h, const zo_fork *fork)
{
    uint64_t hash = fork->arcs;
    for (uint32_t a = fork->arc; a < fork->arc + fork->arcs; a++) {
        const zo_arc *arc = &h->arcs.at[a];
        hash = (hash ^ ((uint64_t)arc->value << 32 | arc->extra)) * 0x9e3779b97f4a7c15u;
        for (uint32_t c = 0; c < arc->children; c++)
            hash = (hash ^ hash >> 29 ^ h->children.at[arc->child + c]) * 0xbf58476d1ce4e5b9u;
    }
    return hash ^ hash >> 32;
}

static bool lead_alike(const zo_harvest *h, const zo_arc *one, const zo_arc *other)
{
    for (uint32_t c = 0; c < one->children; c++)
        if (h->children.at[one->child + c] != h->children.at[other->child + c])
            return false;
    return true;
}

static bool are_alike(const zo_harvest *h, const zo_fork *one, const zo_fork *other)
{
    if (one->arcs != other->arcs)
        return false;
    for (uint32_t a = 0; a < one->arcs; a++) {
        const zo_arc *x = &h->arcs.at[one->arc + a], *y = &h->arcs.at[other->arc + a];
        if (x->value != y->value || x->extra != y->extra || !lead_alike(h, x, y))
            return false;
    }
    return true;
}

static uint32_t *slot_of(const zo_harvest *h, const zo_fork *fork)
{
    size_t at = hash_of(h, fork) & (h->slots - 1);
    while (h->slot[at] != 0 && !are_alike(h, &h->forks.at[h->slot[at] - 1], fork))
        at = (at + 1) & (h->slots - 1);
    return &h->slot[at];
}

/* raw: value, extra, and states below. */
static void add_arc(zo_harvest *h, const zo_bough *b, const uint32_t *raw, const zo_fork *fork)
{
    zo_arena *arena = h->growth->arena;
    zo_arc arc = {.value = raw[0], .extra = raw[1], .child = (uint32_t)h->children.n, .children = b->boughs};
    for (uint32_t i = 0; i < b->boughs; i++) {
        uint32_t below = h->fork_of[h->growth->below[b->bough + i]][raw[2 + i]];
        if (below == ZO_NO_FORK) {
            h->children.n = arc.child;
            return;
        }
        ZO_PUSH(arena, &h->children, below);
    }
    if (h->arcs.n > fork->arc && lead_alike(h, &arc, &h->arcs.at[h->arcs.n - 1])) { /* noted once */
        h->children.n = arc.child;
        arc.child = h->arcs.at[h->arcs.n - 1].child;
    }
    ZO_PUSH(arena, &h->arcs, arc);
}

static uint32_t fork_of(zo_harvest *h, const zo_bough *b, size_t state, zo_reel_reader *reader)
{
    zo_fork fork = {.issue = b->issue, .arc = (uint32_t)h->arcs.n};
    size_t children = h->children.n;
    for (uint32_t a = 0; a < b->arcs_of.at[state]; a++)
        add_arc(h, b, zo_reel_next(reader), &fork);
    fork.arcs = (uint32_t)h->arcs.n - fork.arc;
    if (fork.arcs == 0)
        return ZO_NO_FORK;
    uint32_t *slot = slot_of(h, &fork);
    if (*slot == 0) {
        ZO_PUSH(h->growth->arena, &h->forks, fork);
        *slot = (uint32_t)h->forks.n;
    } else {
        h->arcs.n = fork.arc;
        h->children.n = children;
    }
    return *slot - 1;
}

static void gather_at(zo_harvest *h, size_t place)
{
    zo_growth *g = h->growth;
    zo_bough *b = &g->bough[place];
    zo_reel_reader reader = {.reel = &b->arcs};
    h->fork_of[place] = ZO_NEW_MANY(g->arena, uint32_t, b->states + 1);
    for (h->slots = 64; h->slots < 2 * (b->states + 1);)
        h->slots *= 2;
    h->slot = ZO_NEW_MANY(g->arena, uint32_t, h->slots);
    for (size_t s = 0; s < b->states && !zo_watch_ends(&g->watch); s++)
        h->fork_of[place][s] = fork_of(h, b, s, &reader);
    zo_arena_close(&b->arena);
}

static bool find_roots(zo_harvest *h)
{
    const zo_pseudotree *tree = &h->growth->tree;
    for (size_t p = 0; p < tree->issues; p++) {
        if (tree->parent[p] != ZO_NO_PARENT)
            continue;
        if (h->fork_of[p][0] == ZO_NO_FORK)
            return false;
        ZO_PUSH(h->growth->arena, &h->roots, h->fork_of[p][0]);
    }
    return true;
}

/* ---- What roots lead to ---- */

static void reach_from(zo_harvest *h, const zo_fork *fork)
{
    h->kept_arcs += fork->arcs;
    for (uint32_t a = fork->arc; a < fork->arc + fork->arcs; a++) {
        const zo_arc *arc = &h->arcs.at[a];
        bool along = a > fork->arc && arc->child == arc[-1].child;
        h->kept_children += along ? 0 : arc->children;
        for (uint32_t c = 0; c < arc->children && !along; c++)
            h->number[h->children.at[arc->child + c]] = 0;
        if (arc->extra != 0 && h->extra[arc->extra] == 0)
            h->extra[arc->extra] = (uint32_t)h->kept_extras++;
    }
}

static void number_forks(zo_harvest *h)
{
    zo_growth *g = h->growth;
    h->number = ZO_NEW_MANY(g->arena, uint32_t, h->forks.n + 1);
    h->extra = ZO_NEW_MANY(g->arena, uint32_t, zo_extras_count(g->concerns->extras));
    h->kept_extras = 1;
    memset(h->number, 0xff, h->forks.n * sizeof *h->number);
    for (size_t r = 0; r < h->roots.n; r++)
        h->number[h->roots.at[r]] = 0;
    for (size_t f = h->forks.n; f-- > 0;)
        if (h->number[f] != ZO_NO_FORK)
            reach_from(h, &h->forks.at[f]);
    for (size_t f = 0; f < h->forks.n; f++)
        if (h->number[f] != ZO_NO_FORK)
            h->number[f] = (uint32_t)h->kept_forks++;
}

/* As much as there can be, so that arrays need not move. */
static void make_room(zo_harvest *h)
{
    zo_growth *g = h->growth;
    h->arcs.cap = g->arcs + 1;
    h->arcs.at = ZO_NEW_MANY(g->arena, zo_arc, h->arcs.cap);
    h->children.cap = g->links + 1;
    h->children.at = ZO_NEW_MANY(g->arena, uint32_t, h->children.cap);
}

bool zo_gather_harvest(zo_harvest *harvest)
{
    zo_growth *g = harvest->growth;
    make_room(harvest);
    harvest->fork_of = ZO_NEW_MANY(g->arena, uint32_t *, g->tree.issues + 1);
    for (size_t p = g->tree.issues; p-- > 0 && g->watch.reach == ZO_EXACT;)
        gather_at(harvest, p);
    if (g->watch.reach != ZO_EXACT || !find_roots(harvest))
        return false;
    number_forks(harvest);
    return true;
}

/* ---- The graph ---- */

size_t zo_harvest_bytes(const zo_harvest *harvest)
{
    const zo_concerns *c = harvest->growth->concerns;
    return harvest->kept_forks * sizeof(zo_fork) + harvest->kept_arcs * sizeof(zo_arc) +
           harvest->kept_children * sizeof(uint32_t) +
           (harvest->kept_extras + c->instance->value_bits) * c->worths * sizeof(int64_t);
}

static void store_arcs(const zo_harvest *h, const zo_fork *fork, zo_arc *to, uint32_t *child,
                       uint32_t *children)
{
    for (uint32_t a = 0; a < fork->arcs; a++) {
        const zo_arc *arc = &h->arcs.at[fork->arc + a];
        to[a] = *arc;
        to[a].extra = arc->extra == 0 ? 0 : h->extra[arc->extra];
        to[a].child = a > 0 && arc->child == arc[-1].child ? to[a - 1].child : *children;
        if (to[a].child != *children)
            continue;
        for (uint32_t c = 0; c < arc->children; c++)
            child[(*children)++] = h->number[h->children.at[arc->child + c]];
    }
}

static void store_forks(const zo_harvest *h, zo_graph *graph, zo_arena *arena)
{
    zo_fork *fork = ZO_NEW_MANY(arena, zo_fork, h->kept_forks + 1);
    zo_arc *arc = ZO_NEW_MANY(arena, zo_arc, h->kept_arcs + 1);
    uint32_t *child = ZO_NEW_MANY(arena, uint32_t, h->kept_children + 1);
    uint32_t *root = ZO_NEW_MANY(arena, uint32_t, h->roots.n + 1);
    uint32_t arcs = 0, children = 0;
    for (size_t f = 0; f < h->forks.n; f++) {
        if (h->number[f] == ZO_NO_FORK)
            continue;
        zo_fork *own = &fork[h->number[f]];
        *own = (zo_fork){.issue = h->forks.at[f].issue, .arc = arcs, .arcs = h->forks.at[f].arcs};
        store_arcs(h, &h->forks.at[f], arc + arcs, child, &children);
        arcs += own->arcs;
    }
    for (size_t r = 0; r < h->roots.n; r++)
        root[r] = h->number[h->roots.at[r]];
    graph->forks = h->kept_forks;
    graph->fork = fork;
    graph->arcs = arcs;
    graph->arc = arc;
    graph->child = child;
    graph->roots = h->roots.n;
    graph->root = root;
}

static const int64_t *copy_numbers(const int64_t *from, size_t n, zo_arena *arena)
{
    int64_t *to = ZO_NEW_MANY(arena, int64_t, n + 1);
    memcpy(to, from, n * sizeof *to);
    return to;
}

void zo_harvest_store(const zo_harvest *harvest, zo_graph *graph, zo_arena *arena)
{
    const zo_concerns *c = harvest->growth->concerns;
    int64_t *extra = ZO_NEW_MANY(arena, int64_t, harvest->kept_extras * c->worths + 1);
    for (uint32_t e = 1; e < zo_extras_count(c->extras); e++)
        if (harvest->extra[e] != 0)
            memcpy(extra + harvest->extra[e] * c->worths, zo_extras_at(c->extras, e),
                   c->worths * sizeof *extra);
    store_forks(harvest, graph, arena);
    graph->extra = extra;
    graph->start = copy_numbers(c->start, c->worths, arena);
    graph->points = copy_numbers(c->points, c->instance->value_bits * c->worths, arena);
}

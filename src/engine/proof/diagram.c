/* Turns a guarded sum into a decision diagram over its dials, and that into clauses.
 *
 * A node says "from this dial on, the rest adds up to `need` or more". Needs that no rest can tell apart share
 * a node (the intervals of Abio, Nieuwenhuis, Oliveras, Rodriguez-Carbonell and Mayer-Eichberger 2012, A new
 * look at BDDs for pseudo-Boolean constraints; here for dials of many values). */
#include "engine/proof/diagram.h"

#include "space/instance.h"

enum { STEPS_PER_ARC = 8 };
enum { NONE = -1, ALWAYS = -2, NEVER = -3 }; /* instead of a node */

static const int64_t MOST_NUMBER = INT64_MAX / 8, FAR = INT64_MAX / 4; /* no need is further out than FAR */

/* Where the dial stands at `from` or higher, up to the next arc, the node `to` must hold. */
typedef struct arc {
    uint32_t from;
    int to; /* a node, ALWAYS or NEVER */
} arc;

typedef struct node {
    size_t level;
    int64_t low, high; /* the same rests meet every need with low < need <= high */
    size_t first_arc, arcs;
    int lower, higher; /* the neighbours on its level, or NONE */
    int literal;
} node;

typedef struct level {
    const zo_term *term;
    uint32_t size;
    bool rising, falling; /* the numbers, with the dial */
    int64_t least, most;  /* that this and all further levels can add */
    int finger;           /* the node last looked at, or NONE */
} level;

struct zo_diagram {
    zo_dials *dials;
    zo_arena *arena;
    ZO_ARRAY(level) levels;
    ZO_ARRAY(node) nodes;
    ZO_ARRAY(arc) arcs;
    ZO_ARRAY(arc) open; /* arcs of the nodes that are being made, as a stack */
    ZO_ARRAY(int) clause;
    ZO_ARRAY(uint64_t) set;
    size_t steps, most_arcs;
    bool too_large;
};

/* What stands for a need, and the needs that it stands for. */
typedef struct part {
    int to;
    int64_t low, high;
} part;

zo_diagram *zo_diagram_new(zo_dials *dials, zo_arena *arena)
{
    zo_diagram *d = ZO_NEW(arena, zo_diagram);
    *d = (zo_diagram){.dials = dials, .arena = arena};
    return d;
}

/* ---- Levels ---- */

static int64_t spread(const zo_term *term) { return *term->most - *term->least; }

static level level_of(const zo_dials *dials, const zo_term *term)
{
    level l = {.term = term, .size = dials->all.at[term->dial].size, .rising = true, .falling = true};
    for (uint32_t v = 1; v < l.size; v++) {
        l.rising = l.rising && term->value[v - 1] <= term->value[v];
        l.falling = l.falling && term->value[v - 1] >= term->value[v];
    }
    l.finger = NONE;
    return l;
}

/* Dials that make most of a difference come first. */
static void place_level(zo_diagram *d, const zo_term *term)
{
    level new = level_of(d->dials, term);
    ZO_PUSH(d->arena, &d->levels, new);
    size_t at = d->levels.n - 1;
    for (; at > 0 && spread(term) > spread(d->levels.at[at - 1].term); at--)
        d->levels.at[at] = d->levels.at[at - 1];
    d->levels.at[at] = new;
}

static void find_rests(zo_diagram *d)
{
    int64_t least = 0, most = 0;
    for (size_t k = d->levels.n; k-- > 0;) {
        level *l = &d->levels.at[k];
        l->least = least += *l->term->least;
        l->most = most += *l->term->most;
    }
}

static bool numbers_fit(const zo_guarded *sum)
{
    int64_t bound = 0, start = *sum->start;
    if (sum->words != 1 || start < -MOST_NUMBER || start > MOST_NUMBER)
        return false;
    for (size_t i = 0; i < sum->terms; i++) {
        int64_t least = *sum->term[i].least, most = *sum->term[i].most;
        if (least < -MOST_NUMBER || most > MOST_NUMBER)
            return false;
        bound += most > -least ? most : -least;
        if (bound > MOST_NUMBER)
            return false;
    }
    return true;
}

static bool begin(zo_diagram *d, const zo_guarded *sum, size_t arcs)
{
    d->levels.n = d->nodes.n = d->arcs.n = d->open.n = d->steps = 0;
    d->most_arcs = arcs;
    d->too_large = false;
    if (!numbers_fit(sum) || sum->terms > d->most_arcs / 8)
        return false;
    size_t values = 0;
    for (size_t i = 0; i < sum->terms; i++) {
        values += d->dials->all.at[sum->term[i].dial].size;
        place_level(d, &sum->term[i]);
    }
    d->most_arcs += 4 * values;
    find_rests(d);
    return true;
}

/* ---- Nodes ---- */

/* The level's node for the need, or NONE; the level's finger is then next to where it belongs. */
static int find_node(zo_diagram *d, size_t k, int64_t need)
{
    level *l = &d->levels.at[k];
    if (l->finger == NONE)
        return NONE;
    const node *at = &d->nodes.at[l->finger];
    while (need > at->high && at->higher != NONE)
        at = &d->nodes.at[at->higher];
    while (need <= at->low && at->lower != NONE)
        at = &d->nodes.at[at->lower];
    l->finger = (int)(at - d->nodes.at);
    return need > at->low && need <= at->high ? l->finger : NONE;
}

static void link_node(zo_diagram *d, int new, int64_t need)
{
    level *l = &d->levels.at[d->nodes.at[new].level];
    node *n = &d->nodes.at[new];
    n->lower = n->higher = NONE;
    if (l->finger != NONE) {
        node *by = &d->nodes.at[l->finger];
        n->lower = need > by->high ? l->finger : by->lower;
        n->higher = need > by->high ? by->higher : l->finger;
    }
    if (n->lower != NONE)
        d->nodes.at[n->lower].higher = new;
    if (n->higher != NONE)
        d->nodes.at[n->higher].lower = new;
    l->finger = new;
}

/* Its arcs are the last `arcs` of those open. */
static part add_node(zo_diagram *d, size_t k, int64_t need, part range, size_t arcs)
{
    node new = {.level = k, .low = range.low, .high = range.high, .first_arc = d->arcs.n, .arcs = arcs};
    for (size_t i = d->open.n - arcs; i < d->open.n; i++)
        ZO_PUSH(d->arena, &d->arcs, d->open.at[i]);
    d->too_large = d->too_large || d->arcs.n + d->nodes.n > d->most_arcs;
    ZO_PUSH(d->arena, &d->nodes, new);
    range.to = (int)(d->nodes.n - 1);
    link_node(d, range.to, need);
    return range;
}

/* The needs that the last dial's values cannot tell apart from this one. */
static part last_range(const level *l, int64_t need)
{
    const int64_t *value = l->term->value;
    part range = {.low = -FAR, .high = FAR};
    if (l->rising || l->falling) {
        uint32_t from = 0, to = l->size; /* the first that meets the need, or does not, as the numbers fall */
        while (from < to) {
            uint32_t middle = from + (to - from) / 2;
            if ((value[middle] >= need) == l->rising)
                to = middle;
            else
                from = middle + 1;
        }
        return (part){.low = value[l->rising ? from - 1 : from], .high = value[l->rising ? from : from - 1]};
    }
    for (uint32_t v = 0; v < l->size; v++) {
        if (value[v] < need && value[v] > range.low)
            range.low = value[v];
        if (value[v] >= need && value[v] < range.high)
            range.high = value[v];
    }
    return range;
}

static part build(zo_diagram *d, size_t k, int64_t need);

/* Opens the arcs of a node, and returns the needs that it may stand for. */
static part open_arcs(zo_diagram *d, size_t k, int64_t need)
{
    size_t first = d->open.n;
    uint32_t size = d->levels.at[k].size;
    const int64_t *value = d->levels.at[k].term->value;
    part range = {.to = NONE, .low = -FAR, .high = FAR};
    for (uint32_t v = 0; v < size && !d->too_large; v++) {
        if (v > 0 && value[v] == value[v - 1])
            continue;
        part rest = build(d, k + 1, need - value[v]);
        if (rest.low + value[v] > range.low)
            range.low = rest.low + value[v];
        if (rest.high + value[v] < range.high)
            range.high = rest.high + value[v];
        arc new = {.from = v, .to = rest.to};
        if (d->open.n == first || d->open.at[d->open.n - 1].to != new.to)
            ZO_PUSH(d->arena, &d->open, new);
    }
    return range;
}

/* What says that the dials of level k and further add up to `need` or more. */
static part build(zo_diagram *d, size_t k, int64_t need)
{
    d->too_large = d->too_large || ++d->steps > STEPS_PER_ARC * d->most_arcs;
    if (k == d->levels.n)
        return need <= 0 ? (part){ALWAYS, -FAR, 0} : (part){NEVER, 0, FAR};
    const level *l = &d->levels.at[k];
    if (need <= l->least)
        return (part){ALWAYS, -FAR, l->least};
    if (need > l->most)
        return (part){NEVER, l->most, FAR};
    int known = find_node(d, k, need);
    if (known != NONE)
        return (part){known, d->nodes.at[known].low, d->nodes.at[known].high};
    if (k + 1 == d->levels.n)
        return add_node(d, k, need, last_range(l, need), 0);
    size_t first = d->open.n;
    part range = open_arcs(d, k, need);
    if (d->open.n == first + 1)
        range.to = d->open.at[first].to;
    else
        range = add_node(d, k, need, range, d->open.n - first);
    d->open.n = first;
    return range;
}

/* ---- Clauses ---- */

/* The literal of a node of the last level. */
static int last_literal(zo_diagram *d, const node *n)
{
    const level *l = &d->levels.at[n->level];
    d->set.n = 0;
    for (size_t w = 0; w < zo_set_words(l->size); w++)
        ZO_PUSH(d->arena, &d->set, 0);
    for (uint32_t v = 0; v < l->size; v++) {
        if (l->term->value[v] >= n->high)
            zo_set_bit(d->set.at, v);
    }
    return zo_dial_within(d->dials, l->term->dial, d->set.at);
}

/* The same by search, where the set is one end of the dial. */
static int end_literal(const zo_diagram *d, const node *n)
{
    const level *l = &d->levels.at[n->level];
    uint32_t from = 0, to = l->size;
    while (from < to) {
        uint32_t middle = from + (to - from) / 2;
        if ((l->term->value[middle] >= n->high) == l->rising)
            to = middle;
        else
            from = middle + 1;
    }
    int literal = zo_dial_at_least(d->dials, l->term->dial, from);
    return l->rising ? literal : -literal;
}

static void add_arc(zo_diagram *d, const node *n, size_t at, const int *unless, size_t literals)
{
    const level *l = &d->levels.at[n->level];
    const arc *a = &d->arcs.at[n->first_arc + at];
    uint32_t past = at + 1 < n->arcs ? a[1].from : l->size;
    if (a->to == ALWAYS)
        return;
    d->clause.n = 0;
    for (size_t i = 0; i < literals; i++)
        ZO_PUSH(d->arena, &d->clause, unless[i]);
    /* Where the numbers rise, what holds below `from` demands more of the rest than this arc does. */
    if (!l->rising)
        ZO_PUSH(d->arena, &d->clause, -zo_dial_at_least(d->dials, l->term->dial, a->from));
    if (!l->falling)
        ZO_PUSH(d->arena, &d->clause, zo_dial_at_least(d->dials, l->term->dial, past));
    if (a->to != NEVER)
        ZO_PUSH(d->arena, &d->clause, d->nodes.at[a->to].literal);
    zo_sat_add(d->dials->sat, d->clause.at, d->clause.n);
}

static void add_node_clauses(zo_diagram *d, node *n)
{
    const level *l = &d->levels.at[n->level];
    if (n->arcs == 0) {
        n->literal = l->rising || l->falling ? end_literal(d, n) : last_literal(d, n);
        return;
    }
    n->literal = zo_sat_variables(d->dials->sat, 1);
    int not_it = -n->literal;
    for (size_t i = 0; i < n->arcs; i++)
        add_arc(d, n, i, &not_it, 1);
}

static void require_root(zo_diagram *d, const zo_guarded *sum, int root)
{
    d->clause.n = 0;
    for (size_t i = 0; i < sum->guards; i++)
        ZO_PUSH(d->arena, &d->clause, -sum->guard[i]);
    ZO_PUSH(d->arena, &d->clause, d->nodes.at[root].literal);
    zo_sat_add(d->dials->sat, d->clause.at, d->clause.n);
}

bool zo_diagram_add(zo_diagram *d, const zo_guarded *sum, size_t arcs)
{
    if (!begin(d, sum, arcs))
        return false;
    part root = build(d, 0, -*sum->start);
    if (d->too_large)
        return false;
    for (size_t i = 0; i < d->nodes.n; i++)
        add_node_clauses(d, &d->nodes.at[i]);
    if (root.to >= 0)
        require_root(d, sum, root.to);
    return true;
}

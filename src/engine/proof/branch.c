/* Turns a judge who names a missed edge into the list of all minimal hitting sets, cheapest first: implicit
 * hitting sets (Moreno-Centeno and Karp 2013) by best-first branch and bound.
 *
 * A node stands for all sets that contain `in` and nothing of `out`. One edge that `in` misses is split point
 * by point: the k-th child takes its k-th point and bars those before, so that no set lies in two nodes. A
 * node's key, (cost, points), never exceeds that of a hitting set in it: edges that are missed and disjoint
 * each ask for a point of their own. A node that misses nothing is a hitting set; every smaller one has been
 * found before, since its key is less. */
#include "engine/proof/branch.h"

#include <string.h>

enum { STEPS_UNCHECKED = 64, PROGRESS_EVERY = 50 * 1000 * 1000 /* nanoseconds */ };

typedef struct key {
    zo_int cost;
    uint32_t points;
} key;

typedef struct branch {
    key key; /* a lower bound */
    uint64_t serial;
    uint64_t set[]; /* in, then out */
} branch;

typedef struct hunt {
    const zo_hunt *wanted;
    zo_arena *arena;
    size_t words;
    ZO_ARRAY(uint64_t *) edges;
    ZO_ARRAY(branch *) heap;  /* the least key at 0 */
    ZO_ARRAY(branch *) spare; /* to be used again */
    ZO_ARRAY(branch *) found;
    uint64_t serial, steps, reported; /* reported: when progress last was */
    size_t bytes;
    uint64_t *taken, *edge; /* within one call */
    bool complete;
} hunt;

/* ---- Sets ---- */

static bool meet(const uint64_t *a, const uint64_t *b, size_t words)
{
    for (size_t w = 0; w < words; w++) {
        if ((a[w] & b[w]) != 0)
            return true;
    }
    return false;
}

static bool contains(const uint64_t *all, const uint64_t *part, size_t words)
{
    for (size_t w = 0; w < words; w++) {
        if ((part[w] & ~all[w]) != 0)
            return false;
    }
    return true;
}

static size_t count_without(const uint64_t *set, const uint64_t *without, size_t words)
{
    size_t n = 0;
    for (size_t w = 0; w < words; w++)
        n += (size_t)__builtin_popcountll(set[w] & ~without[w]);
    return n;
}

static int compare_sets(const uint64_t *a, const uint64_t *b, size_t words)
{
    for (size_t w = words; w-- > 0;) {
        if (a[w] != b[w])
            return a[w] < b[w] ? -1 : 1;
    }
    return 0;
}

/* ---- The heap ---- */

static int compare_keys(const key *a, const key *b)
{
    int by_cost = zo_int_compare(&a->cost, &b->cost);
    return by_cost != 0 ? by_cost : (a->points > b->points) - (a->points < b->points);
}

/* Of equal keys the one made last comes first: it is likely to be deeper. */
static bool comes_before(const branch *a, const branch *b)
{
    int by_key = compare_keys(&a->key, &b->key);
    return by_key != 0 ? by_key < 0 : a->serial > b->serial;
}

static void put(hunt *h, branch *b)
{
    ZO_PUSH(h->arena, &h->heap, b);
    size_t at = h->heap.n - 1;
    for (; at > 0 && comes_before(b, h->heap.at[(at - 1) / 2]); at = (at - 1) / 2)
        h->heap.at[at] = h->heap.at[(at - 1) / 2];
    h->heap.at[at] = b;
}

static branch *take_least(hunt *h)
{
    branch *least = h->heap.at[0], *last = h->heap.at[--h->heap.n];
    size_t at = 0, n = h->heap.n;
    for (size_t child; (child = 2 * at + 1) < n; at = child) {
        if (child + 1 < n && comes_before(h->heap.at[child + 1], h->heap.at[child]))
            child++;
        if (!comes_before(h->heap.at[child], last))
            break;
        h->heap.at[at] = h->heap.at[child];
    }
    if (n > 0)
        h->heap.at[at] = last;
    return least;
}

static branch *new_branch(hunt *h)
{
    if (h->spare.n > 0)
        return h->spare.at[--h->spare.n];
    size_t bytes = sizeof(branch) + 2 * h->words * sizeof(uint64_t);
    h->bytes += bytes + 2 * sizeof(branch *);
    return zo_alloc(h->arena, bytes);
}

static void drop(hunt *h, branch *b) { ZO_PUSH(h->arena, &h->spare, b); }

/* ---- Bounds ---- */

static zo_int cost_of(const hunt *h, const uint64_t *set)
{
    zo_int cost = zo_int_of(0);
    for (size_t w = 0; h->wanted->cost != NULL && w < h->words; w++) {
        for (uint64_t rest = set[w]; rest != 0; rest &= rest - 1)
            cost = zo_int_add(&cost, &h->wanted->cost[w * 64 + (size_t)__builtin_ctzll(rest)]);
    }
    return cost;
}

static void add_cheapest(const hunt *h, const uint64_t *edge, const uint64_t *out, zo_int *cost)
{
    const zo_int *least = NULL;
    for (size_t w = 0; w < h->words; w++) {
        for (uint64_t rest = edge[w] & ~out[w]; rest != 0; rest &= rest - 1) {
            const zo_int *one = &h->wanted->cost[w * 64 + (size_t)__builtin_ctzll(rest)];
            least = least == NULL || zo_int_compare(one, least) < 0 ? one : least;
        }
    }
    if (least != NULL && zo_int_sign(least) > 0)
        *cost = zo_int_add(cost, least);
}

/* What is known about a branch. */
typedef struct outlook {
    const uint64_t *split; /* the missed edge with the fewest points left; NULL: none is missed */
    bool hopeless;         /* an edge that can no longer be hit */
    key key;
} outlook;

/* Missed edges are taken up greedily, in the order in which they were found, as long as they are disjoint. */
static outlook look_ahead(hunt *h, const branch *b)
{
    const uint64_t *in = b->set, *out = b->set + h->words;
    outlook o = {.key = {cost_of(h, in), (uint32_t)count_without(in, out, h->words)}};
    size_t fewest = SIZE_MAX;
    memset(h->taken, 0, h->words * sizeof *h->taken);
    for (size_t i = 0; i < h->edges.n; i++) {
        const uint64_t *edge = h->edges.at[i];
        if (meet(edge, in, h->words))
            continue;
        size_t left = count_without(edge, out, h->words);
        if (left < fewest) {
            fewest = left;
            o.split = edge;
        }
        bool disjoint = true;
        for (size_t w = 0; w < h->words && disjoint; w++)
            disjoint = (edge[w] & ~out[w] & h->taken[w]) == 0;
        if (!disjoint)
            continue;
        for (size_t w = 0; w < h->words; w++)
            h->taken[w] |= edge[w] & ~out[w];
        o.key.points++;
        if (h->wanted->cost != NULL)
            add_cheapest(h, edge, out, &o.key.cost);
    }
    o.hopeless = fewest == 0;
    return o;
}

/* ---- The hunt ---- */

static bool holds_a_found_one(const hunt *h, const uint64_t *set)
{
    for (size_t i = 0; i < h->found.n; i++) {
        if (contains(set, h->found.at[i]->set, h->words))
            return true;
    }
    return false;
}

/* Children in place of the branch: each takes one point of the edge and bars those before it. */
static void split(hunt *h, const branch *b, const uint64_t *edge, const key *at_least)
{
    branch *last = NULL;
    for (size_t w = 0; w < h->words; w++) {
        for (uint64_t rest = edge[w] & ~b->set[h->words + w]; rest != 0; rest &= rest - 1) {
            branch *child = new_branch(h);
            const branch *from = last == NULL ? b : last;
            memcpy(child->set, b->set, h->words * sizeof *child->set);
            memcpy(child->set + h->words, from->set + h->words, h->words * sizeof *child->set);
            if (last != NULL) {
                for (size_t v = 0; v < h->words; v++)
                    child->set[h->words + v] |= last->set[v] & ~b->set[v];
            }
            child->set[w] |= rest & (0 - rest);
            child->key = *at_least;
            child->serial = h->serial++;
            last = child;
            if (!holds_a_found_one(h, child->set))
                put(h, child);
        }
    }
}

static void note_edge(hunt *h)
{
    uint64_t *edge = ZO_NEW_MANY(h->arena, uint64_t, h->words);
    for (size_t w = 0; w < h->words; w++)
        edge[w] = h->edge[w] & h->wanted->among[w];
    h->bytes += h->words * sizeof *edge;
    ZO_PUSH(h->arena, &h->edges, edge);
}

/* A branch that misses no edge known; the judge may know another. */
static void try_set(hunt *h, branch *b)
{
    switch (h->wanted->judge(h->wanted->context, b->set, h->edge)) {
    case ZO_HITS_ALL: ZO_PUSH(h->arena, &h->found, b); break;
    case ZO_MISSES:
        note_edge(h);
        put(h, b);
        break;
    case ZO_NO_VERDICT: h->complete = false; break;
    }
}

static void work_on(hunt *h, branch *b)
{
    if (holds_a_found_one(h, b->set)) {
        drop(h, b);
        return;
    }
    outlook o = look_ahead(h, b);
    if (o.hopeless) {
        drop(h, b);
    } else if (compare_keys(&b->key, &o.key) < 0) {
        b->key = o.key;
        put(h, b);
    } else if (o.split != NULL) {
        split(h, b, o.split, &b->key);
        drop(h, b);
    } else {
        try_set(h, b);
    }
}

/* Whether the limit is reached; looks at the clock now and then. */
static bool is_out(hunt *h)
{
    const zo_limit *limit = h->wanted->limit;
    if (limit->memory != 0 && h->bytes > limit->memory)
        return true;
    if (++h->steps % STEPS_UNCHECKED != 0)
        return false;
    if (zo_past_deadline(limit))
        return true;
    if (limit->progress == NULL || zo_clock_now() < h->reported + PROGRESS_EVERY)
        return false;
    h->reported = zo_clock_now();
    return limit->progress(limit->context, 0);
}

static bool may_go_on(hunt *h)
{
    if (h->heap.n == 0 || !h->complete)
        return false;
    h->complete = h->found.n < h->wanted->most && !is_out(h);
    return h->complete;
}

/* Those with equal keys as big integers. */
static zo_reasons list(hunt *h)
{
    const uint64_t **set = ZO_NEW_MANY(h->arena, const uint64_t *, h->found.n);
    for (size_t i = 1; i < h->found.n; i++) {
        branch *b = h->found.at[i];
        size_t at = i;
        for (; at > 0 && compare_keys(&b->key, &h->found.at[at - 1]->key) == 0 &&
               compare_sets(b->set, h->found.at[at - 1]->set, h->words) < 0;
             at--)
            h->found.at[at] = h->found.at[at - 1];
        h->found.at[at] = b;
    }
    for (size_t i = 0; i < h->found.n; i++)
        set[i] = h->found.at[i]->set;
    return (zo_reasons){.sets = h->found.n, .set = set, .complete = h->complete};
}

zo_reasons zo_hunt_sets(const zo_hunt *wanted, zo_arena *arena)
{
    hunt h = {.wanted = wanted, .arena = arena, .words = zo_set_words(wanted->points), .complete = true};
    h.reported = zo_clock_now();
    h.taken = ZO_NEW_MANY(arena, uint64_t, h.words);
    h.edge = ZO_NEW_MANY(arena, uint64_t, h.words);
    branch *root = new_branch(&h);
    memset(root, 0, sizeof *root + 2 * h.words * sizeof(uint64_t));
    put(&h, root);
    while (may_go_on(&h))
        work_on(&h, take_least(&h));
    return list(&h);
}

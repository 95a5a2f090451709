/* Vectors, one after the other -> a tree of boxes, each known by its upper corner.
 *
 * Leaves hold up to LEAF vectors, coordinate by coordinate, so that one look compares several; a full leaf is divided
 * at the median of its widest coordinate. Only corners decide where a look goes: divisions are a matter of speed. After
 * the ND-tree of Jaszkiewicz, A. and Lust, T. (2018), for vectors that come in lexicographic order, so that none is ever
 * taken out again. */
#include "engine/frontier/thicket.h"

#include <string.h>

enum { LEAF = 64, SIDE = 16 };

typedef struct zo_thicket_node {
    uint32_t child[2]; /* 0: it is a leaf */
    uint32_t leaf, n;  /* where its vectors are, and how many */
    uint32_t worth;    /* by which it is divided */
    int32_t middle;    /* from which on vectors belong to child[1] */
} zo_thicket_node;

void zo_thicket_close(zo_thicket *thicket, zo_ration *ration)
{
    zo_store_empty(&thicket->node, ration);
    zo_store_empty(&thicket->corner, ration);
    zo_store_empty(&thicket->leaf, ration);
    zo_store_empty(&thicket->exact, ration);
    zo_store_empty(&thicket->scratch, ration);
}

static zo_thicket_node *node_at(const zo_thicket *t, uint32_t i) { return (zo_thicket_node *)t->node.at + i; }
static int32_t *corner_of(const zo_thicket *t, uint32_t i) { return (int32_t *)t->corner.at + i * t->worths; }
static int32_t *leaf_at(const zo_thicket *t, uint32_t leaf)
{
    return (int32_t *)t->leaf.at + (size_t)leaf * LEAF * t->worths;
}
static int64_t *exact_at(const zo_thicket *t, uint32_t leaf, size_t i)
{
    return (int64_t *)t->exact.at + ((size_t)leaf * LEAF + i) * t->worths;
}

static int32_t coordinate(const zo_thicket *t, const int64_t *vector, size_t k)
{
    size_t place = t->place[k];
    return (int32_t)(((uint64_t)vector[place] - (uint64_t)t->least[place]) >> t->shift);
}

/* Room for one more node, and for one more leaf. */
static bool make_room(zo_thicket *t, zo_ration *ration)
{
    size_t nodes = t->nodes + 2, leaves = t->leaves + 1, numbers = leaves * LEAF * t->worths;
    return zo_store_reach(&t->node, ration, nodes * sizeof(zo_thicket_node)) &&
           zo_store_reach(&t->corner, ration, nodes * t->worths * sizeof(int32_t)) &&
           zo_store_reach(&t->leaf, ration, numbers * sizeof(int32_t)) &&
           (t->shift == 0 || zo_store_reach(&t->exact, ration, numbers * sizeof(int64_t)));
}

bool zo_thicket_start(zo_thicket *t, const size_t *place, size_t worths, const int64_t *least,
                      const int64_t *most, zo_ration *ration)
{
    t->place = place;
    t->worths = worths;
    t->least = least;
    t->shift = 0;
    for (size_t k = 0; k < worths; k++)
        while (((uint64_t)most[place[k]] - (uint64_t)least[place[k]]) >> t->shift > INT32_MAX)
            t->shift++;
    t->nodes = t->leaves = 0;
    size_t scratch = worths * (sizeof(int64_t) + 2 * sizeof(int32_t));
    return zo_store_reach(&t->scratch, ration, scratch + 1) && make_room(t, ration);
}

/* ---- Looking ---- */

static bool is_within(const int32_t *vector, const int32_t *corner, size_t worths)
{
    size_t k = 0;
    while (k < worths && vector[k] <= corner[k])
        k++;
    return k == worths;
}

static bool is_exactly_within(const zo_thicket *t, const int64_t *vector, const int64_t *other)
{
    size_t k = 0;
    while (k < t->worths && vector[t->place[k]] <= other[k])
        k++;
    return k == t->worths;
}

/* Of SIDE vectors that stand side by side, those that fall short somewhere. */
static void compare_side(const zo_thicket *t, const int32_t *at, const int32_t *vector, int32_t *shorter)
{
    memset(shorter, 0, SIDE * sizeof *shorter);
    for (size_t k = 0; k < t->worths; k++, at += LEAF)
        for (size_t i = 0; i < SIDE; i++)
            shorter[i] |= -(at[i] < vector[k]);
}

static bool leaf_covers(const zo_thicket *t, const zo_thicket_node *node, const int32_t *vector,
                        const int64_t *exact)
{
    int32_t shorter[SIDE];
    for (size_t from = 0; from < node->n; from += SIDE) {
        compare_side(t, leaf_at(t, node->leaf) + from, vector, shorter);
        for (size_t i = 0; i < SIDE && from + i < node->n; i++)
            if (shorter[i] == 0 &&
                (t->shift == 0 || is_exactly_within(t, exact, exact_at(t, node->leaf, from + i))))
                return true;
    }
    return false;
}

static bool node_covers(const zo_thicket *t, uint32_t at, const int32_t *vector, const int64_t *exact)
{
    const zo_thicket_node *node = node_at(t, at);
    while (node->child[0] != 0) {
        if (is_within(vector, corner_of(t, node->child[1]), t->worths) &&
            node_covers(t, node->child[1], vector, exact))
            return true;
        at = node->child[0];
        if (!is_within(vector, corner_of(t, at), t->worths))
            return false;
        node = node_at(t, at);
    }
    return leaf_covers(t, node, vector, exact);
}

bool zo_thicket_covers(const zo_thicket *t, const int64_t *vector)
{
    int32_t *short_ = t->scratch.at;
    if (t->nodes == 0)
        return false;
    for (size_t k = 0; k < t->worths; k++)
        short_[k] = coordinate(t, vector, k);
    return is_within(short_, corner_of(t, 0), t->worths) && node_covers(t, 0, short_, vector);
}

/* ---- Growing ---- */

static void put(zo_thicket *t, uint32_t at, const int32_t *vector, const int64_t *exact)
{
    zo_thicket_node *node = node_at(t, at);
    int32_t *corner = corner_of(t, at), *leaf = leaf_at(t, node->leaf) + node->n;
    for (size_t k = 0; k < t->worths; k++) {
        leaf[k * LEAF] = vector[k];
        corner[k] = node->n == 0 || vector[k] > corner[k] ? vector[k] : corner[k];
    }
    if (t->shift > 0)
        memmove(exact_at(t, node->leaf, node->n), exact, t->worths * sizeof *exact);
    node->n++;
}

static uint32_t new_leaf(zo_thicket *t)
{
    *node_at(t, (uint32_t)t->nodes) = (zo_thicket_node){.leaf = (uint32_t)t->leaves++};
    return (uint32_t)t->nodes++;
}

static int64_t spread(const int32_t *number)
{
    int32_t least = number[0], most = number[0];
    for (size_t i = 1; i < LEAF; i++) {
        least = number[i] < least ? number[i] : least;
        most = number[i] > most ? number[i] : most;
    }
    return (int64_t)most - least;
}

static uint32_t widest(const zo_thicket *t, const int32_t *leaf)
{
    uint32_t best = 0;
    for (uint32_t k = 1; k < t->worths; k++)
        if (spread(leaf + k * LEAF) > spread(leaf + best * LEAF))
            best = k;
    return best;
}

/* About the median, but above the smallest. */
static int32_t middle_of(const int32_t *number)
{
    int32_t sorted[LEAF] = {0};
    for (size_t i = 0; i < LEAF; i++) {
        size_t j = i;
        for (; j > 0 && sorted[j - 1] > number[i]; j--)
            sorted[j] = sorted[j - 1];
        sorted[j] = number[i];
    }
    size_t i = LEAF / 2;
    while (i + 1 < LEAF && sorted[i] == sorted[0])
        i++;
    return sorted[i];
}

/* A full leaf becomes two, of which the first keeps its place in memory. */
static void divide(zo_thicket *t, uint32_t at, int32_t *vector)
{
    uint32_t first = new_leaf(t), second = new_leaf(t), from = node_at(t, at)->leaf;
    zo_thicket_node *node = node_at(t, at);
    t->leaves--; /* the first needs none */
    node_at(t, first)->leaf = from;
    node_at(t, second)->leaf = (uint32_t)t->leaves - 1;
    const int32_t *leaf = leaf_at(t, from);
    node->worth = widest(t, leaf);
    node->middle = middle_of(leaf + node->worth * LEAF);
    bool alike = spread(leaf + node->worth * LEAF) == 0;
    for (size_t i = 0; i < LEAF; i++) {
        for (size_t k = 0; k < t->worths; k++)
            vector[k] = leaf[k * LEAF + i];
        bool high = alike ? i % 2 == 1 : vector[node->worth] >= node->middle;
        put(t, high ? second : first, vector, t->shift > 0 ? exact_at(t, from, i) : NULL);
    }
    node->child[0] = first;
    node->child[1] = second;
}

static uint32_t next_towards(const zo_thicket *t, uint32_t at, const int32_t *vector)
{
    const zo_thicket_node *node = node_at(t, at);
    return node->child[vector[node->worth] >= node->middle];
}

/* The leaf for the vector. */
static uint32_t leaf_for(const zo_thicket *t, const int32_t *vector)
{
    uint32_t at = 0;
    while (node_at(t, at)->child[0] != 0)
        at = next_towards(t, at, vector);
    return at;
}

/* The boxes on the way there then hold it. */
static void widen_boxes(const zo_thicket *t, const int32_t *vector)
{
    for (uint32_t at = 0; node_at(t, at)->child[0] != 0; at = next_towards(t, at, vector)) {
        int32_t *corner = corner_of(t, at);
        for (size_t k = 0; k < t->worths; k++)
            corner[k] = vector[k] > corner[k] ? vector[k] : corner[k];
    }
}

/* Into the scratch memory: what is compared of the vector, short and exact. */
static void read_vector(const zo_thicket *t, const int64_t *vector, int32_t *short_, int64_t *exact)
{
    for (size_t k = 0; k < t->worths; k++) {
        short_[k] = coordinate(t, vector, k);
        exact[k] = vector[t->place[k]];
    }
}

bool zo_thicket_add(zo_thicket *t, const int64_t *vector, zo_ration *ration)
{
    if (!make_room(t, ration))
        return false;
    int64_t *exact = t->scratch.at;
    int32_t *short_ = (int32_t *)(exact + t->worths), *moved = short_ + t->worths;
    if (t->nodes == 0)
        new_leaf(t);
    read_vector(t, vector, short_, exact);
    uint32_t at = leaf_for(t, short_);
    if (node_at(t, at)->n == LEAF) {
        divide(t, at, moved);
        at = leaf_for(t, short_);
    }
    widen_boxes(t, short_);
    put(t, at, short_, exact);
    return true;
}

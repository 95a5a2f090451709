/* Turns ties of two issues into trees, and prices of values into the least weight of each tree, from its leaves to its root
 * and back (dynamic programming on trees: Bertele and Brioschi 1972). */
#include "engine/proof/quest_forest.h"

#include <string.h>

zo_forest *zo_forest_new(zo_quest *quest, zo_arena *arena)
{
    size_t issues = quest->instance->issues + 1, bits = quest->instance->value_bits + 1;
    zo_forest *f = ZO_NEW(arena, zo_forest);
    *f = (zo_forest){.quest = quest};
    f->order = ZO_NEW_MANY(arena, uint32_t, issues);
    f->parent = ZO_NEW_MANY(arena, uint32_t, issues);
    f->tree = ZO_NEW_MANY(arena, uint32_t, issues);
    f->tie = ZO_NEW_MANY(arena, const zo_tie *, issues);
    f->below = ZO_NEW_MANY(arena, uint64_t, bits);
    f->through = ZO_NEW_MANY(arena, uint64_t, bits);
    f->up = ZO_NEW_MANY(arena, uint64_t, issues * ZO_QUEST_VALUES);
    f->down = ZO_NEW_MANY(arena, uint64_t, ZO_QUEST_VALUES);
    return f;
}

/* ---- Planting ---- */

/* Everything that hangs on issues already placed, first come first. */
static size_t grow(zo_forest *f, size_t placed)
{
    const zo_quest *q = f->quest;
    for (size_t at = placed - 1; at < placed; at++) {
        uint32_t issue = f->order[at];
        for (size_t k = 0; k < q->tied[issue].n; k++) {
            const zo_tie *tie = q->ties.at[q->tied[issue].at[k]];
            if (tie->issues != 2)
                continue;
            uint32_t other = tie->issue[tie->issue[0] == issue];
            if (f->tree[other] != ZO_NO_ISSUE)
                continue;
            f->tree[other] = f->tree[issue];
            f->parent[other] = issue;
            f->tie[other] = tie;
            f->order[placed++] = other;
        }
    }
    return placed;
}

void zo_forest_plant(zo_forest *f)
{
    uint32_t issues = (uint32_t)f->quest->instance->issues;
    size_t placed = 0;
    memset(f->tree, 0xFF, issues * sizeof *f->tree);
    memset(f->parent, 0xFF, issues * sizeof *f->parent);
    for (uint32_t i = 0; i < issues; i++) {
        if (f->tree[i] != ZO_NO_ISSUE)
            continue;
        f->tree[i] = i;
        f->order[placed++] = i;
        placed = grow(f, placed);
    }
}

/* ---- Weighing ---- */

static uint64_t lighter(uint64_t a, uint64_t b) { return a < b ? a : b; }

static uint64_t together(uint64_t a, uint64_t b) { return lighter(a + b, ZO_TOO_HEAVY); }

static uint64_t *below(const zo_forest *f, uint32_t issue)
{
    return f->below + f->quest->instance->first_bit[issue];
}

static uint64_t *up(const zo_forest *f, uint32_t issue) { return f->up + (size_t)issue * ZO_QUEST_VALUES; }

/* The values of the issue that go with a value of its parent; or of the parent's with one of the issue. */
static uint64_t fits(const zo_forest *f, uint32_t issue, bool from_parent, uint32_t value)
{
    const zo_tie *tie = f->tie[issue];
    bool parent_first = tie->issue[0] == f->parent[issue];
    return tie->fits[parent_first == from_parent ? 0 : 1][value];
}

static uint64_t least_of(const uint64_t *weight, uint64_t values, uint32_t *which)
{
    uint64_t least = ZO_TOO_HEAVY;
    for (uint64_t rest = values; rest != 0; rest &= rest - 1) {
        uint32_t v = (uint32_t)__builtin_ctzll(rest);
        if (weight[v] >= least)
            continue;
        least = weight[v];
        *which = v;
    }
    return least;
}

/* What the issue adds to each value of its parent. */
static void hand_up(zo_forest *f, uint32_t issue, const uint64_t *domain)
{
    uint32_t parent = f->parent[issue], which = 0;
    for (uint64_t rest = domain[parent]; rest != 0; rest &= rest - 1) {
        uint32_t v = (uint32_t)__builtin_ctzll(rest);
        up(f, issue)[v] = least_of(below(f, issue), domain[issue] & fits(f, issue, true, v), &which);
        below(f, parent)[v] = together(below(f, parent)[v], up(f, issue)[v]);
    }
}

uint64_t zo_forest_least(zo_forest *f, const uint64_t *domain, const uint64_t *price, uint32_t *choice)
{
    size_t issues = f->quest->instance->issues;
    uint64_t all = 0;
    memcpy(f->below, price, f->quest->instance->value_bits * sizeof *price);
    for (size_t k = issues; k-- > 0;) {
        if (f->parent[f->order[k]] != ZO_NO_ISSUE)
            hand_up(f, f->order[k], domain);
    }
    for (size_t k = 0; k < issues; k++) {
        uint32_t i = f->order[k], parent = f->parent[i];
        uint64_t values = domain[i];
        choice[i] = (uint32_t)__builtin_ctzll(values);
        if (parent != ZO_NO_ISSUE)
            values &= fits(f, i, true, choice[parent]);
        uint64_t least = least_of(below(f, i), values, &choice[i]);
        if (parent == ZO_NO_ISSUE)
            all = together(all, least);
    }
    return all;
}

void zo_forest_through(zo_forest *f, const uint64_t *domain)
{
    const zo_instance *in = f->quest->instance;
    for (size_t k = 0; k < in->issues; k++) {
        uint32_t i = f->order[k], parent = f->parent[i], which = 0;
        uint64_t *through = f->through + in->first_bit[i];
        for (uint64_t rest = domain[i]; rest != 0; rest &= rest - 1)
            through[__builtin_ctzll(rest)] = below(f, i)[__builtin_ctzll(rest)];
        if (parent == ZO_NO_ISSUE)
            continue;
        const uint64_t *of_parent = f->through + in->first_bit[parent];
        for (uint64_t rest = domain[parent]; rest != 0; rest &= rest - 1) {
            uint32_t v = (uint32_t)__builtin_ctzll(rest);
            bool any = of_parent[v] < ZO_TOO_HEAVY && up(f, i)[v] < ZO_TOO_HEAVY;
            f->down[v] = any ? of_parent[v] - up(f, i)[v] : ZO_TOO_HEAVY;
        }
        for (uint64_t rest = domain[i]; rest != 0; rest &= rest - 1) {
            uint32_t v = (uint32_t)__builtin_ctzll(rest);
            uint64_t above = least_of(f->down, domain[parent] & fits(f, i, false, v), &which);
            through[v] = together(through[v], above);
        }
    }
}

/* ---- What it rests on ---- */

/* How much more the tree of this root weighs for its ties. */
static uint64_t gain_of(zo_forest *f, uint32_t root, const uint64_t *domain, const uint64_t *price)
{
    const zo_instance *in = f->quest->instance;
    uint64_t untied = 0;
    uint32_t which = 0;
    for (uint32_t i = 0; i < in->issues; i++) {
        if (f->tree[i] == root)
            untied += least_of(price + in->first_bit[i], domain[i], &which);
    }
    return least_of(below(f, root), domain[root], &which) - untied;
}

static void mark_tree(zo_forest *f, uint32_t root)
{
    for (uint32_t i = 0; i < f->quest->instance->issues; i++) {
        if (f->tree[i] == root && f->parent[i] != ZO_NO_ISSUE)
            zo_set_bit(f->quest->used, f->tie[i]->selector);
    }
}

void zo_forest_mark(zo_forest *f, const uint64_t *domain, const uint64_t *price, uint64_t spare)
{
    for (uint32_t i = 0; i < f->quest->instance->issues; i++) {
        if (f->parent[i] != ZO_NO_ISSUE)
            continue;
        uint64_t gain = gain_of(f, i, domain, price);
        if (gain <= spare)
            spare -= gain;
        else
            mark_tree(f, i);
    }
}

void zo_forest_mark_cut(zo_forest *f, const uint64_t *domain, const uint64_t *left, const uint64_t *price)
{
    zo_forest_mark(f, domain, price, 0);
    for (uint32_t i = 0; i < f->quest->instance->issues; i++) {
        if (left[i] != domain[i])
            mark_tree(f, f->tree[i]);
    }
}

/* Turns a quest into a package or a refutation, by branch and bound.
 *
 * In every node weights refute what is left of the values, or take values away that no package that fits can have; the lightest
 * package may fit; and now and then a trial looks around. Then the issue on which lightest packages differ most is set to the
 * value that they mostly have, and that failing, to any other. */
#include "engine/proof/quest_tree.h"

#include <string.h>

enum {
    STEPS_FIRST = 200,
    STEPS = 24,
    NODES_A_TRIAL = 32,
    STEPS_OF_TRIAL = 200,
    STEPS_A_NODE = 40,
    MOST_STEPS = 10000
};

struct zo_quest_tree {
    zo_quest *quest;
    zo_weights *weights;
    zo_trial *trial;
    zo_arena *arena;
    uint64_t **domain; /* per level, by issue; made when first reached */
    uint32_t *package;
    size_t nodes, most_nodes;
    zo_watch *watch;
};

zo_quest_tree *zo_quest_tree_new(zo_quest *quest, zo_arena *arena)
{
    zo_quest_tree *t = ZO_NEW(arena, zo_quest_tree);
    *t = (zo_quest_tree){.quest = quest, .arena = arena};
    t->weights = zo_weights_new(quest, arena);
    t->trial = zo_trial_new(quest, arena);
    t->domain = ZO_NEW_MANY(arena, uint64_t *, quest->instance->issues + 2);
    t->package = ZO_NEW_MANY(arena, uint32_t, quest->instance->issues + 1);
    return t;
}

static uint64_t *domain_of(zo_quest_tree *t, size_t level)
{
    if (t->domain[level] == NULL)
        t->domain[level] = ZO_NEW_MANY(t->arena, uint64_t, t->quest->instance->issues + 1);
    return t->domain[level];
}

static bool meets_ties(const zo_quest_tree *t)
{
    for (size_t k = 0; k < t->quest->ties.n; k++) {
        if (!zo_tie_holds(t->quest->ties.at[k], t->package))
            return false;
    }
    return true;
}

static bool meets_rooms(const zo_quest_tree *t)
{
    for (size_t l = 0; l < t->quest->loads; l++) {
        if (zo_quest_taken(t->quest, l, t->package) > t->quest->room[l])
            return false;
    }
    return true;
}

static size_t values_left(const zo_quest_tree *t, const uint64_t *domain)
{
    size_t left = 0;
    for (size_t i = 0; i < t->quest->instance->issues; i++)
        left += (size_t)__builtin_popcountll(domain[i]);
    return left;
}

/* The lightest package, as far as its values are still there. */
static void take_lightest(zo_quest_tree *t, const uint64_t *domain)
{
    for (size_t i = 0; i < t->quest->instance->issues; i++) {
        uint32_t v = t->weights->package[i];
        t->package[i] = domain[i] >> v & 1 ? v : (uint32_t)__builtin_ctzll(domain[i]);
    }
}

static size_t first_steps(const zo_quest_tree *t)
{
    return t->most_nodes < MOST_STEPS / STEPS_A_NODE ? t->most_nodes * STEPS_A_NODE : MOST_STEPS;
}

static bool looks_around(zo_quest_tree *t, const uint64_t *domain, bool lightest_fits)
{
    take_lightest(t, domain);
    if (lightest_fits && meets_rooms(t) && meets_ties(t))
        return true;
    size_t steps = t->nodes == 1                   ? first_steps(t)
                   : t->nodes % NODES_A_TRIAL == 1 ? STEPS_OF_TRIAL
                   : lightest_fits                 ? STEPS_OF_TRIAL / 4
                                                   : 0;
    return steps > 0 && zo_trial_run(t->trial, domain, t->package, steps, t->nodes, t->watch);
}

static zo_quested examine(zo_quest_tree *t, uint64_t *domain)
{
    size_t before, left = values_left(t, domain);
    bool fits = false;
    do {
        before = left;
        if (!zo_quest_propagate(t->quest, domain))
            return ZO_QUEST_REFUTED;
        if (t->quest->loads > 0) {
            fits = zo_weights_improve(t->weights, domain, t->nodes == 0 ? STEPS_FIRST : STEPS);
            if (!zo_weights_cut(t->weights, domain) || !zo_loads_cut(t->quest, domain) ||
                !zo_quest_propagate(t->quest, domain))
                return ZO_QUEST_REFUTED;
        }
        left = values_left(t, domain);
    } while (left < before - before / 16);
    t->nodes++;
    return looks_around(t, domain, fits) ? ZO_QUEST_FOUND : ZO_QUEST_OPEN;
}

static bool is_set(uint64_t domain) { return (domain & (domain - 1)) == 0; }

/* The value that lightest packages mostly had; *often: how often. */
static uint32_t favourite(const zo_quest_tree *t, uint32_t issue, uint64_t domain, uint32_t *often)
{
    const uint32_t *met = t->weights->met + t->quest->instance->first_bit[issue];
    uint32_t best = (uint32_t)__builtin_ctzll(domain);
    for (uint64_t rest = domain; rest != 0; rest &= rest - 1) {
        uint32_t v = (uint32_t)__builtin_ctzll(rest);
        best = met[v] > met[best] ? v : best;
    }
    *often = met[best];
    return best;
}

/* False when all are set. Where all are at one with the lightest packages, ties come first. */
static bool choose(const zo_quest_tree *t, const uint64_t *domain, uint32_t *issue, uint32_t *value)
{
    uint64_t least = UINT64_MAX;
    for (uint32_t i = 0; i < t->quest->instance->issues; i++) {
        uint32_t often, v = favourite(t, i, domain[i], &often);
        uint64_t rank =
            (uint64_t)often * 1024 + 512 - (t->quest->tied[i].n < 500 ? t->quest->tied[i].n : 500);
        if (is_set(domain[i]) || rank >= least)
            continue;
        least = rank;
        *issue = i;
        *value = v;
    }
    return least < UINT64_MAX;
}

/* All is set, and keeps within the rooms but for the losses. Those that overdraw them are noted. */
static zo_quested decide_last(zo_quest_tree *t, const uint64_t *domain)
{
    zo_quest *q = t->quest;
    take_lightest(t, domain);
    if (meets_rooms(t))
        return ZO_QUEST_FOUND;
    for (size_t l = 0; l < q->loads; l++) {
        if (zo_quest_taken(q, l, t->package) > q->room[l])
            zo_set_bit(q->used, zo_quest_mark(q, l));
    }
    return ZO_QUEST_REFUTED;
}

static zo_quested search(zo_quest_tree *t, size_t level)
{
    uint64_t *domain = domain_of(t, level);
    size_t issues = t->quest->instance->issues;
    for (;;) {
        uint32_t issue, value;
        if (t->nodes >= t->most_nodes || zo_watch_ends(t->watch))
            return ZO_QUEST_OPEN;
        zo_quested here = examine(t, domain);
        if (here != ZO_QUEST_OPEN)
            return here;
        if (!choose(t, domain, &issue, &value))
            return decide_last(t, domain);
        uint64_t *below = domain_of(t, level + 1);
        memcpy(below, domain, issues * sizeof *below);
        below[issue] = (uint64_t)1 << value;
        here = search(t, level + 1);
        if (here != ZO_QUEST_REFUTED)
            return here;
        domain[issue] &= ~((uint64_t)1 << value);
        if (domain[issue] == 0)
            return ZO_QUEST_REFUTED;
    }
}

zo_quested zo_quest_tree_search(zo_quest_tree *t, size_t nodes, zo_watch *watch, uint32_t *package)
{
    zo_quest *q = t->quest;
    if (q->refuted)
        return ZO_QUEST_REFUTED;
    t->nodes = 0;
    t->most_nodes = nodes;
    t->watch = watch;
    zo_weights_even(t->weights);
    memcpy(domain_of(t, 0), q->domain, q->instance->issues * sizeof *q->domain);
    zo_quested found = q->instance->issues == 0 ? decide_last(t, q->domain) : search(t, 0);
    if (found == ZO_QUEST_FOUND)
        memcpy(package, t->package, q->instance->issues * sizeof *package);
    return found;
}

/* Turns loads into weights by which packages are refuted at a stroke.
 *
 * A package that overdraws no room overdraws no weighted total of them either. The lightest package of a total is found issue
 * by issue, or tree by tree where issues are tied; where even that one is too heavy, nothing fits (Lagrangian relaxation: Geoffrion 1974). Weights follow
 * what the lightest package overdraws, by factors (multiplicative updates: Arora, Hazan and Kale 2012), in floating point: they
 * only propose, whole numbers decide. */
#include "engine/proof/quest_weights.h"

#include <math.h>
#include <string.h>

zo_weights *zo_weights_new(zo_quest *quest, zo_arena *arena)
{
    size_t loads = quest->stride, issues = quest->instance->issues, bits = quest->instance->value_bits;
    zo_weights *w = ZO_NEW(arena, zo_weights);
    *w = (zo_weights){.quest = quest};
    w->weight = ZO_NEW_MANY(arena, double, loads);
    w->best = ZO_NEW_MANY(arena, double, loads);
    w->use = ZO_NEW_MANY(arena, double, loads);
    w->whole = ZO_NEW_MANY(arena, uint64_t, loads);
    w->package = ZO_NEW_MANY(arena, uint32_t, issues + 1);
    w->met = ZO_NEW_MANY(arena, uint32_t, bits + 1);
    w->lightest = ZO_NEW_MANY(arena, uint32_t, issues + 1);
    w->price = ZO_NEW_MANY(arena, uint64_t, bits + 1);
    w->left = ZO_NEW_MANY(arena, uint64_t, issues + 1);
    w->forest = zo_forest_new(quest, arena);
    return w;
}

void zo_weights_even(zo_weights *w)
{
    for (size_t l = 0; l < w->quest->loads; l++)
        w->weight[l] = w->best[l] = 1.0 / (double)w->quest->loads;
    w->excess = -INFINITY;
    zo_forest_plant(w->forest);
}

/* ---- Prices ---- */

/* Such that no total over any package reaches 2^62: a load's part of it is at most twice its weight per issue. */
static uint64_t make_whole(zo_weights *w, const double *weight)
{
    const zo_quest *q = w->quest;
    uint64_t room = 0;
    double unit = ldexp(1, 60) / (double)(q->instance->issues + 2);
    for (size_t l = 0; l < q->loads; l++) {
        double whole = q->room[l] > 0 ? weight[l] * unit / (double)q->room[l] : 0;
        w->whole[l] = whole >= 1 && weight[l] > 1e-6 ? (uint64_t)whole : 0;
        room += w->whole[l] * q->room[l];
    }
    return room;
}

static void find_prices(zo_weights *w)
{
    const zo_quest *q = w->quest;
    for (size_t bit = 0; bit < q->instance->value_bits; bit++) {
        const uint32_t *takes = q->takes + bit * q->stride;
        uint64_t price = 0;
        for (size_t l = 0; l < q->loads; l++)
            price += w->whole[l] * takes[l];
        w->price[bit] = price;
    }
}

/* ---- Proposing ---- */

/* By how much the lightest package overdraws all rooms together, as a share. */
static double find_lightest(zo_weights *w, const uint64_t *domain)
{
    const zo_quest *q = w->quest;
    uint64_t room = make_whole(w, w->weight);
    find_prices(w);
    uint64_t all = zo_forest_least(w->forest, domain, w->price, w->package);
    memset(w->use, 0, q->loads * sizeof *w->use);
    for (uint32_t i = 0; i < q->instance->issues; i++) {
        size_t bit = q->instance->first_bit[i] + w->package[i];
        for (size_t l = 0; l < q->loads; l++)
            w->use[l] += q->part[bit * q->stride + l];
        w->met[bit]++;
    }
    return ((double)all - (double)room) / (double)(room > 0 ? room : 1);
}

static bool overdraws(const zo_weights *w)
{
    const zo_quest *q = w->quest;
    for (size_t l = 0; l < q->loads; l++) {
        if (w->use[l] > 1.001 || zo_quest_taken(q, l, w->package) > q->room[l])
            return true;
    }
    return false;
}

static void follow(zo_weights *w, double length)
{
    size_t loads = w->quest->loads;
    double steepest = 1e-9, all = 0;
    for (size_t l = 0; l < loads; l++) {
        double over = fabs(w->use[l] - 1);
        steepest = over > steepest ? over : steepest;
    }
    for (size_t l = 0; l < loads; l++) {
        w->weight[l] = w->weight[l] * exp(length * (w->use[l] - 1) / steepest) + 1e-9;
        all += w->weight[l];
    }
    for (size_t l = 0; l < loads; l++)
        w->weight[l] /= all;
}

bool zo_weights_improve(zo_weights *w, const uint64_t *domain, size_t steps)
{
    size_t loads = w->quest->loads;
    w->excess = -INFINITY;
    memset(w->met, 0, w->quest->instance->value_bits * sizeof *w->met);
    memcpy(w->weight, w->best, loads * sizeof *w->best);
    for (size_t k = 0; k < steps; k++) {
        double excess = find_lightest(w, domain);
        if (excess > w->excess) {
            w->excess = excess;
            memcpy(w->best, w->weight, loads * sizeof *w->best);
        }
        if (w->excess > 0)
            return false;
        if (!overdraws(w))
            return true;
        follow(w, 0.5 / (1 + (double)k * 0.1));
    }
    return false;
}

/* ---- Deciding ---- */

static void note_used(zo_weights *w)
{
    const zo_quest *q = w->quest;
    for (size_t l = 0; l < q->loads; l++) {
        if (w->whole[l] > 0)
            zo_set_bit(q->used, zo_quest_mark(q, l));
    }
}

/* The values of the issue whose tree weighs no more than `spare` above its least with them. */
static uint64_t light_enough(const zo_weights *w, uint32_t issue, uint64_t domain, uint64_t spare)
{
    const uint64_t *through = w->forest->through + w->quest->instance->first_bit[issue];
    uint64_t least = UINT64_MAX, left = domain;
    for (uint64_t rest = domain; rest != 0; rest &= rest - 1)
        least = through[__builtin_ctzll(rest)] < least ? through[__builtin_ctzll(rest)] : least;
    for (uint64_t rest = domain; rest != 0; rest &= rest - 1) {
        if (through[__builtin_ctzll(rest)] - least > spare)
            left &= ~(rest & (0 - rest));
    }
    return left;
}

static void remove_heavy(zo_weights *w, uint64_t *domain, uint64_t spare)
{
    const zo_instance *in = w->quest->instance;
    bool cut = false;
    for (uint32_t i = 0; i < in->issues; i++) {
        w->left[i] = light_enough(w, i, domain[i], spare);
        cut = cut || w->left[i] != domain[i];
    }
    if (!cut)
        return;
    note_used(w);
    zo_forest_mark_cut(w->forest, domain, w->left, w->price);
    memcpy(domain, w->left, in->issues * sizeof *domain);
}

bool zo_weights_cut(zo_weights *w, uint64_t *domain)
{
    uint64_t room = make_whole(w, w->best);
    find_prices(w);
    uint64_t all = zo_forest_least(w->forest, domain, w->price, w->lightest);
    if (all > room) {
        note_used(w);
        zo_forest_mark(w->forest, domain, w->price, all - room - 1);
        return false;
    }
    zo_forest_through(w->forest, domain);
    remove_heavy(w, domain, room - all);
    return true;
}

/* ---- Load by load ---- */

static uint32_t least_taken(const zo_quest *q, size_t load, uint32_t issue, uint64_t domain)
{
    uint32_t least = UINT32_MAX;
    for (uint64_t rest = domain; rest != 0; rest &= rest - 1) {
        uint32_t taken = zo_quest_takes(q, load, issue, (uint32_t)__builtin_ctzll(rest));
        least = taken < least ? taken : least;
    }
    return least;
}

static bool cut_by(zo_quest *q, size_t load, uint64_t *domain)
{
    uint64_t all = 0;
    bool cut = false;
    for (uint32_t i = 0; i < q->instance->issues; i++)
        all += least_taken(q, load, i, domain[i]);
    for (uint32_t i = 0; i < q->instance->issues && all <= q->room[load]; i++) {
        uint64_t spare = q->room[load] - all + least_taken(q, load, i, domain[i]);
        for (uint64_t rest = domain[i]; rest != 0; rest &= rest - 1) {
            if (zo_quest_takes(q, load, i, (uint32_t)__builtin_ctzll(rest)) <= spare)
                continue;
            domain[i] &= ~(rest & (0 - rest));
            cut = true;
        }
    }
    if (cut || all > q->room[load])
        zo_set_bit(q->used, zo_quest_mark(q, load));
    return all <= q->room[load];
}

bool zo_loads_cut(zo_quest *q, uint64_t *domain)
{
    for (size_t l = 0; l < q->loads; l++) {
        if (!cut_by(q, l, domain))
            return false;
    }
    return true;
}

/* Turns a package that overdraws rooms or breaks ties into one that does not, change by change.
 *
 * Every step makes the best change of one issue, for better or worse; the change is then barred for a while (tabu search: Glover
 * 1989). What stays wrong counts for more and more (the breakout method: Morris 1993), so that the search leaves
 * where it is caught. */
#include "engine/proof/quest_trial.h"

#include <string.h>

static const float TIE_WEIGHT = 0.05F, /* at first; a room overdrawn by all of it weighs 1 */
    LOAD_GROWTH = 1.1F, TIE_GROWTH = 1.3F, EASING = 0.9997F, MOST_WEIGHT = 1e6F;

struct zo_trial {
    zo_quest *quest;
    zo_arena *arena;
    uint32_t *package;
    uint64_t *barred; /* per value bit: until which step */
    float *use;       /* per load, as a share of its room */
    float *load_weight;
    float *delta;       /* per load: what a change adds */
    float *tie_weight;  /* per tie */
    bool *broken;       /* per tie */
    size_t ties, state; /* room for so many; of the random numbers */
};

zo_trial *zo_trial_new(zo_quest *quest, zo_arena *arena)
{
    zo_trial *t = ZO_NEW(arena, zo_trial);
    *t = (zo_trial){.quest = quest, .arena = arena, .ties = quest->all_ties.n};
    t->package = ZO_NEW_MANY(arena, uint32_t, quest->instance->issues + 1);
    t->barred = ZO_NEW_MANY(arena, uint64_t, quest->instance->value_bits + 1);
    t->use = ZO_NEW_MANY(arena, float, quest->stride);
    t->load_weight = ZO_NEW_MANY(arena, float, quest->stride);
    t->delta = ZO_NEW_MANY(arena, float, quest->stride);
    t->tie_weight = ZO_NEW_MANY(arena, float, t->ties + 1);
    t->broken = ZO_NEW_MANY(arena, bool, t->ties + 1);
    return t;
}

static uint32_t draw(zo_trial *t, uint32_t n)
{
    uint64_t z = t->state += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return (uint32_t)((z ^ z >> 31) % n);
}

/* ---- How a package stands ---- */

static float share_of(const zo_quest *q, const zo_loss *loss)
{
    return (float)loss->amount / (float)(q->room[loss->load] > 0 ? q->room[loss->load] : 1);
}

static void stand(zo_trial *t)
{
    const zo_quest *q = t->quest;
    memset(t->use, 0, q->loads * sizeof *t->use);
    for (uint32_t i = 0; i < q->instance->issues; i++) {
        const float *part = q->part + (q->instance->first_bit[i] + t->package[i]) * q->stride;
        for (size_t l = 0; l < q->loads; l++)
            t->use[l] += part[l];
    }
    for (size_t k = 0; k < q->losses.n; k++) {
        if (zo_is_lost(&q->losses.at[k], t->package))
            t->use[q->losses.at[k].load] += share_of(q, &q->losses.at[k]);
    }
    for (size_t k = 0; k < q->ties.n; k++)
        t->broken[k] = !zo_tie_holds(q->ties.at[k], t->package);
}

/* Exactly, since shares are rounded. */
static bool fits(zo_trial *t)
{
    const zo_quest *q = t->quest;
    for (size_t k = 0; k < q->ties.n; k++) {
        if (t->broken[k])
            return false;
    }
    for (size_t l = 0; l < q->loads; l++) {
        if (t->use[l] > 1.001F || zo_quest_taken(q, l, t->package) > q->room[l])
            return false;
    }
    return true;
}

/* ---- One change ---- */

/* What the change takes more of each room, less what the issue takes now. */
static void find_delta(zo_trial *t, uint32_t issue, uint32_t value)
{
    const zo_quest *q = t->quest;
    const float *is = q->part + (q->instance->first_bit[issue] + t->package[issue]) * q->stride;
    const float *new = q->part + (q->instance->first_bit[issue] + value) * q->stride;
    uint32_t was = t->package[issue];
    for (size_t l = 0; l < q->loads; l++)
        t->delta[l] = new[l] - is[l];
    for (size_t k = 0; k < q->lossy[issue].n; k++) {
        const zo_loss *loss = &q->losses.at[q->lossy[issue].at[k]];
        bool lost = zo_is_lost(loss, t->package);
        t->package[issue] = value;
        t->delta[loss->load] += (float)(zo_is_lost(loss, t->package) - lost) * share_of(q, loss);
        t->package[issue] = was;
    }
}

static float tie_change(zo_trial *t, uint32_t issue, uint32_t value)
{
    const zo_quest *q = t->quest;
    uint32_t was = t->package[issue];
    float change = 0;
    t->package[issue] = value;
    for (size_t k = 0; k < q->tied[issue].n; k++) {
        size_t tie = q->tied[issue].at[k];
        change += (float)(!zo_tie_holds(q->ties.at[tie], t->package) - t->broken[tie]) * t->tie_weight[tie];
    }
    t->package[issue] = was;
    return change;
}

static float over(float use) { return use > 1 ? use - 1 : 0; }

/* What it makes worse, by the weights. */
static float change(zo_trial *t, uint32_t issue, uint32_t value)
{
    const zo_quest *q = t->quest;
    float worse = tie_change(t, issue, value);
    find_delta(t, issue, value);
    for (size_t l = 0; l < q->loads; l++)
        worse += t->load_weight[l] * (over(t->use[l] + t->delta[l]) - over(t->use[l]));
    return worse;
}

static void make_change(zo_trial *t, uint32_t issue, uint32_t value, uint64_t step)
{
    const zo_quest *q = t->quest;
    find_delta(t, issue, value);
    for (size_t l = 0; l < q->loads; l++)
        t->use[l] += t->delta[l];
    t->barred[q->instance->first_bit[issue] + t->package[issue]] = step + 4 + draw(t, 8);
    t->package[issue] = value;
    for (size_t k = 0; k < q->tied[issue].n; k++) {
        size_t tie = q->tied[issue].at[k];
        t->broken[tie] = !zo_tie_holds(q->ties.at[tie], t->package);
    }
}

/* The best change that is not barred; false when there is none. */
static bool find_change(zo_trial *t, const uint64_t *domain, uint64_t step, uint32_t *issue, uint32_t *value,
                        float *worse)
{
    const zo_quest *q = t->quest;
    uint32_t issues = (uint32_t)q->instance->issues, first = draw(t, issues);
    bool any = false;
    for (uint32_t k = 0; k < issues; k++) {
        uint32_t i = first + k < issues ? first + k : first + k - issues;
        for (uint64_t rest = domain[i] & ~((uint64_t)1 << t->package[i]); rest != 0; rest &= rest - 1) {
            uint32_t v = (uint32_t)__builtin_ctzll(rest);
            if (t->barred[q->instance->first_bit[i] + v] > step)
                continue;
            float by = change(t, i, v);
            if (any && by >= *worse)
                continue;
            any = true;
            *worse = by;
            *issue = i;
            *value = v;
        }
    }
    return any;
}

/* ---- The search ---- */

static float grown(float weight, float growth)
{
    weight *= growth;
    return weight > MOST_WEIGHT ? MOST_WEIGHT : weight;
}

static void grow_weights(zo_trial *t)
{
    const zo_quest *q = t->quest;
    for (size_t l = 0; l < q->loads; l++)
        t->load_weight[l] =
            t->use[l] > 1 ? grown(t->load_weight[l], LOAD_GROWTH) : t->load_weight[l] * EASING;
    for (size_t k = 0; k < q->ties.n; k++)
        t->tie_weight[k] = t->broken[k] ? grown(t->tie_weight[k], TIE_GROWTH) : t->tie_weight[k] * EASING;
}

static void begin(zo_trial *t, const uint32_t *package, uint64_t seed)
{
    const zo_quest *q = t->quest;
    t->state = seed;
    memcpy(t->package, package, q->instance->issues * sizeof *package);
    memset(t->barred, 0, q->instance->value_bits * sizeof *t->barred);
    for (size_t l = 0; l < q->loads; l++)
        t->load_weight[l] = 1;
    for (size_t k = 0; k < q->ties.n; k++)
        t->tie_weight[k] = TIE_WEIGHT;
    stand(t);
}

bool zo_trial_run(zo_trial *t, const uint64_t *domain, uint32_t *package, size_t steps, uint64_t seed,
                  zo_watch *watch)
{
    begin(t, package, seed);
    for (size_t step = 1; step <= steps && !zo_watch_ends(watch); step++) {
        uint32_t issue, value;
        float worse;
        if (fits(t)) {
            memcpy(package, t->package, t->quest->instance->issues * sizeof *package);
            return true;
        }
        if (!find_change(t, domain, step, &issue, &value, &worse))
            continue;
        if (worse >= 0)
            grow_weights(t);
        make_change(t, issue, value, step);
        if (step % 256 == 0)
            stand(t); /* shares that were added up often are no longer exact */
    }
    return false;
}

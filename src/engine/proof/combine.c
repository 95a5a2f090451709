/* Turns several guarded sums into one weighted total, by which a clash of parties is proved at a stroke.
 *
 * Where all sums are >= 0, so is every total with weights >= 0. The best package for a total is found issue by
 * issue; the weights under which even that one is worth least come from a few subgradient steps (Held and Karp
 * 1971) in floating point. They only propose: weights are then rounded, and the total is an exact sum. */
#include "engine/proof/combine.h"

#include <string.h>

enum { STEPS = 80, MOST_WEIGHT = 1 << 12, MOST_SUMS = 64, MOST_VALUES = 200000 };
static const int64_t MOST_NUMBER = INT64_MAX / 16;

/* One term of the total: the dial, and per sum its table or NULL. */
typedef struct place {
    uint32_t dial, size;
    const int64_t **value; /* per sum */
} place;

struct zo_combine {
    zo_dials *dials;
    zo_arena *arena;
    ZO_ARRAY(place) places;
    ZO_ARRAY(zo_guarded *) made; /* so far */
    zo_guarded *const *sum;
    size_t sums;
    const zo_allowed *allowed;
    double scale[MOST_SUMS], weight[MOST_SUMS], best_weight[MOST_SUMS], slope[MOST_SUMS], best;
    int64_t whole[MOST_SUMS]; /* the weights, rounded */
};

zo_combine *zo_combine_new(zo_dials *dials, zo_arena *arena)
{
    zo_combine *c = ZO_NEW(arena, zo_combine);
    *c = (zo_combine){.dials = dials, .arena = arena};
    return c;
}

/* ---- The tables side by side ---- */

static place *place_of(zo_combine *c, uint32_t dial)
{
    size_t at = c->places.n;
    while (at > 0 && c->places.at[at - 1].dial > dial)
        at--;
    if (at > 0 && c->places.at[at - 1].dial == dial)
        return &c->places.at[at - 1];
    place new = {.dial = dial, .size = c->dials->all.at[dial].size};
    new.value = ZO_NEW_MANY(c->arena, const int64_t *, c->sums);
    ZO_PUSH(c->arena, &c->places, new);
    memmove(c->places.at + at + 1, c->places.at + at, (c->places.n - 1 - at) * sizeof new);
    c->places.at[at] = new;
    return &c->places.at[at];
}

/* False when there is too much to do. */
static bool lay_out(zo_combine *c)
{
    size_t values = 0;
    c->places.n = 0;
    for (size_t s = 0; s < c->sums; s++) {
        double spread = 1;
        for (size_t i = 0; i < c->sum[s]->terms; i++) {
            const zo_term *term = &c->sum[s]->term[i];
            place_of(c, term->dial)->value[s] = term->value;
            spread += (double)(*term->most - *term->least);
        }
        c->scale[s] = 1 / spread;
    }
    for (size_t i = 0; i < c->places.n; i++)
        values += c->places.at[i].size;
    return values <= MOST_VALUES;
}

/* ---- Proposing weights ---- */

/* The value of the place that is best under the weights; its worth is added to *total. */
static uint32_t best_value(const zo_combine *c, const place *p, double *total)
{
    double best = 0;
    uint32_t at = UINT32_MAX;
    for (uint32_t v = 0; v < p->size; v++) {
        if (!zo_is_allowed(c->allowed, p->dial, v))
            continue;
        double worth = 0;
        for (size_t s = 0; s < c->sums; s++) {
            if (p->value[s] != NULL)
                worth += c->weight[s] * c->scale[s] * (double)p->value[s][v];
        }
        if (at == UINT32_MAX || worth > best) {
            best = worth;
            at = v;
        }
    }
    *total += best;
    return at;
}

/* The total at its best; slope: what each sum comes to there, scaled. */
static double evaluate(zo_combine *c)
{
    double total = 0;
    for (size_t s = 0; s < c->sums; s++) {
        c->slope[s] = c->scale[s] * (double)*c->sum[s]->start;
        total += c->weight[s] * c->slope[s];
    }
    for (size_t i = 0; i < c->places.n; i++) {
        const place *p = &c->places.at[i];
        uint32_t at = best_value(c, p, &total);
        for (size_t s = 0; s < c->sums && at != UINT32_MAX; s++) {
            if (p->value[s] != NULL)
                c->slope[s] += c->scale[s] * (double)p->value[s][at];
        }
    }
    return total;
}

/* Weights stay >= 0 and keep adding up to 1. */
static void step(zo_combine *c, double length)
{
    double steepest = 1e-30, all = 0;
    for (size_t s = 0; s < c->sums; s++) {
        double slope = c->slope[s] < 0 ? -c->slope[s] : c->slope[s];
        steepest = slope > steepest ? slope : steepest;
    }
    for (size_t s = 0; s < c->sums; s++) {
        c->weight[s] -= length * c->slope[s] / steepest;
        c->weight[s] = c->weight[s] < 0 ? 0 : c->weight[s];
        all += c->weight[s];
    }
    for (size_t s = 0; s < c->sums; s++)
        c->weight[s] = all > 0 ? c->weight[s] / all : 1.0 / (double)c->sums;
}

static void propose(zo_combine *c)
{
    for (size_t s = 0; s < c->sums; s++)
        c->weight[s] = 1.0 / (double)c->sums;
    for (int i = 0; i < STEPS; i++) {
        double total = evaluate(c);
        if (i == 0 || total < c->best) {
            c->best = total;
            memcpy(c->best_weight, c->weight, c->sums * sizeof *c->weight);
        }
        step(c, 0.5 / (1 + i * 0.5));
    }
}

static int64_t common_divisor(int64_t a, int64_t b)
{
    while (b != 0) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* Small whole numbers in about the same proportion; false when fewer than two are left. */
static bool round_weights(zo_combine *c)
{
    double most = 0;
    int64_t divisor = 0;
    size_t used = 0;
    for (size_t s = 0; s < c->sums; s++) {
        double weight = c->best_weight[s] * c->scale[s];
        most = weight > most ? weight : most;
    }
    for (size_t s = 0; s < c->sums && most > 0; s++) {
        c->whole[s] = (int64_t)(c->best_weight[s] * c->scale[s] / most * MOST_WEIGHT + 0.5);
        divisor = common_divisor(c->whole[s], divisor);
        used += c->whole[s] > 0;
    }
    for (size_t s = 0; s < c->sums && divisor > 1; s++)
        c->whole[s] /= divisor;
    return used >= 2;
}

/* ---- The exact total ---- */

static bool numbers_fit(const zo_combine *c)
{
    int64_t bound = 0;
    for (size_t s = 0; s < c->sums; s++) {
        const zo_guarded *sum = c->sum[s];
        for (size_t i = 0; i <= sum->terms; i++) {
            int64_t least = i < sum->terms ? *sum->term[i].least : *sum->start;
            int64_t most = i < sum->terms ? *sum->term[i].most : *sum->start;
            int64_t limit = MOST_NUMBER / (MOST_WEIGHT + 1);
            if (least < -limit || most > limit)
                return false;
            bound += c->whole[s] * (most > -least ? most : -least);
            if (bound > MOST_NUMBER)
                return false;
        }
    }
    return true;
}

static zo_term total_term(zo_combine *c, const place *p)
{
    int64_t *value = ZO_NEW_MANY(c->arena, int64_t, p->size);
    for (size_t s = 0; s < c->sums; s++) {
        for (uint32_t v = 0; v < p->size && p->value[s] != NULL && c->whole[s] > 0; v++)
            value[v] += c->whole[s] * p->value[s][v];
    }
    zo_term term = {.dial = p->dial, .value = value, .least = value, .most = value};
    for (uint32_t v = 1; v < p->size; v++) {
        term.least = value[v] < *term.least ? value + v : term.least;
        term.most = value[v] > *term.most ? value + v : term.most;
    }
    return term;
}

static void add_guards(const zo_guarded *from, zo_guarded *to, int *guard)
{
    for (size_t i = 0; i < from->guards; i++) {
        bool known = false;
        for (size_t j = 0; j < to->guards && !known; j++)
            known = guard[j] == from->guard[i];
        if (!known)
            guard[to->guards++] = from->guard[i];
    }
}

static zo_guarded *total_of(zo_combine *c)
{
    zo_guarded *total = ZO_NEW(c->arena, zo_guarded);
    int64_t *start = ZO_NEW(c->arena, int64_t);
    size_t guards = 0;
    for (size_t s = 0; s < c->sums; s++)
        guards += c->sum[s]->guards;
    int *guard = ZO_NEW_MANY(c->arena, int, guards);
    *total = (zo_guarded){.words = 1, .start = start, .guard = guard, .combined = true};
    for (size_t s = 0; s < c->sums; s++) {
        *start += c->whole[s] * *c->sum[s]->start;
        if (c->whole[s] > 0)
            add_guards(c->sum[s], total, guard);
    }
    total->term = ZO_NEW_MANY(c->arena, zo_term, c->places.n);
    for (size_t i = 0; i < c->places.n; i++)
        total->term[total->terms++] = total_term(c, &c->places.at[i]);
    return total;
}

static bool is_same(const zo_guarded *a, const zo_guarded *b)
{
    bool same = a->guards == b->guards && a->terms == b->terms && *a->start == *b->start;
    for (size_t i = 0; i < a->guards && same; i++)
        same = a->guard[i] == b->guard[i];
    for (size_t i = 0; i < a->terms && same; i++)
        same = a->term[i].dial == b->term[i].dial && *a->term[i].most == *b->term[i].most &&
               *a->term[i].least == *b->term[i].least;
    return same;
}

const zo_guarded *zo_combine_sums(zo_combine *c, zo_guarded *const *sum, size_t sums,
                                  const zo_allowed *allowed, bool only_new)
{
    c->sum = sum;
    c->sums = sums < MOST_SUMS ? sums : MOST_SUMS;
    c->allowed = allowed;
    if (!lay_out(c))
        return NULL;
    propose(c);
    if (!round_weights(c) || !numbers_fit(c))
        return NULL;
    zo_guarded *total = total_of(c);
    for (size_t i = 0; i < c->made.n && only_new; i++) {
        if (is_same(c->made.at[i], total))
            return NULL;
    }
    ZO_PUSH(c->arena, &c->made, total);
    return total;
}

/* Turns a guarded sum and a bar per term into one clause, as strong as it gets (the covers of Balas 1975,
 * Facets of the knapsack polytope, for dials of many values).
 *
 * With total T < 0 at the bars there is -1 - T to spare. It first lifts bars to the best that is possible as
 * things stand, where that is cheapest: these dials then leave the clause, or at least what is left of them
 * there is false for now. The rest of it raises the other bars, value by value. */
#include "engine/proof/cover.h"

#include "engine/row.h"
#include "engine/words.h"

#include <string.h>

typedef struct rising {
    const int64_t *bar, *ceiling; /* now; the best that is possible as things stand */
    int64_t gain[ZO_WIDE_WORDS];  /* from the one to the other, not negative */
} rising;

struct zo_cover {
    zo_dials *dials;
    zo_arena *arena;
    ZO_ARRAY(rising) rising;  /* per term */
    ZO_ARRAY(uint32_t) order; /* of the terms, the least gain first */
    ZO_ARRAY(int) clause;
    ZO_ARRAY(uint64_t) set;
    int64_t spare[ZO_WIDE_WORDS];
};

zo_cover *zo_cover_new(zo_dials *dials, zo_arena *arena)
{
    zo_cover *cover = ZO_NEW(arena, zo_cover);
    *cover = (zo_cover){.dials = dials, .arena = arena};
    return cover;
}

const int64_t *zo_most_allowed(const zo_dials *dials, const zo_term *term, unsigned words,
                               const zo_allowed *allowed)
{
    const int64_t *best = NULL;
    if (term->dial >= allowed->dials || allowed->values[term->dial] == NULL)
        return term->most;
    for (uint32_t v = 0; v < dials->all.at[term->dial].size; v++) {
        const int64_t *value = term->value + (size_t)v * words;
        if (zo_is_allowed(allowed, term->dial, v) && (best == NULL || zo_words_less(best, value, words)))
            best = value;
    }
    return best == NULL ? term->least : best;
}

/* ---- How far each bar may rise ---- */

static void place(zo_cover *c, uint32_t term, unsigned words)
{
    ZO_PUSH(c->arena, &c->order, term);
    size_t at = c->order.n - 1;
    for (; at > 0; at--) {
        if (!zo_words_less(c->rising.at[term].gain, c->rising.at[c->order.at[at - 1]].gain, words))
            break;
        c->order.at[at] = c->order.at[at - 1];
    }
    c->order.at[at] = term;
}

static void measure(zo_cover *c, const zo_guarded *sum, const int64_t *const *bar, const zo_allowed *allowed)
{
    unsigned words = sum->words;
    c->rising.n = c->order.n = 0;
    memcpy(c->spare, sum->start, words * sizeof *c->spare);
    for (uint32_t i = 0; i < sum->terms; i++) {
        rising r = {.bar = bar[i], .ceiling = zo_most_allowed(c->dials, &sum->term[i], words, allowed)};
        if (zo_words_less(r.ceiling, r.bar, words))
            r.ceiling = r.bar;
        zo_words_sub(r.gain, r.ceiling, r.bar, words);
        zo_words_add(c->spare, c->spare, r.bar, words);
        ZO_PUSH(c->arena, &c->rising, r);
        place(c, i, words);
    }
    for (unsigned w = 0; w < words; w++)
        c->spare[w] = ~c->spare[w]; /* -1 - total */
}

/* ---- Raising ---- */

/* Lifts as many bars as possible to their ceilings; how many. */
static size_t lift(zo_cover *c, const zo_guarded *sum)
{
    size_t lifted = 0;
    for (; lifted < sum->terms; lifted++) {
        rising *r = &c->rising.at[c->order.at[lifted]];
        if (zo_words_less(c->spare, r->gain, sum->words))
            break;
        zo_words_sub(c->spare, c->spare, r->gain, sum->words);
        r->bar = r->ceiling;
    }
    return lifted;
}

/* Raises one bar as far as what is left to spare allows. */
static void raise(zo_cover *c, const zo_guarded *sum, size_t at)
{
    const zo_term *term = &sum->term[at];
    rising *r = &c->rising.at[at];
    unsigned words = sum->words;
    int64_t ceiling[ZO_WIDE_WORDS];
    if (r->bar == term->most)
        return;
    zo_words_add(ceiling, r->bar, c->spare, words);
    const int64_t *best = r->bar;
    for (uint32_t v = 0; v < c->dials->all.at[term->dial].size; v++) {
        const int64_t *value = term->value + (size_t)v * words;
        if (zo_words_less(best, value, words) && !zo_words_less(ceiling, value, words))
            best = value;
    }
    zo_words_sub(c->spare, ceiling, best, words);
    r->bar = best;
}

/* "The dial adds more than its bar", as a literal of the clause. */
static void push_above(zo_cover *c, const zo_guarded *sum, size_t at)
{
    const zo_term *term = &sum->term[at];
    const int64_t *bar = c->rising.at[at].bar;
    uint32_t size = c->dials->all.at[term->dial].size;
    if (!zo_words_less(bar, term->most, sum->words))
        return;
    c->set.n = 0;
    for (size_t w = 0; w < zo_set_words(size); w++)
        ZO_PUSH(c->arena, &c->set, 0);
    for (uint32_t v = 0; v < size; v++) {
        if (zo_words_less(bar, term->value + (size_t)v * sum->words, sum->words))
            zo_set_bit(c->set.at, v);
    }
    ZO_PUSH(c->arena, &c->clause, zo_dial_within(c->dials, term->dial, c->set.at));
}

void zo_cover_add(zo_cover *c, const zo_guarded *sum, const int64_t *const *bar, const zo_allowed *allowed)
{
    measure(c, sum, bar, allowed);
    size_t lifted = lift(c, sum);
    for (size_t i = sum->terms; i-- > lifted;)
        raise(c, sum, c->order.at[i]);
    for (size_t i = 0; i < lifted; i++)
        raise(c, sum, c->order.at[i]);
    c->clause.n = 0;
    for (size_t i = 0; i < sum->guards; i++)
        ZO_PUSH(c->arena, &c->clause, -sum->guard[i]);
    for (size_t i = sum->terms; i-- > 0;)
        push_above(c, sum, c->order.at[i]);
    zo_sat_add(c->dials->sat, c->clause.at, c->clause.n);
}

/* Turns guarded sums into clauses, and models that violate them into lemmas. */
#include "engine/proof/sums.h"

#include "engine/row.h"
#include "engine/words.h"

#include <string.h>

enum {
    MOST_ARCS = 4000,
    ROUNDS_ALONE = 2, /* before parties' sums are taken together */
    ROUNDS_LAZY = 40, /* before what may be lost by a total becomes a diagram */
    FINE_STEPS = 256, /* of what may be lost, in a diagram */
    COARSE_STEPS = 16
};

void zo_sums_open(zo_sums *sums, zo_dials *dials, zo_arena *arena)
{
    *sums = (zo_sums){.dials = dials, .arena = arena, .diagram = zo_diagram_new(dials, arena)};
    sums->arcs = MOST_ARCS;
    sums->cover = zo_cover_new(dials, arena);
    sums->combine = zo_combine_new(dials, arena);
}

static void copy_words(int64_t *to, const int64_t *from, unsigned words)
{
    memcpy(to, from, words * sizeof *to);
}

static bool is_negative(const int64_t *number, unsigned words) { return number[words - 1] < 0; }

/* ---- Adding ---- */

static void find_ends(const zo_dials *dials, zo_term *term, unsigned words)
{
    term->least = term->most = term->value;
    for (uint32_t v = 1; v < dials->all.at[term->dial].size; v++) {
        const int64_t *value = term->value + (size_t)v * words;
        if (zo_words_less(value, term->least, words))
            term->least = value;
        if (zo_words_less(term->most, value, words))
            term->most = value;
    }
}

/* Where every number is as it is at its end, the sum's total. */
static bool end_is_negative(const zo_guarded *sum, bool most)
{
    int64_t total[ZO_WIDE_WORDS];
    copy_words(total, sum->start, sum->words);
    for (size_t i = 0; i < sum->terms; i++)
        zo_words_add(total, total, most ? sum->term[i].most : sum->term[i].least, sum->words);
    return is_negative(total, sum->words);
}

static void forbid_guards(zo_sums *sums, const zo_guarded *sum)
{
    int *clause = ZO_NEW_MANY(sums->arena, int, sum->guards);
    for (size_t i = 0; i < sum->guards; i++)
        clause[i] = -sum->guard[i];
    zo_sat_add(sums->dials->sat, clause, sum->guards);
}

static zo_guarded *own_copy(zo_sums *sums, const zo_guarded *sum)
{
    zo_guarded *copy = ZO_NEW(sums->arena, zo_guarded);
    int *guard = ZO_NEW_MANY(sums->arena, int, sum->guards);
    *copy = *sum;
    copy->guard = guard;
    copy->guards = 0;
    for (size_t i = 0; i < sum->guards; i++) {
        if (sum->guard[i] != ZO_LIT_TRUE)
            guard[copy->guards++] = sum->guard[i];
    }
    copy->term = ZO_NEW_MANY(sums->arena, zo_term, sum->terms);
    memcpy(copy->term, sum->term, sum->terms * sizeof *sum->term);
    return copy;
}

void zo_sums_add(zo_sums *sums, const zo_guarded *given)
{
    for (size_t i = 0; i < given->guards; i++) {
        if (given->guard[i] == ZO_LIT_FALSE)
            return;
    }
    zo_guarded *sum = own_copy(sums, given);
    for (size_t i = 0; i < sum->terms; i++)
        find_ends(sums->dials, &sum->term[i], sum->words);
    if (!end_is_negative(sum, false))
        return;
    if (end_is_negative(sum, true))
        forbid_guards(sums, sum);
    else if (!zo_diagram_add(sums->diagram, sum, sums->arcs))
        ZO_PUSH(sums->arena, &sums->lazy, sum);
}

/* ---- Lemmas ---- */

void zo_sums_begin(zo_sums *sums, zo_allowed allowed)
{
    sums->allowed = allowed;
    sums->rounds = 0;
}

static bool guards_hold(const zo_sums *sums, const zo_guarded *sum)
{
    for (size_t i = 0; i < sum->guards; i++) {
        if (!zo_sat_value(sums->dials->sat, sum->guard[i]))
            return false;
    }
    return true;
}

static const int64_t *value_now(const zo_sums *sums, const zo_guarded *sum, size_t term)
{
    const zo_term *t = &sum->term[term];
    return t->value + (size_t)zo_dial_value(sums->dials, t->dial) * sum->words;
}

static bool is_violated(const zo_sums *sums, const zo_guarded *sum)
{
    int64_t total[ZO_WIDE_WORDS];
    copy_words(total, sum->start, sum->words);
    for (size_t i = 0; i < sum->terms; i++)
        zo_words_add(total, total, value_now(sums, sum, i), sum->words);
    return is_negative(total, sum->words);
}

/* All violations are found, and the values read, before the first lemma is added: the model is gone then. */
static void find_violated(zo_sums *sums)
{
    sums->violated.n = sums->active.n = 0;
    for (size_t i = 0; i < sums->lazy.n; i++) {
        zo_guarded *sum = sums->lazy.at[i];
        if (!guards_hold(sums, sum))
            continue;
        if (!sum->combined && sum->words == 1)
            ZO_PUSH(sums->arena, &sums->active, sum);
        if (is_violated(sums, sum))
            ZO_PUSH(sums->arena, &sums->violated, sum);
    }
}

static void refute(zo_sums *sums, const zo_guarded *sum)
{
    sums->bar.n = 0;
    for (size_t i = 0; i < sum->terms; i++)
        ZO_PUSH(sums->arena, &sums->bar, value_now(sums, sum, i));
    zo_cover_add(sums->cover, sum, sums->bar.at, &sums->allowed);
}

/* What each value loses against the bar, in steps, as numbers <= 0; a value above the bar settles it all. */
static zo_term losses_of(zo_sums *sums, const zo_term *term, int64_t bar, int64_t step, int64_t all,
                         int64_t settles)
{
    uint32_t size = sums->dials->all.at[term->dial].size;
    int64_t *value = ZO_NEW_MANY(sums->arena, int64_t, size);
    for (uint32_t v = 0; v < size; v++) {
        int64_t loss = (bar - term->value[v]) / step;
        value[v] = term->value[v] > bar ? settles : loss > all ? -all - 1 : -loss;
    }
    zo_term losses = {.dial = term->dial, .value = value};
    find_ends(sums->dials, &losses, 1);
    return losses;
}

/* The total is at best `best` as things stand, when every dial is at its bar; so no more than this may be lost
 * in all, or some dial stands above its bar. Steps of it, rounded down, are few enough for a diagram. */
static void add_losses(zo_sums *sums, const zo_guarded *total, int64_t best)
{
    int64_t *start = ZO_NEW(sums->arena, int64_t);
    zo_guarded losses = *total;
    losses.term = ZO_NEW_MANY(sums->arena, zo_term, total->terms);
    losses.start = start;
    for (int64_t steps = FINE_STEPS; steps >= COARSE_STEPS; steps /= 2) {
        int64_t step = best / steps + 1, all = best / step;
        *start = all;
        for (size_t i = 0; i < total->terms; i++)
            losses.term[i] = losses_of(sums, &total->term[i], *sums->bar.at[i], step, all,
                                       (all + 1) * (int64_t)total->terms);
        if (zo_diagram_add(sums->diagram, &losses, MOST_ARCS))
            return;
    }
}

/* Makes a total known. Where even the best that is possible leaves it negative, a lemma says so; else what can
 * still be lost becomes a diagram. */
static void add_total(zo_sums *sums, bool losses)
{
    const zo_guarded *total =
        zo_combine_sums(sums->combine, sums->active.at, sums->active.n, &sums->allowed, !losses);
    if (total == NULL)
        return;
    int64_t best = *total->start;
    sums->bar.n = 0;
    for (size_t i = 0; i < total->terms; i++) {
        ZO_PUSH(sums->arena, &sums->bar, zo_most_allowed(sums->dials, &total->term[i], 1, &sums->allowed));
        best += *sums->bar.at[i];
    }
    if (best < 0)
        zo_cover_add(sums->cover, total, sums->bar.at, &sums->allowed);
    else if (losses)
        add_losses(sums, total, best);
    if (!losses)
        zo_sums_add(sums, total);
}

bool zo_sums_refute(zo_sums *sums)
{
    find_violated(sums);
    for (size_t i = 0; i < sums->violated.n; i++)
        refute(sums, sums->violated.at[i]);
    if (sums->violated.n > 0 && sums->active.n > 1) {
        sums->rounds++;
        if (sums->rounds == ROUNDS_ALONE || sums->rounds == ROUNDS_LAZY)
            add_total(sums, sums->rounds == ROUNDS_LAZY);
    }
    return sums->violated.n > 0;
}

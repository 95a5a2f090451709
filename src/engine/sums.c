/* Turns guarded sums into clauses, and models that violate them into lemmas.
 *
 * The lemma for a model with total T < 0 says: a guard is false, or some dial stands at a value that adds more
 * than it does now. With -1 - T to spare it is made as strong as it gets: dials whose best value would not
 * make up for the lack are left out, then the bar is raised for the others (the covers of Balas 1975, Facets
 * of the knapsack polytope, for dials of many values). */
#include "engine/sums.h"

#include "engine/row.h"
#include "space/instance.h"

#include <string.h>

void zo_sums_open(zo_sums *sums, zo_dials *dials, zo_arena *arena)
{
    *sums = (zo_sums){.dials = dials, .arena = arena, .diagram = zo_diagram_new(dials, arena)};
}

/* ---- Numbers ---- */

bool zo_words_less(const int64_t *a, const int64_t *b, unsigned words)
{
    if (a[words - 1] != b[words - 1])
        return a[words - 1] < b[words - 1];
    for (unsigned w = words - 1; w-- > 0;) {
        if (a[w] != b[w])
            return (uint64_t)a[w] < (uint64_t)b[w];
    }
    return false;
}

void zo_words_sub(int64_t *to, const int64_t *from, const int64_t *less, unsigned words)
{
    uint64_t borrow = 0;
    for (unsigned w = 0; w < words; w++) {
        uint64_t a = (uint64_t)from[w], b = (uint64_t)less[w], half = a - b;
        to[w] = (int64_t)(half - borrow);
        borrow = (uint64_t)(a < b) | (uint64_t)(half < borrow);
    }
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
    sums->lemma.n = 0;
    for (size_t i = 0; i < sum->guards; i++)
        ZO_PUSH(sums->arena, &sums->lemma, -sum->guard[i]);
    zo_sat_add(sums->dials->sat, sums->lemma.at, sums->lemma.n);
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
    else if (!zo_diagram_add(sums->diagram, sum))
        ZO_PUSH(sums->arena, &sums->lazy, sum);
}

/* ---- Lemmas ---- */

static const int64_t *value_now(const zo_sums *sums, const zo_guarded *sum, size_t term)
{
    const zo_term *t = &sum->term[term];
    return t->value + (size_t)zo_dial_value(sums->dials, t->dial) * sum->words;
}

static bool is_violated(const zo_sums *sums, const zo_guarded *sum, int64_t *total)
{
    for (size_t i = 0; i < sum->guards; i++) {
        if (!zo_sat_value(sums->dials->sat, sum->guard[i]))
            return false;
    }
    copy_words(total, sum->start, sum->words);
    for (size_t i = 0; i < sum->terms; i++)
        zo_words_add(total, total, value_now(sums, sum, i), sum->words);
    return is_negative(total, sum->words);
}

/* Per term, what its dial could add at most beyond what it adds now, in sums->number; and the terms in order
 * of that, the least first, in sums->order. */
static void order_by_gain(zo_sums *sums, const zo_guarded *sum)
{
    sums->number.n = sums->order.n = 0;
    for (size_t i = 0; i < sum->terms; i++) {
        int64_t gain[ZO_WIDE_WORDS];
        zo_words_sub(gain, sum->term[i].most, value_now(sums, sum, i), sum->words);
        for (unsigned w = 0; w < sum->words; w++)
            ZO_PUSH(sums->arena, &sums->number, gain[w]);
        ZO_PUSH(sums->arena, &sums->order, 0);
        size_t at = i;
        for (; at > 0; at--) {
            const int64_t *before = sums->number.at + (size_t)sums->order.at[at - 1] * sum->words;
            if (!zo_words_less(gain, before, sum->words))
                break;
            sums->order.at[at] = sums->order.at[at - 1];
        }
        sums->order.at[at] = (uint32_t)i;
    }
}

/* The highest number among the term's that the bar, now at `bar`, may be raised to with `spare` to give. */
static const int64_t *raised_bar(const zo_sums *sums, const zo_guarded *sum, const zo_term *term,
                                 const int64_t *bar, const int64_t *spare)
{
    int64_t ceiling[ZO_WIDE_WORDS];
    zo_words_add(ceiling, bar, spare, sum->words);
    const int64_t *best = bar;
    for (uint32_t v = 0; v < sums->dials->all.at[term->dial].size; v++) {
        const int64_t *value = term->value + (size_t)v * sum->words;
        if (zo_words_less(best, value, sum->words) && !zo_words_less(ceiling, value, sum->words))
            best = value;
    }
    return best;
}

/* "The dial stands at a value that adds more than the bar", as a literal of the lemma. */
static void push_above(zo_sums *sums, const zo_guarded *sum, const zo_term *term, const int64_t *bar)
{
    uint32_t size = sums->dials->all.at[term->dial].size;
    sums->set.n = 0;
    for (size_t w = 0; w < zo_set_words(size); w++)
        ZO_PUSH(sums->arena, &sums->set, 0);
    for (uint32_t v = 0; v < size; v++) {
        if (zo_words_less(bar, term->value + (size_t)v * sum->words, sum->words))
            zo_set_bit(sums->set.at, v);
    }
    ZO_PUSH(sums->arena, &sums->lemma, zo_dial_within(sums->dials, term->dial, sums->set.at));
}

/* total: of the model, negative. */
static void collect_lemma(zo_sums *sums, const zo_guarded *sum, const int64_t *total)
{
    int64_t spare[ZO_WIDE_WORDS];
    for (unsigned w = 0; w < sum->words; w++)
        spare[w] = ~total[w]; /* -1 - total */
    order_by_gain(sums, sum);
    size_t left_out = 0;
    for (; left_out < sum->terms; left_out++) {
        const int64_t *gain = sums->number.at + (size_t)sums->order.at[left_out] * sum->words;
        if (zo_words_less(spare, gain, sum->words))
            break;
        zo_words_sub(spare, spare, gain, sum->words);
    }
    for (size_t i = sum->terms; i-- > left_out;) {
        size_t at = sums->order.at[i];
        const int64_t *now = value_now(sums, sum, at);
        const int64_t *bar = raised_bar(sums, sum, &sum->term[at], now, spare);
        zo_words_sub(spare, spare, bar, sum->words);
        zo_words_add(spare, spare, now, sum->words);
        push_above(sums, sum, &sum->term[at], bar);
    }
}

static void add_lemma(zo_sums *sums, const zo_guarded *sum, const int64_t *total)
{
    sums->lemma.n = 0;
    for (size_t i = 0; i < sum->guards; i++)
        ZO_PUSH(sums->arena, &sums->lemma, -sum->guard[i]);
    collect_lemma(sums, sum, total);
    zo_sat_add(sums->dials->sat, sums->lemma.at, sums->lemma.n);
}

/* All violations are found before the first lemma is added, since the model is gone then. */
static void find_violated(zo_sums *sums)
{
    sums->violated.n = sums->total.n = 0;
    for (size_t i = 0; i < sums->lazy.n; i++) {
        int64_t total[ZO_WIDE_WORDS] = {0};
        if (!is_violated(sums, sums->lazy.at[i], total))
            continue;
        ZO_PUSH(sums->arena, &sums->violated, sums->lazy.at[i]);
        for (size_t w = 0; w < ZO_WIDE_WORDS; w++)
            ZO_PUSH(sums->arena, &sums->total, total[w]);
    }
}

bool zo_sums_refute(zo_sums *sums)
{
    find_violated(sums);
    for (size_t i = 0; i < sums->violated.n; i++)
        add_lemma(sums, sums->violated.at[i], sums->total.at + i * ZO_WIDE_WORDS);
    return sums->violated.n > 0;
}

/* A balance -> what it rests on, by computing it again without single statements and pairs of them. */
#include "analysis/sway.h"

#include <string.h>

#include "analysis/viewer.h"
#include "analysis/words.h"
#include "analysis/zone_answer.h"

enum { MOST_TRIALS = 4000 };

typedef struct zo_swayer {
    const zo_request *request;
    const zo_balance *balance;
    zo_sway *sway;
    bool *left_out; /* per key: as asked for, and what is tried */
    size_t words;
    size_t trials;
    uint64_t deadline;
    zo_arena *arena;
    zo_arena *scratch;
} zo_swayer;

/* ---- What is tried ---- */

static void add_weak(const zo_request *request, zo_sway *sway, const zo_entries *entries)
{
    for (size_t i = 0; i < entries->n; i++)
        if (zo_is_weak(entries->at[i]))
            ZO_PUSH(request->arena, &sway->keys, entries->at[i]->key);
}

static void add_one(const zo_request *request, zo_sway *sway, const zo_entry *entry)
{
    if (entry && zo_is_weak(entry))
        ZO_PUSH(request->arena, &sway->keys, entry->key);
}

/* The key of the denial in force against each disputed statement. */
static void add_denials(const zo_request *request, zo_sway *sway, const zo_record *record,
                        const zo_seat *seat)
{
    for (size_t i = 0; i < seat->disputed.n; i++) {
        const zo_entry *withdrawal;
        zo_in_force(&record->model->keys.at[seat->disputed.at[i]->key], record->at, &withdrawal);
        if (withdrawal)
            ZO_PUSH(request->arena, &sway->keys, withdrawal->key);
    }
}

void zo_find_weak_keys(const zo_request *request, const zo_record *record, zo_sway *sway)
{
    add_weak(request, sway, &record->rules);
    add_weak(request, sway, &record->settled);
    for (size_t s = 0; s < record->seats.n; s++) {
        const zo_seat *seat = &record->seats.at[s];
        if (seat->need == ZO_NOT_NEEDED)
            continue;
        add_weak(request, sway, &seat->stances);
        add_one(request, sway, seat->alternative);
        add_one(request, sway, seat->abstains);
        add_weak(request, sway, &seat->values);
        add_weak(request, sway, &seat->bonuses);
        add_denials(request, sway, record, seat);
    }
}

/* ---- One trial ---- */

static bool out_of_time(const zo_swayer *w)
{
    bool time_is_up = w->deadline && zo_clock_now() >= w->deadline;
    return w->trials == MOST_TRIALS || time_is_up || zo_run_ends(&w->request->limit);
}

/* *differs: the yardsticks that choose otherwise without the two keys (which may be the same). False when a limit came before
 * that was known. */
static bool try_without(zo_swayer *w, uint32_t a, uint32_t b, unsigned *differs)
{
    const zo_request *request = w->request;
    bool a_was = w->left_out[a], b_was = w->left_out[b];
    w->left_out[a] = w->left_out[b] = true;
    w->trials++;
    zo_record *record = zo_record_at(request->model, request->on, w->left_out, w->scratch);
    const zo_balance *other = zo_find_balance(request, record, &zo_midpoints, w->scratch);
    bool known = other->reach == ZO_EXACT && zo_knows_all_ties(other);
    *differs = 0;
    for (unsigned y = 0; known && y < ZO_YARDSTICKS; y++)
        if (!zo_same_choice(w->balance, other, (zo_yardstick)y, w->scratch))
            *differs |= 1U << y;
    w->left_out[b] = b_was;
    w->left_out[a] = a_was;
    zo_arena_close(w->scratch);
    zo_arena_open(w->scratch, w->arena->heap);
    return known;
}

static void note(zo_swayer *w, size_t a, size_t b, unsigned yardsticks)
{
    uint64_t *set = ZO_NEW_MANY(w->arena, uint64_t, w->words);
    if (!yardsticks)
        return;
    zo_set_bit(set, a);
    zo_set_bit(set, b);
    ZO_PUSH(w->arena, &w->sway->sets, set);
    ZO_PUSH(w->arena, &w->sway->yardsticks, yardsticks);
}

static void try_singles(zo_swayer *w, unsigned *alone)
{
    for (size_t i = 0; i < w->sway->keys.n; i++) {
        if (out_of_time(w) || !try_without(w, w->sway->keys.at[i], w->sway->keys.at[i], &alone[i]))
            return;
        note(w, i, i, alone[i]);
    }
    w->sway->tried_singles = true;
}

static void try_pairs(zo_swayer *w, const unsigned *alone)
{
    enum { ALL = (1 << ZO_YARDSTICKS) - 1 };
    for (size_t i = 0; i < w->sway->keys.n; i++)
        for (size_t j = i + 1; j < w->sway->keys.n; j++) {
            unsigned open = ALL & ~(alone[i] | alone[j]); /* for these the pair would be minimal */
            if (!open)
                continue;
            unsigned differs;
            if (out_of_time(w) || !try_without(w, w->sway->keys.at[i], w->sway->keys.at[j], &differs))
                return;
            note(w, i, j, open & differs);
        }
    w->sway->tried_all = true;
}

zo_sway *zo_find_sway(const zo_request *request, const zo_balance *balance, bool pairs)
{
    zo_arena *arena = request->arena;
    zo_sway *sway = ZO_NEW(arena, zo_sway);
    size_t keys = request->model->keys.n;
    zo_swayer w = {.request = request, .balance = balance, .sway = sway, .arena = arena};
    w.scratch = request->scratch;
    zo_find_weak_keys(request, balance->compiled->record, sway);
    w.words = zo_set_words(sway->keys.n + 1);
    w.left_out = ZO_NEW_MANY(arena, bool, keys + 1);
    if (request->left_out)
        memcpy(w.left_out, request->left_out, keys * sizeof *w.left_out);
    uint64_t now = zo_clock_now();
    if (request->limit.deadline)
        w.deadline = now >= request->limit.deadline ? now : now + (request->limit.deadline - now) / 3;
    unsigned *alone = ZO_NEW_MANY(arena, unsigned, sway->keys.n + 1);
    if (sway->keys.n > 0 && !zo_knows_all_ties(balance))
        return sway; /* whether another choice is another would not be known */
    try_singles(&w, alone);
    if (pairs && sway->tried_singles)
        try_pairs(&w, alone);
    return sway;
}

/* ---- Into the result ---- */

static zo_str key_words(const zo_model *model, uint32_t key, zo_arena *arena)
{
    const zo_key *of = &model->keys.at[key];
    return of->entries.n > 0 ? zo_ground_words(model, of->entries.at[of->entries.n - 1], arena) : of->handle;
}

static zo_str set_words(const zo_model *model, const zo_sway *sway, const uint64_t *set, zo_arena *arena)
{
    zo_phrases parts = {0};
    for (size_t i = 0; i < sway->keys.n; i++)
        if (zo_bit(set, i))
            ZO_PUSH(arena, &parts, key_words(model, sway->keys.at[i], arena));
    return zo_join(arena, &parts, "; together with ", "; together with ");
}

static void add_yardstick_names(unsigned yardsticks, zo_value *row, zo_arena *arena)
{
    zo_value *list = zo_add_list(arena, row, "yardsticks");
    for (unsigned y = 0; y < ZO_YARDSTICKS; y++)
        if (yardsticks >> y & 1)
            zo_add_text(arena, list, NULL, zo_yardstick_id((zo_yardstick)y));
}

static zo_str yardstick_words(unsigned yardsticks, zo_arena *arena)
{
    bool all = yardsticks == (1U << ZO_YARDSTICKS) - 1;
    return all ? ZO_STR("all four") : zo_yardsticks_words(yardsticks, ", ", arena);
}

/* What may not be told of others is not told to be what the choice rests on either. */
static bool sees_key(const zo_request *request, uint32_t key)
{
    const zo_key *of = &request->model->keys.at[key];
    return of->entries.n == 0 || zo_sees(request, of->entries.at[of->entries.n - 1]);
}

static bool sees_set(const zo_request *request, const zo_sway *sway, const uint64_t *set)
{
    for (size_t k = 0; k < sway->keys.n; k++)
        if (zo_bit(set, k) && !sees_key(request, sway->keys.at[k]))
            return false;
    return true;
}

static bool sees_all(const zo_request *request, const zo_sway *sway)
{
    for (size_t k = 0; k < sway->keys.n; k++)
        if (!sees_key(request, sway->keys.at[k]))
            return false;
    return true;
}

bool zo_add_sway(const zo_request *request, const zo_balance *balance, zo_value *root)
{
    static const zo_column columns[] = {{"words", {"Without", 7}, false, false, false},
                                        {"change", {"another choice by", 17}, false, false, false}};
    zo_arena *arena = request->arena;
    const zo_model *model = request->model;
    const zo_sway *sway = zo_find_sway(request, balance, true);
    zo_value *table = zo_add_table(
        arena, root, "rests_on",
        ZO_STR("What the choice rests on, of what is assumed, inferred, unverified or disputed"), columns, 2);
    bool told = sees_all(request, sway);
    table->empty =
        !sway->tried_all ? ZO_STR("Nothing was found so far.")
        : told ? ZO_STR("On nothing assumed, inferred, unverified or disputed, alone or two together.")
               : ZO_STR("On nothing that can be told here.");
    for (size_t i = 0; i < sway->sets.n; i++) {
        if (!sees_set(request, sway, sway->sets.at[i]))
            continue;
        zo_value *row = zo_add_object(arena, table, NULL);
        zo_value *names = zo_add_list(arena, row, "names");
        for (size_t k = 0; k < sway->keys.n; k++)
            if (zo_bit(sway->sets.at[i], k))
                zo_add_text(arena, names, NULL, model->keys.at[sway->keys.at[k]].handle);
        add_yardstick_names(sway->yardsticks.at[i], row, arena);
        zo_add_text(arena, row, "words", set_words(model, sway, sway->sets.at[i], arena))->text_only = true;
        zo_add_text(arena, row, "change", yardstick_words(sway->yardsticks.at[i], arena))->text_only = true;
    }
    zo_add_bool(arena, root, "rests_on_complete", sway->tried_all && told);
    if (!sway->tried_all) {
        zo_add_paragraph(
            arena, root, "rests_on_limit",
            ZO_STR("Not every statement and pair could be tried within the limit: there may be more."));
    }
    return sway->tried_all;
}

/* Changes between two times -> the minimal sets of them that open or close the zone.
 *
 * A tree of sets, grown smallest first (after Reiter 1987, A theory of diagnosis from first principles). A set stands for
 * the record in which only its changes are made. Where the verdict has not turned, there is proof of that: a conflict
 * while the zone is still empty, a package while it is not. Every larger set that turns the verdict must contain a change that
 * touches the proof, so only those are added. */
#include "analysis/decisive.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/count.h"
#include "analysis/losing.h"
#include "base/table.h"
#include "engine/proof/prover.h"
#include "engine/rule.h"
#include "space/restrict.h"

enum { MOST_SETS = 20000, MOST_ANSWERS = 100 };

typedef struct zo_node {
    size_t size;
    uint64_t bits[];
} zo_node;

typedef struct zo_searcher {
    const zo_request *request;
    const zo_changes *changes;
    zo_time before, after;
    bool to_open;
    size_t words;
    uint32_t *change_of; /* per key: its change, or ZO_NONE */
    zo_arena *arena;
    zo_arena *scratch;         /* of one set; the request's */
    ZO_ARRAY(zo_node *) queue; /* in order of size */
    zo_table met;              /* the sets that are in the queue, or were */
    const zo_record *later;    /* with all changes */
    zo_decisive *found;
} zo_searcher;

/* ---- The record of a set, and its proof ---- */

typedef struct zo_trial {
    const zo_record *record;
    const zo_compiled *compiled;
    zo_proved possible;
    uint64_t *core;    /* when impossible */
    bool blocs;        /* blocs may have a part in that */
    uint32_t *package; /* when possible */
} zo_trial;

/* In force: what binds; of those, the positions that count directly alone where blocs are not asked. */
static uint64_t *in_force(const zo_compiled *compiled, const zo_mode *mode, bool blocs, zo_arena *arena)
{
    uint64_t *set = zo_new_selector_set(compiled, arena);
    for (size_t s = 0; s < compiled->instance.selectors; s++)
        if (mode[s] == ZO_SOFT && (blocs || compiled->instance.selector[s].voter == ZO_DIRECT))
            zo_set_bit(set, s);
    return set;
}

static zo_mode *modes_of(const zo_compiled *compiled, zo_arena *arena)
{
    zo_mode *mode = zo_binding_modes(compiled, NULL, arena);
    for (size_t s = 0; s < compiled->instance.selectors; s++)
        mode[s] = mode[s] == ZO_OFF ? ZO_OFF : ZO_SOFT;
    return mode;
}

static const zo_compiled *without_blocs(const zo_compiled *compiled, zo_arena *arena)
{
    return zo_hearing_blocs(compiled, ZO_NEW_MANY(arena, bool, compiled->instance.blocs + 1), arena);
}

static void ask(zo_searcher *r, zo_trial *trial, bool blocs)
{
    zo_arena *arena = r->scratch;
    const zo_compiled *compiled = blocs ? trial->compiled : without_blocs(trial->compiled, arena);
    zo_mode *mode = modes_of(compiled, arena);
    zo_note_by_rule(ZO_TASK_PROOF, &r->request->limit, UINT64_MAX, "which changes counted");
    zo_prover *prover = zo_prover_new(&compiled->instance, mode, &r->request->limit, arena);
    trial->blocs = blocs;
    trial->possible =
        zo_prover_ask(prover, in_force(compiled, mode, blocs, arena), trial->package, trial->core);
    if (trial->possible == ZO_IMPOSSIBLE && r->to_open)
        zo_prover_shrink(prover, NULL, trial->core);
    zo_prover_free(prover);
}

static zo_trial try_set(zo_searcher *r, const zo_node *node)
{
    const zo_model *model = r->request->model;
    zo_arena *arena = r->scratch;
    bool *later = ZO_NEW_MANY(arena, bool, model->keys.n + 1);
    for (size_t c = 0; c < r->changes->n; c++)
        later[r->changes->at[c].key] = zo_bit(node->bits, c);
    zo_trial trial = {.record =
                          zo_record_mixed(model, r->before, r->after, later, r->request->left_out, arena)};
    trial.compiled = zo_compile(trial.record, arena);
    trial.possible = ZO_UNDECIDED;
    if (zo_present(trial.compiled->too_large))
        return trial;
    trial.core = zo_new_selector_set(trial.compiled, arena);
    trial.package = ZO_NEW_MANY(arena, uint32_t, trial.compiled->instance.issues + 1);
    bool blocs = trial.compiled->instance.blocs > 0;
    if (r->to_open || !blocs)
        ask(r, &trial, false);
    if (blocs && trial.possible != ZO_IMPOSSIBLE)
        ask(r, &trial, true);
    return trial;
}

/* ---- What touches the proof ---- */

typedef struct zo_touching {
    zo_searcher *r;
    const zo_trial *trial;
    uint64_t *changes; /* set where a change touches the proof */
} zo_touching;

static void touch_key(zo_touching *t, uint32_t key)
{
    if (key != ZO_ABSENT && t->r->change_of[key] != ZO_NONE)
        zo_set_bit(t->changes, t->r->change_of[key]);
}

static uint32_t key_of_party(const zo_model *model, uint32_t party)
{
    return zo_table_get(&model->key_index, model->parties.at[party].id);
}

/* Everything by which a party's worth, seat or vote is determined, apart from its stances. */
static bool shapes_party(const zo_key_change *change, zo_statement_kind kind, uint32_t party,
                         uint32_t key_party)
{
    bool own = key_party == party;
    switch (kind) {
    case ZO_S_VALUES:
    case ZO_S_PREFERS:
    case ZO_S_BONUS:
    case ZO_S_ALTERNATIVE:
    case ZO_S_ABSTAINS: return own;
    case ZO_S_PARTY:
    case ZO_S_BLOC:
        return own || (change->before && change->before->bloc == party) ||
               (change->after && change->after->bloc == party);
    default: return false;
    }
}

static void touch_party(zo_touching *t, uint32_t party)
{
    const zo_model *model = t->r->request->model;
    for (size_t c = 0; c < t->r->changes->n; c++) {
        const zo_key_change *change = &t->r->changes->at[c];
        const zo_key *key = &model->keys.at[change->key];
        if (shapes_party(change, key->kind, party, key->party))
            zo_set_bit(t->changes, c);
    }
    touch_key(t, key_of_party(model, party));
}

static void touch_bloc(zo_touching *t, uint32_t bloc)
{
    const zo_model *model = t->r->request->model;
    touch_party(t, bloc);
    for (uint32_t s = 0; s < t->trial->record->seats.n; s++)
        if (t->trial->record->seats.at[s].entry->bloc == bloc)
            touch_party(t, t->trial->record->seats.at[s].party);
    for (size_t c = 0; c < t->r->changes->n; c++) {
        const zo_key *key = &model->keys.at[t->r->changes->at[c].key];
        if (key->party != ZO_NONE && t->r->changes->at[c].after && t->r->changes->at[c].after->bloc == bloc)
            touch_party(t, key->party);
    }
}

/* Blocs may refuse a package whoever is against, as when all abstain: what shapes them always counts. */
static void touch_blocs(zo_touching *t)
{
    const zo_model *model = t->r->request->model;
    for (uint32_t p = 0; p < model->parties.n; p++)
        if (model->parties.at[p].is_bloc)
            touch_bloc(t, p);
}

/* What a selector says, and whether its party is asked; an alternative also hangs on what the party values. */
static void touch_selector(zo_touching *t, size_t s)
{
    const zo_compiled *compiled = t->trial->compiled;
    touch_key(t, compiled->origin[s].entry->key);
    if (compiled->origin[s].seat == ZO_NONE)
        return;
    uint32_t party = t->trial->record->seats.at[compiled->origin[s].seat].party;
    if (compiled->instance.selector[s].class_ == ZO_ALTERNATIVE)
        touch_party(t, party);
    else
        touch_key(t, key_of_party(t->r->request->model, party));
}

static void touch_conflict(zo_touching *t)
{
    if (t->trial->blocs)
        touch_blocs(t);
    for (size_t s = 0; s < t->trial->compiled->instance.selectors; s++)
        if (zo_bit(t->trial->core, s))
            touch_selector(t, s);
}

/* A package in reach is lost only by what newly rules it out, lowers its worth to a party, or shapes parties. */
static void touch_package(zo_touching *t, const zo_node *node)
{
    zo_searcher *r = t->r;
    zo_losing losing = {r->changes,       r->change_of, node->bits,        r->before,
                        t->trial->record, r->later,     t->trial->package, r->scratch};
    zo_find_losing(&losing, t->changes);
}

/* ---- The tree ---- */

static bool lies_within(const uint64_t *a, const uint64_t *b, size_t words)
{
    for (size_t w = 0; w < words; w++)
        if (a[w] & ~b[w])
            return false;
    return true;
}

static bool contains_answer(const zo_searcher *r, const zo_node *node)
{
    for (size_t i = 0; i < r->found->sets.n; i++)
        if (lies_within(r->found->sets.at[i], node->bits, r->words))
            return true;
    return false;
}

/* Whether the set has been met before; it has from now on. */
static bool is_queued(zo_searcher *r, const zo_node *node)
{
    size_t met = r->met.used;
    zo_table_add(&r->met, (zo_str){(const char *)node->bits, r->words * sizeof *node->bits}, 0);
    return r->met.used == met;
}

static zo_node *new_node(zo_searcher *r, const zo_node *from, size_t change)
{
    zo_node *node = zo_alloc(r->arena, sizeof *node + r->words * sizeof *node->bits);
    if (from) {
        memcpy(node->bits, from->bits, r->words * sizeof *node->bits);
        node->size = from->size + 1;
        zo_set_bit(node->bits, change);
    }
    return node;
}

static void grow(zo_searcher *r, const zo_node *node, const uint64_t *touching)
{
    for (size_t c = 0; c < r->changes->n; c++) {
        if (!zo_bit(touching, c) || zo_bit(node->bits, c) || !r->changes->at[c].decides)
            continue;
        zo_node *larger = new_node(r, node, c);
        if (contains_answer(r, larger) || is_queued(r, larger))
            continue;
        if (r->queue.n == MOST_SETS) {
            r->found->complete = false;
            return;
        }
        ZO_PUSH(r->arena, &r->queue, larger);
    }
}

static void visit(zo_searcher *r, const zo_node *node)
{
    zo_trial trial = try_set(r, node);
    if (trial.possible == ZO_UNDECIDED) {
        r->found->complete = false;
        return;
    }
    if ((trial.possible == ZO_POSSIBLE) == r->to_open) {
        ZO_PUSH(r->arena, &r->found->sets, node->bits);
        return;
    }
    zo_touching touching = {r, &trial, ZO_NEW_MANY(r->arena, uint64_t, r->words)};
    if (r->to_open)
        touch_conflict(&touching);
    else
        touch_package(&touching, node);
    grow(r, node, touching.changes);
}

static void search(zo_searcher *r)
{
    ZO_PUSH(r->arena, &r->queue, new_node(r, NULL, 0));
    for (size_t i = 0; i < r->queue.n; i++) {
        if (zo_run_ends(&r->request->limit) || r->found->sets.n == MOST_ANSWERS) {
            r->found->complete = false;
            return;
        }
        if (contains_answer(r, r->queue.at[i]))
            continue;
        visit(r, r->queue.at[i]);
        zo_arena_close(r->scratch);
        zo_arena_open(r->scratch, r->arena->heap);
    }
}

static int by_size(const void *a, const void *b, size_t words)
{
    const uint64_t *x = a, *y = b;
    size_t left = 0, right = 0;
    for (size_t w = 0; w < words; w++) {
        left += (size_t)__builtin_popcountll(x[w]);
        right += (size_t)__builtin_popcountll(y[w]);
    }
    if (left != right)
        return left < right ? -1 : 1;
    for (size_t w = words; w-- > 0;)
        if (x[w] != y[w])
            return x[w] < y[w] ? -1 : 1;
    return 0;
}

static void order(zo_decisive *found, size_t words)
{
    for (size_t i = 1; i < found->sets.n; i++)
        for (size_t j = i; j > 0 && by_size(found->sets.at[j], found->sets.at[j - 1], words) < 0; j--) {
            const uint64_t *swap = found->sets.at[j];
            found->sets.at[j] = found->sets.at[j - 1];
            found->sets.at[j - 1] = swap;
        }
}

zo_decisive zo_find_decisive(const zo_request *request, const zo_changes *changes, zo_time before,
                             zo_time after, bool to_open)
{
    zo_decisive found = {.complete = true};
    zo_searcher r = {.request = request, .changes = changes, .before = before, .after = after};
    r.to_open = to_open;
    r.words = zo_set_words(changes->n + 1);
    r.arena = request->arena;
    r.found = &found;
    r.change_of = ZO_NEW_MANY(r.arena, uint32_t, request->model->keys.n + 1);
    for (size_t k = 0; k < request->model->keys.n; k++)
        r.change_of[k] = ZO_NONE;
    for (uint32_t c = 0; c < changes->n; c++)
        if (changes->at[c].decides)
            r.change_of[changes->at[c].key] = c;
    r.scratch = request->scratch;
    r.met = zo_table_new(r.arena);
    r.later = zo_record_at(request->model, after, request->left_out, r.arena);
    search(&r);
    order(&found, r.words);
    return found;
}

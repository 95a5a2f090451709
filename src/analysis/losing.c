/* A record, a package in its zone, and changes -> the changes that can take the package out of it.
 *
 * Of the changes that only together take it out, one is enough: the seat of a party before what it says, the seat of a
 * bloc before its members', an alternative before the values that are compared with it. */
#include "analysis/losing.h"

#include "space/compile.h"
#include "space/points.h"

/* ---- What a key says ---- */

static const zo_key *key_at(const zo_losing *l, size_t key) { return &l->record->model->keys.at[key]; }

static const zo_key_change *change_of(const zo_losing *l, size_t key)
{
    return l->change_of[key] == ZO_NONE ? NULL : &l->changes->at[l->change_of[key]];
}

/* As the record has it. */
static const zo_entry *says_now(const zo_losing *l, size_t key)
{
    const zo_key_change *change = change_of(l, key);
    if (!change)
        return zo_in_force(key_at(l, key), l->before, NULL);
    return zo_bit(l->made, l->change_of[key]) ? change->after : change->before;
}

/* As it would be with its change; NULL also when that is made already. */
static const zo_entry *may_say(const zo_losing *l, size_t key)
{
    const zo_key_change *change = change_of(l, key);
    return change && !zo_bit(l->made, l->change_of[key]) ? change->after : NULL;
}

static bool is_pending(const zo_losing *l, size_t key)
{
    return l->change_of[key] != ZO_NONE && !zo_bit(l->made, l->change_of[key]);
}

static bool demands(const zo_entry *entry)
{
    zo_statement_kind kind = entry->statement->kind;
    return kind == ZO_S_RULE || kind == ZO_S_SETTLED || kind == ZO_S_REQUIRES || kind == ZO_S_REFUSES ||
           kind == ZO_S_ACCEPTS;
}
static bool gives_points(zo_statement_kind kind)
{
    return kind == ZO_S_VALUES || kind == ZO_S_PREFERS || kind == ZO_S_BONUS;
}

/* A signal or a seat demands nothing. */
static bool says_no(const zo_losing *l, const zo_entry *entry)
{
    if (!entry || !demands(entry))
        return false;
    const zo_expr *demand = zo_compile_stance(l->record->model, entry, l->arena);
    return !demand || !zo_holds(demand, l->package);
}

/* ---- Points ---- */

/* What one entry adds to the party's points at the package, at the most. */
static zo_num points_of(const zo_losing *l, const zo_entry *entry)
{
    zo_seat alone = {.party = ZO_NONE};
    if (!entry)
        return zo_num_of(0);
    if (entry->statement->kind == ZO_S_BONUS)
        ZO_PUSH(l->arena, &alone.bonuses, entry);
    else
        ZO_PUSH(l->arena, &alone.values, entry);
    zo_points points = zo_points_of(l->record, &alone, &zo_as_ranges, l->arena);
    if (alone.values.n > 0)
        return points.table[entry->issue][l->package[entry->issue]].high;
    const zo_expr *when = zo_compile_condition(l->record->model, entry->condition, l->arena);
    return when && zo_holds(when, l->package) ? points.bonus[0].points.high : zo_num_of(0);
}

/* The least that the key adds, with its change or without. */
static zo_num least_points(const zo_losing *l, size_t key)
{
    zo_num now = points_of(l, says_now(l, key));
    if (!is_pending(l, key))
        return now;
    zo_num then = points_of(l, may_say(l, key));
    return zo_num_compare(&then, &now) < 0 ? then : now;
}

typedef struct zo_worth {
    zo_num least;       /* points of the package, with all changes that lower them */
    bool compared;      /* there is, or comes, an alternative */
    zo_num alternative; /* the highest worth that it has or gets */
} zo_worth;

static void take_alternative(zo_worth *worth, const zo_entry *entry)
{
    if (!entry)
        return;
    if (!worth->compared || zo_num_compare(&entry->amount.low, &worth->alternative) > 0)
        worth->alternative = entry->amount.low;
    worth->compared = true;
}

/* Whether changes can make the package worth less to the party than its alternative. */
static bool can_fall(const zo_losing *l, uint32_t party)
{
    zo_worth worth = {.least = zo_num_of(0)};
    for (size_t k = 0; k < l->record->model->keys.n; k++) {
        if (key_at(l, k)->party != party)
            continue;
        if (key_at(l, k)->kind == ZO_S_ALTERNATIVE) {
            take_alternative(&worth, says_now(l, k));
            take_alternative(&worth, may_say(l, k));
        } else if (gives_points(key_at(l, k)->kind)) {
            zo_num points = least_points(l, k);
            worth.least = zo_num_add(&worth.least, &points);
        }
    }
    return worth.compared && !(zo_num_compare(&worth.least, &worth.alternative) >= 0);
}

static bool changes_points(const zo_losing *l, const zo_seat *seat, const zo_key_change *change)
{
    if (!seat->alternative || !can_fall(l, seat->party))
        return false;
    if (seat->values.n + seat->bonuses.n == 0)
        return change->after;
    zo_num before = points_of(l, change->before), after = points_of(l, change->after);
    return !(zo_num_compare(&after, &before) >= 0);
}

static bool changes_alternative(const zo_losing *l, const zo_seat *seat, const zo_key_change *change)
{
    if (!change->after || !can_fall(l, seat->party))
        return false;
    return !change->before || zo_num_compare(&change->after->amount.low, &change->before->amount.low) > 0;
}

/* ---- Who is asked ---- */

static const zo_seat *seat_in(const zo_record *record, uint32_t party)
{
    uint32_t seat = party == ZO_NONE ? ZO_NONE : record->seat_of[party];
    return seat == ZO_NONE ? NULL : &record->seats.at[seat];
}

/* Whether its own consent is needed to the package. */
static bool is_needed(const zo_losing *l, const zo_seat *seat)
{
    if (seat->need != ZO_NEEDED_WHEN)
        return seat->need == ZO_NEEDED;
    const zo_expr *when = zo_compile_condition(l->record->model, seat->when, l->arena);
    return !when || zo_holds(when, l->package);
}

/* In the record: asked itself or through its bloc. */
static const zo_seat *heard_seat(const zo_losing *l, uint32_t party)
{
    const zo_seat *seat = seat_in(l->record, party);
    if (!seat || seat->need != ZO_THROUGH_BLOC)
        return seat && is_needed(l, seat) ? seat : NULL;
    return seat->bloc != ZO_NONE && is_needed(l, &l->record->seats.at[seat->bloc]) ? seat : NULL;
}

/* Only members of blocs may be, of those who are asked. Points are not looked at: it may be against all the same. */
static bool is_against(const zo_losing *l, const zo_seat *seat)
{
    for (size_t i = 0; i < seat->stances.n; i++)
        if (says_no(l, seat->stances.at[i]))
            return true;
    return false;
}

/* Whether it can be against the package, or abstain, once it is asked. */
static bool can_turn(const zo_losing *l, uint32_t party)
{
    for (size_t k = 0; k < l->record->model->keys.n; k++) {
        if (key_at(l, k)->party != party)
            continue;
        const zo_entry *now = says_now(l, k), *then = may_say(l, k);
        if (key_at(l, k)->kind == ZO_S_ABSTAINS && (now || then))
            return true;
        if (says_no(l, now) || says_no(l, then))
            return true;
    }
    return can_fall(l, party);
}

static bool is_in_bloc(const zo_seat *seat, uint32_t bloc) { return seat && seat->entry->bloc == bloc; }

static bool bloc_can_turn(const zo_losing *l, uint32_t bloc)
{
    for (uint32_t p = 0; p < l->record->model->parties.n; p++)
        if (p == bloc || is_in_bloc(seat_in(l->record, p), bloc) || is_in_bloc(seat_in(l->later, p), bloc))
            if (can_turn(l, p))
                return true;
    return false;
}

/* ---- Changes of seats ---- */

/* A party joins, or one that is there takes part otherwise. Where it is in a bloc, or was, that may count in many ways. */
static bool party_turns(const zo_losing *l, uint32_t party, const zo_key_change *change)
{
    const zo_entry *before = change->before, *after = change->after;
    if (before && (before->bloc != ZO_NONE || (after && after->bloc != ZO_NONE)))
        return true;
    const zo_seat *then = seat_in(l->later, party);
    if (!after || !then || heard_seat(l, party))
        return false;
    if (after->bloc == ZO_NONE)
        return is_needed(l, then) && can_turn(l, party);
    return heard_seat(l, after->bloc) && can_turn(l, party);
}

static bool bloc_turns(const zo_losing *l, uint32_t bloc, const zo_key_change *change)
{
    const zo_seat *then = seat_in(l->later, bloc);
    if (change->before)
        return true;
    return then && is_needed(l, then) && bloc_can_turn(l, bloc);
}

/* ---- Any change ---- */

static bool takes_out(const zo_losing *l, const zo_key_change *change)
{
    const zo_key *key = key_at(l, change->key);
    if (key->kind == ZO_S_RULE || key->kind == ZO_S_SETTLED)
        return says_no(l, change->after);
    if (key->kind == ZO_S_PARTY)
        return party_turns(l, key->party, change);
    if (key->kind == ZO_S_BLOC)
        return bloc_turns(l, key->party, change);
    const zo_seat *seat = heard_seat(l, key->party);
    if (!seat || (key->kind != ZO_S_ABSTAINS && is_against(l, seat)))
        return false;
    if (gives_points(key->kind))
        return changes_points(l, seat, change);
    if (key->kind == ZO_S_ALTERNATIVE)
        return changes_alternative(l, seat, change);
    return key->kind == ZO_S_ABSTAINS ? seat->bloc != ZO_NONE : says_no(l, change->after);
}

void zo_find_losing(const zo_losing *losing, uint64_t *found)
{
    for (size_t c = 0; c < losing->changes->n; c++) {
        const zo_key_change *change = &losing->changes->at[c];
        if (change->decides && !zo_bit(losing->made, c) && takes_out(losing, change))
            zo_set_bit(found, c);
    }
}

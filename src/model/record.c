/* Keys -> the record at a time. */
#include "model/record.h"

#include <stdlib.h>

static const zo_entry *latest(zo_entry *const *list, size_t n, zo_time at)
{
    size_t low = 0, high = n; /* entries are in order of time */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (list[middle]->on <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 ? list[low - 1] : NULL;
}

const zo_entry *zo_in_force(const zo_key *key, zo_time at, const zo_entry **withdrawal)
{
    const zo_entry *said = latest(key->entries.at, key->entries.n, at);
    const zo_entry *withdrawn = latest(key->withdrawals.at, key->withdrawals.n, at);
    bool gone = said && withdrawn &&
                (withdrawn->on > said->on || (withdrawn->on == said->on && withdrawn->overriding));
    if (withdrawal)
        *withdrawal = gone ? withdrawn : NULL;
    return gone ? NULL : said;
}

uint32_t zo_key_named(const zo_model *model, zo_str name, zo_arena *scratch)
{
    static const char *const prefixes[] = {"", "rule.", "settled."};
    for (size_t i = 0; i < 3; i++) {
        uint32_t key =
            zo_table_get(&model->key_index, zo_printf(scratch, "%s%.*s", prefixes[i], ZO_FMT(name)));
        if (key != ZO_ABSENT)
            return key;
    }
    return ZO_NONE;
}

typedef struct zo_recorder {
    zo_record *record;
    const zo_model *model;
    const bool *left_out;
    const bool *later; /* per key, or NULL */
    zo_time after;     /* for keys that are later */
    uint32_t *seat_of;
    zo_arena *arena;
} zo_recorder;

/* The time as of which a key is read. */
static zo_time time_of(const zo_recorder *r, uint32_t key)
{
    return r->later && r->later[key] ? r->after : r->record->at;
}

static bool left_out(const zo_recorder *r, uint32_t key) { return r->left_out && r->left_out[key]; }

/* Left out itself, or with its party. */
static bool entry_left_out(const zo_recorder *r, const zo_entry *entry)
{
    if (left_out(r, entry->key))
        return true;
    return entry->party != ZO_NONE &&
           left_out(r, zo_table_get(&r->model->key_index, r->model->parties.at[entry->party].id));
}

/* ---- Seats ---- */

static zo_need need_of(const zo_entry *entry)
{
    unsigned roles = entry->statement->roles ? entry->statement->roles : (unsigned)ZO_PRINCIPAL;
    switch (entry->statement->consents) {
    case ZO_CONSENTS_ALWAYS: return ZO_NEEDED;
    case ZO_CONSENTS_NEVER: return ZO_NOT_NEEDED;
    case ZO_CONSENTS_WHEN: return ZO_NEEDED_WHEN;
    default: return roles & (ZO_PRINCIPAL | ZO_GUARANTOR) ? ZO_NEEDED : ZO_NOT_NEEDED;
    }
}

static void take_seats(zo_recorder *r)
{
    for (uint32_t p = 0; p < r->model->parties.n; p++) {
        uint32_t key = zo_table_get(&r->model->key_index, r->model->parties.at[p].id);
        r->seat_of[p] = ZO_NONE;
        const zo_entry *entry = key == ZO_ABSENT || left_out(r, key)
                                    ? NULL
                                    : zo_in_force(&r->model->keys.at[key], time_of(r, key), NULL);
        if (!entry)
            continue;
        r->seat_of[p] = (uint32_t)r->record->seats.n;
        zo_seat seat = {
            .party = p, .entry = entry, .need = need_of(entry), .when = entry->condition, .bloc = ZO_NONE};
        ZO_PUSH(r->arena, &r->record->seats, seat);
    }
}

static void join_blocs(zo_recorder *r)
{
    for (uint32_t s = 0; s < r->record->seats.n; s++) {
        zo_seat *seat = &r->record->seats.at[s];
        if (seat->entry->bloc == ZO_NONE)
            continue;
        seat->need = ZO_THROUGH_BLOC; /* not asked at all while the bloc itself is not on record */
        seat->bloc = r->seat_of[seat->entry->bloc];
        if (seat->bloc != ZO_NONE)
            ZO_PUSH(r->arena, &r->record->seats.at[seat->bloc].members, s);
    }
}

/* ---- What was said ---- */

static zo_entries *list_for(zo_seat *seat, zo_statement_kind kind)
{
    switch (kind) {
    case ZO_S_REQUIRES:
    case ZO_S_REFUSES:
    case ZO_S_ACCEPTS: return &seat->stances;
    case ZO_S_SIGNALS: return &seat->signals;
    case ZO_S_RESERVES: return &seat->reservations;
    case ZO_S_OFFERS: return &seat->offers;
    case ZO_S_AWAITS: return &seat->awaited;
    case ZO_S_VALUES:
    case ZO_S_PREFERS: return &seat->values;
    case ZO_S_BONUS: return &seat->bonuses;
    default: return NULL;
    }
}

static void record_said(zo_recorder *r, zo_seat *seat, const zo_key *key, zo_time at)
{
    const zo_entry *withdrawal, *entry = zo_in_force(key, at, &withdrawal);
    if (withdrawal && withdrawal->statement->kind == ZO_S_DENIES && !entry_left_out(r, withdrawal)) {
        ZO_PUSH(r->arena, &seat->disputed, latest(key->entries.at, key->entries.n, at));
        return;
    }
    if (withdrawal && entry_left_out(r, withdrawal)) /* as if it had not been withdrawn */
        entry = latest(key->entries.at, key->entries.n, at);
    if (!entry)
        return;
    zo_statement_kind kind = entry->statement->kind;
    if (kind == ZO_S_ALTERNATIVE)
        seat->alternative = entry;
    else if (kind == ZO_S_ABSTAINS)
        seat->abstains = entry;
    else if (list_for(seat, kind))
        ZO_PUSH(r->arena, list_for(seat, kind), entry);
}

static void record_fact(zo_recorder *r, const zo_key *key, zo_time at)
{
    const zo_entry *withdrawal, *entry = zo_in_force(key, at, &withdrawal);
    if (withdrawal && entry_left_out(r, withdrawal))
        entry = latest(key->entries.at, key->entries.n, at);
    else if (withdrawal)
        ZO_PUSH(r->arena, &r->record->reopened, withdrawal);
    if (entry)
        ZO_PUSH(r->arena, key->kind == ZO_S_RULE ? &r->record->rules : &r->record->settled, entry);
}

static void record_keys(zo_recorder *r)
{
    for (uint32_t k = 0; k < r->model->keys.n; k++) {
        const zo_key *key = &r->model->keys.at[k];
        if (left_out(r, k))
            continue;
        if (key->kind == ZO_S_RULE || key->kind == ZO_S_SETTLED)
            record_fact(r, key, time_of(r, k));
        else if (key->party != ZO_NONE && r->seat_of[key->party] != ZO_NONE)
            record_said(r, &r->record->seats.at[r->seat_of[key->party]], key, time_of(r, k));
    }
}

static int by_moment(const void *left, const void *right)
{
    const zo_entry *a = *(const zo_entry *const *)left, *b = *(const zo_entry *const *)right;
    if (a->on != b->on)
        return a->on < b->on ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

static void record_events(zo_recorder *r)
{
    for (size_t i = 0; i < r->model->entries.n; i++) {
        const zo_entry *entry = r->model->entries.at[i];
        if (entry->on != ZO_ALWAYS && entry->on <= r->record->at && !entry_left_out(r, entry))
            ZO_PUSH(r->arena, &r->record->events, entry);
    }
    if (r->record->events.n > 1)
        qsort(r->record->events.at, r->record->events.n, sizeof *r->record->events.at, by_moment);
}

static zo_record *record_with(zo_recorder *recorder, zo_time at)
{
    zo_record *record = recorder->record = ZO_NEW(recorder->arena, zo_record);
    const zo_model *model = recorder->model;
    recorder->seat_of = ZO_NEW_MANY(recorder->arena, uint32_t, model->parties.n + 1);
    *record = (zo_record){.model = model, .at = at, .moment = ZO_ALWAYS, .seat_of = recorder->seat_of};
    for (size_t i = 0; i < model->moments.n && model->moments.at[i] <= at; i++)
        record->moment = model->moments.at[i];
    take_seats(recorder);
    join_blocs(recorder);
    record_keys(recorder);
    return record;
}

zo_record *zo_record_at(const zo_model *model, zo_time at, const bool *left, zo_arena *arena)
{
    zo_recorder recorder = {.model = model, .left_out = left, .arena = arena};
    zo_record *record = record_with(&recorder, at);
    record_events(&recorder);
    return record;
}

zo_record *zo_record_mixed(const zo_model *model, zo_time before, zo_time after, const bool *later,
                           const bool *left, zo_arena *arena)
{
    zo_recorder recorder = {.model = model, .left_out = left, .later = later, .after = after, .arena = arena};
    return record_with(&recorder, before);
}

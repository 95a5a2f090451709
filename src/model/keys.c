/* Entries -> keys: handles, what replaces what, what withdraws what; two entries for one key at one time. */
#include <stdlib.h>

#include "base/unicode.h"
#include "model/build.h"

/* ---- Handles ---- */

static bool counts_as_stance(zo_statement_kind kind)
{
    return (kind >= ZO_S_REQUIRES && kind <= ZO_S_ABSTAINS) || kind == ZO_S_AWAITS || kind == ZO_S_READOUT;
}

static const char *kind_word(zo_statement_kind kind)
{
    switch (kind) {
    case ZO_S_RULE: return "rule";
    case ZO_S_SETTLED: return "settled";
    case ZO_S_SESSION: return "session";
    case ZO_S_DEADLINE: return "deadline";
    case ZO_S_VALUES:
    case ZO_S_PREFERS: return "values";
    case ZO_S_BONUS: return "bonus";
    case ZO_S_DROPS: return "drops";
    case ZO_S_DENIES: return "denies";
    default: return "reopens";
    }
}

static zo_str own_handle(zo_build *build, const zo_entry *entry)
{
    zo_model *model = build->model;
    const zo_statement *statement = entry->statement;
    const char *word = kind_word(statement->kind);
    zo_str name = statement->clauses.name.text;
    if (name.n > 0)
        return zo_printf(build->arena, "%s.%.*s", word, ZO_FMT(name));
    return zo_printf(build->arena, "%s.%zu", word, ++model->unnamed[statement->kind]);
}

static zo_str party_handle(zo_build *build, const zo_entry *entry)
{
    zo_party *party = &build->model->parties.at[entry->party];
    const zo_statement *statement = entry->statement;
    zo_str name = statement->clauses.name.text, id = party->id;
    switch (statement->kind) {
    case ZO_S_PARTY:
    case ZO_S_BLOC: return id;
    case ZO_S_VALUES:
    case ZO_S_PREFERS:
        return zo_printf(build->arena, "%.*s.values.%.*s", ZO_FMT(id), ZO_FMT(statement->name.text));
    case ZO_S_ALTERNATIVE: return zo_printf(build->arena, "%.*s.alternative", ZO_FMT(id));
    case ZO_S_BONUS:
        return name.n > 0 ? zo_printf(build->arena, "%.*s.bonus.%.*s", ZO_FMT(id), ZO_FMT(name))
                          : zo_printf(build->arena, "%.*s.bonus.%u", ZO_FMT(id), ++party->unnamed_bonuses);
    default: break;
    }
    if (name.n > 0)
        return zo_printf(build->arena, "%.*s.%.*s", ZO_FMT(id), ZO_FMT(name));
    if (counts_as_stance(statement->kind))
        return zo_printf(build->arena, "%.*s.%u", ZO_FMT(id), ++party->unnamed);
    return zo_printf(build->arena, "%.*s.%s.%.*s", ZO_FMT(id), kind_word(statement->kind),
                     ZO_FMT(statement->name.text));
}

static zo_key *key_with(zo_build *build, zo_str handle, const zo_entry *entry)
{
    zo_model *model = build->model;
    uint32_t next = (uint32_t)model->keys.n, index = zo_table_add(&model->key_index, handle, next);
    if (index == next)
        ZO_PUSH(build->arena, &model->keys,
                ((zo_key){.handle = handle, .kind = entry->statement->kind, .party = entry->party}));
    return &model->keys.at[index];
}

static void file_entry(zo_build *build, zo_entry *entry)
{
    zo_str handle = entry->party == ZO_NONE ? own_handle(build, entry) : party_handle(build, entry);
    zo_key *key = key_with(build, handle, entry);
    entry->key = (uint32_t)(key - build->model->keys.at);
    ZO_PUSH(build->arena, &key->entries, entry);
}

/* ---- Withdrawals ---- */

static bool withdraws(zo_statement_kind kind)
{
    return kind == ZO_S_DROPS || kind == ZO_S_DENIES || kind == ZO_S_REOPENS;
}

static zo_str wanted_handle(zo_build *build, const zo_entry *entry)
{
    zo_str name = entry->statement->name.text;
    if (entry->statement->kind == ZO_S_REOPENS)
        return zo_printf(build->arena, "settled.%.*s", ZO_FMT(name));
    return zo_printf(build->arena, "%.*s.%.*s", ZO_FMT(build->model->parties.at[entry->party].id),
                     ZO_FMT(name));
}

static zo_str suggest_handle(zo_build *build, const zo_entry *entry)
{
    zo_model *model = build->model;
    zo_candidates names = {0};
    bool settled = entry->statement->kind == ZO_S_REOPENS;
    for (size_t k = 0; k < model->keys.n && zo_wants_candidates(build, &names); k++) {
        const zo_key *key = &model->keys.at[k];
        if (settled ? key->kind != ZO_S_SETTLED : key->party != entry->party || !counts_as_stance(key->kind))
            continue;
        size_t cut = settled ? sizeof "settled" : model->parties.at[entry->party].id.n + 1;
        zo_may_mean(build, &names, (zo_str){key->handle.s + cut, key->handle.n - cut});
    }
    return zo_did_you_mean(build, entry->statement->name.text, &names);
}

static void file_withdrawal(zo_build *build, zo_entry *entry)
{
    zo_model *model = build->model;
    entry->target = zo_table_get(&model->key_index, wanted_handle(build, entry));
    if (entry->target == ZO_ABSENT) {
        zo_reportf(build->sink, ZO_NEVER_SAID, entry->statement->name.span, suggest_handle(build, entry),
                   entry->statement->kind == ZO_S_REOPENS ? "nothing settled has the name \"%.*s\""
                                                          : "this party never said anything named \"%.*s\"",
                   ZO_FMT(entry->statement->name.text));
        return;
    }
    zo_key *key = &model->keys.at[entry->target];
    ZO_PUSH(build->arena, &key->withdrawals, entry);
}

/* Walks entries and withdrawals of a key together, in order of time. */
static void check_withdrawals(zo_build *build, const zo_key *key)
{
    bool standing = false;
    for (size_t w = 0, e = 0; w < key->withdrawals.n; w++) {
        const zo_entry *withdrawal = key->withdrawals.at[w];
        for (; e < key->entries.n && key->entries.at[e]->on <= withdrawal->on; e++)
            standing = true;
        if (!standing)
            zo_reportf(build->sink, ZO_NOT_IN_FORCE, withdrawal->statement->name.span,
                       ZO_STR("check the dates: it was said later, or withdrawn before"),
                       "\"%.*s\" was not in force at that time", ZO_FMT(withdrawal->statement->name.text));
        standing = false;
    }
}

/* ---- Two entries at one time ---- */

static zo_str place_words(zo_build *build, const zo_entry *entry)
{
    const zo_corpus *corpus = build->model->corpus;
    uint32_t file = entry->statement->span.file;
    if (file >= corpus->files.n)
        return ZO_STR("the request");
    zo_position position = zo_position_of(zo_tokens_of(build->model, file), entry->statement->span.begin);
    return zo_printf(build->arena, "line %zu of %.*s", position.line, ZO_FMT(corpus->files.at[file]->shown));
}

static void report_clash(zo_build *build, const zo_key *key, const zo_entry *first, const zo_entry *second)
{
    if (second->overriding || first->on != second->on)
        return;
    zo_str place = place_words(build, first);
    zo_reportf(
        build->sink, ZO_SAME_TIME, second->statement->head,
        ZO_STR(
            "date one of them, or give one another name: which holds must not depend on the order of lines"),
        "\"%.*s\" has an entry at this time already, at %.*s", ZO_FMT(key->handle), ZO_FMT(place));
}

static void check_clashes(zo_build *build, const zo_key *key)
{
    for (size_t i = 1; i < key->entries.n; i++)
        report_clash(build, key, key->entries.at[i - 1], key->entries.at[i]);
    for (size_t i = 1; i < key->withdrawals.n; i++)
        report_clash(build, key, key->withdrawals.at[i - 1], key->withdrawals.at[i]);
    for (size_t w = 0, e = 0; w < key->withdrawals.n; w++) {
        while (e + 1 < key->entries.n && key->entries.at[e]->on < key->withdrawals.at[w]->on)
            e++;
        if (key->entries.n > 0)
            report_clash(build, key, key->entries.at[e], key->withdrawals.at[w]);
    }
}

/* ---- Before joining; moments ---- */

static void check_joining(zo_build *build, const zo_entry *entry)
{
    if (entry->party == ZO_NONE || entry->on == ZO_ALWAYS)
        return;
    const zo_party *party = &build->model->parties.at[entry->party];
    const zo_key *key = &build->model->keys.at[zo_table_get(&build->model->key_index, party->id)];
    if (key->entries.n > 0 && key->entries.at[0]->on > entry->on)
        zo_reportf(build->sink, ZO_BEFORE_JOINING, entry->statement->head,
                   ZO_STR("it counts from the day the party joins"), "\"%.*s\" joins only later",
                   ZO_FMT(party->id));
}

static int by_time(const void *a, const void *b)
{
    zo_time x = *(const zo_time *)a, y = *(const zo_time *)b;
    return x < y ? -1 : x > y;
}

static void collect_moments(zo_build *build)
{
    zo_model *model = build->model;
    zo_time *times = ZO_NEW_MANY(build->arena, zo_time, model->entries.n + 1);
    size_t count = 0;
    for (size_t i = 0; i < model->entries.n; i++)
        if (model->entries.at[i]->on != ZO_ALWAYS && !model->entries.at[i]->overriding)
            times[count++] = model->entries.at[i]->on;
    if (count > 0)
        qsort(times, count, sizeof *times, by_time);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || times[i] != times[i - 1])
            ZO_PUSH(build->arena, &model->moments, times[i]);
}

/* Declared as a bloc, never joined: its rule has nobody to count. */
static void check_members(zo_build *build)
{
    zo_model *model = build->model;
    bool *joined = ZO_NEW_MANY(build->arena, bool, model->parties.n + 1);
    for (size_t i = 0; i < model->entries.n; i++)
        if (model->entries.at[i]->bloc != ZO_NONE)
            joined[model->entries.at[i]->bloc] = true;
    for (size_t p = 0; p < model->parties.n; p++)
        if (model->parties.at[p].is_bloc && !joined[p])
            zo_reportf(build->sink, ZO_NO_MEMBERS, model->parties.at[p].declared,
                       ZO_STR("declare its members: party ID \"name\" in BLOC"),
                       "the bloc \"%.*s\" has no members: its rule rules nothing out",
                       ZO_FMT(model->parties.at[p].id));
    for (size_t i = 0; i < model->entries.n; i++) {
        const zo_entry *entry = model->entries.at[i];
        if (entry->statement->kind != ZO_S_ABSTAINS)
            continue;
        const zo_key *key =
            &model->keys.at[zo_table_get(&model->key_index, model->parties.at[entry->party].id)];
        bool member = false;
        for (size_t e = 0; e < key->entries.n; e++)
            member = member || key->entries.at[e]->bloc != ZO_NONE;
        if (!member)
            zo_report(build->sink, ZO_NOT_A_MEMBER, entry->statement->head,
                      ZO_STR("an abstention counts only within a bloc"),
                      ZO_STR("say which: party ID \"name\" in BLOC"));
    }
}

/* An alternative's worth is compared with points; without values there are none. */
static void check_worths(zo_build *build)
{
    zo_model *model = build->model;
    bool *values = ZO_NEW_MANY(build->arena, bool, model->parties.n + 1);
    for (size_t i = 0; i < model->entries.n; i++) {
        zo_statement_kind kind = model->entries.at[i]->statement->kind;
        if (kind == ZO_S_VALUES || kind == ZO_S_PREFERS || kind == ZO_S_BONUS)
            values[model->entries.at[i]->party] = true;
    }
    for (size_t i = 0; i < model->entries.n; i++)
        if (model->entries.at[i]->statement->kind == ZO_S_ALTERNATIVE && !values[model->entries.at[i]->party])
            zo_report(
                build->sink, ZO_WORTH_ALONE, model->entries.at[i]->statement->head,
                ZO_STR("this party has no values: the worth of its alternative is compared with nothing"),
                ZO_STR("add values, or expect the alternative to rule nothing out"));
}

static int by_moment(const void *left, const void *right)
{
    const zo_entry *a = *(zo_entry *const *)left, *b = *(zo_entry *const *)right;
    if (a->on != b->on)
        return a->on < b->on ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

/* In order of time; equal times stay in order of files, those of the request last. */
static void sort_key(zo_key *key)
{
    if (key->entries.n > 1)
        qsort(key->entries.at, key->entries.n, sizeof *key->entries.at, by_moment);
    if (key->withdrawals.n > 1)
        qsort(key->withdrawals.at, key->withdrawals.n, sizeof *key->withdrawals.at, by_moment);
}

void zo_collect_keys(zo_build *build)
{
    zo_model *model = build->model;
    for (size_t i = 0; i < model->entries.n; i++)
        file_entry(build, model->entries.at[i]);
    for (size_t i = 0; i < model->entries.n; i++)
        if (withdraws(model->entries.at[i]->statement->kind))
            file_withdrawal(build, model->entries.at[i]);
    for (size_t k = 0; k < model->keys.n; k++) {
        sort_key(&model->keys.at[k]);
        check_clashes(build, &model->keys.at[k]);
        check_withdrawals(build, &model->keys.at[k]);
    }
    for (size_t i = 0; i < model->entries.n; i++)
        check_joining(build, model->entries.at[i]);
    collect_moments(build);
    check_members(build);
    check_worths(build);
}

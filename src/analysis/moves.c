/* moves: what opened or closed the zone between two times, and all that was entered between them. */
#include "analysis/parameters.h"
#include "analysis/statement.h"
#include "analysis/turns.h"
#include "analysis/words.h"

typedef struct zo_mover {
    zo_request *request;
    const zo_model *model;
    zo_time before, after;
    zo_zone_then was, is; /* the zone then */
    bool too_large;
    zo_turned turned;
    zo_arena *arena;
    zo_value *root;
} zo_mover;

/* ---- The answer ---- */

static zo_str time_words(const zo_mover *m, zo_time t)
{
    if (t == ZO_ALWAYS)
        return ZO_STR("the beginning");
    if (t == ZO_LAST)
        return ZO_STR("the last entry");
    bool whole_day = t % ZO_DAY == ZO_DAY - 1; /* the end of a day */
    return zo_date_words(m->arena, whole_day ? t - (ZO_DAY - 1) : t);
}

static zo_str answer_words(const zo_mover *m)
{
    static const char *const turns[] = {
        "a deal came within reach", "the last possible deal went out of reach",
        "deals were within reach at both times", "no deal was within reach at either time",
        "whether a deal came within reach was not decided within the limit"};
    if (m->too_large)
        return ZO_STR("Not decided: the numbers of some statement are too large to be added exactly.");
    zo_str from = time_words(m, m->before), to = time_words(m, m->after);
    zo_str was = zo_zone_size_words(&m->was, m->arena), is = zo_zone_size_words(&m->is, m->arena);
    return zo_printf(m->arena, "Between %.*s and %.*s, %s: %.*s before, %.*s after.", ZO_FMT(from),
                     ZO_FMT(to), turns[m->turned.turn], ZO_FMT(was), ZO_FMT(is));
}

/* ---- All movement ---- */

static void add_view(const zo_mover *m, zo_value *row, const char *name, zo_str text)
{
    zo_add_text(m->arena, row, name, text)->text_only = true;
}

static zo_str who_words(const zo_mover *m, const zo_entry *entry)
{
    return entry->party == ZO_NONE ? (zo_str){"", 0} : zo_party_name(m->model, entry->party);
}

/* For CSV: the data without the words for the table in text, and without conditions, which the words tell. */
static void add_sheet_row(const zo_mover *m, zo_value *rows, const zo_value *row)
{
    zo_value *copy = zo_add_object(m->arena, rows, NULL);
    for (const zo_value *member = row->first; member; member = member->next)
        if (!zo_str_is(member->name, "condition") && !zo_str_is(member->name, "only_if"))
            zo_add_copy(m->arena, copy, member, zo_c_string(m->arena, member->name));
}

static void add_movement(const zo_mover *m)
{
    static const zo_column columns[] = {{"when", {"When", 4}, false, true, true},
                                        {"who", {"Who", 3}, false, false, true},
                                        {"words", {"What", 4}, false, false, false},
                                        {"grade", {"Grade", 5}, false, true, false},
                                        {"turned", {"", 0}, false, true, false}};
    static const char *const sheet[] = {"name", "kind", "party", "words", "on", "grade", "decisive", NULL};
    const zo_record *record = zo_record_at(m->model, m->after, m->request->left_out, m->arena);
    zo_value *table =
        zo_add_table(m->arena, m->root, "movement", ZO_STR("Entered between the two"), columns, 5);
    zo_value *rows = zo_add_rows(m->arena, m->root, sheet);
    table->empty = ZO_STR("Nothing was entered between the two.");
    for (size_t i = 0; i < record->events.n; i++) {
        const zo_entry *entry = record->events.at[i];
        if (entry->on <= m->before)
            continue;
        zo_value *row = zo_add_statement(m->request, table, entry, false);
        bool decisive = zo_is_decisive(&m->turned, entry->target != ZO_NONE ? entry->target : entry->key);
        zo_add_bool(m->arena, row, "decisive", decisive);
        add_sheet_row(m, rows, row);
        add_view(m, row, "when", zo_time_words(m->arena, entry->on));
        add_view(m, row, "who", who_words(m, entry));
        add_view(m, row, "turned", decisive ? ZO_STR("decisive") : (zo_str){"", 0});
    }
}

/* ---- The whole ---- */

static void add_time(const zo_mover *m, const char *name, zo_time t)
{
    if (t == ZO_ALWAYS || t == ZO_LAST)
        zo_add_null(m->arena, m->root, name);
    else
        zo_add_text(m->arena, m->root, name, zo_date_iso(m->arena, t));
}

static zo_mover answer(zo_request *request, zo_value *root)
{
    const zo_model *model = request->model;
    size_t moments = model->moments.n;
    zo_mover m = {.request = request, .model = model, .arena = request->arena, .root = root};
    m.before = zo_moment(request, &zo_p_from, moments > 1 ? model->moments.at[0] : ZO_ALWAYS);
    m.after = zo_moment(request, &zo_p_to, moments > 0 ? model->moments.at[moments - 1] : ZO_LAST);
    m.was = zo_zone_at(request, m.before, zo_part_of_time(&request->limit, 3), request->limit.deadline);
    m.is = m.was.too_large
               ? m.was
               : zo_zone_at(request, m.after, zo_part_of_time(&request->limit, 2), request->limit.deadline);
    m.too_large = m.was.too_large || m.is.too_large;
    m.turned = zo_find_turned(request, m.before, m.after, zo_turn_between(&m.was, &m.is));
    return m;
}

static zo_verdict run(zo_request *request, zo_value *root)
{
    zo_mover m = answer(request, root);
    bool exact = m.was.reach == ZO_EXACT && m.is.reach == ZO_EXACT && m.turned.decisive.complete;
    zo_add_heading(request, "moves", root);
    zo_add_text(m.arena, root, "status", exact ? ZO_STR("exact") : ZO_STR("limit"));
    zo_add_text(m.arena, root, "answer", answer_words(&m))->form = ZO_F_ANSWER;
    add_time(&m, "from", m.before);
    add_time(&m, "to", m.after);
    zo_add_zone_then(m.arena, root, "zone_before", &m.was);
    zo_add_zone_then(m.arena, root, "zone_after", &m.is);
    zo_add_change(&m.turned, root, m.arena);
    zo_add_decisive(m.model, &m.turned, root, m.arena);
    zo_add_decisive_text(m.model, &m.turned, root, "decisive_text", ZO_STR(""), m.arena);
    add_movement(&m);
    zo_add_trailer(request, exact ? ZO_STR("exact") : (zo_str){"", 0}, root);
    if (m.too_large)
        return ZO_ANSWER_BAD;
    return exact ? ZO_ANSWER_YES : ZO_ANSWER_LIMIT;
}

static const zo_parameter *const parameters[] = {&zo_p_from,    &zo_p_to,     &zo_p_without, &zo_p_also,
                                                 &zo_p_time,    &zo_p_memory, &zo_p_threads, &zo_p_engine,
                                                 &zo_p_explain, NULL};

const zo_analysis zo_moves_analysis = {
    "moves",
    "what was said between two times, and which of it brought a deal within reach or out of it",
    "Compares the record at two times. Where a deal came within reach, or the last one went out of reach, it names the smallest "
    "sets of changes that are enough on their own: made to the earlier record, with everything else as it was, they "
    "turn the answer. All that was entered between the two times is listed with its grade.\n\n"
    "Without --from it starts with the first date on record, without --to it ends with the last.",
    "0 done, 3 a limit was reached before all was certain",
    "moves examples/berlin/berlin.zopa --from 2025-12-13 --to 2025-12-14",
    parameters,
    run,
};

/* moves: what opened or closed the zone between two times, and all that was entered between them. */
#include "analysis/changes.h"
#include "analysis/count.h"
#include "analysis/decisive.h"
#include "analysis/parameters.h"
#include "analysis/statement.h"
#include "analysis/words.h"

typedef struct zo_mover {
    zo_request *request;
    const zo_model *model;
    zo_time before, after;
    zo_zone_count was, is; /* the zone then */
    bool too_large;
    zo_changes changes;
    zo_decisive decisive;
    zo_arena *arena;
    zo_value *root;
} zo_mover;

typedef enum zo_turn_of_events {
    ZO_TURN_OPENED,
    ZO_TURN_CLOSED,
    ZO_STAYED_OPEN,
    ZO_STAYED_EMPTY,
    ZO_TURN_UNKNOWN
} zo_turn_of_events;

/* ---- The two zones ---- */

/* Counts with a share of the time that is left; at least 1 where the count ended before a package was met that there is. */
static zo_zone_count count_at(const zo_mover *m, const zo_compiled *compiled, unsigned share)
{
    zo_request part = *m->request;
    uint64_t now = zo_clock_now(), deadline = part.limit.deadline;
    if (deadline > now)
        part.limit.deadline = now + (deadline - now) / share;
    zo_zone_count count = zo_count_zone(&part, compiled, NULL);
    if (count.reach == ZO_EXACT || zo_int_sign(&count.packages) > 0)
        return count;
    zo_proved open = zo_prove_zone(m->request, compiled, zo_proving_modes(compiled, NULL, m->arena));
    if (open == ZO_IMPOSSIBLE)
        count.reach = ZO_EXACT;
    if (open == ZO_POSSIBLE)
        count.packages = zo_int_of(1);
    return count;
}

static zo_zone_count zone_at(zo_mover *m, zo_time at, unsigned share)
{
    const zo_record *record = zo_record_at(m->model, at, m->request->left_out, m->arena);
    const zo_compiled *compiled = zo_compile(record, m->arena);
    if (zo_is_too_large(m->request, compiled, false)) {
        m->too_large = true;
        return (zo_zone_count){.reach = ZO_STOPPED, .packages = zo_int_of(0)};
    }
    return count_at(m, compiled, share);
}

static bool is_known(const zo_zone_count *zone)
{
    return zone->reach == ZO_EXACT || zo_int_sign(&zone->packages) > 0;
}
static bool is_empty(const zo_zone_count *zone) { return zo_int_sign(&zone->packages) == 0; }

static zo_turn_of_events turn_of(const zo_mover *m)
{
    if (!is_known(&m->was) || !is_known(&m->is))
        return ZO_TURN_UNKNOWN;
    if (is_empty(&m->was))
        return is_empty(&m->is) ? ZO_STAYED_EMPTY : ZO_TURN_OPENED;
    return is_empty(&m->is) ? ZO_TURN_CLOSED : ZO_STAYED_OPEN;
}

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

static zo_str size_words(const zo_mover *m, const zo_zone_count *zone)
{
    if (!is_known(zone))
        return ZO_STR("not decided within the limit");
    zo_str count = zo_count_words(m->arena, &zone->packages, "package", "packages");
    if (zone->reach != ZO_EXACT)
        return zo_printf(m->arena, "at least %.*s", ZO_FMT(count));
    return is_empty(zone) ? ZO_STR("no package") : count;
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
    zo_str was = size_words(m, &m->was), is = size_words(m, &m->is);
    return zo_printf(m->arena, "Between %.*s and %.*s, %s: %.*s before, %.*s after.", ZO_FMT(from),
                     ZO_FMT(to), turns[turn_of(m)], ZO_FMT(was), ZO_FMT(is));
}

/* ---- What was decisive ---- */

static zo_str set_words(const zo_mover *m, const uint64_t *set)
{
    zo_phrases parts = {0};
    for (size_t c = 0; c < m->changes.n; c++)
        if (zo_bit(set, c))
            ZO_PUSH(m->arena, &parts, zo_change_words(m->model, &m->changes.at[c], m->arena));
    return zo_join(m->arena, &parts, "; together with: ", "; together with: ");
}

static void add_decisive(const zo_mover *m)
{
    zo_value *list = zo_add_list(m->arena, m->root, "decisive");
    for (size_t i = 0; i < m->decisive.sets.n; i++) {
        zo_value *set = zo_add_list(m->arena, list, NULL);
        for (size_t c = 0; c < m->changes.n; c++)
            if (zo_bit(m->decisive.sets.at[i], c))
                zo_add_text(m->arena, set, NULL, m->model->keys.at[m->changes.at[c].key].handle);
    }
    zo_add_bool(m->arena, m->root, "decisive_complete", m->decisive.complete);
}

static void add_decisive_text(const zo_mover *m)
{
    if (turn_of(m) == ZO_TURN_UNKNOWN || (m->decisive.sets.n == 0 && m->decisive.complete))
        return;
    bool opened = turn_of(m) == ZO_TURN_OPENED;
    zo_value *list = zo_add_list(m->arena, m->root, "decisive_text");
    list->form = ZO_F_LIST;
    list->text_only = true;
    list->title = opened ? ZO_STR("Enough on its own to bring a deal within reach")
                         : ZO_STR("Enough on its own to put every deal out of reach");
    for (size_t i = 0; i < m->decisive.sets.n; i++)
        zo_add_text(m->arena, list, NULL, set_words(m, m->decisive.sets.at[i]));
    if (!m->decisive.complete)
        zo_add_text(m->arena, list, NULL, ZO_STR("perhaps others: this list is not complete"));
}

/* ---- All movement ---- */

static bool is_decisive(const zo_mover *m, uint32_t key)
{
    for (size_t i = 0; i < m->decisive.sets.n; i++)
        for (size_t c = 0; c < m->changes.n; c++)
            if (zo_bit(m->decisive.sets.at[i], c) && m->changes.at[c].key == key)
                return true;
    return false;
}

static void add_view(const zo_mover *m, zo_value *row, const char *name, zo_str text)
{
    zo_add_text(m->arena, row, name, text)->text_only = true;
}

static zo_str who_words(const zo_mover *m, const zo_entry *entry)
{
    return entry->party == ZO_NONE ? (zo_str){"", 0} : zo_party_name(m->model, entry->party);
}

/* For CSV: the data without the words for the table in text. */
static void add_sheet_row(const zo_mover *m, zo_value *rows, const zo_value *row)
{
    zo_value *copy = zo_add_object(m->arena, rows, NULL);
    for (const zo_value *member = row->first; member; member = member->next)
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
        bool decisive = is_decisive(m, entry->target != ZO_NONE ? entry->target : entry->key);
        zo_add_bool(m->arena, row, "decisive", decisive);
        add_sheet_row(m, rows, row);
        add_view(m, row, "when", zo_time_words(m->arena, entry->on));
        add_view(m, row, "who", who_words(m, entry));
        add_view(m, row, "turned", decisive ? ZO_STR("decisive") : (zo_str){"", 0});
    }
}

/* ---- The whole ---- */

static void add_zone(const zo_mover *m, const char *name, const zo_zone_count *zone)
{
    zo_value *object = zo_add_object(m->arena, m->root, name);
    if (is_known(zone) && !m->too_large)
        zo_add_bool(m->arena, object, "empty", is_empty(zone));
    else
        zo_add_null(m->arena, object, "empty");
    zo_add_count(m->arena, object, "packages", &zone->packages);
    zo_add_bool(m->arena, object, "exact", zone->reach == ZO_EXACT);
}

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
    m.decisive.complete = true;
    m.was = zone_at(&m, m.before, 3);
    m.is = m.too_large ? m.was : zone_at(&m, m.after, 2);
    m.changes = zo_find_changes(model, m.before, m.after, request->left_out, m.arena);
    zo_turn_of_events turn = m.too_large ? ZO_TURN_UNKNOWN : turn_of(&m);
    if (turn == ZO_TURN_OPENED || turn == ZO_TURN_CLOSED)
        m.decisive = zo_find_decisive(request, &m.changes, m.before, m.after, turn == ZO_TURN_OPENED);
    if (turn == ZO_TURN_UNKNOWN)
        m.decisive.complete = false;
    return m;
}

static zo_verdict run(zo_request *request, zo_value *root)
{
    static const char *const changes[] = {"opened", "closed", "stayed open", "stayed empty"};
    zo_mover m = answer(request, root);
    zo_turn_of_events turn = m.too_large ? ZO_TURN_UNKNOWN : turn_of(&m);
    bool exact = m.was.reach == ZO_EXACT && m.is.reach == ZO_EXACT && m.decisive.complete && !m.too_large;
    zo_add_heading(request, "moves", root);
    zo_add_text(m.arena, root, "status", exact ? ZO_STR("exact") : ZO_STR("limit"));
    zo_add_text(m.arena, root, "answer", answer_words(&m))->form = ZO_F_ANSWER;
    add_time(&m, "from", m.before);
    add_time(&m, "to", m.after);
    add_zone(&m, "zone_before", &m.was);
    add_zone(&m, "zone_after", &m.is);
    if (turn == ZO_TURN_UNKNOWN)
        zo_add_null(m.arena, root, "change");
    else
        zo_add_text(m.arena, root, "change", zo_str_of(changes[turn]));
    add_decisive(&m);
    add_decisive_text(&m);
    add_movement(&m);
    zo_add_trailer(request, exact ? ZO_STR("exact") : (zo_str){"", 0}, root);
    if (m.too_large)
        return ZO_ANSWER_BAD;
    return exact ? ZO_ANSWER_YES : ZO_ANSWER_LIMIT;
}

static const zo_parameter *const parameters[] = {&zo_p_from, &zo_p_to,     &zo_p_without, &zo_p_also,
                                                 &zo_p_time, &zo_p_memory, &zo_p_threads, NULL};

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

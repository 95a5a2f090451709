/* show: the record at a time, by issue and party, with grades; open cells; the timeline. */
#include "analysis/condition_data.h"
#include "analysis/packages.h"
#include "analysis/parameters.h"
#include "analysis/statement.h"
#include "analysis/viewer.h"
#include "analysis/words.h"

#include "base/unicode.h"

typedef struct zo_shower {
    zo_request *request;
    const zo_model *model;
    const zo_record *record;
    zo_arena *arena;
    zo_value *root;
} zo_shower;

static bool is_disputed(const zo_seat *seat, const zo_entry *entry)
{
    for (size_t i = 0; i < seat->disputed.n; i++)
        if (seat->disputed.at[i] == entry)
            return true;
    return false;
}

/* ---- Who takes part ---- */

static zo_phrases roles_of(const zo_shower *s, const zo_seat *seat)
{
    static const char *const roles[] = {"principal", "mediator", "guarantor", "host", "observer"};
    unsigned set = seat->entry->statement->roles ? seat->entry->statement->roles : (unsigned)ZO_PRINCIPAL;
    zo_phrases words = {0};
    for (unsigned r = 0; r < 5; r++)
        if (set >> r & 1)
            ZO_PUSH(s->arena, &words, zo_str_of(roles[r]));
    return words;
}

static zo_str role_words(const zo_shower *s, const zo_seat *seat)
{
    zo_phrases roles = roles_of(s, seat);
    return zo_join(s->arena, &roles, ", ", ", ");
}

static zo_str consent_words(const zo_shower *s, const zo_seat *seat)
{
    switch (seat->need) {
    case ZO_NEEDED: return ZO_STR("always needed");
    case ZO_NOT_NEEDED: return ZO_STR("not needed");
    case ZO_NEEDED_WHEN: {
        zo_str when = zo_condition_words(s->model, seat->when, ZO_NONE, s->arena);
        return zo_printf(s->arena, "needed when %.*s", ZO_FMT(when));
    }
    default: return ZO_STR("through its bloc");
    }
}

static zo_str party_id(const zo_shower *s, uint32_t seat)
{
    return s->model->parties.at[s->record->seats.at[seat].party].id;
}

static void add_phrases(const zo_shower *s, zo_value *row, const char *name, const zo_phrases *phrases)
{
    zo_value *list = zo_add_list(s->arena, row, name);
    for (size_t i = 0; i < phrases->n; i++)
        zo_add_text(s->arena, list, NULL, phrases->at[i]);
}

/* Whoever is declared to speak for the party, each once: a later declaration adds to an earlier one. */
static zo_phrases speakers_of(const zo_shower *s, const zo_seat *seat)
{
    zo_phrases speakers = {0};
    const zo_key *key = &s->model->keys.at[seat->entry->key];
    for (size_t e = 0; e < key->entries.n; e++) {
        const zo_quoteds *voices = &key->entries.at[e]->statement->voices;
        for (size_t v = 0; v < voices->n; v++) {
            size_t i = 0;
            while (i < speakers.n && !zo_str_equal(speakers.at[i], voices->at[v].text))
                i++;
            if (i == speakers.n)
                ZO_PUSH(s->arena, &speakers, voices->at[v].text);
        }
    }
    return speakers;
}

static void add_bloc_data(const zo_shower *s, zo_value *row, const zo_seat *seat)
{
    bool is_bloc = s->model->parties.at[seat->party].is_bloc;
    if (seat->bloc == ZO_NONE)
        zo_add_null(s->arena, row, "in_bloc");
    else
        zo_add_text(s->arena, row, "in_bloc", party_id(s, seat->bloc));
    zo_add_bool(s->arena, row, "is_bloc", is_bloc);
    if (!is_bloc)
        return;
    zo_add_bloc_rule(s->request, row, seat->entry->statement);
    zo_value *members = zo_add_list(s->arena, row, "members");
    for (size_t i = 0; i < seat->members.n; i++)
        zo_add_text(s->arena, members, NULL, party_id(s, seat->members.at[i]));
}

/* What the table says in words, as data. */
static void add_party_data(const zo_shower *s, zo_value *row, const zo_seat *seat)
{
    static const char *const needs[] = {"always", "never", "when", "bloc"};
    zo_phrases roles = roles_of(s, seat), speakers = speakers_of(s, seat), relays = {0};
    for (size_t i = 0; i < seat->entry->others.n; i++)
        ZO_PUSH(s->arena, &relays, s->model->parties.at[seat->entry->others.at[i]].id);
    add_phrases(s, row, "roles", &roles);
    zo_add_text(s->arena, row, "need", zo_str_of(needs[seat->need]));
    if (seat->need == ZO_NEEDED_WHEN)
        zo_add_condition(s->model, row, "when", seat->when, s->arena);
    add_bloc_data(s, row, seat);
    add_phrases(s, row, "speakers", &speakers);
    add_phrases(s, row, "relays", &relays);
}

static void add_parties(const zo_shower *s)
{
    static const zo_column columns[] = {{"name", {"Party", 5}, false, false},
                                        {"role", {"Role", 4}, false, false},
                                        {"consent", {"Its consent", 11}, false, false},
                                        {"bloc", {"Bloc", 4}, false, false}};
    zo_value *table = zo_add_table(s->arena, s->root, "parties", ZO_STR("Who takes part"), columns, 4);
    for (size_t i = 0; i < s->record->seats.n; i++) {
        const zo_seat *seat = &s->record->seats.at[i];
        zo_value *row = zo_add_object(s->arena, table, NULL);
        zo_add_text(s->arena, row, "party", s->model->parties.at[seat->party].id);
        zo_add_text(s->arena, row, "name", zo_party_name(s->model, seat->party));
        zo_add_text(s->arena, row, "role", role_words(s, seat));
        zo_add_text(s->arena, row, "consent", consent_words(s, seat));
        zo_str bloc = seat->bloc == ZO_NONE ? (zo_str){"", 0}
                                            : zo_party_name(s->model, s->record->seats.at[seat->bloc].party);
        if (s->model->parties.at[seat->party].is_bloc)
            bloc = zo_capitalise(s->arena, zo_entry_words(s->model, seat->entry, ZO_NONE, s->arena));
        zo_add_text(s->arena, row, "bloc", bloc);
        add_party_data(s, row, seat);
    }
}

/* ---- Positions, issue by issue ---- */

static const zo_entries *const *lists_of(const zo_seat *seat, const zo_entries *lists[5])
{
    lists[0] = &seat->stances;
    lists[1] = &seat->offers;
    lists[2] = &seat->signals;
    lists[3] = &seat->reservations;
    lists[4] = &seat->disputed;
    return lists;
}

static zo_str marks(const zo_shower *s, const zo_entry *entry, zo_str words)
{
    if (entry->statement->clauses.red_line)
        words = zo_printf(s->arena, "%.*s: a red line", ZO_FMT(words));
    if (entry->statement->clauses.subject_to.text.n > 0)
        words = zo_printf(s->arena, "%.*s, subject to %.*s", ZO_FMT(words),
                          ZO_FMT(entry->statement->clauses.subject_to.text));
    return words;
}

static void add_position(const zo_shower *s, zo_value *table, const zo_seat *seat, const zo_entry *entry,
                         uint32_t issue)
{
    bool disputed = is_disputed(seat, entry);
    zo_value *row = zo_add_statement(s->request, table, entry, disputed);
    zo_add_text(s->arena, row, "who", zo_party_name(s->model, seat->party));
    zo_add_text(s->arena, row, "position", marks(s, entry, zo_entry_words(s->model, entry, issue, s->arena)));
    zo_add_text(s->arena, row, "since", zo_time_words(s->arena, entry->on));
    zo_add_text(s->arena, row, "evidence", zo_source_words(s->model, entry, s->arena));
}

static void add_open_cell(const zo_shower *s, zo_value *table, const zo_seat *seat)
{
    zo_value *row = zo_add_object(s->arena, table, NULL);
    zo_add_null(s->arena, row, "name");
    zo_add_text(s->arena, row, "party", s->model->parties.at[seat->party].id);
    zo_add_text(s->arena, row, "who", zo_party_name(s->model, seat->party));
    zo_add_text(s->arena, row, "position", ZO_STR("— open —"));
}

static void add_cells(const zo_shower *s, zo_value *table, const zo_seat *seat, uint32_t issue)
{
    const zo_entries *lists[5];
    bool first = true;
    lists_of(seat, lists);
    for (size_t l = 0; l < 5; l++)
        for (size_t i = 0; i < lists[l]->n; i++)
            if (zo_entry_mentions(s->model, lists[l]->at[i], issue)) {
                add_position(s, table, seat, lists[l]->at[i], issue);
                first = false;
            }
    if (first && seat->need != ZO_NOT_NEEDED && !zo_is_settled(s->record, issue))
        add_open_cell(s, table, seat);
}

static void add_facts(const zo_shower *s, zo_value *table, const zo_entries *facts, uint32_t issue,
                      const char *who)
{
    for (size_t i = 0; i < facts->n; i++) {
        const zo_entry *entry = facts->at[i];
        if (!zo_entry_mentions(s->model, entry, issue))
            continue;
        zo_value *row = zo_add_statement(s->request, table, entry, false);
        zo_add_text(s->arena, row, "who", zo_str_of(who));
        zo_add_text(s->arena, row, "position",
                    zo_condition_words(s->model, entry->condition, issue, s->arena));
        zo_add_text(s->arena, row, "since", zo_time_words(s->arena, entry->on));
        zo_add_text(s->arena, row, "evidence", zo_source_words(s->model, entry, s->arena));
    }
}

static zo_str values_words(const zo_shower *s, const zo_issue *issue)
{
    uint64_t *all = ZO_NEW_MANY(s->arena, uint64_t, issue->size / 64 + 1);
    for (uint32_t v = 0; v < issue->size; v++)
        all[v / 64] |= (uint64_t)1 << (v % 64);
    zo_phrases phrases = zo_set_phrases(s->arena, issue, all, 0);
    zo_str words = zo_join(s->arena, &phrases, "; ", "; ");
    if (issue->gridded < 2)
        return words;
    zo_str step = zo_num_text(s->arena, &issue->step);
    return zo_printf(s->arena, "%.*s, in steps of %.*s", ZO_FMT(words), ZO_FMT(step));
}

/* The grid by its ends and step, and the named values. */
static void add_issue_data(const zo_shower *s, zo_value *section, const zo_issue *issue)
{
    if (issue->unit.n > 0)
        zo_add_text(s->arena, section, "unit", issue->unit);
    if (issue->numeric) {
        zo_num high = zo_issue_number(issue, issue->gridded - 1);
        zo_add_number(s->arena, section, "low", &issue->low);
        zo_add_number(s->arena, section, "high", &high);
        zo_add_number(s->arena, section, "step", &issue->step);
    }
    zo_value *options = zo_add_list(s->arena, section, "options");
    for (size_t i = 0; i < issue->named.n; i++) {
        zo_value *option = zo_add_object(s->arena, options, NULL);
        zo_add_text(s->arena, option, "value", issue->named.at[i].id);
        zo_add_text(s->arena, option, "label", issue->named.at[i].label);
    }
}

static void add_issue(const zo_shower *s, zo_value *issues, uint32_t index)
{
    static const zo_column columns[] = {
        {"who", {"", 0}, false, false, true},        {"position", {"Position", 8}, false, false},
        {"grade", {"Grade", 5}, false, true},        {"since", {"Since", 5}, false, false},
        {"evidence", {"Evidence", 8}, false, false}, {"name", {"Name", 4}, false, false}};
    const zo_issue *issue = &s->model->issues.at[index];
    zo_value *section = zo_add_object(s->arena, issues, NULL);
    section->form = ZO_F_SECTION;
    section->title = issue->name;
    zo_add_text(s->arena, section, "issue", issue->id);
    zo_add_text(s->arena, section, "name", issue->name);
    zo_add_text(s->arena, section, "values", values_words(s, issue))->form = ZO_F_PARAGRAPH;
    add_issue_data(s, section, issue);
    zo_value *table = zo_add_table(s->arena, section, "positions", (zo_str){"", 0}, columns, 6);
    add_facts(s, table, &s->record->rules, index, "rule");
    add_facts(s, table, &s->record->settled, index, "settled");
    for (size_t i = 0; i < s->record->seats.n; i++)
        add_cells(s, table, &s->record->seats.at[i], index);
}

/* For CSV: the positions of all issues as one list. */
static void add_position_rows(const zo_shower *s, const zo_value *issues)
{
    static const char *const columns[] = {"issue",    "issue_name", "party", "who", "kind",
                                          "position", "red_line",   "grade", "on",  "by",
                                          "via",      "evidence",   "name",  NULL};
    zo_value *rows = zo_add_rows(s->arena, s->root, columns);
    for (const zo_value *issue = issues->first; issue; issue = issue->next)
        for (const zo_value *from = zo_member(issue, "positions")->first; from; from = from->next) {
            zo_value *row = zo_add_object(s->arena, rows, NULL);
            zo_add_text(s->arena, row, "issue", zo_member(issue, "issue")->text);
            zo_add_text(s->arena, row, "issue_name", zo_member(issue, "name")->text);
            for (const char *const *column = columns + 2; *column; column++)
                zo_add_copy(s->arena, row, zo_member(from, *column), *column);
        }
}

static void add_issues(const zo_shower *s)
{
    zo_value *issues = zo_add_list(s->arena, s->root, "issues");
    issues->form = ZO_F_SECTION;
    for (uint32_t i = 0; i < s->model->issues.n; i++)
        add_issue(s, issues, i);
    add_position_rows(s, issues);
}

/* ---- Alternatives, interests ---- */

static void add_alternatives(const zo_shower *s)
{
    static const zo_column columns[] = {{"who", {"", 0}, false, false},
                                        {"does", {"Without a deal", 14}, false, false},
                                        {"grade", {"Grade", 5}, false, true},
                                        {"since", {"Since", 5}, false, false},
                                        {"evidence", {"Evidence", 8}, false, false}};
    zo_value *table =
        zo_add_table(s->arena, s->root, "alternatives", ZO_STR("Alternatives to a deal"), columns, 5);
    for (size_t i = 0; i < s->record->seats.n; i++) {
        const zo_entry *entry = s->record->seats.at[i].alternative;
        if (!entry)
            continue;
        zo_value *row = zo_add_statement(s->request, table, entry, false);
        zo_add_text(s->arena, row, "who", zo_party_name(s->model, s->record->seats.at[i].party));
        zo_add_text(s->arena, row, "does", entry->statement->title.text);
        zo_add_text(s->arena, row, "since", zo_time_words(s->arena, entry->on));
        zo_add_text(s->arena, row, "evidence", zo_source_words(s->model, entry, s->arena));
        if (!zo_sees_worths_of(s->request, entry->party)) {
            zo_add_null(s->arena, row, "worth");
            continue;
        }
        zo_value *worth = zo_add_object(s->arena, row, "worth");
        zo_add_number(s->arena, worth, "from", &entry->amount.low);
        zo_add_number(s->arena, worth, "to", &entry->amount.high);
    }
}

/* What outcomes are worth to the parties, for programs. */
static void add_values(const zo_shower *s)
{
    zo_value *list = zo_add_list(s->arena, s->root, "values");
    for (size_t i = 0; i < s->record->seats.n; i++) {
        const zo_seat *seat = &s->record->seats.at[i];
        if (!zo_sees_worths_of(s->request, seat->party))
            continue;
        for (size_t v = 0; v < seat->values.n; v++)
            zo_add_statement(s->request, list, seat->values.at[v], false);
        for (size_t b = 0; b < seat->bonuses.n; b++)
            zo_add_statement(s->request, list, seat->bonuses.at[b], false);
    }
}

static void add_interests(const zo_shower *s)
{
    static const zo_column columns[] = {{"who", {"", 0}, false, false},
                                        {"text", {"Interest", 8}, false, false}};
    zo_value *table = zo_add_table(s->arena, s->root, "interests", ZO_STR("Interests"), columns, 2);
    for (size_t i = 0; i < s->model->interests.n; i++) {
        const zo_interest *interest = &s->model->interests.at[i];
        if (s->record->seat_of[interest->party] == ZO_NONE)
            continue;
        zo_value *row = zo_add_object(s->arena, table, NULL);
        zo_add_text(s->arena, row, "party", s->model->parties.at[interest->party].id);
        zo_add_text(s->arena, row, "interest", interest->id);
        zo_add_text(s->arena, row, "who", zo_party_name(s->model, interest->party));
        zo_add_text(s->arena, row, "text", interest->text);
    }
}

static void add_deals(const zo_shower *s)
{
    zo_value *list = zo_add_list(s->arena, s->root, "deals");
    for (size_t i = 0; i < s->model->deals.n; i++) {
        const zo_deal *deal = &s->model->deals.at[i];
        zo_value *row = zo_add_object(s->arena, list, NULL);
        zo_add_text(s->arena, row, "deal", deal->id);
        zo_add_text(s->arena, row, "name", deal->name);
        zo_add_assigned(s->model, row, "package", deal->assigned.at, deal->assigned.n, s->arena);
    }
}

/* ---- Timeline ---- */

/* Whatever time is asked about: which other times could be. */
static void add_moments(const zo_shower *s)
{
    zo_value *list = zo_add_list(s->arena, s->root, "moments");
    for (size_t i = 0; i < s->model->moments.n; i++)
        zo_add_text(s->arena, list, NULL, zo_date_iso(s->arena, s->model->moments.at[i]));
}

static void add_timeline(const zo_shower *s)
{
    static const zo_column columns[] = {{"when", {"", 0}, false, true, true},
                                        {"what", {"", 0}, false, false},
                                        {"grade", {"Grade", 5}, false, true},
                                        {"name", {"Name", 4}, false, false}};
    zo_value *table = zo_add_table(s->arena, s->root, "timeline", ZO_STR("Timeline"), columns, 4);
    for (size_t i = 0; i < s->record->events.n; i++) {
        const zo_entry *entry = s->record->events.at[i];
        if (!zo_sees(s->request, entry))
            continue;
        zo_value *row = zo_add_statement(s->request, table, entry, false);
        zo_add_text(s->arena, row, "when", zo_date_words(s->arena, entry->on));
        zo_str words = marks(s, entry, zo_entry_words(s->model, entry, ZO_NONE, s->arena));
        if (entry->party == ZO_NONE)
            words = zo_capitalise(s->arena, words);
        else {
            zo_str name = zo_party_name(s->model, entry->party);
            words = zo_printf(s->arena, "%.*s %.*s", ZO_FMT(name), ZO_FMT(words));
        }
        zo_add_text(s->arena, row, "what", words);
    }
}

static zo_str answer_words(const zo_shower *s)
{
    size_t stances = 0;
    for (size_t i = 0; i < s->record->seats.n; i++)
        stances += s->record->seats.at[i].stances.n;
    zo_str when = s->record->moment == ZO_ALWAYS ? ZO_STR("before any date")
                                                 : zo_date_words(s->arena, s->record->moment);
    zo_str as_of = s->record->moment == ZO_ALWAYS ? ZO_STR("") : ZO_STR("as of ");
    zo_str title = s->model->title.n ? s->model->title : ZO_STR("Untitled");
    return zo_printf(s->arena, "%.*s: the record %.*s%.*s. %zu %s, %zu issue%s, %zu stance%s in force.",
                     ZO_FMT(title), ZO_FMT(as_of), ZO_FMT(when), s->record->seats.n,
                     s->record->seats.n == 1 ? "party" : "parties", s->model->issues.n,
                     s->model->issues.n == 1 ? "" : "s", stances, stances == 1 ? "" : "s");
}

static zo_verdict run(zo_request *request, zo_value *root)
{
    zo_shower s = {request, request->model, request->record, request->arena, root};
    zo_add_heading(request, "show", root);
    zo_add_text(s.arena, root, "answer", answer_words(&s))->form = ZO_F_ANSWER;
    add_parties(&s);
    add_issues(&s);
    add_alternatives(&s);
    add_values(&s);
    add_interests(&s);
    add_deals(&s);
    add_timeline(&s);
    add_moments(&s);
    zo_add_viewer_words(request, "", root);
    zo_add_trailer(request, (zo_str){"", 0}, root);
    return ZO_ANSWER_YES;
}

static const zo_parameter *const parameters[] = {&zo_p_on,   &zo_p_without, &zo_p_also, &zo_p_for,
                                                 &zo_p_time, &zo_p_memory,  NULL};

const zo_analysis zo_show_analysis = {
    "show",
    "the record at a time: positions by issue and party, with grades and evidence; what is open; the timeline",
    "Lists who takes part and whose consent is needed, then every issue with what each party has on record about it: "
    "stances, offers, signals, reservations and disputed statements, each with its grade, date and evidence. A party whose "
    "consent is needed and that has said nothing on an issue is shown as open. Then alternatives, interests and the timeline.",
    "0 done",
    "show examples/berlin/berlin.zopa --on 2025-12-14",
    parameters,
    run,
};

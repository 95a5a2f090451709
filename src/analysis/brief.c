/* brief: the page for a principal, in words and without scores. */
#include "analysis/asking.h"
#include "analysis/balanced.h"
#include "analysis/firmness.h"
#include "analysis/grounds.h"
#include "analysis/obstacles.h"
#include "analysis/page_lines.h"
#include "analysis/parameters.h"
#include "analysis/viewer.h"
#include "analysis/words.h"
#include "analysis/zone_answer.h"
#include "base/unicode.h"

typedef struct zo_briefer {
    zo_request *request;
    const zo_zone *zone;
    const zo_model *model;
    const zo_record *record;
    zo_arena *arena;
    zo_value *root;
    bool cut; /* something was left off the page because of a limit */
} zo_briefer;

/* ---- The answer ---- */

static bool is_thin(const zo_briefer *b) { return zo_find_silences(b->record, b->arena).n > 0; }

static zo_str answer_words(const zo_briefer *b)
{
    const zo_zone *zone = b->zone;
    if (zone->too_large)
        return ZO_STR("Not decided: the numbers of some statement are too large to be added exactly.");
    if (zone->reach != ZO_EXACT && zone->empty)
        return ZO_STR("Not decided within the limit: no package was found, and not all were ruled out.");
    if (zone->empty && zone->feasible_known && zo_int_sign(&zone->feasible) == 0)
        return ZO_STR("The rules and settled points exclude each other: nothing is possible as they stand.");
    if (zone->empty)
        return ZO_STR("The positions on record exclude each other: no package is within all of them.");
    return is_thin(b)
               ? ZO_STR(
                     "Nothing on record rules an agreement out, but the record is thin: silence is not consent.")
               : ZO_STR("Nothing on record rules an agreement out.");
}

/* ---- What was read ---- */

static const char *const source_kinds[][3] = {
    {"press", "press article", "press articles"}, {"readout", "readout", "readouts"},
    {"transcript", "transcript", "transcripts"},  {"document", "document", "documents"},
    {"interview", "interview", "interviews"},     {"", "source", "sources"}};
enum { SOURCE_KINDS = sizeof source_kinds / sizeof *source_kinds };

static size_t kind_of(const zo_source *source)
{
    size_t kind = 0;
    while (kind + 1 < SOURCE_KINDS && !zo_str_is(source->statement->source_kind.text, source_kinds[kind][0]))
        kind++;
    return kind;
}

static zo_str sources_words(const zo_briefer *b)
{
    size_t count[SOURCE_KINDS] = {0};
    zo_phrases parts = {0};
    for (size_t i = 0; i < b->model->sources.n; i++)
        count[kind_of(&b->model->sources.at[i])]++;
    for (size_t k = 0; k < SOURCE_KINDS; k++)
        if (count[k] > 0)
            ZO_PUSH(b->arena, &parts,
                    zo_printf(b->arena, "%zu %s", count[k], source_kinds[k][count[k] > 1 ? 2 : 1]));
    return parts.n ? zo_join(b->arena, &parts, ", ", " and ") : ZO_STR("no sources");
}

static bool only_press(const zo_model *model)
{
    for (size_t i = 0; i < model->sources.n; i++)
        if (!zo_str_is(model->sources.at[i].statement->source_kind.text, "press"))
            return false;
    return model->sources.n > 0;
}

static void add_banner(const zo_briefer *b)
{
    zo_text text = zo_text_new(b->arena);
    zo_text_printf(&text, "Working paper, confidential. %.*s", ZO_FMT(b->model->title));
    if (b->record->moment != ZO_ALWAYS) {
        zo_str day = zo_date_words(b->arena, b->record->moment);
        zo_text_printf(&text, ", %.*s", ZO_FMT(day));
    }
    zo_str sources = sources_words(b);
    zo_text_printf(&text, ". It rests on %.*s.%s", ZO_FMT(sources),
                   only_press(b->model) ? " Nothing here is a party's own text." : "");
    zo_add_text(b->arena, b->root, "banner", zo_text_str(&text))->form = ZO_F_BANNER;
}

/* ---- Issue by issue ---- */

static zo_str surviving_words(const zo_briefer *b, uint32_t issue)
{
    const zo_issue *of = &b->model->issues.at[issue];
    zo_phrases phrases =
        zo_set_phrases(b->arena, of, b->zone->values, b->zone->compiled->instance.first_bit[issue]);
    zo_str values = zo_join(b->arena, &phrases, "; ", "; or ");
    return zo_printf(b->arena, "%.*s: %.*s", ZO_FMT(of->name), ZO_FMT(values));
}

static zo_str guess_words(const zo_briefer *b, uint32_t issue)
{
    zo_exclusions exclusions = zo_weak_exclusions(b->zone, issue, b->arena);
    zo_phrases grounds = {0};
    for (size_t e = 0; e < exclusions.n; e++) {
        zo_str words = zo_grounds_short(b->zone, exclusions.at[e].grounds, b->arena);
        if (exclusions.n > 1) {
            zo_str values = zo_exclusion_values(b->zone, issue, &exclusions.at[e], b->arena);
            words = zo_printf(b->arena, "%.*s, against %.*s", ZO_FMT(words), ZO_FMT(values));
        }
        ZO_PUSH(b->arena, &grounds, words);
    }
    zo_str joined = zo_join(b->arena, &grounds, "; ", "; ");
    return zo_printf(b->arena, "it rests on %.*s", ZO_FMT(joined));
}

/* Rows of one standing. */
static void add_standing_rows(const zo_briefer *b, zo_value *table, const char *label, bool agreed,
                              zo_standing from, zo_standing to)
{
    for (uint32_t i = 0; i < b->model->issues.n; i++) {
        zo_standing standing = zo_standing_of(b->zone, i);
        if (standing < from || standing > to ||
            (zo_is_settled(b->record, i) && standing == ZO_BY_RECORD) != agreed)
            continue;
        zo_value *row = zo_add_object(b->arena, table, NULL);
        zo_add_text(b->arena, row, "standing", zo_str_of(label));
        zo_add_text(b->arena, row, "issue", b->model->issues.at[i].id);
        zo_str words = surviving_words(b, i);
        zo_str guess = standing == ZO_BY_GUESS ? guess_words(b, i) : (zo_str){"", 0};
        zo_add_text(b->arena, row, "words",
                    guess.n ? zo_printf(b->arena, "%.*s (%.*s)", ZO_FMT(words), ZO_FMT(guess)) : words);
    }
}

static size_t open_issues(const zo_briefer *b, const zo_entry *entry)
{
    size_t count = 0;
    for (uint32_t i = 0; i < b->model->issues.n; i++)
        count += zo_standing_of(b->zone, i) >= ZO_NARROWED && zo_entry_mentions(b->model, entry, i);
    return count;
}

static void add_row(const zo_briefer *b, zo_value *table, const char *label, zo_str words)
{
    zo_add_page_line(b->model, table, label, ZO_NONE, words, b->arena);
}

/* Statements that tie open issues to one another: without them the lists above would mislead. */
static void add_links(const zo_briefer *b, zo_value *table)
{
    const zo_compiled *compiled = b->zone->compiled;
    for (size_t s = 0; s < compiled->instance.selectors; s++) {
        zo_selector_class class_ = compiled->instance.selector[s].class_;
        bool condition = class_ == ZO_RULE || class_ == ZO_SETTLED || class_ == ZO_STANCE;
        if (!condition || compiled->origin[s].disputed || open_issues(b, compiled->origin[s].entry) < 2)
            continue;
        add_row(b, table, "linked", zo_ground_words(b->model, compiled->origin[s].entry, b->arena));
    }
}

/* The issues on which it is silent; `others`: those on which it is not, of all. */
static zo_str issue_names(const zo_briefer *b, const zo_silence *silence, bool others)
{
    zo_phrases issues = {0};
    size_t next = 0;
    for (uint32_t i = 0; i < b->model->issues.n; i++) {
        bool silent = next < silence->issues.n && silence->issues.at[next] == i;
        next += silent;
        if (silent != others)
            ZO_PUSH(b->arena, &issues, b->model->issues.at[i].name);
    }
    return zo_join(b->arena, &issues, "; ", "; ");
}

static zo_str silence_words(const zo_briefer *b, const zo_silence *silence)
{
    const zo_seat *seat = &b->record->seats.at[silence->seat];
    zo_str name = zo_party_name(b->model, seat->party);
    if (silence->wholly && zo_only_guarantor(seat))
        return zo_printf(b->arena, "%.*s: its consent as guarantor", ZO_FMT(name));
    if (silence->wholly)
        return zo_printf(b->arena, "%.*s: any issue at all", ZO_FMT(name));
    enum { MANY = 12 };
    bool but = silence->issues.n > MANY && 2 * silence->issues.n > b->model->issues.n;
    zo_str list = issue_names(b, silence, but);
    return zo_printf(b->arena, "%.*s: %s%.*s", ZO_FMT(name), but && list.n > 0 ? "every issue but " : "",
                     ZO_FMT(but && list.n == 0 ? ZO_STR("every issue") : list));
}

static void add_silences(const zo_briefer *b, zo_value *table)
{
    zo_silences silences = zo_find_silences(b->record, b->arena);
    for (size_t i = 0; i < silences.n; i++)
        add_row(b, table, "not on record", silence_words(b, &silences.at[i]));
}

/* Said, but neither a yes nor a no; and said, but denied. */
static void add_unsettled_words(const zo_briefer *b, zo_value *table)
{
    for (size_t s = 0; s < b->record->seats.n; s++) {
        const zo_seat *seat = &b->record->seats.at[s];
        zo_str name = zo_party_name(b->model, seat->party);
        for (size_t i = 0; i < seat->reservations.n; i++) {
            zo_str issue = b->model->issues.at[seat->reservations.at[i]->issue].name;
            add_row(b, table, "reserved", zo_printf(b->arena, "%.*s: %.*s", ZO_FMT(name), ZO_FMT(issue)));
        }
    }
    for (size_t s = 0; s < b->record->seats.n; s++) {
        const zo_seat *seat = &b->record->seats.at[s];
        zo_str name = zo_party_name(b->model, seat->party);
        for (size_t i = 0; i < seat->disputed.n; i++) {
            zo_str words = zo_entry_words(b->model, seat->disputed.at[i], ZO_NONE, b->arena);
            add_row(b, table, "disputed",
                    zo_printf(b->arena, "%.*s denies that it %.*s", ZO_FMT(name), ZO_FMT(words)));
        }
    }
}

static void add_positions(const zo_briefer *b)
{
    zo_value *table = zo_add_page_table(b->arena, b->root, "positions",
                                        b->zone->empty ? "What is missing from the record"
                                                       : "Within the positions on record");
    if (!b->zone->empty && b->zone->values_known) {
        add_standing_rows(b, table, "agreed already", true, ZO_BY_RECORD, ZO_BY_RECORD);
        add_standing_rows(b, table, "settled by them", false, ZO_BY_RECORD, ZO_BY_RECORD);
        add_standing_rows(b, table, "by inference", false, ZO_BY_GUESS, ZO_BY_GUESS);
        add_standing_rows(b, table, "one value left", false, ZO_SINGLE, ZO_SINGLE);
        add_standing_rows(b, table, "open", false, ZO_NARROWED, ZO_NARROWED);
        add_standing_rows(b, table, "nothing ruled out", false, ZO_WIDE_OPEN, ZO_WIDE_OPEN);
        add_links(b, table);
    }
    add_unsettled_words(b, table);
    add_silences(b, table);
}

/* ---- The rest of the page ---- */

static void add_in_force(const zo_briefer *b)
{
    if (!b->zone->empty)
        return;
    zo_value *table = zo_add_page_table(b->arena, b->root, "in_force", "Positions in force");
    for (size_t s = 0; s < b->zone->compiled->instance.selectors; s++) {
        const zo_origin *origin = &b->zone->compiled->origin[s];
        if (b->zone->compiled->instance.selector[s].class_ == ZO_CERTAINTY || origin->disputed)
            continue;
        zo_str who = origin->seat == ZO_NONE
                         ? ZO_STR("facts")
                         : zo_party_name(b->model, b->record->seats.at[origin->seat].party);
        zo_str words = zo_entry_words(b->model, origin->entry, ZO_NONE, b->arena);
        bool red = origin->entry->statement->clauses.red_line;
        add_row(b, table, zo_c_string(b->arena, who),
                zo_printf(b->arena, "%.*s (%s%s)", ZO_FMT(words), red ? "a red line, " : "",
                          zo_grade_word(origin->entry->grade)));
    }
}

/* For machines: the values kept out by what is assumed, inferred or unverified, and by which of it. */
static void add_grounds(const zo_briefer *b)
{
    zo_add_bool(b->arena, b->root, "rests_on_known", b->zone->grounds_known);
    zo_value *list = zo_add_list(b->arena, b->root, "rests_on");
    for (uint32_t i = 0; i < b->model->issues.n && !b->zone->empty; i++) {
        zo_exclusions exclusions = zo_weak_exclusions(b->zone, i, b->arena);
        for (size_t e = 0; e < exclusions.n; e++) {
            zo_value *row = zo_add_object(b->arena, list, NULL);
            zo_add_text(b->arena, row, "issue", b->model->issues.at[i].id);
            zo_value *values = zo_add_list(b->arena, row, "values");
            for (uint32_t v = 0; v < b->model->issues.at[i].size; v++)
                if (zo_bit(exclusions.at[e].values, v))
                    zo_add_text(b->arena, values, NULL,
                                zo_issue_value_id(b->arena, &b->model->issues.at[i], v));
            zo_add_grounds(b->zone, exclusions.at[e].grounds, row, "without", "complete", b->arena);
        }
    }
}

static void add_limit(const zo_briefer *b, const char *words)
{
    zo_add_paragraph(b->arena, b->root, "limit_words", zo_str_of(words));
}

static bool counted_in_part(const zo_briefer *b) { return !b->zone->too_large && b->zone->reach != ZO_EXACT; }

static void add_first_limit(const zo_briefer *b)
{
    if (counted_in_part(b) && b->zone->values_known)
        add_limit(
            b,
            "How many packages are within reach was not counted within the limit. What is said here of values is exact; what "
            "needs the number is left off. More time may tell it (--time).");
    else if (counted_in_part(b))
        add_limit(
            b,
            "A limit was reached before every package was looked at: what is said here holds of what was seen until then. More time may tell more (--time).");
}

static void add_last_limit(const zo_briefer *b)
{
    if (b->cut && !counted_in_part(b))
        add_limit(
            b,
            "A limit was reached before all of this page was found out: what is missing was left off. More time may tell it (--time).");
}

/* For CSV: a row for each line of the page's tables. */
static void add_line_rows(const zo_briefer *b)
{
    static const char *const columns[] = {"standing", "issue", "words", NULL};
    static const char *const tables[] = {"obstacles", "positions", "in_force", "balanced", "ask_next"};
    zo_value *rows = zo_add_rows(b->arena, b->root, columns);
    for (size_t t = 0; t < sizeof tables / sizeof *tables; t++) {
        const zo_value *table = zo_member(b->root, tables[t]);
        for (const zo_value *line = table ? table->first : NULL; line; line = line->next) {
            zo_value *row = zo_add_object(b->arena, rows, NULL);
            const zo_value *standing = zo_member(line, "standing");
            zo_add_text(b->arena, row, "standing", standing ? standing->text : ZO_STR("ask next"));
            if (zo_member(line, "issue"))
                zo_add_copy(b->arena, row, zo_member(line, "issue"), "issue");
            zo_add_copy(b->arena, row, zo_member(line, "words"), "words");
        }
    }
}

static void add_awaited(const zo_briefer *b)
{
    zo_value *list = zo_add_list(b->arena, b->root, "awaited");
    list->form = ZO_F_LIST;
    list->title = ZO_STR("Coming up");
    for (size_t i = 0; i < b->record->events.n; i++) {
        const zo_entry *entry = b->record->events.at[i];
        bool planned = entry->statement->kind == ZO_S_SESSION && entry->statement->planned;
        bool due = entry->statement->kind == ZO_S_DEADLINE && entry->statement->date >= b->record->moment;
        if (planned || due)
            zo_add_text(b->arena, list, NULL,
                        zo_capitalise(b->arena, zo_entry_words(b->model, entry, ZO_NONE, b->arena)));
    }
    for (size_t s = 0; s < b->record->seats.n; s++)
        for (size_t i = 0; i < b->record->seats.at[s].awaited.n; i++) {
            zo_str name = zo_party_name(b->model, b->record->seats.at[s].party);
            zo_str words = zo_entry_words(b->model, b->record->seats.at[s].awaited.at[i], ZO_NONE, b->arena);
            zo_add_text(b->arena, list, NULL, zo_printf(b->arena, "%.*s %.*s", ZO_FMT(name), ZO_FMT(words)));
        }
}

static zo_str size_words(const zo_briefer *b)
{
    if (b->zone->reach != ZO_EXACT || b->zone->too_large)
        return (zo_str){"", 0};
    zo_str count = zo_count_words(b->arena, &b->zone->packages, "package", "packages");
    zo_str space = zo_int_text_grouped(b->arena, &b->zone->space);
    return zo_printf(b->arena, "%.*s of %.*s, exact", ZO_FMT(count), ZO_FMT(space));
}

static zo_verdict run(zo_request *request, zo_value *root)
{
    zo_zone *zone = zo_compute_zone(request);
    bool exact = zone->reach == ZO_EXACT && !zone->too_large;
    zo_briefer b = {
        request, zone, request->model, request->record, request->arena, root, exact && !zone->grounds_known};
    zo_add_heading(request, "brief", root);
    zo_value *status = zo_add_text(b.arena, root, "status", ZO_STR("exact"));
    zo_add_text(b.arena, root, "answer", answer_words(&b))->form = ZO_F_ANSWER;
    add_banner(&b);
    add_first_limit(&b);
    b.cut = !zo_add_obstacles(request, zone, root) || b.cut;
    add_positions(&b);
    add_in_force(&b);
    zo_add_passed_over(zone, root, b.arena);
    add_grounds(&b);
    if (zone->values_known && !zone->too_large)
        zo_add_ground_section(zone, root, b.arena);
    zo_add_firmness(request, zone, root);
    /* All choices that tie with each other are listed there: see zo_told_choice. */
    if (!zo_has_viewer(request))
        b.cut = !zo_add_balanced(request, zone, root) || b.cut;
    b.cut = !zo_add_questions(request, zone, root) || b.cut;
    add_awaited(&b);
    zo_add_viewer_words(request, " What is balanced is left out here: zopa solve tells it.", root);
    add_last_limit(&b);
    add_line_rows(&b);
    if (!exact || b.cut)
        status->text = ZO_STR("limit");
    zo_add_trailer(request, size_words(&b), root);
    if (zone->too_large)
        return ZO_ANSWER_BAD;
    if (!exact || b.cut)
        return ZO_ANSWER_LIMIT;
    return zone->empty ? ZO_ANSWER_NO : ZO_ANSWER_YES;
}

static const zo_parameter *const parameters[] = {&zo_p_on,      &zo_p_without, &zo_p_also,    &zo_p_for,
                                                 &zo_p_time,    &zo_p_memory,  &zo_p_threads, &zo_p_engine,
                                                 &zo_p_explain, NULL};

const zo_analysis zo_brief_analysis = {
    "brief",
    "the page for a principal: what the record rules out or leaves open, and what that rests on",
    "One page in words, without scores: whether anything on record rules an agreement out; what is settled, by positions or "
    "only by inference; what is open and how open issues are tied together; on what nobody whose consent is needed has spoken; "
    "what each part rests on; what is planned or awaited. Silence is listed, never counted as consent.",
    "0 nothing on record rules an agreement out, 1 the positions exclude each other, 3 a limit was reached first",
    "brief examples/berlin/berlin.zopa",
    parameters,
    run,
};

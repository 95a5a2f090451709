/* Entries -> rows of results. */
#include "analysis/statement.h"

#include "analysis/condition_data.h"
#include "analysis/context.h"
#include "analysis/packages.h"
#include "analysis/viewer.h"
#include "analysis/words.h"

static const char *kind_word(const zo_entry *entry)
{
    switch (entry->statement->kind) {
    case ZO_S_RULE: return "rule";
    case ZO_S_SETTLED: return "settled";
    case ZO_S_REQUIRES: return "requires";
    case ZO_S_REFUSES:
    case ZO_S_ACCEPTS: return entry->only_if ? "accepts only if" : "refuses";
    case ZO_S_SIGNALS: return "signals";
    case ZO_S_RESERVES: return "reserves";
    case ZO_S_OFFERS: return "offers";
    case ZO_S_ABSTAINS: return "abstains";
    case ZO_S_DROPS: return "drops";
    case ZO_S_DENIES: return "denies";
    case ZO_S_REOPENS: return "reopens";
    case ZO_S_VALUES: return "values";
    case ZO_S_PREFERS: return "prefers";
    case ZO_S_BONUS: return "bonus";
    case ZO_S_ALTERNATIVE: return "alternative";
    case ZO_S_AWAITS: return "awaits";
    case ZO_S_READOUT: return "readout";
    case ZO_S_SESSION: return "session";
    case ZO_S_DEADLINE: return "deadline";
    case ZO_S_BLOC: return "bloc";
    default: return "party";
    }
}

static void add_range(zo_arena *arena, zo_value *row, const char *name, const zo_range *range)
{
    zo_value *object = zo_add_object(arena, row, name);
    zo_add_number(arena, object, "from", &range->low);
    zo_add_number(arena, object, "to", &range->high);
}

static void add_text_if(zo_arena *arena, zo_value *row, const char *name, zo_str text)
{
    if (text.n > 0)
        zo_add_text(arena, row, name, text);
}

/* Where the quotation stands, and the text around it. */
static void add_found(const zo_request *request, zo_value *item, const zo_checked_citation *citation)
{
    const zo_source *source = &request->model->sources.at[citation->source];
    zo_context context =
        zo_context_of(source->document->text, citation->begin, citation->end, request->arena);
    zo_add_size(request->arena, item, "begin", citation->begin);
    zo_add_size(request->arena, item, "end", citation->end);
    zo_add_text(request->arena, item, "before", context.before);
    zo_add_text(request->arena, item, "after", context.after);
}

static void add_citations(const zo_request *request, zo_value *row, const zo_entry *entry)
{
    static const char *const found[] = {"unverified", "narration", "speech"};
    zo_value *list = zo_add_list(request->arena, row, "citations");
    for (size_t i = 0; i < entry->citations.n; i++) {
        const zo_checked_citation *citation = &entry->citations.at[i];
        zo_value *item = zo_add_object(request->arena, list, NULL);
        zo_add_text(request->arena, item, "source", citation->citation->source.text);
        zo_add_text(request->arena, item, "quotation", citation->citation->quotation.text);
        zo_add_text(request->arena, item, "found", zo_str_of(found[citation->found]));
        if (citation->found != ZO_NOT_THERE)
            add_found(request, item, citation);
    }
}

static void add_place(const zo_request *request, zo_value *row, const zo_entry *entry)
{
    const zo_corpus *corpus = request->model->corpus;
    uint32_t file = entry->statement->span.file;
    bool added = file >= corpus->files.n;
    zo_add_text(request->arena, row, "file", added ? ZO_STR("request") : corpus->files.at[file]->shown);
    zo_add_size(request->arena, row, "line",
                zo_position_of(zo_tokens_of(request->model, file), entry->statement->span.begin).line);
}

static void add_clauses(const zo_request *request, zo_value *row, const zo_entry *entry)
{
    zo_arena *arena = request->arena;
    const zo_clauses *clauses = &entry->statement->clauses;
    zo_num one = zo_num_of(1);
    add_text_if(arena, row, "by", clauses->by.text);
    if (entry->via != ZO_NONE)
        zo_add_text(arena, row, "via", request->model->parties.at[entry->via].id);
    if (clauses->red_line)
        zo_add_bool(arena, row, "red_line", true);
    if (zo_num_compare(&entry->difficulty.low, &one) != 0 ||
        zo_num_compare(&entry->difficulty.high, &one) != 0)
        add_range(arena, row, "difficulty", &entry->difficulty);
    if (entry->interest != ZO_NONE)
        zo_add_text(arena, row, "for", request->model->interests.at[entry->interest].text);
    add_text_if(arena, row, "subject_to", clauses->subject_to.text);
    /* A note on an alternative is likely to say why it is worth what it is. */
    if (entry->statement->kind != ZO_S_ALTERNATIVE || zo_sees_worths_of(request, entry->party))
        add_text_if(arena, row, "note", clauses->note.text);
}

/* ---- What the statement says, as data ---- */

static void add_conditions(const zo_request *request, zo_value *row, const zo_entry *entry)
{
    if (entry->statement->kind == ZO_S_PARTY || entry->statement->kind == ZO_S_BLOC)
        return;
    zo_add_condition(request->model, row, "condition", entry->condition, request->arena);
    zo_add_condition(request->model, row, "only_if", entry->only_if, request->arena);
}

static zo_value *add_point(const zo_request *request, zo_value *list, zo_str value, const zo_num *at,
                           const zo_range *score)
{
    zo_value *item = zo_add_object(request->arena, list, NULL);
    if (at)
        zo_add_null(request->arena, item, "value");
    else
        zo_add_text(request->arena, item, "value", value);
    if (at)
        zo_add_number(request->arena, item, "at", at);
    else
        zo_add_null(request->arena, item, "at");
    add_range(request->arena, item, "score", score);
    return item;
}

/* "more" and "less" score every number, from 0 to 100 in a line: its two ends say so. */
static void add_ends(const zo_request *request, zo_value *list, const zo_issue *issue, bool more)
{
    zo_num low = zo_issue_number(issue, 0), high = zo_issue_number(issue, issue->gridded - 1);
    zo_range worst = {zo_num_of(0), zo_num_of(0)}, best = {zo_num_of(100), zo_num_of(100)};
    if (issue->gridded > 1)
        add_point(request, list, (zo_str){"", 0}, &low, more ? &worst : &best);
    add_point(request, list, (zo_str){"", 0}, &high, more || issue->gridded == 1 ? &best : &worst);
}

static void add_points(const zo_request *request, zo_value *row, const zo_entry *entry)
{
    const zo_issue *issue = &request->model->issues.at[entry->issue];
    zo_value *list = zo_add_list(request->arena, row, "points");
    if (entry->statement->direction != ZO_LISTED)
        add_ends(request, list, issue, entry->statement->direction == ZO_MORE);
    for (size_t i = 0; i < entry->points.n; i++) {
        const zo_point *point = &entry->points.at[i];
        bool numbered = point->value == ZO_NONE;
        zo_str value = numbered ? (zo_str){"", 0} : zo_issue_value_id(request->arena, issue, point->value);
        zo_value *item = add_point(request, list, value, numbered ? &point->number : NULL, &point->score);
        if (entry->statement->kind == ZO_S_PREFERS)
            zo_add_size(request->arena, item, "rank", point->rank);
    }
}

/* What outcomes are worth to the party: for those alone who may see it. */
static void add_worths(const zo_request *request, zo_value *row, const zo_entry *entry)
{
    zo_statement_kind kind = entry->statement->kind;
    bool values = kind == ZO_S_VALUES || kind == ZO_S_PREFERS;
    if (!zo_sees_worths_of(request, entry->party))
        return;
    if (values || kind == ZO_S_BONUS || kind == ZO_S_ALTERNATIVE)
        add_range(request->arena, row, "amount", &entry->amount);
    if (values)
        add_points(request, row, entry);
}

static void add_parties(const zo_request *request, zo_value *row, const zo_entry *entry)
{
    const zo_model *model = request->model;
    if (entry->statement->kind == ZO_S_AWAITS && entry->others.n > 0)
        zo_add_text(request->arena, row, "from", model->parties.at[entry->others.at[0]].id);
    if (entry->statement->kind != ZO_S_SESSION)
        return;
    zo_value *with = zo_add_list(request->arena, row, "with");
    for (size_t i = 0; i < entry->others.n; i++)
        zo_add_text(request->arena, with, NULL, model->parties.at[entry->others.at[i]].id);
}

static void add_event(const zo_request *request, zo_value *row, const zo_entry *entry)
{
    const zo_statement *statement = entry->statement;
    zo_arena *arena = request->arena;
    switch (statement->kind) {
    case ZO_S_ALTERNATIVE:
    case ZO_S_AWAITS:
    case ZO_S_READOUT:
    case ZO_S_SESSION:
    case ZO_S_DEADLINE: zo_add_text(arena, row, "text", statement->title.text); break;
    default: return;
    }
    add_parties(request, row, entry);
    if (statement->planned)
        zo_add_bool(arena, row, "planned", true);
    if (statement->kind == ZO_S_DEADLINE)
        zo_add_text(arena, row, "date", zo_date_iso(arena, statement->date));
    if (zo_present(statement->duration.span)) {
        zo_num length = zo_value_of_figure(request->model, &statement->duration);
        zo_value *duration = zo_add_object(arena, row, "duration");
        zo_add_number(arena, duration, "length", &length);
        zo_add_text(arena, duration, "unit", statement->duration_unit.text);
    }
}

void zo_add_bloc_rule(const zo_request *request, zo_value *row, const zo_statement *statement)
{
    static const char *const measures[] = {"members", "weight", "against"};
    zo_arena *arena = request->arena;
    zo_value *rule = zo_add_object(arena, row, "decides");
    bool counts = statement->decides != ZO_UNANIMITY && statement->decides != ZO_MAJORITY;
    zo_add_text(arena, rule, "by",
                zo_str_of(counts                               ? "quotas"
                          : statement->decides == ZO_UNANIMITY ? "unanimity"
                                                               : "majority"));
    zo_value *quotas = counts ? zo_add_list(arena, rule, "quotas") : NULL;
    for (size_t i = 0; counts && i < statement->quotas.n; i++) {
        const zo_quota_term *term = &statement->quotas.at[i];
        zo_value *quota = zo_add_object(arena, quotas, NULL);
        zo_num limit = zo_value_of_figure(request->model, &term->limit);
        zo_add_text(arena, quota, "measure", zo_str_of(measures[term->measure]));
        zo_add_number(arena, quota, "limit", &limit);
        zo_add_bool(arena, quota, "alternative", i > 0 && term->alternative);
    }
}

static void add_offer(const zo_request *request, zo_value *row, const zo_entry *entry)
{
    const zo_deal *deal = entry->deal == ZO_NONE ? NULL : &request->model->deals.at[entry->deal];
    if (entry->statement->kind != ZO_S_OFFERS)
        return;
    if (deal)
        zo_add_text(request->arena, row, "deal", deal->id);
    zo_add_assigned(request->model, row, "package", deal ? deal->assigned.at : entry->assigned.at,
                    deal ? deal->assigned.n : entry->assigned.n, request->arena);
}

static void add_content(const zo_request *request, zo_value *row, const zo_entry *entry)
{
    const zo_model *model = request->model;
    add_conditions(request, row, entry);
    if (entry->issue != ZO_NONE)
        zo_add_text(request->arena, row, "issue", model->issues.at[entry->issue].id);
    add_worths(request, row, entry);
    add_event(request, row, entry);
    add_offer(request, row, entry);
    if (entry->statement->kind == ZO_S_BLOC)
        zo_add_bloc_rule(request, row, entry->statement);
    if (entry->target != ZO_NONE)
        zo_add_text(request->arena, row, "target", model->keys.at[entry->target].handle);
}

zo_value *zo_add_statement(const zo_request *request, zo_value *list, const zo_entry *entry, bool disputed)
{
    zo_arena *arena = request->arena;
    zo_value *row = zo_add_object(arena, list, NULL);
    zo_add_text(arena, row, "name", request->model->keys.at[entry->key].handle);
    zo_add_text(arena, row, "kind", zo_str_of(kind_word(entry)));
    if (entry->party == ZO_NONE)
        zo_add_null(arena, row, "party");
    else
        zo_add_text(arena, row, "party", request->model->parties.at[entry->party].id);
    zo_add_text(arena, row, "words", zo_entry_words(request->model, entry, ZO_NONE, arena));
    if (entry->on == ZO_ALWAYS)
        zo_add_null(arena, row, "on");
    else
        zo_add_text(arena, row, "on", zo_date_iso(arena, entry->on));
    zo_add_text(arena, row, "grade", zo_grade_text(entry, disputed));
    add_content(request, row, entry);
    add_clauses(request, row, entry);
    add_citations(request, row, entry);
    add_place(request, row, entry);
    return row;
}

zo_str zo_source_words(const zo_model *model, const zo_entry *entry, zo_arena *arena)
{
    zo_text text = zo_text_new(arena);
    const zo_clauses *clauses = &entry->statement->clauses;
    if (clauses->by.text.n > 0)
        zo_text_printf(&text, "%.*s", ZO_FMT(clauses->by.text));
    if (entry->via != ZO_NONE) {
        zo_str relay = zo_party_name(model, entry->via);
        zo_text_printf(&text, "%svia %.*s", text.n ? ", " : "", ZO_FMT(relay));
    }
    for (size_t i = 0; i < clauses->citations.n; i++)
        zo_text_printf(&text, "%s%.*s: “%.*s”", text.n ? "; " : "",
                       ZO_FMT(clauses->citations.at[i].source.text),
                       ZO_FMT(clauses->citations.at[i].quotation.text));
    return zo_text_str(&text);
}

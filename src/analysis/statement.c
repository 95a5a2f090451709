/* Entries -> rows of results. */
#include "analysis/statement.h"

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
        if (citation->found != ZO_NOT_THERE) {
            zo_add_size(request->arena, item, "begin", citation->begin);
            zo_add_size(request->arena, item, "end", citation->end);
        }
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
    add_text_if(arena, row, "note", clauses->note.text);
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

/* Selectors -> names and sentences. */
#include "analysis/sets.h"

#include "analysis/statement.h"
#include "analysis/words.h"
#include "base/unicode.h"

void zo_add_names(const zo_compiled *compiled, const uint64_t *set, zo_value *parent, const char *name,
                  zo_arena *arena)
{
    zo_value *list = zo_add_list(arena, parent, name);
    for (size_t s = 0; s < compiled->instance.selectors; s++)
        if (zo_bit(set, s))
            zo_add_text(arena, list, NULL,
                        compiled->record->model->keys.at[compiled->origin[s].entry->key].handle);
}

static zo_str speaker_of(const zo_model *model, const zo_entry *entry)
{
    return entry->party == ZO_NONE ? ZO_STR("The record") : zo_party_name(model, entry->party);
}

/* "requires …", with an alternative as what it expects: "will not take less than its alternative “…”". */
static zo_str demand_words(const zo_model *model, const zo_entry *entry, zo_arena *arena)
{
    if (entry->statement->kind != ZO_S_ALTERNATIVE)
        return zo_entry_words(model, entry, ZO_NONE, arena);
    return zo_printf(arena, "wants no less than its alternative, “%.*s”, is worth to it",
                     ZO_FMT(entry->statement->title.text));
}

zo_str zo_position_sentence(const zo_compiled *compiled, size_t selector, zo_arena *arena)
{
    const zo_model *model = compiled->record->model;
    const zo_entry *entry = compiled->origin[selector].entry;
    zo_str who = speaker_of(model, entry), what = demand_words(model, entry, arena);
    zo_str grade = zo_grade_text(entry, compiled->origin[selector].disputed);
    zo_text text = zo_text_new(arena);
    zo_text_printf(&text, "%.*s %.*s", ZO_FMT(who), ZO_FMT(what));
    if (entry->statement->clauses.red_line)
        zo_text_add_c(&text, ", which it calls a red line");
    zo_text_printf(&text, " (%.*s", ZO_FMT(grade));
    if (entry->on != ZO_ALWAYS) {
        zo_str since = zo_date_words(arena, entry->on);
        zo_text_printf(&text, ", %.*s", ZO_FMT(since));
    }
    zo_text_add_char(&text, ')');
    return zo_text_str(&text);
}

static zo_str given_up_clause(const zo_model *model, const zo_entry *entry, zo_arena *arena)
{
    zo_str words = zo_entry_words(model, entry, ZO_NONE, arena);
    if (entry->statement->kind == ZO_S_ALTERNATIVE)
        return zo_printf(arena, "takes less than its alternative, “%.*s”, is worth to it",
                         ZO_FMT(entry->statement->title.text));
    if (entry->only_if)
        return zo_printf(arena, "no longer insists on its condition: it %.*s", ZO_FMT(words));
    return zo_printf(arena, "no longer %.*s", ZO_FMT(words));
}

zo_str zo_given_up_sentence(const zo_compiled *compiled, size_t selector, zo_arena *arena)
{
    const zo_model *model = compiled->record->model;
    const zo_entry *entry = compiled->origin[selector].entry;
    zo_str who = speaker_of(model, entry), what = given_up_clause(model, entry, arena);
    return zo_printf(arena, "%.*s %.*s", ZO_FMT(who), ZO_FMT(what));
}

zo_str zo_given_up_words(const zo_compiled *compiled, const uint64_t *set, zo_arena *arena)
{
    zo_phrases parts = {0};
    for (size_t s = 0; s < compiled->instance.selectors; s++)
        if (zo_bit(set, s))
            ZO_PUSH(arena, &parts, zo_given_up_sentence(compiled, s, arena));
    return zo_join(arena, &parts, "; and ", "; and ");
}

void zo_add_positions(const zo_compiled *compiled, const uint64_t *set, zo_value *list, zo_arena *arena)
{
    for (size_t s = 0; s < compiled->instance.selectors; s++) {
        if (!zo_bit(set, s))
            continue;
        zo_str sentence = zo_position_sentence(compiled, s, arena);
        zo_str source = zo_source_words(compiled->record->model, compiled->origin[s].entry, arena);
        zo_add_text(arena, list, NULL,
                    source.n ? zo_printf(arena, "%.*s – %.*s", ZO_FMT(sentence), ZO_FMT(source)) : sentence);
    }
}

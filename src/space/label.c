/* What was compiled -> the names that the record has for it. */
#include "space/labelled.h"

/* "10+5*3", or the names one by one. */
static void add_grid(zo_text *names, const zo_issue *issue)
{
    bool whole = zo_num_is_integer(&issue->low) && zo_num_is_integer(&issue->step);
    if (whole && issue->gridded > 2) {
        zo_str low = zo_num_text(names->arena, &issue->low), step = zo_num_text(names->arena, &issue->step);
        zo_text_printf(names, "%.*s+%.*s*%u", ZO_FMT(low), ZO_FMT(step), issue->gridded);
        return;
    }
    for (uint32_t v = 0; v < issue->gridded; v++)
        zo_text_printf(names, "%s%.*s", v ? " " : "", ZO_FMT(zo_issue_value_id(names->arena, issue, v)));
}

static zo_str value_names(const zo_issue *issue, zo_arena *arena)
{
    zo_text names = zo_text_new(arena);
    add_grid(&names, issue);
    for (uint32_t v = issue->gridded; v < issue->size; v++)
        zo_text_printf(&names, "%s%.*s", v ? " " : "", ZO_FMT(zo_issue_value_id(arena, issue, v)));
    return zo_text_str(&names);
}

static zo_str *names_of_seats(const zo_compiled *compiled, const uint32_t *seat, size_t n, zo_arena *arena)
{
    zo_str *names = ZO_NEW_MANY(arena, zo_str, n + 1);
    for (size_t i = 0; i < n; i++)
        names[i] = compiled->record->model->parties.at[compiled->record->seats.at[seat[i]].party].id;
    return names;
}

zo_labelled zo_label(const zo_compiled *compiled, zo_arena *arena)
{
    const zo_model *model = compiled->record->model;
    const zo_instance *instance = &compiled->instance;
    zo_str *issue = ZO_NEW_MANY(arena, zo_str, instance->issues + 1);
    zo_str *values = ZO_NEW_MANY(arena, zo_str, instance->issues + 1);
    zo_str *selector = ZO_NEW_MANY(arena, zo_str, instance->selectors + 1);
    bool *disputed = ZO_NEW_MANY(arena, bool, instance->selectors + 1);
    for (size_t i = 0; i < instance->issues; i++) {
        issue[i] = model->issues.at[i].id;
        values[i] = value_names(&model->issues.at[i], arena);
    }
    for (size_t s = 0; s < instance->selectors; s++) {
        selector[s] = model->keys.at[compiled->origin[s].entry->key].handle;
        disputed[s] = compiled->origin[s].disputed;
    }
    return (zo_labelled){.instance = *instance,
                         .issue = issue,
                         .values = values,
                         .selector = selector,
                         .voter = names_of_seats(compiled, compiled->voter_seat, instance->voters, arena),
                         .bloc = names_of_seats(compiled, compiled->bloc_seat, instance->blocs, arena),
                         .payoff = names_of_seats(compiled, compiled->payoff_seat, instance->payoffs, arena),
                         .disputed = disputed};
}

uint64_t *zo_binding(const zo_labelled *labelled, zo_arena *arena)
{
    const zo_instance *instance = &labelled->instance;
    uint64_t *binding = ZO_NEW_MANY(arena, uint64_t, zo_set_words(instance->selectors) + 1);
    for (size_t s = 0; s < instance->selectors; s++) {
        const zo_selector *selector = &instance->selector[s];
        bool disputed = labelled->disputed != NULL && labelled->disputed[s];
        if (!disputed && selector->voter == ZO_DIRECT && selector->class_ != ZO_CERTAINTY)
            zo_set_bit(binding, s);
    }
    return binding;
}

/* The parameter `for` -> what may be told of whom. What is computed stays the same whoever looks. */
#include "analysis/viewer.h"

#include "analysis/parameters.h"
#include "analysis/words.h"
#include "base/suggest.h"

static uint32_t party_named(const zo_model *model, zo_str name)
{
    for (uint32_t i = 0; i < model->parties.n; i++)
        if (zo_str_equal(model->parties.at[i].id, name))
            return i;
    return ZO_NONE;
}

static void report_unknown(const zo_request *request, zo_str name, zo_span span)
{
    const zo_model *model = request->model;
    zo_str *ids = ZO_NEW_MANY(request->arena, zo_str, model->parties.n + 1);
    for (size_t i = 0; i < model->parties.n; i++)
        ids[i] = model->parties.at[i].id;
    zo_str near = zo_nearest(name, ids, model->parties.n);
    zo_reportf(request->sink, ZO_BAD_PARAMETER, span,
               near.n ? zo_printf(request->arena, "did you mean \"%.*s\"?", ZO_FMT(near))
                      : ZO_STR("zopa show lists the parties"),
               "no party has the name \"%.*s\"", ZO_FMT(name));
}

bool zo_find_viewer(zo_request *request, zo_span span)
{
    const zo_given *given = zo_find_given(&request->given, &zo_p_for);
    if (!given)
        return true;
    request->viewer = party_named(request->model, given->text);
    if (request->viewer == ZO_NONE)
        report_unknown(request, given->text, span);
    return request->viewer != ZO_NONE;
}

bool zo_has_viewer(const zo_request *request) { return request->viewer != ZO_NONE; }

bool zo_sees_worths_of(const zo_request *request, uint32_t party)
{
    return request->viewer == ZO_NONE || request->viewer == party;
}

static bool tells_values(zo_statement_kind kind)
{
    return kind == ZO_S_VALUES || kind == ZO_S_PREFERS || kind == ZO_S_BONUS;
}

bool zo_sees(const zo_request *request, const zo_entry *entry)
{
    return zo_sees_worths_of(request, entry->party) || !tells_values(entry->statement->kind);
}

void zo_add_viewer_words(const zo_request *request, const char *left_out, zo_value *root)
{
    if (!zo_has_viewer(request))
        return;
    zo_str name = zo_party_name(request->model, request->viewer);
    zo_add_paragraph(request->arena, root, "for_words",
                     zo_printf(request->arena, "Worths are shown for %.*s alone.%s", ZO_FMT(name), left_out));
}

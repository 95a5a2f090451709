/* --deal, or the record -> deals with their values. */
#include "analysis/deals_asked.h"

#include <string.h>

#include "analysis/parameters.h"
#include "analysis/words.h"
#include "base/suggest.h"
#include "model/build.h"

static zo_span whole_request(const zo_request *request)
{
    return (zo_span){(uint32_t)request->model->corpus->files.n + 1, 0, 0};
}

static zo_asked_deal *add_deal(const zo_request *request, zo_asked_deals *deals, zo_str name, zo_str title,
                               const uint32_t *pairs, size_t n)
{
    size_t issues = request->model->issues.n, open = issues;
    uint32_t *values = ZO_NEW_MANY(request->arena, uint32_t, issues + 1);
    for (size_t i = 0; i < issues; i++)
        values[i] = ZO_NONE;
    for (size_t i = 0; i < n; i += 2) {
        open -= values[pairs[i]] == ZO_NONE;
        values[pairs[i]] = pairs[i + 1];
    }
    zo_asked_deal deal = {name, title, false, values, open == 0};
    ZO_PUSH(request->arena, deals, deal);
    return &deals->at[deals->n - 1];
}

static void add_named(const zo_request *request, zo_asked_deals *deals, uint32_t index)
{
    const zo_deal *deal = &request->model->deals.at[index];
    add_deal(request, deals, deal->id, deal->name, deal->assigned.at, deal->assigned.n)->titled = true;
}

static void add_offer(const zo_request *request, zo_asked_deals *deals, const zo_entry *entry)
{
    if (entry->deal != ZO_NONE) {
        add_named(request, deals, entry->deal);
        return;
    }
    zo_str who = zo_party_name(request->model, entry->party);
    add_deal(request, deals, request->model->keys.at[entry->key].handle,
             zo_printf(request->arena, "what %.*s offers", ZO_FMT(who)), entry->assigned.at,
             entry->assigned.n);
}

static void add_all(const zo_request *request, zo_asked_deals *deals)
{
    for (uint32_t d = 0; d < request->model->deals.n; d++)
        add_named(request, deals, d);
    for (size_t s = 0; s < request->record->seats.n; s++) {
        const zo_seat *seat = &request->record->seats.at[s];
        for (size_t i = 0; i < seat->offers.n; i++)
            if (seat->offers.at[i]->deal == ZO_NONE)
                add_offer(request, deals, seat->offers.at[i]);
    }
}

/* ---- --deal ---- */

static bool unknown_deal(const zo_request *request, zo_str text)
{
    const zo_model *model = request->model;
    zo_str *names = ZO_NEW_MANY(request->arena, zo_str, model->deals.n + 1);
    for (size_t d = 0; d < model->deals.n; d++)
        names[d] = model->deals.at[d].id;
    zo_str near = zo_nearest(text, names, model->deals.n);
    zo_reportf(
        request->sink, ZO_BAD_PARAMETER, whole_request(request),
        near.n ? zo_printf(request->arena, "did you mean \"%.*s\"?", ZO_FMT(near))
               : ZO_STR("name a deal on record, or write it out: --deal \"issue = value, issue = value\""),
        "no deal or offer on record has the name \"%.*s\"", ZO_FMT(text));
    return false;
}

typedef ZO_ARRAY(uint32_t) zo_pairs;

static void bind_assignment(zo_build *build, const zo_assignment *assignment, zo_pairs *pairs)
{
    uint32_t issue, value;
    if (!zo_bind_assignment(build, assignment, &issue, &value))
        return;
    for (size_t i = 0; i < pairs->n; i += 2)
        if (pairs->at[i] == issue)
            zo_reportf(build->sink, ZO_ASSIGNED_TWICE, assignment->span, ZO_STR("keep one of the two"),
                       "\"%.*s\" has its value already", ZO_FMT(assignment->issue.text));
    ZO_PUSH(build->arena, pairs, issue);
    ZO_PUSH(build->arena, pairs, value);
}

/* The text is read as the braces of a deal statement; its diagnostics are about the whole request. */
static bool read_written(const zo_request *request, zo_str text, zo_asked_deals *deals)
{
    zo_arena *arena = request->arena;
    zo_diagnostics found = {.arena = arena};
    zo_tree tree = {0};
    bool braces = text.n > 1 && text.s[0] == '{';
    zo_str statement = braces ? zo_printf(arena, "deal asked \"asked\" %.*s\n", ZO_FMT(text))
                              : zo_printf(arena, "deal asked \"asked\" { %.*s }\n", ZO_FMT(text));
    /* Numbers are read from the text of their file: the deal stands in for the request's added statements. */
    zo_model model = *request->model;
    model.also = &tree;
    zo_parse(&tree, statement, (uint32_t)model.corpus->files.n, arena, &found);
    zo_build build = {.model = &model, .arena = arena, .sink = &found};
    zo_pairs pairs = {0};
    bool fine = found.errors == 0 && tree.statements.n == 1;
    for (size_t i = 0; fine && i < tree.statements.at[0]->assignments.n; i++)
        bind_assignment(&build, &tree.statements.at[0]->assignments.at[i], &pairs);
    for (size_t i = 0; i < found.list.n; i++)
        zo_report(request->sink, ZO_BAD_PARAMETER, whole_request(request), found.list.at[i].message,
                  found.list.at[i].hint);
    if (!fine || found.errors > 0)
        return false;
    add_deal(request, deals, ZO_STR("as asked"), ZO_STR("the deal asked about"), pairs.at, pairs.n);
    return true;
}

static bool is_written(zo_str text) { return memchr(text.s, '=', text.n) || memchr(text.s, '{', text.n); }

bool zo_find_asked_deals(const zo_request *request, zo_asked_deals *deals)
{
    zo_str text = zo_words_given(request, &zo_p_deal);
    if (text.n == 0) {
        add_all(request, deals);
        return true;
    }
    if (is_written(text))
        return read_written(request, text, deals);
    uint32_t index = zo_table_get(&request->model->deal_index, text);
    uint32_t key = zo_key_named(request->model, text, request->arena);
    if (index != ZO_ABSENT) {
        add_named(request, deals, index);
    } else if (key != ZO_NONE && request->model->keys.at[key].kind == ZO_S_OFFERS) {
        const zo_entry *entry = zo_in_force(&request->model->keys.at[key], request->on, NULL);
        if (!entry)
            return unknown_deal(request, text);
        add_offer(request, deals, entry);
    } else {
        return unknown_deal(request, text);
    }
    return true;
}

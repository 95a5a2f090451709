/* The record at each date -> contradictions, by searching for one package that would show there is none. */
#include "analysis/contradictions.h"

#include "analysis/words.h"
#include "engine/search.h"
#include "space/compile.h"

enum { NODES = 200000 };

typedef struct zo_checker {
    zo_request *request;
    const zo_record *record;
    zo_compiled *compiled;
    zo_arena *scratch;
    ZO_ARRAY(const zo_expr *) exprs; /* the facts, then what is being asked */
    size_t facts;
    uint64_t *reported; /* per entry: a bit per diagnostic, so that each is reported once */
    bool given_up;      /* some search ended undecided */
} zo_checker;

static bool is_new(zo_checker *c, const zo_entry *entry, zo_diagnostic_id id)
{
    uint64_t bit = (uint64_t)1 << (id - ZO_NOT_IN_FORCE);
    bool fresh = !(c->reported[entry->order] & bit);
    c->reported[entry->order] |= bit;
    return fresh;
}

static void report(zo_checker *c, const zo_entry *entry, zo_diagnostic_id id, const char *message,
                   const char *hint)
{
    if (!is_new(c, entry, id))
        return;
    zo_str since = {"", 0};
    if (c->record->at != ZO_ALWAYS) {
        zo_str day = zo_date_words(c->request->arena, c->record->at);
        since = zo_printf(c->request->arena, ", from %.*s", ZO_FMT(day));
    }
    zo_reportf(c->request->sink, id, entry->statement->span, zo_str_of(hint), "%s%.*s", message,
               ZO_FMT(since));
}

static void ask(zo_checker *c, const zo_expr *expr)
{
    if (expr)
        ZO_PUSH(c->scratch, &c->exprs, expr);
    /* Numbers too large: reported from the compiled record. */
}

/* Whether no feasible package satisfies what was asked; undecided counts as no. Forgets what was asked. */
static bool impossible(zo_checker *c)
{
    if (zo_run_ends(&c->request->limit)) {
        c->given_up = true;
        c->exprs.n = c->facts;
        return false;
    }
    zo_found found = zo_search(&c->compiled->instance, c->exprs.at, c->exprs.n, NODES, NULL, c->scratch);
    c->given_up = c->given_up || found == ZO_UNKNOWN;
    c->exprs.n = c->facts;
    return found == ZO_NOT_FOUND;
}

static const zo_expr *negation(zo_checker *c, const zo_expr *of)
{
    if (!of)
        return NULL;
    zo_expr *expr = ZO_NEW(c->scratch, zo_expr);
    *expr = (zo_expr){.kind = ZO_X_NOT, .left = of};
    return expr;
}

static bool check_facts(zo_checker *c)
{
    const zo_entries *lists[] = {&c->record->rules, &c->record->settled};
    const zo_entry *last = NULL;
    for (size_t l = 0; l < 2; l++)
        for (size_t i = 0; i < lists[l]->n; i++) {
            last = lists[l]->at[i];
            ask(c, zo_compile_stance(c->record->model, last, c->scratch));
        }
    c->facts = c->exprs.n;
    if (!last || !impossible(c))
        return true;
    report(c, last, ZO_RULES_EXCLUDE_ALL, "together, the rules and settled points leave no package at all",
           "one of them is too strong, or misread");
    return false;
}

/* False when no feasible package meets it. */
static bool check_stance(zo_checker *c, const zo_entry *entry)
{
    const zo_expr *expr = zo_compile_stance(c->record->model, entry, c->scratch);
    ask(c, expr);
    if (impossible(c)) {
        report(c, entry, ZO_NEVER_MET, "no feasible package meets this stance",
               "no agreement is possible while it stands: is it what was said?");
        return false;
    }
    ask(c, negation(c, expr));
    if (expr && impossible(c))
        report(c, entry, ZO_NEVER_MATTERS, "every feasible package meets this stance: it can never matter",
               "check the condition, or keep it as a record of what was said");
    return true;
}

static void ask_own_stances(zo_checker *c, const zo_seat *seat)
{
    for (size_t i = 0; i < seat->stances.n; i++)
        ask(c, zo_compile_stance(c->record->model, seat->stances.at[i], c->scratch));
}

static bool check_own_stances(zo_checker *c, const zo_seat *seat)
{
    bool each_can_be_met = true;
    for (size_t i = 0; i < seat->stances.n; i++)
        each_can_be_met = check_stance(c, seat->stances.at[i]) && each_can_be_met;
    if (seat->stances.n < 2 || !each_can_be_met)
        return each_can_be_met;
    ask_own_stances(c, seat);
    if (!impossible(c))
        return true;
    report(c, seat->stances.at[seat->stances.n - 1], ZO_STANCES_CLASH,
           "this party's stances exclude each other: no feasible package meets them all",
           "was an earlier one dropped?");
    return false;
}

static const zo_expr *offered(zo_checker *c, const zo_entry *entry)
{
    const zo_model *model = c->record->model;
    if (entry->deal != ZO_NONE)
        return zo_compile_deal(model, model->deals.at[entry->deal].assigned.at,
                               model->deals.at[entry->deal].assigned.n, c->scratch);
    return zo_compile_deal(model, entry->assigned.at, entry->assigned.n, c->scratch);
}

static void check_said(zo_checker *c, const zo_seat *seat, const zo_entry *entry, const zo_expr *expr,
                       const char *what)
{
    ask(c, expr);
    if (expr && impossible(c)) {
        report(c, entry, ZO_SELF_CONTRADICTION,
               zo_c_string(c->scratch, zo_printf(c->scratch, "no feasible package is as this %s says", what)),
               "check it against the rules and settled points");
        return;
    }
    c->exprs.n = c->facts;
    ask(c, expr);
    ask_own_stances(c, seat);
    if (expr && seat->stances.n > 0 && impossible(c))
        report(
            c, entry, ZO_SELF_CONTRADICTION,
            zo_c_string(c->scratch,
                        zo_printf(c->scratch, "this party's own stances rule out what this %s says", what)),
            "did the party move? Then drop or restate the stance");
    c->exprs.n = c->facts;
}

static void check_seat(zo_checker *c, const zo_seat *seat)
{
    if (!check_own_stances(c, seat))
        return;
    for (size_t i = 0; i < seat->signals.n; i++)
        check_said(c, seat, seat->signals.at[i],
                   zo_compile_stance(c->record->model, seat->signals.at[i], c->scratch), "signal");
    for (size_t i = 0; i < seat->offers.n; i++)
        check_said(c, seat, seat->offers.at[i], offered(c, seat->offers.at[i]), "offer");
}

static void check_moment(zo_checker *c, zo_time at)
{
    zo_heap *heap = c->scratch->heap;
    c->record = zo_record_at(c->request->model, at, c->request->left_out, c->scratch);
    c->compiled = zo_compile(c->record, c->scratch);
    if (zo_present(c->compiled->too_large))
        zo_report(c->request->sink, ZO_TOO_LARGE, c->compiled->too_large,
                  ZO_STR("the numbers here are too large or too finely divided to be added exactly"),
                  ZO_STR("use larger units or fewer digits"));
    c->exprs.at = NULL;
    c->exprs.n = c->exprs.cap = c->facts = 0;
    if (check_facts(c))
        for (size_t s = 0; s < c->record->seats.n && !zo_run_ends(&c->request->limit); s++)
            check_seat(c, &c->record->seats.at[s]);
    zo_arena_close(c->scratch);
    zo_arena_open(c->scratch, heap);
}

bool zo_find_contradictions(zo_request *request)
{
    const zo_model *model = request->model;
    zo_checker checker = {.request = request, .scratch = request->scratch};
    checker.reported = ZO_NEW_MANY(request->arena, uint64_t, model->entries.n + 1);
    if (model->moments.n == 0 || model->moments.at[0] > request->on)
        check_moment(&checker, ZO_ALWAYS);
    size_t m = 0;
    for (; m < model->moments.n && model->moments.at[m] <= request->on && !zo_run_ends(&request->limit); m++)
        check_moment(&checker, model->moments.at[m]);
    bool cut = checker.given_up || zo_run_ends(&request->limit);
    if (cut)
        zo_report(request->sink, ZO_UNCHECKED, (zo_span){0, 0, 0},
                  ZO_STR("not every contradiction could be looked for within the limit"),
                  ZO_STR("try a longer --time"));
    return !cut;
}

/* assess: a deal on the table, whole or partial: who accepts it, and what would be better or nearer. */
#include "analysis/assessment.h"
#include "analysis/packages.h"
#include "analysis/parameters.h"
#include "analysis/viewer.h"
#include "analysis/words.h"
#include "base/unicode.h"

typedef struct zo_assess_writer {
    zo_request *request;
    const zo_model *model;
    const zo_record *record;
    const zo_assessment *now;
    bool exact;
    zo_arena *arena;
    zo_value *root;
} zo_assess_writer;

static const char *const yes_no[] = {"no", "open", "yes"};
static const char *const answers[] = {"refuses", "open", "accepts"};
static const char *const holds[] = {"never", "sometimes", "always"};

static bool nothing_feasible(const zo_assess_writer *w) { return zo_int_sign(&w->now->completions) == 0; }

/* Whether what the seat's party gets may be told. */
static bool is_told(const zo_assess_writer *w, uint32_t seat)
{
    return zo_sees_worths_of(w->request, w->record->seats.at[seat].party);
}

static bool is_asked(const zo_assess_writer *w, uint32_t seat)
{
    return w->now->seat[seat].needed != ZO_OF_NONE;
}

/* ---- The answer ---- */

static zo_str names_of(const zo_assess_writer *w, zo_extent accepts)
{
    zo_phrases names = {0};
    for (uint32_t s = 0; s < w->record->seats.n; s++)
        if (is_asked(w, s) && w->now->seat[s].accepts == accepts)
            ZO_PUSH(w->arena, &names, zo_party_name(w->model, w->record->seats.at[s].party));
    return zo_join(w->arena, &names, ", ", " and ");
}

static zo_str sides_words(const zo_assess_writer *w)
{
    zo_text text = zo_text_new(w->arena);
    zo_str against = names_of(w, ZO_OF_NONE), open = names_of(w, ZO_OF_SOME);
    if (against.n > 0)
        zo_text_printf(&text, "; it goes against the positions of %.*s", ZO_FMT(against));
    if (open.n > 0)
        zo_text_printf(&text, "; open for %.*s", ZO_FMT(open));
    return zo_text_str(&text);
}

/* The subject of a sentence. */
static zo_str deal_words(const zo_assess_writer *w)
{
    zo_str title = w->now->deal->title;
    return w->now->deal->titled ? zo_printf(w->arena, "“%.*s”", ZO_FMT(title))
                                : zo_capitalise(w->arena, title);
}

static zo_str deal_answer(const zo_assess_writer *w)
{
    zo_str deal = deal_words(w), sides = sides_words(w);
    if (w->now->too_large)
        return zo_printf(w->arena, "%.*s: not decided, the numbers of some statement are too large.",
                         ZO_FMT(deal));
    if (w->now->asked != ZO_EXACT)
        return zo_printf(w->arena, "%.*s: not decided within the limit.", ZO_FMT(deal));
    if (nothing_feasible(w))
        return zo_printf(w->arena, "%.*s cannot be: the rules and settled points exclude it.", ZO_FMT(deal));
    switch (w->now->in_zone) {
    case ZO_OF_ALL:
        return zo_printf(w->arena, "%.*s is within the positions of everyone whose consent is needed.",
                         ZO_FMT(deal));
    case ZO_OF_NONE: return zo_printf(w->arena, "%.*s is out of reach%.*s.", ZO_FMT(deal), ZO_FMT(sides));
    default:
        return zo_printf(
            w->arena, "%.*s leaves it open: within reach for some ways of filling it in, not for others%.*s.",
            ZO_FMT(deal), ZO_FMT(sides));
    }
}

static zo_str whole_answer(zo_assess_writer *w, zo_assessment *const *all, size_t count)
{
    zo_phrases parts = {0};
    if (count == 0)
        return ZO_STR("There is no deal or offer on record to assess; name one with --deal.");
    for (size_t i = 0; i < count; i++) {
        w->now = all[i];
        ZO_PUSH(w->arena, &parts, deal_answer(w));
    }
    return zo_join(w->arena, &parts, " ", " ");
}

/* ---- Data ---- */

static void add_assigned(const zo_assess_writer *w, zo_value *row)
{
    zo_value *object = zo_add_object(w->arena, row, "assigned");
    for (uint32_t i = 0; i < w->model->issues.n; i++)
        if (w->now->deal->values[i] != ZO_NONE)
            zo_add_text(w->arena, object, zo_c_string(w->arena, w->model->issues.at[i].id),
                        zo_issue_value_id(w->arena, &w->model->issues.at[i], w->now->deal->values[i]));
}

static void add_choice(const zo_assess_writer *w, zo_value *row, const char *name, const char *const *words,
                       zo_extent extent, bool known)
{
    if (known)
        zo_add_text(w->arena, row, name, zo_str_of(words[extent]));
    else
        zo_add_null(w->arena, row, name);
}

static void add_seat(const zo_assess_writer *w, zo_value *list, uint32_t s)
{
    const zo_seat *seat = &w->record->seats.at[s];
    const zo_verdict_of *verdict = &w->now->seat[s];
    bool known = w->now->asked == ZO_EXACT && !nothing_feasible(w);
    zo_value *row = zo_add_object(w->arena, list, NULL);
    zo_add_text(w->arena, row, "party", w->model->parties.at[seat->party].id);
    if (known)
        zo_add_bool(w->arena, row, "needed", is_asked(w, s));
    else
        zo_add_null(w->arena, row, "needed");
    add_choice(w, row, "answer", answers, verdict->accepts, known);
    zo_value *stances = zo_add_list(w->arena, row, "stances");
    for (size_t d = 0; d < w->now->demands; d++) {
        if (w->now->demand[d].seat != s)
            continue;
        zo_value *item = zo_add_object(w->arena, stances, NULL);
        zo_add_text(w->arena, item, "name", w->model->keys.at[w->now->demand[d].entry->key].handle);
        add_choice(w, item, "holds", holds, w->now->demand[d].holds, known);
    }
    if (known && verdict->valued && is_told(w, s)) {
        zo_value *worth = zo_add_object(w->arena, row, "worth");
        zo_add_number(w->arena, worth, "least", &verdict->least);
        zo_add_number(w->arena, worth, "most", &verdict->most);
    } else {
        zo_add_null(w->arena, row, "worth");
    }
    if (seat->alternative && is_told(w, s))
        zo_add_number(w->arena, row, "alternative", &seat->alternative->amount.low);
    else
        zo_add_null(w->arena, row, "alternative");
}

static void add_better(const zo_assess_writer *w, zo_value *row)
{
    if (!w->now->compared) {
        zo_add_null(w->arena, row, "better_for_all");
        return;
    }
    zo_value *better = zo_add_object(w->arena, row, "better_for_all");
    zo_add_count(w->arena, better, "packages", &w->now->better);
    if (w->now->example)
        zo_add_package(w->model, better, "example", w->now->example, w->arena);
    else
        zo_add_null(w->arena, better, "example");
}

static void add_nearest(const zo_assess_writer *w, zo_value *row)
{
    if (!w->now->has_nearest) {
        zo_add_null(w->arena, row, "nearest");
        return;
    }
    zo_value *nearest = zo_add_object(w->arena, row, "nearest");
    zo_add_size(w->arena, nearest, "issues", w->now->changed);
    zo_add_size(w->arena, nearest, "steps", w->now->steps);
    zo_add_package(w->model, nearest, "package", w->now->nearest, w->arena);
    zo_add_count(w->arena, nearest, "packages", &w->now->nearest_packages);
}

static void add_deal(const zo_assess_writer *w, zo_value *list)
{
    bool known = w->now->asked == ZO_EXACT;
    zo_value *row = zo_add_object(w->arena, list, NULL);
    zo_add_text(w->arena, row, "name", w->now->deal->name);
    zo_add_text(w->arena, row, "title", w->now->deal->title)->title = (zo_str){"", 0};
    zo_add_text(w->arena, row, "status", w->now->reach == ZO_EXACT ? ZO_STR("exact") : ZO_STR("limit"));
    add_assigned(w, row);
    zo_add_bool(w->arena, row, "whole", w->now->deal->whole);
    add_choice(w, row, "feasible", yes_no, w->now->feasible, known);
    add_choice(w, row, "in_zone", yes_no, w->now->in_zone, known);
    zo_value *parties = zo_add_list(w->arena, row, "parties");
    for (uint32_t s = 0; s < w->record->seats.n; s++)
        add_seat(w, parties, s);
    add_better(w, row);
    add_nearest(w, row);
}

/* For CSV: a row for each deal and party. */
static void add_against(const zo_assess_writer *w, zo_value *row, const zo_value *stances)
{
    zo_value *list = zo_add_list(w->arena, row, "against");
    for (const zo_value *of = stances->first; of; of = of->next) {
        zo_str extent = zo_member(of, "holds")->text;
        if (extent.n > 0 && !zo_str_equal(extent, ZO_STR("always")))
            zo_add_text(w->arena, list, NULL, zo_member(of, "name")->text);
    }
}

static void copy_members(const zo_assess_writer *w, zo_value *row, const zo_value *from,
                         const char *const *names)
{
    for (; *names; names++)
        if (zo_member(from, *names)->kind != ZO_V_NULL)
            zo_add_copy(w->arena, row, zo_member(from, *names), *names);
}

static void add_party_rows(const zo_assess_writer *w, const zo_value *deals)
{
    static const char *const of_deal[] = {"name", "title", "feasible", "in_zone", NULL};
    static const char *const of_party[] = {"party", "needed", "answer", "worth", "alternative", NULL};
    static const char *const columns[] = {"name",   "title",  "feasible", "in_zone", "party",
                                          "needed", "answer", "against",  NULL};
    zo_value *rows = zo_add_rows(w->arena, w->root, columns);
    for (const zo_value *deal = deals->first; deal; deal = deal->next)
        for (const zo_value *party = zo_member(deal, "parties")->first; party; party = party->next) {
            zo_value *row = zo_add_object(w->arena, rows, NULL);
            copy_members(w, row, deal, of_deal);
            copy_members(w, row, party, of_party);
            add_against(w, row, zo_member(party, "stances"));
        }
}

/* ---- To read ---- */

/* Of a seat whose own consent is not always needed. */
static const char *need_words(const zo_assess_writer *w, uint32_t s)
{
    if (w->record->seats.at[s].need == ZO_THROUGH_BLOC)
        return "asked through its bloc";
    return is_asked(w, s) ? "its consent is needed for some ways of filling it in"
                          : "its consent is not needed";
}

/* Beside others of their kind, only those stand out that hold sometimes, or never. */
static const char *hold_words(const zo_assess_writer *w, const zo_demand *demand)
{
    if (w->now->in_zone == ZO_OF_SOME)
        return demand->holds == ZO_OF_NONE ? ": however it is filled in" : "";
    return demand->holds == ZO_OF_NONE ? "" : ": it depends on what is still open";
}

static zo_str demand_words(const zo_assess_writer *w, const zo_demand *demand)
{
    zo_str who = zo_party_name(w->model, w->record->seats.at[demand->seat].party);
    zo_str words = demand->entry->statement->kind == ZO_S_ALTERNATIVE
                       ? zo_printf(w->arena, "wants no less than its alternative, “%.*s”, is worth to it",
                                   ZO_FMT(demand->entry->statement->title.text))
                       : zo_entry_words(w->model, demand->entry, ZO_NONE, w->arena);
    bool red = demand->entry->statement->clauses.red_line,
         asked = w->now->seat[demand->seat].needed == ZO_OF_ALL;
    return zo_printf(w->arena, "%.*s %.*s (%s%s)%s%s%s", ZO_FMT(who), ZO_FMT(words),
                     red ? "a red line, " : "", zo_grade_word(demand->entry->grade), hold_words(w, demand),
                     asked ? "" : "; ", asked ? "" : need_words(w, demand->seat));
}

static void add_demand_list(const zo_assess_writer *w)
{
    zo_value *list = zo_add_list(w->arena, w->root, "demand_list");
    list->form = ZO_F_LIST;
    list->text_only = true;
    list->title = w->now->in_zone == ZO_OF_ALL    ? ZO_STR("Positions that it does not meet, and need not")
                  : w->now->in_zone == ZO_OF_NONE ? ZO_STR("What stands against it")
                                                  : ZO_STR("What it hangs on");
    for (size_t d = 0; d < w->now->demands; d++)
        if (w->now->demand[d].holds != ZO_OF_ALL)
            zo_add_text(w->arena, list, NULL, demand_words(w, &w->now->demand[d]));
}

static zo_str worth_words(const zo_assess_writer *w, uint32_t s)
{
    const zo_verdict_of *verdict = &w->now->seat[s];
    if (!verdict->valued || !is_told(w, s))
        return (zo_str){"", 0};
    bool low_exact, high_exact;
    if (zo_num_compare(&verdict->least, &verdict->most) == 0)
        return zo_number_words(&verdict->least, w->arena);
    zo_str least = zo_num_decimal(w->arena, &verdict->least, 2, &low_exact);
    zo_str most = zo_num_decimal(w->arena, &verdict->most, 2, &high_exact);
    return zo_printf(w->arena, "%s%.*s to %.*s", low_exact && high_exact ? "" : "about ", ZO_FMT(least),
                     ZO_FMT(most));
}

static zo_str answer_text(const zo_assess_writer *w, uint32_t s)
{
    static const char *const said[] = {"refuses", "open", "accepts"};
    const zo_seat *seat = &w->record->seats.at[s];
    bool silent = seat->stances.n == 0 && seat->members.n == 0 && !seat->alternative;
    if (silent && w->now->seat[s].accepts == ZO_OF_ALL)
        return ZO_STR("nothing against it on record");
    zo_str words = zo_str_of(said[w->now->seat[s].accepts]);
    if (w->now->seat[s].needed == ZO_OF_ALL)
        return words;
    return zo_printf(w->arena, "%.*s (%s)", ZO_FMT(words), need_words(w, s));
}

static void add_party_table(const zo_assess_writer *w)
{
    static const zo_column columns[] = {{"party", {"Party", 5}, false, false, false},
                                        {"answer", {"As its positions stand", 22}, false, false, false},
                                        {"worth", {"Worth, points", 13}, true, true, false},
                                        {"alternative", {"No deal", 7}, true, true, false}};
    zo_value *table = zo_add_table(w->arena, w->root, "party_table", w->now->deal->title, columns, 4);
    table->text_only = true;
    for (uint32_t s = 0; s < w->record->seats.n; s++) {
        const zo_seat *seat = &w->record->seats.at[s];
        zo_value *row = zo_add_object(w->arena, table, NULL);
        zo_add_text(w->arena, row, "party", zo_party_name(w->model, seat->party));
        zo_add_text(w->arena, row, "answer", answer_text(w, s));
        zo_add_text(w->arena, row, "worth", worth_words(w, s));
        zo_add_text(w->arena, row, "alternative",
                    seat->alternative && w->now->seat[s].valued && is_told(w, s)
                        ? zo_number_words(&seat->alternative->amount.low, w->arena)
                        : (zo_str){"", 0});
    }
}

static zo_str change_words(const zo_assess_writer *w)
{
    zo_phrases parts = {0};
    for (uint32_t i = 0; i < w->model->issues.n; i++) {
        uint32_t was = w->now->deal->values[i], is = w->now->nearest[i];
        if (was == ZO_NONE || was == is)
            continue;
        zo_str from = zo_value_label(w->arena, &w->model->issues.at[i], was),
               to = zo_value_label(w->arena, &w->model->issues.at[i], is);
        ZO_PUSH(w->arena, &parts,
                zo_printf(w->arena, "%.*s: %.*s instead of %.*s", ZO_FMT(w->model->issues.at[i].name),
                          ZO_FMT(to), ZO_FMT(from)));
    }
    return zo_join(w->arena, &parts, "; ", "; ");
}

static void add_reading(const zo_assess_writer *w)
{
    zo_value *list = zo_add_list(w->arena, w->root, "further");
    list->form = ZO_F_LIST;
    list->text_only = true;
    list->title = ZO_STR("What would be nearer, or better");
    zo_int one = zo_int_of(1);
    if (w->now->has_nearest && w->now->changed > 0) {
        zo_str changes = change_words(w);
        zo_str tie = zo_int_compare(&w->now->nearest_packages, &one) > 0 ? ZO_STR(" (others are as near)")
                                                                         : (zo_str){"", 0};
        zo_add_text(w->arena, list, NULL,
                    zo_printf(w->arena, "The smallest change that brings it within reach: %.*s%.*s",
                              ZO_FMT(changes), ZO_FMT(tie)));
    }
    if (w->now->reach != ZO_EXACT)
        zo_add_text(
            w->arena, list, NULL,
            ZO_STR("Not all about worths, what is better or what is nearest was found out within the limit"));
    if (!w->now->has_nearest && w->now->reach == ZO_EXACT)
        zo_add_text(w->arena, list, NULL,
                    ZO_STR("No package at all is within reach; zopa why says what stands in the way"));
    if (w->now->compared && zo_int_sign(&w->now->better) > 0 && w->now->example) {
        zo_str count =
            zo_count_words(w->arena, &w->now->better, "package within reach is", "packages within reach are");
        zo_str example = zo_package_words(w->model, w->now->example, w->arena);
        zo_add_text(
            w->arena, list, NULL,
            zo_printf(
                w->arena,
                "%.*s better for at least one party and worse for none, by their values on record; one of them: %.*s",
                ZO_FMT(count), ZO_FMT(example)));
    } else if (w->now->compared) {
        zo_add_text(
            w->arena, list, NULL,
            ZO_STR(
                "By the values on record, nothing within reach is better for one party and worse for none"));
    }
}

static void add_to_read(const zo_assess_writer *w)
{
    if (w->now->asked != ZO_EXACT || w->now->too_large)
        return;
    if (!nothing_feasible(w)) {
        add_party_table(w);
        add_demand_list(w);
    }
    add_reading(w);
}

static zo_verdict verdict_of(const zo_assess_writer *w, zo_assessment *const *all, size_t count)
{
    bool yes = true;
    for (size_t i = 0; i < count; i++)
        yes = yes && all[i]->in_zone == ZO_OF_ALL;
    if (!w->exact)
        return ZO_ANSWER_LIMIT;
    return yes ? ZO_ANSWER_YES : ZO_ANSWER_NO;
}

static zo_verdict run(zo_request *request, zo_value *root)
{
    zo_asked_deals deals = {0};
    zo_assess_writer w = {request, request->model, request->record, NULL, true, request->arena, root};
    if (!zo_find_asked_deals(request, &deals))
        return ZO_ANSWER_BAD;
    zo_assessment **all = ZO_NEW_MANY(w.arena, zo_assessment *, deals.n + 1);
    bool too_large = false;
    for (size_t i = 0; i < deals.n; i++) {
        all[i] = zo_assess(request, &deals.at[i]);
        w.exact = w.exact && all[i]->reach == ZO_EXACT && !all[i]->too_large;
        too_large = too_large || all[i]->too_large;
    }
    zo_add_heading(request, "assess", root);
    zo_add_text(w.arena, root, "status", w.exact ? ZO_STR("exact") : ZO_STR("limit"));
    zo_add_text(w.arena, root, "answer", whole_answer(&w, all, deals.n))->form = ZO_F_ANSWER;
    zo_value *list = zo_add_list(w.arena, root, "deals");
    for (size_t i = 0; i < deals.n; i++) {
        w.now = all[i];
        add_deal(&w, list);
        add_to_read(&w);
    }
    add_party_rows(&w, list);
    zo_add_viewer_words(request, "", root);
    zo_add_trailer(request, w.exact ? ZO_STR("exact") : (zo_str){"", 0}, root);
    return too_large ? ZO_ANSWER_BAD : verdict_of(&w, all, deals.n);
}

static const zo_parameter *const parameters[] = {&zo_p_deal,   &zo_p_on,      &zo_p_without, &zo_p_also,
                                                 &zo_p_for,    &zo_p_time,    &zo_p_memory,  &zo_p_threads,
                                                 &zo_p_engine, &zo_p_explain, NULL};

const zo_analysis zo_assess_analysis = {
    "assess",
    "a deal on the table, whole or partial: who accepts it, on what it hangs, what is better or nearest",
    "Holds a deal against the record: each party accepts it, refuses it, or is open, and on which of its positions that hangs. "
    "A deal may leave issues open: then a party accepts it when every way of filling it in satisfies the party, and refuses it when "
    "none does. It tells what the deal is worth to each party against its alternative, how many packages within reach are better for "
    "some and worse for none, and the smallest change that brings the deal within reach. Without --deal it takes every deal and "
    "written offer on record.",
    "0 every deal asked about is within reach however it is filled in, 1 some is not, 3 a limit was reached before that was certain",
    "assess examples/berlin/berlin.zopa --deal \"nato = set_aside, guarantee = article5, control = front_line\"",
    parameters,
    run,
};

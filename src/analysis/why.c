/* why: the conflicts and the smallest movements where there is no deal; what binds where there is one. */
#include "analysis/opening.h"
#include "analysis/parameters.h"
#include "analysis/sets.h"
#include "analysis/viewer.h"
#include "analysis/why_answer.h"
#include "analysis/why_rows.h"
#include "analysis/words.h"

typedef struct zo_why_writer {
    zo_request *request;
    const zo_why *why;
    const zo_model *model;
    bool exact;
    zo_arena *arena;
    zo_value *root;
    bool openings_known;
} zo_why_writer;

/* ---- The answer ---- */

static size_t members(const zo_why_writer *w, const uint64_t *set)
{
    size_t count = 0;
    for (size_t s = 0; s < w->why->compiled->instance.selectors; s++)
        count += zo_bit(set, s);
    return count;
}

static zo_str smallest_words(const zo_why_writer *w)
{
    if (w->why->movements.n == 0 && !w->why->movements_complete)
        return ZO_STR("which movement would open a deal was not found out within the limit");
    if (w->why->movements.n == 0)
        return ZO_STR("no movement that keeps every red line would open a deal (try --red-lines)");
    zo_str words = zo_given_up_words(w->why->compiled, w->why->movements.at[0].set, w->arena);
    bool tie = w->why->movements.n > 1 && zo_num_compare(&w->why->movements.at[0].difficulty.low,
                                                         &w->why->movements.at[1].difficulty.low) == 0;
    return zo_printf(w->arena, "%s would open one: %.*s",
                     tie ? "one of the smallest movements that" : "the smallest movement that",
                     ZO_FMT(words));
}

static zo_str empty_words(const zo_why_writer *w)
{
    size_t n = w->why->conflicts.sets;
    zo_str smallest = smallest_words(w);
    if (w->why->conflicts.complete)
        return zo_printf(w->arena,
                         "No deal is within reach: there %s %zu conflict%s among the positions; %.*s.",
                         n == 1 ? "is" : "are", n, n == 1 ? "" : "s", ZO_FMT(smallest));
    if (n == 0)
        return zo_printf(w->arena, "No deal is within reach: the conflicts were not found out, and %.*s.",
                         ZO_FMT(smallest));
    return zo_printf(w->arena,
                     "No deal is within reach: there %s at least %zu conflict%s among the positions; %.*s.",
                     n == 1 ? "is" : "are", n, n == 1 ? "" : "s", ZO_FMT(smallest));
}

static zo_str open_words(const zo_why_writer *w)
{
    if (!w->why->binding_known)
        return ZO_STR(
            "A deal is within reach. Which positions narrow the room for it was not found out within the limit.");
    zo_str count = zo_count_words(w->arena, &w->why->packages, "package is", "packages are");
    size_t single = 0;
    for (size_t i = 0; i < w->why->binding.n; i++)
        single += members(w, w->why->binding.at[i].set) == 1;
    if (w->why->binding.n == 0)
        return zo_printf(
            w->arena,
            "A deal is within reach: %.*s within the positions on record, and no position narrows that.",
            ZO_FMT(count));
    if (single == 0)
        return zo_printf(
            w->arena,
            "A deal is within reach: %.*s within the positions on record; no position alone narrows that, only several together.",
            ZO_FMT(count));
    return zo_printf(
        w->arena,
        "A deal is within reach: %.*s within the positions on record, and %s%zu position%s narrow%s that.",
        ZO_FMT(count), w->why->binding_complete ? "" : "at least ", single, single == 1 ? "" : "s",
        single == 1 ? "s" : "");
}

static zo_str refusing_words(const zo_why_writer *w)
{
    zo_str who = zo_refusing_words(&w->why->refusing, w->why->compiled, w->arena);
    return zo_printf(w->arena, "No deal is possible: the rules and settled points leave packages, but %.*s.",
                     ZO_FMT(who));
}

static zo_str answer_words(const zo_why_writer *w)
{
    if (w->why->too_large)
        return ZO_STR("Not decided: the numbers of some statement are too large to be added exactly.");
    switch (w->why->kind) {
    case ZO_WHY_FACTS:
        return ZO_STR(
            "No deal is possible: the rules and settled points exclude each other, whatever the parties say.");
    case ZO_WHY_REFUSING: return refusing_words(w);
    case ZO_WHY_EMPTY: return empty_words(w);
    case ZO_WHY_OPEN: return open_words(w);
    default: return ZO_STR("Not decided within the limit: no package was found, and not all were ruled out.");
    }
}

/* ---- Conflicts ---- */

static zo_value *new_section(const zo_why_writer *w, const char *name, zo_str title)
{
    zo_value *section = zo_add_list(w->arena, w->root, name);
    section->form = ZO_F_SECTION;
    section->title = title;
    section->text_only = true;
    return section;
}

static zo_value *new_part(const zo_why_writer *w, zo_value *section, zo_str title)
{
    zo_value *part = zo_add_object(w->arena, section, NULL);
    part->form = ZO_F_SECTION;
    zo_value *list = zo_add_list(w->arena, part, "items");
    list->form = ZO_F_LIST;
    list->title = title;
    return list;
}

static void note(const zo_why_writer *w, zo_value *section, zo_str words)
{
    zo_add_text(w->arena, section, NULL, words)->form = ZO_F_PARAGRAPH;
}

static zo_str completeness(const zo_why_writer *w, bool complete, const char *what)
{
    return complete ? zo_printf(w->arena, "COMPLETE: these are all the %s.", what)
                    : zo_printf(w->arena, "PARTIAL: there may be further %s (--most, --time).", what);
}

static void add_conflict_words(const zo_why_writer *w)
{
    const zo_reasons *conflicts = &w->why->conflicts;
    if (w->why->kind != ZO_WHY_EMPTY && w->why->kind != ZO_WHY_FACTS)
        return;
    zo_value *section = new_section(w, "conflict_text", ZO_STR("What excludes each other"));
    for (size_t i = 0; i < conflicts->sets; i++) {
        bool one = members(w, conflicts->set[i]) == 1;
        zo_value *list =
            new_part(w, section,
                     one ? zo_printf(w->arena, "Conflict %zu: this excludes every package by itself", i + 1)
                         : zo_printf(w->arena, "Conflict %zu: no package is within all of these", i + 1));
        zo_add_positions(w->why->compiled, conflicts->set[i], list, w->arena);
    }
    note(w, section, completeness(w, conflicts->complete, "conflicts"));
}

/* Where blocs refuse all that is left, which ones. */
static void add_refusing(const zo_why_writer *w)
{
    const zo_refusing *refusing = &w->why->refusing;
    const zo_compiled *compiled = w->why->compiled;
    if (w->why->kind != ZO_WHY_REFUSING)
        return;
    zo_value *object = zo_add_object(w->arena, w->root, "refusing");
    zo_value *blocs = zo_add_list(w->arena, object, "blocs");
    for (size_t i = 0; i < refusing->blocs.n; i++) {
        uint32_t seat = compiled->bloc_seat[refusing->blocs.at[i]];
        zo_add_text(w->arena, blocs, NULL,
                    w->request->model->parties.at[compiled->record->seats.at[seat].party].id);
    }
    zo_add_bool(w->arena, object, "abstaining", refusing->abstaining);
}

static void add_conflicts(const zo_why_writer *w)
{
    zo_value *list = zo_add_list(w->arena, w->root, "conflicts");
    for (size_t i = 0; i < w->why->conflicts.sets; i++)
        zo_add_names(w->why->compiled, w->why->conflicts.set[i], zo_add_object(w->arena, list, NULL), "names",
                     w->arena);
    zo_add_bool(w->arena, w->root, "conflicts_complete", w->why->conflicts.complete);
    add_refusing(w);
}

/* ---- Movements ---- */

static void add_range(const zo_why_writer *w, zo_value *row, const char *name, const zo_range *range)
{
    zo_value *object = zo_add_object(w->arena, row, name);
    zo_add_number(w->arena, object, "from", &range->low);
    zo_add_number(w->arena, object, "to", &range->high);
}

static void add_red_lines(const zo_why_writer *w, const uint64_t *set, zo_value *row)
{
    zo_value *list = zo_add_list(w->arena, row, "red_lines");
    for (size_t s = 0; s < w->why->compiled->instance.selectors; s++) {
        const zo_entry *entry = w->why->compiled->origin[s].entry;
        if (zo_bit(set, s) && entry->statement->clauses.red_line)
            zo_add_text(w->arena, list, NULL, w->model->keys.at[entry->key].handle);
    }
}

static zo_str handle_of(const zo_why_writer *w, size_t selector)
{
    return w->model->keys.at[w->why->compiled->origin[selector].entry->key].handle;
}

static void add_relation(const zo_why_writer *w, const zo_constant *constant, zo_value *row)
{
    static const char *const relations[] = {"=", "!=", "<", "<=", ">", ">="};
    zo_add_text(w->arena, row, "relation", zo_str_of(relations[constant->relation]));
}

/* A strict comparison is not yet met at the constant itself. */
static bool opens_beyond(const zo_softening *softening)
{
    return softening->constant.relation == ZO_LT || softening->constant.relation == ZO_GT;
}

static void add_softenings(const zo_why_writer *w, const zo_movement *movement, zo_value *row)
{
    zo_value *list = zo_add_list(w->arena, row, "softenings");
    for (size_t i = 0; i < movement->softenings.n; i++) {
        const zo_softening *softening = &movement->softenings.at[i];
        zo_value *item = zo_add_object(w->arena, list, NULL);
        zo_add_text(w->arena, item, "name", handle_of(w, softening->selector));
        add_relation(w, &softening->constant, item);
        zo_add_number(w->arena, item, "from", &softening->constant.now);
        if (softening->known)
            zo_add_number(w->arena, item, "to", &softening->to);
        else
            zo_add_null(w->arena, item, "to");
        zo_add_text(w->arena, item, "opens", opens_beyond(softening) ? ZO_STR("beyond") : ZO_STR("at"));
    }
}

static zo_str softening_words(const zo_why_writer *w, const zo_movement *movement,
                              const zo_softening *softening)
{
    const zo_compiled *compiled = w->why->compiled;
    const zo_entry *entry = compiled->origin[softening->selector].entry;
    zo_str who = zo_party_name(w->model, entry->party);
    zo_str from = zo_constant_words(compiled, &softening->constant, &softening->constant.now, w->arena);
    if (!softening->known)
        return zo_printf(w->arena, "how far %.*s would have to give way was not found out", ZO_FMT(who));
    zo_str to = zo_constant_words(compiled, &softening->constant, &softening->to, w->arena);
    const char *rest = members(w, movement->set) > 1 ? ", the rest given up," : "";
    if (softening->constant.issue == ZO_NONE)
        return zo_printf(w->arena,
                         "it%s is enough if %.*s's alternative is worth at most %.*s to it instead of %.*s",
                         rest, ZO_FMT(who), ZO_FMT(to), ZO_FMT(from));
    return zo_printf(w->arena, "it%s is enough if %.*s goes from %.*s %s %.*s", rest, ZO_FMT(who),
                     ZO_FMT(from), opens_beyond(softening) ? "beyond" : "to", ZO_FMT(to));
}

static zo_str movement_title(const zo_why_writer *w, const zo_movement *movement, size_t number)
{
    zo_num count = zo_num_of((int64_t)members(w, movement->set));
    zo_str words = zo_given_up_words(w->why->compiled, movement->set, w->arena);
    zo_str low = zo_num_text(w->arena, &movement->difficulty.low),
           high = zo_num_text(w->arena, &movement->difficulty.high);
    if (zo_num_compare(&movement->difficulty.low, &movement->difficulty.high) != 0)
        return zo_printf(w->arena, "%zu. %.*s (difficulty %.*s to %.*s)", number, ZO_FMT(words), ZO_FMT(low),
                         ZO_FMT(high));
    if (zo_num_compare(&movement->difficulty.low, &count) != 0)
        return zo_printf(w->arena, "%zu. %.*s (difficulty %.*s)", number, ZO_FMT(words), ZO_FMT(low));
    return zo_printf(w->arena, "%zu. %.*s", number, ZO_FMT(words));
}

static void add_red_line_note(const zo_why_writer *w, zo_value *section)
{
    if (w->why->red_lines == 0)
        return;
    note(
        w, section,
        zo_printf(
            w->arena,
            w->why->red_lines == 1
                ? "%zu position that its party calls a red line was kept; --red-lines lets it move too."
                : "%zu positions that their parties call red lines were kept; --red-lines lets them move too.",
            w->why->red_lines));
}

static void add_movements(zo_why_writer *w)
{
    zo_value *list = zo_add_list(w->arena, w->root, "movements"), *section = NULL;
    size_t n = w->why->movements.n;
    if (w->why->kind == ZO_WHY_EMPTY)
        section =
            new_section(w, "movement_text", ZO_STR("What would open a deal, the smallest movements first"));
    for (size_t m = 0; m < n; m++) {
        const zo_movement *movement = &w->why->movements.at[m];
        zo_opening opening = zo_find_opening(w->request, w->why->compiled, movement->set, (unsigned)(n - m));
        zo_value *row = zo_add_object(w->arena, list, NULL);
        zo_add_names(w->why->compiled, movement->set, row, "names", w->arena);
        add_range(w, row, "difficulty", &movement->difficulty);
        add_red_lines(w, movement->set, row);
        zo_add_opening(&opening, row);
        add_softenings(w, movement, row);
        zo_value *part = new_part(w, section, movement_title(w, movement, m + 1));
        zo_add_opening_words(&opening, part);
        w->openings_known = w->openings_known && zo_opening_known(&opening);
        for (size_t i = 0; i < movement->softenings.n; i++) {
            zo_add_text(w->arena, part, NULL, softening_words(w, movement, &movement->softenings.at[i]));
            w->exact = w->exact && movement->softenings.at[i].known;
        }
    }
    zo_add_bool(w->arena, w->root, "movements_complete", w->why->movements_complete);
    if (section) {
        note(w, section, completeness(w, w->why->movements_complete, "movements"));
        add_red_line_note(w, section);
    }
}

/* ---- What binds ---- */

static bool is_settled(const zo_why *why) { return why->kind != ZO_WHY_UNDECIDED; }

static zo_str set_sentence(const zo_why_writer *w, const uint64_t *set)
{
    zo_phrases parts = {0};
    for (size_t s = 0; s < w->why->compiled->instance.selectors; s++)
        if (zo_bit(set, s))
            ZO_PUSH(w->arena, &parts, zo_position_sentence(w->why->compiled, s, w->arena));
    return zo_join(w->arena, &parts, "; together with: ", "; together with: ");
}

static void add_binding(const zo_why_writer *w)
{
    static const zo_column columns[] = {{"words", {"Without", 7}, false, false, false},
                                        {"packages", {"Packages", 8}, true, true, false}};
    zo_value *table = zo_add_table(
        w->arena, w->root, "binding",
        ZO_STR(
            "What narrows the room for a deal: with this position given up, so many would be within reach"),
        columns, 2);
    for (size_t i = 0; i < w->why->binding.n; i++) {
        zo_value *row = zo_add_object(w->arena, table, NULL);
        zo_add_names(w->why->compiled, w->why->binding.at[i].set, row, "names", w->arena);
        zo_add_count(w->arena, row, "packages", &w->why->binding.at[i].packages);
        zo_add_text(w->arena, row, "words", set_sentence(w, w->why->binding.at[i].set))->text_only = true;
    }
    zo_add_bool(w->arena, w->root, "binding_complete",
                is_settled(w->why) &&
                    (w->why->kind != ZO_WHY_OPEN || (w->why->binding_known && w->why->binding_complete)));
    if (w->why->kind != ZO_WHY_OPEN)
        return;
    zo_add_paragraph(w->arena, w->root, "binding_words",
                     completeness(w, w->why->binding_known && w->why->binding_complete,
                                  "positions, alone or together, that narrow it"));
}

static zo_str hardening_words(const zo_why_writer *w, const zo_hardening *hardening)
{
    const zo_compiled *compiled = w->why->compiled;
    zo_str limit = zo_constant_words(compiled, &hardening->constant, &hardening->limit, w->arena);
    return zo_printf(w->arena, hardening->at ? "at %.*s" : "beyond %.*s", ZO_FMT(limit));
}

static void add_hardenings(const zo_why_writer *w)
{
    static const zo_column columns[] = {{"words", {"Position", 8}, false, false, false},
                                        {"now_words", {"Now", 3}, true, true, false},
                                        {"closes_words", {"No deal", 7}, true, true, false}};
    zo_value *table =
        zo_add_table(w->arena, w->root, "hardenings",
                     ZO_STR("How much harder one position could get before no deal is left"), columns, 3);
    for (size_t i = 0; i < w->why->hardenings.n; i++) {
        const zo_hardening *hardening = &w->why->hardenings.at[i];
        const zo_entry *entry = w->why->compiled->origin[hardening->selector].entry;
        zo_value *row = zo_add_object(w->arena, table, NULL);
        zo_add_text(w->arena, row, "name", handle_of(w, hardening->selector));
        add_relation(w, &hardening->constant, row);
        zo_add_number(w->arena, row, "now", &hardening->constant.now);
        zo_add_number(w->arena, row, "limit", &hardening->limit);
        zo_add_text(w->arena, row, "closes", hardening->at ? ZO_STR("at") : ZO_STR("beyond"));
        zo_add_text(w->arena, row, "words", zo_ground_words(w->model, entry, w->arena))->text_only = true;
        zo_add_text(
            w->arena, row, "now_words",
            zo_constant_words(w->why->compiled, &hardening->constant, &hardening->constant.now, w->arena))
            ->text_only = true;
        zo_add_text(w->arena, row, "closes_words", hardening_words(w, hardening))->text_only = true;
    }
    zo_add_bool(w->arena, w->root, "hardenings_complete",
                is_settled(w->why) && (w->why->kind != ZO_WHY_OPEN || w->why->hardenings_known));
    if (w->why->kind == ZO_WHY_OPEN && !w->why->hardenings_known)
        zo_add_paragraph(w->arena, w->root, "hardenings_limit",
                         ZO_STR("How much harder some position could get was not found out."));
}

/* ---- Who looks ---- */

/* Where the constant of another party's alternative would come to lie says what packages are worth to it. */
static bool is_told(const zo_why_writer *w, size_t selector)
{
    const zo_entry *entry = w->why->compiled->origin[selector].entry;
    return entry->statement->kind != ZO_S_ALTERNATIVE || zo_sees_worths_of(w->request, entry->party);
}

static void leave_out_untold(const zo_why_writer *w, zo_why *why)
{
    size_t kept = 0;
    for (size_t m = 0; m < why->movements.n; m++, kept = 0) {
        zo_movement *movement = &why->movements.at[m];
        for (size_t i = 0; i < movement->softenings.n; i++)
            if (is_told(w, movement->softenings.at[i].selector))
                movement->softenings.at[kept++] = movement->softenings.at[i];
        movement->softenings.n = kept;
    }
    for (size_t i = 0; i < why->hardenings.n; i++)
        if (is_told(w, why->hardenings.at[i].selector))
            why->hardenings.at[kept++] = why->hardenings.at[i];
    why->hardenings.n = kept;
}

/* ---- The whole ---- */

static void add_zone(const zo_why_writer *w)
{
    zo_value *zone = zo_add_object(w->arena, w->root, "zone");
    bool open = w->why->kind == ZO_WHY_OPEN;
    if (w->why->kind == ZO_WHY_UNDECIDED)
        zo_add_null(w->arena, zone, "empty");
    else
        zo_add_bool(w->arena, zone, "empty", !open);
    if (w->why->kind == ZO_WHY_UNDECIDED || (open && !w->why->binding_known))
        zo_add_null(w->arena, zone, "packages");
    else
        zo_add_count(w->arena, zone, "packages", &w->why->packages);
    if (w->why->kind == ZO_WHY_UNDECIDED)
        zo_add_null(w->arena, w->root, "facts_exclude");
    else
        zo_add_bool(w->arena, w->root, "facts_exclude", w->why->kind == ZO_WHY_FACTS);
}

static bool is_decided(const zo_why *why)
{
    if (why->kind == ZO_WHY_OPEN)
        return why->binding_known && why->hardenings_known;
    return why->kind != ZO_WHY_UNDECIDED && (why->conflicts.sets > 0 || why->conflicts.complete) &&
           (why->movements.n > 0 || why->movements_complete);
}

static zo_str exactness_words(const zo_why_writer *w)
{
    if (!w->exact)
        return (zo_str){"", 0};
    return w->openings_known
               ? ZO_STR("exact")
               : ZO_STR("exact, but for what the movements open: that as far as the limit allowed");
}

static zo_verdict run(zo_request *request, zo_value *root)
{
    zo_why *why = zo_find_why(request, zo_number(request, &zo_p_most), zo_flag(request, &zo_p_red_lines));
    zo_why_writer w = {request, why, request->model, !why->too_large && is_decided(why), request->arena,
                       root,    true};
    leave_out_untold(&w, why);
    zo_add_heading(request, "why", root);
    zo_value *status = zo_add_text(w.arena, root, "status", ZO_STR("exact"));
    zo_add_text(w.arena, root, "answer", answer_words(&w))->form = ZO_F_ANSWER;
    add_zone(&w);
    add_conflicts(&w);
    add_conflict_words(&w);
    add_movements(&w);
    add_binding(&w);
    add_hardenings(&w);
    zo_add_why_rows(why, root, w.arena);
    zo_add_viewer_words(
        request, " How far the alternatives of others would have to give way, or could harden, is left out.",
        root);
    if (!w.exact)
        status->text = ZO_STR("limit");
    zo_add_trailer(request, exactness_words(&w), root);
    if (why->too_large)
        return ZO_ANSWER_BAD;
    if (!w.exact)
        return ZO_ANSWER_LIMIT;
    return why->kind == ZO_WHY_OPEN ? ZO_ANSWER_YES : ZO_ANSWER_NO;
}

static const zo_parameter *const parameters[] = {&zo_p_on,      &zo_p_most,   &zo_p_red_lines, &zo_p_without,
                                                 &zo_p_also,    &zo_p_for,    &zo_p_time,      &zo_p_memory,
                                                 &zo_p_threads, &zo_p_engine, &zo_p_explain,   NULL};

const zo_analysis zo_why_analysis = {
    "why",
    "why there is no deal and what would open one, or what narrows the room for one",
    "Where no package is within all positions, it names every smallest set of positions that exclude each other, and the smallest "
    "movements, the sets of positions that would have to be given up: who, what, known how, and what each would open. "
    "A position that hangs on one number may not have to be given up whole; then it says how far it would have to give way. "
    "Each party's alternative counts as a position. Red lines move only with --red-lines; rules and settled points never do.\n\n"
    "Where packages are within reach, it names the positions that narrow them, and how much harder each could get before none is left.",
    "0 a package is within reach, 1 none is, 3 a limit was reached before that was explained",
    "why examples/berlin/berlin.zopa --on 2025-12-13",
    parameters,
    run,
};

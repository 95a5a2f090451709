/* solve: balanced packages by four yardsticks side by side; the frontier in brief; how the choice shifts. */
#include "analysis/balance.h"
#include "analysis/count.h"
#include "analysis/draws.h"
#include "analysis/packages.h"
#include "analysis/parameters.h"
#include "analysis/shifts.h"
#include "analysis/sway.h"
#include "analysis/viewer.h"
#include "analysis/words.h"
#include "analysis/worths.h"

typedef struct zo_solver {
    zo_request *request;
    const zo_balance *balance;
    const zo_model *model;
    zo_arena *arena;
    zo_value *root;
} zo_solver;

/* ---- Packages that the yardsticks choose, each once ---- */

typedef struct zo_candidate {
    size_t point;
    unsigned yardsticks; /* bit y */
} zo_candidate;
typedef ZO_ARRAY(zo_candidate) zo_candidates;

static zo_candidates find_candidates(const zo_solver *s)
{
    zo_candidates list = {0};
    size_t *place = ZO_NEW_MANY(s->arena, size_t, s->balance->survey.points + 1); /* in the list, from 1 */
    for (unsigned y = 0; y < ZO_YARDSTICKS; y++) {
        zo_told_points told = zo_told_choice(s->balance, (zo_yardstick)y);
        for (size_t i = 0; i < told.points; i++) {
            size_t point = told.point[i];
            if (place[point] == 0) {
                ZO_PUSH(s->arena, &list, ((zo_candidate){point, 0}));
                place[point] = list.n;
            }
            list.at[place[point] - 1].yardsticks |= 1U << y;
        }
    }
    return list;
}

/* ---- The answer ---- */

static unsigned defined_yardsticks(const zo_balance *balance)
{
    unsigned set = 0;
    for (unsigned y = 0; y < ZO_YARDSTICKS; y++)
        set |= (unsigned)(balance->choice[y].points > 0) << y;
    return set;
}

static zo_str unsolved_words(const zo_balance *balance)
{
    if (balance->too_large)
        return ZO_STR("Not decided: the numbers of some statement are too large to be added exactly.");
    if (balance->reach != ZO_EXACT)
        return ZO_STR("Not decided within the limit: not every package was looked at.");
    if (zo_holds_nothing(balance))
        return ZO_STR(
            "There is nothing to balance: no package is within all positions on record (see zopa why).");
    if (balance->parties == 0)
        return ZO_STR("There is nothing to compare: no party whose consent is needed has values on record.");
    return ZO_STR("No yardstick chooses a package here.");
}

/* The point that every yardstick which applies chooses, alone or tied; SIZE_MAX when there is none. */
static size_t common_point(const zo_candidates *list, unsigned defined)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->at[i].yardsticks == defined)
            return list->at[i].point;
    return SIZE_MAX;
}

static zo_str number_of(const zo_solver *s, size_t number)
{
    zo_int all = zo_int_of_unsigned(number);
    return zo_int_text_grouped(s->arena, &all);
}

/* "(utilitarian is tied among 4)": yardsticks that choose more than one. */
static zo_str tie_words(const zo_solver *s)
{
    zo_phrases parts = {0};
    for (int y = 0; y < ZO_YARDSTICKS; y++) {
        size_t points = zo_told_choice(s->balance, (zo_yardstick)y).points;
        zo_str name = zo_yardstick_name((zo_yardstick)y);
        if (points > 1)
            ZO_PUSH(
                s->arena, &parts,
                zo_printf(s->arena, "%.*s is tied among %.*s", ZO_FMT(name), ZO_FMT(number_of(s, points))));
        else if (points > 0 && !s->balance->known[y].all_ties && !s->balance->for_one)
            ZO_PUSH(s->arena, &parts, zo_printf(s->arena, "others may tie by %.*s", ZO_FMT(name)));
    }
    zo_str joined = zo_join(s->arena, &parts, ", ", " and ");
    return parts.n ? zo_printf(s->arena, " (%.*s)", ZO_FMT(joined)) : (zo_str){"", 0};
}

/* ", out of 8 packages within reach"; how many is not always known. */
static zo_str zone_words(const zo_solver *s)
{
    if (!s->balance->survey.packages_known)
        return ZO_STR("; how many packages are within reach was not counted");
    zo_str zone = zo_count_words(s->arena, &s->balance->survey.packages, "package", "packages");
    return zo_printf(s->arena, ", out of %.*s within reach", ZO_FMT(zone));
}

/* Where not every yardstick's choice is certain. */
static zo_str unfinished_words(const zo_solver *s)
{
    unsigned certain = 0;
    for (unsigned y = 0; y < ZO_YARDSTICKS; y++)
        certain |= (unsigned)(s->balance->known[y].exact && s->balance->choice[y].points > 0) << y;
    zo_str names = zo_yardsticks_words(certain, " and ", s->arena);
    if (certain == 0)
        return ZO_STR(
            "Not decided within the limit: shown are the best packages found, which others may better.");
    return zo_printf(s->arena,
                     "Decided for %.*s only: for the other yardsticks the limit was reached, and the best "
                     "packages found are shown, which others may better.",
                     ZO_FMT(names));
}

static zo_str answer_words(const zo_solver *s)
{
    unsigned defined = defined_yardsticks(s->balance);
    if (!defined)
        return unsolved_words(s->balance);
    if (s->balance->reach != ZO_EXACT)
        return unfinished_words(s);
    zo_candidates list = find_candidates(s);
    zo_str zone = zone_words(s), ties = tie_words(s);
    const char *who = defined == 15 ? "All four yardsticks" : "Those yardsticks that apply";
    if (common_point(&list, defined) != SIZE_MAX)
        return zo_printf(s->arena, "%s can be met by the same balance between the parties%.*s%.*s.", who,
                         ZO_FMT(zone), ZO_FMT(ties));
    return zo_printf(s->arena, "The yardsticks point to different balances between the parties%.*s%.*s.",
                     ZO_FMT(zone), ZO_FMT(ties));
}

/* ---- Side by side ---- */

static void add_worth_rows(const zo_solver *s, zo_value *table, const zo_candidates *list, size_t shown)
{
    for (size_t p = 0; p < s->balance->parties; p++) {
        if (!s->balance->told[p])
            continue;
        zo_value *row = zo_add_object(s->arena, table, NULL);
        zo_str name = zo_balance_party(s->balance, p);
        zo_add_text(s->arena, row, "issue", zo_printf(s->arena, "worth to %.*s, in points", ZO_FMT(name)));
        for (size_t c = 0; c < shown; c++) {
            zo_num worth = zo_worth_at(s->balance, list->at[c].point, p);
            zo_add_text(s->arena, row, zo_package_keys[c], zo_number_words(&worth, s->arena));
        }
    }
}

static void add_equal_rows(const zo_solver *s, zo_value *table, const zo_candidates *list, size_t shown)
{
    zo_int one = zo_int_of(1);
    bool several = false;
    for (size_t c = 0; c < shown; c++) {
        const zo_survey_point *point = &s->balance->survey.point[list->at[c].point];
        several = several || point->uncounted || zo_int_compare(&point->packages, &one) > 0;
    }
    if (!several || s->balance->for_one)
        return;
    zo_value *row = zo_add_object(s->arena, table, NULL);
    zo_add_text(s->arena, row, "issue", ZO_STR("packages worth just the same"));
    for (size_t c = 0; c < shown; c++)
        zo_add_text(s->arena, row, zo_package_keys[c],
                    zo_equal_words(&s->balance->survey.point[list->at[c].point], s->arena));
}

/* "Nash, egalitarian, utilitarian (tied)". */
static zo_str heading_of(const zo_solver *s, const zo_candidate *candidate)
{
    zo_phrases names = {0};
    for (unsigned y = 0; y < ZO_YARDSTICKS; y++) {
        zo_str name = zo_yardstick_name((zo_yardstick)y);
        if (candidate->yardsticks >> y & 1)
            ZO_PUSH(s->arena, &names,
                    !s->balance->known[y].exact ? zo_printf(s->arena, "%.*s (best found)", ZO_FMT(name))
                    : zo_told_choice(s->balance, (zo_yardstick)y).points > 1
                        ? zo_printf(s->arena, "%.*s (tied)", ZO_FMT(name))
                        : name);
    }
    return zo_join(s->arena, &names, ", ", ", ");
}

static void add_side_by_side(const zo_solver *s)
{
    zo_candidates list = find_candidates(s);
    zo_str heading[ZO_SIDE_BY_SIDE];
    const uint32_t *package[ZO_SIDE_BY_SIDE];
    size_t shown = list.n < ZO_SIDE_BY_SIDE ? list.n : ZO_SIDE_BY_SIDE;
    if (shown == 0)
        return;
    for (size_t c = 0; c < shown; c++) {
        heading[c] = heading_of(s, &list.at[c]);
        package[c] = s->balance->survey.point[list.at[c].point].package;
    }
    zo_str title = list.n > shown
                       ? zo_printf(s->arena, "Balanced packages, the first %zu of %.*s, side by side", shown,
                                   ZO_FMT(number_of(s, list.n)))
                       : ZO_STR("Balanced packages, side by side");
    zo_value *table =
        zo_add_package_table(s->model, s->root, "side_by_side", title, heading, package, shown, s->arena);
    add_worth_rows(s, table, &list, shown);
    add_equal_rows(s, table, &list, shown);
}

/* ---- What could not be chosen, and why ---- */

static zo_str apart_words(const zo_solver *s, zo_yardstick yardstick)
{
    zo_phrases names = {0};
    const zo_chosen *chosen = &s->balance->choice[yardstick];
    for (size_t p = 0; p < s->balance->parties; p++)
        if (chosen->apart && chosen->apart[p] && s->balance->told[p])
            ZO_PUSH(s->arena, &names, zo_balance_party(s->balance, p));
    return zo_join(s->arena, &names, ", ", " and ");
}

static void add_note(const zo_solver *s, zo_value *list, zo_str words)
{
    zo_add_text(s->arena, list, NULL, words);
}

/* "Nash: no package is more than 0.4 % better than the one shown, by the product of the gains". */
static void add_gap_note(const zo_solver *s, zo_value *list, zo_yardstick yardstick)
{
    static const char *const measures[] = {"the product of the gains over no deal",
                                           "the least share of what each could gain",
                                           "the least gain over no deal", "the sum of the worths"};
    const zo_verdict_known *known = &s->balance->known[yardstick];
    zo_str name = zo_yardstick_name(yardstick);
    if (known->exact || s->balance->for_one || s->balance->choice[yardstick].points == 0)
        return;
    if (known->gap >= 1) {
        add_note(s, list,
                 zo_printf(s->arena, "%.*s: how much better another package could be was not found out",
                           ZO_FMT(name)));
        return;
    }
    zo_num gap = zo_gap_per_cent(known->gap);
    zo_str words = zo_num_text(s->arena, &gap);
    add_note(s, list,
             zo_printf(s->arena, "%.*s: no package can be more than %.*s %% better than the one shown, by %s",
                       ZO_FMT(name), ZO_FMT(words), measures[yardstick]));
}

static void add_notes(const zo_solver *s)
{
    zo_value *list = zo_add_list(s->arena, s->root, "notes");
    list->form = ZO_F_LIST;
    list->title = ZO_STR("To read with it");
    list->text_only = true;
    const zo_chosen *nash = &s->balance->choice[ZO_NASH];
    zo_str lost = apart_words(s, ZO_NASH), left = apart_words(s, ZO_KALAI_SMORODINSKY);
    if (s->balance->reach == ZO_EXACT && s->balance->parties > 0 && s->balance->survey.points > 0) {
        if (nash->points == 0 && lost.n > 0)
            add_note(
                s, list,
                zo_printf(s->arena,
                          "Nash does not apply: no package within reach is worth more than no deal to %.*s",
                          ZO_FMT(lost)));
        else if (nash->points == 0 && zo_has_viewer(s->request))
            add_note(s, list, ZO_STR("Nash does not apply"));
        else if (nash->points == 0 && nash->not_together)
            add_note(
                s, list,
                ZO_STR(
                    "Nash does not apply: no package within reach is worth more than no deal to all at once"));
        if (left.n > 0)
            add_note(
                s, list,
                zo_printf(
                    s->arena,
                    "Kalai-Smorodinsky leaves out %.*s: nothing within reach is worth more to it than no deal",
                    ZO_FMT(left)));
    }
    for (int y = 0; y < ZO_YARDSTICKS; y++)
        add_gap_note(s, list, (zo_yardstick)y);
    for (int y = 0; y < ZO_YARDSTICKS; y++)
        if (s->balance->choice[y].too_large)
            add_note(s, list,
                     zo_printf(s->arena, "%.*s was not computed: its numbers are too large",
                               ZO_FMT(zo_yardstick_name((zo_yardstick)y))));
    if (zo_has_ranges(zo_compile(s->request->record, s->arena)))
        add_note(
            s, list,
            ZO_STR(
                "where the record gives ranges or orders, the middle was taken, and orders evenly spaced"));
    if (defined_yardsticks(s->balance))
        zo_add_implied_notes(s->balance, list, s->arena);
}

/* ---- Data ---- */

/* Where everything ties there may be hundreds of thousands of them. */
enum { MOST_POINTS = 2000 };

static void add_yardstick(const zo_solver *s, zo_value *list, zo_yardstick yardstick)
{
    const zo_chosen *chosen = &s->balance->choice[yardstick];
    zo_value *row = zo_add_object(s->arena, list, NULL);
    const zo_verdict_known *known = &s->balance->known[yardstick];
    zo_int packages = zo_int_of(0);
    bool counted = known->all_ties;
    zo_add_text(s->arena, row, "yardstick", zo_yardstick_id(yardstick));
    zo_add_bool(s->arena, row, "exact", known->exact);
    zo_add_gap(s->balance, row, known, s->arena);
    if (!known->exact || chosen->too_large)
        zo_add_null(s->arena, row, "defined");
    else
        zo_add_bool(s->arena, row, "defined", chosen->points > 0);
    zo_add_apart(s->balance, yardstick == ZO_NASH ? chosen : NULL, row, "cannot_gain", s->arena);
    zo_add_apart(s->balance, yardstick == ZO_KALAI_SMORODINSKY ? chosen : NULL, row, "left_out", s->arena);
    zo_told_points told = zo_told_choice(s->balance, yardstick);
    for (size_t i = 0; i < told.points; i++) {
        const zo_survey_point *point = &s->balance->survey.point[told.point[i]];
        packages = zo_int_add(&packages, &point->packages);
        counted = counted && !point->uncounted;
    }
    zo_add_size(s->arena, row, "tied_points", told.points);
    zo_add_bool(s->arena, row, "all_ties", known->all_ties);
    if (counted)
        zo_add_equal_count(s->balance, row, "tied_packages", &packages, s->arena);
    else
        zo_add_null(s->arena, row, "tied_packages");
    zo_value *points = zo_add_list(s->arena, row, "points");
    size_t listed = told.points < MOST_POINTS ? told.points : MOST_POINTS;
    for (size_t i = 0; i < listed; i++)
        zo_add_point(s->balance, told.point[zo_spread(i, listed, told.points)], points, s->arena);
}

static void add_data(const zo_solver *s)
{
    zo_value *zone = zo_add_object(s->arena, s->root, "zone");
    zo_add_zone_size(s->balance, zone, "packages", s->arena);
    zo_add_balance_parties(s->request, s->balance, s->root);
    zo_value *frontier = zo_add_object(s->arena, s->root, "frontier");
    zo_add_frontier_size(s->balance, frontier, "points", "packages", s->arena);
    zo_value *yardsticks = zo_add_list(s->arena, s->root, "yardsticks");
    for (int y = 0; y < ZO_YARDSTICKS; y++)
        add_yardstick(s, yardsticks, (zo_yardstick)y);
}

static void add_frontier_words(const zo_solver *s)
{
    if (s->balance->reach != ZO_EXACT || s->balance->survey.points == 0 || s->balance->parties == 0)
        return;
    if (!s->balance->survey.complete) {
        zo_add_paragraph(
            s->arena, s->root, "frontier_words",
            s->request->limit.engine == ZO_ENGINE_BOUNDS
                ? ZO_STR(
                      "Bounds were asked for: each yardstick was answered for itself, without the whole frontier.")
                : ZO_STR("The frontier as a whole was not found within the limit: each yardstick was "
                         "answered for itself."));
        return;
    }
    if (s->balance->for_one || !s->balance->survey.packages_known) {
        zo_add_paragraph(
            s->arena, s->root, "frontier_words",
            ZO_STR("On the frontier one party can only gain where another loses (zopa frontier)."));
        return;
    }
    zo_str packages = zo_int_text_grouped(s->arena, &s->balance->frontier_packages);
    zo_str all = zo_count_words(s->arena, &s->balance->survey.packages, "package", "packages");
    zo_add_paragraph(
        s->arena, s->root, "frontier_words",
        zo_printf(
            s->arena,
            "Of these %.*s, the frontier holds %.*s: there one party can only gain where another loses (zopa frontier).",
            ZO_FMT(all), ZO_FMT(packages)));
}

/* For CSV: a row for each point that a yardstick chooses, and for a yardstick that chooses none. */
static void add_yardstick_rows(const zo_solver *s)
{
    static const char *const columns[] = {"yardstick", "defined",  "cannot_gain", "left_out",
                                          "point",     "packages", NULL};
    const zo_value *yardsticks = zo_member(s->root, "yardsticks");
    zo_value *rows = zo_add_rows(s->arena, s->root, columns);
    for (const zo_value *of = yardsticks->first; of; of = of->next) {
        const zo_value *point = zo_member(of, "points")->first;
        size_t number = 0;
        do {
            zo_value *row = zo_add_object(s->arena, rows, NULL);
            for (size_t c = 0; c < 4; c++)
                zo_add_copy(s->arena, row, zo_member(of, columns[c]), columns[c]);
            if (!point)
                break;
            zo_add_size(s->arena, row, "point", ++number);
            for (const zo_value *member = point->first; member; member = member->next)
                zo_add_copy(s->arena, row, member, zo_c_string(s->arena, member->name));
            point = point->next;
        } while (point);
    }
}

/* Draws, and where a choice turns, follow everybody's numbers so closely that those of others could be worked out from them. */
static void leave_out_firmness(const zo_solver *s)
{
    zo_add_null(s->arena, s->root, "draws");
    zo_add_list(s->arena, s->root, "shifts");
    zo_add_list(s->arena, s->root, "shifts_not_studied");
    zo_add_bool(s->arena, s->root, "shifts_complete", false);
    zo_add_viewer_words(
        s->request,
        " So how far numbers may move, what draws from ranges choose, and whether the choice rests"
        " on what others value is left out.",
        s->root);
}

/* False when a limit cut it short. */
static bool add_firmness(const zo_solver *s)
{
    bool exact = zo_add_sway(s->request, s->balance, s->root);
    if (zo_has_viewer(s->request)) {
        leave_out_firmness(s);
        return exact;
    }
    exact = zo_add_draws(s->request, s->balance, s->root) && exact;
    return zo_add_shifts(s->request, s->balance, s->root) && exact;
}

static zo_str exactness_words(const zo_balance *balance, bool exact)
{
    if (balance->reach != ZO_EXACT)
        return (zo_str){"", 0};
    return exact ? ZO_STR("exact") : ZO_STR("the choices are exact, the rest as far as the limit allowed");
}

static zo_verdict run(zo_request *request, zo_value *root)
{
    const zo_balance *balance = zo_find_balance(request, request->record, &zo_midpoints, request->arena);
    zo_solver s = {request, balance, request->model, request->arena, root};
    bool exact = balance->reach == ZO_EXACT;
    zo_add_heading(request, "solve", root);
    zo_value *status = zo_add_text(s.arena, root, "status", ZO_STR("exact"));
    zo_add_text(s.arena, root, "answer", answer_words(&s))->form = ZO_F_ANSWER;
    add_side_by_side(&s);
    zo_add_party_table(request, balance, root);
    add_data(&s);
    add_yardstick_rows(&s);
    add_frontier_words(&s);
    add_notes(&s);
    if (exact && defined_yardsticks(balance))
        exact = add_firmness(&s);
    else
        zo_add_viewer_words(request, "", root);
    if (!exact)
        status->text = ZO_STR("limit");
    zo_add_trailer(request, exactness_words(balance, exact), root);
    if (zo_is_too_large(request, balance->compiled, true))
        return ZO_ANSWER_BAD;
    if (!exact)
        return ZO_ANSWER_LIMIT;
    return defined_yardsticks(balance) ? ZO_ANSWER_YES : ZO_ANSWER_NO;
}

static const zo_parameter *const parameters[] = {&zo_p_on,      &zo_p_without, &zo_p_also,    &zo_p_for,
                                                 &zo_p_draws,   &zo_p_seed,    &zo_p_time,    &zo_p_memory,
                                                 &zo_p_threads, &zo_p_engine,  &zo_p_explain, NULL};

const zo_analysis zo_solve_analysis = {
    "solve",
    "balanced packages by four yardsticks side by side, and how firm they are",
    "Chooses from the packages within reach by four yardsticks of balance: Nash (the largest product of gains over no deal), "
    "Kalai-Smorodinsky (gains as equal as can be, as shares of the most that each could gain), egalitarian (gains as equal as can be, in points), and "
    "utilitarian (the largest sum). They are shown side by side, with all ties; none of them is the answer. It also tells what the choice rests on, "
    "how far each alternative and weight may move before it changes (and each score, in the JSON), and, where the record gives ranges or orders, which "
    "share of the readings drawn chooses each package.",
    "0 some yardstick chooses a package, 1 none does, 3 a limit was reached before all was certain",
    "solve examples/berlin/berlin.zopa",
    parameters,
    run,
};

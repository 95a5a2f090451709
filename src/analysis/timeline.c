/* timeline: when a deal came within reach or went out of it: the zone at every time on record, and what turned it.
 *
 * Times between which nothing changed that counts share one zone. The time that is left is shared out evenly over the zones
 * that are still to be looked at, then over the turns that are still to be explained. */
#include "analysis/parameters.h"
#include "analysis/statement.h"
#include "analysis/turns.h"
#include "analysis/viewer.h"
#include "analysis/words.h"

/* A time on record. */
typedef struct zo_instant {
    zo_time at, before; /* before: the time on record just before it */
    bool same;          /* nothing that counts has changed since then */
    zo_zone_then zone;
    zo_turned turned; /* since then */
    zo_entries entered;
} zo_instant;

typedef struct zo_timeline {
    zo_request *request;
    const zo_model *model;
    const zo_record *last; /* at the last time */
    zo_zone_then undated;
    zo_instant *instant; /* by time */
    size_t instants, zones;
    bool too_large;
    zo_arena *arena;
    zo_value *root;
} zo_timeline;

/* ---- The times ---- */

static bool is_same(const zo_timeline *t, const zo_instant *instant)
{
    zo_changes changes =
        zo_find_changes(t->model, instant->before, instant->at, t->request->left_out, t->arena);
    for (size_t c = 0; c < changes.n; c++)
        if (changes.at[c].decides)
            return false;
    return true;
}

static void enter(zo_timeline *t)
{
    size_t i = 0;
    for (size_t e = 0; e < t->last->events.n; e++) {
        const zo_entry *entry = t->last->events.at[e];
        if (!zo_sees(t->request, entry))
            continue;
        while (i + 1 < t->instants && t->instant[i].at < entry->on)
            i++;
        ZO_PUSH(t->arena, &t->instant[i].entered, entry);
    }
}

static void lay_times(zo_timeline *t)
{
    t->instants = t->model->moments.n;
    t->instant = ZO_NEW_MANY(t->arena, zo_instant, t->instants + 1);
    t->zones = 1; /* of what is undated */
    for (size_t i = 0; i < t->instants; i++) {
        zo_instant *instant = &t->instant[i];
        instant->at = t->model->moments.at[i];
        instant->before = i > 0 ? t->model->moments.at[i - 1] : ZO_ALWAYS;
        instant->same = is_same(t, instant);
        t->zones += !instant->same;
    }
    enter(t);
}

/* ---- The zones ---- */

/* Half of a zone's share goes into counting; the rest is left for a proof, or to the zones that follow. */
static zo_zone_then next_zone(const zo_timeline *t, zo_time at, const zo_limit *share, size_t left)
{
    uint64_t until = zo_part_of_time(share, left), now = zo_clock_now();
    return zo_zone_at(t->request, at, until > now ? now + (until - now) / 2 : now, until);
}

/* A quarter of the time is kept for what was decisive, where there may be turns. */
static zo_limit share_for_zones(const zo_timeline *t)
{
    zo_limit share = t->request->limit;
    uint64_t now = zo_clock_now();
    if (t->zones > 1 && share.deadline > now)
        share.deadline -= (share.deadline - now) / 4;
    return share;
}

static void find_zones(zo_timeline *t)
{
    zo_limit share = share_for_zones(t);
    size_t left = t->zones;
    t->undated = next_zone(t, ZO_ALWAYS, &share, left--);
    t->too_large = t->undated.too_large;
    for (size_t i = 0; i < t->instants && !t->too_large; i++) {
        zo_instant *instant = &t->instant[i];
        if (instant->same)
            instant->zone = i > 0 ? t->instant[i - 1].zone : t->undated;
        else
            instant->zone = next_zone(t, instant->at, &share, left--);
        t->too_large = instant->zone.too_large;
    }
}

/* ---- The turns ---- */

static const zo_zone_then *zone_before(const zo_timeline *t, size_t i)
{
    return i > 0 ? &t->instant[i - 1].zone : &t->undated;
}

static bool is_turn(zo_turn_of_events turn) { return turn == ZO_TURN_OPENED || turn == ZO_TURN_CLOSED; }

static void find_turns(zo_timeline *t)
{
    size_t left = 0;
    for (size_t i = 0; i < t->instants; i++) {
        t->instant[i].turned.turn = zo_turn_between(zone_before(t, i), &t->instant[i].zone);
        left += is_turn(t->instant[i].turned.turn);
    }
    for (size_t i = 0; i < t->instants && !t->too_large; i++) {
        zo_instant *instant = &t->instant[i];
        zo_request part = *t->request;
        if (is_turn(instant->turned.turn))
            part.limit.deadline = zo_part_of_time(&t->request->limit, left--);
        instant->turned = zo_find_turned(&part, instant->before, instant->at, instant->turned.turn);
    }
}

static bool is_exact(const zo_timeline *t)
{
    bool exact = t->undated.reach == ZO_EXACT;
    for (size_t i = 0; i < t->instants; i++)
        exact = exact && t->instant[i].zone.reach == ZO_EXACT && t->instant[i].turned.decisive.complete;
    return exact;
}

/* ---- The answer in words ---- */

/* How the times stand, leaving out the undated record, of which nobody knows when it held. */
typedef struct zo_course {
    size_t open, empty, unknown;       /* times */
    size_t openings, closings;         /* from one time to the next */
    const zo_instant *opened, *closed; /* the last of them */
} zo_course;

static zo_course course_of(const zo_timeline *t)
{
    zo_course course = {0};
    for (size_t i = 0; i < t->instants; i++) {
        const zo_instant *instant = &t->instant[i];
        if (!zo_is_known(&instant->zone))
            course.unknown++;
        else if (zo_is_empty(&instant->zone))
            course.empty++;
        else
            course.open++;
        if (i > 0 && instant->turned.turn == ZO_TURN_OPENED) {
            course.openings++;
            course.opened = instant;
        } else if (i > 0 && instant->turned.turn == ZO_TURN_CLOSED) {
            course.closings++;
            course.closed = instant;
        }
    }
    return course;
}

static zo_str undated_words(const zo_timeline *t)
{
    if (!zo_is_known(&t->undated))
        return ZO_STR(
            "Nothing on record has a date, and whether a deal is within reach was not decided within the limit.");
    return zo_is_empty(&t->undated) ? ZO_STR("Nothing on record has a date; no deal is within reach.")
                                    : ZO_STR("Nothing on record has a date; a deal is within reach.");
}

static zo_str unknown_words(const zo_timeline *t, const zo_course *course)
{
    if (course->unknown == t->instants)
        return ZO_STR(
            "Whether a deal was within reach was not decided within the limit for any time on record.");
    return zo_printf(t->arena,
                     "Not decided within the limit for %zu of the %zu times on record; of the others, a deal "
                     "was within reach at %zu and out of reach at %zu.",
                     course->unknown, t->instants, course->open, course->empty);
}

static zo_str times_words(const zo_timeline *t, size_t times)
{
    if (times <= 2)
        return times == 1 ? ZO_STR("once") : ZO_STR("twice");
    return zo_printf(t->arena, "%zu times", times);
}

static zo_str several_words(const zo_timeline *t, const zo_course *course)
{
    bool open = !zo_is_empty(&t->instant[t->instants - 1].zone);
    zo_str opened = times_words(t, course->openings), closed = times_words(t, course->closings);
    zo_str since = zo_date_words(t->arena, open ? course->opened->at : course->closed->at);
    return zo_printf(
        t->arena,
        "Deals came within reach %.*s and went out of reach %.*s; since %.*s %s has been within reach.",
        ZO_FMT(opened), ZO_FMT(closed), ZO_FMT(since), open ? "one" : "none");
}

static zo_str answer_words(const zo_timeline *t)
{
    if (t->too_large)
        return ZO_STR("Not decided: the numbers of some statement are too large to be added exactly.");
    if (t->instants == 0)
        return undated_words(t);
    zo_course course = course_of(t);
    if (course.unknown > 0)
        return unknown_words(t, &course);
    if (course.open == 0)
        return ZO_STR("No deal was within reach at any time on record.");
    if (course.empty == 0)
        return ZO_STR("A deal was within reach at every time on record.");
    if (course.openings + course.closings > 1)
        return several_words(t, &course);
    zo_str when = zo_date_words(t->arena, course.opened ? course.opened->at : course.closed->at);
    return zo_printf(t->arena,
                     course.opened ? "A deal first came within reach on %.*s, and one has been since."
                                   : "A deal was within reach until %.*s, and none has been since.",
                     ZO_FMT(when));
}

/* ---- The table ---- */

enum { ENTRIES_IN_TEXT = 5 };

static zo_str entry_words(const zo_timeline *t, const zo_entry *entry)
{
    zo_str words = zo_entry_words(t->model, entry, ZO_NONE, t->arena);
    if (entry->party == ZO_NONE)
        return words;
    zo_str who = zo_party_name(t->model, entry->party);
    return zo_printf(t->arena, "%.*s %.*s", ZO_FMT(who), ZO_FMT(words));
}

static void add_entered_words(const zo_timeline *t, zo_value *row, const zo_instant *instant)
{
    zo_value *list = zo_add_list(t->arena, row, "what");
    size_t n = instant->entered.n, shown = n > ENTRIES_IN_TEXT + 1 ? ENTRIES_IN_TEXT : n;
    for (size_t e = 0; e < shown; e++)
        zo_add_text(t->arena, list, NULL, entry_words(t, instant->entered.at[e]));
    if (shown < n)
        zo_add_text(t->arena, list, NULL, zo_printf(t->arena, "and %zu more", n - shown));
}

static void add_table(const zo_timeline *t)
{
    static const zo_column columns[] = {{"when", {"When", 4}, false, true, false},
                                        {"what", {"What was entered", 16}, false, false, false},
                                        {"size", {"Packages within reach", 21}, true, false, false},
                                        {"turn", {"Turn", 4}, false, true, false}};
    static const char *const turns[] = {"opened", "closed", "", "", "not known"};
    zo_value *table = zo_add_table(t->arena, t->root, "table", ZO_STR("From time to time"), columns, 4);
    table->text_only = true;
    for (size_t i = 0; i < t->instants && !t->too_large; i++) {
        const zo_instant *instant = &t->instant[i];
        zo_value *row = zo_add_object(t->arena, table, NULL);
        zo_add_text(t->arena, row, "when", zo_date_words(t->arena, instant->at));
        add_entered_words(t, row, instant);
        zo_add_text(t->arena, row, "size", zo_zone_size_words(&instant->zone, t->arena));
        zo_add_text(t->arena, row, "turn", zo_str_of(turns[instant->turned.turn]));
    }
}

static void add_reasons(const zo_timeline *t)
{
    for (size_t i = 0; i < t->instants && !t->too_large; i++) {
        const zo_instant *instant = &t->instant[i];
        zo_str date = zo_date_words(t->arena, instant->at);
        zo_add_decisive_text(t->model, &instant->turned, t->root,
                             zo_c_string(t->arena, zo_printf(t->arena, "decisive_text_%zu", i + 1)),
                             zo_printf(t->arena, " on %.*s", ZO_FMT(date)), t->arena);
    }
}

/* ---- Data ---- */

static void add_instant(const zo_timeline *t, zo_value *list, const zo_instant *instant)
{
    zo_value *row = zo_add_object(t->arena, list, NULL);
    zo_add_text(t->arena, row, "at", zo_date_iso(t->arena, instant->at));
    zo_add_zone_then(t->arena, row, "zone", &instant->zone);
    zo_add_change(&instant->turned, row, t->arena);
    zo_value *entered = zo_add_list(t->arena, row, "entered");
    for (size_t e = 0; e < instant->entered.n; e++)
        zo_add_text(t->arena, entered, NULL, t->model->keys.at[instant->entered.at[e]->key].handle);
    zo_add_decisive(t->model, &instant->turned, row, t->arena);
}

static void add_data(const zo_timeline *t)
{
    static const char *const columns[] = {"at",     "zone.empty", "zone.packages", "zone.exact",
                                          "change", "entered",    "decisive",      "decisive_complete",
                                          NULL};
    zo_value *moments = zo_add_list(t->arena, t->root, "moments");
    zo_mark_rows(moments, columns);
    for (size_t i = 0; i < t->instants && !t->too_large; i++)
        add_instant(t, moments, &t->instant[i]);
    zo_value *record = zo_add_list(t->arena, t->root, "record");
    for (size_t e = 0; e < t->last->events.n; e++)
        zo_add_statement(t->request, record, t->last->events.at[e], false);
}

/* ---- The whole ---- */

static zo_verdict run(zo_request *request, zo_value *root)
{
    zo_timeline t = {.request = request, .model = request->model, .arena = request->arena, .root = root};
    t.last = zo_record_at(request->model, ZO_LAST, request->left_out, request->arena);
    lay_times(&t);
    find_zones(&t);
    find_turns(&t);
    bool exact = is_exact(&t);
    zo_add_heading(request, "timeline", root);
    zo_add_text(t.arena, root, "status", exact ? ZO_STR("exact") : ZO_STR("limit"));
    zo_add_text(t.arena, root, "answer", answer_words(&t))->form = ZO_F_ANSWER;
    zo_add_viewer_words(request, " What others entered about their values is left out.", root);
    add_table(&t);
    add_reasons(&t);
    add_data(&t);
    zo_add_trailer(request, exact ? ZO_STR("exact") : (zo_str){"", 0}, root);
    if (t.too_large)
        return ZO_ANSWER_BAD;
    return exact ? ZO_ANSWER_YES : ZO_ANSWER_LIMIT;
}

static const zo_parameter *const parameters[] = {&zo_p_without, &zo_p_also,    &zo_p_for,
                                                 &zo_p_time,    &zo_p_memory,  &zo_p_threads,
                                                 &zo_p_engine,  &zo_p_explain, NULL};

const zo_analysis zo_timeline_analysis = {
    "timeline",
    "when a deal came within reach or went out of it, over all times on record",
    "Looks at the record at every time at which something was entered: how many packages were within all positions then, and "
    "whether that opened or closed the zone, compared with the time before; the first time is compared with what is undated. Where the zone "
    "opened or closed it names the smallest sets of changes that are enough on their own, as zopa moves does between two "
    "times.\n\n"
    "The time limit is shared out over all of them. Where that does not suffice to count the packages, it may still be known that there are some, "
    "or none.",
    "0 done, 3 a limit was reached before all was certain",
    "timeline examples/berlin/berlin.zopa",
    parameters,
    run,
};

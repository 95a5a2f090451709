/* A balance -> intervals of its numbers within which each choice stays the same.
 *
 * While one number of one party moves, only that party's worths and its alternative do. So the candidates are the packages
 * that no other one dominates with that party's alternative set aside: among all when the alternative itself moves,
 * among those with the same value on an issue when that issue's weight or score moves. */
#include "analysis/shifts.h"

#include "analysis/count.h"
#include "analysis/words.h"
#include "analysis/worths.h"
#include "engine/choice/tilt.h"
#include "space/points.h"

enum { MOST_CANDIDATES = 2000 };

typedef enum zo_lever_kind { ZO_LEVER_ALTERNATIVE, ZO_LEVER_WEIGHT, ZO_LEVER_SCORE } zo_lever_kind;

/* A number that moves. */
typedef struct zo_lever {
    zo_lever_kind kind;
    size_t party;
    const zo_entry *entry; /* of the weight or score */
    uint32_t value;        /* of the score */
    zo_num now;
} zo_lever;

typedef struct zo_shifter {
    const zo_request *request;
    const zo_balance *balance;
    const zo_compiled *compiled;
    zo_arena *arena;
    zo_tilt_room *room;
    zo_limit limit;
    zo_value *list, *table, *zones;
    bool complete;
    /* The candidates at hand. */
    zo_survey survey;
    zo_num *worth; /* at candidate * parties + party */
    zo_num *slope; /* per candidate */
} zo_shifter;

/* ---- Candidates ---- */

static bool survey_without(zo_shifter *s, size_t party, uint32_t class_issue)
{
    if (zo_run_ends(&s->limit))
        return false;
    const zo_instance *instance = &s->compiled->instance;
    uint64_t *off = zo_new_selector_set(s->compiled, s->arena);
    const zo_sum **sums = ZO_NEW_MANY(s->arena, const zo_sum *, s->balance->parties + 1);
    if (instance->payoff[party].alternative != ZO_NO_SELECTOR)
        zo_set_bit(off, instance->payoff[party].alternative);
    for (size_t p = 0; p < s->balance->parties; p++)
        sums[p] = instance->payoff[p].least;
    s->survey = zo_survey_zone(instance, zo_binding_modes(s->compiled, off, s->arena), sums,
                               s->balance->parties, class_issue, &s->limit, s->arena);
    if (s->survey.reach != ZO_EXACT || !s->survey.complete || s->survey.points > MOST_CANDIDATES)
        return false;
    s->worth = ZO_NEW_MANY(s->arena, zo_num, s->survey.points * s->balance->parties + 1);
    s->slope = ZO_NEW_MANY(s->arena, zo_num, s->survey.points + 1);
    for (size_t i = 0; i < s->survey.points; i++)
        for (size_t p = 0; p < s->balance->parties; p++)
            s->worth[i * s->balance->parties + p] =
                zo_num_ratio(&s->survey.point[i].worth[p], &instance->payoff[p].scale);
    return true;
}

/* What the issue adds per unit of weight, value by value: its scores over 100. */
static const zo_range *scores_of(const zo_shifter *s, const zo_lever *lever)
{
    const zo_record *record = s->compiled->record;
    zo_entry *unit = ZO_NEW(s->arena, zo_entry);
    const zo_entry *only[] = {unit};
    *unit = *lever->entry;
    unit->amount = (zo_range){zo_num_of(1), zo_num_of(1)};
    zo_seat seat = record->seats.at[s->balance->seat[lever->party]];
    seat.values.at = only;
    seat.values.n = 1;
    seat.bonuses.n = 0;
    zo_points points = zo_points_of(record, &seat, &zo_midpoints, s->arena);
    return points.table[lever->entry->issue];
}

static void find_slopes(zo_shifter *s, const zo_lever *lever)
{
    const zo_range *scores = lever->kind == ZO_LEVER_WEIGHT ? scores_of(s, lever) : NULL;
    zo_num hundred = zo_num_of(100), per_point = zo_num_of(0);
    if (lever->kind == ZO_LEVER_SCORE) {
        per_point = zo_read_amount(s->compiled->record->model, lever->entry, &zo_midpoints).low;
        per_point = zo_num_div(&per_point, &hundred);
    }
    for (size_t i = 0; i < s->survey.points; i++) {
        uint32_t value = lever->entry ? s->survey.point[i].package[lever->entry->issue] : 0;
        s->slope[i] = lever->kind == ZO_LEVER_WEIGHT                           ? scores[value].low
                      : lever->kind == ZO_LEVER_SCORE && value == lever->value ? per_point
                                                                               : zo_num_of(0);
    }
}

/* ---- One number ---- */

static zo_tilt tilt(zo_shifter *s, const zo_lever *lever, zo_yardstick yardstick)
{
    zo_num none = zo_num_of(0);
    zo_tilt_question question = {.yardstick = yardstick,
                                 .parties = s->balance->parties,
                                 .candidates = s->survey.points,
                                 .worth = s->worth,
                                 .disagreement = s->balance->disagreement,
                                 .mover = lever->party,
                                 .slope = s->slope,
                                 .disagreement_slope = zo_num_of(lever->kind == ZO_LEVER_ALTERNATIVE),
                                 .bounded = !s->balance->implied[lever->party],
                                 .now = lever->now,
                                 .low = lever->kind == ZO_LEVER_WEIGHT ? &none : NULL};
    return zo_tilt_of(s->room, &question, &s->limit);
}

static bool is_known(const zo_tilt_end *end)
{
    return end->ending == ZO_TILT_STAYS || end->ending == ZO_TILT_CHANGES;
}

static void add_end(const zo_shifter *s, zo_value *row, const char *name, const zo_tilt_end *end)
{
    zo_value *object = zo_add_object(s->arena, row, name);
    bool changes = end->ending == ZO_TILT_CHANGES;
    if (is_known(end))
        zo_add_bool(s->arena, object, "changes", changes);
    else
        zo_add_null(s->arena, object, "changes");
    if (end->ending == ZO_TILT_STAYS)
        return;
    zo_add_number(s->arena, object, changes ? "value" : "at_least_to", &end->value);
    if (changes)
        zo_add_bool(s->arena, object, "still_at_value", end->closed);
}

/* An end to two places, rounded inwards so that nothing is claimed beyond it. */
static zo_str end_text(const zo_tilt_end *end, bool upwards, zo_arena *arena)
{
    zo_num hundred = zo_num_of(100), scaled = zo_num_mul(&end->value, &hundred), one = zo_num_of(1);
    zo_int floor = zo_int_div_floor(&scaled.top, &scaled.bottom);
    zo_num whole = zo_num_from_int(&floor);
    if (upwards && !zo_num_is_integer(&scaled))
        whole = zo_num_add(&whole, &one);
    whole = zo_num_div(&whole, &hundred);
    return zo_num_text(arena, &whole);
}

/* "40 to 75", "up to 60", "from 12", "any"; whether the ends belong to it stands in the data. */
static zo_str interval_words(const zo_tilt *tilt, zo_arena *arena)
{
    const zo_tilt_end *below = &tilt->below, *above = &tilt->above;
    if (!tilt->chosen || !is_known(below) || !is_known(above))
        return ZO_STR("not known");
    bool from = below->ending == ZO_TILT_CHANGES, to = above->ending == ZO_TILT_CHANGES;
    zo_str low = from ? end_text(below, true, arena) : (zo_str){"", 0};
    zo_str high = to ? end_text(above, false, arena) : (zo_str){"", 0};
    if (from && to && zo_num_compare(&below->value, &above->value) == 0)
        return zo_printf(arena, "%.*s only", ZO_FMT(low));
    if (from && to)
        return zo_printf(arena, "%.*s to %.*s", ZO_FMT(low), ZO_FMT(high));
    if (from)
        return zo_printf(arena, "from %.*s", ZO_FMT(low));
    return to ? zo_printf(arena, "up to %.*s", ZO_FMT(high)) : ZO_STR("any");
}

static const char *const yardstick_keys[ZO_YARDSTICKS] = {"nash", "ks", "egalitarian", "utilitarian"};

/* A score matters to readers only where it can turn something; the table then has one line less to read. */
static void add_row(zo_shifter *s, const zo_lever *lever, zo_value *data, zo_str what)
{
    zo_value *yardsticks = zo_add_list(s->arena, data, "yardsticks");
    zo_value *row = lever->kind == ZO_LEVER_SCORE ? NULL : zo_add_object(s->arena, s->table, NULL);
    if (row) {
        zo_add_text(s->arena, row, "who", zo_balance_party(s->balance, lever->party));
        zo_add_text(s->arena, row, "what", what);
        zo_add_text(s->arena, row, "now", zo_number_words(&lever->now, s->arena));
    }
    for (int y = 0; y < ZO_YARDSTICKS; y++) {
        zo_tilt found = tilt(s, lever, (zo_yardstick)y);
        zo_value *one = zo_add_object(s->arena, yardsticks, NULL);
        zo_add_text(s->arena, one, "yardstick", zo_yardstick_id((zo_yardstick)y));
        add_end(s, one, "down", &found.below);
        add_end(s, one, "up", &found.above);
        s->complete = s->complete && is_known(&found.below) && is_known(&found.above);
        if (row)
            zo_add_text(s->arena, row, yardstick_keys[y], interval_words(&found, s->arena));
    }
}

static zo_value *new_data(zo_shifter *s, const zo_lever *lever)
{
    static const char *const kinds[] = {"alternative", "weight", "score"};
    const zo_model *model = s->request->model;
    zo_value *data = zo_add_object(s->arena, s->list, NULL);
    uint32_t party = s->compiled->record->seats.at[s->balance->seat[lever->party]].party;
    zo_add_text(s->arena, data, "party", model->parties.at[party].id);
    zo_add_text(s->arena, data, "what", zo_str_of(kinds[lever->kind]));
    if (lever->entry)
        zo_add_text(s->arena, data, "issue", model->issues.at[lever->entry->issue].id);
    if (lever->kind == ZO_LEVER_SCORE)
        zo_add_text(s->arena, data, "value",
                    zo_issue_value_id(s->arena, &model->issues.at[lever->entry->issue], lever->value));
    zo_add_number(s->arena, data, "now", &lever->now);
    return data;
}

/* ---- Alternatives ---- */

/* The zone loses its first package where the alternative passes the least that the party has in it. */
static void add_same_zone(zo_shifter *s, const zo_lever *lever, zo_value *data)
{
    const zo_balance *balance = s->balance;
    zo_value *zone = zo_add_object(s->arena, data, "same_zone");
    bool counted = s->survey.packages_known && balance->survey.packages_known;
    bool larger = counted && zo_int_compare(&s->survey.packages, &balance->survey.packages) > 0;
    if (balance->least_known)
        zo_add_number(s->arena, zone, "up_to", &balance->least[lever->party]);
    else
        zo_add_null(s->arena, zone, "up_to");
    if (counted)
        zo_add_bool(s->arena, zone, "larger_below", larger);
    else
        zo_add_null(s->arena, zone, "larger_below");
    if (!balance->least_known)
        return;
    zo_str who = zo_balance_party(s->balance, lever->party);
    zo_str least = zo_number_words(&balance->least[lever->party], s->arena);
    zo_add_text(s->arena, s->zones, NULL,
                zo_printf(s->arena, "%.*s: as long as its alternative is worth at most %.*s points to it%s",
                          ZO_FMT(who), ZO_FMT(least),
                          larger ? "; were it worth less than now, more could come within reach" : ""));
}

static void shift_alternative(zo_shifter *s, size_t party)
{
    zo_lever lever = {.kind = ZO_LEVER_ALTERNATIVE, .party = party, .now = s->balance->disagreement[party]};
    if (!survey_without(s, party, ZO_NO_ISSUE)) {
        s->complete = false;
        return;
    }
    find_slopes(s, &lever);
    zo_value *data = new_data(s, &lever);
    add_same_zone(s, &lever, data);
    add_row(s, &lever, data, ZO_STR("worth of the alternative"));
}

/* ---- Weights and scores ---- */

static bool is_listed(const zo_shifter *s, const zo_entry *entry, const zo_point *point)
{
    return entry->statement->kind == ZO_S_VALUES && point->value != ZO_NONE &&
           point->value >= s->request->model->issues.at[entry->issue].gridded;
}

static void shift_scores(zo_shifter *s, size_t party, const zo_entry *entry)
{
    const zo_range *score = zo_read_scores(s->request->model, entry, &zo_midpoints, s->arena);
    for (size_t i = 0; i < entry->points.n; i++) {
        if (!is_listed(s, entry, &entry->points.at[i]))
            continue;
        zo_lever lever = {.kind = ZO_LEVER_SCORE, .party = party, .entry = entry, .now = score[i].low};
        lever.value = entry->points.at[i].value;
        find_slopes(s, &lever);
        add_row(s, &lever, new_data(s, &lever), (zo_str){"", 0});
    }
}

static void shift_issue(zo_shifter *s, size_t party, const zo_entry *entry)
{
    zo_lever lever = {.kind = ZO_LEVER_WEIGHT, .party = party, .entry = entry};
    lever.now = zo_read_amount(s->request->model, entry, &zo_midpoints).low;
    if (!survey_without(s, party, entry->issue)) {
        s->complete = false;
        return;
    }
    find_slopes(s, &lever);
    zo_str issue = s->request->model->issues.at[entry->issue].name;
    add_row(s, &lever, new_data(s, &lever), zo_printf(s->arena, "weight of %.*s", ZO_FMT(issue)));
    shift_scores(s, party, entry);
}

/* Where the consent is not needed in some packages, these stay in the zone whatever the alternative is worth, which the
 * intervals do not take into account. */
static bool is_always_needed(const zo_shifter *s, size_t party)
{
    size_t alternative = s->compiled->instance.payoff[party].alternative;
    return alternative == ZO_NO_SELECTOR || s->compiled->instance.selector[alternative].waived == NULL;
}

static void add_table(zo_shifter *s, zo_value *root)
{
    static const zo_column columns[] = {{"who", {"Whose", 5}, false, false, true},
                                        {"what", {"What", 4}, false, false, false},
                                        {"now", {"Now", 3}, true, true, false},
                                        {"nash", {"Nash", 4}, true, true, false},
                                        {"ks", {"Kalai-Smorodinsky", 17}, true, true, false},
                                        {"egalitarian", {"Egalitarian", 11}, true, true, false},
                                        {"utilitarian", {"Utilitarian", 11}, true, true, false}};
    s->list = zo_add_list(s->arena, root, "shifts");
    s->zones = zo_add_list(s->arena, root, "zone_list");
    s->zones->form = ZO_F_LIST;
    s->zones->text_only = true;
    s->zones->title = ZO_STR("What is within reach stays the same");
    s->table = zo_add_table(
        s->arena, root, "shift_table",
        ZO_STR("The choice stays the same while the number, all others unchanged, lies between"), columns, 7);
    s->table->text_only = true;
}

/* Of these nothing exact can be said: see is_always_needed; an implied alternative moves with the values. */
static bool is_studied(const zo_shifter *s, size_t party)
{
    return is_always_needed(s, party) && !s->balance->implied[party];
}

static void add_not_studied(const zo_shifter *s, zo_value *root)
{
    zo_value *list = zo_add_list(s->arena, root, "shifts_not_studied");
    const zo_record *record = s->compiled->record;
    zo_phrases names = {0};
    for (size_t p = 0; p < s->balance->parties; p++) {
        if (is_studied(s, p))
            continue;
        zo_str name = zo_balance_party(s->balance, p);
        const char *why = s->balance->implied[p] ? "which states no alternative"
                                                 : "whose consent is needed in some packages only";
        zo_add_text(s->arena, list, NULL,
                    record->model->parties.at[record->seats.at[s->balance->seat[p]].party].id);
        ZO_PUSH(s->arena, &names, zo_printf(s->arena, "%.*s, %s", ZO_FMT(name), why));
    }
    if (names.n == 0)
        return;
    zo_str joined = zo_join(s->arena, &names, "; ", "; ");
    zo_add_paragraph(s->arena, root, "shifts_left_out",
                     zo_printf(s->arena, "Not studied: %.*s.", ZO_FMT(joined)));
}

static void shift_party(zo_shifter *s, size_t party)
{
    const zo_seat *seat = &s->compiled->record->seats.at[s->balance->seat[party]];
    shift_alternative(s, party);
    for (size_t i = 0; i < seat->values.n; i++)
        shift_issue(s, party, seat->values.at[i]);
}

bool zo_add_shifts(const zo_request *request, const zo_balance *balance, zo_value *root)
{
    zo_shifter s = {.request = request, .balance = balance, .compiled = balance->compiled};
    s.arena = request->arena;
    s.limit = request->limit;
    s.room = zo_tilt_room_new(s.arena);
    add_table(&s, root);
    /* Where not even the frontier itself was found, none with more packages would be. */
    s.complete = balance->survey.complete;
    for (size_t p = 0; p < balance->parties && balance->survey.complete; p++)
        if (is_studied(&s, p))
            shift_party(&s, p);
    add_not_studied(&s, root);
    zo_add_bool(s.arena, root, "shifts_complete", s.complete);
    if (!s.complete) {
        zo_add_paragraph(s.arena, root, "shifts_limit",
                         ZO_STR("For some numbers this was not found out within the limit."));
    }
    return s.complete;
}

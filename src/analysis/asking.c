/* A zone and its record -> questions, the most telling first. */
#include "analysis/asking.h"

#include <stdlib.h>

#include "analysis/count.h"
#include "analysis/viewer.h"
#include "analysis/words.h"
#include "engine/walk/survey.h"
#include "space/points.h"
#include "space/restrict.h"

enum { QUESTIONS = 5 };

typedef enum zo_question_kind { ZO_ASK_ISSUE, ZO_ASK_CONSENT, ZO_ASK_GUESS } zo_question_kind;

typedef struct zo_question {
    zo_question_kind kind;
    uint32_t seat;         /* ZO_NONE for facts */
    uint32_t issue;        /* ISSUE */
    const zo_entry *entry; /* GUESS */
    zo_num share;          /* 0..1 */
    zo_num stake;          /* points */
    size_t place;          /* in the order of the record */
} zo_question;

typedef struct zo_questioner {
    const zo_request *request;
    const zo_zone *zone;
    const zo_compiled *compiled;
    zo_num *
        largest; /* per issue: the share of the packages that have its most frequent value; below 0: unknown */
    ZO_ARRAY(zo_question) all;
    bool cut; /* by a limit: some question could not be weighed */
    zo_arena *arena;
} zo_questioner;

/* ---- Shares ---- */

static zo_num ratio(const zo_int *part, const zo_int *whole)
{
    return zo_int_sign(whole) == 0 ? zo_num_of(0) : zo_num_ratio(part, whole);
}

/* The share of the packages within reach that have the issue's most frequent value: what one refusal could take away. */
static zo_num largest_share(zo_questioner *q, uint32_t issue)
{
    zo_survey survey = zo_survey_zone(&q->compiled->instance, zo_binding_modes(q->compiled, NULL, q->arena),
                                      NULL, 0, issue, &q->request->limit, q->arena);
    zo_int most = zo_int_of(0);
    q->cut = q->cut || survey.reach != ZO_EXACT;
    if (survey.reach != ZO_EXACT)
        return zo_num_of(-1);
    for (size_t i = 0; i < survey.points; i++)
        if (zo_int_compare(&survey.point[i].packages, &most) > 0)
            most = survey.point[i].packages;
    return ratio(&most, &q->zone->packages);
}

/* The share of the packages within reach in which the consent is needed. */
static zo_num consent_share(zo_questioner *q, uint32_t seat)
{
    const zo_expr *waived = zo_compile_waiver(q->compiled->record, seat, q->arena);
    if (!waived)
        return zo_num_of(1);
    zo_zone_count without = zo_count_zone(q->request, zo_restricted_to(q->compiled, waived, q->arena), NULL);
    zo_int needed = zo_int_sub(&q->zone->packages, &without.packages);
    q->cut = q->cut || without.reach != ZO_EXACT;
    return without.reach == ZO_EXACT ? ratio(&needed, &q->zone->packages) : zo_num_of(0);
}

/* ---- Stakes ---- */

/* How far the best value that is left lies below the party's best, in points by the middle of what is on record; nothing
 * where that may not be told, since questions are asked in this order. */
static zo_num stake_of(const zo_questioner *q, uint32_t seat, uint32_t issue)
{
    const zo_record *record = q->compiled->record;
    if (!zo_sees_worths_of(q->request, record->seats.at[seat].party))
        return zo_num_of(0);
    zo_points points = zo_points_of(record, &record->seats.at[seat], &zo_midpoints, q->arena);
    const zo_range *table = points.table[issue];
    const zo_num *best = NULL, *left = NULL;
    for (uint32_t v = 0; table && v < q->compiled->instance.size[issue]; v++) {
        const zo_num *worth = &table[v].low;
        if (!best || zo_num_compare(worth, best) > 0)
            best = worth;
        if (zo_survives(q->zone, issue, v) && (!left || zo_num_compare(worth, left) > 0))
            left = worth;
    }
    return best && left ? zo_num_sub(best, left) : zo_num_of(0);
}

/* ---- Candidates ---- */

static void add_question(zo_questioner *q, zo_question question)
{
    question.place = q->all.n;
    if (zo_num_sign(&question.share) > 0)
        ZO_PUSH(q->arena, &q->all, question);
}

static void ask_silent(zo_questioner *q, const zo_silence *silence)
{
    const zo_seat *seat = &q->compiled->record->seats.at[silence->seat];
    if (silence->wholly && zo_only_guarantor(seat)) {
        add_question(q, (zo_question){.kind = ZO_ASK_CONSENT,
                                      .seat = silence->seat,
                                      .stake = zo_num_of(0),
                                      .share = consent_share(q, silence->seat)});
        return;
    }
    for (size_t i = 0; i < silence->issues.n; i++) {
        uint32_t issue = silence->issues.at[i];
        add_question(q, (zo_question){.kind = ZO_ASK_ISSUE,
                                      .seat = silence->seat,
                                      .issue = issue,
                                      .share = q->largest[issue],
                                      .stake = stake_of(q, silence->seat, issue)});
    }
}

/* What a weak statement keeps out, as a share of what would be within reach without it. */
static void ask_guess(zo_questioner *q, size_t selector)
{
    uint64_t *off = zo_new_selector_set(q->compiled, q->arena);
    zo_set_bit(off, selector);
    zo_zone_count without = zo_count_zone(q->request, q->compiled, off);
    zo_int more = zo_int_sub(&without.packages, &q->zone->packages);
    q->cut = q->cut || without.reach != ZO_EXACT;
    if (without.reach != ZO_EXACT)
        return;
    add_question(q, (zo_question){.kind = ZO_ASK_GUESS,
                                  .seat = q->compiled->origin[selector].seat,
                                  .entry = q->compiled->origin[selector].entry,
                                  .stake = zo_num_of(0),
                                  .share = ratio(&more, &without.packages)});
}

static void ask_guesses(zo_questioner *q)
{
    for (size_t s = 0; s < q->compiled->instance.selectors; s++) {
        zo_selector_class class_ = q->compiled->instance.selector[s].class_;
        const zo_origin *origin = &q->compiled->origin[s];
        if (class_ == ZO_CERTAINTY || origin->disputed || !zo_is_weak(origin->entry))
            continue;
        if (zo_run_ends(&q->request->limit)) {
            q->cut = true;
            return;
        }
        ask_guess(q, s);
    }
}

/* ---- Order ---- */

static int by_weight(const void *left, const void *right)
{
    const zo_question *a = left, *b = right;
    int order = -zo_num_compare(&a->share, &b->share);
    if (order == 0)
        order = -zo_num_compare(&a->stake, &b->stake);
    return order ? order : a->place < b->place ? -1 : 1;
}

/* The next question whose party has been asked `turn` times so far, from the heaviest on. */
static size_t next_question(const zo_questioner *q, const size_t *asked, const bool *taken)
{
    size_t best = SIZE_MAX, fewest = SIZE_MAX;
    for (size_t i = 0; i < q->all.n; i++) {
        uint32_t seat = q->all.at[i].seat;
        size_t turns = seat == ZO_NONE ? asked[q->compiled->record->seats.n] : asked[seat];
        if (!taken[i] && turns < fewest) {
            fewest = turns;
            best = i;
        }
    }
    return best;
}

/* ---- Words ---- */

typedef enum zo_hold { ZO_ALL_HANG, ZO_HALF_HANG, ZO_SOME_HANG } zo_hold;

static zo_hold hold_of(const zo_num *share)
{
    zo_num one = zo_num_of(1), twice = zo_num_add(share, share);
    if (zo_num_compare(share, &one) == 0)
        return ZO_ALL_HANG;
    return zo_num_compare(&twice, &one) >= 0 ? ZO_HALF_HANG : ZO_SOME_HANG;
}

static const char *extent_words(const zo_num *share)
{
    static const char *const words[] = {"every package", "half of them, or more", "some of them"};
    return words[hold_of(share)];
}

static zo_str share_words(const zo_num *share)
{
    static const char *const words[] = {
        "every package within reach hangs on the answer",
        "half of the packages within reach, or more, could hang on the answer",
        "some packages within reach could hang on the answer"};
    return zo_str_of(words[hold_of(share)]);
}

static zo_str question_words(const zo_questioner *q, const zo_question *question)
{
    const zo_model *model = q->request->model;
    zo_str who = question->seat == ZO_NONE
                     ? (zo_str){"", 0}
                     : zo_party_name(model, q->compiled->record->seats.at[question->seat].party);
    zo_str share = share_words(&question->share);
    switch (question->kind) {
    case ZO_ASK_CONSENT:
        return zo_printf(q->arena, "%.*s: would it consent, as guarantor? (%.*s)", ZO_FMT(who),
                         ZO_FMT(share));
    case ZO_ASK_ISSUE:
        return zo_printf(q->arena, "%.*s on “%.*s”: nothing on record (%.*s)", ZO_FMT(who),
                         ZO_FMT(model->issues.at[question->issue].name), ZO_FMT(share));
    default: {
        zo_str what = zo_ground_words(model, question->entry, q->arena);
        return zo_printf(q->arena, "Is it so: %.*s? (without it, more would be within reach)", ZO_FMT(what));
    }
    }
}

/* The same in three cells. */
static void add_cells(const zo_questioner *q, zo_value *row, const zo_question *question)
{
    const zo_model *model = q->request->model;
    zo_str whom = question->seat == ZO_NONE
                      ? ZO_STR("facts")
                      : zo_party_name(model, q->compiled->record->seats.at[question->seat].party);
    bool guess = question->kind == ZO_ASK_GUESS;
    zo_str what = guess                              ? zo_ground_words(model, question->entry, q->arena)
                  : question->kind == ZO_ASK_CONSENT ? ZO_STR("its consent as guarantor")
                                                     : model->issues.at[question->issue].name;
    zo_add_text(q->arena, row, "whom", whom)->text_only = true;
    zo_add_text(q->arena, row, "what", guess ? zo_printf(q->arena, "is it so: %.*s?", ZO_FMT(what)) : what)
        ->text_only = true;
    zo_add_text(q->arena, row, "hangs",
                guess ? ZO_STR("it keeps some out") : zo_str_of(extent_words(&question->share)))
        ->text_only = true;
}

static void add_row(const zo_questioner *q, zo_value *list, const zo_question *question)
{
    const zo_model *model = q->request->model;
    zo_value *row = zo_add_object(q->arena, list, NULL);
    if (question->seat == ZO_NONE)
        zo_add_null(q->arena, row, "party");
    else
        zo_add_text(q->arena, row, "party",
                    model->parties.at[q->compiled->record->seats.at[question->seat].party].id);
    if (question->kind == ZO_ASK_ISSUE)
        zo_add_text(q->arena, row, "issue", model->issues.at[question->issue].id);
    else
        zo_add_null(q->arena, row, "issue");
    if (question->kind == ZO_ASK_GUESS)
        zo_add_text(q->arena, row, "name", model->keys.at[question->entry->key].handle);
    else
        zo_add_null(q->arena, row, "name");
    zo_add_number(q->arena, row, "share", &question->share);
    zo_add_text(q->arena, row, "words", question_words(q, question));
    add_cells(q, row, question);
}

static void add_in_turn(const zo_questioner *q, zo_value *root)
{
    static const zo_column columns[] = {{"whom", {"Whom", 4}, false, false, false},
                                        {"what", {"On what", 7}, false, false, false},
                                        {"hangs", {"What hangs on it", 16}, false, true, false}};
    size_t *asked = ZO_NEW_MANY(q->arena, size_t, q->compiled->record->seats.n + 1);
    bool *taken = ZO_NEW_MANY(q->arena, bool, q->all.n + 1);
    zo_value *table = zo_add_table(q->arena, root, "ask_next", ZO_STR("Ask next"), columns, 3);
    for (size_t n = 0; n < QUESTIONS && n < q->all.n; n++) {
        size_t i = next_question(q, asked, taken);
        uint32_t seat = q->all.at[i].seat;
        taken[i] = true;
        asked[seat == ZO_NONE ? q->compiled->record->seats.n : seat]++;
        add_row(q, table, &q->all.at[i]);
    }
}

bool zo_add_questions(const zo_request *request, const zo_zone *zone, zo_value *root)
{
    if (zone->too_large || zone->reach != ZO_EXACT)
        return true;
    zo_questioner q = {.request = request, .zone = zone, .compiled = zone->compiled, .arena = request->arena};
    size_t issues = zone->compiled->instance.issues;
    q.largest = ZO_NEW_MANY(q.arena, zo_num, issues + 1);
    for (uint32_t i = 0; i < issues; i++)
        q.largest[i] = zone->empty ? zo_num_of(0) : largest_share(&q, i);
    zo_silences silences = zo_find_silences(zone->compiled->record, q.arena);
    for (size_t i = 0; i < silences.n && !zone->empty; i++)
        ask_silent(&q, &silences.at[i]);
    ask_guesses(&q);
    if (q.all.n > 0)
        qsort(q.all.at, q.all.n, sizeof *q.all.at, by_weight);
    add_in_turn(&q, root);
    return !q.cut;
}

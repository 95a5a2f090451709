/* What a party gets out of an issue: scores, points, orders, ranges. */
#include <stdlib.h>

#include "model/build.h"

bool zo_bind_amount(zo_build *build, const zo_amount *amount, zo_range *range)
{
    range->low = zo_value_of_figure(build->model, &amount->low);
    range->high =
        zo_present(amount->high.span) ? zo_value_of_figure(build->model, &amount->high) : range->low;
    if (zo_num_compare(&range->low, &range->high) <= 0)
        return true;
    zo_report(build->sink, ZO_RANGE_REVERSED, amount->low.span,
              ZO_STR("the range begins with its larger number"),
              ZO_STR("write the smaller number first, as in 20..30"));
    return false;
}

static void check_weight(zo_build *build, const zo_entry *entry)
{
    if (zo_num_sign(&entry->amount.low) < 0)
        zo_report(build->sink, ZO_BAD_WEIGHT, entry->statement->amount.low.span,
                  ZO_STR("a weight cannot be below zero"), ZO_STR("turn the scores round instead"));
}

static void option_unvalued(zo_build *build, const zo_entry *entry, const zo_issue *issue, uint32_t value)
{
    zo_str id = zo_issue_value_id(build->arena, issue, value);
    zo_reportf(build->sink, ZO_OPTION_UNVALUED, entry->statement->head,
               ZO_STR("list every option: leaving one out would be a guess about it"),
               "the option \"%.*s\" of \"%.*s\" is left out", ZO_FMT(id), ZO_FMT(issue->id));
}

static void option_twice(zo_build *build, const zo_word *word)
{
    zo_reportf(build->sink, ZO_OPTION_TWICE, word->span, ZO_STR("keep one of the two"),
               "the option \"%.*s\" is listed already", ZO_FMT(word->text));
}

static uint32_t find_option(zo_build *build, const zo_issue *issue, const zo_word *word)
{
    uint32_t value = zo_issue_option(issue, word->text);
    if (value != ZO_NONE)
        return value;
    zo_candidates words = {0};
    for (size_t i = 0; i < issue->named.n && zo_wants_candidates(build, &words); i++)
        zo_may_mean(build, &words, issue->named.at[i].id);
    zo_reportf(build->sink, ZO_UNKNOWN_OPTION, word->span, zo_did_you_mean(build, word->text, &words),
               "\"%.*s\" is no option of \"%.*s\"", ZO_FMT(word->text), ZO_FMT(issue->id));
    return ZO_NONE;
}

/* ---- values ---- */

static void bind_point(zo_build *build, const zo_issue *issue, const zo_valuation *valuation, zo_point *point)
{
    point->value = ZO_NONE;
    if (!issue->numeric) {
        zo_reportf(build->sink, ZO_NOT_COMPARABLE, valuation->point.span, ZO_STR("list its options by name"),
                   "\"%.*s\" has named options, no numbers", ZO_FMT(issue->id));
        return;
    }
    point->number = zo_value_of_figure(build->model, &valuation->point);
}

/* Points in order of their numbers, named values behind them. */
static int by_number(const void *left, const void *right)
{
    const zo_point *a = left, *b = right;
    if (a->value != ZO_NONE || b->value != ZO_NONE)
        return a->value == b->value  ? 0
               : a->value == ZO_NONE ? -1
               : b->value == ZO_NONE ? 1
               : a->value < b->value ? -1
                                     : 1;
    return zo_num_compare(&a->number, &b->number);
}

static void sort_points(zo_build *build, zo_entry *entry)
{
    if (entry->points.n > 1)
        qsort(entry->points.at, entry->points.n, sizeof *entry->points.at, by_number);
    for (size_t i = 1; i < entry->points.n && entry->points.at[i].value == ZO_NONE; i++)
        if (by_number(&entry->points.at[i - 1], &entry->points.at[i]) == 0) {
            zo_str number = zo_num_text(build->arena, &entry->points.at[i].number);
            zo_reportf(build->sink, ZO_OPTION_TWICE, entry->statement->head, ZO_STR("keep one of the two"),
                       "the value %.*s has its score already", ZO_FMT(number));
        }
}

static void bind_valuations(zo_build *build, zo_entry *entry, const zo_issue *issue, uint64_t *seen)
{
    const zo_statement *statement = entry->statement;
    for (size_t i = 0; i < statement->valuations.n; i++) {
        const zo_valuation *valuation = &statement->valuations.at[i];
        zo_point point = {.value = ZO_NONE};
        zo_bind_amount(build, &valuation->score, &point.score);
        if (valuation->word.text.n == 0) {
            bind_point(build, issue, valuation, &point);
            if (!issue->numeric)
                continue;
        } else {
            point.value = find_option(build, issue, &valuation->word);
            if (point.value == ZO_NONE)
                continue;
            uint32_t bit = point.value - issue->gridded;
            if (seen[bit / 64] >> (bit % 64) & 1)
                option_twice(build, &valuation->word);
            seen[bit / 64] |= (uint64_t)1 << (bit % 64);
        }
        ZO_PUSH(build->arena, &entry->points, point);
    }
    sort_points(build, entry);
}

static void check_points_cover(zo_build *build, const zo_entry *entry, const zo_issue *issue)
{
    size_t count = 0;
    while (count < entry->points.n && entry->points.at[count].value == ZO_NONE)
        count++;
    zo_num high = zo_issue_number(issue, issue->gridded - 1);
    bool direction = entry->statement->direction != ZO_LISTED;
    if (direction && count > 0)
        zo_report(build->sink, ZO_OPTION_TWICE, entry->statement->head,
                  ZO_STR("more and less already score every number"),
                  ZO_STR("give points, or more or less, not both"));
    if (direction || (count > 0 && zo_num_compare(&entry->points.at[0].number, &issue->low) <= 0 &&
                      zo_num_compare(&entry->points.at[count - 1].number, &high) >= 0))
        return;
    zo_str low_text = zo_num_text(build->arena, &issue->low), high_text = zo_num_text(build->arena, &high);
    zo_reportf(build->sink, ZO_POINTS_SHORT, entry->statement->head,
               zo_printf(build->arena, "give scores at %.*s and at %.*s, or write more or less",
                         ZO_FMT(low_text), ZO_FMT(high_text)),
               "the points do not cover \"%.*s\" from end to end", ZO_FMT(issue->id));
}

static void bind_scores(zo_build *build, zo_entry *entry, const zo_issue *issue)
{
    if (entry->statement->direction != ZO_LISTED && !issue->numeric)
        zo_reportf(build->sink, ZO_NOT_NUMERIC, entry->statement->head,
                   ZO_STR("list its options with their scores"),
                   "\"%.*s\" has no numbers to have more or less of", ZO_FMT(issue->id));
    uint64_t *seen = ZO_NEW_MANY(build->arena, uint64_t, issue->named.n / 64 + 1);
    bind_valuations(build, entry, issue, seen);
    bool misdirected = entry->statement->direction != ZO_LISTED && !issue->numeric;
    for (uint32_t i = 0; i < issue->named.n && !misdirected; i++)
        if (!(seen[i / 64] >> (i % 64) & 1))
            option_unvalued(build, entry, issue, issue->gridded + i);
    if (issue->numeric)
        check_points_cover(build, entry, issue);
}

/* ---- prefers: the range of scores that every consistent scoring stays in ---- */

static void bind_order(zo_build *build, zo_entry *entry, const zo_issue *issue)
{
    const zo_statement *statement = entry->statement;
    if (issue->numeric) {
        zo_reportf(build->sink, ZO_NOT_ORDERABLE, statement->head,
                   ZO_STR("use values with more, less or points"),
                   "\"%.*s\" is numeric: an order names options", ZO_FMT(issue->id));
        return;
    }
    uint64_t *seen = ZO_NEW_MANY(build->arena, uint64_t, issue->named.n / 64 + 1);
    for (size_t r = 0; r < statement->ranks.n; r++) {
        bool best = r == 0, worst = r + 1 == statement->ranks.n;
        zo_range score = {zo_num_of(best ? 100 : 0), zo_num_of(worst && !best ? 0 : 100)};
        for (size_t i = 0; i < statement->ranks.at[r].n; i++) {
            const zo_word *word = &statement->ranks.at[r].at[i];
            uint32_t value = find_option(build, issue, word);
            if (value == ZO_NONE)
                continue;
            if (seen[value / 64] >> (value % 64) & 1)
                option_twice(build, word);
            seen[value / 64] |= (uint64_t)1 << (value % 64);
            ZO_PUSH(build->arena, &entry->points, ((zo_point){value, zo_num_of(0), score, (uint32_t)r}));
        }
    }
    for (uint32_t v = 0; v < issue->size; v++)
        if (!(seen[v / 64] >> (v % 64) & 1))
            option_unvalued(build, entry, issue, v);
}

void zo_bind_values(zo_build *build, zo_entry *entry)
{
    entry->issue = zo_find_issue(build, &entry->statement->name);
    zo_bind_amount(build, &entry->statement->amount, &entry->amount);
    check_weight(build, entry);
    if (entry->issue == ZO_NONE)
        return;
    const zo_issue *issue = &build->model->issues.at[entry->issue];
    if (entry->statement->kind == ZO_S_PREFERS)
        bind_order(build, entry, issue);
    else
        bind_scores(build, entry, issue);
}

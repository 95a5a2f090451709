/* The survey of a zone against a plain loop over every package, on seeded random instances; dominance against all
 * pairs; and what happens at the limits of time, memory and patience. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engine/frontier/cuts.h"
#include "engine/ledger.h"
#include "engine/walk/dominance.h"
#include "engine/walk/survey.h"
#include "plain_zone.h"

enum { MOST_PAYOFFS = 5 };

/* ---- The plain survey ---- */

typedef struct plain_point {
    zo_int worth[MOST_PAYOFFS];
    uint32_t class_value;
    uint64_t packages;
    uint32_t *package;
} plain_point;

typedef struct question {
    const zo_sum *payoff[MOST_PAYOFFS];
    size_t payoffs;
    uint32_t class_issue;
} question;

typedef struct plain_survey {
    ZO_ARRAY(plain_point) all;
    uint64_t packages;
    zo_int least[MOST_PAYOFFS], most[MOST_PAYOFFS];
} plain_survey;

static int compare_points(const question *q, const plain_point *a, const plain_point *b)
{
    for (size_t i = 0; i < q->payoffs; i++) {
        int order = zo_int_compare(&b->worth[i], &a->worth[i]);
        if (order != 0)
            return order;
    }
    return a->class_value < b->class_value ? -1 : a->class_value > b->class_value;
}

static bool plainly_dominates(const question *q, const plain_point *a, const plain_point *b)
{
    bool larger = false;
    for (size_t i = 0; i < q->payoffs; i++) {
        int order = zo_int_compare(&a->worth[i], &b->worth[i]);
        if (order < 0)
            return false;
        larger = larger || order > 0;
    }
    return larger && a->class_value == b->class_value;
}

/* Into its place; the points stay in order. */
static void count_package(world *w, const question *q, plain_survey *survey, const plain_point *here)
{
    size_t low = 0, high = survey->all.n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (compare_points(q, &survey->all.at[middle], here) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < survey->all.n && compare_points(q, &survey->all.at[low], here) == 0) {
        survey->all.at[low].packages++;
        return;
    }
    plain_point point = *here;
    point.packages = 1;
    point.package = ZO_NEW_MANY(&w->arena, uint32_t, w->instance.issues);
    memcpy(point.package, here->package, w->instance.issues * sizeof *point.package);
    ZO_PUSH(&w->arena, &survey->all, point);
    memmove(survey->all.at + low + 1, survey->all.at + low, (survey->all.n - 1 - low) * sizeof point);
    survey->all.at[low] = point;
}

static void note_extremes(const question *q, plain_survey *survey, const plain_point *here)
{
    for (size_t i = 0; i < q->payoffs; i++) {
        if (survey->packages == 0 || zo_int_compare(&here->worth[i], &survey->least[i]) < 0)
            survey->least[i] = here->worth[i];
        if (survey->packages == 0 || zo_int_compare(&here->worth[i], &survey->most[i]) > 0)
            survey->most[i] = here->worth[i];
    }
    survey->packages++;
}

static void drop_dominated(const question *q, plain_survey *survey)
{
    size_t left = 0;
    for (size_t i = 0; i < survey->all.n; i++) {
        bool dominated = false;
        for (size_t j = 0; j < left && !dominated; j++) /* only those before it in order can dominate it */
            dominated = plainly_dominates(q, &survey->all.at[j], &survey->all.at[i]);
        if (!dominated)
            survey->all.at[left++] = survey->all.at[i];
    }
    survey->all.n = left;
}

static plain_survey survey_plainly(world *w, const question *q)
{
    plain_survey survey = {0};
    uint32_t *package = ZO_NEW_MANY(&w->arena, uint32_t, w->instance.issues);
    do {
        if (!plainly_in_zone(w, package))
            continue;
        plain_point here = {.package = package};
        for (size_t i = 0; i < q->payoffs; i++)
            here.worth[i] = plain_total(&w->instance, q->payoff[i], package);
        here.class_value = q->class_issue == ZO_NO_ISSUE ? 0 : package[q->class_issue];
        note_extremes(q, &survey, &here);
        count_package(w, q, &survey, &here);
    } while (next_package(&w->instance, package));
    drop_dominated(q, &survey);
    return survey;
}

/* ---- Comparison ---- */

static void assert_count(const zo_int *found, uint64_t expected)
{
    zo_int count = zo_int_of_unsigned(expected);
    assert_int_equal(zo_int_compare(found, &count), 0);
}

static void assert_same_point(const world *w, const question *q, const zo_survey_point *found,
                              const plain_point *plain)
{
    for (size_t i = 0; i < q->payoffs; i++)
        assert_int_equal(zo_int_compare(&found->worth[i], &plain->worth[i]), 0);
    assert_int_equal(found->class_value, plain->class_value);
    assert_count(&found->packages, plain->packages);
    assert_memory_equal(found->package, plain->package, w->instance.issues * sizeof(uint32_t));
}

static void compare_one(const world *w, const question *q, const plain_survey *plain, const zo_survey *found)
{
    assert_int_equal(found->reach, ZO_EXACT);
    assert_true(found->complete && found->part_done >= 1);
    assert_int_equal(found->points, plain->all.n);
    for (size_t i = 0; i < found->points; i++)
        assert_same_point(w, q, &found->point[i], &plain->all.at[i]);
    assert_count(&found->packages, found->packages_known ? plain->packages : 0);
    for (size_t i = 0; i < q->payoffs; i++) {
        zo_int zero = zo_int_of(0);
        const zo_int *least = found->least_known && plain->packages > 0 ? &plain->least[i] : &zero;
        const zo_int *most = plain->packages > 0 ? &plain->most[i] : &zero;
        assert_int_equal(zo_int_compare(&found->least[i], least), 0);
        assert_int_equal(zo_int_compare(&found->most[i], most), 0);
    }
}

static void compare_with_plain(world *w, const question *q)
{
    plain_survey plain = survey_plainly(w, q);
    for (unsigned run = 0; run < 4; run++) {
        zo_engine engine = run < 2 ? ZO_ENGINE_ENUMERATION : ZO_ENGINE_ELIMINATION;
        zo_limit limit = {.threads = 1 + run % 2, .engine = engine};
        zo_survey found =
            zo_survey_zone(&w->instance, w->mode, q->payoff, q->payoffs, q->class_issue, &limit, &w->arena);
        compare_one(w, q, &plain, &found);
        assert_true(run >= 2 || (found.packages_known && found.least_known));
    }
}

static question random_question(world *w)
{
    question q = {.payoffs = below(w, MOST_PAYOFFS + 1), .class_issue = ZO_NO_ISSUE};
    for (size_t i = 0; i < q.payoffs; i++)
        q.payoff[i] = random_payoff(w);
    if (w->instance.issues > 0 && one_in(w, 3))
        q.class_issue = below(w, (uint32_t)w->instance.issues);
    return q;
}

/* Without selectors in every fourth, so that zones are large, too. */
static void make_zone(world *w, size_t issues, uint32_t least, uint32_t most)
{
    make_instance(w, issues, least, most);
    if (one_in(w, 4))
        add_selectors(w, below(w, 2));
}

static void surveys_agree_with_a_plain_loop(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 3000; seed++) {
        world w;
        open_world(&w, 500000 + seed);
        make_zone(&w, seed % 50 == 0 ? 0 : 1 + below(&w, 5), 1, 5);
        question q = random_question(&w);
        compare_with_plain(&w, &q);
        close_world(&w);
    }
}

static void surveys_on_threads_agree_too(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 20; seed++) {
        world w;
        open_world(&w, 510000 + seed);
        make_zone(&w, 4, 11, 14);
        question q = random_question(&w);
        compare_with_plain(&w, &q);
        close_world(&w);
    }
}

/* ---- Alternatives ---- */

/* Every number times factor, and more. */
static int64_t *scaled(world *w, const int64_t *number, size_t n, int64_t factor, int64_t more)
{
    int64_t *to = ZO_NEW_MANY(&w->arena, int64_t, n);
    for (size_t i = 0; i < n; i++)
        to[i] = number[i] * factor + more;
    return to;
}

/* A sum that grows with another one, `factor` times as fast. */
static const zo_sum *sum_along(world *w, const zo_sum *sum, int64_t factor)
{
    const zo_instance *in = &w->instance;
    const int64_t **table = ZO_NEW_MANY(&w->arena, const int64_t *, in->issues);
    zo_bonus *bonus = ZO_NEW_MANY(&w->arena, zo_bonus, sum->bonuses);
    for (size_t i = 0; i < in->issues; i++)
        if (sum->table[i] != NULL)
            table[i] = scaled(w, sum->table[i], in->size[i], factor, between(w, -3, 3));
    for (size_t b = 0; b < sum->bonuses; b++)
        bonus[b] =
            (zo_bonus){.when = sum->bonus[b].when, .points = scaled(w, sum->bonus[b].points, 1, factor, 0)};
    zo_sum *along = ZO_NEW(&w->arena, zo_sum);
    *along = (zo_sum){.words = 1,
                      .start = scaled(w, sum->start, 1, factor, between(w, -40, 20)),
                      .table = table,
                      .bonuses = sum->bonuses,
                      .bonus = bonus};
    return along;
}

static const zo_sum *random_short_sum(world *w)
{
    const zo_sum *sum = random_payoff(w);
    while (sum->words != 1)
        sum = random_payoff(w);
    return sum;
}

/* Some of the payoffs, some of half or twice their size, and some of another sum. */
static void add_alternatives(world *w, const question *q, const zo_sum *const *half)
{
    size_t selectors = w->instance.selectors, more = 1 + below(w, 3);
    zo_selector *selector = ZO_NEW_MANY(&w->arena, zo_selector, selectors + more);
    zo_mode *mode = ZO_NEW_MANY(&w->arena, zo_mode, selectors + more);
    memcpy(selector, w->instance.selector, selectors * sizeof *selector);
    memcpy(mode, w->mode, selectors * sizeof *mode);
    for (size_t s = selectors; s < selectors + more; s++) {
        size_t p = q->payoffs == 0 ? 0 : below(w, (uint32_t)q->payoffs);
        bool other = q->payoffs == 0 || one_in(w, 3);
        const zo_sum *sum = other ? random_short_sum(w) : half[p];
        selector[s] = (zo_selector){
            .class_ = ZO_ALTERNATIVE, .sum = sum_along(w, sum, 1 + below(w, 4)), .voter = ZO_DIRECT};
        mode[s] = ZO_HARD;
    }
    w->instance.selectors = selectors + more;
    w->instance.selector = selector;
    w->mode = mode;
}

static void alternatives_become_cuts(void **state)
{
    (void)state;
    size_t hidden = 0, shown = 0;
    for (uint64_t seed = 1; seed <= 2000; seed++) {
        world w;
        open_world(&w, 515000 + seed);
        make_zone(&w, 1 + below(&w, 5), 1, 5);
        question q = {.payoffs = below(&w, 4), .class_issue = one_in(&w, 4) ? 0 : ZO_NO_ISSUE};
        const zo_sum *half[MOST_PAYOFFS];
        for (size_t p = 0; p < q.payoffs; p++) {
            half[p] = random_short_sum(&w);
            q.payoff[p] = sum_along(&w, half[p], 1 + below(&w, 4));
        }
        add_alternatives(&w, &q, half);
        zo_cuts cuts = zo_find_cuts(&w.instance, w.mode, q.payoff, q.payoffs, &w.arena);
        hidden += cuts.hidden;
        shown += cuts.cuts - cuts.hidden;
        compare_with_plain(&w, &q);
        close_world(&w);
    }
    assert_true(hidden > 500 && shown > 500);
}

/* ---- Large frontiers ---- */

/* Issues whose values are worth opposite things to the parties; no selectors. */
static question oppose(world *w, size_t issues, uint32_t values, size_t parties, uint32_t spread)
{
    question q = {.payoffs = parties, .class_issue = ZO_NO_ISSUE};
    uint32_t *size = ZO_NEW_MANY(&w->arena, uint32_t, issues);
    for (size_t i = 0; i < issues; i++)
        size[i] = values;
    set_issues(w, issues, size);
    for (size_t p = 0; p < parties; p++) {
        const int64_t **table = ZO_NEW_MANY(&w->arena, const int64_t *, issues);
        for (size_t i = 0; i < issues; i++) {
            int64_t *worth = ZO_NEW_MANY(&w->arena, int64_t, values);
            for (uint32_t v = 0; v < values; v++)
                worth[v] = between(w, 0, spread);
            table[i] = worth;
        }
        zo_sum *sum = ZO_NEW(&w->arena, zo_sum);
        *sum = (zo_sum){.words = 1, .start = ZO_NEW(&w->arena, int64_t), .table = table};
        q.payoff[p] = sum;
    }
    return q;
}

/* So large that archives are reduced and grow more than once. */
static void large_frontiers_are_whole(void **state)
{
    (void)state;
    for (size_t parties = 3; parties <= MOST_PAYOFFS; parties++) {
        world w;
        open_world(&w, 520000 + parties);
        question q = oppose(&w, 5, 6, parties, 1000);
        q.class_issue = parties == 4 ? 2 : ZO_NO_ISSUE;
        compare_with_plain(&w, &q);
        close_world(&w);
    }
}

/* ---- Dominance ---- */

enum { MOST_ROWS = 700, MOST_PLACES = 6 };

static size_t row_places; /* read by compare_rows */

static int compare_rows(const void *left, const void *right)
{
    const uint32_t *a = *(const uint32_t *const *)left, *b = *(const uint32_t *const *)right;
    for (size_t i = 0; i < row_places; i++) {
        if (a[i] != b[i])
            return a[i] < b[i] ? -1 : 1;
    }
    return 0;
}

static bool is_beaten(const uint32_t *row, const uint32_t *by)
{
    for (size_t i = 0; i < row_places; i++) {
        if (by[i] > row[i])
            return false;
    }
    return true;
}

/* Distinct rows in order; returns how many. */
static size_t make_rows(world *w, size_t n, uint32_t range, const uint32_t **row)
{
    for (size_t i = 0; i < n; i++) {
        uint32_t *own = ZO_NEW_MANY(&w->arena, uint32_t, row_places + 1);
        for (size_t k = 0; k < row_places; k++)
            own[k] = below(w, range);
        if (row_places > 1 && one_in(w, 2)) /* close to a common surface */
            own[row_places - 1] = 3 * range - own[0] < range ? own[0] : range - own[0] + below(w, 2);
        row[i] = own;
    }
    qsort(row, n, sizeof *row, compare_rows);
    size_t distinct = 0;
    for (size_t i = 0; i < n; i++) {
        if (distinct == 0 || compare_rows(&row[distinct - 1], &row[i]) != 0)
            row[distinct++] = row[i];
    }
    return distinct;
}

static void dominance_agrees_with_all_pairs(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 800; seed++) {
        world w;
        open_world(&w, 530000 + seed);
        static const uint32_t *row[MOST_ROWS];
        static bool dominated[MOST_ROWS];
        static uint32_t scratch[MOST_ROWS * (MOST_PLACES + 3)];
        row_places = below(&w, MOST_PLACES + 1);
        size_t n = make_rows(&w, below(&w, MOST_ROWS + 1), one_in(&w, 3) ? 5 : 1 + below(&w, 70000), row);
        assert_true(zo_dominance_scratch(n, row_places) <= sizeof scratch / sizeof *scratch);
        zo_find_dominated(row, n, row_places, dominated, scratch);
        for (size_t i = 0; i < n; i++) {
            bool beaten = false;
            for (size_t j = 0; j < n && !beaten; j++)
                beaten = i != j && is_beaten(row[i], row[j]);
            assert_int_equal(dominated[i], beaten);
        }
        close_world(&w);
    }
}

/* ---- Limits ---- */

static void limits_end_the_survey(void **state)
{
    (void)state;
    for (unsigned threads = 1; threads <= 2; threads++) {
        world w;
        open_world(&w, 540000);
        question q = oppose(&w, 14, 10, 4, 1000);
        zo_limit limit = {
            .engine = ZO_ENGINE_ENUMERATION, .threads = threads, .deadline = zo_clock_now() + 30000000};
        zo_survey found =
            zo_survey_zone(&w.instance, NULL, q.payoff, q.payoffs, q.class_issue, &limit, &w.arena);
        assert_int_equal(found.reach, ZO_LIMIT_TIME);
        assert_true(found.points > 0 && found.part_done < 0.5);
        limit.deadline = 1;
        found = zo_survey_zone(&w.instance, NULL, q.payoff, q.payoffs, q.class_issue, &limit, &w.arena);
        assert_int_equal(found.reach, ZO_LIMIT_TIME);
        assert_int_equal(found.points, 0);
        assert_count(&found.packages, 0);
        limit = (zo_limit){
            .engine = ZO_ENGINE_ENUMERATION, .threads = threads, .memory = (size_t)1500000 * threads};
        found = zo_survey_zone(&w.instance, NULL, q.payoff, q.payoffs, q.class_issue, &limit, &w.arena);
        assert_int_equal(found.reach, ZO_LIMIT_MEMORY);
        assert_true(found.points > 0);
        limit.memory = 1;
        found = zo_survey_zone(&w.instance, NULL, q.payoff, q.payoffs, q.class_issue, &limit, &w.arena);
        assert_int_equal(found.reach, ZO_LIMIT_MEMORY);
        close_world(&w);
    }
}

static bool stop_at_third(void *context, double part_done)
{
    assert_true(part_done >= 0 && part_done <= 1);
    return ++*(int *)context == 3;
}

static void progress_may_stop_the_survey(void **state)
{
    (void)state;
    world w;
    open_world(&w, 550000);
    question q = oppose(&w, 14, 10, 3, 1000);
    int calls = 0;
    zo_limit limit = {
        .engine = ZO_ENGINE_ENUMERATION, .threads = 2, .progress = stop_at_third, .context = &calls};
    zo_survey found = zo_survey_zone(&w.instance, NULL, q.payoff, q.payoffs, q.class_issue, &limit, &w.arena);
    assert_int_equal(found.reach, ZO_STOPPED);
    assert_int_equal(calls, 3);
    close_world(&w);
}

/* Surveys with the n-th request refused. Whether the run was whole; fails when anything is left behind. */
static bool survives_refusal(world *w, const question *q, size_t n, zo_engine engine, unsigned threads)
{
    jmp_buf escape;
    jmp_buf *const outer = w->heap.escape;
    counting before = w->counting;
    zo_arena arena;
    zo_arena_open(&arena, &w->heap);
    volatile bool whole = false;
    w->counting.refuse_at = w->counting.requests + n;
    w->heap.escape = &escape;
    if (setjmp(escape) == 0) {
        zo_limit limit = {.threads = threads, .engine = engine};
        zo_survey found =
            zo_survey_zone(&w->instance, w->mode, q->payoff, q->payoffs, q->class_issue, &limit, &arena);
        whole = found.reach == ZO_EXACT;
        assert_true(whole || found.reach == ZO_LIMIT_MEMORY);
    } else {
        assert_int_equal(w->heap.state, ZO_HEAP_EXHAUSTED);
    }
    assert_ptr_equal(w->heap.escape, &escape);
    w->heap.escape = outer;
    w->counting.refuse_at = 0;
    zo_arena_close(&arena);
    assert_int_equal(w->counting.live, before.live);
    return whole;
}

static void every_refusal_of_memory_is_survived(void **state)
{
    (void)state;
    for (unsigned run = 0; run < 3; run++) {
        world w;
        open_world(&w, 560000);
        question q = oppose(&w, 5, 8, 4, 1000);
        q.class_issue = run == 2 ? 3 : ZO_NO_ISSUE;
        size_t n = 1;
        while (!survives_refusal(&w, &q, n, run == 2 ? ZO_ENGINE_ELIMINATION : ZO_ENGINE_ENUMERATION,
                                 1 + run % 2))
            n++;
        assert_true(n > 5);
        close_world(&w);
    }
}

/* ---- Which engine ---- */

static zo_survey ask(world *w, const question *q, zo_limit *limit)
{
    zo_ledger *ledger = ZO_NEW(&w->arena, zo_ledger);
    ledger->arena = &w->arena;
    limit->ledger = ledger;
    return zo_survey_zone(&w->instance, w->mode, q->payoff, q->payoffs, q->class_issue, limit, &w->arena);
}

static void expect_lines(const zo_limit *limit, size_t lines, zo_engine last)
{
    assert_int_equal(limit->ledger->lines.n, lines);
    assert_int_equal(limit->ledger->lines.at[lines - 1].engine, last);
}

static void long_walks_are_avoided(void **state)
{
    (void)state;
    world w;
    open_world(&w, 570000);
    question q = oppose(&w, 5, 8, 3, 100);
    zo_limit limit = {.threads = 1};
    ask(&w, &q, &limit);
    expect_lines(&limit, 1, ZO_ENGINE_ENUMERATION);
    q = oppose(&w, 14, 10, 3, 100);
    zo_survey found = ask(&w, &q, &limit);
    expect_lines(&limit, 1, ZO_ENGINE_ELIMINATION);
    assert_int_equal(found.reach, ZO_EXACT);
    assert_true(found.complete && found.packages_known && found.least_known && found.points > 100);
    assert_count(&found.packages, 100000000000000);
    close_world(&w);
}

/* Numbers of many words are for the walk, whatever is asked for. */
static void what_elimination_cannot_do_is_walked(void **state)
{
    (void)state;
    world w;
    open_world(&w, 580000);
    question q = oppose(&w, 3, 4, 2, 100);
    zo_sum wide = *q.payoff[0];
    int64_t *number = ZO_NEW_MANY(&w.arena, int64_t, 4 * ZO_WIDE_WORDS);
    const int64_t **table = ZO_NEW_MANY(&w.arena, const int64_t *, 3);
    table[1] = number;
    number[2 * ZO_WIDE_WORDS] = 7;
    wide.words = ZO_WIDE_WORDS;
    wide.start = ZO_NEW_MANY(&w.arena, int64_t, ZO_WIDE_WORDS);
    wide.table = table;
    q.payoff[1] = &wide;
    zo_limit limit = {.threads = 1, .engine = ZO_ENGINE_ELIMINATION};
    zo_survey found = ask(&w, &q, &limit);
    expect_lines(&limit, 2, ZO_ENGINE_ENUMERATION);
    assert_true(found.complete);
    compare_with_plain(&w, &q);
    close_world(&w);
}

static void limits_end_elimination(void **state)
{
    (void)state;
    world w;
    open_world(&w, 590000);
    question q = oppose(&w, 14, 10, 5, 1000);
    int calls = 0;
    zo_limit limit[] = {{.threads = 1, .deadline = 1},
                        {.threads = 1, .deadline = zo_clock_now() + 30000000},
                        {.threads = 1, .memory = 100000},
                        {.threads = 1, .memory = 1000000},
                        {.threads = 1, .progress = stop_at_third, .context = &calls}};
    zo_reach reach[] = {ZO_LIMIT_TIME, ZO_LIMIT_TIME, ZO_LIMIT_MEMORY, ZO_LIMIT_MEMORY, ZO_STOPPED};
    for (size_t i = 0; i < sizeof limit / sizeof *limit; i++) {
        zo_survey found = ask(&w, &q, &limit[i]);
        assert_int_equal(found.reach, reach[i]);
        assert_int_equal(found.points, 0);
        assert_false(found.complete || found.packages_known || found.least_known);
    }
    assert_int_equal(calls, 3);
    close_world(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(surveys_agree_with_a_plain_loop),
        cmocka_unit_test(surveys_on_threads_agree_too),
        cmocka_unit_test(alternatives_become_cuts),
        cmocka_unit_test(large_frontiers_are_whole),
        cmocka_unit_test(dominance_agrees_with_all_pairs),
        cmocka_unit_test(limits_end_the_survey),
        cmocka_unit_test(progress_may_stop_the_survey),
        cmocka_unit_test(every_refusal_of_memory_is_survived),
        cmocka_unit_test(long_walks_are_avoided),
        cmocka_unit_test(what_elimination_cannot_do_is_walked),
        cmocka_unit_test(limits_end_elimination),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

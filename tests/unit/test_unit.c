/* Work units: plans cut into random ranges, run in any order, merged in any grouping, sent as bytes and read back, come to
 * what one run comes to; bytes that are not those of a partial result of the plan are refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engine/walk/census.h"
#include "engine/walk/fingerprint.h"
#include "engine/walk/tour.h"
#include "plain_zone.h"

enum { MOST_RANGES = 12, MOST_PAYOFFS = 4 };

/* ---- Cutting and merging ---- */

typedef struct job {
    const zo_plan *plan;
    const zo_errand *errand;
} job;

static zo_partial *empty(world *w, const job *j) { return zo_partial_new(j->plan, j->errand, &w->arena); }

static zo_partial *there_and_back(world *w, const job *j, const zo_partial *partial)
{
    zo_bytes bytes = zo_partial_write(partial, &w->arena);
    /* Exactly as long as it must be: reading beyond would be found. */
    uint8_t *copy = malloc(bytes.all.n);
    memcpy(copy, bytes.all.at, bytes.all.n);
    zo_partial *read = zo_partial_read(j->plan, j->errand, copy, bytes.all.n, &w->arena);
    free(copy);
    assert_non_null(read);
    assert_int_equal(zo_partial_is_torn(read), zo_partial_is_torn(partial));
    assert_int_equal(zo_partial_is_whole(read), zo_partial_is_whole(partial));
    return read;
}

/* Ascending cuts from 0 to the number of prefixes; some ranges may be empty. Returns how many ranges. */
static size_t cut(world *w, uint64_t prefixes, uint64_t *begins)
{
    size_t ranges = 1 + below(w, MOST_RANGES);
    begins[0] = 0;
    for (size_t i = 1; i < ranges; i++)
        begins[i] = begins[i - 1] + random_word(w) % (prefixes - begins[i - 1] + 1) / (1 + below(w, 4));
    begins[ranges] = prefixes;
    return ranges;
}

static void shuffle(world *w, size_t *order, size_t n)
{
    for (size_t i = 0; i < n; i++)
        order[i] = i;
    for (size_t i = n; i > 1; i--) {
        size_t j = below(w, (uint32_t)i), swap = order[j];
        order[j] = order[i - 1];
        order[i - 1] = swap;
    }
}

/* Each range goes to one of the partial results, some of them one by one, in random order. */
static zo_partial *run_in_pieces(world *w, const job *j)
{
    uint64_t begins[MOST_RANGES + 1];
    size_t order[MOST_RANGES], ranges = cut(w, j->plan->prefixes, begins), n = 1 + below(w, 5);
    zo_partial *part[5];
    for (size_t i = 0; i < n; i++)
        part[i] = empty(w, j);
    shuffle(w, order, ranges);
    for (size_t i = 0; i < ranges; i++) {
        zo_stretch range = {begins[order[i]], begins[order[i] + 1]};
        zo_partial **to = &part[below(w, (uint32_t)n)];
        assert_true(zo_partial_run(*to, range, NULL, NULL));
        if (one_in(w, 3))
            *to = there_and_back(w, j, *to);
    }
    for (; n > 1; n--) { /* any two of them */
        size_t into = below(w, (uint32_t)n - 1);
        assert_true(
            zo_partial_merge(part[into], one_in(w, 2) ? part[n - 1] : there_and_back(w, j, part[n - 1])));
        if (one_in(w, 3))
            part[into] = there_and_back(w, j, part[into]);
    }
    assert_true(zo_partial_is_whole(part[0]));
    return part[0];
}

static zo_partial *run_at_once(world *w, const job *j)
{
    zo_partial *whole = empty(w, j);
    assert_true(zo_partial_run(whole, (zo_stretch){0, j->plan->prefixes}, NULL, NULL));
    assert_true(zo_partial_is_whole(whole));
    return whole;
}

/* ---- The census ---- */

static void assert_same_groups(const zo_instance *in, const zo_enumeration *a, const zo_enumeration *b)
{
    assert_int_equal(a->groups, b->groups);
    for (size_t i = 0; i < a->groups; i++) {
        const zo_group *x = &a->group[i], *y = &b->group[i];
        assert_memory_equal(x->mask, y->mask, a->mask_words * sizeof *x->mask);
        assert_int_equal(zo_int_compare(&x->count, &y->count), 0);
        assert_memory_equal(x->values, y->values, zo_set_words(in->value_bits) * sizeof *x->values);
        assert_memory_equal(x->first, y->first, in->issues * sizeof *x->first);
        assert_int_equal(x->witness == NULL, y->witness == NULL);
        if (x->witness != NULL)
            assert_memory_equal(x->witness, y->witness, in->value_bits * in->issues * sizeof *x->witness);
    }
}

static zo_census *random_census(world *w)
{
    return zo_census_plan(&w->instance, w->mode, NULL, !one_in(w, 4), 1 + below(w, 3), &w->arena);
}

static void a_census_in_pieces_is_whole(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 1500; seed++) {
        world w;
        open_world(&w, 700000 + seed);
        make_instance(&w, 1 + below(&w, 5), 1, seed % 20 == 0 ? 14 : 6);
        zo_census *census = random_census(&w);
        job j = {census->plan, &census->errand};
        zo_enumeration once = zo_census_outcome(census, run_at_once(&w, &j), &w.arena);
        zo_enumeration pieces = zo_census_outcome(census, run_in_pieces(&w, &j), &w.arena);
        zo_limit limit = {.threads = 1};
        zo_enumeration usual =
            zo_enumerate_at_once(&w.instance, w.mode, NULL, census->piling.witnesses, &limit, &w.arena);
        assert_same_groups(&w.instance, &once, &usual);
        assert_same_groups(&w.instance, &pieces, &usual);
        close_world(&w);
    }
}

/* ---- The tour ---- */

static void assert_same_surveys(const zo_instance *in, size_t payoffs, const zo_survey *a, const zo_survey *b)
{
    assert_int_equal(zo_int_compare(&a->packages, &b->packages), 0);
    assert_int_equal(a->points, b->points);
    for (size_t k = 0; k < payoffs; k++) {
        assert_int_equal(zo_int_compare(&a->least[k], &b->least[k]), 0);
        assert_int_equal(zo_int_compare(&a->most[k], &b->most[k]), 0);
    }
    for (size_t i = 0; i < a->points; i++) {
        const zo_survey_point *x = &a->point[i], *y = &b->point[i];
        for (size_t k = 0; k < payoffs; k++)
            assert_int_equal(zo_int_compare(&x->worth[k], &y->worth[k]), 0);
        assert_int_equal(zo_int_compare(&x->packages, &y->packages), 0);
        assert_memory_equal(x->package, y->package, in->issues * sizeof *x->package);
        assert_int_equal(x->class_value, y->class_value);
    }
}

typedef struct question {
    const zo_sum *payoff[MOST_PAYOFFS];
    size_t payoffs;
    uint32_t class_issue;
} question;

static question random_question(world *w)
{
    question q = {.payoffs = below(w, MOST_PAYOFFS + 1), .class_issue = ZO_NO_ISSUE};
    for (size_t i = 0; i < q.payoffs; i++)
        q.payoff[i] = random_payoff(w);
    if (one_in(w, 3))
        q.class_issue = below(w, (uint32_t)w->instance.issues);
    return q;
}

static zo_tour *lay_tour(world *w, const question *q)
{
    return zo_tour_lay(&w->instance, w->mode, q->payoff, q->payoffs, q->class_issue, 1 + below(w, 3),
                       &w->arena);
}

static void a_tour_in_pieces_is_whole(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 1500; seed++) {
        world w;
        open_world(&w, 710000 + seed);
        make_instance(&w, 1 + below(&w, 5), 1, seed % 20 == 0 ? 12 : 6);
        if (one_in(&w, 3))
            add_selectors(&w, 0);
        question q = random_question(&w);
        zo_tour *tour = lay_tour(&w, &q);
        job j = {tour->route.plan, &tour->errand};
        zo_survey once = zo_tour_outcome(tour, run_at_once(&w, &j), &w.arena);
        zo_survey pieces = zo_tour_outcome(tour, run_in_pieces(&w, &j), &w.arena);
        zo_limit limit = {.threads = 1};
        zo_survey usual =
            zo_survey_zone(&w.instance, w.mode, q.payoff, q.payoffs, q.class_issue, &limit, &w.arena);
        assert_same_surveys(&w.instance, q.payoffs, &once, &usual);
        assert_same_surveys(&w.instance, q.payoffs, &pieces, &usual);
        close_world(&w);
    }
}

/* ---- What is refused ---- */

/* The census and the tour of a random instance, each run in part. */
static zo_partial *some_partial(world *w, job *j)
{
    make_instance(w, 4, 3, 6);
    question q = random_question(w);
    if (one_in(w, 2)) {
        zo_census *census = random_census(w);
        *j = (job){census->plan, &census->errand};
    } else {
        zo_tour *tour = lay_tour(w, &q);
        *j = (job){tour->route.plan, &tour->errand};
    }
    zo_partial *partial = empty(w, j);
    assert_true(zo_partial_run(partial, (zo_stretch){0, (j->plan->prefixes + 1) / 2}, NULL, NULL));
    return partial;
}

static void the_same_prefixes_are_not_counted_twice(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 50; seed++) {
        world w;
        open_world(&w, 720000 + seed);
        job j;
        zo_partial *partial = some_partial(&w, &j);
        assert_false(zo_partial_merge(partial, there_and_back(&w, &j, partial)));
        close_world(&w);
    }
}

static void damaged_bytes_are_refused(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 100; seed++) {
        world w;
        open_world(&w, 730000 + seed);
        job j;
        zo_bytes bytes = zo_partial_write(some_partial(&w, &j), &w.arena);
        for (size_t i = 0; i < 40; i++) {
            size_t length = below(&w, (uint32_t)bytes.all.n), at = below(&w, (uint32_t)bytes.all.n);
            uint8_t change = (uint8_t)(1 + below(&w, 255));
            uint8_t *copy = malloc(bytes.all.n + 1);
            memcpy(copy, bytes.all.at, bytes.all.n);
            copy[bytes.all.n] = 0;
            assert_null(zo_partial_read(j.plan, j.errand, copy, length, &w.arena));
            assert_null(zo_partial_read(j.plan, j.errand, copy, bytes.all.n + 1, &w.arena));
            copy[at] ^= change;
            assert_null(zo_partial_read(j.plan, j.errand, copy, bytes.all.n, &w.arena));
            free(copy);
        }
        close_world(&w);
    }
}

/* The plan of an instance that differs in one number only. */
static void partial_results_of_another_plan_are_refused(void **state)
{
    (void)state;
    world w;
    open_world(&w, 740000);
    static const uint32_t size[] = {6, 6, 6};
    set_issues(&w, 3, size);
    int64_t *points = ZO_NEW_MANY(&w.arena, int64_t, 6);
    const int64_t *table[] = {points, points, NULL};
    int64_t start = -3;
    zo_sum sum = {.words = 1, .start = &start, .table = table};
    zo_selector selector = {.class_ = ZO_ALTERNATIVE, .sum = &sum, .voter = ZO_DIRECT};
    zo_mode hard = ZO_HARD;
    w.instance.selectors = 1;
    w.instance.selector = &selector;
    zo_census *one = zo_census_plan(&w.instance, &hard, NULL, true, 1, &w.arena);
    uint64_t print = zo_plan_fingerprint(one->plan);
    job j = {one->plan, &one->errand};
    zo_bytes bytes = zo_partial_write(run_at_once(&w, &j), &w.arena);
    zo_census *same = zo_census_plan(&w.instance, &hard, NULL, true, 1, &w.arena);
    assert_non_null(zo_partial_read(same->plan, &same->errand, bytes.all.at, bytes.all.n, &w.arena));
    points[2] = 1;
    zo_census *other = zo_census_plan(&w.instance, &hard, NULL, true, 1, &w.arena);
    assert_true(zo_plan_fingerprint(other->plan) != print);
    assert_null(zo_partial_read(other->plan, &other->errand, bytes.all.at, bytes.all.n, &w.arena));
    points[2] = 0;
    zo_census *bare = zo_census_plan(&w.instance, &hard, NULL, false, 1, &w.arena);
    assert_null(zo_partial_read(bare->plan, &bare->errand, bytes.all.at, bytes.all.n, &w.arena));
    close_world(&w);
}

/* ---- Torn ones ---- */

static bool at_once(void *context)
{
    (void)context;
    return true;
}

static void what_is_ended_early_is_torn(void **state)
{
    (void)state;
    world w;
    open_world(&w, 750000);
    make_instance(&w, 5, 13, 14);
    add_selectors(&w, 0);
    question q = {.payoffs = 2, .class_issue = ZO_NO_ISSUE};
    q.payoff[0] = random_payoff(&w);
    q.payoff[1] = random_payoff(&w);
    zo_tour *tour = lay_tour(&w, &q);
    job j = {tour->route.plan, &tour->errand};
    zo_partial *partial = empty(&w, &j);
    assert_false(zo_partial_run(partial, (zo_stretch){0, j.plan->prefixes}, at_once, NULL));
    assert_true(zo_partial_is_torn(partial));
    zo_partial *back = there_and_back(&w, &j, partial), *rest = empty(&w, &j);
    assert_true(zo_partial_merge(rest, back));
    assert_true(zo_partial_is_torn(rest));
    assert_false(zo_partial_is_whole(rest));
    close_world(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_census_in_pieces_is_whole),
        cmocka_unit_test(a_tour_in_pieces_is_whole),
        cmocka_unit_test(the_same_prefixes_are_not_counted_twice),
        cmocka_unit_test(damaged_bytes_are_refused),
        cmocka_unit_test(partial_results_of_another_plan_are_refused),
        cmocka_unit_test(what_is_ended_early_is_torn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

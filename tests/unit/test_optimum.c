/* What yardsticks choose without the whole frontier, against their choice from the whole frontier, on seeded random graphs
 * of choices, by each of the ways alone and by all; the most of a sum under cuts; and what is known where a limit ends it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engine/choice/aim.h"
#include "engine/choice/optimum.h"
#include "random_graph.h"

/* ---- Questions ---- */

/* Packages of a random graph, and those of them that are of the frontier. */
typedef struct scene {
    world w;
    plain p;
    zo_bargainer party[MOST_WORTHS];
} scene;

static zo_int some_disagreement(scene *s, size_t worth)
{
    if (s->p.ways.n == 0 || one_in(&s->w, 6))
        return zo_int_of(between(&s->w, -50, 50));
    const plain_way *way = &s->p.ways.at[below(&s->w, (uint32_t)s->p.ways.n)];
    return zo_int_of(way->worth[worth] - between(&s->w, -1, 3));
}

static zo_int most_of(const scene *s, size_t worth)
{
    int64_t most = INT64_MIN;
    for (size_t i = 0; i < s->p.ways.n; i++)
        most = s->p.ways.at[i].worth[worth] > most ? s->p.ways.at[i].worth[worth] : most;
    return zo_int_of(s->p.ways.n == 0 ? 0 : most);
}

static void make_scene(scene *s, uint64_t seed)
{
    static const int64_t most[] = {1, 3, 10, 100, 100000, (int64_t)1 << 30};
    world *w = &s->w;
    open_world(w, seed);
    size_t worths = below(w, MOST_WORTHS + 1), hidden = one_in(w, 2) ? 0 : below(w, (uint32_t)worths + 1);
    int64_t wide = most[below(w, 6)];
    zo_graph *graph = random_graph(w, below(w, MOST_ISSUES + 1), worths, wide);
    size_t cuts = one_in(w, 2) ? 0 : below(w, 4);
    s->p = (plain){.w = w, .graph = graph, .shown = worths - hidden, .cuts = cuts};
    s->p.cut = random_cuts(w, graph, cuts, wide);
    find_plainly(&s->p);
    for (size_t k = 0; k < s->p.shown; k++)
        s->party[k] = (zo_bargainer){.scale = zo_int_of(one_in(w, 2) ? 1 : between(w, 1, 12)),
                                     .disagreement = some_disagreement(s, k),
                                     .ideal = most_of(s, k)};
}

static zo_optimum_question question_of(const scene *s, zo_yardstick yardstick)
{
    return (zo_optimum_question){.graph = s->p.graph,
                                 .hidden = s->p.graph->worths - s->p.shown,
                                 .cut = s->p.cut,
                                 .cuts = s->p.cuts,
                                 .yardstick = yardstick,
                                 .party = s->party};
}

/* ---- What is chosen ---- */

static zo_chosen choose(scene *s, zo_yardstick yardstick, size_t points, const int64_t *const *worth)
{
    zo_arena *arena = &s->w.arena;
    const zo_int **row = ZO_NEW_MANY(arena, const zo_int *, points + 1);
    for (size_t i = 0; i < points; i++) {
        zo_int *number = ZO_NEW_MANY(arena, zo_int, s->p.shown + 1);
        for (size_t k = 0; k < s->p.shown; k++)
            number[k] = zo_int_of(worth[i][k]);
        row[i] = number;
    }
    zo_bargain bargain = {.parties = s->p.shown, .party = s->party, .points = points, .worth = row};
    return zo_choose(yardstick, &bargain, arena);
}

static zo_chosen choose_plainly(scene *s, zo_yardstick yardstick)
{
    const int64_t **worth = ZO_NEW_MANY(&s->w.arena, const int64_t *, s->p.ways.n + 1);
    for (size_t i = 0; i < s->p.ways.n; i++)
        worth[i] = s->p.ways.at[i].worth;
    return choose(s, yardstick, s->p.ways.n, worth);
}

static zo_chosen choose_from(scene *s, zo_yardstick yardstick, const zo_points *points)
{
    const int64_t **worth = ZO_NEW_MANY(&s->w.arena, const int64_t *, points->points + 1);
    for (size_t i = 0; i < points->points; i++)
        worth[i] = points->worth + i * points->worths;
    return choose(s, yardstick, points->points, worth);
}

static bool same_vector(const scene *s, const int64_t *a, const int64_t *b)
{
    return memcmp(a, b, s->p.shown * sizeof *a) == 0;
}

/* Every tie, with how many packages have it and the first of them. */
static void assert_same_choice(scene *s, const zo_chosen *plainly, const zo_points *points,
                               const zo_chosen *chosen)
{
    assert_int_equal(chosen->points, plainly->points);
    for (size_t i = 0; i < chosen->points; i++) {
        size_t at = chosen->point[i];
        const plain_way *way = &s->p.ways.at[plainly->point[i]];
        uint32_t package[MOST_ISSUES] = {0};
        assert_true(same_vector(s, points->worth + at * points->worths, way->worth));
        zo_points_package(s->p.graph, points, at, package);
        assert_memory_equal(package, way->package, sizeof package);
        zo_int count = zo_points_count(points, at), plain_count = zo_int_of_unsigned(way->count);
        assert_int_equal(zo_int_compare(&count, &plain_count), 0);
    }
}

/* One package that has one of the vectors chosen. */
static void assert_one_of_them(scene *s, const zo_chosen *plainly, const zo_points *points)
{
    bool is_one = false;
    assert_int_equal(points->points, 1);
    for (size_t i = 0; i < plainly->points; i++)
        is_one = is_one || same_vector(s, points->worth, s->p.ways.at[plainly->point[i]].worth);
    assert_true(is_one);
    uint32_t package[MOST_ISSUES] = {0};
    int64_t worth[MOST_WORTHS];
    zo_points_package(s->p.graph, points, 0, package);
    zo_graph_worth(s->p.graph, package, worth);
    assert_true(same_vector(s, points->worth, worth));
    assert_false(is_cut_off(&s->p, worth));
}

static void assert_best(scene *s, zo_yardstick yardstick, unsigned ways)
{
    zo_limit limit = {.threads = 1};
    zo_optimum_question question = question_of(s, yardstick);
    zo_optimum found = zo_optimum_find_by(ways, &question, &limit, &s->w.arena);
    zo_chosen plainly = choose_plainly(s, yardstick);
    assert_int_equal(found.reach, ZO_EXACT);
    assert_true(found.gap == 0);
    assert_int_equal(found.points.worths, s->p.shown);
    if (!found.all_ties) {
        assert_one_of_them(s, &plainly, &found.points);
        return;
    }
    zo_chosen chosen = choose_from(s, yardstick, &found.points);
    assert_same_choice(s, &plainly, &found.points, &chosen);
}

static void choose_on_many(uint64_t first_seed, unsigned ways)
{
    for (uint64_t seed = first_seed; seed < first_seed + 3000; seed++) {
        scene s;
        make_scene(&s, seed);
        for (zo_yardstick y = ZO_NASH; y <= ZO_UTILITARIAN; y++)
            assert_best(&s, y, ways);
        close_world(&s.w);
    }
}

static void all_ways_choose_alike(void **state)
{
    (void)state;
    choose_on_many(0, ZO_BY_ALL);
}

static void labels_choose_alike(void **state)
{
    (void)state;
    choose_on_many(10000, ZO_BY_LABELS);
}

static void boxes_choose_alike(void **state)
{
    (void)state;
    choose_on_many(20000, ZO_BY_BOXES);
}

static void descents_choose_alike(void **state)
{
    (void)state;
    choose_on_many(30000, ZO_BY_DESCENT);
}

/* ---- Sums ---- */

static void the_most_of_a_sum_is_found(void **state)
{
    (void)state;
    size_t none = 0;
    for (uint64_t seed = 40000; seed < 44000; seed++) {
        scene s;
        make_scene(&s, seed);
        size_t worths = s.p.graph->worths;
        int64_t *weight = ZO_NEW_MANY(&s.w.arena, int64_t, worths + 1), most = INT64_MIN;
        bool mixed = one_in(&s.w, 2);
        for (size_t k = 0; k < worths; k++)
            weight[k] = between(&s.w, mixed ? -5 : 0, 5);
        plain all = {.w = &s.w, .graph = s.p.graph, .shown = worths, .cut = s.p.cut, .cuts = s.p.cuts};
        follow_all_packages(&all);
        for (size_t i = 0; i < all.ways.n; i++) {
            int64_t sum = 0;
            for (size_t k = 0; k < worths; k++)
                sum += weight[k] * all.ways.at[i].worth[k];
            most = sum > most ? sum : most;
        }
        zo_limit limit = {.threads = 1};
        zo_linear_best found = zo_optimum_linear(s.p.graph, weight, s.p.cut, s.p.cuts, &limit, &s.w.arena);
        assert_int_equal(found.reach, ZO_EXACT);
        assert_int_equal(found.any, all.ways.n > 0);
        none += !found.any;
        if (found.any) {
            int64_t worth[MOST_WORTHS], sum = 0;
            zo_graph_worth(s.p.graph, found.package, worth);
            assert_false(is_cut_off(&s.p, worth));
            for (size_t k = 0; k < worths; k++)
                sum += weight[k] * worth[k];
            assert_int_equal(sum, most);
            assert_int_equal(found.reached, most);
            assert_int_equal(found.most, most);
        }
        close_world(&s.w);
    }
    assert_true(none > 200);
}

/* ---- Bounds of products ---- */

/* Numbers with a larger product, or with one as large: none has a smaller weighted sum than is claimed. */
static void assert_claim(zo_aim *aim, const int64_t *weight, bool ties)
{
    enum { MOST = 9 };
    zo_claim claim = {.ties = ties};
    int64_t least = zo_aim_least(aim, weight, &claim), smallest = INT64_MAX, best = 1;
    for (size_t p = 0; p < aim->goals; p++)
        best *= aim->best[p];
    for (int64_t code = 0; code < MOST * MOST * MOST; code++) {
        int64_t product = 1, sum = 0, rest = code;
        for (size_t p = 0; p < aim->goals; p++, rest /= MOST) {
            product *= 1 + rest % MOST;
            sum += weight[p] * (1 + rest % MOST);
        }
        if (product > best || (ties && product == best))
            smallest = sum < smallest ? sum : smallest;
    }
    assert_true(least <= smallest);
    assert_true(least > 0);
}

static void products_are_bounded_by_sums(void **state)
{
    (void)state;
    size_t tight = 0;
    for (uint64_t seed = 1; seed <= 3000; seed++) {
        world w;
        open_world(&w, seed);
        size_t goals = 1 + below(&w, 3);
        uint32_t size = 1;
        set_issues(&w, 1, &size);
        zo_arc arc = {0};
        zo_fork fork = {.arcs = 1};
        uint32_t root = 0;
        int64_t row[3], weight[3], base[3] = {0};
        const int64_t *alone[3];
        for (size_t p = 0; p < goals; p++) {
            int64_t *one = ZO_NEW_MANY(&w.arena, int64_t, goals);
            one[p] = 1;
            alone[p] = one;
            row[p] = between(&w, 1, 6);
            weight[p] = between(&w, 1, 7);
        }
        zo_graph graph = {.instance = &w.instance,
                          .forks = 1,
                          .fork = &fork,
                          .arcs = 1,
                          .arc = &arc,
                          .roots = 1,
                          .root = &root,
                          .worths = goals,
                          .start = row,
                          .points = base,
                          .extra = base};
        zo_rows *rows = zo_rows_new(&graph, alone, goals, &w.arena);
        zo_aim aim = {.kind = ZO_AIM_PRODUCT, .goals = goals, .rows = goals, .base = base, .least = base};
        assert_true(zo_aim_open(&aim, rows, &w.arena));
        zo_aim_ask(&aim, row);
        assert_claim(&aim, weight, true);
        assert_claim(&aim, weight, false);
        zo_claim ties = {.ties = true};
        int64_t own = 0;
        for (size_t p = 0; p < goals; p++)
            own += weight[p] * row[p];
        tight += zo_aim_least(&aim, weight, &ties) == own;
        close_world(&w);
    }
    assert_true(tight > 500);
}

/* ---- Limits ---- */

/* Issues of eight values, about each of which parties think differently. */
static zo_graph *large_graph(world *w, size_t issues, size_t worths)
{
    uint32_t *size = ZO_NEW_MANY(&w->arena, uint32_t, issues),
             *root = ZO_NEW_MANY(&w->arena, uint32_t, issues);
    zo_fork *fork = ZO_NEW_MANY(&w->arena, zo_fork, issues);
    for (size_t i = 0; i < issues; i++)
        size[i] = 8;
    set_issues(w, issues, size);
    zo_arc *arc = ZO_NEW_MANY(&w->arena, zo_arc, w->instance.value_bits);
    for (uint32_t i = 0; i < issues; i++) {
        root[i] = i;
        fork[i] = (zo_fork){.issue = i, .arc = w->instance.first_bit[i], .arcs = 8};
        for (uint32_t v = 0; v < 8; v++)
            arc[w->instance.first_bit[i] + v].value = v;
    }
    int64_t *points = random_points(w, w->instance.value_bits * worths, 1000000);
    for (size_t i = 0; i < w->instance.value_bits * worths; i++)
        points[i] += 1000000;
    zo_graph *graph = ZO_NEW(&w->arena, zo_graph);
    *graph = (zo_graph){.instance = &w->instance,
                        .forks = issues,
                        .fork = fork,
                        .arcs = w->instance.value_bits,
                        .arc = arc,
                        .roots = issues,
                        .root = root,
                        .worths = worths,
                        .start = ZO_NEW_MANY(&w->arena, int64_t, worths),
                        .points = points,
                        .extra = ZO_NEW_MANY(&w->arena, int64_t, worths)};
    return graph;
}

typedef struct patience {
    int left;
} patience;

static bool lose_patience(void *context, double part_done)
{
    assert_true(part_done >= 0 && part_done <= 1);
    return --((patience *)context)->left <= 0;
}

/* The least gain, where every disagreement is 0. */
static int64_t least_of(const zo_points *points)
{
    int64_t least = INT64_MAX;
    for (size_t k = 0; k < points->worths; k++)
        least = points->worth[k] < least ? points->worth[k] : least;
    return least;
}

static zo_optimum_question egalitarian(world *w, const zo_graph *graph)
{
    zo_bargainer *party = ZO_NEW_MANY(&w->arena, zo_bargainer, graph->worths);
    for (size_t k = 0; k < graph->worths; k++)
        party[k].scale = zo_int_of(1);
    return (zo_optimum_question){.graph = graph, .yardstick = ZO_EGALITARIAN, .party = party};
}

/* least <= reached / (1 - gap), and only then */
static void assert_gap_holds(const zo_optimum *found, int64_t least)
{
    assert_true(found->gap >= 0 && found->gap <= 1);
    if (found->points.points == 0) {
        assert_true(found->gap == 1);
        return;
    }
    double reached = (double)least_of(&found->points);
    assert_int_equal(found->points.points, 1);
    assert_true(reached <= (double)least);
    assert_true((double)least * (1 - found->gap) <= reached * (1 + 1e-12));
}

static void what_is_known_at_a_limit_holds(void **state)
{
    (void)state;
    world w;
    open_world(&w, 3);
    zo_optimum_question question = egalitarian(&w, large_graph(&w, 16, 5));
    zo_limit none = {.threads = 1}, late = {.threads = 1, .deadline = 1};
    zo_optimum best = zo_optimum_find_by(ZO_BY_DESCENT, &question, &none, &w.arena);
    assert_int_equal(best.reach, ZO_EXACT);
    int64_t least = least_of(&best.points);
    zo_optimum found = zo_optimum_find(&question, &late, &w.arena);
    assert_int_equal(found.reach, ZO_LIMIT_TIME);
    assert_int_equal(found.points.points, 1);
    assert_gap_holds(&found, least);
    size_t short_of_memory = 0;
    found.reach = ZO_LIMIT_MEMORY;
    for (size_t memory = 1000; found.reach != ZO_EXACT; memory += memory / 4) {
        zo_limit limit = {.threads = 1, .memory = memory};
        found = zo_optimum_find(&question, &limit, &w.arena);
        short_of_memory += found.reach == ZO_LIMIT_MEMORY && found.points.points == 1;
        assert_true(found.reach == ZO_EXACT || found.reach == ZO_LIMIT_MEMORY);
        assert_true(found.all_ties || found.points.points <= 1);
        if (!found.all_ties)
            assert_gap_holds(&found, least);
    }
    assert_true(short_of_memory > 0);
    close_world(&w);
}

/* Ten parties and sixty issues are too much. */
static void a_caller_may_stop_it(void **state)
{
    (void)state;
    for (int left = 1; left <= 3; left++) {
        world w;
        open_world(&w, 4);
        patience little = {.left = left};
        zo_limit limit = {.threads = 1, .progress = lose_patience, .context = &little};
        zo_optimum_question question = egalitarian(&w, large_graph(&w, 60, 10));
        zo_optimum found = zo_optimum_find(&question, &limit, &w.arena);
        assert_int_equal(found.reach, ZO_STOPPED);
        assert_int_equal(found.points.points, 1);
        assert_true(found.gap > 0 && found.gap < 0.5);
        int64_t *weight = ZO_NEW_MANY(&w.arena, int64_t, 10);
        weight[0] = 1;
        zo_linear_best extreme = zo_optimum_linear(question.graph, weight, NULL, 0, &limit, &w.arena);
        assert_true(extreme.any && extreme.reached == extreme.most);
        close_world(&w);
    }
}

typedef struct errand {
    world *w;
    zo_optimum_question question;
} errand;

static void run_errand(void *context)
{
    errand *e = context;
    zo_limit limit = {.threads = 1};
    zo_optimum_find(&e->question, &limit, &e->w->arena);
}

/* The n-th request for memory is refused, for every n: nothing is left behind, and the refusal is passed on. */
static void refusals_are_passed_on(void **state)
{
    (void)state;
    bool fine = false;
    for (size_t n = 1; !fine; n++) {
        world w;
        open_world(&w, 7);
        errand e = {.w = &w, .question = egalitarian(&w, large_graph(&w, 8, 3))};
        w.counting.refuse_at = w.counting.requests + n;
        fine = zo_heap_stands(&w.heap, run_errand, &e);
        assert_true(fine || w.heap.state == ZO_HEAP_EXHAUSTED);
        close_world(&w);
        assert_true(n < 10000);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_ways_choose_alike),
        cmocka_unit_test(labels_choose_alike),
        cmocka_unit_test(boxes_choose_alike),
        cmocka_unit_test(descents_choose_alike),
        cmocka_unit_test(the_most_of_a_sum_is_found),
        cmocka_unit_test(products_are_bounded_by_sums),
        cmocka_unit_test(what_is_known_at_a_limit_holds),
        cmocka_unit_test(a_caller_may_stop_it),
        cmocka_unit_test(refusals_are_passed_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

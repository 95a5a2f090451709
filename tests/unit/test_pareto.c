/* The frontier of random graphs of choices against all their packages, one by one; screens against all pairs; and what
 * happens at the limits of time, memory and patience. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engine/frontier/pareto.h"
#include "engine/frontier/screen.h"
#include "engine/graph/passes.h"
#include "random_graph.h"

/* ---- Both ---- */

static void compare(const plain *p, const zo_points *points)
{
    assert_int_equal(points->reach, ZO_EXACT);
    assert_int_equal(points->points, p->ways.n);
    assert_int_equal(points->worths, p->shown);
    for (size_t i = 0; i < points->points; i++) {
        uint32_t package[MOST_ISSUES] = {0};
        const plain_way *way = &p->ways.at[i];
        for (size_t k = 0; k < p->shown; k++)
            assert_int_equal(points->worth[i * p->shown + k], way->worth[k]);
        zo_points_package(p->graph, points, i, package);
        assert_memory_equal(package, way->package, sizeof package);
        zo_int count = zo_points_count(points, i), plainly = zo_int_of_unsigned(way->count);
        assert_int_equal(zo_int_compare(&count, &plainly), 0);
    }
}

static void test_graphs(void **state)
{
    (void)state;
    static const int64_t most[] = {1, 3, 10, 100, 100000, (int64_t)1 << 40};
    for (uint64_t seed = 0; seed < 3000; seed++) {
        world w;
        open_world(&w, seed);
        size_t worths = below(&w, MOST_WORTHS + 1),
               hidden = one_in(&w, 2) ? 0 : below(&w, (uint32_t)worths + 1);
        int64_t wide = most[below(&w, 6)];
        zo_graph *graph = random_graph(&w, below(&w, MOST_ISSUES + 1), worths, wide);
        size_t cuts = one_in(&w, 2) ? 0 : below(&w, 3);
        plain p = {.w = &w, .graph = graph, .shown = worths - hidden, .cuts = cuts};
        p.cut = random_cuts(&w, graph, cuts, wide);
        find_plainly(&p);
        zo_limit limit = {.threads = 1};
        zo_points points = zo_pareto(graph, hidden, p.cut, cuts, &limit, &w.arena);
        compare(&p, &points);
        close_world(&w);
    }
}

/* ---- Limits ---- */

static zo_graph *large_graph(world *w)
{
    size_t issues = 11;
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
    zo_graph *graph = ZO_NEW(&w->arena, zo_graph);
    *graph = (zo_graph){.instance = &w->instance,
                        .forks = issues,
                        .fork = fork,
                        .arcs = w->instance.value_bits,
                        .arc = arc,
                        .roots = issues,
                        .root = root,
                        .worths = 5,
                        .start = random_points(w, 5, 5),
                        .points = random_points(w, w->instance.value_bits * 5, 1000000),
                        .extra = ZO_NEW_MANY(&w->arena, int64_t, 5)};
    return graph;
}

static bool stop(void *context, double part_done)
{
    assert_true(part_done >= 0 && part_done <= 1);
    ++*(int *)context;
    return true;
}

static void test_limits(void **state)
{
    (void)state;
    world w;
    int asked = 0;
    open_world(&w, 1);
    zo_graph *graph = large_graph(&w);
    zo_limit none = {.threads = 1}, late = {.threads = 1, .deadline = 1};
    zo_limit stopped = {.threads = 1, .progress = stop, .context = &asked};
    zo_points points = zo_pareto(graph, 0, NULL, 0, &none, &w.arena);
    assert_int_equal(points.reach, ZO_EXACT);
    zo_limit small = {.threads = 1, .memory = points.largest / 2};
    assert_int_equal(zo_pareto(graph, 0, NULL, 0, &late, &w.arena).reach, ZO_LIMIT_TIME);
    assert_int_equal(zo_pareto(graph, 0, NULL, 0, &small, &w.arena).reach, ZO_LIMIT_MEMORY);
    assert_int_equal(zo_pareto(graph, 0, NULL, 0, &stopped, &w.arena).reach, ZO_STOPPED);
    assert_int_equal(asked, 1);
    zo_limit enough = {.threads = 1, .memory = points.largest};
    assert_int_equal(zo_pareto(graph, 0, NULL, 0, &enough, &w.arena).points, points.points);
    close_world(&w);
}

typedef struct errand {
    world *w;
    zo_graph *graph;
    zo_points points;
} errand;

static void run_errand(void *context)
{
    errand *e = context;
    zo_limit limit = {.threads = 1};
    e->points = zo_pareto(e->graph, 1, NULL, 0, &limit, &e->w->arena);
}

/* The n-th request for memory is refused, for every n: nothing is left behind, and the refusal is passed on. */
static void test_refusals(void **state)
{
    (void)state;
    bool fine = false;
    for (size_t n = 1; !fine; n++) {
        world w;
        open_world(&w, 7);
        errand e = {.w = &w, .graph = random_graph(&w, 5, 4, 10)};
        size_t live = w.counting.live;
        w.counting.refuse_at = w.counting.requests + n;
        fine = zo_heap_stands(&w.heap, run_errand, &e);
        assert_true(fine || w.counting.live <= live + 1);
        close_world(&w);
        assert_true(n < 10000);
    }
}

/* Counts of more than one word: with points for one issue only, all packages that take its best value are alike. */
static void test_large_counts(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < 20; seed++) {
        world w;
        open_world(&w, seed);
        size_t issues = 30 + below(&w, 60);
        uint32_t *size = ZO_NEW_MANY(&w.arena, uint32_t, issues);
        zo_int packages = zo_int_of(1);
        for (size_t i = 0; i < issues; i++) {
            size[i] = 1 + below(&w, 40);
            zo_int here = zo_int_of(i == 0 ? 1 : size[i]);
            packages = zo_int_mul(&packages, &here);
        }
        set_issues(&w, issues, size);
        int64_t *points = ZO_NEW_MANY(&w.arena, int64_t, w.instance.value_bits);
        points[size[0] - 1] = 5;
        const int64_t **table = ZO_NEW_MANY(&w.arena, const int64_t *, issues);
        table[0] = points;
        const zo_sum sum = {.words = 1, .start = points + size[0], .table = table}, *worth = &sum;
        zo_limit limit = {.threads = 1};
        zo_graph *graph = zo_graph_build(&w.instance, NULL, &worth, 1, 100000, &limit, &w.arena);
        zo_points found = zo_pareto(graph, 0, NULL, 0, &limit, &w.arena);
        assert_int_equal(found.points, 1);
        zo_int count = zo_points_count(&found, 0);
        assert_int_equal(count.overflow, packages.overflow);
        assert_true(count.overflow || zo_int_compare(&count, &packages) == 0);
        close_world(&w);
    }
}

/* ---- Screens ---- */

enum { MOST_VECTORS = 300 };

typedef struct listing {
    size_t worths, n;
    int64_t *at, least[MOST_WORTHS], most[MOST_WORTHS];
} listing;

static size_t listed_worths; /* for qsort */

static int compare_vectors(const void *x, const void *y)
{
    const int64_t *a = x, *b = y;
    for (size_t k = 0; k < listed_worths; k++)
        if (a[k] != b[k])
            return a[k] > b[k] ? -1 : 1;
    return 0;
}

static listing random_listing(world *w)
{
    static const int64_t most[] = {
        0, 1, 2, 5, 20, 300, 100000, (int64_t)1 << 31, (int64_t)1 << 40, INT64_MAX / 2};
    listing list = {.worths = 1 + below(w, MOST_WORTHS), .n = 1 + below(w, MOST_VECTORS)};
    int64_t wide[MOST_WORTHS];
    bool alike = one_in(w, 2), coarse = one_in(w, 3); /* coarse: large differences, and small ones within */
    for (size_t k = 0; k < list.worths; k++)
        wide[k] = most[below(w, one_in(w, 3) ? 10 : 6)];
    list.at = ZO_NEW_MANY(&w->arena, int64_t, list.n * list.worths);
    for (size_t i = 0; i < list.n * list.worths; i++)
        list.at[i] = coarse
                         ? between(w, -3, 3) * ((int64_t)1 << 40) + between(w, -3, 3)
                         : between(w, -wide[alike ? 0 : i % list.worths], wide[alike ? 0 : i % list.worths]);
    listed_worths = list.worths;
    qsort(list.at, list.n, list.worths * sizeof *list.at, compare_vectors);
    for (size_t i = 0; i < list.n; i++) {
        for (size_t k = 0; k < list.worths; k++) {
            int64_t worth = list.at[i * list.worths + k];
            list.least[k] = i == 0 || worth < list.least[k] ? worth : list.least[k];
            list.most[k] = i == 0 || worth > list.most[k] ? worth : list.most[k];
        }
    }
    return list;
}

static bool is_covered_plainly(const listing *list, size_t i)
{
    for (size_t j = 0; j < i; j++) {
        size_t k = 0;
        while (k < list->worths && list->at[j * list->worths + k] >= list->at[i * list->worths + k])
            k++;
        if (k == list->worths)
            return true;
    }
    return false;
}

/* Whatever is covered may be kept or not. */
static void check_screen(world *w, zo_screen *screen, const listing *list, zo_ration *ration, size_t *times)
{
    bool all = one_in(w, 3);
    size_t vectors = one_in(w, 3) ? list->n : 100 * list->n;
    assert_true(zo_screen_start(screen, list->worths, list->least, list->most, vectors, ration));
    times[screen->kind]++;
    for (size_t i = 0; i < list->n; i++) {
        const int64_t *vector = list->at + i * list->worths;
        bool covered = is_covered_plainly(list, i);
        assert_int_equal(zo_screen_covers(screen, vector), covered);
        if (!covered || all)
            assert_true(zo_screen_keep(screen, vector, ration));
    }
}

static void test_screens(void **state)
{
    (void)state;
    size_t times[ZO_SCREEN_TREE + 1] = {0};
    for (uint64_t seed = 0; seed < 300; seed++) {
        world w;
        open_world(&w, seed);
        zo_screen screen = {0};
        zo_ration ration;
        zo_ration_open(&ration, &w.heap, 0);
        for (size_t i = 0; i < 20; i++) {
            listing list = random_listing(&w);
            check_screen(&w, &screen, &list, &ration, times);
        }
        zo_screen_close(&screen, &ration);
        assert_int_equal(ration.held, 0);
        zo_ration_close(&ration);
        close_world(&w);
    }
    for (size_t kind = 0; kind <= ZO_SCREEN_TREE; kind++)
        assert_true(times[kind] > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_graphs),  cmocka_unit_test(test_limits),       cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_screens), cmocka_unit_test(test_large_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

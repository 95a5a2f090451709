/* Graphs of choices against plain loops over every package, on seeded random instances. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engine/count/layers.h"
#include "engine/graph/passes.h"
#include "plain_zone.h"

enum { WORTHS = 3 };

/* A random instance, its worths, and everything that is known of its packages by looking at each. */
typedef struct scene {
    world w;
    const zo_sum *worth[WORTHS];
    size_t worths;
    zo_graph *graph;
    uint32_t *package, *open; /* being looked at */
} scene;

static const zo_sum *narrow_sum(world *w)
{
    const zo_sum *sum = random_sum(w);
    while (sum->words != 1)
        sum = random_sum(w);
    return sum;
}

static zo_graph *build(scene *s, const zo_limit *limit)
{
    return zo_graph_build(&s->w.instance, s->w.mode, s->worth, s->worths, SIZE_MAX, limit, &s->w.arena);
}

static void open_scene(scene *s, uint64_t seed)
{
    const zo_limit limit = {.threads = 1};
    *s = (scene){.worths = seed % (WORTHS + 1)};
    open_world(&s->w, seed);
    if (one_in(&s->w, 8))
        make_instance(&s->w, 6, 4, 5); /* wide for what looks at all of them */
    else
        make_instance(&s->w, 1 + below(&s->w, 5), 1, 4);
    for (size_t i = 0; i < s->worths; i++)
        s->worth[i] = narrow_sum(&s->w);
    s->graph = build(s, &limit);
    assert_int_equal(s->graph->reach, ZO_EXACT);
    assert_null(s->graph->problem);
    s->package = ZO_NEW_MANY(&s->w.arena, uint32_t, s->w.instance.issues + 1);
    s->open = ZO_NEW_MANY(&s->w.arena, uint32_t, s->w.instance.issues + 1);
}

static void close_scene(scene *s) { close_world(&s->w); }

static const zo_arc *arc_of(const zo_graph *graph, const zo_fork *fork, uint32_t value)
{
    for (uint32_t a = fork->arc; a < fork->arc + fork->arcs; a++) {
        assert_true(a == fork->arc || graph->arc[a - 1].value < graph->arc[a].value);
        if (graph->arc[a].value == value)
            return &graph->arc[a];
    }
    return NULL;
}

/* Follows the package from the roots; false when some value of it is not there. worth: what it adds up to; passed: per fork
 * whether it goes through it (may be NULL). */
static bool follow(scene *s, const uint32_t *package, int64_t *worth, bool *passed)
{
    const zo_graph *graph = s->graph;
    size_t open = 0, chosen = 0;
    memcpy(worth, graph->start, s->worths * sizeof *worth);
    for (size_t r = 0; r < graph->roots; r++)
        s->open[open++] = graph->root[r];
    while (open > 0) {
        uint32_t f = s->open[--open];
        const zo_fork *fork = &graph->fork[f];
        const zo_arc *arc = arc_of(graph, fork, package[fork->issue]);
        if (arc == NULL)
            return false;
        chosen++;
        if (passed != NULL)
            passed[f] = true;
        for (size_t i = 0; i < s->worths; i++)
            worth[i] += graph->points[(s->w.instance.first_bit[fork->issue] + arc->value) * s->worths + i] +
                        graph->extra[arc->extra * s->worths + i];
        for (uint32_t c = 0; c < arc->children; c++) {
            assert_true(graph->child[arc->child + c] < f);
            s->open[open++] = graph->child[arc->child + c];
        }
    }
    assert_int_equal(chosen, s->w.instance.issues);
    return true;
}

static int64_t plain_worth(const scene *s, size_t i, const uint32_t *package)
{
    mp_limb_t total;
    plain_words(&s->w.instance, s->worth[i], package, &total);
    return (int64_t)total;
}

static void the_graph_holds_the_zone(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 4000; seed++) {
        scene s;
        open_scene(&s, seed);
        const zo_instance *in = &s.w.instance;
        uint64_t *values = ZO_NEW_MANY(&s.w.arena, uint64_t, zo_set_words(in->value_bits) + 1);
        int64_t packages = 0;
        do {
            int64_t worth[WORTHS];
            bool there = plainly_in_zone(&s.w, s.package);
            if (s.graph->empty) {
                assert_false(there);
                continue;
            }
            assert_int_equal(follow(&s, s.package, worth, NULL), there);
            for (size_t i = 0; there && i < s.worths; i++)
                assert_int_equal(worth[i], plain_worth(&s, i, s.package));
            for (size_t i = 0; there && i < in->issues; i++)
                zo_set_bit(values, in->first_bit[i] + s.package[i]);
            packages += there;
        } while (next_package(in, s.package));
        zo_int count = zo_graph_count(s.graph, &s.w.arena), plain = zo_int_of(packages);
        assert_int_equal(s.graph->empty, packages == 0);
        assert_int_equal(zo_int_compare(&count, &plain), 0);
        assert_memory_equal(zo_graph_values(s.graph, &s.w.arena), values,
                            zo_set_words(in->value_bits) * sizeof *values);
        close_scene(&s);
    }
}

static int64_t weighted(const scene *s, const int64_t *weight, const uint32_t *package)
{
    int64_t sum = 0;
    for (size_t i = 0; i < s->worths; i++)
        sum += weight[i] * plain_worth(s, i, package);
    return sum;
}

/* The most of all packages, and of those through each fork. */
static int64_t plain_most(scene *s, const int64_t *weight, int64_t *through)
{
    int64_t most = INT64_MIN, worth[WORTHS];
    bool *passed = ZO_NEW_MANY(&s->w.arena, bool, s->graph->forks + 1);
    for (size_t f = 0; f < s->graph->forks; f++)
        through[f] = INT64_MIN;
    do {
        memset(passed, 0, s->graph->forks * sizeof *passed);
        if (!follow(s, s->package, worth, passed))
            continue;
        int64_t sum = weighted(s, weight, s->package);
        most = sum > most ? sum : most;
        for (size_t f = 0; f < s->graph->forks; f++)
            through[f] = passed[f] && sum > through[f] ? sum : through[f];
    } while (next_package(&s->w.instance, s->package));
    return most;
}

static void weighted_sums_are_those_of_the_best_packages(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 3000; seed++) {
        scene s;
        open_scene(&s, seed);
        zo_weigher *weigher = s.graph->empty ? NULL : zo_weigher_new(s.graph, &s.w.arena);
        int64_t *through = ZO_NEW_MANY(&s.w.arena, int64_t, s.graph->forks + 1);
        uint32_t *package = ZO_NEW_MANY(&s.w.arena, uint32_t, s.w.instance.issues + 1);
        for (int times = 0; times < 2 && weigher != NULL && s.worths > 0; times++) {
            int64_t weight[WORTHS];
            for (size_t i = 0; i < s.worths; i++)
                weight[i] = between(&s.w, -5, 5);
            assert_true(zo_weigher_fits(weigher, weight));
            int64_t most = plain_most(&s, weight, through);
            assert_int_equal(zo_weigher_most(weigher, weight, package), most);
            assert_true(plainly_in_zone(&s.w, package));
            assert_int_equal(weighted(&s, weight, package), most);
            const int64_t *inside = zo_weigher_inside(weigher), *outside = zo_weigher_outside(weigher);
            for (size_t f = 0; f < s.graph->forks; f++)
                assert_int_equal(inside[f] + outside[f], through[f]);
        }
        close_scene(&s);
    }
}

/* ---- The best ones ---- */

typedef struct ranked {
    int64_t sum;
    uint32_t *package;
    size_t issues;
} ranked;

static int by_sum_and_order(const void *a, const void *b)
{
    const ranked *one = a, *other = b;
    if (one->sum != other->sum)
        return one->sum > other->sum ? -1 : 1;
    for (size_t i = 0; i < one->issues; i++)
        if (one->package[i] != other->package[i])
            return one->package[i] < other->package[i] ? -1 : 1;
    return 0;
}

/* All packages of the zone, best first. */
static ranked *rank_all(scene *s, const int64_t *weight, size_t *n)
{
    const zo_instance *in = &s->w.instance;
    ZO_ARRAY(ranked) all = {0};
    do {
        if (!plainly_in_zone(&s->w, s->package))
            continue;
        ranked one = {.sum = weighted(s, weight, s->package), .issues = in->issues};
        one.package = ZO_NEW_MANY(&s->w.arena, uint32_t, in->issues + 1);
        memcpy(one.package, s->package, in->issues * sizeof *one.package);
        ZO_PUSH(&s->w.arena, &all, one);
    } while (next_package(in, s->package));
    if (all.n > 0)
        qsort(all.at, all.n, sizeof *all.at, by_sum_and_order);
    *n = all.n;
    return all.at;
}

static void the_best_come_in_order(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 1500; seed++) {
        scene s;
        open_scene(&s, seed);
        const zo_limit limit = {.threads = 1};
        size_t issues = s.w.instance.issues, n, most = one_in(&s.w, 4) ? SIZE_MAX : below(&s.w, 30);
        int64_t weight[WORTHS];
        for (size_t i = 0; i < s.worths; i++)
            weight[i] = between(&s.w, -2, 2); /* many ties */
        ranked *all = rank_all(&s, weight, &n);
        zo_best_list list = zo_graph_best(s.graph, weight, most, &limit, &s.w.arena);
        assert_int_equal(list.reach, ZO_EXACT);
        assert_int_equal(list.packages, most < n ? most : n);
        for (size_t i = 0; i < list.packages; i++) {
            assert_int_equal(list.sum[i], all[i].sum);
            assert_memory_equal(list.package + i * issues, all[i].package, issues * sizeof *list.package);
        }
        close_scene(&s);
    }
}

/* ---- The fewest violations ---- */

static int64_t plain_price(const scene *s, const int64_t *price, const uint32_t *package)
{
    int64_t total = 0;
    for (size_t i = 0; i < s->w.instance.selectors; i++)
        if (price[i] > 0 && plainly_violates(&s->w.instance, &s->w.instance.selector[i], package))
            total += price[i];
    return total;
}

/* Prices of some selectors that count directly; those are then OFF for the zone. */
static int64_t *make_prices(scene *s, zo_mode *mode)
{
    const zo_instance *in = &s->w.instance;
    int64_t *price = ZO_NEW_MANY(&s->w.arena, int64_t, in->selectors + 1);
    for (size_t i = 0; i < in->selectors; i++) {
        mode[i] = s->w.mode[i];
        if (in->selector[i].voter != ZO_DIRECT || one_in(&s->w, 3))
            continue;
        price[i] = between(&s->w, 1, 3);
        mode[i] = ZO_OFF;
    }
    return price;
}

static void the_cheapest_package_violates_least(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 3000; seed++) {
        scene s;
        open_scene(&s, seed);
        const zo_limit limit = {.threads = 1};
        zo_mode *mode = ZO_NEW_MANY(&s.w.arena, zo_mode, s.w.instance.selectors + 1), *real = s.w.mode;
        int64_t *price = make_prices(&s, mode), least = INT64_MAX;
        zo_cheapest found = zo_graph_cheapest(&s.w.instance, real, price, SIZE_MAX, &limit, &s.w.arena);
        s.w.mode = mode;
        do {
            if (!plainly_in_zone(&s.w, s.package))
                continue;
            int64_t own = plain_price(&s, price, s.package);
            least = own < least ? own : least;
        } while (next_package(&s.w.instance, s.package));
        assert_int_equal(found.reach, ZO_EXACT);
        assert_int_equal(found.any, least != INT64_MAX);
        if (found.any) {
            assert_int_equal(found.price, least);
            assert_true(plainly_in_zone(&s.w, found.package));
            assert_int_equal(plain_price(&s, price, found.package), least);
        }
        close_scene(&s);
    }
}

/* ---- Many issues ---- */

static const zo_expr *some_values(world *w, uint32_t issue)
{
    zo_expr *expr = ZO_NEW(&w->arena, zo_expr);
    uint64_t *allowed = random_set(w, w->instance.size[issue]);
    zo_set_bit(allowed, below(w, w->instance.size[issue]));
    *expr = (zo_expr){.kind = ZO_X_IN, .issue = issue, .allowed = allowed};
    return expr;
}

static const zo_expr *joined(world *w, zo_expr_kind kind, const zo_expr *left, const zo_expr *right)
{
    zo_expr *expr = ZO_NEW(&w->arena, zo_expr);
    *expr = (zo_expr){.kind = kind, .left = left, .right = right};
    return expr;
}

/* The total of the ordinals of six issues that stand side by side. */
static const zo_expr *total_of_some(world *w, uint32_t from)
{
    zo_linear_term *term = ZO_NEW_MANY(&w->arena, zo_linear_term, 6);
    zo_linear *linear = ZO_NEW(&w->arena, zo_linear);
    zo_expr *expr = ZO_NEW(&w->arena, zo_expr);
    int64_t most = 0;
    for (uint32_t t = 0; t < 6; t++) {
        int64_t *value = ZO_NEW_MANY(&w->arena, int64_t, w->instance.size[from + t]);
        for (uint32_t v = 0; v < w->instance.size[from + t]; v++)
            value[v] = v * between(w, 1, 2);
        most += 2 * w->instance.size[from + t];
        term[t] = (zo_linear_term){.issue = from + t, .value = value};
    }
    *linear = (zo_linear){.start = -most / 3, .relation = ZO_LE, .terms = 6, .term = term};
    *expr = (zo_expr){.kind = ZO_X_LINEAR, .linear = linear};
    return expr;
}

/* Every issue tied to one near it, here and there a total, and one sum with bonuses. */
static void make_long(world *w, uint32_t issues)
{
    uint32_t *size = ZO_NEW_MANY(&w->arena, uint32_t, issues);
    zo_selector *selector = ZO_NEW_MANY(&w->arena, zo_selector, issues);
    w->mode = ZO_NEW_MANY(&w->arena, zo_mode, issues);
    for (uint32_t i = 0; i < issues; i++)
        size[i] = 1 + below(w, 7);
    set_issues(w, issues, size);
    for (uint32_t i = 0; i + 6 <= issues; i++) {
        const zo_expr *expr =
            i % 15 == 0 ? total_of_some(w, i)
                        : joined(w, ZO_X_OR, some_values(w, i), some_values(w, i + 1 + below(w, 3)));
        selector[w->instance.selectors] = (zo_selector){.class_ = ZO_RULE, .expr = expr, .voter = ZO_DIRECT};
        w->mode[w->instance.selectors++] = ZO_HARD;
    }
    w->instance.selector = selector;
}

static const zo_sum *long_sum(world *w)
{
    size_t issues = w->instance.issues;
    const int64_t **table = ZO_NEW_MANY(&w->arena, const int64_t *, issues);
    zo_bonus *bonus = ZO_NEW_MANY(&w->arena, zo_bonus, issues);
    zo_sum *sum = ZO_NEW(&w->arena, zo_sum);
    for (uint32_t i = 0; i < issues; i++) {
        table[i] = random_numbers(w, 1, w->instance.size[i]);
        bonus[i].when = joined(w, ZO_X_AND, some_values(w, i), some_values(w, (i + 2) % (uint32_t)issues));
        bonus[i].points = random_numbers(w, 1, 1);
    }
    *sum = (zo_sum){
        .words = 1, .start = random_numbers(w, 1, 1), .table = table, .bonuses = issues, .bonus = bonus};
    return sum;
}

static zo_int count_by_layers(world *w)
{
    const zo_limit limit = {.threads = 1};
    uint64_t *hard = zo_hard_selectors(&w->instance, w->mode, &w->arena);
    zo_domains domains = zo_propagate(&w->instance, hard, &w->arena);
    zo_enumeration found =
        zo_enumerate_by_layers(&w->instance, w->mode, &domains, false, SIZE_MAX, &limit, &w->arena);
    return found.groups == 0 ? zo_int_of(0) : found.group[0].count;
}

/* Each has the sum that is told, and comes after the one before it. */
static void check_best(scene *s, const zo_best_list *list, int64_t weight)
{
    size_t issues = s->w.instance.issues;
    for (size_t i = 0; i < list->packages; i++) {
        const uint32_t *package = list->package + i * issues;
        ranked now = {.sum = list->sum[i], .package = (uint32_t *)(uintptr_t)package, .issues = issues};
        ranked last = now;
        for (size_t k = 0; k < s->w.instance.selectors; k++)
            assert_false(plainly_violates(&s->w.instance, &s->w.instance.selector[k], package));
        assert_int_equal(weighted(s, &weight, package), now.sum);
        if (i == 0)
            continue;
        last.sum = list->sum[i - 1];
        last.package -= issues;
        assert_true(by_sum_and_order(&last, &now) < 0);
    }
}

static void many_issues_are_no_matter(void **state)
{
    (void)state;
    const zo_limit limit = {.threads = 1};
    size_t empty = 0;
    for (uint64_t seed = 1; seed <= 60; seed++) {
        scene s = {.worths = 1};
        const int64_t weight = seed % 2 == 0 ? 3 : -2;
        open_world(&s.w, seed);
        make_long(&s.w, seed % 20 == 0 ? 300 : 20 + below(&s.w, 100));
        s.worth[0] = long_sum(&s.w);
        s.graph = build(&s, &limit);
        assert_int_equal(s.graph->reach, ZO_EXACT);
        zo_int count = zo_graph_count(s.graph, &s.w.arena), layered = count_by_layers(&s.w);
        assert_int_equal(count.overflow, layered.overflow);
        assert_true(count.overflow || zo_int_compare(&count, &layered) == 0);
        zo_best_list list = zo_graph_best(s.graph, &weight, 50, &limit, &s.w.arena);
        check_best(&s, &list, weight);
        if (!s.graph->empty)
            assert_int_equal(zo_weigher_most(zo_weigher_new(s.graph, &s.w.arena), &weight, NULL),
                             list.sum[0]);
        empty += s.graph->empty;
        close_world(&s.w);
    }
    assert_in_range(empty, 0, 30);
}

/* Each issue has the value of the next one: there are two such packages. */
static void a_long_chain_is_no_matter(void **state)
{
    (void)state;
    enum { ISSUES = 1500 };
    const zo_limit limit = {.threads = 1};
    const uint64_t second = 2;
    world w;
    open_world(&w, 1);
    uint32_t *size = ZO_NEW_MANY(&w.arena, uint32_t, ISSUES);
    zo_expr *expr = ZO_NEW_MANY(&w.arena, zo_expr, 2 * ISSUES);
    zo_selector *selector = ZO_NEW_MANY(&w.arena, zo_selector, ISSUES);
    w.mode = ZO_NEW_MANY(&w.arena, zo_mode, ISSUES);
    for (uint32_t i = 0; i < ISSUES; i++) {
        size[i] = 2;
        expr[i] = (zo_expr){.kind = ZO_X_IN, .issue = i, .allowed = &second};
        expr[ISSUES + i] = (zo_expr){.kind = ZO_X_IFF, .left = &expr[i], .right = &expr[(i + 1) % ISSUES]};
        selector[i] = (zo_selector){.class_ = ZO_RULE, .expr = &expr[ISSUES + i], .voter = ZO_DIRECT};
        w.mode[i] = ZO_HARD;
    }
    set_issues(&w, ISSUES, size);
    w.instance.selectors = ISSUES;
    w.instance.selector = selector;
    zo_graph *graph = zo_graph_build(&w.instance, w.mode, NULL, 0, SIZE_MAX, &limit, &w.arena);
    zo_int count = zo_graph_count(graph, &w.arena), two = zo_int_of(2);
    assert_int_equal(zo_int_compare(&count, &two), 0);
    zo_best_list list = zo_graph_best(graph, NULL, 10, &limit, &w.arena);
    assert_int_equal(list.packages, 2);
    for (size_t i = 0; i < 2 * ISSUES; i++)
        assert_int_equal(list.package[i], i / ISSUES);
    close_world(&w);
}

/* ---- Limits ---- */

/* Twelve issues of ten values, whose sum over all is compared with a number of its own: hardly two states are the same. */
static void make_wide(world *w)
{
    enum { ISSUES = 12, VALUES = 10 };
    uint32_t *size = ZO_NEW_MANY(&w->arena, uint32_t, ISSUES);
    zo_linear_term *term = ZO_NEW_MANY(&w->arena, zo_linear_term, ISSUES);
    zo_linear *linear = ZO_NEW(&w->arena, zo_linear);
    zo_expr *expr = ZO_NEW(&w->arena, zo_expr);
    zo_selector *selector = ZO_NEW(&w->arena, zo_selector);
    int64_t factor = 1;
    for (uint32_t i = 0; i < ISSUES; i++, factor *= VALUES) {
        int64_t *value = ZO_NEW_MANY(&w->arena, int64_t, VALUES);
        for (int64_t v = 0; v < VALUES; v++)
            value[v] = v * (i % 2 == 0 ? factor : factor / 7 + 1);
        size[i] = VALUES;
        term[i] = (zo_linear_term){.issue = i, .value = value};
    }
    set_issues(w, ISSUES, size);
    *linear = (zo_linear){.start = -factor / 10, .relation = ZO_LE, .terms = ISSUES, .term = term};
    *expr = (zo_expr){.kind = ZO_X_LINEAR, .linear = linear};
    *selector = (zo_selector){.class_ = ZO_RULE, .expr = expr, .voter = ZO_DIRECT};
    w->instance.selectors = 1;
    w->instance.selector = selector;
    w->mode = ZO_NEW(&w->arena, zo_mode);
    w->mode[0] = ZO_HARD;
}

static bool stop_at_once(void *context, double part_done)
{
    (void)context;
    assert_true(part_done >= 0 && part_done < 1);
    return true;
}

static void each_limit_ends_the_building(void **state)
{
    (void)state;
    const zo_limit free_ = {.threads = 1}, late = {.threads = 1, .deadline = 1},
                   small = {.threads = 1, .memory = 1 << 20},
                   soon = {.threads = 1, .deadline = zo_clock_now() + 20 * 1000 * 1000},
                   stopped = {.threads = 1, .progress = stop_at_once};
    const struct {
        const zo_limit *limit;
        size_t arcs;
        zo_reach reach;
    } ways[] = {{&free_, 1000, ZO_LIMIT_MEMORY},
                {&late, SIZE_MAX, ZO_LIMIT_TIME},
                {&soon, SIZE_MAX, ZO_LIMIT_TIME},
                {&small, SIZE_MAX, ZO_LIMIT_MEMORY},
                {&stopped, SIZE_MAX, ZO_STOPPED}};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        world w;
        open_world(&w, 1);
        make_wide(&w);
        size_t before = w.heap.used;
        zo_graph *graph = zo_graph_build(&w.instance, w.mode, NULL, 0, ways[i].arcs, ways[i].limit, &w.arena);
        assert_int_equal(graph->reach, ways[i].reach);
        assert_false(graph->empty);
        assert_int_equal(graph->forks, 0);
        assert_true(w.heap.used < before + 10000);
        close_world(&w);
    }
}

/* A million packages in order are more than the memory allows; those that there was room for are the best all the same. */
static void limits_end_the_list_of_the_best(void **state)
{
    (void)state;
    enum { ISSUES = 7, VALUES = 10 };
    const zo_limit free_ = {.threads = 1}, late = {.threads = 1, .deadline = 1},
                   small = {.threads = 1, .memory = 1 << 20},
                   stopped = {.threads = 1, .progress = stop_at_once};
    const struct {
        const zo_limit *limit;
        zo_reach reach;
        bool some;
    } ways[] = {{&small, ZO_LIMIT_MEMORY, true},
                {&late, ZO_LIMIT_TIME, false},
                {&stopped, ZO_STOPPED, true},
                {&free_, ZO_EXACT, true}};
    scene s = {.worths = 1};
    uint32_t size[ISSUES];
    const int64_t weight = 1;
    for (size_t i = 0; i < ISSUES; i++)
        size[i] = VALUES;
    open_world(&s.w, 3);
    set_issues(&s.w, ISSUES, size);
    s.worth[0] = long_sum(&s.w);
    s.graph = build(&s, &free_);
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        size_t most = ways[i].limit == &free_ ? 100 : SIZE_MAX;
        zo_best_list list = zo_graph_best(s.graph, &weight, most, ways[i].limit, &s.w.arena);
        assert_int_equal(list.reach, ways[i].reach);
        assert_int_equal(list.packages > 0, ways[i].some);
        if (list.packages > 100)
            list.packages = 100;
        check_best(&s, &list, weight);
    }
    close_world(&s.w);
}

/* False when the n-th request for memory was refused. */
static bool build_with(size_t refuse_at)
{
    const zo_limit limit = {.threads = 1};
    const int64_t weight = 1;
    scene s = {.worths = 1};
    jmp_buf escape;
    open_world(&s.w, 20);
    make_long(&s.w, 60);
    s.worth[0] = long_sum(&s.w);
    s.w.heap.escape = &escape;
    s.w.counting.refuse_at = s.w.counting.requests + refuse_at;
    bool refused = setjmp(escape) != 0;
    if (!refused) {
        s.graph = build(&s, &limit);
        zo_graph_count(s.graph, &s.w.arena);
        zo_graph_best(s.graph, &weight, 100, &limit, &s.w.arena);
    }
    close_world(&s.w); /* nothing stays behind */
    return !refused;
}

static void refused_memory_leaves_nothing(void **state)
{
    (void)state;
    size_t refuse_at = 1;
    while (!build_with(refuse_at))
        refuse_at++;
    assert_in_range(refuse_at, 5, 1000);
}

static void what_needs_more_than_64_bits_is_a_problem(void **state)
{
    (void)state;
    const zo_limit limit = {.threads = 1};
    const int64_t start = INT64_MAX - 5, points[] = {0, 3}, *table[] = {points, points};
    const uint32_t size[] = {2, 2};
    world w;
    open_world(&w, 1);
    set_issues(&w, 2, size);
    const zo_sum sum = {.words = 1, .start = &start, .table = table}, *worth = &sum;
    zo_graph *graph = zo_graph_build(&w.instance, NULL, &worth, 1, SIZE_MAX, &limit, &w.arena);
    assert_non_null(graph->problem);
    const int64_t one = 1;
    const zo_sum less = {.words = 1, .start = &one, .table = table};
    worth = &less;
    graph = zo_graph_build(&w.instance, NULL, &worth, 1, SIZE_MAX, &limit, &w.arena);
    assert_null(graph->problem);
    const int64_t fits = INT64_MAX / 7, too_much = fits + 1;
    zo_weigher *weigher = zo_weigher_new(graph, &w.arena);
    assert_true(zo_weigher_fits(weigher, &fits));
    assert_false(zo_weigher_fits(weigher, &too_much));
    assert_int_equal(zo_weigher_most(weigher, &fits, NULL), 7 * fits);
    close_world(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_graph_holds_the_zone),
                                       cmocka_unit_test(weighted_sums_are_those_of_the_best_packages),
                                       cmocka_unit_test(the_best_come_in_order),
                                       cmocka_unit_test(the_cheapest_package_violates_least),
                                       cmocka_unit_test(many_issues_are_no_matter),
                                       cmocka_unit_test(a_long_chain_is_no_matter),
                                       cmocka_unit_test(each_limit_ends_the_building),
                                       cmocka_unit_test(limits_end_the_list_of_the_best),
                                       cmocka_unit_test(refused_memory_leaves_nothing),
                                       cmocka_unit_test(what_needs_more_than_64_bits_is_a_problem)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

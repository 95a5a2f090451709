/* The best packages of random zones, by each engine, against a list of all. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engine/choice/ranked.h"
#include "plain_zone.h"

typedef struct placed {
    int64_t total;
    size_t issues;
    uint32_t *package;
} placed;

typedef struct places {
    ZO_ARRAY(placed) list;
} places;

static int better_first(const void *left, const void *right)
{
    const placed *a = left, *b = right;
    if (a->total != b->total)
        return a->total > b->total ? -1 : 1;
    for (size_t i = 0; i < a->issues; i++)
        if (a->package[i] != b->package[i])
            return a->package[i] < b->package[i] ? -1 : 1;
    return 0;
}

/* Of small numbers, so that many packages tie. */
static const zo_sum *small_sum(world *w)
{
    const zo_instance *in = &w->instance;
    const int64_t **table = ZO_NEW_MANY(&w->arena, const int64_t *, in->issues + 1);
    int64_t *start = ZO_NEW(&w->arena, int64_t), *points = ZO_NEW(&w->arena, int64_t);
    zo_bonus *bonus = ZO_NEW(&w->arena, zo_bonus);
    zo_sum *sum = ZO_NEW(&w->arena, zo_sum);
    for (size_t i = 0; i < in->issues; i++) {
        int64_t *value = ZO_NEW_MANY(&w->arena, int64_t, in->size[i]);
        for (uint32_t v = 0; v < in->size[i]; v++)
            value[v] = between(w, -2, 3);
        table[i] = one_in(w, 5) ? NULL : value;
    }
    *start = between(w, -9, 9);
    *points = between(w, -3, 3);
    *bonus = (zo_bonus){.when = random_expr(w, 2), .points = points};
    *sum = (zo_sum){.words = 1, .start = start, .table = table, .bonuses = below(w, 2), .bonus = bonus};
    return sum;
}

static places rank_all(world *w, const zo_sum *sum)
{
    const zo_instance *in = &w->instance;
    places all = {0};
    uint32_t *package = ZO_NEW_MANY(&w->arena, uint32_t, in->issues + 1);
    do {
        if (!plainly_in_zone(w, package))
            continue;
        placed one = {.issues = in->issues};
        plain_words(in, sum, package, (mp_limb_t *)&one.total);
        one.package = ZO_NEW_MANY(&w->arena, uint32_t, in->issues + 1);
        memcpy(one.package, package, in->issues * sizeof *package);
        ZO_PUSH(&w->arena, &all.list, one);
    } while (next_package(in, package));
    if (all.list.n > 0)
        qsort(all.list.at, all.list.n, sizeof *all.list.at, better_first);
    return all;
}

static void check_list(const zo_ranked *ranked, const places *all, size_t wanted)
{
    assert_int_equal(ranked->reach, ZO_EXACT);
    assert_null(ranked->problem);
    assert_true(ranked->certain);
    assert_int_equal(ranked->packages, wanted < all->list.n ? wanted : all->list.n);
    for (size_t i = 0; i < ranked->packages; i++)
        assert_memory_equal(ranked->package[i], all->list.at[i].package,
                            all->list.at[i].issues * sizeof *ranked->package[i]);
}

static void lists_are_those_of_all_packages_sorted(void **state)
{
    (void)state;
    static const zo_engine engines[] = {ZO_ENGINE_AUTO, ZO_ENGINE_ENUMERATION, ZO_ENGINE_ELIMINATION};
    size_t cut_short = 0;
    for (uint64_t seed = 1; seed <= 2000; seed++) {
        world w;
        open_world(&w, 8000000 + seed);
        make_instance(&w, 1 + below(&w, 5), 1, 4);
        const zo_sum *sum = small_sum(&w);
        places all = rank_all(&w, sum);
        size_t wanted = 1 + below(&w, 12);
        cut_short += wanted < all.list.n;
        for (size_t e = 0; e < sizeof engines / sizeof *engines; e++) {
            zo_limit limit = {.threads = 1, .engine = engines[e]};
            zo_ranked ranked = zo_rank_zone(&w.instance, w.mode, sum, wanted, &limit, &w.arena);
            check_list(&ranked, &all, wanted);
        }
        close_world(&w);
    }
    assert_true(cut_short > 300);
}

/* What is listed before a limit is never called the best of all. */
static void what_is_past_its_time_is_not_certain(void **state)
{
    (void)state;
    static const zo_engine engines[] = {ZO_ENGINE_ENUMERATION, ZO_ENGINE_ELIMINATION};
    world w;
    open_world(&w, 5);
    const uint32_t size[] = {9, 9, 9, 9, 9, 9, 9};
    set_issues(&w, 7, size);
    const zo_sum *sum = small_sum(&w);
    for (size_t e = 0; e < 2; e++) {
        zo_limit late = {.threads = 1, .deadline = 1, .engine = engines[e]};
        zo_ranked ranked = zo_rank_zone(&w.instance, w.mode, sum, 10, &late, &w.arena);
        assert_true(ranked.reach == ZO_LIMIT_TIME || (ranked.reach == ZO_EXACT && ranked.certain));
        assert_true(ranked.reach == ZO_EXACT || !ranked.certain || engines[e] == ZO_ENGINE_ELIMINATION);
    }
    close_world(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_are_those_of_all_packages_sorted),
        cmocka_unit_test(what_is_past_its_time_is_not_certain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

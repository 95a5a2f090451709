/* Choices of packages far apart, against every choice. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engine/choice/diverse.h"
#include "random_instance.h"

enum { ISSUES = 6, MOST = 24 };

static const zo_limit none = {.threads = 1};

static size_t apart(const uint32_t *const *package, const size_t *choice, size_t count)
{
    size_t least = ISSUES;
    for (size_t a = 0; a < count; a++)
        for (size_t b = a + 1; b < count; b++) {
            size_t differ = 0;
            for (size_t i = 0; i < ISSUES; i++)
                differ += package[choice[a]][i] != package[choice[b]][i];
            least = differ < least ? differ : least;
        }
    return least;
}

static size_t best_of_all(const uint32_t *const *package, size_t packages, size_t wanted, size_t *choice,
                          size_t chosen)
{
    size_t best = 0;
    if (chosen == wanted)
        return apart(package, choice, wanted);
    for (size_t k = chosen == 0 ? 0 : choice[chosen - 1] + 1; k < packages; k++) {
        choice[chosen] = k;
        size_t found = best_of_all(package, packages, wanted, choice, chosen + 1);
        best = found > best ? found : best;
    }
    return best;
}

/* No two alike. */
static size_t make_packages(world *w, uint32_t values, const uint32_t **package)
{
    size_t packages = 0, tries = 1 + below(w, MOST);
    for (size_t t = 0; t < tries; t++) {
        uint32_t *new = ZO_NEW_MANY(&w->arena, uint32_t, ISSUES);
        bool known = false;
        for (size_t i = 0; i < ISSUES; i++)
            new[i] = below(w, values);
        for (size_t k = 0; k < packages && !known; k++)
            known = memcmp(package[k], new, ISSUES * sizeof *new) == 0;
        if (!known)
            package[packages++] = new;
    }
    return packages;
}

static void choices_are_as_far_apart_as_any(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 4000; seed++) {
        world w;
        open_world(&w, 7000000 + seed);
        const uint32_t *package[MOST];
        size_t packages = make_packages(&w, 2 + below(&w, 2), package), wanted = 2 + below(&w, 3);
        zo_diverse found = zo_choose_diverse(package, packages, ISSUES, wanted, &none, &w.arena);
        assert_int_equal(found.chosen, wanted < packages ? wanted : packages);
        assert_true(found.exact);
        for (size_t m = 1; m < found.chosen; m++)
            assert_true(found.choice[m - 1] < found.choice[m]);
        if (found.chosen > 1) {
            size_t choice[MOST];
            assert_int_equal(apart(package, found.choice, found.chosen), found.apart);
            assert_int_equal(best_of_all(package, packages, found.chosen, choice, 0), found.apart);
        }
        close_world(&w);
    }
}

static void what_is_past_its_time_is_not_called_the_best(void **state)
{
    (void)state;
    world w;
    open_world(&w, 3);
    const uint32_t *package[MOST];
    size_t packages;
    do {
        packages = make_packages(&w, 2, package);
    } while (packages < 12);
    zo_limit late = {.threads = 1, .deadline = 1};
    zo_diverse found = zo_choose_diverse(package, packages, ISSUES, 4, &late, &w.arena);
    assert_int_equal(found.chosen, 4);
    assert_true(!found.exact || found.apart == ISSUES);
    assert_int_equal(apart(package, found.choice, 4), found.apart);
    close_world(&w);
}

/* Beyond what is searched, the choice is what it says of itself, and the same each time. */
static void choices_among_many_are_told_as_they_are(void **state)
{
    (void)state;
    enum { MANY = 3000 };
    world w;
    open_world(&w, 11);
    const uint32_t **package = ZO_NEW_MANY(&w.arena, const uint32_t *, MANY);
    for (size_t k = 0; k < MANY; k++) { /* the digits of the number to base 4: no two alike */
        uint32_t *new = ZO_NEW_MANY(&w.arena, uint32_t, ISSUES);
        for (size_t i = 0, rest = k; i < ISSUES; i++, rest /= 4)
            new[i] = (uint32_t)(rest % 4);
        package[k] = new;
    }
    for (size_t wanted = 2; wanted <= 8; wanted++) {
        zo_diverse found = zo_choose_diverse(package, MANY, ISSUES, wanted, &none, &w.arena);
        zo_diverse again = zo_choose_diverse(package, MANY, ISSUES, wanted, &none, &w.arena);
        assert_int_equal(found.chosen, wanted);
        assert_int_equal(apart(package, found.choice, wanted), found.apart);
        assert_memory_equal(found.choice, again.choice, wanted * sizeof *found.choice);
        assert_true(!found.exact || found.apart == ISSUES);
        assert_true(found.apart >= 3);
    }
    close_world(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(choices_are_as_far_apart_as_any),
        cmocka_unit_test(what_is_past_its_time_is_not_called_the_best),
        cmocka_unit_test(choices_among_many_are_told_as_they_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Signs of totals against one addition at a time, in every width that the processor at hand can. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engine/signs.h"
#include "random_instance.h"

enum { MOST_TOTALS = 9, MOST_VALUES = 64 };

static uint64_t plainly(const zo_totals *totals, size_t n, unsigned values)
{
    uint64_t negative = 0;
    for (unsigned v = 0; v < values; v++) {
        for (size_t i = 0; i < n; i++) {
            if (totals[i].sum + totals[i].more[v] < 0)
                negative |= (uint64_t)1 << v;
        }
    }
    return negative;
}

static void try_one(world *w)
{
    static const int64_t most[] = {2, 1000, INT64_MAX / 4};
    zo_totals totals[MOST_TOTALS];
    size_t n = 1 + below(w, MOST_TOTALS);
    unsigned values = 1 + below(w, MOST_VALUES);
    for (size_t i = 0; i < n; i++) {
        int64_t range = most[below(w, 3)];
        /* Exactly as long as it must be: reading beyond would be found. */
        int64_t *more = malloc(values * sizeof *more);
        for (unsigned v = 0; v < values; v++)
            more[v] = between(w, -range, range);
        totals[i] = (zo_totals){between(w, -range, range), more};
    }
    uint64_t expected = plainly(totals, n, values);
    assert_true(zo_any_negative(totals, n, values) == expected);
    for (unsigned width = ZO_ONE_BY_ONE; width <= (unsigned)zo_widest(); width++)
        assert_true(zo_any_negative_by((zo_width)width, totals, n, values) == expected);
    for (size_t i = 0; i < n; i++)
        free((void *)totals[i].more);
}

static void every_width_says_the_same(void **state)
{
    (void)state;
    world w;
    open_world(&w, 7);
    for (size_t i = 0; i < 20000; i++)
        try_one(&w);
    close_world(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_width_says_the_same)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

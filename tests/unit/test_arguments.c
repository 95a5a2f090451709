/* Arguments of every kind, read against parameters, and what is said of bad ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "analysis/parameters.h"
#include "written.h"

static const zo_parameter *const all[] = {
    &zo_p_on,        &zo_p_without,  &zo_p_also, &zo_p_time,  &zo_p_memory,
    &zo_p_threads,   &zo_p_examples, &zo_p_most, &zo_p_draws, &zo_p_seed,
    &zo_p_red_lines, &zo_p_deal,     &zo_p_from, &zo_p_to,    NULL};

/* Reads one argument into the request; on false, sink holds why. */
static bool give(zo_request *request, const char *name, const char *value)
{
    static zo_diagnostics sink;
    sink = (zo_diagnostics){.arena = request->arena};
    request->sink = &sink;
    zo_argument argument = {zo_str_of(name), zo_str_of(value)};
    return zo_read_arguments(&request->given, "why", all, &argument, 1, (zo_span){0, 0, 0}, request->arena,
                             &sink);
}

static void assert_refused(zo_arena *arena, const char *name, const char *value, const char *message)
{
    zo_request request = {.arena = arena};
    assert_false(give(&request, name, value));
    assert_int_equal(request.given.n, 0);
    assert_int_equal(request.sink->list.n, 1);
    assert_string_equal(zo_c_string(arena, request.sink->list.at[0].message), message);
}

static void test_what_holds_otherwise(void **state)
{
    zo_request request = {.arena = arena_of(state)};
    assert_int_equal(zo_number(&request, &zo_p_most), 10);
    assert_int_equal(zo_number(&request, &zo_p_draws), 1000);
    assert_int_equal(zo_number(&request, &zo_p_seed), 1);
    assert_int_equal(zo_number(&request, &zo_p_time), 10000);
    assert_false(zo_flag(&request, &zo_p_red_lines));
    assert_int_equal(zo_words_given(&request, &zo_p_deal).n, 0);
    assert_true(zo_moment(&request, &zo_p_from, ZO_LAST) == ZO_LAST);
}

static void test_every_kind(void **state)
{
    zo_request request = {.arena = arena_of(state)};
    zo_time noon;
    assert_true(zo_moment_parse(ZO_STR("2025-12-14T12:00"), &noon));
    assert_true(give(&request, "most", "1") && give(&request, "seed", "9223372036854775807"));
    assert_true(give(&request, "red-lines", "") && give(&request, "deal", "a = b, c = 10"));
    assert_true(give(&request, "from", "start") && give(&request, "to", "2025-12-14T12:00"));
    assert_true(give(&request, "time", "0.5") && give(&request, "memory", "2k"));
    assert_true(give(&request, "most", "2"));
    assert_int_equal(zo_number(&request, &zo_p_most), 2); /* the last one */
    assert_true(zo_number(&request, &zo_p_seed) == INT64_MAX);
    assert_true(zo_flag(&request, &zo_p_red_lines));
    assert_true(zo_str_is(zo_words_given(&request, &zo_p_deal), "a = b, c = 10"));
    assert_true(zo_moment(&request, &zo_p_from, ZO_LAST) == ZO_ALWAYS);
    assert_true(zo_moment(&request, &zo_p_to, ZO_LAST) == noon);
    assert_int_equal(zo_number(&request, &zo_p_time), 500);
    assert_int_equal(zo_number(&request, &zo_p_memory), 2048);
}

static void test_bad_values(void **state)
{
    zo_arena *arena = arena_of(state);
    assert_refused(arena, "most", "100001",
                   "\"100001\" is no value for most: expected a whole number up to 100000");
    assert_refused(arena, "draws", "-1",
                   "\"-1\" is no value for draws: expected a whole number up to 1000000");
    assert_refused(
        arena, "seed", "9223372036854775808",
        "\"9223372036854775808\" is no value for seed: expected a whole number up to 9223372036854775807");
    assert_refused(
        arena, "seed", "99999999999999999999",
        "\"99999999999999999999\" is no value for seed: expected a whole number up to 9223372036854775807");
    assert_refused(arena, "on", "start",
                   "\"start\" is no value for on: expected a date such as 2025-12-31 or 2025-12-31T18:00");
    assert_refused(
        arena, "from", "begin",
        "\"begin\" is no value for from: expected a date such as 2025-12-31 or 2025-12-31T18:00, or start");
    assert_refused(arena, "deal", "", "\"\" is no value for deal: expected some text");
    assert_refused(arena, "time", "31622400.001",
                   "\"31622400.001\" is no value for time: expected seconds, such as 10 or 0.5");
    assert_refused(arena, "red-line", "", "why takes no parameter \"red-line\"");
}

#define ARGUMENT_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARGUMENT_TEST(test_what_holds_otherwise),
        ARGUMENT_TEST(test_every_kind),
        ARGUMENT_TEST(test_bad_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

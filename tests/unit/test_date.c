/* Dates and clocks: what is read, what is refused, and every day there and back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/date.h"
#include "one_arena.h"

static zo_time date_of(const char *s)
{
    zo_time t = -1;
    assert_true(zo_date_parse(zo_str_of(s), &t));
    return t;
}

static void days_are_counted_from_the_first(void **state)
{
    (void)state;
    assert_int_equal(date_of("0001-01-01"), 0);
    assert_int_equal(date_of("0001-12-31"), 364 * ZO_DAY);
    /* 719162 days from 0001-01-01 to 1970-01-01, as every Unix system has it */
    assert_int_equal(date_of("1970-01-01"), (int64_t)719162 * ZO_DAY);
    assert_int_equal(date_of("2000-02-29"), (int64_t)(719162 + 11016) * ZO_DAY);
    assert_int_equal(date_of("2025-12-15") - date_of("2025-12-14"), ZO_DAY);
}

static void only_days_of_the_calendar_are_read(void **state)
{
    (void)state;
    const char *const refused[] = {
        "2025-02-30", "2025-02-29", "1900-02-29", "2025-13-01", "2025-00-10", "2025-04-31",  "2025-04-00",
        "0000-01-01", "2025-4-01",  "2025-04-1",  "25-04-01",   "2025/04/01", "2025-04-01 ", " 2025-04-01",
        "2025-04-0x", "+025-04-01", "",           "2025-04",    "20250401",   "12025-04-01",
    };
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        zo_time t;
        if (zo_date_parse(zo_str_of(refused[i]), &t))
            fail_msg("%s", refused[i]);
    }
    date_of("2024-02-29");
    date_of("2000-02-29");
    date_of("9999-12-31");
}

static void assert_days_there_and_back(zo_time first, zo_time last)
{
    zo_str before = ZO_STR("");
    for (zo_time t = first; t <= last; t += ZO_DAY) {
        zo_str s = zo_date_iso(&arena, t);
        zo_time found;
        if (zo_str_compare(before, s) >= 0 || !zo_date_parse(s, &found) || found != t)
            fail_msg("%.*s", ZO_FMT(s));
        before = s;
    }
}

/* Real dates, in order, as many as there are days between the ends: none can be wrong. */
static void every_day_is_written_as_it_is_read(void **state)
{
    (void)state;
    assert_int_equal(date_of("0801-01-01"), (int64_t)2 * 146097 * ZO_DAY);
    assert_days_there_and_back(0, date_of("0801-01-01"));
    assert_days_there_and_back(date_of("1999-01-01"), date_of("2005-01-01"));
    assert_days_there_and_back(date_of("9899-01-01"), date_of("9999-12-31"));
}

static void clocks_are_read(void **state)
{
    (void)state;
    zo_time t;
    assert_true(zo_clock_parse(ZO_STR("00:00"), &t));
    assert_int_equal(t, 0);
    assert_true(zo_clock_parse(ZO_STR("18:05"), &t));
    assert_int_equal(t, 18 * 60 + 5);
    assert_true(zo_clock_parse(ZO_STR("23:59"), &t));
    assert_int_equal(t, ZO_DAY - 1);
    const char *const refused[] = {"24:00", "12:60", "9:00", "09:0", "0900", "09.00", "09:00 ", "", "-9:00"};
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        assert_false(zo_clock_parse(zo_str_of(refused[i]), &t));
}

static void a_moment_is_the_last_minute_it_covers(void **state)
{
    (void)state;
    zo_time day = date_of("2025-12-15"), t;
    assert_true(zo_moment_parse(ZO_STR("2025-12-15"), &t));
    assert_int_equal(t, day + ZO_DAY - 1);
    assert_true(zo_moment_parse(ZO_STR("2025-12-15T18:00"), &t));
    assert_int_equal(t, day + 18 * 60);
    assert_true(zo_moment_parse(ZO_STR("2025-12-15 00:00"), &t));
    assert_int_equal(t, day);
    const char *const refused[] = {
        "2025-12-15T",      "2025-12-15t18:00",  "2025-12-1518:00", "2025-02-30T18:00",
        "2025-12-15T25:00", "2025-12-15  18:00", "2025-12",         ""};
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        assert_false(zo_moment_parse(zo_str_of(refused[i]), &t));
}

static void times_are_written(void **state)
{
    (void)state;
    zo_time day = date_of("2025-12-05");
    assert_text(zo_date_iso(&arena, day), "2025-12-05");
    assert_text(zo_date_iso(&arena, day + 1), "2025-12-05T00:01");
    assert_text(zo_date_iso(&arena, day + 18 * 60), "2025-12-05T18:00");
    assert_text(zo_date_words(&arena, day), "5 December 2025");
    assert_text(zo_date_words(&arena, day + 9 * 60 + 5), "5 December 2025, 09:05");
    assert_text(zo_date_iso(&arena, 0), "0001-01-01");
    assert_text(zo_date_words(&arena, 0), "1 January 1");
    assert_text(zo_date_iso(&arena, ZO_ALWAYS), "");
    assert_text(zo_date_words(&arena, ZO_LAST), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_are_counted_from_the_first),
        cmocka_unit_test(only_days_of_the_calendar_are_read),
        cmocka_unit_test(every_day_is_written_as_it_is_read),
        cmocka_unit_test(clocks_are_read),
        cmocka_unit_test(a_moment_is_the_last_minute_it_covers),
        cmocka_unit_test(times_are_written),
    };
    return cmocka_run_group_tests_name("date", tests, open_arena, close_arena);
}

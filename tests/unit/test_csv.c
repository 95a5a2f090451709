/* CSV: small trees against the exact sheet they should give. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "written.h"

static void assert_csv(zo_arena *arena, const zo_value *root, const char *expected)
{
    zo_text out = zo_text_new(arena);
    assert_true(zo_write_csv(root, &out));
    assert_string_equal(zo_c_string(arena, zo_text_str(&out)), expected);
}

static zo_value *rows_in(zo_arena *arena, zo_value *root, const char *const *columns)
{
    zo_value *rows = zo_add_list(arena, root, "rows");
    zo_mark_rows(rows, columns);
    return rows;
}

/* One row with one text, under the heading t. */
static void assert_cell(zo_arena *arena, const char *text, const char *cell)
{
    zo_value *root = zo_object(arena);
    zo_value *row = zo_add_object(arena, rows_in(arena, root, NULL), NULL);
    zo_add_text(arena, row, "t", zo_str_of(text));
    zo_str expected = zo_printf(arena, "t\r\n%s\r\n", cell);
    assert_csv(arena, root, zo_c_string(arena, expected));
}

static void add_ratio(zo_arena *arena, zo_value *parent, const char *name, int64_t top, int64_t bottom)
{
    zo_int a = zo_int_of(top), b = zo_int_of(bottom);
    zo_num number = zo_num_ratio(&a, &b);
    zo_add_number(arena, parent, name, &number);
}

static void test_nothing_is_marked(void **state)
{
    zo_arena *arena = arena_of(state);
    zo_value *root = zo_object(arena);
    zo_add_object(arena, zo_add_list(arena, root, "list"), NULL);
    zo_text out = zo_text_new(arena);
    assert_false(zo_write_csv(root, &out));
    assert_int_equal(out.n, 0);
}

static void test_no_rows(void **state)
{
    static const char *const columns[] = {"a", "b", NULL};
    zo_arena *arena = arena_of(state);
    zo_value *root = zo_object(arena);
    rows_in(arena, root, columns);
    assert_csv(arena, root, "a,b\r\n");
    zo_value *bare = zo_object(arena);
    rows_in(arena, bare, NULL);
    assert_csv(arena, bare, "");
}

static void test_columns_are_the_union(void **state)
{
    static const char *const columns[] = {"z", NULL};
    zo_arena *arena = arena_of(state);
    zo_value *root = zo_object(arena), *inner = zo_add_object(arena, root, "inner");
    zo_value *rows = rows_in(arena, inner, columns);
    zo_value *one = zo_add_object(arena, rows, NULL), *two = zo_add_object(arena, rows, NULL);
    zo_add_size(arena, one, "a", 1);
    zo_add_bool(arena, one, "b", true);
    zo_add_bool(arena, two, "c", false);
    zo_add_null(arena, two, "b");
    zo_add_size(arena, two, "z", 26);
    assert_csv(arena, root, "z,a,b,c\r\n,1,true,\r\n26,,,false\r\n");
}

static void test_quotes(void **state)
{
    zo_arena *arena = arena_of(state);
    assert_cell(arena, "plain", "plain");
    assert_cell(arena, "a,b", "\"a,b\"");
    assert_cell(arena, "a;b", "\"a;b\"");
    assert_cell(arena, "say \"x\"", "\"say \"\"x\"\"\"");
    assert_cell(arena, " two\r\n lines\t\x1b[1m ", "two lines [1m");
    assert_cell(arena, "\xff", "\xEF\xBF\xBD");
    assert_cell(arena, "", "\"\"");
}

static void test_formulas_are_defused(void **state)
{
    zo_arena *arena = arena_of(state);
    assert_cell(arena, "=1+1", "'=1+1");
    assert_cell(arena, "@SUM(1,2)", "\"'@SUM(1,2)\"");
    assert_cell(arena, "+cmd", "'+cmd");
    assert_cell(arena, "-1+1", "'-1+1");
    assert_cell(arena, "\t=1", "'=1");
    assert_cell(arena, "-", "'-");
    assert_cell(arena, "-12.5", "-12.5");
    assert_cell(arena, "+3", "+3");
    assert_cell(arena, "a=1", "a=1");
}

static void test_numbers(void **state)
{
    zo_arena *arena = arena_of(state);
    zo_value *root = zo_object(arena);
    zo_value *row = zo_add_object(arena, rows_in(arena, root, NULL), NULL);
    add_ratio(arena, row, "half", -7, 2);
    add_ratio(arena, row, "third", 1, 3);
    add_ratio(arena, row, "whole", 5, 1);
    zo_add_size(arena, row, "count", 9007199254740993);
    assert_csv(arena, root,
               "half,half.exact,third,third.exact,whole,whole.exact,count\r\n"
               "-3.5,-7/2,0.333333333333,1/3,5,5,9007199254740993\r\n");
}

static void test_members_of_members(void **state)
{
    zo_arena *arena = arena_of(state);
    zo_value *root = zo_object(arena);
    zo_value *row = zo_add_object(arena, rows_in(arena, root, NULL), NULL);
    zo_value *package = zo_add_object(arena, row, "package");
    zo_add_text(arena, package, "nato", ZO_STR("open"));
    zo_value *worth = zo_add_object(arena, zo_add_object(arena, row, "worth"), "UA");
    zo_add_size(arena, worth, "from", 1);
    zo_add_size(arena, worth, "to", 2);
    assert_csv(arena, root, "package.nato,worth.UA.from,worth.UA.to\r\nopen,1,2\r\n");
}

static void test_lists(void **state)
{
    zo_arena *arena = arena_of(state);
    zo_value *root = zo_object(arena);
    zo_value *row = zo_add_object(arena, rows_in(arena, root, NULL), NULL);
    zo_add_list(arena, row, "empty");
    zo_add_object(arena, zo_add_list(arena, row, "objects"), NULL);
    zo_value *sets = zo_add_list(arena, row, "sets"), *set = zo_add_list(arena, sets, NULL);
    zo_add_text(arena, set, NULL, ZO_STR("a"));
    zo_add_text(arena, set, NULL, ZO_STR("b"));
    zo_add_text(arena, zo_add_list(arena, sets, NULL), NULL, ZO_STR("c"));
    assert_csv(arena, root, "sets\r\n\"a + b; c\"\r\n");
}

#define CSV_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CSV_TEST(test_nothing_is_marked),     CSV_TEST(test_no_rows),
        CSV_TEST(test_columns_are_the_union), CSV_TEST(test_quotes),
        CSV_TEST(test_formulas_are_defused),  CSV_TEST(test_numbers),
        CSV_TEST(test_members_of_members),    CSV_TEST(test_lists),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

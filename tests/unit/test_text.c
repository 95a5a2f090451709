/* Slices, the text builder, and paths. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/text.h"
#include "one_arena.h"

static void slices_compare_by_bytes(void **state)
{
    (void)state;
    zo_str nothing = {NULL, 0};
    assert_true(zo_str_equal(nothing, ZO_STR("")));
    assert_true(zo_str_equal(ZO_STR("ab"), zo_str_of("ab")));
    assert_false(zo_str_equal(ZO_STR("ab"), ZO_STR("ac")));
    assert_false(zo_str_equal(ZO_STR("ab"), ZO_STR("abc")));
    assert_true(zo_str_is((zo_str){"abc", 2}, "ab"));
    assert_false(zo_str_is(ZO_STR("ab"), "abc"));

    assert_int_equal(zo_str_compare(nothing, ZO_STR("")), 0);
    assert_int_equal(zo_str_compare(nothing, ZO_STR("a")), -1);
    assert_int_equal(zo_str_compare(ZO_STR("ab"), ZO_STR("a")), 1);
    assert_int_equal(zo_str_compare(ZO_STR("abc"), ZO_STR("abd")), -1);
    assert_int_equal(zo_str_compare(ZO_STR("b"), ZO_STR("abc")), 1);
    assert_int_equal(zo_str_compare(ZO_STR("z"), ZO_STR("\xC3\xA9")), -1);
}

static void copies_are_apart_and_end_with_nul(void **state)
{
    (void)state;
    char original[] = "Kyiv";
    zo_str copy = zo_str_of(zo_c_string(&arena, (zo_str){original, 4}));
    original[0] = 'k';
    assert_true(zo_str_is(copy, "Kyiv"));
    assert_string_equal(zo_c_string(&arena, (zo_str){original, 2}), "ky");
    assert_string_equal(zo_c_string(&arena, (zo_str){NULL, 0}), "");
}

static void a_text_is_built_of_pieces(void **state)
{
    (void)state;
    zo_text text = zo_text_new(&arena);
    assert_int_equal(zo_text_str(&text).n, 0);
    assert_non_null(zo_text_str(&text).s);
    zo_text_add(&text, (zo_str){NULL, 0});
    zo_text_add(&text, ZO_STR("a"));
    zo_text_add_c(&text, "bc");
    zo_text_add_char(&text, '|');
    zo_text_repeat(&text, '-', 3);
    zo_text_repeat(&text, '-', 0);
    zo_text_printf(&text, "%d %s %.*s %zu", -3, "xyz", ZO_FMT(ZO_STR("q")), (size_t)7);
    assert_text(zo_text_str(&text), "abc|----3 xyz q 7");
}

static void long_texts_keep_every_byte(void **state)
{
    (void)state;
    zo_text text = zo_text_new(&arena);
    for (int i = 0; i < 20000; i++)
        zo_text_add_char(&text, (char)('a' + i % 26));
    assert_int_equal(text.n, 20000);
    for (int i = 0; i < 20000; i++)
        assert_int_equal(text.s[i], 'a' + i % 26);
}

static void printf_fits_any_length(void **state)
{
    (void)state;
    char filler[300];
    for (size_t n = 0; n < sizeof filler; n++) {
        memset(filler, 'x', n);
        filler[n] = '\0';
        zo_str s = zo_printf(&arena, "<%s>", filler);
        assert_int_equal(s.n, n + 2);
        assert_int_equal(s.s[0], '<');
        assert_int_equal(s.s[n + 1], '>');
        assert_memory_equal(s.s + 1, filler, n);
    }
    assert_int_equal(zo_printf(&arena, "%s", "").n, 0);
}

static void paths_are_folded(void **state)
{
    (void)state;
    const char *const cases[][2] = {
        {"a/./b/../c", "a/c"},
        {"../x", "../x"},
        {"/../x", "/x"},
        {"", "."},
        {".", "."},
        {"./", "."},
        {"..", ".."},
        {"../..", "../.."},
        {"a/..", "."},
        {"a/../..", ".."},
        {"a/../../b", "../b"},
        {"/", "/"},
        {"//", "/"},
        {"/..", "/"},
        {"/a/..", "/"},
        {"/a/../b", "/b"},
        {"/a/b/..", "/a"},
        {"a//b/", "a/b"},
        {"./a", "a"},
        {"a/b/../../c", "c"},
        {"..a/b", "..a/b"},
        {"a/.../b", "a/.../b"},
        {"/a/./b/.", "/a/b"},
        {"../../a/..", "../.."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_text(zo_path_fold(&arena, zo_str_of(cases[i][0])), cases[i][1]);
}

static void paths_are_joined_at_the_directory(void **state)
{
    (void)state;
    const char *const cases[][3] = {
        {"main.zopa", "x.zopa", "x.zopa"},        {"dir/main.zopa", "x.zopa", "dir/x.zopa"},
        {"dir/main.zopa", "../x.zopa", "x.zopa"}, {"main.zopa", "../x.zopa", "../x.zopa"},
        {"/main.zopa", "x.zopa", "/x.zopa"},      {"/a/b/main.zopa", "./../x.zopa", "/a/x.zopa"},
        {"dir/main.zopa", "/x.zopa", "/x.zopa"},  {"", "x.zopa", "x.zopa"},
        {"dir/", "x.zopa", "dir/x.zopa"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_text(zo_path_join(&arena, zo_str_of(cases[i][0]), zo_str_of(cases[i][1])), cases[i][2]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slices_compare_by_bytes),
        cmocka_unit_test(copies_are_apart_and_end_with_nul),
        cmocka_unit_test(a_text_is_built_of_pieces),
        cmocka_unit_test(long_texts_keep_every_byte),
        cmocka_unit_test(printf_fits_any_length),
        cmocka_unit_test(paths_are_folded),
        cmocka_unit_test(paths_are_joined_at_the_directory),
    };
    return cmocka_run_group_tests_name("text", tests, open_arena, close_arena);
}

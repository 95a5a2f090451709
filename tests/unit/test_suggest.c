/* Edit distances, against the plain recursion, and the nearest word. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/suggest.h"
#include "one_arena.h"

static size_t distance(const char *a, const char *b) { return zo_edit_distance(zo_str_of(a), zo_str_of(b)); }

static void edits_are_counted(void **state)
{
    (void)state;
    assert_int_equal(distance("", ""), 0);
    assert_int_equal(distance("", "abc"), 3);
    assert_int_equal(distance("abc", ""), 3);
    assert_int_equal(distance("kitten", "sitting"), 3);
    assert_int_equal(distance("requires", "reqiures"), 1);
    assert_int_equal(distance("ca", "abc"), 3); /* a swapped pair is not edited again */
    assert_int_equal(distance("NATO", "nato"), 0);
    assert_int_equal(distance("\xC3\xA9tat", "etat"), 1);
    assert_int_equal(distance("\xD0\x96\xD1\x83", "\xD1\x83\xD0\x96"), 1);
}

static void long_words_are_far_from_all(void **state)
{
    (void)state;
    char word[66] = {0};
    memset(word, 'a', 64);
    assert_int_equal(distance(word, word), 0);
    assert_int_equal(distance(word, ""), 64);
    word[64] = 'a';
    assert_true(distance(word, word) == SIZE_MAX);
    assert_true(distance("a", word) == SIZE_MAX);
    /* as many bytes, but half as many code points */
    char cyrillic[65] = {0};
    for (size_t i = 0; i < 64; i += 2)
        memcpy(cyrillic + i, "\xD0\x96", 2);
    assert_int_equal(distance(cyrillic, ""), 32);
}

static size_t least(size_t a, size_t b) { return a < b ? a : b; }

/* The definition, with no table. */
static size_t plain_distance(const char *a, size_t n, const char *b, size_t m)
{
    if (n == 0 || m == 0)
        return n + m;
    size_t best = least(plain_distance(a, n - 1, b, m), plain_distance(a, n, b, m - 1)) + 1;
    best = least(best, plain_distance(a, n - 1, b, m - 1) + (a[n - 1] != b[m - 1]));
    if (n > 1 && m > 1 && a[n - 1] == b[m - 2] && a[n - 2] == b[m - 1])
        best = least(best, plain_distance(a, n - 2, b, m - 2) + 1);
    return best;
}

static void the_table_agrees_with_the_definition(void **state)
{
    (void)state;
    uint32_t seed = 1;
    for (int round = 0; round < 1500; round++) {
        char words[2][7] = {{0}};
        for (size_t i = 0; i < 12; i++) {
            seed = seed * 1664525 + 1013904223;
            words[i % 2][i / 2] = "abc\0"[seed >> 30];
        }
        size_t expected = plain_distance(words[0], strlen(words[0]), words[1], strlen(words[1]));
        assert_int_equal(distance(words[0], words[1]), expected);
    }
}

static void assert_nearest(const char *mistaken, const char *expected)
{
    const zo_str words[] = {ZO_STR("requires"), ZO_STR("refuses"), ZO_STR("reserves"), ZO_STR("on"),
                            ZO_STR("or"),       ZO_STR("accepts"), ZO_STR("abstains")};
    assert_text(zo_nearest(zo_str_of(mistaken), words, sizeof words / sizeof *words), expected);
}

static void the_nearest_word_within_a_third_is_found(void **state)
{
    (void)state;
    assert_nearest("requries", "requires");
    assert_nearest("REFUSES", "refuses");
    assert_nearest("refurses", "refuses");
    assert_nearest("reserve", "reserves");
    assert_nearest("o", "on"); /* as near as "or", and before it */
    assert_nearest("of", "on");
    assert_nearest("xy", "");
    assert_nearest("negotiation", "");
    assert_nearest("acepps", "accepts");
    assert_text(zo_nearest(ZO_STR("a"), NULL, 0), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(edits_are_counted),
        cmocka_unit_test(long_words_are_far_from_all),
        cmocka_unit_test(the_table_agrees_with_the_definition),
        cmocka_unit_test(the_nearest_word_within_a_third_is_found),
    };
    return cmocka_run_group_tests_name("suggest", tests, open_arena, close_arena);
}

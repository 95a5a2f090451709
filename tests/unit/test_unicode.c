/* Decoding, classes of characters, widths, composition and capitals. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/unicode.h"
#include "one_arena.h"

static void assert_decodes(const char *s, size_t n, size_t length, uint32_t expected)
{
    uint32_t code = 0;
    assert_int_equal(zo_decode(s, n, &code), length);
    if (length > 0)
        assert_int_equal(code, expected);
}

static void utf8_is_decoded_strictly(void **state)
{
    (void)state;
    assert_decodes("a", 1, 1, 'a');
    assert_decodes("\0", 1, 1, 0);
    assert_decodes("\x7F", 1, 1, 0x7F);
    assert_decodes("\xC3\xA9x", 3, 2, 0xE9);
    assert_decodes("\xE2\x82\xAC", 3, 3, 0x20AC);
    assert_decodes("\xF0\x9F\x99\x82", 4, 4, 0x1F642);
    assert_decodes("\xF4\x8F\xBF\xBF", 4, 4, 0x10FFFF);

    assert_decodes("\xC3", 1, 0, 0);             /* cut short */
    assert_decodes("\xE2\x82", 2, 0, 0);         /* cut short */
    assert_decodes("\xC3\xA9", 1, 0, 0);         /* the rest is not ours to read */
    assert_decodes("\xA9", 1, 0, 0);             /* no beginning */
    assert_decodes("\xC0\x80", 2, 0, 0);         /* longer than needed */
    assert_decodes("\xE0\x80\x80", 3, 0, 0);     /* longer than needed */
    assert_decodes("\xED\xA0\x80", 3, 0, 0);     /* half of a surrogate pair */
    assert_decodes("\xF4\x90\x80\x80", 4, 0, 0); /* past U+10FFFF */
    assert_decodes("\xFF", 1, 0, 0);
}

/* Encoded by the bits, to check every code point there is. */
static size_t encode(uint32_t code, char *s)
{
    const unsigned char lead[5] = {0, 0, 0xC0, 0xE0, 0xF0};
    size_t n = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (size_t i = n - 1; i > 0; i--, code >>= 6)
        s[i] = (char)(0x80 | (code & 0x3F));
    s[0] = (char)(lead[n] | code);
    return n;
}

static void every_code_point_is_decoded(void **state)
{
    (void)state;
    for (uint32_t code = 0; code <= 0x10FFFF; code++) {
        char s[4];
        size_t n = encode(code, s);
        uint32_t found = 0;
        bool surrogate = code >= 0xD800 && code <= 0xDFFF;
        if (zo_decode(s, n, &found) != (surrogate ? 0 : n) || (!surrogate && found != code))
            fail_msg("U+%04X", (unsigned)code);
    }
}

static void names_are_of_letters_marks_and_digits(void **state)
{
    (void)state;
    const uint32_t letters[] = {'a', 'Z', 0xE9, 0x416, 0x5D0, 0x4E2D, 0x1C5, 0x2B0};
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
        assert_true(zo_is_letter(letters[i]));
        assert_true(zo_is_name_char(letters[i]));
    }
    const uint32_t inside_only[] = {'0', '9', '_', '-', 0x301, 0x903, 0x663};
    for (size_t i = 0; i < sizeof inside_only / sizeof *inside_only; i++) {
        assert_false(zo_is_letter(inside_only[i]));
        assert_true(zo_is_name_char(inside_only[i]));
    }
    const uint32_t neither[] = {' ', '.', ':', 0, 0x7F, 0x201C, 0x2160, 0xBD, 0x1F642, 0xFFFFFFFF, 0x110000};
    for (size_t i = 0; i < sizeof neither / sizeof *neither; i++) {
        assert_false(zo_is_letter(neither[i]));
        assert_false(zo_is_name_char(neither[i]));
    }
}

static void hidden_controls_are_told(void **state)
{
    (void)state;
    const uint32_t hidden[] = {0, 7, 0x0B, 0x1B, 0x7F, 0x85, 0x9F, 0x202A, 0x202E, 0x2066, 0x2069};
    for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++)
        assert_true(zo_is_hidden_control(hidden[i]));
    const uint32_t plain[] = {'\t', '\n', '\r', ' ', 'a', 0xA0, 0x200D, 0x200E, 0x202F, 0x2065, 0x206A};
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        assert_false(zo_is_hidden_control(plain[i]));
}

static void columns_are_cells_of_a_terminal(void **state)
{
    (void)state;
    assert_int_equal(zo_columns(ZO_STR("")), 0);
    assert_int_equal(zo_columns(ZO_STR("abc")), 3);
    assert_int_equal(zo_columns(ZO_STR("a\tb")), 3);
    assert_int_equal(zo_columns(ZO_STR("\xC3\xA9")), 1);
    assert_int_equal(zo_columns(ZO_STR("e\xCC\x81")), 1);
    assert_int_equal(zo_columns(ZO_STR("\xE4\xB8\xAD\xE6\x96\x87")), 4);
    assert_int_equal(zo_columns(ZO_STR("a\xFF")), 2);
    assert_int_equal(zo_code_points(ZO_STR("")), 0);
    assert_int_equal(zo_code_points(ZO_STR("e\xCC\x81")), 2);
    assert_int_equal(zo_code_points(ZO_STR("\xE4\xB8\xAD\xE6\x96\x87")), 2);
    assert_int_equal(zo_code_points(ZO_STR("\xFF\xC3")), 2);
}

static void names_are_composed(void **state)
{
    (void)state;
    zo_str ascii = ZO_STR("plain");
    assert_ptr_equal(zo_compose(&arena, ascii).s, ascii.s);
    assert_text(zo_compose(&arena, ZO_STR("Cafe\xCC\x81s")), "Caf\xC3\xA9s");
    assert_text(zo_compose(&arena, ZO_STR("Caf\xC3\xA9s")), "Caf\xC3\xA9s");
    /* Hangul, and marks that come in the wrong order */
    assert_text(zo_compose(&arena, ZO_STR("\xE1\x84\x80\xE1\x85\xA1")), "\xEA\xB0\x80");
    assert_text(zo_compose(&arena, ZO_STR("q\xCC\x87\xCC\xA3")), "q\xCC\xA3\xCC\x87");
    /* canonical only: the ligature stays */
    assert_text(zo_compose(&arena, ZO_STR("\xEF\xAC\x81")), "\xEF\xAC\x81");
    assert_text(zo_compose(&arena, ZO_STR("a\xFF")), "a\xFF");
}

static void long_texts_are_composed(void **state)
{
    (void)state;
    zo_text apart = zo_text_new(&arena), together = zo_text_new(&arena);
    for (int i = 0; i < 5000; i++) {
        zo_text_add_c(&apart, "e\xCC\x81");
        zo_text_add_c(&together, "\xC3\xA9");
    }
    assert_true(zo_str_equal(zo_compose(&arena, zo_text_str(&apart)), zo_text_str(&together)));
    /* U+0958 becomes two code points: three bytes become six */
    assert_text(zo_compose(&arena, ZO_STR("\xE0\xA5\x98")), "\xE0\xA4\x95\xE0\xA4\xBC");
}

static void first_letters_change_case(void **state)
{
    (void)state;
    const char *const upper[][2] = {
        {"the city", "The city"},
        {"The city", "The city"},
        {"\xC3\xA9tat", "\xC3\x89tat"},
        {"\xC7\x86", "\xC7\x85"},
        {"", ""},
        {"x", "X"},
        {"12 days", "12 days"},
    };
    for (size_t i = 0; i < sizeof upper / sizeof *upper; i++)
        assert_text(zo_capitalise(&arena, zo_str_of(upper[i][0])), upper[i][1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(utf8_is_decoded_strictly),
        cmocka_unit_test(every_code_point_is_decoded),
        cmocka_unit_test(names_are_of_letters_marks_and_digits),
        cmocka_unit_test(hidden_controls_are_told),
        cmocka_unit_test(columns_are_cells_of_a_terminal),
        cmocka_unit_test(names_are_composed),
        cmocka_unit_test(long_texts_are_composed),
        cmocka_unit_test(first_letters_change_case),
    };
    return cmocka_run_group_tests_name("unicode", tests, open_arena, close_arena);
}

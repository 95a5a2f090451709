/* The text around a place in a document: its paragraph, odd bytes, white space in plenty, words without an end. */
#include "analysis/context.h"

#include <string.h>

#include "base/unicode.h"
#include "one_arena.h"

/* The context of the first occurrence of the words. */
static zo_context around(const char *document, const char *words)
{
    const char *at = strstr(document, words);
    size_t begin = (size_t)(at - document);
    return zo_context_of(zo_str_of(document), begin, begin + strlen(words), &arena);
}

static void paragraphs_end_it(void **state)
{
    (void)state;
    zo_context context = around("One.\n\nTwo\r\n  three HERE\nfour\n \t\nFive.", "HERE");
    assert_text(context.before, "Two three ");
    assert_text(context.after, " four");
    context = around("HERE", "HERE");
    assert_text(context.before, "");
    assert_text(context.after, "");
    context = around("One.\n\nHERE\n\nTwo.", "HERE");
    assert_text(context.before, "");
    assert_text(context.after, "");
    context = around("One.\xE2\x80\xA9Two HERE\xE2\x80\xA9Three.", "HERE"); /* a paragraph separator */
    assert_text(context.before, "Two ");
    assert_text(context.after, "");
}

static void bytes_that_are_no_text_stay(void **state)
{
    (void)state;
    zo_context context = around("a \xFF\xC3 HERE\xE2\x82 b", "HERE");
    assert_text(context.before, "a \xFF\xC3 ");
    assert_text(context.after, "\xE2\x82 b");
}

static const char *repeated(const char *part, size_t times)
{
    zo_text text = zo_text_new(&arena);
    for (size_t i = 0; i < times; i++)
        zo_text_add_c(&text, part);
    return zo_c_string(&arena, zo_text_str(&text));
}

static zo_context between(const char *before, const char *after)
{
    zo_str document = zo_printf(&arena, "%sHERE%s", before, after);
    return zo_context_of(document, strlen(before), strlen(before) + 4, &arena);
}

static void it_is_cut_between_words(void **state)
{
    (void)state;
    zo_context context = between(repeated("\xC3\xA9t\xC3\xA9 ", 200), repeated(" \xC3\xA9t\xC3\xA9", 200));
    assert_int_equal(zo_code_points(context.before), 280);
    assert_int_equal(zo_code_points(context.after), 280);
    context = between(repeated("abcdefgh ", 50), repeated(" abcdefgh", 50));
    assert_text(context.before, repeated("abcdefgh ", 31));
    assert_text(context.after, repeated(" abcdefgh", 31));
}

static void a_word_without_an_end_is_cut(void **state)
{
    (void)state;
    zo_context context = between(repeated("\xE6\xB0\xB4", 3000), repeated("\xE6\xB0\xB4", 3000));
    assert_int_equal(zo_code_points(context.before), 280);
    assert_int_equal(zo_code_points(context.after), 280);
    assert_memory_equal(context.before.s, "\xE6\xB0\xB4", 3);
}

static void white_space_in_plenty_is_not_read_to_its_end(void **state)
{
    (void)state;
    zo_context context = between(repeated(" ", 100000), repeated("\t", 100000));
    assert_text(context.before, "");
    assert_text(context.after, "");
    context = between("far ", repeated("\n", 100000));
    assert_text(context.before, "far ");
    assert_text(context.after, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paragraphs_end_it),
        cmocka_unit_test(bytes_that_are_no_text_stay),
        cmocka_unit_test(it_is_cut_between_words),
        cmocka_unit_test(a_word_without_an_end_is_cut),
        cmocka_unit_test(white_space_in_plenty_is_not_read_to_its_end),
    };
    return cmocka_run_group_tests_name("context", tests, open_arena, close_arena);
}

/* Writers: small trees against the exact text and JSON they should give. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "written.h"

static void assert_text(zo_arena *arena, const zo_value *root, unsigned width, bool colour,
                        const char *expected)
{
    assert_string_equal(zo_c_string(arena, text_of(arena, root, width, colour)), expected);
}

static void assert_json(zo_arena *arena, const zo_value *root, const char *expected)
{
    assert_string_equal(zo_c_string(arena, json_of(arena, root)), expected);
}

static zo_value *with_form(zo_value *value, zo_form form, const char *title)
{
    value->form = form;
    value->title = zo_str_of(title);
    return value;
}

static zo_value *add_words(zo_arena *arena, zo_value *parent, const char *name, zo_form form,
                           const char *title, const char *words)
{
    return with_form(zo_add_text(arena, parent, name, zo_str_of(words)), form, title);
}

static zo_value *add_list(zo_arena *arena, zo_value *parent, const char *name, const char *title)
{
    return with_form(zo_add_list(arena, parent, name), ZO_F_LIST, title);
}

static void add_item(zo_arena *arena, zo_value *list, const char *words)
{
    zo_add_text(arena, list, NULL, zo_str_of(words));
}

static zo_value *add_fraction(zo_arena *arena, zo_value *parent, const char *name, int64_t top,
                              int64_t bottom)
{
    zo_int a = zo_int_of(top), b = zo_int_of(bottom);
    zo_num number = zo_num_ratio(&a, &b);
    return zo_add_number(arena, parent, name, &number);
}

/* The tree */

static void test_members_keep_their_order(void **state)
{
    zo_arena *arena = arena_of(state);
    zo_value *root = zo_object(arena);
    zo_add_null(arena, root, "a");
    zo_value *b = zo_add_bool(arena, root, "b", true);
    assert_int_equal(zo_children(root), 2);
    assert_ptr_equal(zo_member(root, "b"), b);
    assert_null(zo_member(root, "c"));
    assert_ptr_equal(root->first->next, b);
    assert_ptr_equal(root->last, b);
}

/* JSON */

static void test_json_of_nothing(void **state)
{
    assert_json(arena_of(state), zo_object(arena_of(state)), "{}\n");
}

static void test_json_nests(void **state)
{
    zo_arena *arena = arena_of(state);
    zo_value *root = zo_object(arena);
    zo_add_null(arena, root, "nothing");
    zo_add_bool(arena, root, "yes", true);
    zo_add_bool(arena, root, "no", false);
    zo_add_list(arena, root, "none");
    zo_value *list = zo_add_list(arena, root, "list");
    zo_add_text(arena, list, NULL, ZO_STR("one"));
    zo_add_object(arena, list, NULL);
    zo_value *inner = zo_add_object(arena, root, "inner");
    zo_add_size(arena, inner, "n", 7);
    assert_json(arena, root,
                "{\n"
                "  \"nothing\": null,\n"
                "  \"yes\": true,\n"
                "  \"no\": false,\n"
                "  \"none\": [],\n"
                "  \"list\": [\n"
                "    \"one\",\n"
                "    {}\n"
                "  ],\n"
                "  \"inner\": {\n"
                "    \"n\": 7\n"
                "  }\n"
                "}\n");
}

static void test_json_leaves_views_out(void **state)
{
    zo_arena *arena = arena_of(state);
    zo_value *root = zo_object(arena);
    zo_add_bool(arena, root, "first", true)->text_only = true;
    zo_add_bool(arena, root, "second", true);
    zo_value *inner = zo_add_object(arena, root, "third");
    zo_add_bool(arena, inner, "only", true)->text_only = true;
    assert_json(arena, root, "{\n  \"second\": true,\n  \"third\": {}\n}\n");
}

static void test_json_numbers(void **state)
{
    zo_arena *arena = arena_of(state);
    zo_value *root = zo_object(arena);
    add_fraction(arena, root, "a", 7, 2);
    add_fraction(arena, root, "b", -1, 3);
    add_fraction(arena, root, "c", 5, 1);
    add_fraction(arena, root, "d", -5, 1)->plain = true;
    add_fraction(arena, root, "e", 7, 2)->plain = true;
    zo_add_size(arena, root, "f", 9007199254740991);
    zo_add_size(arena, root, "g", 9007199254740992);
    add_fraction(arena, root, "h", 0, 1)->plain = true;
    assert_json(arena, root,
                "{\n"
                "  \"a\": {\"exact\": \"7/2\", \"decimal\": 3.5},\n"
                "  \"b\": {\"exact\": \"-1/3\", \"decimal\": -0.333333333333},\n"
                "  \"c\": {\"exact\": \"5\", \"decimal\": 5},\n"
                "  \"d\": -5,\n"
                "  \"e\": {\"exact\": \"7/2\", \"decimal\": 3.5},\n"
                "  \"f\": 9007199254740991,\n"
                "  \"g\": {\"exact\": \"9007199254740992\", \"decimal\": 9007199254740992},\n"
                "  \"h\": 0\n"
                "}\n");
}

static void test_json_escapes(void **state)
{
    zo_arena *arena = arena_of(state);
    zo_value *root = zo_object(arena);
    zo_add_text(arena, root, "a\"", ZO_STR("\"\\/ \b\f\n\r\t \x01\x1b\x7f"));
    zo_add_text(arena, root, "b", ZO_STR("\xE2\x80\xA8\xE2\x80\xA9 \xC2\x9B"));
    zo_add_text(arena, root, "c", ZO_STR("caf\xC3\xA9 \xF0\x9F\x98\x80"));
    zo_add_text(arena, root, "d", ZO_STR("\xC3(\xFF\xED\xA0\x80"));
    zo_add_text(arena, root, "e", (zo_str){"a\0b", 3});
    assert_json(arena, root,
                "{\n"
                "  \"a\\\"\": \"\\\"\\\\/ \\b\\f\\n\\r\\t \\u0001\\u001b\\u007f\",\n"
                "  \"b\": \"\\u2028\\u2029 \\u009b\",\n"
                "  \"c\": \"caf\xC3\xA9 \xF0\x9F\x98\x80\",\n"
                "  \"d\": \"\xEF\xBF\xBD(\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\",\n"
                "  \"e\": \"a\\u0000b\"\n"
                "}\n");
}

/* Text, without tables */

static void test_text_of_nothing(void **state)
{
    assert_text(arena_of(state), zo_object(arena_of(state)), 80, false, "\n");
}

/* A bit of everything, in an order that the writer has to change. */
static zo_value *sample(zo_arena *arena)
{
    zo_value *root = zo_object(arena);
    add_words(arena, root, "limit", ZO_F_TRAILER, "", "(8 packages; exact)");
    add_words(arena, root, "about", ZO_F_PARAGRAPH, "What this rests on",
              "One article, read on the day it came out.");
    zo_value *asks = add_list(arena, root, "asks", "Ask next");
    add_item(arena, asks, "Russia on the guarantees, and whether it would take them as they stand");
    add_item(arena, asks, "the United States");
    zo_value *size = zo_add_size(arena, root, "size", 8);
    size->title = ZO_STR("Packages");
    add_fraction(arena, root, "share", 7, 2)->title = ZO_STR("Worth");
    zo_add_bool(arena, root, "exact", true)->title = ZO_STR("Exact");
    zo_add_text(arena, root, "machine", ZO_STR("not shown"));
    add_words(arena, root, "answer", ZO_F_ANSWER, "", "Nothing on record rules an agreement out.");
    return root;
}

static void test_text_in_order(void **state)
{
    assert_text(arena_of(state), sample(arena_of(state)), 40, false,
                "Nothing on record rules an agreement\n"
                "out.\n"
                "\n"
                "What this rests on\n"
                "  One article, read on the day it came\n"
                "  out.\n"
                "\n"
                "Ask next\n"
                "  - Russia on the guarantees, and\n"
                "    whether it would take them as they\n"
                "    stand\n"
                "  - the United States\n"
                "\n"
                "Packages: 8\n"
                "Worth: 3.5\n"
                "Exact: yes\n"
                "\n"
                "(8 packages; exact)\n");
}

static void test_text_in_colour(void **state)
{
    zo_arena *arena = arena_of(state);
    zo_value *root = zo_object(arena);
    add_words(arena, root, "answer", ZO_F_ANSWER, "", "Nothing on record rules an agreement out.");
    add_words(arena, root, "grade", ZO_F_PARAGRAPH, "Grade", "quoted");
    assert_text(arena, root, 40, true,
                "\x1b[1mNothing on record rules an agreement\x1b[0m\n"
                "\x1b[1mout.\x1b[0m\n"
                "\n"
                "\x1b[1mGrade\x1b[0m\n"
                "  quoted\n");
}

static void test_sections_nest(void **state)
{
    zo_arena *arena = arena_of(state);
    zo_value *root = zo_object(arena);
    zo_value *outer = with_form(zo_add_object(arena, root, "outer"), ZO_F_SECTION, "Outer");
    add_words(arena, outer, "p", ZO_F_PARAGRAPH, "", "Words.");
    zo_value *inner = with_form(zo_add_object(arena, outer, "inner"), ZO_F_SECTION, "Inner");
    add_words(arena, inner, "p", ZO_F_PARAGRAPH, "", "More words.");
    zo_value *data = with_form(zo_add_object(arena, outer, "data"), ZO_F_DATA, "Data");
    zo_add_size(arena, data, "n", 3)->title = ZO_STR("Members");
    add_words(arena, root, "end", ZO_F_PARAGRAPH, "", "The end.");
    assert_text(arena, root, 80, false,
                "Outer\n"
                "  Words.\n"
                "\n"
                "  Inner\n"
                "    More words.\n"
                "\n"
                "  Data\n"
                "    Members: 3\n"
                "\n"
                "The end.\n");
}

static void test_lines_stand_together_around_what_is_empty(void **state)
{
    zo_arena *arena = arena_of(state);
    zo_value *root = zo_object(arena);
    zo_add_size(arena, root, "a", 1)->title = ZO_STR("Issues");
    add_list(arena, root, "b", "Gone");
    zo_add_size(arena, root, "c", 2)->title = ZO_STR("Parties");
    add_words(arena, root, "d", ZO_F_TRAILER, "", "(exact)");
    add_words(arena, root, "e", ZO_F_TRAILER, "", "(17 quotations verified)");
    assert_text(arena, root, 80, false, "Issues: 1\nParties: 2\n\n(exact)\n(17 quotations verified)\n");
}

static void test_what_is_empty_leaves_no_trace(void **state)
{
    zo_arena *arena = arena_of(state);
    zo_value *root = zo_object(arena);
    add_words(arena, root, "a", ZO_F_ANSWER, "", "Yes.");
    add_list(arena, root, "b", "Gone");
    zo_value *section = with_form(zo_add_object(arena, root, "c"), ZO_F_SECTION, "Gone too");
    add_list(arena, section, "d", "Gone as well");
    with_form(zo_add_list(arena, root, "e"), ZO_F_TABLE, "A table without columns");
    zo_add_null(arena, root, "f")->title = ZO_STR("Null");
    add_words(arena, root, "g", ZO_F_PARAGRAPH, "Blank", " \n\x1b ");
    add_list(arena, root, "h", "Conflicts")->empty = ZO_STR("There are none.");
    zo_add_list(arena, root, "i")->title = ZO_STR("Names");
    root->last->empty = ZO_STR("nobody");
    assert_text(arena, root, 80, false, "Yes.\n\nConflicts\n  There are none.\n\nNames: nobody\n");
}

static void test_controls_become_blanks(void **state)
{
    zo_arena *arena = arena_of(state);
    zo_value *root = zo_object(arena);
    add_words(arena, root, "a", ZO_F_PARAGRAPH, "A\x1b[31mb",
              "  c\n\td \x1b]0;x\x07 \xC2\x9B"
              "31m \xE2\x80\xAE"
              "e \x7f\xFF ");
    assert_text(arena, root, 80, false, "A [31mb\n  c d ]0;x 31m e \xEF\xBF\xBD\n");
}

static void test_long_words_are_broken(void **state)
{
    zo_arena *arena = arena_of(state);
    zo_value *root = zo_object(arena);
    add_words(arena, root, "a", ZO_F_PARAGRAPH, "",
              "See https://example.org/a/very/long/address/that/goes/on for more.");
    /* Two columns each; and a combining mark that must stay with the 40th letter. */
    add_words(arena, root, "b", ZO_F_PARAGRAPH, "", "谈判的各方在柏林会面两天讨论了安全保障和领土问题");
    add_words(arena, root, "c", ZO_F_PARAGRAPH, "",
              "abcdefghijabcdefghijabcdefghijabcdefghije\xCC\x81"
              "f");
    assert_text(arena, root, 40, false,
                "See\n"
                "https://example.org/a/very/long/address/\n"
                "that/goes/on for more.\n"
                "\n"
                "谈判的各方在柏林会面两天讨论了安全保障和\n"
                "领土问题\n"
                "\n"
                "abcdefghijabcdefghijabcdefghijabcdefghij\n"
                "e\xCC\x81"
                "f\n");
}

/* Tables */

static const zo_column stance_columns[] = {
    {.key = "party", .heading = {"Party", 5}},
    {.key = "says", .heading = {"Says", 4}},
    {.key = "worth", .heading = {"Worth", 5}, .right = true},
    {.key = "grade", .heading = {"Grade", 5}, .keep = true},
    {.key = "never", .heading = {"Never", 5}},
};

static void add_row(zo_arena *arena, zo_value *table, const char *party, const char *says, int64_t top,
                    const char *grade)
{
    zo_value *row = zo_add_object(arena, table, NULL);
    zo_add_text(arena, row, "party", zo_str_of(party));
    if (says != NULL)
        zo_add_text(arena, row, "says", zo_str_of(says));
    add_fraction(arena, row, "worth", top, 2);
    zo_add_text(arena, row, "grade", zo_str_of(grade));
}

static zo_value *stances(zo_arena *arena)
{
    zo_value *root = zo_object(arena);
    zo_value *table = with_form(zo_add_list(arena, root, "stances"), ZO_F_TABLE, "On record");
    table->column = stance_columns;
    table->columns = sizeof stance_columns / sizeof *stance_columns;
    add_row(arena, table, "United States of America",
            "accepts a guarantee modelled on Article 5 only if NATO membership is set aside", 25, "quoted");
    add_row(arena, table, "日本", "signals", 201, "inferred");
    add_row(arena, table, "Caf\x65\xCC\x81", NULL, -6, "unverified");
    return root;
}

static void test_table_at_its_natural_width(void **state)
{
    assert_text(arena_of(state), stances(arena_of(state)), 200, false,
                "On record\n"
                "  Party                     "
                "Says                                                      "
                "                      Worth  Grade\n"
                "  United States of America  "
                "accepts a guarantee modelled on Article 5 only if NATO mem"
                "bership is set aside   12.5  quoted\n"
                "  日本                      "
                "signals                                                   "
                "                      100.5  inferred\n"
                "  Cafe\xCC\x81                      "
                "                                                          "
                "                         -3  unverified\n");
}

static void test_table_wraps_at_80(void **state)
{
    assert_text(arena_of(state), stances(arena_of(state)), 80, false,
                "On record\n"
                "  Party                     Says                               Worth  Grade\n"
                "  United States of America  accepts a guarantee modelled on     12.5  quoted\n"
                "                            Article 5 only if NATO membership\n"
                "                            is set aside\n"
                "  日本                      signals                            100.5  inferred\n"
                "  Cafe\xCC\x81                                                            -3  unverified\n");
}

static void test_table_hangs_at_50(void **state)
{
    assert_text(arena_of(state), stances(arena_of(state)), 50, false,
                "On record\n"
                "  Party          Says           Worth  Grade\n"
                "  United States  accepts a       12.5  quoted\n"
                "    of America   guarantee\n"
                "                 modelled on\n"
                "                 Article 5\n"
                "                 only if NATO\n"
                "                 membership is\n"
                "                 set aside\n"
                "  日本           signals        100.5  inferred\n"
                "  Cafe\xCC\x81                             -3  unverified\n");
}

static void test_table_becomes_blocks_at_40(void **state)
{
    assert_text(arena_of(state), stances(arena_of(state)), 40, false,
                "On record\n"
                "  Party: United States of America\n"
                "  Says: accepts a guarantee modelled on\n"
                "    Article 5 only if NATO membership is\n"
                "    set aside\n"
                "  Worth: 12.5\n"
                "  Grade: quoted\n"
                "\n"
                "  Party: 日本\n"
                "  Says: signals\n"
                "  Worth: 100.5\n"
                "  Grade: inferred\n"
                "\n"
                "  Party: Cafe\xCC\x81\n"
                "  Worth: -3\n"
                "  Grade: unverified\n");
}

static void test_table_cells_of_every_kind(void **state)
{
    static const zo_column columns[] = {
        {.key = "names"},
        {.key = "flag"},
        {.key = "n", .heading = {"How many of them there are", 26}, .right = true, .keep = true},
        {.key = "words", .heading = {"In words", 8}},
    };
    zo_arena *arena = arena_of(state);
    zo_value *root = zo_object(arena);
    zo_value *table = with_form(zo_add_list(arena, root, "t"), ZO_F_TABLE, "");
    table->column = columns;
    table->columns = 4;
    zo_value *row = zo_add_object(arena, table, NULL);
    zo_value *names = zo_add_list(arena, row, "names");
    add_item(arena, names, "one");
    add_item(arena, names, "");
    add_item(arena, names, "two");
    zo_add_bool(arena, row, "flag", false);
    zo_add_size(arena, row, "n", 1234);
    zo_add_text(arena, row, "words", ZO_STR("disputed"));
    zo_add_object(arena, table, NULL);
    row = zo_add_object(arena, table, NULL);
    zo_add_null(arena, row, "names");
    zo_add_text(arena, row, "words", ZO_STR("a good many, more than one can count"));
    assert_text(arena, root, 48, false,
                "              How many of them\n"
                "                     there are  In words\n"
                "one; two  no              1234  disputed\n"
                "                                a good many,\n"
                "                                more than one\n"
                "                                can count\n");
}

/* A table of one row, without headings. */
static zo_value *row_of(zo_arena *arena, const zo_column *columns, size_t n, const char *const *cells)
{
    zo_value *root = zo_object(arena);
    zo_value *table = with_form(zo_add_list(arena, root, "t"), ZO_F_TABLE, "");
    table->column = columns;
    table->columns = n;
    zo_value *row = zo_add_object(arena, table, NULL);
    for (size_t i = 0; i < n; i++)
        zo_add_text(arena, row, columns[i].key, zo_str_of(cells[i]));
    return root;
}

static void test_kept_columns_and_numbers_stay_whole(void **state)
{
    static const zo_column columns[] = {
        {.key = "a"}, {.key = "b", .keep = true}, {.key = "c", .right = true}};
    static const char *const cells[] = {"some words that wrap", "15 December 2025", "123456789/12"};
    zo_arena *arena = arena_of(state);
    assert_text(arena, row_of(arena, columns, 3, cells), 42, false,
                "some words  15 December 2025  123456789/12\n"
                "  that\n"
                "  wrap\n");
}

static void test_numbers_stay_whole_where_words_are_broken(void **state)
{
    static const zo_column columns[] = {{.key = "a"}, {.key = "b"}, {.key = "c", .right = true}};
    static const char *const cells[] = {"a-word-that-is-long", "two-days-of-talks-in-berlin",
                                        "1234567890123/12"};
    zo_arena *arena = arena_of(state);
    assert_text(arena, row_of(arena, columns, 3, cells), 40, false,
                "a-word-     two-days-  1234567890123/12\n"
                "  that-is-  of-talks-\n"
                "  long      in-berlin\n");
}

static void test_cut_columns_share_what_is_left(void **state)
{
    static const zo_column columns[] = {{.key = "a", .right = true}, {.key = "b"}, {.key = "c"}};
    static const char *const cells[] = {"x", "aaa aaa aaa aaa aa aaa aaa", "bbb bbb bbb bbb bbbb b bbb"};
    zo_arena *arena = arena_of(state);
    /* 35 for the two that wrap: 18 and 17. */
    assert_text(arena, row_of(arena, columns, 3, cells), 40, false,
                "x  aaa aaa aaa aaa aa  bbb bbb bbb bbb\n"
                "   aaa aaa             bbbb b bbb\n");
}

static void test_a_hanging_word_is_not_broken(void **state)
{
    static const zo_column columns[] = {{.key = "a"}, {.key = "b"}};
    static const char *const cells[] = {"the demilitarisation-zone",
                                        "is wide, and everyone agrees that it has to be wide enough"};
    zo_arena *arena = arena_of(state);
    assert_text(arena, row_of(arena, columns, 2, cells), 40, false,
                "the                      is wide, and\n"
                "  demilitarisation-zone  everyone agrees\n"
                "                         that it has to\n"
                "                         be wide enough\n");
}

static void test_table_in_colour(void **state)
{
    zo_arena *arena = arena_of(state);
    zo_value *root = zo_object(arena);
    zo_value *table = with_form(zo_add_list(arena, root, "t"), ZO_F_TABLE, "Table");
    table->column = stance_columns;
    table->columns = 4;
    add_row(arena, table, "RU", "quoted elsewhere", 1, "disputed");
    add_row(arena, table, "EU", "quoted", 20, "no grade");
    assert_text(arena, root, 80, true,
                "\x1b[1mTable\x1b[0m\n"
                "  \x1b[4mParty\x1b[0m  \x1b[4mSays\x1b[0m              "
                "\x1b[4mWorth\x1b[0m  \x1b[4mGrade\x1b[0m\n"
                "  RU     quoted elsewhere    0.5  \x1b[31mdisputed\x1b[0m\n"
                "  EU     \x1b[32mquoted\x1b[0m               10  no grade\n");
}

static void test_table_without_text_is_empty(void **state)
{
    zo_arena *arena = arena_of(state);
    zo_value *root = zo_object(arena);
    zo_value *table = with_form(zo_add_list(arena, root, "t"), ZO_F_TABLE, "Table");
    table->column = stance_columns;
    table->columns = 4;
    zo_add_object(arena, table, NULL);
    assert_text(arena, root, 80, false, "\n");
    table->empty = ZO_STR("No stance is on record.");
    assert_text(arena, root, 80, false, "Table\n  No stance is on record.\n");
}

#define WRITER_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WRITER_TEST(test_members_keep_their_order),
        WRITER_TEST(test_json_of_nothing),
        WRITER_TEST(test_json_nests),
        WRITER_TEST(test_json_leaves_views_out),
        WRITER_TEST(test_json_numbers),
        WRITER_TEST(test_json_escapes),
        WRITER_TEST(test_text_of_nothing),
        WRITER_TEST(test_text_in_order),
        WRITER_TEST(test_text_in_colour),
        WRITER_TEST(test_sections_nest),
        WRITER_TEST(test_lines_stand_together_around_what_is_empty),
        WRITER_TEST(test_what_is_empty_leaves_no_trace),
        WRITER_TEST(test_controls_become_blanks),
        WRITER_TEST(test_long_words_are_broken),
        WRITER_TEST(test_table_at_its_natural_width),
        WRITER_TEST(test_table_wraps_at_80),
        WRITER_TEST(test_table_hangs_at_50),
        WRITER_TEST(test_table_becomes_blocks_at_40),
        WRITER_TEST(test_table_cells_of_every_kind),
        WRITER_TEST(test_kept_columns_and_numbers_stay_whole),
        WRITER_TEST(test_numbers_stay_whole_where_words_are_broken),
        WRITER_TEST(test_cut_columns_share_what_is_left),
        WRITER_TEST(test_a_hanging_word_is_not_broken),
        WRITER_TEST(test_table_in_colour),
        WRITER_TEST(test_table_without_text_is_empty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* HTML: what the body of a page holds, and what no text can do to it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "written.h"

/* From <body> on; what comes before is the same for every page but for its title. */
static void assert_body(zo_arena *arena, const zo_value *root, const char *expected)
{
    const char *page = zo_c_string(arena, html_of(arena, root));
    const char *body = strstr(page, "<body>\n");
    assert_non_null(body);
    zo_str whole = zo_printf(arena, "<body>\n%s</body>\n</html>\n", expected);
    assert_string_equal(body, zo_c_string(arena, whole));
}

static void assert_holds(zo_arena *arena, const zo_value *root, const char *part)
{
    assert_non_null(strstr(zo_c_string(arena, html_of(arena, root)), part));
}

static zo_value *say(zo_arena *arena, zo_value *parent, const char *name, zo_form form, const char *text)
{
    zo_value *value = zo_add_text(arena, parent, name, zo_str_of(text));
    value->form = form;
    return value;
}

static void test_order_of_a_page(void **state)
{
    zo_arena *arena = arena_of(state);
    zo_value *root = zo_object(arena);
    say(arena, root, "trailer", ZO_F_TRAILER, "(end)");
    say(arena, root, "analysis", ZO_F_DATA, "brief");
    say(arena, root, "text", ZO_F_PARAGRAPH, "Words.");
    say(arena, root, "answer", ZO_F_ANSWER, "Yes.");
    say(arena, root, "banner", ZO_F_BANNER, "Paper");
    say(arena, root, "data", ZO_F_DATA, "7")->title = ZO_STR("Count");
    assert_holds(arena, root, "<title>brief</title>");
    assert_body(arena, root,
                "<header>\n<p class=\"banner\">Paper</p>\n<h1>Yes.</h1>\n</header>\n"
                "<main>\n<p>Words.</p>\n<dl><dt>Count</dt><dd>7</dd></dl>\n</main>\n"
                "<footer>\n<p>(end)</p>\n</footer>\n");
}

static void test_sections_and_lists(void **state)
{
    zo_arena *arena = arena_of(state);
    zo_value *root = zo_object(arena), *section = zo_add_object(arena, root, "s");
    root->title = ZO_STR("Root");
    section->form = ZO_F_SECTION;
    section->title = ZO_STR("Outer");
    zo_value *list = zo_add_list(arena, section, "l");
    list->form = ZO_F_LIST;
    list->title = ZO_STR("Inner");
    say(arena, list, NULL, ZO_F_DATA, "one");
    zo_value *nothing = zo_add_list(arena, root, "n");
    nothing->form = ZO_F_LIST;
    nothing->title = ZO_STR("Leaves no trace");
    zo_value *silent = zo_add_list(arena, root, "m");
    silent->form = ZO_F_LIST;
    silent->title = ZO_STR("Silent");
    silent->empty = ZO_STR("None.");
    assert_body(
        arena, root,
        "<header>\n<p class=\"banner\">zopa</p>\n<h1>Root</h1>\n</header>\n<main>\n"
        "<section>\n<h2>Outer</h2>\n<section>\n<h3>Inner</h3>\n<ul>\n<li>one</li>\n</ul>\n</section>\n"
        "</section>\n<section>\n<h2>Silent</h2>\n<p>None.</p>\n</section>\n</main>\n");
}

static void add_row(zo_arena *arena, zo_value *table, const char *who, const char *grade)
{
    zo_value *row = zo_add_object(arena, table, NULL);
    zo_add_text(arena, row, "who", zo_str_of(who));
    zo_add_text(arena, row, "grade", zo_str_of(grade));
}

static void test_tables(void **state)
{
    static const zo_column columns[] = {{"who", {"", 0}, false, false, true},
                                        {"grade", {"Grade", 5}, true, true, false}};
    zo_arena *arena = arena_of(state);
    zo_value *root = zo_object(arena), *table = zo_add_list(arena, root, "t");
    table->form = ZO_F_TABLE;
    table->page_only = true;
    table->column = columns;
    table->columns = 2;
    add_row(arena, table, "A", "quoted");
    add_row(arena, table, "A", "plain");
    add_row(arena, table, "B", "assumed");
    assert_holds(
        arena, root,
        "<table>\n<thead><tr><td></td><th scope=\"col\" class=\"right keep\">Grade</th></tr></thead>\n"
        "<tbody class=\"group\">\n"
        "<tr><th scope=\"rowgroup\" rowspan=\"2\">A</th><td class=\"right keep quoted\">quoted</td></tr>\n"
        "<tr><td class=\"right keep\">plain</td></tr>\n</tbody>\n"
        "<tbody>\n<tr><th scope=\"row\">B</th><td class=\"right keep assumed\">assumed</td></tr>\n"
        "</tbody>\n</table>\n");
    assert_int_equal(text_of(arena, root, 80, false).n, 1); /* nothing but a newline */
}

static void test_text_stays_text(void **state)
{
    zo_arena *arena = arena_of(state);
    zo_value *root = zo_object(arena);
    say(arena, root, "negotiation", ZO_F_DATA, "</title><script>");
    say(arena, root, "a", ZO_F_PARAGRAPH, "<b> & \"x\" 'y' \x01\x7f \xE2\x80\xAE z \xff");
    assert_holds(arena, root, "<title>&lt;/title&gt;&lt;script&gt;</title>");
    assert_holds(arena, root, "<p>&lt;b&gt; &amp; &quot;x&quot; &#39;y&#39; z \xEF\xBF\xBD</p>\n");
}

static void test_long_words_may_break(void **state)
{
    zo_arena *arena = arena_of(state);
    zo_value *root = zo_object(arena);
    say(arena, root, "a", ZO_F_PARAGRAPH, "UA.a_b 0123456789012345678901234567890123456789\xC3\xA9\xC3\xA9");
    assert_holds(arena, root,
                 "<p>UA.a_<wbr>b 0123456789012345678901234567890123456789<wbr>\xC3\xA9\xC3\xA9</p>\n");
}

#define HTML_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        HTML_TEST(test_order_of_a_page), HTML_TEST(test_sections_and_lists),   HTML_TEST(test_tables),
        HTML_TEST(test_text_stays_text), HTML_TEST(test_long_words_may_break),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Bodies of requests: what is understood, and the sentence for what is not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "server_question.h"

static char why[400];

static bool read_body(const char *body, enum srv_question_kind kind, srv_question *question)
{
    return srv_read_question(body, strlen(body), kind, question, why, sizeof why);
}

static void assert_refused(const char *body, enum srv_question_kind kind, const char *expected)
{
    srv_question question;
    bool read = read_body(body, kind, &question);
    srv_question_free(&question);
    assert_false(read);
    if (!strstr(why, expected))
        fail_msg("%s: \"%s\" is not about \"%s\"", body, why, expected);
}

static void a_whole_question_is_read(void **state)
{
    (void)state;
    srv_question q;
    assert_true(read_body(
        "{\"analysis\":\"zone\",\"format\":\"csv\",\"slot\":\"s\",\"arguments\":[[\"on\",\"2025-12-13\"],[\"exact\",\"\"]],"
        "\"texts\":{\"a.zopa\":\"\\u00e9\",\"b.zopa\":\"\"}}",
        SRV_RUN, &q));
    assert_string_equal(q.analysis, "zone");
    assert_string_equal(q.format, "csv");
    assert_string_equal(q.slot, "s");
    assert_int_equal(q.arguments, 2);
    assert_string_equal(q.argument[1].name, "exact");
    assert_int_equal(q.texts.count, 2);
    assert_string_equal(q.texts.text[0].name, "a.zopa");
    assert_int_equal(q.texts.text[0].length, 2);
    assert_int_equal(q.texts.text[1].length, 0);
    srv_question_free(&q);
    assert_true(read_body("{\"analysis\":\"zone\"}", SRV_RUN, &q));
    assert_null(q.format);
    assert_int_equal(q.arguments, 0);
    srv_question_free(&q);
}

static void pictures_and_reports_are_read(void **state)
{
    (void)state;
    srv_question q;
    assert_true(read_body(
        "{\"kind\":\"frontier\",\"format\":\"png\",\"language\":\"fr\",\"theme\":\"dark\",\"axes\":[\"UA\",\"RU\"]}",
        SRV_PLOT, &q));
    assert_string_equal(q.axes[1], "RU");
    assert_string_equal(q.theme, "dark");
    srv_question_free(&q);
    assert_true(read_body("{\"for\":\"UA\"}", SRV_REPORT, &q));
    assert_int_equal(q.arguments, 1);
    assert_string_equal(q.argument[0].name, "for");
    assert_string_equal(q.argument[0].value, "UA");
    srv_question_free(&q);
    assert_true(read_body("{\"for\":null}", SRV_REPORT, &q));
    assert_int_equal(q.arguments, 0);
    srv_question_free(&q);
}

static void what_is_no_json_is_refused(void **state)
{
    (void)state;
    static const char *const bodies[] = {"",
                                         " ",
                                         "zone",
                                         "{",
                                         "{\"analysis\":",
                                         "{\"analysis\":\"zone\"",
                                         "{\"analysis\":\"zone\",}",
                                         "{'analysis':'zone'}",
                                         "{\"analysis\":\"zone\"} x",
                                         "{\"analysis\":\"\xff\"}",
                                         "{\"analysis\":\"\\ud800\"}",
                                         "{\"analysis\":\"a\nb\"}",
                                         "{\"analysis\":\"a\",\"analysis\":\"b\"}",
                                         "\xef\xbb\xbf{}",
                                         "{\"a\":NaN}",
                                         "{\"a\":01}"};
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
        assert_refused(bodies[i], SRV_RUN, "the request is not JSON: line ");
    srv_question question;
    assert_false(srv_read_question(NULL, 0, SRV_RUN, &question, why, sizeof why));
    srv_question_free(&question);
    assert_false(srv_read_question("{}\0", 3, SRV_RUN, &question, why, sizeof why));
    srv_question_free(&question);
    assert_refused("{\"analysis\":\"a\\u0000b\"}", SRV_RUN, "has a NUL character in it");
    static const char *const others[] = {"[]", "[{}]"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_refused(others[i], SRV_RUN, "not a JSON object");
}

static void members_are_checked(void **state)
{
    (void)state;
    assert_refused("{}", SRV_RUN, "\"analysis\" is missing");
    assert_refused("{}", SRV_STOP, "\"slot\" is missing");
    assert_refused("{}", SRV_PLOT, "\"kind\" is missing");
    assert_refused("{\"analysys\":\"zone\"}", SRV_RUN, "did you mean \"analysis\"?");
    assert_refused("{\"zzzzzzzz\":1}", SRV_RUN, "has no \"zzzzzzzz\"");
    assert_refused("{\"kind\":\"frontier\"}", SRV_RUN, "has no \"kind\"");
    assert_refused("{\"analysis\":7}", SRV_RUN, "is a text");
    assert_refused("{\"analysis\":null}", SRV_RUN, "is a text");
    assert_refused("{\"analysis\":\"zone\",\"format\":\"pdf\"}", SRV_RUN, "json|csv|html|text, not \"pdf\"");
    assert_refused("{\"analysis\":\"zone\",\"format\":\"\"}", SRV_RUN, "json|csv|html|text");
    assert_refused("{\"analysis\":\"zone\",\"format\":\"json|csv\"}", SRV_RUN, "json|csv|html|text");
    assert_refused("{\"analysis\":\"zone\",\"arguments\":{}}", SRV_RUN, "list of at most");
    assert_refused("{\"analysis\":\"zone\",\"arguments\":[\"on\"]}", SRV_RUN, "argument 1 is not a pair");
    assert_refused("{\"analysis\":\"zone\",\"arguments\":[[\"on\"]]}", SRV_RUN, "argument 1 is not a pair");
    assert_refused("{\"analysis\":\"zone\",\"arguments\":[[\"on\",\"x\"],[\"a\",\"b\",\"c\"]]}", SRV_RUN,
                   "argument 2 is not a pair");
    assert_refused("{\"analysis\":\"zone\",\"arguments\":[[\"on\",7]]}", SRV_RUN, "value of an argument");
    assert_refused("{\"analysis\":\"zone\",\"texts\":[]}", SRV_RUN, "object of at most");
    assert_refused("{\"analysis\":\"zone\",\"texts\":{\"a\":1}}", SRV_RUN, "the text of \"a\"");
    assert_refused("{\"kind\":\"frontier\",\"axes\":[\"UA\"]}", SRV_PLOT, "two parties");
    assert_refused("{\"kind\":\"frontier\",\"axes\":\"UA\"}", SRV_PLOT, "two parties");
}

/* `count` times the text between two others. */
static char *repeated(const char *before, const char *text, size_t count, const char *after)
{
    char *all = malloc(strlen(before) + strlen(text) * count + strlen(after) + 1), *end = all;
    end += sprintf(end, "%s", before);
    for (size_t i = 0; i < count; i++)
        end += sprintf(end, "%s", text);
    sprintf(end, "%s", after);
    return all;
}

static void much_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *before, *text;
        size_t count;
        const char *after, *expected;
    } cases[] = {
        {"", "[", 9, "", "deeper than 8"},
        {"", "[", 1000000, "", "deeper than 8"},
        {"{\"a\":", "{\"a\":", 100000, "", "deeper than 8"},
        {"[0", ",0", 30000, "]", "more than 20,000 parts"},
        {"[[]", ",[]", 30000, "]", "more than 20,000 parts"},
        {"{\"analysis\":\"z\",\"arguments\":[[\"a\",\"b\"]", ",[\"a\",\"b\"]", 1000, "]}",
         "at most 1000 pairs"},
        {"{\"analysis\":\"", "x", 70000, "\"}", "at most 65536 bytes"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *body = repeated(cases[i].before, cases[i].text, cases[i].count, cases[i].after);
        assert_refused(body, SRV_RUN, cases[i].expected);
        free(body);
    }
}

/* Brackets and commas in a text are its own. */
static void texts_are_not_counted(void **state)
{
    (void)state;
    srv_question q;
    char *body = repeated("{\"analysis\":\"zone\",\"texts\":{\"a\":\"\\\"", "[{,\\\\", 30000, "\"}}");
    assert_true(read_body(body, SRV_RUN, &q));
    srv_question_free(&q);
    free(body);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_whole_question_is_read),
        cmocka_unit_test(pictures_and_reports_are_read),
        cmocka_unit_test(what_is_no_json_is_refused),
        cmocka_unit_test(members_are_checked),
        cmocka_unit_test(much_is_refused),
        cmocka_unit_test(texts_are_not_counted),
    };
    return cmocka_run_group_tests_name("server_question", tests, NULL, NULL);
}

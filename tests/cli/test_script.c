/* Drawing by a script: what it is given, what it returns, and its limits. The script is this test's, and so is the
 * clock, which the linker puts in place of the real one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "pages.h"
#include "script.h"

static const char *script;
static bool clock_goes; /* a second in a thousand looks at it */
static time_t looks;

const char cli_no_pages[] = "no pages";

cli_page cli_plot_script(void) { return (cli_page){script, strlen(script)}; }

int __wrap_clock_gettime(clockid_t clock, struct timespec *t);

int __wrap_clock_gettime(clockid_t clock, struct timespec *t)
{
    (void)clock;
    looks += clock_goes;
    *t = (struct timespec){looks / 1000, 0};
    return 0;
}

static void assert_draws(const char *text, const char *expected)
{
    char *svg = NULL, *error = NULL;
    size_t length = 0;
    script = text;
    assert_int_equal(cli_draw("kind", "{\"a\":[\"\\ud83d\\ude00\"]}", 22, "{}", &svg, &length, &error),
                     ZOPA_YES);
    assert_string_equal(svg, expected);
    assert_int_equal(length, strlen(expected));
    free(svg);
}

static void assert_fails(const char *text, const char *expected)
{
    char *svg = NULL, *error = NULL;
    size_t length = 0;
    script = text;
    assert_int_equal(cli_draw("kind", "{}", 2, "{}", &svg, &length, &error), ZOPA_BAD);
    assert_string_equal(error, expected);
    assert_null(svg);
    free(error);
}

static void is_given_three_texts(void **state)
{
    (void)state;
    assert_draws("zopaPlot = function (k, b, o) { return k + b.length + o; };", "kind22{}");
}

static void returns_utf8(void **state)
{
    (void)state;
    assert_draws("zopaPlot = function (k, b) { return JSON.parse(b).a[0] + 'é'; };",
                 "\xF0\x9F\x98\x80\xC3\xA9");
    assert_draws("zopaPlot = function (k, b) { return 'a\\ud83d' + 'b'; };", "a\xEF\xBF\xBD"
                                                                             "b");
    assert_draws("zopaPlot = function (k, b) { return '\\ude00'; };", "\xEF\xBF\xBD");
}

static void errors_are_one_sentence(void **state)
{
    (void)state;
    assert_fails("zopaPlot = function () { throw new Error('no\\nsense'); };",
                 "the picture could not be drawn: Error: no");
    assert_fails("zopaPlot = function () { throw { toString: function () { throw 1; } }; };",
                 "the picture could not be drawn: 1");
    assert_fails("zopaPlot = function () { return 5; };",
                 "the picture could not be drawn: TypeError: string required, found 5 (stack index -1)");
    assert_fails("1;", "the picture could not be drawn: TypeError: undefined not callable");
    assert_fails(
        "function (",
        "the picture could not be drawn: SyntaxError: function name required (line 1, end of input)");
    assert_fails("zopaPlot = function f() { return f() + 1; };",
                 "the picture could not be drawn: RangeError: callstack limit");
}

static void memory_is_limited(void **state)
{
    (void)state;
    assert_fails("zopaPlot = function () { var a = 'x'; for (;;) a += a; };",
                 "the picture was not drawn within 512 MiB of memory");
}

static void time_is_limited(void **state)
{
    (void)state;
    clock_goes = true;
    assert_fails("zopaPlot = function () { for (var i = 0;; i++) String(i); };",
                 "the picture was not drawn within 20 seconds");
    clock_goes = false;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_given_three_texts),    cmocka_unit_test(returns_utf8),
        cmocka_unit_test(errors_are_one_sentence), cmocka_unit_test(memory_is_limited),
        cmocka_unit_test(time_is_limited),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Requests and their responses, without a socket. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "pages.h"
#include "script.h"
#include "server_scene.h"

static server_scene here;
static srv_response response;

static int set_up(void **state)
{
    (void)state;
    scene_open(&here);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    srv_response_free(&response);
    scene_close(&here);
    return 0;
}

static const srv_header own_headers[] = {{"Host", "127.0.0.1:4711"}, {"X-Zopa-Token", SCENE_TOKEN}};

/* With the headers that the page sends, and up to one more. */
static unsigned ask(const char *method, const char *target, const char *name, const char *value,
                    const char *body)
{
    srv_header header[] = {own_headers[0], own_headers[1], {name, value}};
    srv_request request = {.method = method,
                           .target = target,
                           .header = header,
                           .headers = name ? 3 : 2,
                           .body = body,
                           .length = body ? strlen(body) : 0};
    srv_response_free(&response);
    srv_answer(&here.server, &request, &response);
    return response.status;
}

static unsigned ask_with(const srv_header *header, size_t headers, const char *target)
{
    srv_request request = {.method = "GET", .target = target, .header = header, .headers = headers};
    srv_response_free(&response);
    srv_answer(&here.server, &request, &response);
    return response.status;
}

static bool says(const char *text)
{
    char *body = calloc(1, response.length + 1);
    if (response.length > 0)
        memcpy(body, response.body, response.length);
    bool found = strstr(body, text) != NULL;
    free(body);
    return found;
}

static bool says_secret(void)
{
    char digits[33] = "";
    memcpy(digits, here.secret, 32);
    return says(digits);
}

#define HOST                     \
    {                            \
        "hOsT", "LocalHost:4711" \
    }
#define TOKEN                       \
    {                               \
        "x-zopa-token", SCENE_TOKEN \
    }

static void only_the_page_may_ask(void **state)
{
    (void)state;
    static const struct {
        srv_header header[3];
        size_t count;
        unsigned status;
    } cases[] = {
        {{HOST, TOKEN}, 2, 200},
        {{HOST}, 1, 403},
        {{TOKEN}, 1, 403},
        {{HOST, {"X-Zopa-Token", ""}}, 2, 403},
        {{HOST, {"X-Zopa-Token", "0123456789abcdef0123456789abcdee"}}, 2, 403},
        {{HOST, {"X-Zopa-Token", SCENE_TOKEN "0"}}, 2, 403},
        {{HOST, TOKEN, TOKEN}, 3, 403},
        {{HOST, HOST, TOKEN}, 3, 403},
        {{{"Host", "127.0.0.1"}, TOKEN}, 2, 403},
        {{{"Host", "127.0.0.1:4712"}, TOKEN}, 2, 403},
        {{{"Host", "evil.example:4711"}, TOKEN}, 2, 403},
        {{{"Host", "localhost:4711.evil.example"}, TOKEN}, 2, 403},
        {{{"Host", "[::1]:4711"}, TOKEN}, 2, 403},
        {{HOST, TOKEN, {"Origin", "http://127.0.0.1:4711"}}, 3, 200},
        {{HOST, TOKEN, {"Origin", "http://localhost:4711"}}, 3, 200},
        {{HOST, TOKEN, {"Origin", "https://127.0.0.1:4711"}}, 3, 403},
        {{HOST, TOKEN, {"Origin", "http://127.0.0.1:80"}}, 3, 403},
        {{HOST, TOKEN, {"Origin", "http://evil.example"}}, 3, 403},
        {{HOST, TOKEN, {"Origin", "null"}}, 3, 403},
        {{HOST, TOKEN, {"Origin", ""}}, 3, 403},
        {{HOST, TOKEN, {"Sec-Fetch-Site", "same-origin"}}, 3, 200},
        {{HOST, TOKEN, {"Sec-Fetch-Site", "none"}}, 3, 200},
        {{HOST, TOKEN, {"Sec-Fetch-Site", "same-site"}}, 3, 403},
        {{HOST, TOKEN, {"Sec-Fetch-Site", "cross-site"}}, 3, 403},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(ask_with(cases[i].header, cases[i].count, "/progress"), cases[i].status);
}

static void the_page_takes_the_token_in_its_address(void **state)
{
    (void)state;
    assert_int_equal(ask_with(own_headers, 1, "/?token=" SCENE_TOKEN), 200);
    assert_true(says("{\"models\":[\"m.zopa\"],\"language\":\"en\",\"version\":"));
    assert_false(says("__ZOPA"));
    const char *policy = srv_field_of(&response, "Content-Security-Policy");
    assert_non_null(strstr(policy, "script-src 'nonce-"));
    char *before = strdup(policy);
    ask_with(own_headers, 1, "/?token=" SCENE_TOKEN);
    assert_string_not_equal(before, srv_field_of(&response, "Content-Security-Policy"));
    free(before);
    static const char twice[] = "/?token=" SCENE_TOKEN "&token=" SCENE_TOKEN;
    static const char ended[] = "/?token=" SCENE_TOKEN "%00", other[] = "/?Token=" SCENE_TOKEN;
    static const char *const wrong[] = {"/", "/?", "/?token=", "/?token=0", twice, ended, other};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_int_equal(ask_with(own_headers, 2, wrong[i]), 403); /* a header does not do here */
        assert_true(says("<code>zopa serve</code>"));
        assert_false(says(SCENE_TOKEN));
    }
    assert_int_equal(ask_with(own_headers, 1, "/progress?token=" SCENE_TOKEN), 403);
}

static void paths_and_methods(void **state)
{
    (void)state;
    static const char *const nothing[] = {
        "/runs", "/Run", "//run", "/run/", "/.", "", "run", "http://127.0.0.1:4711/run", "/%72un", "*"};
    for (size_t i = 0; i < sizeof nothing / sizeof *nothing; i++)
        assert_int_equal(ask("POST", nothing[i], NULL, NULL, "{}"), 404);
    static const char *const methods[] = {"GET", "PUT", "OPTIONS", "HEAD", "DELETE", "post"};
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++) {
        assert_int_equal(ask(methods[i], "/run", NULL, NULL, NULL), 405);
        assert_string_equal(srv_field_of(&response, "Allow"), "POST");
    }
    assert_int_equal(ask("POST", "/file", NULL, NULL, NULL), 405);
    assert_string_equal(srv_field_of(&response, "Allow"), "GET, PUT");
    assert_string_equal(srv_field_of(&response, "X-Content-Type-Options"), "nosniff");
    assert_string_equal(srv_field_of(&response, "Cache-Control"), "no-store");
    assert_non_null(srv_field_of(&response, "Content-Security-Policy"));
}

static void refusals_come_before_the_body(void **state)
{
    (void)state;
    srv_request request = {.method = "POST", .target = "/run", .header = own_headers, .headers = 2};
    assert_false(srv_refuses_early(&here.server, &request, SRV_MOST_BODY, &response));
    assert_true(srv_refuses_early(&here.server, &request, SRV_MOST_BODY + 1, &response));
    assert_int_equal(response.status, 413);
    request.headers = 1;
    assert_true(srv_refuses_early(&here.server, &request, 10, &response));
    assert_int_equal(response.status, 403);
    char large[SRV_MOST_HEADERS + 1];
    memset(large, 'a', sizeof large - 1);
    large[sizeof large - 1] = '\0';
    assert_int_equal(ask("POST", "/run", "X-Large", large, "{}"), 431);
}

static void questions_are_answered(void **state)
{
    (void)state;
    assert_int_equal(ask("POST", "/run", NULL, NULL, "{\"analysis\":\"zone\"}"), 200);
    assert_string_equal(srv_field_of(&response, "Zopa-Status"), "0");
    assert_true(says("\"analysis\": \"zone\""));
    assert_int_equal(ask("POST", "/run", NULL, NULL,
                         "{\"analysis\":\"zone\",\"arguments\":[[\"also\",\"A requires q = no\"]]}"),
                     200);
    assert_string_equal(srv_field_of(&response, "Zopa-Status"), "1");
    assert_int_equal(
        ask("POST", "/run", NULL, NULL, "{\"analysis\":\"zone\",\"arguments\":[[\"on\",\"never\"]]}"), 422);
    assert_true(says("\"file\":\"request\""));
    assert_int_equal(ask("POST", "/run", NULL, NULL, "{\"analysis\":\"zonne\"}"), 422);
    assert_int_equal(ask("POST", "/run", NULL, NULL, "{\"analysis\":\"compile\",\"format\":\"csv\"}"), 406);
    assert_int_equal(ask("POST", "/run", NULL, NULL, "{"), 400);
    int built_in = cli_report_page().length > 0 && cli_why_no_drawing() == NULL ? 200 : 503;
    assert_int_equal(ask("POST", "/report", NULL, NULL, "{}"), built_in);
    assert_int_equal(ask("POST", "/plot", NULL, NULL, "{\"kind\":\"frontier\"}"), built_in);
    assert_int_equal(ask("POST", "/stop", NULL, NULL, "{\"slot\":\"none\"}"), 200);
    assert_true(says("{\"stopped\":0}"));
    assert_int_equal(ask("GET", "/progress", NULL, NULL, NULL), 200);
    assert_true(says("{}"));
}

static void unsaved_texts_stand_for_files(void **state)
{
    (void)state;
    assert_int_equal(
        ask("POST", "/run", NULL, NULL, "{\"analysis\":\"zone\",\"texts\":{\"m.zopa\":\"nonsense\"}}"), 422);
    assert_true(says("\"file\":\"m.zopa\""));
    assert_int_equal(
        ask("POST", "/run", NULL, NULL, "{\"analysis\":\"check\",\"texts\":{\"m.zopa\":\"nonsense\"}}"), 200);
    assert_string_equal(srv_field_of(&response, "Zopa-Status"), "1");
    assert_int_equal(
        ask("POST", "/run", NULL, NULL,
            "{\"analysis\":\"zone\",\"texts\":{\"m.zopa\":\"include \\\"n.zopa\\\"\\n\",\"n.zopa\":\"negotiation \\\"N\\\"\\nparty A \\\"A\\\"\\nissue q \\\"Q\\\": yes/no\\n\"}}"),
        200);
    /* a text cannot make the server read what it may not */
    static const char *const names[] = {
        "out/secret.zopa", "../outside/secret.zopa", "/etc/passwd", "link.zopa", ".git/config", "pipe.zopa",
        "zero.zopa"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char body[300];
        snprintf(body, sizeof body,
                 "{\"analysis\":\"zone\",\"texts\":{\"m.zopa\":\"include \\\"%s\\\"\\n\"}}", names[i]);
        assert_int_equal(ask("POST", "/run", NULL, NULL, body), 422);
        assert_false(says_secret());
        assert_false(says("root:"));
        assert_false(says("\"refused\":[]"));
    }
}

static const srv_model *loaded(void)
{
    srv_texts none = {0};
    srv_model *model = srv_shelf_take(&here.server.shelf, &none);
    srv_shelf_give_back(&here.server.shelf, model);
    return model;
}

static void models_are_kept_while_nothing_changes(void **state)
{
    (void)state;
    char path[100];
    scene_path(&here, "root/m.zopa", path, sizeof path);
    assert_false(loaded()->settled); /* just written: the next write could look the same */
    sleep(3);
    const srv_model *first = loaded();
    assert_true(first->settled);
    assert_ptr_equal(loaded(), first);
    scene_write(path, "negotiation \"Other\"\nparty A \"A\"\nissue q \"Q\": yes/no\nA requires q = yes\n");
    assert_int_equal(ask("POST", "/run", NULL, NULL, "{\"analysis\":\"zone\"}"), 200);
    assert_true(says("\"Other\""));
}

static const char *mark(void) { return srv_field_of(&response, "ETag"); }

static void saving_replaces_what_was_read(void **state)
{
    (void)state;
    char path[100], old[48], text[2000];
    scene_path(&here, "root/m.zopa", path, sizeof path);
    assert_int_equal(ask("GET", "/file?path=m.zopa", NULL, NULL, NULL), 200);
    assert_true(says("Scene"));
    snprintf(old, sizeof old, "%s", mark());
    assert_int_equal(ask("PUT", "/file?path=m.zopa", "If-Match", old, "first\n"), 204);
    assert_int_equal(response.length, 0);
    assert_string_not_equal(mark(), old);
    snprintf(text, sizeof text, "%s", mark());
    assert_int_equal(ask("GET", "/file?path=m.zopa", NULL, NULL, NULL), 200);
    assert_string_equal(mark(), text);
    assert_int_equal(ask("PUT", "/file?path=m.zopa", "If-Match", old, "second\n"), 412);
    assert_string_equal(mark(), text);
    scene_write(path, "from outside\n");
    assert_int_equal(ask("PUT", "/file?path=m.zopa", "If-Match", text, "third\n"), 412);
    assert_int_equal(ask("GET", "/file?path=m.zopa", NULL, NULL, NULL), 200);
    assert_true(says("from outside"));
    assert_int_equal(unlink(path), 0);
    assert_int_equal(ask("PUT", "/file?path=m.zopa", "If-Match", text, "fourth\n"), 404);
}

static void saving_asks_for_conditions(void **state)
{
    (void)state;
    assert_int_equal(ask("PUT", "/file?path=m.zopa", NULL, NULL, "x"), 428);
    assert_int_equal(ask("PUT", "/file?path=m.zopa", "If-Match", "*", "x"), 412);
    assert_int_equal(ask("PUT", "/file?path=m.zopa", "If-None-Match", "\"1\"", "x"), 400);
    assert_int_equal(ask("PUT", "/file?path=m.zopa", "If-None-Match", "*", "x"), 412);
    assert_int_equal(ask("PUT", "/file?path=note.txt", "If-Match", "*", "x"), 403);
    assert_int_equal(ask("PUT", "/file?path=note.txt", "If-None-Match", "*", "x"), 403);
    assert_int_equal(ask("PUT", "/file?path=.zopa", "If-None-Match", "*", "x"), 403);
    assert_int_equal(ask("PUT", "/file?path=sub/.zopa", "If-None-Match", "*", "x"), 403);
    assert_int_equal(ask("PUT", "/file?path=inner.zopa", "If-Match", "*", "x"),
                     403); /* no model reads it by that name */
    assert_int_equal(ask("PUT", "/file?path=link.zopa", "If-Match", "*", "x"), 403);
    assert_int_equal(ask("PUT", "/file?path=out/x.zopa", "If-None-Match", "*", "x"), 403);
    assert_int_equal(ask("PUT", "/file?path=sub/new.zopa", "If-None-Match", "*", "new\n"), 204);
    char made[48];
    snprintf(made, sizeof made, "%s", mark());
    assert_int_equal(ask("PUT", "/file?path=sub/new.zopa", "If-None-Match", "*", "newer\n"), 412);
    assert_int_equal(ask("PUT", "/file?path=sub/../sub/new.zopa", "If-Match", made, "newest\n"), 204);
    assert_int_equal(ask("GET", "/file?path=sub/new.zopa", NULL, NULL, NULL), 200);
    assert_true(says("newest"));
}

static void names_of_files_are_decoded_once(void **state)
{
    (void)state;
    static const struct {
        const char *target;
        unsigned status;
    } cases[] = {
        {"/file", 400},
        {"/file?path=", 400},
        {"/file?path", 400},
        {"/file?path=m.zopa&path=m.zopa", 400},
        {"/file?path=m.zopa%00", 400},
        {"/file?path=m%2", 400},
        {"/file?path=m%zz", 400},
        {"/file?path=%6d.zopa", 200},
        {"/file?other=1&path=m.zopa#part", 200},
        {"/file?path=absent.zopa", 404},
        {"/file?path=..%2foutside%2fsecret.zopa", 403},
        {"/file?path=%2e%2e/outside/secret.zopa", 403},
        {"/file?path=..%252foutside%252fsecret.zopa", 403},
        {"/file?path=..\\outside\\secret.zopa", 403},
        {"/file?path=/etc/passwd", 403},
        {"/file?path=.git/config", 403},
        {"/file?path=link.zopa", 403},
        {"/file?path=pipe.zopa", 403},
        {"/file?path=sub", 403},
        {"/file?path=%ff%fe%0a", 404},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (ask("GET", cases[i].target, NULL, NULL, NULL) != cases[i].status)
            fail_msg("%s: %u", cases[i].target, response.status);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(only_the_page_may_ask),
        TEST(the_page_takes_the_token_in_its_address),
        TEST(paths_and_methods),
        TEST(refusals_come_before_the_body),
        TEST(questions_are_answered),
        TEST(unsaved_texts_stand_for_files),
        TEST(models_are_kept_while_nothing_changes),
        TEST(saving_replaces_what_was_read),
        TEST(saving_asks_for_conditions),
        TEST(names_of_files_are_decoded_once),
    };
    return cmocka_run_group_tests_name("server_answer", tests, NULL, NULL);
}

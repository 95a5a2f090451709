/* Names of files: what lies beneath the folder can be opened and created, and nothing else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "server_scene.h"

static server_scene here;

static int set_up(void **state)
{
    (void)state;
    scene_open(&here);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    scene_close(&here);
    return 0;
}

static const char *try_open(const char *name)
{
    int file = -1;
    const char *why = srv_root_open(&here.server.root, name, &file, NULL);
    if (!why)
        close(file);
    return why;
}

static void files_beneath_open(void **state)
{
    (void)state;
    static const char *const names[] = {"m.zopa",           "./m.zopa",   "sub/../m.zopa",
                                        "sub//.././m.zopa", "inner.zopa", "../root/m.zopa"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_null(try_open(names[i]));
    char absolute[100];
    scene_path(&here, "root/m.zopa", absolute, sizeof absolute);
    assert_null(try_open(absolute));
}

static void nothing_else_opens(void **state)
{
    (void)state;
    static const char *const names[] = {"../outside/secret.zopa",
                                        "sub/../../outside/secret.zopa",
                                        "/etc/passwd",
                                        "//etc/passwd",
                                        "../../../../../../../../etc/passwd",
                                        "out/secret.zopa",
                                        "link.zopa",
                                        "zero.zopa",
                                        "loop.zopa",
                                        "/dev/zero",
                                        "/proc/self/mem",
                                        ".git/config",
                                        "sub/../.git/config",
                                        "../root/.git/config",
                                        "..",
                                        ".",
                                        "/",
                                        "",
                                        "../root",
                                        "../rootless",
                                        "absent.zopa",
                                        "m.zopa/m.zopa"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_non_null(try_open(names[i]));
}

static void what_is_outside_is_not_told_apart(void **state)
{
    (void)state;
    assert_string_equal(try_open("../outside/secret.zopa"), try_open("../outside/absent.zopa"));
    assert_string_equal(try_open("out/secret.zopa"), "lies outside the folder that is served (see --root)");
    assert_string_equal(try_open(".git/config"), "is hidden: a part of its path begins with a dot");
}

static void long_names_are_refused(void **state)
{
    (void)state;
    char *name = malloc(1000001);
    for (size_t i = 0; i < 1000000; i++)
        name[i] = i % 2 ? '/' : 'a';
    name[1000000] = '\0';
    assert_non_null(try_open(name));
    free(name);
}

static const char *try_create(const char *name)
{
    char *real = NULL;
    const char *why = srv_root_create(&here.server.root, name, &real);
    free(real);
    return why;
}

static void new_files_lie_beneath(void **state)
{
    (void)state;
    assert_null(try_create("new.zopa"));
    assert_non_null(try_create("new.zopa")); /* no longer new */
    assert_null(try_create("sub/new.zopa"));
    static const char *const names[] = {
        "../new.zopa", "out/new.zopa",  "/tmp/zopa-new.zopa", "sub/none/new.zopa",
        ".new.zopa",   ".git/new.zopa", "loop.zopa",          "zero.zopa",
        "a\nb.zopa",   "m.zopa",        "m.zopa/new.zopa",    ""};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_non_null(try_create(names[i]));
}

/* A folder that turns into a link out of the root between two requests. */
static void a_swapped_folder_is_noticed(void **state)
{
    (void)state;
    char sub[100], aside[100];
    scene_path(&here, "root/sub", sub, sizeof sub);
    scene_path(&here, "root/aside", aside, sizeof aside);
    assert_int_equal(rename(sub, aside), 0);
    assert_int_equal(symlink("../outside", sub), 0);
    assert_non_null(try_open("sub/secret.zopa"));
    assert_non_null(try_create("sub/other.zopa"));
}

static void one_path_has_one_absolute_name(void **state)
{
    (void)state;
    srv_root root = {.path = (char *)(uintptr_t) "/r", .base = (char *)(uintptr_t) "/r/models"};
    static const char *const pairs[][2] = {{"a.zopa", "/r/models/a.zopa"},
                                           {"../b/./c.zopa", "/r/b/c.zopa"},
                                           {"../../../x", "/x"},
                                           {"/y//z/", "/y/z"},
                                           {"", "/r/models"},
                                           {"..a", "/r/models/..a"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        char *absolute = srv_root_absolute(&root, pairs[i][0]);
        assert_string_equal(absolute, pairs[i][1]);
        free(absolute);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(files_beneath_open, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nothing_else_opens, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_outside_is_not_told_apart, set_up, tear_down),
        cmocka_unit_test_setup_teardown(long_names_are_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(new_files_lie_beneath, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_swapped_folder_is_noticed, set_up, tear_down),
        cmocka_unit_test(one_path_has_one_absolute_name),
    };
    return cmocka_run_group_tests_name("server_root", tests, NULL, NULL);
}

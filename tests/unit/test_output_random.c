/* Writers: what holds for the text and the JSON of any tree, on random trees. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/unicode.h"
#include "written.h"

/* A checker of JSON by RFC 8259's grammar; each function moves *p past what it reads, or returns false. */

static bool json_value(const char **p);

static void json_blanks(const char **p)
{
    while (**p == ' ' || **p == '\n')
        ++*p;
}

static bool json_char(const char **p, char c)
{
    json_blanks(p);
    if (**p != c)
        return false;
    ++*p;
    return true;
}

static bool json_escape(const char **p)
{
    if (**p != 'u') {
        bool known = **p != '\0' && strchr("\"\\/bfnrt", **p) != NULL;
        *p += known;
        return known;
    }
    ++*p;
    if (strspn(*p, "0123456789abcdef") < 4)
        return false;
    *p += 4;
    return true;
}

static bool json_string(const char **p)
{
    if (!json_char(p, '"'))
        return false;
    while (**p != '"') {
        if ((unsigned char)**p < 0x20)
            return false;
        if (*(*p)++ == '\\' && !json_escape(p))
            return false;
    }
    ++*p;
    return true;
}

static bool json_digits(const char **p)
{
    size_t n = strspn(*p, "0123456789");
    *p += n;
    return n > 0;
}

static bool json_number(const char **p)
{
    if (**p == '-')
        ++*p;
    bool zero = **p == '0';
    const char *begin = *p;
    if (!json_digits(p) || (zero && *p - begin > 1))
        return false;
    if (**p != '.')
        return true;
    ++*p;
    return json_digits(p);
}

static bool json_members(const char **p, char close, bool named)
{
    if (json_char(p, close))
        return true;
    do {
        if (named && !(json_string(p) && json_char(p, ':')))
            return false;
        if (!json_value(p))
            return false;
    } while (json_char(p, ','));
    return json_char(p, close);
}

static bool json_word(const char **p, const char *word)
{
    if (strncmp(*p, word, strlen(word)) != 0)
        return false;
    *p += strlen(word);
    return true;
}

static bool json_value(const char **p)
{
    json_blanks(p);
    if (**p == '"')
        return json_string(p);
    if (json_char(p, '{'))
        return json_members(p, '}', true);
    if (json_char(p, '['))
        return json_members(p, ']', false);
    return json_word(p, "null") || json_word(p, "true") || json_word(p, "false") || json_number(p);
}

/* Random trees */

static zo_value *add_fraction(zo_arena *arena, zo_value *parent, const char *name, int64_t top,
                              int64_t bottom)
{
    zo_int a = zo_int_of(top), b = zo_int_of(bottom);
    zo_num number = zo_num_ratio(&a, &b);
    return zo_add_number(arena, parent, name, &number);
}

static uint32_t draw(uint32_t *seed, uint32_t below)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % below;
}

static zo_str random_text(zo_arena *arena, uint32_t *seed, uint32_t longest)
{
    static const char *const pieces[] = {" ",
                                         " ",
                                         " ",
                                         "a",
                                         "bc",
                                         "word",
                                         "a longer piece",
                                         "quoted",
                                         "\n",
                                         "\"",
                                         "\\",
                                         "\x1b[31m",
                                         "\x7f",
                                         "\xFF",
                                         "\xC3",
                                         "\xC2\x9B",
                                         "中",
                                         "文字",
                                         "😀",
                                         "\xE2\x80\xA8",
                                         "\xE2\x80\xAE",
                                         "e\xCC\x81",
                                         "a-word-that-is-much-too-long-for-it"};
    zo_text text = zo_text_new(arena);
    for (uint32_t n = draw(seed, longest); n > 0; n--)
        zo_text_add_c(&text, pieces[draw(seed, sizeof pieces / sizeof *pieces)]);
    return zo_text_str(&text);
}

static const char *const member_keys[] = {"k0", "k1", "k2", "k3", "k4", "k5"};

static const zo_column *random_columns(zo_arena *arena, uint32_t *seed, size_t n)
{
    zo_column *column = ZO_NEW_MANY(arena, zo_column, n);
    for (size_t i = 0; i < n; i++) {
        column[i] = (zo_column){.key = member_keys[i], .heading = random_text(arena, seed, 4)};
        column[i].right = draw(seed, 4) == 0;
        column[i].keep = draw(seed, 4) == 0;
    }
    return column;
}

static zo_value *add_randomly(zo_arena *arena, uint32_t *seed, zo_value *parent, const char *name, bool leaf)
{
    switch (draw(seed, leaf ? 5 : 7)) {
    case 0: return zo_add_null(arena, parent, name);
    case 1: return zo_add_bool(arena, parent, name, draw(seed, 2) == 0);
    case 2: return add_fraction(arena, parent, name, draw(seed, 999) - INT64_C(500), 1 + draw(seed, 9));
    case 3:
    case 4: return zo_add_text(arena, parent, name, random_text(arena, seed, 20));
    case 5: return zo_add_list(arena, parent, name);
    default: return zo_add_object(arena, parent, name);
    }
}

static void dress_randomly(zo_arena *arena, uint32_t *seed, zo_value *value)
{
    value->form = (zo_form)draw(seed, ZO_F_TRAILER + 1);
    value->plain = draw(seed, 2) == 0;
    value->text_only = draw(seed, 5) == 0;
    if (draw(seed, 2) == 0)
        value->title = random_text(arena, seed, 6);
    if (draw(seed, 4) == 0)
        value->empty = random_text(arena, seed, 6);
    value->columns = draw(seed, 7);
    value->column = random_columns(arena, seed, value->columns);
}

static void grow_randomly(zo_arena *arena, uint32_t *seed, zo_value *parent, unsigned depth)
{
    for (uint32_t i = 0, n = draw(seed, 7); i < n; i++) {
        const char *name = parent->kind == ZO_V_OBJECT ? member_keys[i] : NULL;
        zo_value *child = add_randomly(arena, seed, parent, name, depth == 0);
        dress_randomly(arena, seed, child);
        if (child->kind >= ZO_V_LIST)
            grow_randomly(arena, seed, child, depth - 1);
    }
}

static zo_value *random_tree(zo_arena *arena, uint32_t seed)
{
    zo_value *root = zo_object(arena);
    grow_randomly(arena, &seed, root, 4);
    return root;
}

static void assert_lines_are_clean(zo_str text, unsigned width)
{
    size_t begin = 0, empty = 0;
    assert_int_equal(text.s[text.n - 1], '\n');
    for (size_t at = 0; at < text.n; at++) {
        if (text.s[at] != '\n') {
            assert_true((unsigned char)text.s[at] >= 0x20 && text.s[at] != 0x7f);
            continue;
        }
        empty = at == begin ? empty + 1 : 0;
        assert_true(empty < 2 && (empty == 0 || begin > 0 || text.n == 1));
        assert_true(at == begin || text.s[at - 1] != ' ');
        assert_true(zo_columns((zo_str){text.s + begin, at - begin}) <= width);
        begin = at + 1;
    }
    assert_true(empty == 0 || text.n == 1);
}

static zo_str without_colour(zo_arena *arena, zo_str text)
{
    zo_text plain = zo_text_new(arena);
    for (size_t at = 0; at < text.n; at++) {
        if (text.s[at] == '\x1b')
            while (text.s[at] != 'm')
                at++;
        else
            zo_text_add_char(&plain, text.s[at]);
    }
    return zo_text_str(&plain);
}

static void test_random_trees_give_clean_text(void **state)
{
    static const unsigned widths[] = {40, 64, 80, 120};
    for (uint32_t seed = 0; seed < 1500; seed++) {
        zo_arena *arena = arena_of(state);
        zo_value *root = random_tree(arena, seed);
        unsigned width = widths[seed % 4];
        zo_str plain = text_of(arena, root, width, false);
        assert_lines_are_clean(plain, width);
        zo_str coloured = text_of(arena, root, width, true);
        assert_true(zo_str_equal(without_colour(arena, coloured), plain));
        zo_arena_close(arena);
    }
}

static void test_random_trees_give_valid_json(void **state)
{
    for (uint32_t seed = 0; seed < 1500; seed++) {
        zo_arena *arena = arena_of(state);
        zo_str json = json_of(arena, random_tree(arena, seed));
        const char *p = zo_c_string(arena, json);
        assert_int_equal(strlen(p), json.n);
        assert_true(json_value(&p));
        assert_string_equal(p, "\n");
        uint32_t code;
        for (size_t at = 0, n; at < json.n; at += n) {
            n = zo_decode(json.s + at, json.n - at, &code);
            assert_true(n > 0);
        }
        zo_arena_close(arena);
    }
}

#define WRITER_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WRITER_TEST(test_random_trees_give_clean_text),
        WRITER_TEST(test_random_trees_give_valid_json),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

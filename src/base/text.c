/* Turns pieces of text into one slice on an arena; compares slices; folds and joins paths. */
#include "base/text.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum { FIRST_TEXT = 64 };

zo_str zo_str_of(const char *c_string) { return (zo_str){c_string, strlen(c_string)}; }

/* An empty slice may have no address, which the C library's functions do not take. */
static bool same_bytes(const char *a, const char *b, size_t n) { return n == 0 || memcmp(a, b, n) == 0; }

bool zo_str_equal(zo_str a, zo_str b) { return a.n == b.n && same_bytes(a.s, b.s, a.n); }

bool zo_str_is(zo_str a, const char *c_string) { return zo_str_equal(a, zo_str_of(c_string)); }

int zo_str_compare(zo_str a, zo_str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int order = n == 0 ? 0 : memcmp(a.s, b.s, n);
    if (order != 0)
        return order < 0 ? -1 : 1;
    return (a.n > b.n) - (a.n < b.n);
}

const char *zo_c_string(zo_arena *arena, zo_str s)
{
    char *copy = zo_alloc(arena, s.n + 1);
    if (s.n > 0)
        memcpy(copy, s.s, s.n);
    return copy;
}

zo_text zo_text_new(zo_arena *arena) { return (zo_text){.arena = arena}; }

static void make_room(zo_text *text, size_t more)
{
    if (text->cap - text->n >= more)
        return;
    size_t wider = 2 * text->cap + more;
    if (wider < FIRST_TEXT)
        wider = FIRST_TEXT;
    char *s = zo_alloc(text->arena, wider);
    if (text->n > 0)
        memcpy(s, text->s, text->n);
    text->s = s;
    text->cap = wider;
}

void zo_text_add(zo_text *text, zo_str s)
{
    if (s.n == 0)
        return;
    make_room(text, s.n);
    memcpy(text->s + text->n, s.s, s.n);
    text->n += s.n;
}

void zo_text_add_c(zo_text *text, const char *c_string) { zo_text_add(text, zo_str_of(c_string)); }

void zo_text_add_char(zo_text *text, char c)
{
    make_room(text, 1);
    text->s[text->n++] = c;
}

void zo_text_repeat(zo_text *text, char c, size_t times)
{
    if (times == 0)
        return;
    make_room(text, times);
    memset(text->s + text->n, c, times);
    text->n += times;
}

void zo_text_printf(zo_text *text, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    zo_text_vprintf(text, format, args);
    va_end(args);
}

void zo_text_vprintf(zo_text *text, const char *format, va_list args)
{
    make_room(text, FIRST_TEXT);
    va_list again;
    va_copy(again, args);
    int written = vsnprintf(text->s + text->n, text->cap - text->n, format, args);
    assert(written >= 0 && "a conversion that cannot fail failed");
    size_t n = written > 0 ? (size_t)written : 0;
    if (n >= text->cap - text->n) {
        make_room(text, n + 1); /* one for the NUL that vsnprintf insists on */
        vsnprintf(text->s + text->n, text->cap - text->n, format, again);
    }
    va_end(again);
    text->n += n;
}

zo_str zo_text_str(const zo_text *text) { return text->n == 0 ? ZO_STR("") : (zo_str){text->s, text->n}; }

zo_str zo_printf(zo_arena *arena, const char *format, ...)
{
    zo_text text = zo_text_new(arena);
    va_list args;
    va_start(args, format);
    zo_text_vprintf(&text, format, args);
    va_end(args);
    return zo_text_str(&text);
}

static bool is_absolute(zo_str path) { return path.n > 0 && path.s[0] == '/'; }

/* The part up to and including the last slash. */
static zo_str directory_of(zo_str path)
{
    while (path.n > 0 && path.s[path.n - 1] != '/')
        path.n--;
    return path;
}

zo_str zo_path_join(zo_arena *arena, zo_str base, zo_str relative)
{
    if (is_absolute(relative))
        return zo_path_fold(arena, relative);
    zo_text path = zo_text_new(arena);
    zo_text_add(&path, directory_of(base));
    zo_text_add(&path, relative);
    return zo_path_fold(arena, zo_text_str(&path));
}

/* Applies ".." to the folded path so far, whose first `root` bytes are "/" or nothing. */
static void go_up(zo_text *folded, size_t root)
{
    zo_str done = zo_text_str(folded);
    zo_str parent = directory_of(done);
    zo_str last = {done.s + parent.n, done.n - parent.n};
    if (last.n > 0 && !zo_str_is(last, "..")) {
        folded->n = parent.n > root ? parent.n - 1 : root;
    } else if (root == 0) {
        zo_text_add_c(folded, done.n > 0 ? "/.." : "..");
    }
}

zo_str zo_path_fold(zo_arena *arena, zo_str path)
{
    zo_text folded = zo_text_new(arena);
    size_t root = is_absolute(path) ? 1 : 0;
    zo_text_add(&folded, (zo_str){path.s, root});
    for (size_t at = root; at < path.n; at++) {
        zo_str part = {path.s + at, 0};
        while (at < path.n && path.s[at] != '/')
            at++;
        part.n = (size_t)(path.s + at - part.s);
        if (zo_str_is(part, "..")) {
            go_up(&folded, root);
        } else if (part.n > 0 && !zo_str_is(part, ".")) {
            if (folded.n > root)
                zo_text_add_char(&folded, '/');
            zo_text_add(&folded, part);
        }
    }
    return folded.n > 0 ? zo_text_str(&folded) : ZO_STR(".");
}

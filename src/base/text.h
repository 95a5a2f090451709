/* Text: byte slices that are not owned, and a builder on an arena. All text is UTF-8. */
#ifndef ZO_BASE_TEXT_H
#define ZO_BASE_TEXT_H

#include "base/memory.h"
#include <stdarg.h>
#include <stdbool.h>

typedef struct zo_str {
    const char *s; /* not NUL-terminated in general */
    size_t n;
} zo_str;

#define ZO_STR(literal) ((zo_str){(literal), sizeof(literal) - 1})
#define ZO_FMT(str) (int)(str).n, (str).s /* for %.*s */

zo_str zo_str_of(const char *c_string);
bool zo_str_equal(zo_str a, zo_str b);
bool zo_str_is(zo_str a, const char *c_string);
int zo_str_compare(zo_str a, zo_str b); /* by bytes, shorter first */
const char *zo_c_string(zo_arena *arena, zo_str s);

typedef struct zo_text {
    zo_arena *arena;
    char *s;
    size_t n, cap;
} zo_text;

zo_text zo_text_new(zo_arena *arena);
void zo_text_add(zo_text *text, zo_str s);
void zo_text_add_c(zo_text *text, const char *c_string);
void zo_text_add_char(zo_text *text, char c);
void zo_text_repeat(zo_text *text, char c, size_t times);
/* printf without locale-dependent conversions: only %s %.*s %d %zu %u %llu %c are used. */
void zo_text_printf(zo_text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));
void zo_text_vprintf(zo_text *text, const char *format, va_list args);
zo_str zo_text_str(const zo_text *text);

zo_str zo_printf(zo_arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A path made of the directory of `base` and `relative` ("." and ".." folded); absolute ones stay. */
zo_str zo_path_join(zo_arena *arena, zo_str base, zo_str relative);
zo_str zo_path_fold(zo_arena *arena, zo_str path);

#endif

/* Turns bytes into code points and asks utf8proc about them.
 *
 * utf8proc's own allocating functions are not used: what is written goes to the arena. */
#include "base/unicode.h"

#include <string.h>
#include <utf8proc.h>

size_t zo_decode(const char *s, size_t n, uint32_t *code)
{
    utf8proc_int32_t point;
    utf8proc_ssize_t length = utf8proc_iterate((const utf8proc_uint8_t *)s, (utf8proc_ssize_t)n, &point);
    if (length <= 0)
        return 0;
    *code = (uint32_t)point;
    return (size_t)length;
}

/* The code point at the beginning of *s, moving *s past it; a byte that is not UTF-8 counts as one U+FFFD. */
static uint32_t take(zo_str *s)
{
    uint32_t code = 0xFFFD;
    size_t length = zo_decode(s->s, s->n, &code);
    if (length == 0)
        length = 1;
    *s = (zo_str){s->s + length, s->n - length};
    return code;
}

static utf8proc_category_t category_of(uint32_t code) { return utf8proc_category((utf8proc_int32_t)code); }

bool zo_is_letter(uint32_t code)
{
    utf8proc_category_t category = category_of(code);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

bool zo_is_name_char(uint32_t code)
{
    if (code == '_' || code == '-')
        return true;
    utf8proc_category_t category = category_of(code);
    /* L*, M* and Nd follow one another in this order. */
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_ND;
}

bool zo_is_hidden_control(uint32_t code)
{
    bool directional = (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
    if (directional)
        return true;
    return category_of(code) == UTF8PROC_CATEGORY_CC && code != '\t' && code != '\n' && code != '\r';
}

size_t zo_columns(zo_str s)
{
    size_t columns = 0;
    while (s.n > 0) {
        uint32_t code = take(&s);
        /* A tab is given one cell: whoever shows a line with tabs shows them as blanks. */
        columns += code == '\t' ? 1 : (size_t)utf8proc_charwidth((utf8proc_int32_t)code);
    }
    return columns;
}

size_t zo_code_points(zo_str s)
{
    size_t count = 0;
    for (; s.n > 0; count++)
        take(&s);
    return count;
}

static bool is_ascii(zo_str s)
{
    unsigned char any = 0;
    for (size_t i = 0; i < s.n; i++)
        any |= (unsigned char)s.s[i];
    return any < 0x80;
}

zo_str zo_compose(zo_arena *arena, zo_str s)
{
    const utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_COMPOSE;
    if (is_ascii(s))
        return s;
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)s.s;
    utf8proc_ssize_t count = utf8proc_decompose(bytes, (utf8proc_ssize_t)s.n, NULL, 0, options);
    if (count <= 0) /* not UTF-8: there is nothing to compose */
        return s;
    /* One more: the UTF-8 is written over the code points, with a NUL behind. */
    utf8proc_int32_t *points = ZO_NEW_MANY(arena, utf8proc_int32_t, (size_t)count + 1);
    utf8proc_decompose(bytes, (utf8proc_ssize_t)s.n, points, count, options);
    utf8proc_ssize_t length = utf8proc_reencode(points, count, options);
    return length < 0 ? s : (zo_str){(const char *)points, (size_t)length};
}

/* s with its first `length` bytes replaced by `code`. */
static zo_str with_first(zo_arena *arena, zo_str s, size_t length, uint32_t code)
{
    utf8proc_uint8_t encoded[4];
    utf8proc_ssize_t n = utf8proc_encode_char((utf8proc_int32_t)code, encoded);
    zo_text text = zo_text_new(arena);
    zo_text_add(&text, (zo_str){(const char *)encoded, (size_t)n});
    zo_text_add(&text, (zo_str){s.s + length, s.n - length});
    return zo_text_str(&text);
}

zo_str zo_capitalise(zo_arena *arena, zo_str s)
{
    uint32_t code;
    size_t length = zo_decode(s.s, s.n, &code);
    if (length == 0)
        return s;
    uint32_t title = (uint32_t)utf8proc_totitle((utf8proc_int32_t)code);
    return title == code ? s : with_first(arena, s, length, title);
}

/* Turns text from anywhere into printable text, and printable text into lines of a given width.
 *
 * Promises: no escape sequence of the input reaches a terminal; no line begins or ends with a blank; a
 * combining mark stays with its letter. */
#include "output/wrap.h"

#include "base/unicode.h"

static bool prints_as_blank(uint32_t code)
{
    bool control = code < 0x20 || (code >= 0x7f && code <= 0x9f);
    bool separator = code == ' ' || code == 0x2028 || code == 0x2029;
    return control || separator || zo_is_hidden_control(code);
}

zo_str zo_printable(zo_arena *arena, zo_str s)
{
    zo_text clean = zo_text_new(arena);
    bool blank = false;
    for (size_t at = 0; at < s.n;) {
        uint32_t code = 0;
        size_t n = zo_decode(s.s + at, s.n - at, &code);
        zo_str shown = n > 0 ? (zo_str){s.s + at, n} : ZO_STR("\xEF\xBF\xBD"); /* U+FFFD */
        if (n > 0 && prints_as_blank(code)) {
            blank = clean.n > 0;
        } else {
            if (blank)
                zo_text_add_char(&clean, ' ');
            zo_text_add(&clean, shown);
            blank = false;
        }
        at += n > 0 ? n : 1;
    }
    return zo_text_str(&clean);
}

static zo_str after(zo_str s, size_t n) { return (zo_str){s.s + n, s.n - n}; }

static zo_str first_word(zo_str s)
{
    size_t n = 0;
    while (n < s.n && s.s[n] != ' ')
        n++;
    return (zo_str){s.s, n};
}

static bool may_break_after(uint32_t code) { return code == '-' || code == '/' || code == '_'; }

/* The bytes of `word` that fit into `room` columns; at least one character, so that breaking ends. Ends at a
 * joint of the word, if one is in the second half of the line. */
static size_t fitting_characters(zo_str word, size_t room)
{
    size_t used = 0, at = 0, joint = 0;
    while (at < word.n) {
        uint32_t code;
        size_t n = zo_decode(word.s + at, word.n - at, &code);
        used += zo_columns((zo_str){word.s + at, n});
        if (used > room && at > 0)
            break;
        at += n;
        if (may_break_after(code) && 2 * used >= room)
            joint = at;
    }
    return joint > 0 ? joint : at;
}

/* The word at the beginning of `s`, read no further than just past `room` columns. */
static size_t measure_word(zo_str s, size_t room, size_t *columns)
{
    size_t at = 0;
    *columns = 0;
    while (at < s.n && s.s[at] != ' ' && *columns <= room) {
        uint32_t code;
        size_t n = zo_decode(s.s + at, s.n - at, &code);
        *columns += zo_columns((zo_str){s.s + at, n});
        at += n;
    }
    return at;
}

/* The bytes at the beginning of `s` that make up a line of `room` columns. */
static size_t fitting_words(zo_str s, size_t room)
{
    size_t columns, end = measure_word(s, room, &columns), used = columns;
    if (used > room)
        return fitting_characters((zo_str){s.s, end}, room);
    while (end < s.n) {
        size_t n = measure_word(after(s, end + 1), room, &columns);
        used += 1 + columns;
        if (used > room)
            break;
        end += 1 + n;
    }
    return end;
}

zo_lines zo_wrap(zo_arena *arena, zo_str printable, size_t first, size_t rest)
{
    zo_lines lines = {0};
    zo_str left = printable;
    while (left.n > 0) {
        size_t n = fitting_words(left, lines.n == 0 ? first : rest);
        zo_str line = {left.s, n};
        ZO_PUSH(arena, &lines, line);
        left = after(left, n);
        if (left.n > 0 && left.s[0] == ' ')
            left = after(left, 1);
    }
    return lines;
}

size_t zo_widest_word(zo_str printable)
{
    size_t widest = 0;
    for (size_t at = 0; at < printable.n;) {
        zo_str word = first_word(after(printable, at));
        size_t columns = zo_columns(word);
        if (columns > widest)
            widest = columns;
        at += word.n + 1;
    }
    return widest;
}

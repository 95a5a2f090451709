/* Turns a result tree into JSON (RFC 8259).
 *
 * Promises: the output is valid UTF-8 and valid JSON whatever the texts hold, and depends on no locale.
 * What RFC 8259 leaves to the writer: C1 controls, DEL and the two line separators are escaped as well, so
 * that the output is safe on a terminal and in JavaScript. */
#include "output/output.h"

#include "base/unicode.h"

enum {
    INDENT = 2,
    SAFE_BITS = 53, /* integers of more bits are not exact in readers that use doubles */
    DECIMAL_PLACES = 12
};

/* The letter of a short escape ("\n"), or 0. */
static char short_escape(uint32_t code)
{
    switch (code) {
    case '"': return '"';
    case '\\': return '\\';
    case '\b': return 'b';
    case '\f': return 'f';
    case '\n': return 'n';
    case '\r': return 'r';
    case '\t': return 't';
    default: return 0;
    }
}

static bool needs_hex_escape(uint32_t code)
{
    return code < 0x20 || (code >= 0x7f && code <= 0x9f) || code == 0x2028 || code == 0x2029;
}

static void add_hex_escape(zo_text *out, uint32_t code)
{
    static const char digit[] = "0123456789abcdef";
    zo_text_add_c(out, "\\u");
    for (int shift = 12; shift >= 0; shift -= 4)
        zo_text_add_char(out, digit[code >> shift & 0xf]);
}

/* Adds the first code point of s; returns how many bytes it took. */
static size_t add_code_point(zo_text *out, zo_str s)
{
    uint32_t code = 0;
    size_t n = zo_decode(s.s, s.n, &code);
    if (n == 0) {
        zo_text_add_c(out, "\xEF\xBF\xBD"); /* U+FFFD */
        return 1;
    }
    char letter = short_escape(code);
    if (letter != 0) {
        zo_text_add_char(out, '\\');
        zo_text_add_char(out, letter);
    } else if (needs_hex_escape(code)) {
        add_hex_escape(out, code);
    } else {
        zo_text_add(out, (zo_str){s.s, n});
    }
    return n;
}

static void add_string(zo_text *out, zo_str s)
{
    zo_text_add_char(out, '"');
    for (size_t at = 0; at < s.n;)
        at += add_code_point(out, (zo_str){s.s + at, s.n - at});
    zo_text_add_char(out, '"');
}

static bool is_safe_integer(const zo_num *number)
{
    return zo_num_is_integer(number) && zo_int_bits(&number->top) <= SAFE_BITS;
}

static void add_number(zo_text *out, const zo_value *value)
{
    const zo_num *number = &value->number;
    if (value->plain && is_safe_integer(number)) {
        zo_text_add(out, zo_int_text(out->arena, &number->top));
        return;
    }
    zo_text_add_c(out, "{\"exact\": ");
    add_string(out, zo_num_fraction(out->arena, number));
    zo_text_add_c(out, ", \"decimal\": ");
    zo_text_add(out, zo_num_decimal(out->arena, number, DECIMAL_PLACES, NULL));
    zo_text_add_char(out, '}');
}

static void add_value(zo_text *out, const zo_value *value, size_t depth);

static void start_line(zo_text *out, size_t depth)
{
    zo_text_add_char(out, '\n');
    zo_text_repeat(out, ' ', depth * INDENT);
}

/* The children of a list or an object between its brackets, one a line; text_only ones are left out. */
static void add_children(zo_text *out, const zo_value *parent, size_t depth)
{
    bool named = parent->kind == ZO_V_OBJECT;
    bool any = false;
    zo_text_add_char(out, named ? '{' : '[');
    for (const zo_value *child = parent->first; child != NULL; child = child->next) {
        if (child->text_only)
            continue;
        if (any)
            zo_text_add_char(out, ',');
        any = true;
        start_line(out, depth + 1);
        if (named) {
            add_string(out, child->name);
            zo_text_add_c(out, ": ");
        }
        add_value(out, child, depth + 1);
    }
    if (any)
        start_line(out, depth);
    zo_text_add_char(out, named ? '}' : ']');
}

static void add_value(zo_text *out, const zo_value *value, size_t depth)
{
    switch (value->kind) {
    case ZO_V_NULL: zo_text_add_c(out, "null"); return;
    case ZO_V_BOOL: zo_text_add_c(out, value->flag ? "true" : "false"); return;
    case ZO_V_NUMBER: add_number(out, value); return;
    case ZO_V_TEXT: add_string(out, value->text); return;
    case ZO_V_LIST:
    case ZO_V_OBJECT: add_children(out, value, depth); return;
    }
}

void zo_write_json(const zo_value *root, zo_text *out)
{
    add_value(out, root, 0);
    zo_text_add_char(out, '\n');
}

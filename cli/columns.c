/* Text on a terminal: how wide it is, and what may be shown of it. */
#include "columns.h"

#include <stdbool.h>
#include <string.h>

#include <utf8proc.h>

enum { TAB = 4 };

/* Characters that steer a terminal or reorder what is read: controls, and the bidirectional overrides. */
static bool is_shown(utf8proc_int32_t code)
{
    bool control = code < 0x20 || (code >= 0x7F && code < 0xA0);
    bool reorders = (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
    return !control && !reorders;
}

cli_glyph cli_glyph_at(const char *text, size_t column)
{
    cli_glyph glyph = {.text = "\xEF\xBF\xBD", .columns = 1, .bytes = 1};
    if (text[0] == '\0')
        return (cli_glyph){.text = ""};
    if (text[0] == '\t') {
        glyph.columns = (unsigned)(TAB - column % TAB);
        memcpy(glyph.text, "    ", TAB + 1);
        glyph.text[glyph.columns] = '\0';
        return glyph;
    }
    utf8proc_int32_t code;
    size_t available = strnlen(text, 4);
    utf8proc_ssize_t length =
        utf8proc_iterate((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)available, &code);
    if (length <= 0)
        return glyph;
    glyph.bytes = (size_t)length;
    if (!is_shown(code))
        return glyph;
    memcpy(glyph.text, text, glyph.bytes);
    glyph.text[glyph.bytes] = '\0';
    glyph.columns = (unsigned)utf8proc_charwidth(code);
    return glyph;
}

void cli_print_clean(FILE *stream, const char *text)
{
    size_t column = 0;
    for (cli_glyph glyph; (glyph = cli_glyph_at(text, column)).bytes > 0; text += glyph.bytes) {
        fputs(*text == '\n' ? "\n" : glyph.text, stream);
        column += glyph.columns;
    }
}

static size_t columns_of(const char *text, size_t bytes)
{
    size_t columns = 0;
    for (const char *end = text + bytes; text < end;) {
        cli_glyph glyph = cli_glyph_at(text, columns);
        columns += glyph.columns;
        text += glyph.bytes;
    }
    return columns;
}

/* Prints one paragraph and returns what follows its text. */
static const char *print_paragraph(FILE *stream, const char *text, size_t indent, size_t width)
{
    size_t column = indent;
    for (bool first = true; *text != '\0' && *text != '\n'; first = false) {
        size_t bytes = strcspn(text, " \n"), columns = columns_of(text, bytes);
        if (!first && column + 1 + columns > width) {
            fprintf(stream, "\n%*s", (int)indent, "");
            column = indent;
        } else if (!first) {
            fputc(' ', stream);
            column++;
        }
        fwrite(text, 1, bytes, stream);
        column += columns;
        text += bytes;
        text += strspn(text, " ");
    }
    fputc('\n', stream);
    return text;
}

void cli_print_wrapped(FILE *stream, const char *text, size_t indent, size_t width)
{
    for (bool first = true; first || *text != '\0'; first = false) {
        if (!first)
            fprintf(stream, "%*s", (int)indent, "");
        text = print_paragraph(stream, text, indent, width);
        size_t newlines = strspn(text, "\n");
        text += newlines;
        if (newlines > 1 && *text != '\0')
            fputc('\n', stream);
    }
}

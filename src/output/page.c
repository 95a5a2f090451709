/* Turns placed pieces of text into lines.
 *
 * Promises, but for verbatim text: no line ends with a blank, no two lines in a row are empty, the page does not begin
 * with an empty line: blanks and empty lines are written only once text follows them. */
#include "output/page.h"

#include "base/unicode.h"
#include "output/wrap.h"

enum { LEAST_ROOM = 16 };

size_t zo_page_room(const zo_page *page, size_t indent)
{
    return page->width > indent + LEAST_ROOM ? page->width - indent : LEAST_ROOM;
}

void zo_page_gap(zo_page *page) { page->gap = page->lines > 0; }

void zo_page_tab(zo_page *page, size_t column)
{
    if (column > page->column)
        page->column = column;
}

static void put_coloured(zo_page *page, zo_str printable, zo_ink ink)
{
    zo_text_add_c(page->out, "\x1b[");
    zo_text_add_c(page->out, ink);
    zo_text_add_char(page->out, 'm');
    zo_text_add(page->out, printable);
    zo_text_add_c(page->out, "\x1b[0m");
}

void zo_page_put(zo_page *page, zo_str printable, zo_ink ink)
{
    if (printable.n == 0)
        return;
    if (page->gap)
        zo_text_add_char(page->out, '\n');
    page->gap = false;
    zo_text_repeat(page->out, ' ', page->column - page->written);
    if (page->colour && ink != NULL)
        put_coloured(page, printable, ink);
    else
        zo_text_add(page->out, printable);
    /* A lone combining mark has no width, yet makes the line one with text. */
    size_t columns = zo_columns(printable);
    page->column += columns > 0 ? columns : 1;
    page->written = page->column;
}

void zo_page_end_line(zo_page *page)
{
    if (page->written > 0) {
        zo_text_add_char(page->out, '\n');
        page->lines++;
    }
    page->column = page->written = 0;
}

void zo_page_paragraph(zo_page *page, size_t indent, size_t hang, zo_str text, zo_ink ink)
{
    zo_arena *arena = page->out->arena;
    zo_lines lines = zo_wrap(arena, zo_printable(arena, text), zo_page_room(page, indent),
                             zo_page_room(page, indent + hang));
    for (size_t i = 0; i < lines.n; i++) {
        zo_page_tab(page, i == 0 ? indent : indent + hang);
        zo_page_put(page, lines.at[i], ink);
        zo_page_end_line(page);
    }
}

void zo_page_verbatim(zo_page *page, zo_str lines)
{
    if (lines.n == 0)
        return;
    if (page->gap)
        zo_text_add_char(page->out, '\n');
    page->gap = false;
    zo_text_add(page->out, lines);
    page->lines++;
}

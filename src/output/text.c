/* Turns a result tree into text to be read aloud: answers, then sections, then closing lines.
 *
 * Nodes that turn out to have nothing to say leave no trace, not even their heading. */
#include "output/output.h"

#include "output/cell.h"
#include "output/page.h"
#include "output/table.h"

enum { INDENT = 2 };

/* The order in which the children of a section are written. */
typedef enum part { ANSWERS, BODY, CLOSING, PARTS } part;

static part part_of(const zo_value *value)
{
    switch (value->form) {
    case ZO_F_ANSWER: return ANSWERS;
    case ZO_F_TRAILER: return CLOSING;
    case ZO_F_DATA:
    case ZO_F_BANNER:
    case ZO_F_PARAGRAPH:
    case ZO_F_LIST:
    case ZO_F_TABLE:
    case ZO_F_VERBATIM:
    case ZO_F_SECTION: break;
    }
    return BODY;
}

/* "title: value" on a line, as opposed to members under a heading. */
static bool is_line(const zo_value *value)
{
    return value->form == ZO_F_TRAILER || (value->form == ZO_F_DATA && value->kind != ZO_V_OBJECT);
}

static bool stands_close_to(const zo_value *before, const zo_value *value)
{
    return is_line(before) && is_line(value) && before->form == value->form;
}

static void write_node(zo_page *page, const zo_value *value, size_t indent);

/* Back to how the page was, when what was announced since did not come. */
static void take_back(zo_page *page, const zo_page *then, size_t bytes)
{
    *page = *then;
    page->out->n = bytes;
}

/* Writes the children that belong to one part; returns the last one written, `before` when there is none. */
static const zo_value *write_part(zo_page *page, const zo_value *parent, part wanted, const zo_value *before,
                                  size_t indent)
{
    for (const zo_value *child = parent->first; child != NULL; child = child->next) {
        if (part_of(child) != wanted)
            continue;
        zo_page then = *page;
        if (before != NULL && !stands_close_to(before, child))
            zo_page_gap(page);
        write_node(page, child, indent);
        if (page->lines > then.lines)
            before = child;
        else
            *page = then;
    }
    return before;
}

static void write_children(zo_page *page, const zo_value *parent, size_t indent)
{
    const zo_value *before = NULL;
    for (part p = ANSWERS; p < PARTS; p++)
        before = write_part(page, parent, p, before, indent);
}

/* An item a paragraph behind a dash. */
static void write_list(zo_page *page, const zo_value *list, size_t indent)
{
    for (const zo_value *item = list->first; item != NULL; item = item->next) {
        zo_str text = zo_cell_text(page->out->arena, item);
        if (text.n == 0)
            continue;
        zo_page_tab(page, indent);
        zo_page_put(page, ZO_STR("-"), NULL);
        zo_page_paragraph(page, indent + INDENT, 0, text, NULL);
    }
}

static void write_contents(zo_page *page, const zo_value *value, size_t indent)
{
    zo_arena *arena = page->out->arena;
    switch (value->form) {
    case ZO_F_ANSWER: zo_page_paragraph(page, indent, 0, zo_cell_text(arena, value), ZO_BOLD); return;
    case ZO_F_BANNER:
    case ZO_F_PARAGRAPH:
    case ZO_F_TRAILER: zo_page_paragraph(page, indent, 0, zo_cell_text(arena, value), NULL); return;
    case ZO_F_LIST: write_list(page, value, indent); return;
    case ZO_F_TABLE: zo_write_table(page, value, indent); return;
    case ZO_F_VERBATIM: zo_page_verbatim(page, value->text); return;
    case ZO_F_DATA:
    case ZO_F_SECTION: write_children(page, value, indent); return;
    }
}

/* A heading if there is a title, and the contents under it; what to say instead of nothing, or nothing. */
static void write_block(zo_page *page, const zo_value *value, size_t indent)
{
    zo_page then = *page;
    size_t bytes = page->out->n;
    if (value->title.n > 0) {
        zo_page_paragraph(page, indent, 0, value->title, ZO_BOLD);
        indent += INDENT;
    }
    size_t heading = page->lines;
    write_contents(page, value, indent);
    if (page->lines == heading)
        zo_page_paragraph(page, indent, 0, value->empty, NULL);
    if (page->lines == heading)
        take_back(page, &then, bytes);
}

/* "title: value", or nothing where there is no value. */
static void write_data_line(zo_page *page, const zo_value *value, size_t indent)
{
    zo_arena *arena = page->out->arena;
    zo_str text = zo_cell_text(arena, value);
    if (text.n == 0)
        text = value->empty;
    if (text.n == 0)
        return;
    zo_str line = zo_printf(arena, "%.*s: %.*s", ZO_FMT(value->title), ZO_FMT(text));
    zo_page_paragraph(page, indent, INDENT, line, NULL);
}

/* Data without a title is for machines, with all it holds. */
static void write_node(zo_page *page, const zo_value *value, size_t indent)
{
    bool data = value->form == ZO_F_DATA;
    if (value->page_only || (data && value->title.n == 0))
        return;
    if (data && value->kind != ZO_V_OBJECT)
        write_data_line(page, value, indent);
    else
        write_block(page, value, indent);
}

void zo_write_text(const zo_value *root, const zo_text_style *style, zo_text *out)
{
    zo_page page = {.out = out, .width = style->width, .colour = style->colour};
    write_block(&page, root, 0);
    if (page.lines == 0)
        zo_text_add_char(out, '\n');
}

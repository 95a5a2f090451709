/* Turns a result tree into one page of HTML: the banner, the answer as its heading, the body, the closing lines.
 *
 * Promises: every text is escaped and free of control characters, so none can become markup or turn the line around;
 * the page runs nothing and loads nothing. Nodes that have nothing to say leave no trace, as in text. */
#include "output/output.h"

#include "output/cell.h"
#include "output/grid.h"
#include "output/html_style.h"
#include "output/wrap.h"

/* ---- Pieces of markup ---- */

static const char *escape_of(char c)
{
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    default: return NULL;
    }
}

static void add_char(zo_text *out, char c)
{
    const char *escape = escape_of(c);
    if (escape != NULL)
        zo_text_add_c(out, escape);
    else
        zo_text_add_char(out, c);
}

/* Where no markup may stand. */
static void add_plain(zo_text *out, zo_str text)
{
    zo_str clean = zo_printable(out->arena, text);
    for (size_t i = 0; i < clean.n; i++)
        add_char(out, clean.s[i]);
}

/* How many bytes of a word go without a place where the line may break; one is added after every underscore too, since
 * that is where names break. */
enum { LONGEST_WORD = 40, DEEPEST_HEADING = 6 };

static void add_escaped(zo_text *out, zo_str text)
{
    zo_str clean = zo_printable(out->arena, text);
    size_t word = 0;
    for (size_t i = 0; i < clean.n; i++) {
        char c = clean.s[i];
        bool begins = ((unsigned char)c & 0xc0) != 0x80; /* a code point */
        if (word > 0 && begins && (word >= LONGEST_WORD || clean.s[i - 1] == '_')) {
            zo_text_add_c(out, "<wbr>");
            word = 0;
        }
        word = c == ' ' ? 0 : word + 1;
        add_char(out, c);
    }
}

/* One element with text on a line of its own; none where there is no text. class_: NULL for none. */
static void add_element(zo_text *out, const char *element, const char *class_, zo_str text)
{
    if (text.n == 0)
        return;
    zo_text_printf(out, "<%s", element);
    if (class_ != NULL)
        zo_text_printf(out, " class=\"%s\"", class_);
    zo_text_add_char(out, '>');
    add_escaped(out, text);
    zo_text_printf(out, "</%s>\n", element);
}

static void add_heading(zo_text *out, unsigned level, zo_str text)
{
    char element[] = {'h', (char)('0' + (level < DEEPEST_HEADING ? level : DEEPEST_HEADING)), '\0'};
    add_element(out, element, NULL, text);
}

/* ---- Tables ---- */

static bool has_headings(const zo_grid *grid)
{
    for (size_t i = 0; i < grid->columns; i++)
        if (zo_grid_cell(grid, 0, i).n > 0)
            return true;
    return false;
}

/* How many rows the first cell of `row` stands for: its own and those below that repeat it. */
static size_t rows_of(const zo_grid *grid, size_t row)
{
    size_t end = row + 1;
    while (end < grid->rows && zo_grid_cell(grid, end, 0).n == 0)
        end++;
    return end - row;
}

static void add_class(zo_text *out, const zo_column *column, zo_str text)
{
    const char *grade = zo_cell_ink(text) != NULL ? zo_c_string(out->arena, text) : "";
    if (!column->right && !column->keep && grade[0] == '\0')
        return;
    zo_text_printf(out, " class=\"%s%s%s", column->right ? "right" : "",
                   column->right && column->keep ? " " : "", column->keep ? "keep" : "");
    zo_text_printf(out, "%s%s\"", grade[0] != '\0' && (column->right || column->keep) ? " " : "", grade);
}

static void add_cell(zo_text *out, const zo_grid *grid, size_t row, size_t column, const char *element,
                     const char *scope, size_t rows)
{
    zo_str text = zo_grid_cell(grid, row, column);
    zo_text_printf(out, "<%s", element);
    if (scope != NULL)
        zo_text_printf(out, " scope=\"%s\"", scope);
    if (rows > 1)
        zo_text_printf(out, " rowspan=\"%zu\"", rows);
    add_class(out, grid->column[column], text);
    zo_text_add_char(out, '>');
    add_escaped(out, text);
    zo_text_printf(out, "</%s>", element);
}

static void add_head(zo_text *out, const zo_grid *grid)
{
    if (!has_headings(grid))
        return;
    zo_text_add_c(out, "<thead><tr>");
    for (size_t i = 0; i < grid->columns; i++) {
        bool named = zo_grid_cell(grid, 0, i).n > 0;
        add_cell(out, grid, 0, i, named ? "th" : "td", named ? "col" : NULL, 1);
    }
    zo_text_add_c(out, "</tr></thead>\n");
}

/* The rows that share their first cell, from `row` on. */
static void add_rows(zo_text *out, const zo_grid *grid, size_t row, size_t rows)
{
    for (size_t r = row; r < row + rows; r++) {
        zo_text_add_c(out, "<tr>");
        if (r == row)
            add_cell(out, grid, r, 0, "th", rows > 1 ? "rowgroup" : "row", rows);
        for (size_t i = 1; i < grid->columns; i++)
            add_cell(out, grid, r, i, "td", NULL, 1);
        zo_text_add_c(out, "</tr>\n");
    }
}

/* Where the first column groups rows, each group is a tbody of its own, so that its head belongs to it. */
static void add_body(zo_text *out, const zo_grid *grid)
{
    if (!grid->column[0]->once) {
        zo_text_add_c(out, "<tbody>\n");
        for (size_t row = 1; row < grid->rows; row++)
            add_rows(out, grid, row, 1);
        zo_text_add_c(out, "</tbody>\n");
        return;
    }
    size_t rows;
    for (size_t row = 1; row < grid->rows; row += rows) {
        rows = rows_of(grid, row);
        zo_text_add_c(out, rows > 1 ? "<tbody class=\"group\">\n" : "<tbody>\n");
        add_rows(out, grid, row, rows);
        zo_text_add_c(out, "</tbody>\n");
    }
}

static void add_table(zo_text *out, const zo_value *table)
{
    zo_grid grid = zo_read_grid(out->arena, table);
    if (grid.columns == 0 || grid.rows < 2)
        return;
    zo_text_add_c(out, "<table>\n");
    add_head(out, &grid);
    add_body(out, &grid);
    zo_text_add_c(out, "</table>\n");
}

/* ---- Nodes ---- */

static void add_node(zo_text *out, const zo_value *value, unsigned level);

static void add_list(zo_text *out, const zo_value *list)
{
    size_t before = out->n;
    zo_text_add_c(out, "<ul>\n");
    size_t opened = out->n;
    for (const zo_value *item = list->first; item != NULL; item = item->next)
        add_element(out, "li", NULL, zo_cell_text(out->arena, item));
    if (out->n == opened)
        out->n = before;
    else
        zo_text_add_c(out, "</ul>\n");
}

/* Answers first, closing lines last. */
static void add_children(zo_text *out, const zo_value *parent, unsigned level)
{
    for (const zo_value *child = parent->first; child != NULL; child = child->next)
        if (child->form == ZO_F_ANSWER)
            add_node(out, child, level);
    for (const zo_value *child = parent->first; child != NULL; child = child->next)
        if (child->form != ZO_F_ANSWER && child->form != ZO_F_TRAILER)
            add_node(out, child, level);
    for (const zo_value *child = parent->first; child != NULL; child = child->next)
        if (child->form == ZO_F_TRAILER)
            add_node(out, child, level);
}

static void add_contents(zo_text *out, const zo_value *value, unsigned level)
{
    switch (value->form) {
    case ZO_F_ANSWER: add_element(out, "p", "lead", zo_cell_text(out->arena, value)); return;
    case ZO_F_BANNER:
    case ZO_F_PARAGRAPH:
    case ZO_F_TRAILER: add_element(out, "p", NULL, zo_cell_text(out->arena, value)); return;
    case ZO_F_VERBATIM: add_element(out, "pre", NULL, value->text); return;
    case ZO_F_LIST: add_list(out, value); return;
    case ZO_F_TABLE: add_table(out, value); return;
    case ZO_F_DATA:
    case ZO_F_SECTION: add_children(out, value, level); return;
    }
}

/* A heading if there is a title, and the contents under it; what to say instead of nothing, or nothing. */
static void add_block(zo_text *out, const zo_value *value, unsigned level)
{
    size_t before = out->n;
    bool titled = value->title.n > 0;
    if (titled) {
        zo_text_add_c(out, "<section>\n");
        add_heading(out, level, value->title);
    }
    size_t heading = out->n;
    add_contents(out, value, level + titled);
    if (out->n == heading)
        add_element(out, "p", NULL, value->empty);
    if (out->n == heading)
        out->n = before;
    else if (titled)
        zo_text_add_c(out, "</section>\n");
}

static void add_data_line(zo_text *out, const zo_value *value)
{
    zo_str text = zo_cell_text(out->arena, value);
    if (text.n == 0)
        text = value->empty;
    if (text.n == 0)
        return;
    zo_text_add_c(out, "<dl>");
    zo_text_add_c(out, "<dt>");
    add_escaped(out, value->title);
    zo_text_add_c(out, "</dt><dd>");
    add_escaped(out, text);
    zo_text_add_c(out, "</dd></dl>\n");
}

static void add_node(zo_text *out, const zo_value *value, unsigned level)
{
    bool data = value->form == ZO_F_DATA;
    if (data && value->title.n == 0)
        return;
    if (data && value->kind != ZO_V_OBJECT)
        add_data_line(out, value);
    else
        add_block(out, value, level);
}

/* ---- The page ---- */

static zo_str text_member(const zo_value *root, const char *name)
{
    const zo_value *member = root->kind == ZO_V_OBJECT ? zo_member(root, name) : NULL;
    return member != NULL && member->kind == ZO_V_TEXT ? member->text : (zo_str){"", 0};
}

/* The negotiation and the question; this is what a browser's tab shows. */
static zo_str page_title(const zo_value *root, zo_arena *arena)
{
    zo_str negotiation = text_member(root, "negotiation"), analysis = text_member(root, "analysis");
    if (negotiation.n == 0)
        return analysis.n > 0 ? analysis : ZO_STR("zopa");
    return analysis.n > 0 ? zo_printf(arena, "%.*s: %.*s", ZO_FMT(negotiation), ZO_FMT(analysis))
                          : negotiation;
}

static const zo_value *first_of(const zo_value *root, zo_form form)
{
    const zo_value *child = root->first;
    while (child != NULL && child->form != form)
        child = child->next;
    return child;
}

static void add_page_head(zo_text *out, const zo_value *root)
{
    zo_text_add_c(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        "<meta name=\"referrer\" content=\"no-referrer\">\n");
    zo_text_add_c(out, "<title>");
    add_plain(out, page_title(root, out->arena));
    zo_text_add_c(out, "</title>\n<style>\n");
    zo_text_add_c(out, zo_html_style);
    zo_text_add_c(out, "</style>\n</head>\n<body>\n");
}

/* The banner, or what the page is about; then the answer. */
static void add_page_header(zo_text *out, const zo_value *root, const zo_value *banner,
                            const zo_value *answer)
{
    zo_arena *arena = out->arena;
    zo_str title = page_title(root, arena);
    zo_text_add_c(out, "<header>\n");
    add_element(out, "p", "banner", banner != NULL ? zo_cell_text(arena, banner) : title);
    add_element(out, "h1", NULL,
                answer != NULL      ? zo_cell_text(arena, answer)
                : root->title.n > 0 ? root->title
                                    : title);
    zo_text_add_c(out, "</header>\n");
}

static void add_page_footer(zo_text *out, const zo_value *root)
{
    size_t before = out->n;
    zo_text_add_c(out, "<footer>\n");
    size_t opened = out->n;
    for (const zo_value *child = root->first; child != NULL; child = child->next)
        if (child->form == ZO_F_TRAILER)
            add_node(out, child, 2);
    if (out->n == opened)
        out->n = before;
    else
        zo_text_add_c(out, "</footer>\n");
}

void zo_write_html(const zo_value *root, zo_text *out)
{
    const zo_value *banner = first_of(root, ZO_F_BANNER), *answer = first_of(root, ZO_F_ANSWER);
    add_page_head(out, root);
    add_page_header(out, root, banner, answer);
    zo_text_add_c(out, "<main>\n");
    for (const zo_value *child = root->first; child != NULL; child = child->next)
        if (child != banner && child != answer && child->form != ZO_F_TRAILER)
            add_node(out, child, 2);
    zo_text_add_c(out, "</main>\n");
    add_page_footer(out, root);
    zo_text_add_c(out, "</body>\n</html>\n");
}

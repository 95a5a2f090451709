/* Turns the marked rows of a result tree into CSV (RFC 4180).
 *
 * Each row becomes cells, each under a path: the member's name, or names joined by dots for a member of a member. The
 * paths of all rows, in order of first appearance, are the columns. What a cell holds is one line of text.
 *
 * Spreadsheets run a cell that begins with one of = + - @ as a formula. Such texts get an apostrophe in front;
 * numbers, also those that are texts, do not. */
#include "output/output.h"

#include "output/wrap.h"

enum { DECIMAL_PLACES = 12 };

typedef struct cell {
    size_t column;
    zo_str text;
} cell;

typedef ZO_ARRAY(cell) cells;

typedef struct sheet {
    zo_arena *arena;
    ZO_ARRAY(zo_str) columns;
    cells *row; /* of each row, in the tree's order */
    size_t rows;
} sheet;

/* ---- Cells ---- */

/* Rows mostly have the same members in the same order: `guess` is where the path probably is. */
static size_t column_of(sheet *s, zo_str path, size_t guess)
{
    if (guess < s->columns.n && zo_str_equal(s->columns.at[guess], path))
        return guess;
    for (size_t i = 0; i < s->columns.n; i++)
        if (zo_str_equal(s->columns.at[i], path))
            return i;
    ZO_PUSH(s->arena, &s->columns, path);
    return s->columns.n - 1;
}

static void add_cell(sheet *s, cells *row, zo_str path, zo_str text)
{
    size_t guess = row->n > 0 ? row->at[row->n - 1].column + 1 : 0;
    cell added = {column_of(s, path, guess), text};
    ZO_PUSH(s->arena, row, added);
}

static bool runs_as_formula(zo_str text)
{
    zo_num number;
    if (text.n == 0 || (text.s[0] != '=' && text.s[0] != '+' && text.s[0] != '-' && text.s[0] != '@'))
        return false;
    return text.s[0] == '=' || text.s[0] == '@' || !zo_num_parse((zo_str){text.s + 1, text.n - 1}, &number);
}

static zo_str harmless(zo_arena *arena, zo_str text)
{
    return runs_as_formula(text) ? zo_printf(arena, "'%.*s", ZO_FMT(text)) : text;
}

static zo_str scalar_text(zo_arena *arena, const zo_value *value)
{
    switch (value->kind) {
    case ZO_V_BOOL: return value->flag ? ZO_STR("true") : ZO_STR("false");
    case ZO_V_NUMBER: return zo_num_fraction(arena, &value->number);
    case ZO_V_TEXT: return zo_printable(arena, value->text);
    case ZO_V_NULL:
    case ZO_V_LIST:
    case ZO_V_OBJECT: break;
    }
    return ZO_STR("");
}

static bool holds_objects(const zo_value *list)
{
    for (const zo_value *item = list->first; item != NULL; item = item->next)
        if (item->kind == ZO_V_OBJECT || (item->kind == ZO_V_LIST && holds_objects(item)))
            return true;
    return false;
}

/* "a; b", and a list in a list as "a + b". */
static zo_str list_text(zo_arena *arena, const zo_value *list, const char *separator)
{
    zo_text text = zo_text_new(arena);
    for (const zo_value *item = list->first; item != NULL; item = item->next) {
        zo_text_add_c(&text, item == list->first ? "" : separator);
        zo_text_add(&text,
                    item->kind == ZO_V_LIST ? list_text(arena, item, " + ") : scalar_text(arena, item));
    }
    return zo_text_str(&text);
}

/* A count as it is; an exact number as a decimal, for calculating, and beside it exactly. */
static void add_number(sheet *s, cells *row, zo_str path, const zo_value *value)
{
    if (value->plain) {
        add_cell(s, row, path, scalar_text(s->arena, value));
        return;
    }
    add_cell(s, row, path, zo_num_decimal(s->arena, &value->number, DECIMAL_PLACES, NULL));
    add_cell(s, row, zo_printf(s->arena, "%.*s.exact", ZO_FMT(path)), scalar_text(s->arena, value));
}

static void add_members(sheet *s, cells *row, const zo_value *object, zo_str prefix);

static void add_value(sheet *s, cells *row, zo_str path, const zo_value *value)
{
    switch (value->kind) {
    case ZO_V_NUMBER: add_number(s, row, path, value); return;
    case ZO_V_LIST:
        if (value->first != NULL && !holds_objects(value))
            add_cell(s, row, path, harmless(s->arena, list_text(s->arena, value, "; ")));
        return;
    case ZO_V_OBJECT: add_members(s, row, value, path); return;
    case ZO_V_NULL:
    case ZO_V_BOOL:
    case ZO_V_TEXT: break;
    }
    add_cell(s, row, path, harmless(s->arena, scalar_text(s->arena, value)));
}

static void add_members(sheet *s, cells *row, const zo_value *object, zo_str prefix)
{
    for (const zo_value *member = object->first; member != NULL; member = member->next) {
        zo_str path = member->name;
        if (prefix.n > 0)
            path = zo_printf(s->arena, "%.*s.%.*s", ZO_FMT(prefix), ZO_FMT(member->name));
        add_value(s, row, path, member);
    }
}

/* ---- Lines ---- */

/* A semicolon too: some readers take it for the separator. */
static bool needs_quotes(zo_str text)
{
    for (size_t i = 0; i < text.n; i++)
        switch (text.s[i]) {
        case '"':
        case ',':
        case ';':
        case '\n':
        case '\r': return true;
        default: break;
        }
    return false;
}

static void write_field(zo_text *out, zo_str text)
{
    if (!needs_quotes(text)) {
        zo_text_add(out, text);
        return;
    }
    zo_text_add_char(out, '"');
    for (size_t i = 0; i < text.n; i++) {
        if (text.s[i] == '"')
            zo_text_add_char(out, '"');
        zo_text_add_char(out, text.s[i]);
    }
    zo_text_add_char(out, '"');
}

/* A line of one empty field would be no record: readers skip empty lines. */
static void write_line(zo_text *out, const zo_str *field, size_t fields)
{
    if (fields == 1 && field[0].n == 0)
        zo_text_add_c(out, "\"\"");
    for (size_t i = 0; i < fields; i++) {
        zo_text_add_c(out, i > 0 ? "," : "");
        write_field(out, field[i]);
    }
    zo_text_add_c(out, "\r\n");
}

static void write_sheet(zo_text *out, const sheet *s)
{
    zo_str *field = ZO_NEW_MANY(s->arena, zo_str, s->columns.n);
    if (s->columns.n == 0)
        return;
    write_line(out, s->columns.at, s->columns.n);
    for (size_t i = 0; i < s->rows; i++) {
        for (size_t c = 0; c < s->columns.n; c++)
            field[c] = (zo_str){"", 0};
        for (size_t c = 0; c < s->row[i].n; c++)
            field[s->row[i].at[c].column] = s->row[i].at[c].text;
        write_line(out, field, s->columns.n);
    }
}

static const zo_value *find_rows(const zo_value *value)
{
    if (value->rows != NULL)
        return value;
    const zo_value *found = NULL;
    for (const zo_value *child = value->first; child != NULL && found == NULL; child = child->next)
        found = find_rows(child);
    return found;
}

bool zo_write_csv(const zo_value *root, zo_text *out)
{
    const zo_value *list = find_rows(root);
    if (list == NULL)
        return false;
    sheet s = {.arena = out->arena, .rows = zo_children(list)};
    s.row = ZO_NEW_MANY(s.arena, cells, s.rows);
    for (size_t i = 0; list->rows[i] != NULL; i++)
        column_of(&s, zo_str_of(list->rows[i]), i);
    size_t i = 0;
    for (const zo_value *row = list->first; row != NULL; row = row->next, i++)
        add_members(&s, &s.row[i], row, (zo_str){"", 0});
    write_sheet(out, &s);
    return true;
}

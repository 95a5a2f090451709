/* Turns calls of an analysis into a result tree: nodes on an arena, children in the order they were added.
 *
 * Names and texts are kept as slices: they are literals, or live as long as the arena. */
#include "result/result.h"

#include <assert.h>

static zo_value *new_value(zo_arena *arena, zo_value_kind kind)
{
    zo_value *value = ZO_NEW(arena, zo_value);
    value->kind = kind;
    value->form = ZO_F_DATA;
    value->number = zo_num_of(0);
    return value;
}

static zo_value *append(zo_arena *arena, zo_value *parent, const char *name, zo_value_kind kind)
{
    assert(parent->kind == (name != NULL ? ZO_V_OBJECT : ZO_V_LIST) && "members have names, items have none");
    zo_value *child = new_value(arena, kind);
    if (name != NULL)
        child->name = zo_str_of(name);
    if (parent->last != NULL)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
    return child;
}

zo_value *zo_object(zo_arena *arena) { return new_value(arena, ZO_V_OBJECT); }

zo_value *zo_add_object(zo_arena *arena, zo_value *parent, const char *name)
{
    return append(arena, parent, name, ZO_V_OBJECT);
}

zo_value *zo_add_list(zo_arena *arena, zo_value *parent, const char *name)
{
    return append(arena, parent, name, ZO_V_LIST);
}

zo_value *zo_add_text(zo_arena *arena, zo_value *parent, const char *name, zo_str text)
{
    zo_value *child = append(arena, parent, name, ZO_V_TEXT);
    child->text = text;
    return child;
}

zo_value *zo_add_bool(zo_arena *arena, zo_value *parent, const char *name, bool flag)
{
    zo_value *child = append(arena, parent, name, ZO_V_BOOL);
    child->flag = flag;
    return child;
}

zo_value *zo_add_number(zo_arena *arena, zo_value *parent, const char *name, const zo_num *number)
{
    assert(!zo_num_overflow(number) && "an analysis tests its numbers before it reports them");
    zo_value *child = append(arena, parent, name, ZO_V_NUMBER);
    child->number = *number;
    return child;
}

zo_value *zo_add_size(zo_arena *arena, zo_value *parent, const char *name, uint64_t number)
{
    zo_value *child = append(arena, parent, name, ZO_V_NUMBER);
    zo_int integer = zo_int_of_unsigned(number);
    child->number = zo_num_from_int(&integer);
    child->plain = true;
    return child;
}

zo_value *zo_add_null(zo_arena *arena, zo_value *parent, const char *name)
{
    return append(arena, parent, name, ZO_V_NULL);
}

void zo_mark_rows(zo_value *list, const char *const *columns)
{
    static const char *const none[] = {NULL};
    assert(list->kind == ZO_V_LIST && "rows are objects in a list");
    list->rows = columns != NULL ? columns : none;
}

zo_value *zo_add_rows(zo_arena *arena, zo_value *parent, const char *const *columns)
{
    zo_value *list = zo_add_list(arena, parent, "rows");
    list->text_only = true;
    zo_mark_rows(list, columns);
    return list;
}

zo_value *zo_add_copy(zo_arena *arena, zo_value *parent, const zo_value *of, const char *name)
{
    zo_value *child = append(arena, parent, name, of != NULL ? of->kind : ZO_V_NULL);
    zo_str own = child->name;
    if (of == NULL)
        return child;
    *child = *of;
    child->name = own;
    child->next = NULL;
    return child;
}

const zo_value *zo_member(const zo_value *object, const char *name)
{
    for (const zo_value *child = object->first; child != NULL; child = child->next)
        if (zo_str_is(child->name, name))
            return child;
    return NULL;
}

size_t zo_children(const zo_value *value)
{
    size_t n = 0;
    for (const zo_value *child = value->first; child != NULL; child = child->next)
        n++;
    return n;
}

zo_value *zo_add_table(zo_arena *arena, zo_value *parent, const char *name, zo_str title,
                       const zo_column *column, size_t columns)
{
    zo_value *table = zo_add_list(arena, parent, name);
    table->form = ZO_F_TABLE;
    table->title = title;
    table->column = column;
    table->columns = columns;
    return table;
}

zo_value *zo_add_paragraph(zo_arena *arena, zo_value *parent, const char *name, zo_str words)
{
    zo_value *paragraph = zo_add_text(arena, parent, name, words);
    paragraph->form = ZO_F_PARAGRAPH;
    paragraph->text_only = true;
    return paragraph;
}

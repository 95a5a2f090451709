/* Turns a value into a few words on one line, and finds the colour of those that grade evidence. */
#include "output/cell.h"

#include "output/wrap.h"

static zo_str joined_items(zo_arena *arena, const zo_value *list)
{
    zo_text joined = zo_text_new(arena);
    for (const zo_value *item = list->first; item != NULL; item = item->next) {
        zo_str text = zo_cell_text(arena, item);
        if (joined.n > 0 && text.n > 0)
            zo_text_add_c(&joined, "; ");
        zo_text_add(&joined, text);
    }
    return zo_text_str(&joined);
}

zo_str zo_cell_text(zo_arena *arena, const zo_value *value)
{
    if (value == NULL)
        return ZO_STR("");
    switch (value->kind) {
    case ZO_V_BOOL: return value->flag ? ZO_STR("yes") : ZO_STR("no");
    case ZO_V_NUMBER: return zo_num_text(arena, &value->number);
    case ZO_V_TEXT: return zo_printable(arena, value->text);
    case ZO_V_LIST: return joined_items(arena, value);
    case ZO_V_NULL:
    case ZO_V_OBJECT: break;
    }
    return ZO_STR("");
}

/* From firm to doubtful; the colours are legible on light and on dark. */
static const struct grade {
    const char *word;
    zo_ink ink;
} grades[] = {
    {"quoted", "32"},     /* green */
    {"relayed", "36"},    /* cyan */
    {"reported", "34"},   /* blue */
    {"inferred", "33"},   /* yellow */
    {"assumed", "35"},    /* magenta */
    {"unverified", "31"}, /* red */
    {"disputed", "31"},
};

zo_ink zo_cell_ink(zo_str text)
{
    for (size_t i = 0; i < sizeof grades / sizeof *grades; i++)
        if (zo_str_is(text, grades[i].word))
            return grades[i].ink;
    return NULL;
}

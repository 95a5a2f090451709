/* Labels and words -> tables of a page. */
#include "analysis/page_lines.h"

zo_value *zo_add_page_table(zo_arena *arena, zo_value *root, const char *name, const char *title)
{
    static const zo_column columns[] = {{"standing", {"", 0}, false, true, true},
                                        {"words", {"", 0}, false, false, false}};
    return zo_add_table(arena, root, name, zo_str_of(title), columns, 2);
}

zo_value *zo_add_page_line(const zo_model *model, zo_value *table, const char *label, uint32_t issue,
                           zo_str words, zo_arena *arena)
{
    zo_value *row = zo_add_object(arena, table, NULL);
    zo_add_text(arena, row, "standing", zo_str_of(label));
    if (issue == ZO_NONE)
        zo_add_null(arena, row, "issue");
    else
        zo_add_text(arena, row, "issue", model->issues.at[issue].id);
    zo_add_text(arena, row, "words", words);
    return row;
}

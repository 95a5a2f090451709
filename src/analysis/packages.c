/* Packages -> data, words and tables. */
#include "analysis/packages.h"

#include "analysis/words.h"

const char *const zo_package_keys[ZO_SIDE_BY_SIDE] = {"1", "2", "3", "4", "5"};

zo_value *zo_add_package(const zo_model *model, zo_value *parent, const char *name, const uint32_t *package,
                         zo_arena *arena)
{
    zo_value *object = zo_add_object(arena, parent, name);
    for (uint32_t i = 0; i < model->issues.n; i++)
        zo_add_text(arena, object, zo_c_string(arena, model->issues.at[i].id),
                    zo_issue_value_id(arena, &model->issues.at[i], package[i]));
    return object;
}

zo_value *zo_add_assigned(const zo_model *model, zo_value *parent, const char *name, const uint32_t *pairs,
                          size_t n, zo_arena *arena)
{
    zo_value *object = zo_add_object(arena, parent, name);
    for (size_t i = 0; i + 1 < n; i += 2) {
        const zo_issue *issue = &model->issues.at[pairs[i]];
        zo_add_text(arena, object, zo_c_string(arena, issue->id),
                    zo_issue_value_id(arena, issue, pairs[i + 1]));
    }
    return object;
}

zo_str zo_package_words(const zo_model *model, const uint32_t *package, zo_arena *arena)
{
    zo_phrases values = {0};
    for (uint32_t i = 0; i < model->issues.n; i++)
        ZO_PUSH(arena, &values, zo_issue_value_words(arena, &model->issues.at[i], package[i]));
    return zo_join(arena, &values, "; ", "; ");
}

bool *zo_differing_issues(const zo_model *model, const uint32_t *const *package, size_t count,
                          zo_arena *arena)
{
    bool *differs = ZO_NEW_MANY(arena, bool, model->issues.n + 1);
    for (size_t p = 1; p < count; p++)
        for (uint32_t i = 0; i < model->issues.n; i++)
            differs[i] = differs[i] || package[p][i] != package[0][i];
    return differs;
}

zo_str zo_differing_words(const zo_model *model, const bool *differs, const uint32_t *package,
                          zo_arena *arena)
{
    zo_phrases values = {0};
    for (uint32_t i = 0; i < model->issues.n; i++)
        if (differs[i])
            ZO_PUSH(arena, &values, zo_issue_value_words(arena, &model->issues.at[i], package[i]));
    return values.n ? zo_join(arena, &values, "; ", "; ") : zo_package_words(model, package, arena);
}

void zo_add_common(const zo_model *model, const bool *differs, const uint32_t *package, bool all,
                   zo_value *parent, zo_arena *arena)
{
    zo_value *list = zo_add_list(arena, parent, "common");
    list->form = ZO_F_LIST;
    list->title = all ? ZO_STR("The same in all of them") : ZO_STR("The same in all that are listed here");
    list->text_only = true;
    for (uint32_t i = 0; i < model->issues.n; i++)
        if (!differs[i])
            zo_add_text(arena, list, NULL, zo_issue_value_words(arena, &model->issues.at[i], package[i]));
}

size_t zo_rows_in_text(const zo_model *model, const bool *differs)
{
    enum { MOST_ROWS = 50, MOST_VALUES = 500, FEWEST_ROWS = 5 };
    size_t each = 0;
    for (uint32_t i = 0; i < model->issues.n; i++)
        each += differs[i];
    size_t rows = each * MOST_ROWS <= MOST_VALUES ? MOST_ROWS : MOST_VALUES / each;
    return rows > FEWEST_ROWS ? rows : FEWEST_ROWS;
}

size_t zo_spread(size_t i, size_t shown, size_t all)
{
    if (shown >= all || shown < 2)
        return i;
    return (size_t)((uint64_t)i * (all - 1) / (shown - 1));
}

zo_value *zo_add_package_table(const zo_model *model, zo_value *parent, const char *name, zo_str title,
                               const zo_str *heading, const uint32_t *const *package, size_t count,
                               zo_arena *arena)
{
    zo_column *columns = ZO_NEW_MANY(arena, zo_column, count + 1);
    columns[0] = (zo_column){"issue", ZO_STR("Issue"), false, false, false};
    for (size_t p = 0; p < count; p++)
        columns[p + 1] = (zo_column){zo_package_keys[p], heading[p], false, false, false};
    zo_value *table = zo_add_table(arena, parent, name, title, columns, count + 1);
    table->text_only = true;
    for (uint32_t i = 0; i < model->issues.n; i++) {
        const zo_issue *issue = &model->issues.at[i];
        zo_value *row = zo_add_object(arena, table, NULL);
        zo_add_text(arena, row, "issue", issue->name);
        for (size_t p = 0; p < count; p++)
            zo_add_text(arena, row, zo_package_keys[p], zo_value_label(arena, issue, package[p][i]));
    }
    return table;
}

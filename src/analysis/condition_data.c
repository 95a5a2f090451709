/* Resolved conditions -> trees of operations over issues and values. */
#include "analysis/condition_data.h"

typedef struct zo_condition_writer {
    const zo_model *model;
    zo_arena *arena;
} zo_condition_writer;

static void add_relation(const zo_condition_writer *w, zo_value *object, zo_relation relation)
{
    static const char *const signs[] = {"=", "!=", "<", "<=", ">", ">="};
    zo_add_text(w->arena, object, "relation", zo_str_of(signs[relation]));
}

static void add_listed(const zo_condition_writer *w, zo_value *object, const zo_bound *bound)
{
    const zo_issue *issue = &w->model->issues.at[bound->issue];
    zo_value *values = zo_add_list(w->arena, object, "values");
    for (uint32_t v = 0; v < issue->size; v++)
        if (bound->allowed[v / 64] >> (v % 64) & 1)
            zo_add_text(w->arena, values, NULL, zo_issue_value_id(w->arena, issue, v));
}

static void add_in(const zo_condition_writer *w, zo_value *object, const zo_bound *bound)
{
    const zo_issue *issue = &w->model->issues.at[bound->issue];
    zo_add_text(w->arena, object, "op", ZO_STR("in"));
    zo_add_text(w->arena, object, "issue", issue->id);
    if (bound->listed) {
        add_listed(w, object, bound);
        return;
    }
    add_relation(w, object, bound->relation);
    zo_add_text(w->arena, object, "value",
                bound->is_number ? zo_num_text(w->arena, &bound->number)
                                 : zo_issue_value_id(w->arena, issue, bound->value));
}

/* The factors from .. to - 1, those of the right side turned round: a sum keeps all of them on its left. */
static void add_factors(const zo_condition_writer *w, zo_value *object, const char *name,
                        const zo_bound *bound, size_t from, size_t to, bool negate)
{
    zo_value *list = zo_add_list(w->arena, object, name);
    for (size_t i = from; i < to; i++) {
        const zo_factor *factor = &bound->factors.at[i];
        zo_num size = negate ? zo_num_negate(&factor->factor) : factor->factor;
        zo_value *item = zo_add_object(w->arena, list, NULL);
        zo_add_text(w->arena, item, "issue", w->model->issues.at[factor->issue].id);
        zo_add_number(w->arena, item, "factor", &size);
    }
}

static void add_sum(const zo_condition_writer *w, zo_value *object, const zo_bound *bound)
{
    zo_add_text(w->arena, object, "op", ZO_STR("sum"));
    add_relation(w, object, bound->relation);
    add_factors(w, object, "left", bound, 0, bound->left_factors, false);
    add_factors(w, object, "right", bound, bound->left_factors, bound->factors.n, true);
    zo_add_number(w->arena, object, "constant", &bound->right_constant);
}

static const char *operation(zo_bound_kind kind)
{
    switch (kind) {
    case ZO_B_NOT: return "not";
    case ZO_B_AND: return "and";
    case ZO_B_OR: return "or";
    case ZO_B_IMPLIES: return "implies";
    default: return "iff";
    }
}

static void add_bound(const zo_condition_writer *w, zo_value *object, const zo_bound *bound)
{
    if (bound->kind == ZO_B_IN || bound->kind == ZO_B_LINEAR) {
        (bound->kind == ZO_B_IN ? add_in : add_sum)(w, object, bound);
        return;
    }
    zo_add_text(w->arena, object, "op", zo_str_of(operation(bound->kind)));
    zo_value *parts = zo_add_list(w->arena, object, "parts");
    for (size_t i = 0; i < bound->parts.n; i++)
        add_bound(w, zo_add_object(w->arena, parts, NULL), bound->parts.at[i]);
}

void zo_add_condition(const zo_model *model, zo_value *parent, const char *name, const zo_bound *bound,
                      zo_arena *arena)
{
    zo_condition_writer writer = {model, arena};
    if (bound)
        add_bound(&writer, zo_add_object(arena, parent, name), bound);
}

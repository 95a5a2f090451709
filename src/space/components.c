/* Selectors -> components of issues, by union-find. */
#include "space/components.h"

typedef struct zo_joiner {
    uint32_t *parent; /* per issue; a root is its own */
} zo_joiner;

static uint32_t root_of(const zo_joiner *j, uint32_t issue)
{
    while (j->parent[issue] != issue) {
        j->parent[issue] = j->parent[j->parent[issue]];
        issue = j->parent[issue];
    }
    return issue;
}

/* *with: an issue of the group, or ZO_NO_FIRST when this is its first. The smaller root stays. */
static void join(const zo_joiner *j, uint32_t issue, uint32_t *with)
{
    if (*with != ZO_NO_FIRST) {
        uint32_t a = root_of(j, issue), b = root_of(j, *with);
        j->parent[a > b ? a : b] = a > b ? b : a;
    }
    *with = issue;
}

static void join_expr(const zo_joiner *j, const zo_expr *expr, uint32_t *with)
{
    if (expr == NULL)
        return;
    if (expr->kind == ZO_X_IN)
        join(j, expr->issue, with);
    if (expr->kind == ZO_X_LINEAR)
        for (size_t i = 0; i < expr->linear->terms; i++)
            join(j, expr->linear->term[i].issue, with);
    join_expr(j, expr->left, with);
    join_expr(j, expr->right, with);
}

static void join_sum(const zo_joiner *j, const zo_instance *instance, const zo_sum *sum, uint32_t *with)
{
    for (uint32_t i = 0; i < instance->issues; i++)
        if (sum->table[i] != NULL)
            join(j, i, with);
    for (size_t b = 0; b < sum->bonuses; b++)
        join_expr(j, sum->bonus[b].when, with);
}

static void join_parts(const zo_joiner *j, const zo_expr *expr)
{
    uint32_t with = ZO_NO_FIRST;
    if (expr->kind != ZO_X_AND) {
        join_expr(j, expr, &with);
        return;
    }
    join_parts(j, expr->left);
    join_parts(j, expr->right);
}

static void join_selector(const zo_joiner *j, const zo_instance *instance, const zo_selector *selector)
{
    uint32_t with = ZO_NO_FIRST;
    if (selector->sum == NULL && selector->waived == NULL) {
        join_parts(j, selector->expr);
        return;
    }
    join_expr(j, selector->expr, &with);
    join_expr(j, selector->waived, &with);
    if (selector->sum != NULL)
        join_sum(j, instance, selector->sum, &with);
}

static zo_components number_them(const zo_joiner *j, size_t issues, zo_arena *arena)
{
    uint32_t *of_issue = ZO_NEW_MANY(arena, uint32_t, issues + 1);
    size_t count = 0;
    for (uint32_t i = 0; i < issues; i++) {
        uint32_t root = root_of(j, i);
        of_issue[i] = root == i ? (uint32_t)count++ : of_issue[root];
    }
    return (zo_components){count, of_issue};
}

zo_components zo_find_components(const zo_instance *instance, const uint64_t *hard, const uint64_t *together,
                                 zo_arena *arena)
{
    zo_joiner j = {ZO_NEW_MANY(arena, uint32_t, instance->issues + 1)};
    uint32_t with = ZO_NO_FIRST;
    for (uint32_t i = 0; i < instance->issues; i++)
        j.parent[i] = i;
    for (uint32_t i = 0; together != NULL && i < instance->issues; i++)
        if (zo_bit(together, i))
            join(&j, i, &with);
    for (size_t s = 0; s < instance->selectors; s++)
        if (zo_bit(hard, s))
            join_selector(&j, instance, &instance->selector[s]);
    return number_them(&j, instance->issues, arena);
}

void zo_add_conjuncts(const zo_expr *expr, zo_conjuncts *parts, zo_arena *arena)
{
    if (expr->kind != ZO_X_AND) {
        ZO_PUSH(arena, parts, expr);
        return;
    }
    zo_add_conjuncts(expr->left, parts, arena);
    zo_add_conjuncts(expr->right, parts, arena);
}

uint32_t zo_some_issue(const zo_expr *expr)
{
    if (expr == NULL)
        return ZO_NO_FIRST;
    if (expr->kind == ZO_X_IN)
        return expr->issue;
    if (expr->kind == ZO_X_LINEAR)
        return expr->linear->terms > 0 ? expr->linear->term[0].issue : ZO_NO_FIRST;
    uint32_t issue = zo_some_issue(expr->left);
    return issue != ZO_NO_FIRST ? issue : zo_some_issue(expr->right);
}

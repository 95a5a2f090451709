/* Turns an expression or a sum into the set of issues that occur in it. */
#include "engine/dependence.h"

void zo_add_issues(const zo_expr *expr, uint64_t *issues)
{
    if (expr == NULL)
        return;
    if (expr->kind == ZO_X_IN)
        zo_set_bit(issues, expr->issue);
    if (expr->kind == ZO_X_LINEAR) {
        for (size_t i = 0; i < expr->linear->terms; i++)
            zo_set_bit(issues, expr->linear->term[i].issue);
    }
    zo_add_issues(expr->left, issues);
    zo_add_issues(expr->right, issues);
}

void zo_add_issues_of_sum(const zo_instance *instance, const zo_sum *sum, uint64_t *issues)
{
    if (sum == NULL)
        return;
    for (size_t i = 0; i < instance->issues; i++) {
        if (sum->table[i] != NULL)
            zo_set_bit(issues, i);
    }
    for (size_t i = 0; i < sum->bonuses; i++)
        zo_add_issues(sum->bonus[i].when, issues);
}

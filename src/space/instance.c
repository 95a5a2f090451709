/* Turns one whole package into the truth of one expression, by the plain reading of its kinds. */
#include "space/instance.h"

static bool relation_holds(int64_t sum, zo_relation relation)
{
    switch (relation) {
    case ZO_EQ: return sum == 0;
    case ZO_NE: return sum != 0;
    case ZO_LT: return sum < 0;
    case ZO_LE: return sum <= 0;
    case ZO_GT: return sum > 0;
    case ZO_GE: return sum >= 0;
    }
    return false;
}

static bool linear_holds(const zo_linear *linear, const uint32_t *package)
{
    int64_t sum = linear->start;
    for (size_t i = 0; i < linear->terms; i++) {
        const zo_linear_term *term = &linear->term[i];
        uint32_t value = package[term->issue];
        if (term->nameless != NULL && zo_bit(term->nameless, value))
            return linear->relation == ZO_NE;
        sum += term->value[value];
    }
    return relation_holds(sum, linear->relation);
}

bool zo_holds(const zo_expr *expr, const uint32_t *package)
{
    switch (expr->kind) {
    case ZO_X_TRUE: return true;
    case ZO_X_FALSE: return false;
    case ZO_X_IN: return zo_bit(expr->allowed, package[expr->issue]);
    case ZO_X_LINEAR: return linear_holds(expr->linear, package);
    case ZO_X_NOT: return !zo_holds(expr->left, package);
    case ZO_X_AND: return zo_holds(expr->left, package) && zo_holds(expr->right, package);
    case ZO_X_OR: return zo_holds(expr->left, package) || zo_holds(expr->right, package);
    case ZO_X_IFF: return zo_holds(expr->left, package) == zo_holds(expr->right, package);
    }
    return false;
}

zo_int zo_space_of(const zo_instance *instance)
{
    zo_int space = zo_int_of(1);
    for (size_t i = 0; i < instance->issues; i++) {
        zo_int size = zo_int_of(instance->size[i]);
        space = zo_int_mul(&space, &size);
    }
    return space;
}

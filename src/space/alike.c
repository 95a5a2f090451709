/* Two expressions -> whether they are written alike, part by part. */
#include "space/alike.h"

#include <string.h>

static bool same_sets(const uint64_t *a, const uint64_t *b, uint32_t size)
{
    if (a == NULL || b == NULL)
        return a == b;
    return memcmp(a, b, zo_set_words(size) * sizeof *a) == 0;
}

static bool same_sums(const zo_instance *in, const zo_linear *a, const zo_linear *b)
{
    bool same = a->start == b->start && a->relation == b->relation && a->terms == b->terms;
    for (size_t t = 0; t < a->terms && same; t++) {
        const zo_linear_term *x = &a->term[t], *y = &b->term[t];
        uint32_t size = in->size[x->issue];
        same = x->issue == y->issue && memcmp(x->value, y->value, size * sizeof *x->value) == 0 &&
               same_sets(x->nameless, y->nameless, size);
    }
    return same;
}

bool zo_are_alike(const zo_instance *in, const zo_expr *a, const zo_expr *b)
{
    if (a == b)
        return true;
    if (a->kind != b->kind)
        return false;
    switch (a->kind) {
    case ZO_X_TRUE:
    case ZO_X_FALSE: return true;
    case ZO_X_IN: return a->issue == b->issue && same_sets(a->allowed, b->allowed, in->size[a->issue]);
    case ZO_X_LINEAR: return same_sums(in, a->linear, b->linear);
    case ZO_X_NOT: return zo_are_alike(in, a->left, b->left);
    default: return zo_are_alike(in, a->left, b->left) && zo_are_alike(in, a->right, b->right);
    }
}

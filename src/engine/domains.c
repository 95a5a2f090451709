/* Turns direct selectors into sets of values of single issues, where they come down to that. */
#include "engine/domains.h"

#include "engine/dependence.h"

#include <string.h>

typedef struct limit_of_one {
    uint32_t selector, issue;
    const uint64_t *values;
} limit_of_one;

struct zo_domains {
    const zo_instance *instance;
    zo_arena *arena;
    ZO_ARRAY(limit_of_one) limits;
    uint64_t **set;           /* per issue, those that have a limit */
    const uint64_t **current; /* per issue: set, or NULL */
    uint64_t *issues;         /* of one expression */
    uint32_t *package;
};

/* The only issue that the expression looks at; or none. */
static bool find_single_issue(zo_domains *d, const zo_expr *expr, uint32_t *issue)
{
    size_t words = zo_set_words(d->instance->issues), found = 0;
    memset(d->issues, 0, words * sizeof *d->issues);
    zo_add_issues(expr, d->issues);
    for (size_t w = 0; w < words; w++) {
        found += (size_t)__builtin_popcountll(d->issues[w]);
        if (d->issues[w] != 0)
            *issue = (uint32_t)(w * 64 + (size_t)__builtin_ctzll(d->issues[w]));
    }
    return found == 1;
}

static void add_limit(zo_domains *d, uint32_t selector, const zo_expr *expr, bool negated)
{
    uint32_t issue = 0;
    if (!find_single_issue(d, expr, &issue))
        return;
    uint32_t size = d->instance->size[issue];
    uint64_t *values = ZO_NEW_MANY(d->arena, uint64_t, zo_set_words(size));
    for (d->package[issue] = 0; d->package[issue] < size; d->package[issue]++) {
        if (zo_holds(expr, d->package) != negated)
            zo_set_bit(values, d->package[issue]);
    }
    d->package[issue] = 0;
    limit_of_one new = {.selector = selector, .issue = issue, .values = values};
    ZO_PUSH(d->arena, &d->limits, new);
    if (d->set[issue] == NULL)
        d->set[issue] = ZO_NEW_MANY(d->arena, uint64_t, zo_set_words(size));
}

/* Splits at `and`, since each part must hold. */
static void add_parts(zo_domains *d, uint32_t selector, const zo_expr *expr, bool negated)
{
    if (expr->kind == ZO_X_NOT) {
        add_parts(d, selector, expr->left, !negated);
    } else if (expr->kind == (negated ? ZO_X_OR : ZO_X_AND)) {
        add_parts(d, selector, expr->left, negated);
        add_parts(d, selector, expr->right, negated);
    } else {
        add_limit(d, selector, expr, negated);
    }
}

zo_domains *zo_domains_new(const zo_instance *instance, const uint64_t *counting, zo_arena *arena)
{
    zo_domains *d = ZO_NEW(arena, zo_domains);
    *d = (zo_domains){.instance = instance, .arena = arena};
    d->set = ZO_NEW_MANY(arena, uint64_t *, instance->issues);
    d->current = ZO_NEW_MANY(arena, const uint64_t *, instance->issues);
    d->issues = ZO_NEW_MANY(arena, uint64_t, zo_set_words(instance->issues));
    d->package = ZO_NEW_MANY(arena, uint32_t, instance->issues);
    for (uint32_t s = 0; s < instance->selectors; s++) {
        const zo_selector *selector = &instance->selector[s];
        if (zo_bit(counting, s) && selector->voter == ZO_DIRECT && selector->waived == NULL &&
            selector->expr != NULL)
            add_parts(d, s, selector->expr, false);
    }
    return d;
}

const uint64_t *const *zo_domains_of(zo_domains *d, const uint64_t *in_force)
{
    memset(d->current, 0, d->instance->issues * sizeof(uint64_t *));
    for (size_t i = 0; i < d->limits.n; i++) {
        const limit_of_one *limit = &d->limits.at[i];
        uint64_t *set = d->set[limit->issue];
        size_t words = zo_set_words(d->instance->size[limit->issue]);
        if (!zo_bit(in_force, limit->selector))
            continue;
        if (d->current[limit->issue] == NULL)
            memset(set, 0xFF, words * sizeof *set);
        d->current[limit->issue] = set;
        for (size_t w = 0; w < words; w++)
            set[w] &= limit->values[w];
    }
    return d->current;
}

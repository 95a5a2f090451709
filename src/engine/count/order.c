/* What looks at which issues -> an order of the issues. */
#include "engine/count/order.h"

#include "engine/dependence.h"

typedef struct zo_scopes {
    const zo_instance *instance;
    zo_arena *arena;
    size_t words;
    ZO_ARRAY(uint64_t *) all; /* what looks at more than one issue: bit per issue */
} zo_scopes;

static void add_scope(zo_scopes *s, const zo_expr *expr, const zo_expr *other, const zo_sum *sum)
{
    uint64_t *issues = ZO_NEW_MANY(s->arena, uint64_t, s->words + 1);
    size_t n = 0;
    zo_add_issues(expr, issues);
    zo_add_issues(other, issues);
    zo_add_issues_of_sum(s->instance, sum, issues);
    for (size_t i = 0; i < s->instance->issues; i++)
        n += zo_bit(issues, i);
    if (n > 1)
        ZO_PUSH(s->arena, &s->all, issues);
}

static void add_scopes(zo_scopes *s, const zo_mode *mode)
{
    const zo_instance *in = s->instance;
    for (size_t i = 0; i < in->selectors; i++)
        if (mode[i] != ZO_OFF)
            add_scope(s, in->selector[i].expr, in->selector[i].waived, in->selector[i].sum);
    for (size_t v = 0; v < in->voters; v++)
        add_scope(s, in->voter[v].abstains, NULL, NULL);
    for (size_t b = 0; b < in->blocs; b++)
        add_scope(s, in->bloc[b].waived, NULL, NULL);
}

/* How many scopes are open, some of their issues chosen and others not, once this issue is chosen too. */
static size_t open_with(const zo_scopes *s, uint64_t *chosen, size_t issue)
{
    size_t open = 0;
    zo_set_bit(chosen, issue);
    for (size_t k = 0; k < s->all.n; k++) {
        bool some = false, all = true;
        for (size_t w = 0; w < s->words; w++) {
            uint64_t scope = s->all.at[k][w];
            some = some || (scope & chosen[w]) != 0;
            all = all && (scope & ~chosen[w]) == 0;
        }
        open += some && !all;
    }
    chosen[issue / 64] &= ~((uint64_t)1 << (issue % 64));
    return open;
}

uint32_t *zo_choose_order(const zo_instance *instance, const zo_mode *mode, zo_arena *arena)
{
    zo_scopes scopes = {.instance = instance, .arena = arena, .words = zo_set_words(instance->issues)};
    uint64_t *chosen = ZO_NEW_MANY(arena, uint64_t, scopes.words + 1);
    uint32_t *order = ZO_NEW_MANY(arena, uint32_t, instance->issues + 1);
    add_scopes(&scopes, mode);
    for (size_t step = 0; step < instance->issues; step++) {
        size_t best = SIZE_MAX;
        for (size_t i = 0; i < instance->issues; i++) {
            size_t open = zo_bit(chosen, i) ? SIZE_MAX : open_with(&scopes, chosen, i);
            if (open < best) {
                best = open;
                order[step] = (uint32_t)i;
            }
        }
        zo_set_bit(chosen, order[step]);
    }
    return order;
}

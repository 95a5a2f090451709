/* A compiled record and further facts -> a compiled record. */
#include "space/restrict.h"

#include <string.h>

const zo_compiled *zo_restricted(const zo_compiled *compiled, const zo_selector *more, size_t count,
                                 zo_arena *arena)
{
    zo_compiled *out = ZO_NEW(arena, zo_compiled);
    size_t before = compiled->instance.selectors;
    zo_selector *selector = ZO_NEW_MANY(arena, zo_selector, before + count + 1);
    zo_origin *origin = ZO_NEW_MANY(arena, zo_origin, before + count + 1);
    *out = *compiled;
    if (before > 0) {
        memcpy(selector, compiled->instance.selector, before * sizeof *selector);
        memcpy(origin, compiled->origin, before * sizeof *origin);
    }
    for (size_t i = 0; i < count; i++) {
        selector[before + i] = more[i];
        selector[before + i].class_ = ZO_RULE;
        selector[before + i].voter = ZO_DIRECT;
        origin[before + i].seat = ZO_NONE;
    }
    out->instance.selectors = before + count;
    out->instance.selector = selector;
    out->origin = origin;
    return out;
}

const zo_compiled *zo_restricted_to(const zo_compiled *compiled, const zo_expr *expr, zo_arena *arena)
{
    zo_selector selector = {.expr = expr};
    return zo_restricted(compiled, &selector, 1, arena);
}

const zo_compiled *zo_restricted_to_values(const zo_compiled *compiled, const uint32_t *values, zo_arena *arena)
{
    const zo_instance *instance = &compiled->instance;
    zo_selector *more = ZO_NEW_MANY(arena, zo_selector, instance->issues + 1);
    size_t count = 0;
    for (uint32_t i = 0; i < instance->issues; i++) {
        if (values[i] == UINT32_MAX)
            continue;
        uint64_t *allowed = ZO_NEW_MANY(arena, uint64_t, zo_set_words(instance->size[i]));
        zo_expr *expr = ZO_NEW(arena, zo_expr);
        zo_set_bit(allowed, values[i]);
        *expr = (zo_expr){.kind = ZO_X_IN, .issue = i, .allowed = allowed};
        more[count++] = (zo_selector){.expr = expr};
    }
    return zo_restricted(compiled, more, count, arena);
}

/* A compiled record and further facts -> a compiled record. */
#include "space/restrict.h"

#include <string.h>

/* The copy's selectors may still be changed. */
static zo_compiled *copy_with(const zo_compiled *compiled, const zo_selector *more, size_t count,
                              zo_selector **copied, zo_arena *arena)
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
    *copied = selector;
    return out;
}

const zo_compiled *zo_restricted(const zo_compiled *compiled, const zo_selector *more, size_t count,
                                 zo_arena *arena)
{
    zo_selector *copied;
    return copy_with(compiled, more, count, &copied, arena);
}

const zo_compiled *zo_restricted_to(const zo_compiled *compiled, const zo_expr *expr, zo_arena *arena)
{
    zo_selector selector = {.expr = expr};
    return zo_restricted(compiled, &selector, 1, arena);
}

const zo_compiled *zo_restricted_to_values(const zo_compiled *compiled, const uint32_t *values,
                                           zo_arena *arena)
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

const zo_compiled *zo_never_met(const zo_compiled *compiled, size_t selector, zo_arena *arena)
{
    static const zo_expr never = {.kind = ZO_X_FALSE};
    zo_selector *copied;
    const zo_compiled *out = copy_with(compiled, NULL, 0, &copied, arena);
    copied[selector].expr = &never;
    copied[selector].sum = NULL;
    return out;
}

const zo_compiled *zo_hearing_blocs(const zo_compiled *compiled, const bool *heard, zo_arena *arena)
{
    static const zo_expr everywhere = {.kind = ZO_X_TRUE};
    zo_compiled *out = ZO_NEW(arena, zo_compiled);
    zo_bloc *bloc = ZO_NEW_MANY(arena, zo_bloc, compiled->instance.blocs + 1);
    for (size_t b = 0; b < compiled->instance.blocs; b++) {
        bloc[b] = compiled->instance.bloc[b];
        if (!heard[b])
            bloc[b].waived = &everywhere;
    }
    *out = *compiled;
    out->instance.bloc = bloc;
    return out;
}

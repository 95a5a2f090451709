/* Zones by plain enumeration, for tests of the engines that do not enumerate. Included after
 * random_instance.h; instances have at most 64 bits of mask. */
#ifndef ZO_TESTS_PLAIN_ANSWERS_H
#define ZO_TESTS_PLAIN_ANSWERS_H

#include "plain_zone.h"

static inline uint64_t plain_mask(const zo_instance *in, const uint32_t *package)
{
    uint64_t mask = 0;
    for (size_t s = 0; s < in->selectors; s++)
        mask |= (uint64_t)plainly_violates(in, &in->selector[s], package) << s;
    for (size_t v = 0; v < in->voters; v++) {
        if (in->voter[v].abstains != NULL && zo_holds(in->voter[v].abstains, package))
            zo_set_bit(&mask, in->selectors + v);
    }
    for (size_t b = 0; b < in->blocs; b++) {
        if (in->bloc[b].waived != NULL && zo_holds(in->bloc[b].waived, package))
            zo_set_bit(&mask, in->selectors + in->voters + b);
    }
    return mask;
}

/* Which masks there are, and the selectors by mode. */
typedef struct plain_zone {
    const zo_instance *instance;
    uint64_t hard, soft; /* those of certainty are in neither */
    struct {
        uint64_t *at;
        size_t n, cap;
    } masks;
} plain_zone;

static inline plain_zone plain_zone_of(world *w)
{
    const zo_instance *in = &w->instance;
    plain_zone z = {.instance = in};
    for (size_t s = 0; s < in->selectors; s++) {
        if (in->selector[s].class_ != ZO_CERTAINTY && w->mode[s] != ZO_OFF)
            zo_set_bit(w->mode[s] == ZO_HARD ? &z.hard : &z.soft, s);
    }
    uint32_t *package = ZO_NEW_MANY(&w->arena, uint32_t, in->issues);
    do {
        uint64_t mask = plain_mask(in, package);
        bool known = false;
        for (size_t i = 0; i < z.masks.n && !known; i++)
            known = z.masks.at[i] == mask;
        if (!known)
            ZO_PUSH(&w->arena, &z.masks, mask);
    } while (next_package(in, package));
    return z;
}

static inline bool plain_accepts(const plain_zone *z, uint64_t mask, uint64_t in_force)
{
    uint64_t ignored = ~(z->hard | (z->soft & in_force));
    return zo_mask_accepted(z->instance, &mask, &ignored);
}

static inline bool plain_empty(const plain_zone *z, uint64_t in_force)
{
    for (size_t i = 0; i < z->masks.n; i++) {
        if (plain_accepts(z, z->masks.at[i], in_force))
            return false;
    }
    return true;
}

/* ---- Instances in which much is excluded ---- */

/* In place of what the selector says: one issue has one value. */
static inline void pin(world *w, zo_selector *selector)
{
    const zo_instance *in = &w->instance;
    zo_expr *expr = ZO_NEW(&w->arena, zo_expr);
    expr->kind = ZO_X_IN;
    expr->issue = below(w, (uint32_t)in->issues);
    uint64_t *allowed = ZO_NEW_MANY(&w->arena, uint64_t, zo_set_words(in->size[expr->issue]));
    zo_set_bit(allowed, below(w, in->size[expr->issue]));
    expr->allowed = allowed;
    selector->expr = expr;
    selector->sum = NULL;
}

/* At most 10 selectors, about half of them simple; members' selectors may be hard. */
static inline void make_crowded(world *w)
{
    make_instance(w, below(w, 5), 1, 5);
    add_selectors(w, 5 + below(w, 6));
    for (size_t s = 0; s < w->instance.selectors; s++)
        w->mode[s] = one_in(w, 8) ? ZO_OFF : one_in(w, 6) ? ZO_HARD : ZO_SOFT;
    for (size_t s = 0; s < w->instance.selectors && w->instance.issues > 0; s++) {
        if (one_in(w, 2))
            pin(w, (zo_selector *)&w->instance.selector[s]);
    }
}

#endif

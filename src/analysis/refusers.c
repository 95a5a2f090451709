/* A compiled record and a package -> the seats that refuse it. */
#include "analysis/refusers.h"

#include <string.h>

#include "analysis/count.h"
#include "analysis/viewer.h"
#include "engine/masks.h"

static bool is_told(const zo_request *request, const zo_compiled *compiled, size_t selector)
{
    uint32_t seat = compiled->origin[selector].seat;
    return compiled->instance.selector[selector].class_ != ZO_ALTERNATIVE || seat == ZO_NONE ||
           zo_sees_worths_of(request, compiled->record->seats.at[seat].party);
}

zo_refusers zo_refusers_new(const zo_request *request, const zo_compiled *compiled, zo_arena *arena)
{
    const zo_instance *instance = &compiled->instance;
    zo_refusers refusers = {.compiled = compiled};
    refusers.mask = ZO_NEW_MANY(arena, uint64_t, zo_set_words(zo_mask_bits(instance)) + 1);
    refusers.refuses = ZO_NEW_MANY(arena, bool, compiled->record->seats.n + 1);
    refusers.bound = ZO_NEW_MANY(arena, bool, instance->selectors + 1);
    const zo_mode *mode = zo_binding_modes(compiled, NULL, arena);
    refusers.told = ZO_NEW_MANY(arena, bool, instance->selectors + 1);
    for (size_t s = 0; s < instance->selectors; s++) {
        refusers.bound[s] = mode[s] != ZO_OFF;
        refusers.told[s] = is_told(request, compiled, s);
    }
    return refusers;
}

/* Selectors that do not bind are taken as satisfied. */
static void read_mask(zo_refusers *refusers, const uint32_t *package)
{
    const zo_instance *instance = &refusers->compiled->instance;
    zo_package_mask(instance, package, refusers->mask);
    for (size_t s = 0; s < instance->selectors; s++)
        if (!refusers->bound[s])
            refusers->mask[s / 64] &= ~((uint64_t)1 << (s % 64));
}

bool zo_find_refusers(zo_refusers *refusers, const uint32_t *package)
{
    const zo_compiled *compiled = refusers->compiled;
    const zo_instance *instance = &compiled->instance;
    read_mask(refusers, package);
    memset(refusers->refuses, 0, compiled->record->seats.n * sizeof *refusers->refuses);
    for (size_t s = 0; s < instance->selectors; s++)
        if (refusers->told[s] && zo_bit(refusers->mask, s) && instance->selector[s].voter == ZO_DIRECT &&
            compiled->origin[s].seat != ZO_NONE)
            refusers->refuses[compiled->origin[s].seat] = true;
    for (size_t b = 0; b < instance->blocs; b++)
        if (!zo_bloc_accepts(instance, &instance->bloc[b], refusers->mask, NULL))
            refusers->refuses[compiled->bloc_seat[b]] = true;
    return zo_mask_accepted(instance, refusers->mask, NULL);
}

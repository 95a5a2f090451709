/* A compiled record and what is left out of it -> the size of the zone, by enumeration. */
#include "analysis/count.h"

#include "engine/rule.h"

uint64_t *zo_new_selector_set(const zo_compiled *compiled, zo_arena *arena)
{
    return ZO_NEW_MANY(arena, uint64_t, zo_set_words(zo_mask_bits(&compiled->instance)) + 1);
}

zo_mode *zo_binding_modes(const zo_compiled *compiled, const uint64_t *off, zo_arena *arena)
{
    const zo_instance *instance = &compiled->instance;
    zo_mode *mode = ZO_NEW_MANY(arena, zo_mode, instance->selectors + 1);
    for (size_t s = 0; s < instance->selectors; s++) {
        const zo_selector *selector = &instance->selector[s];
        bool out =
            compiled->origin[s].disputed || selector->class_ == ZO_CERTAINTY || (off && zo_bit(off, s));
        mode[s] = out ? ZO_OFF : selector->voter == ZO_DIRECT ? ZO_HARD : ZO_SOFT;
    }
    return mode;
}

zo_mode *zo_proving_modes(const zo_compiled *compiled, const uint64_t *off, zo_arena *arena)
{
    zo_mode *mode = zo_binding_modes(compiled, off, arena);
    for (size_t s = 0; s < compiled->instance.selectors; s++)
        mode[s] = mode[s] == ZO_OFF ? ZO_OFF : ZO_HARD;
    return mode;
}

zo_proved zo_prove_zone(const zo_request *request, const zo_compiled *compiled, const zo_mode *mode)
{
    zo_note_by_rule(ZO_TASK_PROOF, &request->limit, UINT64_MAX, "whether there is a package");
    zo_prover *prover = zo_prover_new(&compiled->instance, mode, &request->limit, request->arena);
    zo_proved proved = zo_prover_ask(prover, NULL, NULL, NULL);
    zo_prover_free(prover);
    return proved;
}

zo_int zo_count_groups(const zo_instance *instance, const zo_enumeration *groups, const uint64_t *off)
{
    zo_int packages = zo_int_of(0);
    for (size_t g = 0; g < groups->groups; g++)
        if (zo_mask_accepted(instance, groups->group[g].mask, off))
            packages = zo_int_add(&packages, &groups->group[g].count);
    return packages;
}

zo_zone_count zo_count_zone(const zo_request *request, const zo_compiled *compiled, const uint64_t *off)
{
    const zo_instance *instance = &compiled->instance;
    zo_enumeration found = zo_enumerate(instance, zo_binding_modes(compiled, off, request->arena), false,
                                        &request->limit, request->arena);
    uint64_t *values = ZO_NEW_MANY(request->arena, uint64_t, zo_set_words(instance->value_bits) + 1);
    zo_zone_count count = {.reach = found.reach, .packages = zo_int_of(0), .values = values};
    for (size_t g = 0; g < found.groups; g++) {
        const zo_group *group = &found.group[g];
        if (!zo_mask_accepted(instance, group->mask, NULL))
            continue;
        count.packages = zo_int_add(&count.packages, &group->count);
        for (size_t w = 0; w < zo_set_words(instance->value_bits); w++)
            values[w] |= group->values[w];
        if (!count.first)
            count.first = group->first;
    }
    return count;
}

bool zo_is_too_large(const zo_request *request, const zo_compiled *compiled, bool with_payoffs)
{
    zo_span span =
        with_payoffs && !zo_present(compiled->too_large) ? compiled->payoff_too_large : compiled->too_large;
    if (!zo_present(span))
        return false;
    zo_report(request->sink, ZO_TOO_LARGE, span,
              ZO_STR("the numbers here are too large or too finely divided to be added exactly"),
              ZO_STR("use larger units or fewer digits"));
    return true;
}

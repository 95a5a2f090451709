/* A sum that every package must meet, as few classes of amounts: amounts that every total still to come takes to the same end
 * are one class. Classes are numbered from 0 in the order of amounts.
 *
 * Before the last issue of a sum, for example, only the values that it still allows tell amounts apart, however many different
 * amounts there are. */
#ifndef ZO_ENGINE_AXIS_H
#define ZO_ENGINE_AXIS_H

#include "engine/limit.h"
#include "engine/votes.h"

/* start + what the issues add, at least 0, or exactly 0. */
typedef struct zo_demand {
    bool exactly;
    int64_t start;
    const int64_t **table;     /* per issue: per value; NULL: adds nothing */
    const uint64_t **nameless; /* per issue: the values with which it is not met; NULL: none */
} zo_demand;

typedef struct zo_axis {
    const zo_demand *demand;
    uint32_t *classes; /* per step those before it, and those at the end; none: it cannot be met */
    const uint32_t *
        *move; /* per step, at value * classes[step] + class: the class then, or ZO_NO_CLASS when the
                              sum cannot be met any more; NULL: the step changes nothing */
} zo_axis;
enum { ZO_NO_CLASS = UINT32_MAX };

/* What a hard selector's sum, or a linear condition, demands; NULL when it is not such a sum: one with bonuses or wide
 * numbers, or that two numbers must differ. They outlive it. */
const zo_demand *zo_demand_of_sum(const zo_instance *instance, const zo_sum *sum, zo_arena *arena);
const zo_demand *zo_demand_of_linear(const zo_instance *instance, const zo_linear *linear, zo_arena *arena);

/* order: as for zo_residue_new. domains: a value set; only such values of its issues are looked at. NULL when there are more
 * classes, times values, than `most` before some step, or the limit comes first. */
const zo_axis *zo_axis_new(const zo_instance *instance, const zo_demand *demand, const uint32_t *order,
                           const uint64_t *domains, size_t most, const zo_limit *limit, zo_arena *arena);

#endif

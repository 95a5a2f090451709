/* A balance -> the values of all packages that have the chosen worths: the zone with each worth held at its number. */
#include "analysis/equals.h"

#include "analysis/count.h"
#include "space/restrict.h"
#include "space/sums.h"

/* Sums that are not negative, all of them, where every party gets just what it gets at the point; NULL: too large. */
static const zo_selector *just_the_worths(const zo_balance *balance, const zo_survey_point *point,
                                          zo_arena *arena)
{
    const zo_instance *instance = &balance->compiled->instance;
    zo_selector *selector = ZO_NEW_MANY(arena, zo_selector, 2 * balance->parties + 1);
    for (size_t p = 0; p < balance->parties; p++) {
        const zo_sum *above = zo_sum_less(instance->payoff[p].least, &point->worth[p], instance, arena);
        const zo_sum *below = above ? zo_sum_negated(above, instance, arena) : NULL;
        if (!below)
            return NULL;
        selector[2 * p].sum = above;
        selector[2 * p + 1].sum = below;
    }
    return selector;
}

static void add_package(const zo_instance *instance, const uint32_t *package, uint64_t *values)
{
    for (size_t i = 0; i < instance->issues; i++)
        zo_set_bit(values, instance->first_bit[i] + package[i]);
}

/* False when that was not found out. */
static bool add_point(const zo_request *request, const zo_balance *balance, const zo_survey_point *point,
                      uint64_t *values, zo_arena *arena)
{
    const zo_instance *instance = &balance->compiled->instance;
    zo_int one = zo_int_of(1);
    if (!point->uncounted && zo_int_compare(&point->packages, &one) == 0) {
        add_package(instance, point->package, values);
        return true;
    }
    const zo_selector *worths = just_the_worths(balance, point, arena);
    if (!worths)
        return false;
    zo_zone_count count =
        zo_count_zone(request, zo_restricted(balance->compiled, worths, 2 * balance->parties, arena), NULL);
    for (size_t w = 0; w < zo_set_words(instance->value_bits); w++)
        values[w] |= count.values[w];
    return count.reach == ZO_EXACT;
}

zo_equals zo_find_equals(const zo_request *request, const zo_balance *balance, zo_arena *arena)
{
    size_t words = zo_set_words(balance->compiled->instance.value_bits) + 1;
    zo_equals equals = {.known = true};
    for (int y = 0; y < ZO_YARDSTICKS; y++) {
        uint64_t *values = ZO_NEW_MANY(arena, uint64_t, words);
        for (size_t i = 0; i < balance->choice[y].points && equals.known; i++)
            equals.known = add_point(request, balance, &balance->survey.point[balance->choice[y].point[i]],
                                     values, arena);
        equals.values[y] = values;
    }
    return equals;
}

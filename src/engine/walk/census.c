/* Turns an instance and modes into a plan, and piles of packages into groups: from levels back to issues. Issues that were
 * not visited take part here only: each of their values goes with every package, the first with the first. */
#include "engine/walk/census.h"

#include <string.h>

enum {
    MOST_JOINT = 1024,
    MOST_JOINT_OF_MANY = 128 /* where there may be many groups, or each value of a group has a witness */
};

static bool has_many_groups(const zo_instance *instance, const zo_mode *mode)
{
    size_t i = 0;
    while (i < instance->selectors && mode[i] != ZO_SOFT)
        i++;
    return i < instance->selectors || instance->blocs > 0;
}

zo_census *zo_census_plan(const zo_instance *instance, const zo_mode *mode, const zo_domains *domains,
                          bool witnesses, unsigned threads, zo_arena *arena)
{
    zo_census *census = ZO_NEW(arena, zo_census);
    bool many = witnesses || has_many_groups(instance, mode);
    zo_wish wish = {
        .domains = domains, .most_joint = many ? MOST_JOINT_OF_MANY : MOST_JOINT, .threads = threads};
    *census = (zo_census){.instance = instance, .plan = zo_plan_make(instance, mode, &wish, arena)};
    census->unvisited = zo_plan_unvisited(census->plan);
    census->piling = (zo_piling){.plan = census->plan, .witnesses = witnesses};
    census->errand = zo_piles_errand(&census->piling);
    return census;
}

/* From levels to issues */

/* Whether packages of the pile have that value, where the issue is not one of the tail. */
static bool has_value(const zo_plan *plan, const zo_pile *pile, size_t issue, uint32_t value)
{
    size_t level = plan->level_of[issue];
    return level == 0 || zo_bit(pile->values + plan->level[level].first_word, value);
}

static bool is_in_tail(const zo_plan *plan, size_t issue)
{
    return plan->tail.issues > 0 && plan->level_of[issue] == plan->levels - 1;
}

/* The combinations of the tail that occur, one after the other; UINT32_MAX when there are no more. */
static uint32_t next_combination(const zo_plan *plan, const zo_pile *pile, uint32_t from)
{
    const zo_tail *tail = &plan->tail;
    const uint64_t *set = pile->values + plan->level[plan->levels - 1].first_word;
    while (tail->issues > 0 && from < tail->values) {
        uint64_t left = set[from / 64] >> from % 64;
        if (left != 0)
            return from + (uint32_t)__builtin_ctzll(left);
        from += 64 - from % 64;
    }
    return UINT32_MAX;
}

static size_t bit_in_tail(const zo_plan *plan, uint32_t combination, size_t i)
{
    const zo_tail *tail = &plan->tail;
    return tail->instance->first_bit[tail->issue[i]] + tail->value[combination * tail->issues + i];
}

static const uint64_t *values_of(const zo_census *census, const zo_pile *pile, zo_arena *arena)
{
    const zo_instance *instance = census->instance;
    const zo_plan *plan = census->plan;
    uint64_t *values = ZO_NEW_MANY(arena, uint64_t, zo_set_words(instance->value_bits));
    for (size_t i = 0; i < instance->issues; i++) {
        for (uint32_t v = 0; v < instance->size[i] && !is_in_tail(plan, i); v++) {
            if (has_value(plan, pile, i, v))
                zo_set_bit(values, instance->first_bit[i] + v);
        }
    }
    for (uint32_t c = next_combination(plan, pile, 0); c != UINT32_MAX;
         c = next_combination(plan, pile, c + 1)) {
        for (size_t i = 0; i < plan->tail.issues; i++)
            zo_set_bit(values, bit_in_tail(plan, c, i));
    }
    return values;
}

static void put_witness(const zo_census *census, const zo_pile *pile, size_t issue, uint32_t value,
                        uint32_t *witness)
{
    const zo_plan *plan = census->plan;
    size_t level = plan->level_of[issue];
    if (level == 0) {
        zo_plan_package(plan, pile->first, witness);
        witness[issue] = value;
    } else {
        zo_plan_package(plan, zo_pile_witness(plan, pile, level, value), witness);
    }
}

/* The first combination that has a value need not have the first package that has it. */
static void put_witnesses_of_tail(const zo_census *census, const zo_pile *pile, uint32_t *witness,
                                  zo_arena *arena)
{
    const zo_plan *plan = census->plan;
    size_t last = plan->levels - 1, issues = census->instance->issues;
    uint32_t *first = ZO_NEW_MANY(arena, uint32_t, census->instance->value_bits); /* combination + 1 */
    for (uint32_t c = next_combination(plan, pile, 0); c != UINT32_MAX;
         c = next_combination(plan, pile, c + 1)) {
        const uint32_t *here = zo_pile_witness(plan, pile, last, c);
        for (size_t i = 0; i < plan->tail.issues; i++) {
            uint32_t *found = &first[bit_in_tail(plan, c, i)];
            if (*found == 0 ||
                zo_comes_before(here, zo_pile_witness(plan, pile, last, *found - 1), plan->levels))
                *found = c + 1;
        }
    }
    for (size_t bit = 0; bit < census->instance->value_bits; bit++) {
        if (first[bit] != 0)
            zo_plan_package(plan, zo_pile_witness(plan, pile, last, first[bit] - 1), witness + bit * issues);
    }
}

static const uint32_t *witnesses_of(const zo_census *census, const zo_pile *pile, zo_arena *arena)
{
    const zo_instance *instance = census->instance;
    uint32_t *witness = ZO_NEW_MANY(arena, uint32_t, instance->value_bits * instance->issues);
    for (size_t i = 0; i < instance->issues; i++) {
        for (uint32_t v = 0; v < instance->size[i] && !is_in_tail(census->plan, i); v++) {
            size_t bit = instance->first_bit[i] + v;
            if (has_value(census->plan, pile, i, v))
                put_witness(census, pile, i, v, witness + bit * instance->issues);
        }
    }
    if (census->plan->tail.issues > 0)
        put_witnesses_of_tail(census, pile, witness, arena);
    return witness;
}

static zo_group group_of(const zo_census *census, const zo_pile *pile, zo_arena *arena)
{
    uint64_t *mask = ZO_NEW_MANY(arena, uint64_t, pile->mask_words);
    memcpy(mask, pile->mask, pile->mask_words * sizeof *mask);
    uint32_t *first = ZO_NEW_MANY(arena, uint32_t, census->instance->issues);
    zo_plan_package(census->plan, pile->first, first);
    zo_int visited = zo_int_of_unsigned(pile->count);
    return (zo_group){.mask = mask,
                      .count = zo_int_mul(&visited, &census->unvisited),
                      .values = values_of(census, pile, arena),
                      .first = first,
                      .witness = census->piling.witnesses ? witnesses_of(census, pile, arena) : NULL};
}

zo_enumeration zo_census_outcome(const zo_census *census, zo_partial *partial, zo_arena *arena)
{
    zo_piles *piles = zo_partial_taker(partial);
    zo_piles_sort(piles);
    zo_group *group = ZO_NEW_MANY(arena, zo_group, piles->all.n);
    for (size_t i = 0; i < piles->all.n; i++)
        group[i] = group_of(census, piles->all.at[i], arena);
    return (zo_enumeration){.space = zo_space_of(census->instance),
                            .mask_words = census->plan->mask_words,
                            .groups = piles->all.n,
                            .group = group};
}

/* Turns groups of packages into the minimal sets of selectors that open the zone, or close it.
 *
 * To open, one group suffices: whatever it violates directly must go, and every bloc that refuses it must
 * be turned. To close, every group of the zone must go: each can be ended by any one of some sets, and the
 * family of minimal answers is built up group by group (Berge 1989, Hypergraphs, on minimal transversals;
 * here an edge offers sets instead of single points, since a vote may not be decisive alone). */
#include "engine/count/reasons.h"

#include "engine/count/turning.h"

typedef struct inquiry {
    const zo_instance *instance;
    const zo_enumeration *groups;
    size_t value_bit;
    zo_choices choices;
    uint64_t *direct; /* selectors that no bloc stands between; those of certainty left out */
} inquiry;

static inquiry begin(const zo_instance *instance, const zo_enumeration *groups, size_t value_bit,
                     zo_arena *arena)
{
    inquiry q = {.instance = instance, .groups = groups, .value_bit = value_bit};
    zo_choices_open(&q.choices, zo_set_words(instance->selectors), arena);
    q.direct = ZO_NEW_MANY(arena, uint64_t, q.choices.words);
    for (size_t s = 0; s < instance->selectors; s++) {
        if (instance->selector[s].voter == ZO_DIRECT && instance->selector[s].class_ != ZO_CERTAINTY)
            zo_set_bit(q.direct, s);
    }
    return q;
}

static bool concerns(const inquiry *q, const zo_group *group)
{
    return q->value_bit == SIZE_MAX || zo_bit(group->values, q->value_bit);
}

static void add_empty(inquiry *q, zo_family *family)
{
    uint64_t *none = ZO_NEW_MANY(q->choices.arena, uint64_t, q->choices.words);
    zo_family_add(&q->choices, family, none, NULL);
}

static zo_reasons answer(inquiry *q, const zo_family *family)
{
    const uint64_t **set = ZO_NEW_MANY(q->choices.arena, const uint64_t *, family->n);
    for (size_t i = 0; i < family->n; i++)
        set[i] = family->at[i]->bits;
    return (zo_reasons){.sets = family->n, .set = set, .complete = q->choices.complete};
}

/* To open */

/* What the group violates directly, in `must`; false when some of it cannot go. */
static bool find_obstacles(const inquiry *q, const zo_turn *turn, uint64_t *must)
{
    for (size_t w = 0; w < q->choices.words; w++) {
        uint64_t off = turn->ignored == NULL ? 0 : turn->ignored[w];
        must[w] = turn->mask[w] & q->direct[w] & ~off;
        if ((must[w] & ~turn->within[w]) != 0)
            return false;
    }
    return true;
}

/* Adds, to the sets that open the zone for this group so far, what turns each bloc that refuses it. */
static void turn_refusing_blocs(inquiry *q, const zo_turn *turn, zo_family *opening)
{
    zo_family ways = {0};
    for (size_t b = 0; b < q->instance->blocs && opening->n > 0; b++) {
        const zo_bloc *bloc = &q->instance->bloc[b];
        if (zo_bloc_accepts(q->instance, bloc, turn->mask, turn->ignored))
            continue;
        zo_turn_bloc(turn, bloc, &q->choices, &ways);
        zo_family_multiply(&q->choices, opening, &ways);
        zo_family_clear(&q->choices, &ways);
    }
}

static void open_group(inquiry *q, const zo_turn *turn, zo_family *all)
{
    uint64_t *must = ZO_NEW_MANY(q->choices.arena, uint64_t, q->choices.words);
    zo_family opening = {0};
    if (!find_obstacles(q, turn, must) || zo_family_is_met(&q->choices, all, must))
        return;
    zo_family_add(&q->choices, &opening, must, NULL);
    turn_refusing_blocs(q, turn, &opening);
    for (size_t i = 0; i < opening.n; i++) {
        if (all->n >= 2 * zo_choices_most(&q->choices))
            zo_family_reduce(&q->choices, all);
        zo_family_add(&q->choices, all, opening.at[i]->bits, NULL);
    }
    zo_family_clear(&q->choices, &opening);
}

zo_reasons zo_reasons_to_open(const zo_instance *instance, const zo_enumeration *groups, size_t value_bit,
                              const uint64_t *removable, const uint64_t *base_off, zo_arena *arena)
{
    inquiry q = begin(instance, groups, value_bit, arena);
    zo_turn turn = {.instance = instance, .ignored = base_off, .within = removable, .to_accept = true};
    zo_family all = {0};
    for (size_t i = 0; i < groups->groups; i++) {
        turn.mask = groups->group[i].mask;
        if (concerns(&q, &groups->group[i]))
            open_group(&q, &turn, &all);
    }
    zo_family_reduce(&q.choices, &all);
    return answer(&q, &all);
}

/* To close */

/* Every set that takes the group out of the zone. */
static void find_ends(inquiry *q, const zo_turn *turn, zo_family *ends)
{
    uint64_t *one = ZO_NEW_MANY(q->choices.arena, uint64_t, q->choices.words);
    for (size_t w = 0; w < q->choices.words; w++) {
        for (uint64_t rest = turn->mask[w] & turn->within[w] & q->direct[w]; rest != 0; rest &= rest - 1) {
            one[w] = rest & (0 - rest);
            zo_family_add(&q->choices, ends, one, NULL);
        }
        one[w] = 0;
    }
    for (size_t b = 0; b < q->instance->blocs; b++)
        zo_turn_bloc(turn, &q->instance->bloc[b], &q->choices, ends);
}

/* Every set of `all` that does not end the group gives way to its unions with the sets that do. */
static void close_group(inquiry *q, const zo_turn *turn, zo_family *all)
{
    zo_family ends = {0}, wider = {0};
    find_ends(q, turn, &ends);
    for (size_t i = 0; i < all->n; i++) {
        const uint64_t *set = all->at[i]->bits;
        if (zo_family_is_met(&q->choices, &ends, set)) {
            zo_family_add(&q->choices, &wider, set, NULL);
            continue;
        }
        for (size_t j = 0; j < ends.n; j++)
            zo_family_add(&q->choices, &wider, set, ends.at[j]->bits);
    }
    zo_family_reduce(&q->choices, &wider);
    zo_family_swap(all, &wider);
    zo_family_clear(&q->choices, &wider);
    zo_family_clear(&q->choices, &ends);
}

static size_t count_within(const inquiry *q, const uint64_t *mask, const uint64_t *within)
{
    size_t count = 0;
    for (size_t w = 0; w < q->choices.words; w++)
        count += (size_t)__builtin_popcountll(mask[w] & within[w]);
    return count;
}

zo_reasons zo_reasons_to_close(const zo_instance *instance, const zo_enumeration *groups, size_t value_bit,
                               const uint64_t *addable, zo_arena *arena)
{
    inquiry q = begin(instance, groups, value_bit, arena);
    zo_turn turn = {.instance = instance, .ignored = addable, .within = addable};
    zo_family all = {0};
    add_empty(&q, &all);
    /* Groups that leave the least choice first: the family then stays small. */
    for (size_t size = 0; size <= instance->selectors && all.n > 0; size++) {
        for (size_t i = 0; i < groups->groups && all.n > 0; i++) {
            const zo_group *group = &groups->group[i];
            turn.mask = group->mask;
            if (count_within(&q, group->mask, addable) == size && concerns(&q, group) &&
                zo_mask_accepted(instance, group->mask, addable))
                close_group(&q, &turn, &all);
        }
    }
    return answer(&q, &all);
}

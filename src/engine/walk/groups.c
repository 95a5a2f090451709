/* Turns masks into piles of packages by an open-addressing hash table; merges tables and orders them. */
#include "engine/walk/groups.h"

#include "engine/hash.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_SLOTS = 16 };

void zo_piles_open(zo_piles *piles, const zo_plan *plan, bool witnesses, zo_arena *arena)
{
    *piles = (zo_piles){.plan = plan, .arena = arena, .witnesses = witnesses, .slots = FIRST_SLOTS};
    piles->slot = ZO_NEW_MANY(arena, zo_pile *, FIRST_SLOTS);
}

/* Where the mask is, or should be. */
static zo_pile **find_slot(zo_pile **slot, size_t slots, const uint64_t *mask, size_t words)
{
    size_t at = zo_hash_words(0, mask, words) & (slots - 1);
    while (slot[at] != NULL && memcmp(slot[at]->mask, mask, words * sizeof *mask) != 0)
        at = (at + 1) & (slots - 1);
    return &slot[at];
}

static void grow_slots(zo_piles *piles)
{
    size_t slots = 2 * piles->slots;
    zo_pile **slot = ZO_NEW_MANY(piles->arena, zo_pile *, slots);
    for (size_t i = 0; i < piles->all.n; i++) {
        zo_pile *pile = piles->all.at[i];
        *find_slot(slot, slots, pile->mask, pile->mask_words) = pile;
    }
    piles->slot = slot;
    piles->slots = slots;
}

static zo_pile *new_pile(zo_piles *piles, const uint64_t *mask)
{
    const zo_plan *plan = piles->plan;
    zo_pile *pile = ZO_NEW(piles->arena, zo_pile);
    pile->mask_words = plan->mask_words;
    pile->mask = ZO_NEW_MANY(piles->arena, uint64_t, plan->mask_words);
    memcpy(pile->mask, mask, plan->mask_words * sizeof *mask);
    pile->values = ZO_NEW_MANY(piles->arena, uint64_t, plan->value_words);
    pile->first = ZO_NEW_MANY(piles->arena, uint32_t, plan->levels);
    if (piles->witnesses)
        pile->witness = ZO_NEW_MANY(piles->arena, uint32_t, plan->values * plan->levels);
    return pile;
}

zo_pile *zo_piles_of(zo_piles *piles, const uint64_t *mask)
{
    zo_pile **slot = find_slot(piles->slot, piles->slots, mask, piles->plan->mask_words);
    if (*slot != NULL)
        return *slot;
    zo_pile *pile = new_pile(piles, mask);
    if (2 * (piles->all.n + 1) > piles->slots) {
        grow_slots(piles);
        slot = find_slot(piles->slot, piles->slots, mask, piles->plan->mask_words);
    }
    ZO_PUSH(piles->arena, &piles->all, pile);
    *slot = pile;
    return pile;
}

/* Taking */

/* Notes that `package`, by level, is in the pile and has `value` at `level`; packages come in order. */
static void note(const zo_piles *piles, zo_pile *pile, size_t level, uint32_t value, const uint32_t *package)
{
    const zo_plan *plan = piles->plan;
    uint64_t *set = pile->values + plan->level[level].first_word;
    if (zo_bit(set, value))
        return;
    zo_set_bit(set, value);
    if (pile->witness == NULL)
        return;
    uint32_t *witness = pile->witness + (plan->level[level].first_value + value) * plan->levels;
    memcpy(witness, package, plan->levels * sizeof *witness);
}

/* Notes the values of earlier levels that were chosen since the pile was last noted. */
static void note_earlier(const zo_piles *piles, zo_pile *pile, const zo_handful *handful)
{
    for (size_t i = piles->plan->levels - 1; i-- > 0 && handful->chosen_at[i] > pile->noted;)
        note(piles, pile, i, handful->chosen[i], handful->chosen);
    pile->noted = handful->now;
}

void zo_piles_take(void *taker, const zo_handful *handful)
{
    zo_piles *piles = taker;
    zo_pile *pile = zo_piles_of(piles, handful->mask);
    const zo_row *row = handful->row;
    size_t last = piles->plan->levels - 1;
    handful->chosen[last] = row->from + (uint32_t)__builtin_ctzll(handful->same);
    if (pile->count == 0)
        memcpy(pile->first, handful->chosen, piles->plan->levels * sizeof *pile->first);
    pile->count += (uint64_t)__builtin_popcountll(handful->same);
    note_earlier(piles, pile, handful);
    uint64_t seen = pile->values[piles->plan->level[last].first_word + row->from / 64];
    for (uint64_t news = handful->same & ~seen; news != 0; news &= news - 1) {
        handful->chosen[last] = row->from + (uint32_t)__builtin_ctzll(news);
        note(piles, pile, last, handful->chosen[last], handful->chosen);
    }
}

/* Merging */

static void keep_earlier(const zo_plan *plan, uint32_t *package, const uint32_t *other)
{
    size_t i = 0;
    while (i < plan->levels && package[i] == other[i])
        i++;
    if (i < plan->levels && other[i] < package[i])
        memcpy(package, other, plan->levels * sizeof *package);
}

static void merge_level(const zo_piles *piles, zo_pile *pile, const zo_pile *other, size_t level)
{
    const zo_plan *plan = piles->plan;
    const uint64_t *ours = pile->values + plan->level[level].first_word;
    const uint64_t *theirs = other->values + plan->level[level].first_word;
    for (uint32_t v = 0; v < plan->level[level].size; v++) {
        if (!zo_bit(theirs, v))
            continue;
        size_t at = (plan->level[level].first_value + v) * plan->levels;
        const uint32_t *witness = other->witness == NULL ? NULL : other->witness + at;
        if (zo_bit(ours, v) && witness != NULL)
            keep_earlier(plan, pile->witness + at, witness);
        note(piles, pile, level, v, witness);
    }
}

static void merge_pile(zo_piles *piles, const zo_pile *other)
{
    const zo_plan *plan = piles->plan;
    zo_pile *pile = zo_piles_of(piles, other->mask);
    if (pile->count == 0)
        memcpy(pile->first, other->first, plan->levels * sizeof *pile->first);
    else
        keep_earlier(plan, pile->first, other->first);
    pile->count += other->count;
    for (size_t level = 0; level < plan->levels; level++)
        merge_level(piles, pile, other, level);
}

void zo_piles_merge(zo_piles *piles, const zo_piles *other)
{
    for (size_t i = 0; i < other->all.n; i++)
        merge_pile(piles, other->all.at[i]);
}

/* Order */

static int compare_masks(const void *a, const void *b)
{
    const zo_pile *x = *(zo_pile *const *)a, *y = *(zo_pile *const *)b;
    for (size_t i = x->mask_words; i-- > 0;) {
        if (x->mask[i] != y->mask[i])
            return x->mask[i] < y->mask[i] ? -1 : 1;
    }
    return 0;
}

void zo_piles_sort(zo_piles *piles)
{
    if (piles->all.n > 0)
        qsort(piles->all.at, piles->all.n, sizeof *piles->all.at, compare_masks);
}

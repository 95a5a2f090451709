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

static bool is_same_mask(const uint64_t *a, const uint64_t *b, size_t words)
{
    size_t i = 0;
    while (i < words && a[i] == b[i])
        i++;
    return i == words;
}

static zo_pile *find_or_add(zo_piles *piles, const uint64_t *mask)
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

zo_pile *zo_piles_of(zo_piles *piles, const uint64_t *mask)
{
    if (piles->latest == NULL || !is_same_mask(piles->latest->mask, mask, piles->plan->mask_words))
        piles->latest = find_or_add(piles, mask);
    return piles->latest;
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
    piles->packages += (uint64_t)__builtin_popcountll(handful->same);
    note_earlier(piles, pile, handful);
    uint64_t seen = pile->values[piles->plan->level[last].first_word + row->from / 64];
    for (uint64_t news = handful->same & ~seen; news != 0; news &= news - 1) {
        handful->chosen[last] = row->from + (uint32_t)__builtin_ctzll(news);
        note(piles, pile, last, handful->chosen[last], handful->chosen);
    }
}

/* Merging */

const uint32_t *zo_pile_witness(const zo_plan *plan, const zo_pile *pile, size_t level, uint32_t value)
{
    return pile->witness + (plan->level[level].first_value + value) * plan->levels;
}

static void keep_earlier(const zo_plan *plan, uint32_t *package, const uint32_t *other)
{
    if (zo_comes_before(other, package, plan->levels))
        memcpy(package, other, plan->levels * sizeof *package);
}

/* What the other pile knows of one value of the level. */
static void merge_value(const zo_piles *piles, zo_pile *pile, const zo_pile *other, size_t level,
                        uint32_t value)
{
    const zo_plan *plan = piles->plan;
    const uint32_t *witness = other->witness == NULL ? NULL : zo_pile_witness(plan, other, level, value);
    size_t at = (plan->level[level].first_value + value) * plan->levels;
    if (witness != NULL && zo_bit(pile->values + plan->level[level].first_word, value))
        keep_earlier(plan, pile->witness + at, witness);
    note(piles, pile, level, value, witness);
}

static void merge_level(const zo_piles *piles, zo_pile *pile, const zo_pile *other, size_t level)
{
    const zo_level *here = &piles->plan->level[level];
    for (uint32_t word = 0; word < zo_set_words(here->size); word++) {
        for (uint64_t set = other->values[here->first_word + word]; set != 0; set &= set - 1)
            merge_value(piles, pile, other, level, 64 * word + (uint32_t)__builtin_ctzll(set));
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
    piles->packages += other->count;
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

/* The errand */

static void *equip(const void *context, zo_arena *arena)
{
    const zo_piling *piling = context;
    zo_piles *piles = ZO_NEW(arena, zo_piles);
    zo_piles_open(piles, piling->plan, piling->witnesses, arena);
    return piles;
}

/* About how long gathering takes: it goes by masks, and by values where packages are given issue by issue again. */
static uint64_t reserve(const void *self)
{
    enum { PER_PILE = 3000, PER_VALUE = 5 }; /* nanoseconds */
    const zo_piles *piles = self;
    return piles->all.n *
           (PER_PILE + PER_VALUE * (piles->plan->instance->value_bits + piles->plan->tail.values));
}

/* What is in the zone: in the first piles at least. */
static void tell(const void *self, zo_known *known)
{
    enum { MOST_PILES = 1000 };
    const zo_piles *piles = self;
    uint64_t packages = 0;
    for (size_t i = 0; i < piles->all.n && i < MOST_PILES; i++)
        if (zo_mask_accepted(piles->plan->instance, piles->all.at[i]->mask, NULL))
            packages += piles->all.at[i]->count;
    known->packages = zo_at_least(packages, zo_plan_unvisited_at_least(piles->plan));
}

static void merge(void *self, const void *other) { zo_piles_merge(self, other); }

static void write(const void *self, zo_bytes *bytes) { zo_piles_write(self, bytes); }

static void read(void *self, zo_intake *reader) { zo_piles_read(self, reader); }

zo_errand zo_piles_errand(const zo_piling *piling)
{
    return (zo_errand){.kind = ZO_KIND_PILES,
                       .equip = equip,
                       .take = zo_piles_take,
                       .merge = merge,
                       .reserve = reserve,
                       .tell = tell,
                       .write = write,
                       .read = read,
                       .context = piling};
}

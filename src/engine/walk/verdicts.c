/* Turns masks into verdicts by an open-addressing hash table of those that were judged before. */
#include "engine/walk/verdicts.h"

#include <string.h>

#include "engine/hash.h"

enum { FIRST_SLOTS = 16 };

struct zo_verdict {
    bool accepted;
    uint64_t mask[];
};

void zo_verdicts_open(zo_verdicts *verdicts, const zo_instance *instance, zo_arena *arena)
{
    *verdicts = (zo_verdicts){.instance = instance, .arena = arena, .slots = FIRST_SLOTS};
    verdicts->words = zo_set_words(zo_mask_bits(instance));
    verdicts->slot = ZO_NEW_MANY(arena, zo_verdict *, FIRST_SLOTS);
}

static zo_verdict **find_slot(const zo_verdicts *verdicts, zo_verdict **slot, size_t slots,
                              const uint64_t *mask)
{
    size_t at = (size_t)zo_hash_words(0, mask, verdicts->words) & (slots - 1);
    while (slot[at] != NULL && memcmp(slot[at]->mask, mask, verdicts->words * sizeof *mask) != 0)
        at = (at + 1) & (slots - 1);
    return &slot[at];
}

static void grow(zo_verdicts *verdicts)
{
    size_t slots = 2 * verdicts->slots;
    zo_verdict **slot = ZO_NEW_MANY(verdicts->arena, zo_verdict *, slots);
    for (size_t i = 0; i < verdicts->slots; i++) {
        if (verdicts->slot[i] != NULL)
            *find_slot(verdicts, slot, slots, verdicts->slot[i]->mask) = verdicts->slot[i];
    }
    verdicts->slot = slot;
    verdicts->slots = slots;
}

static zo_verdict *judge(const zo_verdicts *verdicts, const uint64_t *mask)
{
    size_t bytes = verdicts->words * sizeof *mask;
    zo_verdict *verdict = zo_alloc(verdicts->arena, sizeof(zo_verdict) + bytes);
    verdict->accepted = zo_mask_accepted(verdicts->instance, mask, NULL);
    if (bytes > 0)
        memcpy(verdict->mask, mask, bytes);
    return verdict;
}

bool zo_verdict_of(zo_verdicts *verdicts, const uint64_t *mask)
{
    zo_verdict **slot = find_slot(verdicts, verdicts->slot, verdicts->slots, mask);
    if (*slot != NULL)
        return (*slot)->accepted;
    zo_verdict *verdict = judge(verdicts, mask);
    *slot = verdict;
    if (2 * ++verdicts->n > verdicts->slots)
        grow(verdicts);
    return verdict->accepted;
}

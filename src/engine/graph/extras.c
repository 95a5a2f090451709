/* Vectors <-> numbers, by hashing. */
#include "engine/graph/extras.h"

#include <string.h>

#include "engine/hash.h"

struct zo_extras {
    zo_arena *arena;
    size_t worths, count;
    ZO_ARRAY(int64_t) numbers;
    uint32_t *slot; /* number + 1; 0: free */
    size_t slots;   /* a power of two */
    int64_t *spare;
};

static uint32_t *slot_of(const zo_extras *x, const int64_t *vector)
{
    size_t at = zo_hash_words(x->worths, (const uint64_t *)vector, x->worths) & (x->slots - 1);
    while (x->slot[at] != 0 && x->worths > 0 &&
           memcmp(x->numbers.at + (x->slot[at] - 1) * x->worths, vector, x->worths * sizeof *vector) != 0)
        at = (at + 1) & (x->slots - 1);
    return &x->slot[at];
}

static void widen(zo_extras *x)
{
    x->slots = x->slots == 0 ? 64 : 2 * x->slots;
    x->slot = ZO_NEW_MANY(x->arena, uint32_t, x->slots);
    for (uint32_t i = 0; i < x->count; i++)
        *slot_of(x, x->numbers.at + i * x->worths) = i + 1;
}

uint32_t zo_extras_of(zo_extras *extras, const int64_t *vector)
{
    if (2 * (extras->count + 1) > extras->slots)
        widen(extras);
    uint32_t *slot = slot_of(extras, vector);
    if (*slot == 0) {
        for (size_t i = 0; i < extras->worths; i++)
            ZO_PUSH(extras->arena, &extras->numbers, vector[i]);
        *slot = (uint32_t)++extras->count;
    }
    return *slot - 1;
}

zo_extras *zo_extras_new(size_t worths, zo_arena *arena)
{
    zo_extras *x = ZO_NEW(arena, zo_extras);
    *x = (zo_extras){.arena = arena, .worths = worths};
    x->spare = ZO_NEW_MANY(arena, int64_t, worths + 1);
    zo_extras_of(x, x->spare);
    return x;
}

static uint32_t combine(zo_extras *x, uint32_t a, uint32_t b, int64_t sign)
{
    const int64_t *one = x->numbers.at + a * x->worths, *other = x->numbers.at + b * x->worths;
    for (size_t i = 0; i < x->worths; i++)
        x->spare[i] = one[i] + sign * other[i];
    return zo_extras_of(x, x->spare);
}

uint32_t zo_extras_add(zo_extras *extras, uint32_t a, uint32_t b)
{
    return a == 0 || b == 0 ? a + b : combine(extras, a, b, 1);
}

uint32_t zo_extras_sub(zo_extras *extras, uint32_t a, uint32_t b)
{
    return a == b ? 0 : b == 0 ? a : combine(extras, a, b, -1);
}

size_t zo_extras_count(const zo_extras *extras) { return extras->count; }

const int64_t *zo_extras_at(const zo_extras *extras, uint32_t number)
{
    return extras->numbers.at + number * extras->worths;
}

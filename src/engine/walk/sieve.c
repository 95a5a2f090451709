/* Turns vectors into those that none of a few strong ones dominates. Strong vectors are tried in order; one that
 * dominates moves halfway to the front, newcomers take the rear places in turn. */
#include "engine/walk/sieve.h"

#include <string.h>

#include "engine/row.h"

enum { STRONG = 24, REAR = 8 };

struct zo_sieve {
    const zo_vectors *vectors;
    size_t n;
    size_t next; /* of the rear places */
    int64_t *strong[STRONG];
};

zo_sieve *zo_sieve_new(const zo_vectors *vectors, zo_arena *arena)
{
    zo_sieve *sieve = ZO_NEW(arena, zo_sieve);
    sieve->vectors = vectors;
    for (size_t i = 0; i < STRONG; i++)
        sieve->strong[i] = ZO_NEW_MANY(arena, int64_t, vectors->vector_words);
    return sieve;
}

static void promote(zo_sieve *sieve, size_t i)
{
    int64_t *strong = sieve->strong[i];
    sieve->strong[i] = sieve->strong[i / 2];
    sieve->strong[i / 2] = strong;
}

void zo_sieve_learn(zo_sieve *sieve, const int64_t *vector)
{
    size_t i = sieve->n < STRONG ? sieve->n++ : STRONG - REAR + sieve->next++ % REAR;
    if (sieve->vectors->vector_words > 0)
        memcpy(sieve->strong[i], vector, sieve->vectors->vector_words * sizeof *vector);
}

/* Of the vectors, those that are nowhere larger and somewhere smaller. */
static uint64_t dominated_by(const int64_t *strong, size_t worths, const int64_t *worth, uint64_t vectors)
{
    unsigned count = 64 - (unsigned)__builtin_clzll(vectors);
    uint64_t candidates = vectors, smaller = 0;
    for (size_t i = 0; i < worths && candidates != 0; i++, worth += ZO_ROW) {
        uint64_t less = 0, more = 0;
        for (unsigned v = 0; v < count; v++) {
            less |= (uint64_t)(worth[v] < strong[i]) << v;
            more |= (uint64_t)(worth[v] > strong[i]) << v;
        }
        smaller |= less;
        candidates &= ~more;
    }
    return candidates & smaller;
}

uint64_t zo_sieve_row(zo_sieve *sieve, const int64_t *worth, uint64_t vectors)
{
    for (size_t i = 0; i < sieve->n && vectors != 0; i++) {
        uint64_t gone = dominated_by(sieve->strong[i], sieve->vectors->worths, worth, vectors);
        vectors &= ~gone;
        if (gone != 0)
            promote(sieve, i);
    }
    return vectors;
}

static bool dominates_narrow(const int64_t *strong, const int64_t *vector, size_t worths)
{
    bool smaller = false;
    for (size_t i = 0; i < worths; i++) {
        if (vector[i] > strong[i])
            return false;
        smaller = smaller || vector[i] < strong[i];
    }
    return smaller;
}

static bool dominates(const zo_vectors *vectors, const int64_t *strong, const int64_t *vector)
{
    bool smaller = false;
    if (vectors->worths == vectors->vector_words)
        return dominates_narrow(strong, vector, vectors->worths);
    for (size_t i = 0; i < vectors->worths; i++) {
        size_t at = vectors->at[i];
        int order = zo_words_compare(vector + at, strong + at, vectors->words[i]);
        if (order > 0)
            return false;
        smaller = smaller || order < 0;
    }
    return smaller;
}

bool zo_sieve_one(zo_sieve *sieve, const int64_t *vector)
{
    for (size_t i = 0; i < sieve->n; i++) {
        if (dominates(sieve->vectors, sieve->strong[i], vector)) {
            promote(sieve, i);
            return false;
        }
    }
    return true;
}

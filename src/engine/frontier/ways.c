/* Pieces of memory -> lists of ways in them. */
#include "engine/frontier/ways.h"

#include <string.h>

enum { SMALLEST = 64 };

void zo_ration_open(zo_ration *ration, zo_heap *heap, size_t most)
{
    *ration = (zo_ration){.most = most};
    zo_arena_open(&ration->small, heap);
}

void zo_ration_close(zo_ration *ration) { zo_arena_close(&ration->small); }

bool zo_ration_take(zo_ration *ration, size_t bytes)
{
    if (ration->most != 0 && (ration->held > ration->most || bytes > ration->most - ration->held))
        return false;
    ration->held += bytes;
    ration->peak = ration->held > ration->peak ? ration->held : ration->peak;
    return true;
}

/* Small pieces come in powers of two. */
static size_t size_of_piece(size_t bytes, size_t *number)
{
    size_t size = SMALLEST;
    for (*number = 0; size < bytes && *number < ZO_RATION_SIZES; ++*number)
        size *= 2;
    return *number < ZO_RATION_SIZES ? size : bytes;
}

static void *small_piece(zo_ration *ration, size_t number, size_t size)
{
    void *piece = ration->free[number];
    if (piece == NULL)
        return zo_alloc(&ration->small, size);
    memcpy(&ration->free[number], piece, sizeof(void *)); /* where the next free one is */
    return piece;
}

static zo_store new_store(zo_ration *ration, size_t number, size_t size)
{
    zo_store store = {.bytes = size};
    zo_arena_open(&store.arena, ration->small.heap);
    store.at = number < ZO_RATION_SIZES ? small_piece(ration, number, size) : zo_alloc(&store.arena, size);
    return store;
}

/* Large pieces grow by half at least, so that growing step by step does not copy too often. */
bool zo_store_reach(zo_store *store, zo_ration *ration, size_t bytes)
{
    size_t number, wider = store->bytes + store->bytes / 2;
    if (bytes <= store->bytes)
        return true;
    wider = size_of_piece(wider < bytes ? bytes : wider, &number);
    if (!zo_ration_take(ration, wider))
        return false;
    zo_store grown = new_store(ration, number, wider); /* jumps before anything has changed, or not at all */
    if (store->bytes > 0)
        memcpy(grown.at, store->at, store->bytes);
    zo_store_empty(store, ration);
    *store = grown;
    return true;
}

void zo_store_empty(zo_store *store, zo_ration *ration)
{
    size_t number;
    if (store->bytes == 0)
        return;
    size_of_piece(store->bytes, &number);
    if (number < ZO_RATION_SIZES) {
        memcpy(store->at, &ration->free[number], sizeof(void *));
        ration->free[number] = store->at;
    } else {
        zo_arena_close(&store->arena);
    }
    ration->held -= store->bytes;
    *store = (zo_store){0};
}

size_t zo_ways_bytes(const zo_ways_shape *shape, size_t n)
{
    return (n * (shape->worths + shape->count_words + shape->package_words) + 2 * shape->worths) *
           sizeof(int64_t);
}

zo_ways zo_ways_in(const zo_ways_shape *shape, size_t n, void *memory)
{
    int64_t *least = memory, *most = least + shape->worths, *worth = most + shape->worths;
    uint64_t *count = (uint64_t *)(worth + n * shape->worths);
    return (zo_ways){.worth = worth,
                     .count = count,
                     .package = count + n * shape->count_words,
                     .least = least,
                     .most = most};
}

bool zo_count_add_product(size_t words, const uint64_t *a, const uint64_t *b, uint64_t *to)
{
    bool fits = true;
    for (size_t i = 0; i < words; i++) {
        uint64_t carry = 0;
        for (size_t j = 0; a[i] != 0 && i + j < words; j++) {
            unsigned __int128 sum = (unsigned __int128)a[i] * b[j] + to[i + j] + carry;
            to[i + j] = (uint64_t)sum;
            carry = (uint64_t)(sum >> 64);
        }
        fits = fits && carry == 0;
        for (size_t j = words - i; a[i] != 0 && j < words; j++)
            fits = fits && b[j] == 0;
    }
    return fits;
}

bool zo_is_earlier(const uint64_t *a, const uint64_t *b, size_t words)
{
    size_t w = 0;
    while (w < words && a[w] == b[w])
        w++;
    return w < words && a[w] < b[w];
}

bool zo_ways_unite(const zo_ways_shape *shape, const zo_ways *ways, size_t i, size_t into)
{
    size_t words = shape->package_words, count_words = shape->count_words;
    const uint64_t *count = ways->count + i * count_words;
    const uint64_t *package = ways->package + i * words;
    uint64_t *first = ways->package + into * words, *sum = ways->count + into * count_words, carry = 0;
    if (zo_is_earlier(package, first, words))
        memcpy(first, package, words * sizeof *first);
    for (size_t w = 0; w < count_words; w++) {
        uint64_t half = sum[w] + count[w], whole = half + carry;
        carry = (uint64_t)(half < count[w]) | (uint64_t)(whole < half);
        sum[w] = whole;
    }
    return carry == 0;
}

void zo_ways_copy(const zo_ways_shape *shape, const zo_ways *from, zo_ways *to)
{
    to->n = from->n;
    memcpy(to->least, from->least, shape->worths * sizeof *to->least);
    memcpy(to->most, from->most, shape->worths * sizeof *to->most);
    if (from->n == 0)
        return;
    memcpy(to->worth, from->worth, from->n * shape->worths * sizeof *to->worth);
    memcpy(to->count, from->count, from->n * shape->count_words * sizeof *to->count);
    memcpy(to->package, from->package, from->n * shape->package_words * sizeof *to->package);
}

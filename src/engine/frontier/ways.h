/* Lists of what ways through a part of a package add up to, and the memory that they take.
 *
 * A way is a choice of values for some issues. A list has one entry per vector of worths, in descending lexicographic order,
 * with how many ways have the vector and the first of them. */
#ifndef ZO_ENGINE_WAYS_H
#define ZO_ENGINE_WAYS_H

#include "base/memory.h"

typedef struct zo_ways_shape {
    size_t worths, count_words, package_words;
} zo_ways_shape;

typedef struct zo_ways {
    size_t n;
    int64_t *worth;  /* at i * worths */
    uint64_t *count; /* at i * count_words, least word first */
    uint64_t *
        package; /* at i * package_words: the first in order of packages, which is the order of words, most first */
    int64_t *least, *most; /* per worth, over the list */
} zo_ways;

/* Memory for lists, of which only so many bytes may be held at once. */
enum { ZO_RATION_SIZES = 10 };
typedef struct zo_ration {
    size_t held;
    size_t most;                 /* 0: as many as wanted */
    size_t peak;                 /* of those held at once */
    zo_arena small;              /* small pieces, which are used again and again */
    void *free[ZO_RATION_SIZES]; /* by their size, each knowing the next */
} zo_ration;

void zo_ration_open(zo_ration *ration, zo_heap *heap, size_t most);
void zo_ration_close(zo_ration *ration); /* after all stores are empty */

/* Whether so many more bytes may be held; they are then counted. */
bool zo_ration_take(zo_ration *ration, size_t bytes);

/* A piece of memory that grows. All zero at first. */
typedef struct zo_store {
    zo_arena arena; /* of a large piece */
    void *at;
    size_t bytes;
} zo_store;

/* Room for that many bytes, which may hold anything beyond what was there. False: the ration does not allow it. */
bool zo_store_reach(zo_store *store, zo_ration *ration, size_t bytes);
void zo_store_empty(zo_store *store, zo_ration *ration);

/* Bytes of a list of n entries; and a list in such a piece of memory, with n still 0. */
size_t zo_ways_bytes(const zo_ways_shape *shape, size_t n);
zo_ways zo_ways_in(const zo_ways_shape *shape, size_t n, void *memory);

/* to += a * b, of so many words; false when it needs more. */
bool zo_count_add_product(size_t words, const uint64_t *a, const uint64_t *b, uint64_t *to);

/* Whether package a, in so many words, comes before b. */
bool zo_is_earlier(const uint64_t *a, const uint64_t *b, size_t words);

/* Entry i counts as one with entry `into`, whose vector it keeps. False: the count needs more words. */
bool zo_ways_unite(const zo_ways_shape *shape, const zo_ways *ways, size_t i, size_t into);

void zo_ways_copy(const zo_ways_shape *shape, const zo_ways *from, zo_ways *to);

#endif

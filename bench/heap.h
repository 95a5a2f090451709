/* Memory for benchmarks: it counts the most that was held at once, and where it runs out the program ends, so that no escape
 * is needed. */
#ifndef ZO_BENCH_HEAP_H
#define ZO_BENCH_HEAP_H

#include <malloc.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"

/* Bytes held now, and at most since the heap was opened. Engines that work on threads ask the heap from them. */
static _Atomic size_t held, most_held;

static inline void *grow_or_end(void *context, void *p, size_t n)
{
    (void)context;
    held -= p ? malloc_usable_size(p) : 0;
    if (n == 0) {
        free(p);
        return NULL;
    }
    void *grown = realloc(p, n);
    if (grown == NULL) {
        fputs("out of memory\n", stderr);
        exit(1);
    }
    size_t more = malloc_usable_size(grown);
    size_t now = atomic_fetch_add(&held, more) + more, most = atomic_load(&most_held);
    while (now > most && !atomic_compare_exchange_weak(&most_held, &most, now))
        continue;
    return grown;
}

static inline void open_heap(zo_heap *heap, zo_arena *arena)
{
    most_held = (size_t)held;
    zo_heap_init(heap, grow_or_end, NULL);
    zo_arena_open(arena, heap);
}

/* For a table: megabytes at the peak since the heap was opened. */
static inline double peak_megabytes(void) { return (double)most_held / 1e6; }

#endif

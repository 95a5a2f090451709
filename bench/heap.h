/* Memory for benchmarks: where it runs out the program ends, so that no escape is needed. */
#ifndef ZO_BENCH_HEAP_H
#define ZO_BENCH_HEAP_H

#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"

static inline void *grow_or_end(void *context, void *p, size_t n)
{
    (void)context;
    if (n == 0) {
        free(p);
        return NULL;
    }
    void *grown = realloc(p, n);
    if (grown == NULL) {
        fputs("out of memory\n", stderr);
        exit(1);
    }
    return grown;
}

static inline void open_heap(zo_heap *heap, zo_arena *arena)
{
    zo_heap_init(heap, grow_or_end, NULL);
    zo_arena_open(arena, heap);
}

#endif

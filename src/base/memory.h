/* Memory: a heap that counts and may refuse, and arenas that free all at once.
 *
 * Every allocation of the library goes through a heap. When the heap refuses (out of memory, or over its
 * limit) it jumps to its escape point, which only the public interface and the enumeration's workers set;
 * code in between holds nothing but arena memory, so nothing leaks. */
#ifndef ZO_BASE_MEMORY_H
#define ZO_BASE_MEMORY_H

#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Like realloc: p may be NULL, n = 0 frees; returns NULL when refused (p then stays valid). */
typedef void *zo_grow_fn(void *context, void *p, size_t n);

typedef enum { ZO_HEAP_FINE, ZO_HEAP_EXHAUSTED, ZO_HEAP_OVER_LIMIT } zo_heap_state;

typedef struct zo_heap {
    zo_grow_fn *grow;
    void *context;       /* passed to grow */
    size_t used;         /* bytes now held by arenas */
    size_t limit;        /* bytes; 0 = none */
    zo_heap_state state; /* why the last allocation was refused */
    jmp_buf *escape;     /* where a refused allocation lands; never NULL while code runs */
} zo_heap;

typedef struct zo_block zo_block;
typedef struct zo_farewell zo_farewell;

/* Memory freed as a whole. Zero-initialise with zo_arena_open. */
typedef struct zo_arena {
    zo_heap *heap;
    zo_block *blocks;       /* newest first */
    zo_farewell *farewells; /* what to do when it closes, newest first */
} zo_arena;

void zo_heap_init(zo_heap *heap, zo_grow_fn *grow, void *context); /* grow = NULL: the C library's */

/* Runs it with an escape of its own; false when the heap refused, and the run ended there. Who calls this puts away what the
 * run held, and jumps on to the outer escape. */
bool zo_heap_stands(zo_heap *heap, void (*run)(void *context), void *context);

void zo_arena_open(zo_arena *arena, zo_heap *heap);
void zo_arena_close(zo_arena *arena); /* frees everything; the arena may be opened again */

/* When the arena closes, and while its memory is still there, farewell(what) runs; the newest first. It must
 * not allocate. For what lives outside arenas: ask for the farewell before making it, since this may jump. */
void zo_arena_on_close(zo_arena *arena, void (*farewell)(void *what), void *what);

/* Zeroed, aligned for any type; never returns NULL (jumps instead). */
void *zo_alloc(zo_arena *arena, size_t bytes);
void *zo_alloc_many(zo_arena *arena, size_t count, size_t bytes_each); /* checks the product */

#define ZO_NEW(arena, type) ((type *)zo_alloc((arena), sizeof(type)))
#define ZO_NEW_MANY(arena, type, count) ((type *)zo_alloc_many((arena), (count), sizeof(type)))

/* A growable array on an arena: struct { T *at; size_t n, cap; }. */
#define ZO_ARRAY(type) \
    struct {           \
        type *at;      \
        size_t n, cap; \
    }
#define ZO_PUSH(arena, array, value)                                                                      \
    ((array)->n == (array)->cap ? (void)((array)->at = zo_array_grow((arena), (array)->at, (array)->n,    \
                                                                     &(array)->cap, sizeof *(array)->at)) \
                                : (void)0,                                                                \
     (array)->at[(array)->n++] = (value))

void *zo_array_grow(zo_arena *arena, void *old, size_t count, size_t *capacity, size_t bytes_each);

#endif

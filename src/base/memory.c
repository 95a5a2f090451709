/* Turns single requests for memory into few large blocks from the heap, freed together with their arena.
 *
 * Promises: what is handed out is zeroed and aligned; a refusal leaves every arena as it was and jumps to the
 * heap's escape point, so closing the arenas afterwards returns every byte. */
#include "base/memory.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum {
    ALIGNMENT = 16,
    FIRST_BLOCK = 4 * 1024,
    LARGEST_BLOCK = 1024 * 1024, /* of those shared by several requests */
    FIRST_CAPACITY = 8
};

struct zo_block {
    zo_block *next; /* older, or a block made for one large request */
    size_t size;    /* bytes asked of the heap, this header included */
    char *top;      /* first free byte, aligned */
    char *end;      /* past the last byte; top <= end */
};

struct zo_farewell {
    zo_farewell *next; /* older */
    void (*say)(void *what);
    void *what;
};

static void *grow_with_c_library(void *context, void *p, size_t n)
{
    (void)context;
    if (n == 0) {
        free(p);
        return NULL;
    }
    return realloc(p, n);
}

void zo_heap_init(zo_heap *heap, zo_grow_fn *grow, void *context)
{
    *heap = (zo_heap){.grow = grow != NULL ? grow : grow_with_c_library, .context = context};
}

static _Noreturn void refuse(zo_heap *heap, zo_heap_state why)
{
    heap->state = why;
    longjmp(*heap->escape, 1);
}

static bool over_limit(const zo_heap *heap, size_t more)
{
    return heap->limit != 0 && (heap->used > heap->limit || more > heap->limit - heap->used);
}

static size_t round_up(size_t bytes) { return (bytes + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1); }

/* A block with room for `room` bytes, on no list yet. */
static zo_block *take_block(zo_heap *heap, size_t room)
{
    /* The slack aligns the room whatever alignment the caller's allocator has beyond that of the header. */
    size_t size = sizeof(zo_block) + ALIGNMENT + room;
    if (over_limit(heap, size))
        refuse(heap, ZO_HEAP_OVER_LIMIT);
    zo_block *block = heap->grow(heap->context, NULL, size);
    if (block == NULL)
        refuse(heap, ZO_HEAP_EXHAUSTED);
    heap->used += size;

    char *begin = (char *)(block + 1);
    size_t past = (uintptr_t)begin % ALIGNMENT;
    *block = (zo_block){.size = size, .top = begin + (past == 0 ? 0 : ALIGNMENT - past)};
    block->end = (char *)block + size;
    return block;
}

bool zo_heap_stands(zo_heap *heap, void (*run)(void *context), void *context)
{
    jmp_buf *outer = heap->escape;
    jmp_buf here;
    heap->escape = &here;
    if (setjmp(here) != 0) {
        heap->escape = outer;
        return false;
    }
    run(context);
    heap->escape = outer;
    return true;
}

void zo_arena_open(zo_arena *arena, zo_heap *heap) { *arena = (zo_arena){.heap = heap}; }

void zo_arena_close(zo_arena *arena)
{
    zo_heap *heap = arena->heap;
    for (zo_farewell *farewell = arena->farewells; farewell != NULL; farewell = farewell->next)
        farewell->say(farewell->what);
    arena->farewells = NULL;
    zo_block *block = arena->blocks;
    arena->blocks = NULL;
    while (block != NULL) {
        zo_block *next = block->next;
        heap->used -= block->size;
        heap->grow(heap->context, block, 0);
        block = next;
    }
}

static size_t room_of(const zo_block *block) { return (size_t)(block->end - block->top); }

static size_t next_block_size(const zo_arena *arena)
{
    if (arena->blocks == NULL)
        return FIRST_BLOCK;
    return arena->blocks->size < LARGEST_BLOCK / 2 ? 2 * arena->blocks->size : LARGEST_BLOCK;
}

/* The block to take `bytes` from, now on the arena's list. A large request goes behind the newest block, so
 * that what is free in that one is still used. */
static zo_block *block_with_room(zo_arena *arena, size_t bytes)
{
    zo_block *newest = arena->blocks;
    if (newest != NULL && room_of(newest) >= bytes)
        return newest;

    size_t shared = next_block_size(arena) - sizeof(zo_block) - ALIGNMENT;
    if (newest != NULL && bytes > shared / 4) {
        zo_block *own = take_block(arena->heap, bytes);
        own->next = newest->next;
        newest->next = own;
        return own;
    }
    zo_block *block = take_block(arena->heap, bytes > shared ? bytes : shared);
    block->next = newest;
    arena->blocks = block;
    return block;
}

void *zo_alloc(zo_arena *arena, size_t bytes)
{
    if (bytes > SIZE_MAX / 2)
        refuse(arena->heap, over_limit(arena->heap, bytes) ? ZO_HEAP_OVER_LIMIT : ZO_HEAP_EXHAUSTED);
    size_t rounded = bytes == 0 ? ALIGNMENT : round_up(bytes);
    zo_block *block = block_with_room(arena, rounded);
    void *p = block->top;
    block->top += rounded;
    return memset(p, 0, rounded);
}

void *zo_alloc_many(zo_arena *arena, size_t count, size_t bytes_each)
{
    bool too_many = bytes_each != 0 && count > SIZE_MAX / bytes_each;
    return zo_alloc(arena, too_many ? SIZE_MAX : count * bytes_each);
}

void zo_arena_on_close(zo_arena *arena, void (*farewell)(void *what), void *what)
{
    zo_farewell *new = ZO_NEW(arena, zo_farewell);
    *new = (zo_farewell){.next = arena->farewells, .say = farewell, .what = what};
    arena->farewells = new;
}

/* Whether `old`, of `bytes`, was the newest block's last request and has room behind it to become `wanted`
 * bytes long; then it has. Spares the copies of an array that grows undisturbed. */
static bool extend_in_place(zo_arena *arena, void *old, size_t bytes, size_t wanted)
{
    zo_block *newest = arena->blocks;
    if (old == NULL || newest == NULL || (char *)old + round_up(bytes) != newest->top)
        return false;
    size_t more = round_up(wanted) - round_up(bytes);
    if (more > room_of(newest))
        return false;
    memset(newest->top, 0, more);
    newest->top += more;
    return true;
}

void *zo_array_grow(zo_arena *arena, void *old, size_t count, size_t *capacity, size_t bytes_each)
{
    size_t wider = *capacity == 0 ? FIRST_CAPACITY : 2 * *capacity;
    bool representable = *capacity <= SIZE_MAX / 4 / bytes_each;
    void *at = old;
    if (!representable || !extend_in_place(arena, old, *capacity * bytes_each, wider * bytes_each)) {
        at = representable ? zo_alloc_many(arena, wider, bytes_each) : zo_alloc(arena, SIZE_MAX);
        if (count > 0)
            memcpy(at, old, count * bytes_each);
    }
    *capacity = wider;
    return at;
}

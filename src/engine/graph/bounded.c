/* A limit -> a heap of its own. */
#include "engine/graph/bounded.h"

static size_t memory_of(const zo_limit *limit, const zo_heap *outer)
{
    if (outer->limit == 0)
        return limit->memory;
    size_t left = outer->used < outer->limit ? outer->limit - outer->used : 1; /* 0 would be no limit */
    return limit->memory == 0 || left < limit->memory ? left : limit->memory;
}

void zo_bounded_open(zo_bounded *bounded, const zo_limit *limit, zo_heap *outer)
{
    *bounded = (zo_bounded){.outer = outer};
    zo_heap_init(&bounded->heap, outer->grow, outer->context);
    bounded->heap.limit = memory_of(limit, outer);
    zo_arena_open(&bounded->arena, &bounded->heap);
}

bool zo_bounded_run(zo_bounded *bounded, void (*run)(void *context), void *context)
{
    if (zo_heap_stands(&bounded->heap, run, context))
        return true;
    if (bounded->heap.state != ZO_HEAP_EXHAUSTED)
        return false;
    zo_bounded_close(bounded);
    bounded->outer->state = ZO_HEAP_EXHAUSTED;
    longjmp(*bounded->outer->escape, 1);
}

bool zo_bounded_has_room(const zo_bounded *bounded, size_t bytes)
{
    const zo_heap *heap = &bounded->heap;
    return heap->limit == 0 || (heap->used <= heap->limit && bytes <= heap->limit - heap->used);
}

void zo_bounded_hand_over(zo_bounded *bounded, void (*run)(void *context), void *context)
{
    if (zo_heap_stands(bounded->outer, run, context))
        return;
    zo_bounded_close(bounded);
    longjmp(*bounded->outer->escape, 1);
}

void zo_bounded_close(zo_bounded *bounded) { zo_arena_close(&bounded->arena); }

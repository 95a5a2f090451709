/* One arena for all tests of a program, and texts compared with what they should be. */
#ifndef TESTS_ONE_ARENA_H
#define TESTS_ONE_ARENA_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/text.h"

/* Nothing is refused here, so the heap has no escape point. */
static zo_heap heap;
static zo_arena arena;

static inline int open_arena(void **state)
{
    (void)state;
    zo_heap_init(&heap, NULL, NULL);
    zo_arena_open(&arena, &heap);
    return 0;
}

static inline int close_arena(void **state)
{
    (void)state;
    zo_arena_close(&arena);
    return 0;
}

static inline void assert_text(zo_str found, const char *expected)
{
    assert_string_equal(zo_c_string(&arena, found), expected);
}

#endif

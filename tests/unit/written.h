/* Trees written in every format, on an arena that each test gets fresh. */
#ifndef TESTS_WRITTEN_H
#define TESTS_WRITTEN_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "output/output.h"

typedef struct fixture {
    zo_heap heap;
    zo_arena arena;
} fixture;

static jmp_buf out_of_memory;

static inline int set_up(void **state)
{
    static fixture f;
    zo_heap_init(&f.heap, NULL, NULL);
    f.heap.escape = &out_of_memory;
    zo_arena_open(&f.arena, &f.heap);
    *state = &f;
    return 0;
}

static inline int tear_down(void **state)
{
    fixture *f = *state;
    zo_arena_close(&f->arena);
    return f->heap.used == 0 ? 0 : -1;
}

static inline zo_arena *arena_of(void **state) { return &((fixture *)*state)->arena; }

static inline zo_str text_of(zo_arena *arena, const zo_value *root, unsigned width, bool colour)
{
    zo_text out = zo_text_new(arena);
    zo_text_style style = {.width = width, .colour = colour};
    zo_write_text(root, &style, &out);
    return zo_text_str(&out);
}

static inline zo_str json_of(zo_arena *arena, const zo_value *root)
{
    zo_text out = zo_text_new(arena);
    zo_write_json(root, &out);
    return zo_text_str(&out);
}

static inline zo_str html_of(zo_arena *arena, const zo_value *root)
{
    zo_text out = zo_text_new(arena);
    zo_write_html(root, &out);
    return zo_text_str(&out);
}

#endif

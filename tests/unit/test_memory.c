/* Arenas and heaps: what is handed out, how it is counted, and refusals at every point.
 *
 * Where nothing is refused the heap has no escape point. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* An allocator that refuses from the n-th request on, and knows what it has given. */
typedef struct counting {
    size_t requests, refuse_at; /* refuse_at 0: never */
    size_t live;                /* blocks not yet given back */
    size_t offset;              /* bytes by which its blocks are out of line */
} counting;

static void *counting_grow(void *context, void *p, size_t n)
{
    counting *c = context;
    if (n == 0) {
        c->live--;
        free((char *)p - c->offset);
        return NULL;
    }
    assert_null(p);
    if (++c->requests == c->refuse_at)
        return NULL;
    char *block = malloc(n + c->offset);
    memset(block, 0xA5, n + c->offset);
    c->live++;
    return block + c->offset;
}

static bool is_zeroed(const void *p, size_t n)
{
    const unsigned char *bytes = p;
    for (size_t i = 0; i < n; i++) {
        if (bytes[i] != 0)
            return false;
    }
    return true;
}

static void memory_is_zeroed_aligned_and_apart(void **state)
{
    (void)state;
    for (size_t offset = 0; offset <= 8; offset += 8) {
        counting c = {.offset = offset};
        zo_heap heap;
        zo_heap_init(&heap, counting_grow, &c);
        zo_arena arena;
        zo_arena_open(&arena, &heap);
        unsigned char *taken[300];
        for (size_t i = 0; i < 300; i++) {
            size_t n = i * i % 5000;
            taken[i] = zo_alloc(&arena, n);
            assert_int_equal((uintptr_t)taken[i] % 16, 0);
            assert_true(is_zeroed(taken[i], n));
            memset(taken[i], (int)(i % 255 + 1), n);
        }
        for (size_t i = 0; i < 300; i++) {
            for (size_t at = 0; at < i * i % 5000; at++)
                assert_int_equal(taken[i][at], i % 255 + 1);
        }
        zo_arena_close(&arena);
        assert_int_equal(c.live, 0);
        assert_int_equal(heap.used, 0);
    }
}

static void blocks_grow_so_requests_are_few(void **state)
{
    (void)state;
    counting c = {0};
    zo_heap heap;
    zo_heap_init(&heap, counting_grow, &c);
    zo_arena arena;
    zo_arena_open(&arena, &heap);
    for (size_t i = 0; i < 100000; i++)
        zo_alloc(&arena, 32); /* 3.2 MB */
    assert_in_range(c.requests, 9, 16);
    assert_in_range(heap.used, 3200000, 5000000);

    size_t used = heap.used, requests = c.requests;
    zo_alloc(&arena, 3000000);
    assert_in_range(heap.used, used + 3000000, used + 3000100);
    zo_alloc(&arena, 32); /* still from the shared block */
    assert_int_equal(c.requests, requests + 1);
    zo_arena_close(&arena);
    assert_int_equal(c.live, 0);
}

static void an_array_keeps_its_values_while_it_grows(void **state)
{
    (void)state;
    counting c = {0};
    zo_heap heap;
    zo_heap_init(&heap, counting_grow, &c);
    zo_arena arena;
    zo_arena_open(&arena, &heap);
    ZO_ARRAY(uint64_t) alone = {0}, first = {0}, second = {0};
    for (uint64_t i = 0; i < 5000; i++)
        ZO_PUSH(&arena, &alone, i);
    for (uint64_t i = 0; i < 5000; i++) {
        ZO_PUSH(&arena, &first, i);
        ZO_PUSH(&arena, &second, ~i);
    }
    for (uint64_t i = 0; i < 5000; i++) {
        assert_true(alone.at[i] == i);
        assert_true(first.at[i] == i);
        assert_true(second.at[i] == ~i);
    }
    assert_true(is_zeroed(alone.at + alone.n, (alone.cap - alone.n) * sizeof *alone.at));
    assert_true(is_zeroed(first.at + first.n, (first.cap - first.n) * sizeof *first.at));
    zo_arena_close(&arena);
    assert_int_equal(heap.used, 0);
    assert_int_equal(c.live, 0);
}

static void a_small_array_is_zeroed_where_it_grows(void **state)
{
    (void)state;
    counting c = {0};
    zo_heap heap;
    zo_heap_init(&heap, counting_grow, &c);
    zo_arena arena;
    zo_arena_open(&arena, &heap);
    ZO_ARRAY(char) letters = {0};
    for (size_t i = 0; i < 1000; i++) {
        ZO_PUSH(&arena, &letters, 'x');
        assert_true(is_zeroed(letters.at + letters.n, letters.cap - letters.n));
    }
    assert_int_equal(c.requests, 1);
    zo_arena_close(&arena);
}

static void a_first_request_may_be_large(void **state)
{
    (void)state;
    const size_t sizes[] = {4000, 4080, 4096, 5000, 100000, 3000000};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        counting c = {0};
        zo_heap heap;
        zo_heap_init(&heap, counting_grow, &c);
        zo_arena arena;
        zo_arena_open(&arena, &heap);
        memset(zo_alloc(&arena, sizes[i]), 'x', sizes[i]);
        assert_in_range(heap.used, sizes[i], sizes[i] + 4096);
        zo_arena_close(&arena);
        assert_int_equal(c.live, 0);
    }
}

static void a_copied_array_does_not_grow_into_the_other(void **state)
{
    (void)state;
    zo_heap heap;
    zo_heap_init(&heap, NULL, NULL);
    zo_arena arena;
    zo_arena_open(&arena, &heap);
    typedef ZO_ARRAY(int) ints;
    ints a = {0};
    for (int i = 0; i < 8; i++)
        ZO_PUSH(&arena, &a, i);
    ints b = a;
    ZO_PUSH(&arena, &a, 100);
    ZO_PUSH(&arena, &b, 200);
    assert_int_equal(a.at[8], 100);
    assert_int_equal(b.at[8], 200);
    assert_int_equal(b.at[7], 7);
    zo_arena_close(&arena);
}

/* Something of everything: two arenas at once, small and large requests, arrays. */
static void work(zo_arena *left, zo_arena *right)
{
    ZO_ARRAY(size_t) numbers = {0};
    for (size_t i = 0; i < 4000; i++) {
        ZO_PUSH(left, &numbers, i);
        zo_alloc(right, i % 700);
        if (i % 1000 == 0)
            zo_alloc_many(i % 2 == 0 ? left : right, i + 1, 100);
    }
}

static bool is_done_when_refused_at(counting *c, zo_heap *heap)
{
    jmp_buf escape;
    heap->escape = &escape;
    zo_arena left, right;
    zo_arena_open(&left, heap);
    zo_arena_open(&right, heap);
    volatile bool done = false;
    if (setjmp(escape) == 0) {
        work(&left, &right);
        done = true;
    }
    zo_arena_close(&left);
    zo_arena_close(&right);
    assert_int_equal(c->live, 0);
    assert_int_equal(heap->used, 0);
    return done;
}

static void a_refusal_at_any_point_jumps_and_leaks_nothing(void **state)
{
    (void)state;
    size_t refusals = 0;
    for (bool done = false; !done;) {
        counting c = {.refuse_at = refusals + 1};
        zo_heap heap;
        zo_heap_init(&heap, counting_grow, &c);
        done = is_done_when_refused_at(&c, &heap);
        assert_int_equal(heap.state, done ? ZO_HEAP_FINE : ZO_HEAP_EXHAUSTED);
        refusals += !done;
    }
    assert_in_range(refusals, 10, 100);
}

static void a_limit_is_kept_at_every_size(void **state)
{
    (void)state;
    bool done = false;
    for (size_t limit = 1; !done; limit += limit / 2 + 1) {
        counting c = {0};
        zo_heap heap;
        zo_heap_init(&heap, counting_grow, &c);
        heap.limit = limit;
        done = is_done_when_refused_at(&c, &heap);
        assert_int_equal(heap.state, done ? ZO_HEAP_FINE : ZO_HEAP_OVER_LIMIT);
        assert_true(limit < ((size_t)1 << 30));
    }
}

typedef void request_fn(zo_arena *arena);

static void ask_for_all(zo_arena *arena) { zo_alloc(arena, SIZE_MAX); }

static void ask_for_too_many(zo_arena *arena) { zo_alloc_many(arena, SIZE_MAX / 8 + 2, 8); }

static void ask_for_too_long_an_array(zo_arena *arena)
{
    size_t capacity = SIZE_MAX / 2;
    zo_array_grow(arena, NULL, 0, &capacity, 4);
}

static void assert_refused(request_fn *request, size_t limit, zo_heap_state why)
{
    zo_heap heap;
    zo_heap_init(&heap, NULL, NULL);
    heap.limit = limit;
    jmp_buf escape;
    heap.escape = &escape;
    zo_arena arena;
    zo_arena_open(&arena, &heap);
    if (setjmp(escape) == 0) {
        request(&arena);
        fail_msg("not refused");
    }
    assert_int_equal(heap.state, why);
    assert_int_equal(heap.used, 0);
    zo_arena_close(&arena);
}

static void sizes_that_wrap_are_refused(void **state)
{
    (void)state;
    request_fn *const requests[] = {ask_for_all, ask_for_too_many, ask_for_too_long_an_array};
    for (size_t i = 0; i < 3; i++) {
        assert_refused(requests[i], 0, ZO_HEAP_EXHAUSTED);
        assert_refused(requests[i], 1000, ZO_HEAP_OVER_LIMIT);
    }
}

static void a_closed_arena_can_be_used_again(void **state)
{
    (void)state;
    zo_heap heap;
    zo_heap_init(&heap, NULL, NULL);
    zo_arena arena;
    zo_arena_open(&arena, &heap);
    zo_arena_close(&arena);
    for (int round = 0; round < 3; round++) {
        zo_arena_open(&arena, &heap);
        assert_non_null(zo_alloc(&arena, 0));
        assert_int_equal(*ZO_NEW(&arena, int), 0);
        assert_in_range(heap.used, 4096, 4096);
        zo_arena_close(&arena);
        zo_arena_close(&arena);
        assert_int_equal(heap.used, 0);
    }
}

/* ---- Farewells ---- */

typedef struct said {
    int at[4];
    size_t n;
} said;

typedef struct speaker {
    said *said;
    int word;
} speaker;

static void speak(void *what)
{
    speaker *s = what;
    s->said->at[s->said->n++] = s->word;
}

static void promise(zo_arena *arena, said *to, int word)
{
    speaker *s = ZO_NEW(arena, speaker);
    *s = (speaker){to, word};
    zo_arena_on_close(arena, speak, s);
}

static void farewells_are_said_once_the_newest_first(void **state)
{
    (void)state;
    zo_heap heap;
    zo_heap_init(&heap, NULL, NULL);
    zo_arena arena;
    zo_arena_open(&arena, &heap);
    said heard = {0};
    promise(&arena, &heard, 1);
    zo_alloc(&arena, 100000);
    promise(&arena, &heard, 2);
    zo_arena_close(&arena);
    assert_int_equal(heard.n, 2);
    assert_int_equal(heard.at[0], 2);
    assert_int_equal(heard.at[1], 1);
    zo_arena_close(&arena);
    assert_int_equal(heard.n, 2);
    zo_arena_open(&arena, &heap);
    promise(&arena, &heard, 3);
    zo_arena_close(&arena);
    assert_int_equal(heard.n, 3);
    assert_int_equal(heap.used, 0);
}

static void a_farewell_refused_is_not_said(void **state)
{
    (void)state;
    counting c = {.refuse_at = 2};
    zo_heap heap;
    zo_heap_init(&heap, counting_grow, &c);
    jmp_buf escape;
    heap.escape = &escape;
    zo_arena arena;
    zo_arena_open(&arena, &heap);
    said heard = {0};
    speaker s = {&heard, 1};
    if (setjmp(escape) == 0) {
        zo_arena_on_close(&arena, speak, &s);
        zo_alloc(&arena, 4030); /* fills the first block */
        zo_arena_on_close(&arena, speak, &s);
        fail_msg("not refused");
    }
    zo_arena_close(&arena);
    assert_int_equal(heard.n, 1);
    assert_int_equal(c.live, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_zeroed_aligned_and_apart),
        cmocka_unit_test(blocks_grow_so_requests_are_few),
        cmocka_unit_test(an_array_keeps_its_values_while_it_grows),
        cmocka_unit_test(a_small_array_is_zeroed_where_it_grows),
        cmocka_unit_test(a_first_request_may_be_large),
        cmocka_unit_test(a_copied_array_does_not_grow_into_the_other),
        cmocka_unit_test(a_refusal_at_any_point_jumps_and_leaks_nothing),
        cmocka_unit_test(a_limit_is_kept_at_every_size),
        cmocka_unit_test(sizes_that_wrap_are_refused),
        cmocka_unit_test(a_closed_arena_can_be_used_again),
        cmocka_unit_test(farewells_are_said_once_the_newest_first),
        cmocka_unit_test(a_farewell_refused_is_not_said),
    };
    return cmocka_run_group_tests_name("memory", tests, NULL, NULL);
}

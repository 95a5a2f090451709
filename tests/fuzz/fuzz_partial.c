/* Any bytes -> damage done to the bytes of a partial result -> read, merged, and what comes of it. Holds: it never crashes; what
 * is read can be written and read again; and without damage it is what was written.
 *
 * The first byte says what is damaged (its bits: see below), the others how: three bytes each for an edit, the place (low byte
 * first) and what is added there; or all that follows the head, word for word. */
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "engine/hash.h"
#include "engine/walk/census.h"
#include "engine/walk/tour.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

enum { A_TOUR = 1, WITH_CLASSES = 2, BODY_GIVEN = 4, UNSEALED = 8, CUT_OFF = 16, SEAL = 8, HEAD = 40 };
enum { ISSUES = 3, MOST_BYTES = 1 << 16, MEMORY = 64 << 20 };

static const uint32_t size[ISSUES] = {4, 3, 67}, first_bit[ISSUES] = {0, 4, 7};

/* One hard sum, one soft condition; two parties. */
typedef struct scene {
    zo_arena *arena;
    zo_instance instance;
    zo_selector selector[2];
    zo_mode mode[2];
    int64_t points[2][ISSUES][67], start[2];
    const int64_t *table[2][ISSUES];
    zo_sum sum[2];
    zo_expr few;
    uint64_t allowed;
    const zo_plan *plan;
    const zo_errand *errand;
    zo_census *census; /* or: */
    zo_tour *tour;
} scene;

static void make_instance(scene *s)
{
    for (int64_t p = 0; p < 2; p++) {
        for (size_t i = 0; i < ISSUES; i++) {
            for (int64_t v = 0; v < size[i]; v++)
                s->points[p][i][v] = (p == 0 ? v : 5 - v) * (int64_t)(i + 1) % 11;
            s->table[p][i] = s->points[p][i];
        }
        s->start[p] = -5 * p;
        s->sum[p] = (zo_sum){.words = 1, .start = &s->start[p], .table = s->table[p]};
    }
    s->allowed = 5;
    s->few = (zo_expr){.kind = ZO_X_IN, .issue = 0, .allowed = &s->allowed};
    s->selector[0] = (zo_selector){.class_ = ZO_ALTERNATIVE, .sum = &s->sum[1], .voter = ZO_DIRECT};
    s->selector[1] = (zo_selector){.class_ = ZO_STANCE, .expr = &s->few, .voter = ZO_DIRECT};
    s->mode[0] = ZO_HARD;
    s->mode[1] = ZO_SOFT;
    s->instance = (zo_instance){.issues = ISSUES,
                                .size = size,
                                .first_bit = first_bit,
                                .value_bits = 74,
                                .selectors = 2,
                                .selector = s->selector};
}

static void make_plan(scene *s, uint8_t what)
{
    static const zo_sum *payoff[2];
    payoff[0] = &s->sum[0];
    payoff[1] = &s->sum[1];
    if (what & A_TOUR) {
        uint32_t class_issue = what & WITH_CLASSES ? 1 : ZO_NO_ISSUE;
        s->tour = zo_tour_lay(&s->instance, s->mode, payoff, 2, class_issue, 1, s->arena);
        s->plan = s->tour->route.plan;
        s->errand = &s->tour->errand;
    } else {
        s->census = zo_census_plan(&s->instance, s->mode, NULL, what & WITH_CLASSES, 1, s->arena);
        s->plan = s->census->plan;
        s->errand = &s->census->errand;
    }
}

static zo_partial *run(scene *s, uint64_t begin, uint64_t end)
{
    zo_partial *partial = zo_partial_new(s->plan, s->errand, s->arena);
    zo_partial_run(partial, (zo_stretch){begin, end}, NULL, NULL);
    return partial;
}

/* Returns the new length. */
static size_t damage(uint8_t what, const uint8_t *how, size_t n, uint8_t *bytes, size_t length)
{
    if (what & BODY_GIVEN) {
        n = n < MOST_BYTES - HEAD - SEAL ? n : MOST_BYTES - HEAD - SEAL;
        memcpy(bytes + HEAD, how, n);
        length = HEAD + n + SEAL;
    }
    for (; !(what & BODY_GIVEN) && n >= 3; n -= 3, how += 3)
        bytes[((size_t)how[0] | (size_t)how[1] << 8) % length] += how[2];
    if (what & CUT_OFF && n > 0)
        length -= *how % length;
    uint64_t seal = length < SEAL ? 0 : zo_hash_bytes(bytes, length - SEAL);
    for (size_t i = 0; !(what & UNSEALED) && length >= SEAL && i < SEAL; i++)
        bytes[length - SEAL + i] = (uint8_t)(seal >> 8 * i);
    return length;
}

/* What is believed must be as good as any other. */
static void use(scene *s, zo_partial *read, uint64_t half)
{
    zo_bytes again = zo_partial_write(read, s->arena);
    zo_partial *twice = zo_partial_read(s->plan, s->errand, again.all.at, again.all.n, s->arena);
    if (twice == NULL)
        abort();
    zo_partial *rest = run(s, half, s->plan->prefixes);
    zo_partial_merge(rest, read);
    if (s->census != NULL)
        zo_census_outcome(s->census, rest, s->arena);
    else
        zo_tour_outcome(s->tour, rest, s->arena);
}

static void try(scene *s, uint8_t what, const uint8_t *how, size_t n)
{
    make_instance(s);
    make_plan(s, what);
    uint64_t half = s->plan->prefixes / 2;
    zo_bytes sound = zo_partial_write(run(s, 0, half), s->arena);
    if (zo_partial_read(s->plan, s->errand, sound.all.at, sound.all.n, s->arena) == NULL ||
        sound.all.n > MOST_BYTES)
        abort();
    uint8_t *bytes = ZO_NEW_MANY(s->arena, uint8_t, MOST_BYTES);
    memcpy(bytes, sound.all.at, sound.all.n);
    size_t length = damage(what, how, n, bytes, sound.all.n);
    uint8_t *exact = malloc(length + (length == 0));
    if (exact == NULL)
        return;
    memcpy(exact, bytes, length);
    zo_partial *read = zo_partial_read(s->plan, s->errand, exact, length, s->arena);
    free(exact);
    if (read != NULL)
        use(s, read, half);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    static scene s;
    static jmp_buf escape;
    static zo_heap heap;
    static zo_arena arena;
    if (length == 0)
        return 0;
    memset(&s, 0, sizeof s);
    zo_heap_init(&heap, NULL, NULL);
    heap.limit = MEMORY;
    heap.escape = &escape;
    zo_arena_open(&arena, &heap);
    s.arena = &arena;
    if (setjmp(escape) == 0)
        try(&s, bytes[0], bytes + 1, length - 1);
    zo_arena_close(&arena);
    if (heap.used != 0)
        abort();
    return 0;
}

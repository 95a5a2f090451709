/* Turns made-up zones that nobody could walk through into a table of how fast their packages are counted in layers.
 *
 * Sums compare the total of some issues that stand near each other with a bound; implications tie two such issues; and each
 * party wants at least a share of the points that it could get.
 *
 * Usage: layers [quick]. Quick is the first row alone. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/walk/enumerate.h"
#include "heap.h"

enum { NEAR = 6 };
static const uint64_t LONGEST = 20000000000u; /* nanoseconds */

typedef struct shape {
    const char *name;
    uint32_t issues, least, most; /* values an issue */
    size_t sums, implications, parties;
    int64_t points; /* of a party, at most an issue */
} shape;

typedef struct maker {
    uint64_t state;
    zo_arena *arena;
    zo_instance instance;
    zo_selector *selector;
    size_t made;
} maker;

static uint32_t below(maker *m, uint32_t n)
{
    m->state = m->state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((m->state >> 33) % n);
}

static void make_issues(maker *m, const shape *s)
{
    uint32_t *size = ZO_NEW_MANY(m->arena, uint32_t, s->issues),
             *first = ZO_NEW_MANY(m->arena, uint32_t, s->issues);
    m->instance = (zo_instance){.issues = s->issues, .size = size, .first_bit = first};
    for (uint32_t i = 0; i < s->issues; i++) {
        size[i] = s->least + below(m, s->most - s->least + 1);
        first[i] = (uint32_t)m->instance.value_bits;
        m->instance.value_bits += size[i];
    }
}

static void add_expr(maker *m, const zo_expr *expr)
{
    m->selector[m->made++] = (zo_selector){.class_ = ZO_STANCE, .expr = expr, .voter = ZO_DIRECT};
}

/* The total of NEAR issues, each times 1 to 3, is at most half of what it can be. */
static void add_sum(maker *m)
{
    uint32_t from = below(m, (uint32_t)m->instance.issues - NEAR + 1);
    zo_linear_term *term = ZO_NEW_MANY(m->arena, zo_linear_term, NEAR);
    int64_t most = 0;
    for (uint32_t t = 0; t < NEAR; t++) {
        uint32_t size = m->instance.size[from + t];
        int64_t *value = ZO_NEW_MANY(m->arena, int64_t, size), factor = 1 + below(m, 3);
        for (uint32_t v = 0; v < size; v++)
            value[v] = factor * v;
        most += value[size - 1];
        term[t] = (zo_linear_term){.issue = from + t, .value = value};
    }
    zo_linear *linear = ZO_NEW(m->arena, zo_linear);
    *linear = (zo_linear){.start = -most / 2, .relation = ZO_LE, .terms = NEAR, .term = term};
    zo_expr *expr = ZO_NEW(m->arena, zo_expr);
    *expr = (zo_expr){.kind = ZO_X_LINEAR, .linear = linear};
    add_expr(m, expr);
}

static const zo_expr *some_values(maker *m, uint32_t issue)
{
    zo_expr *expr = ZO_NEW(m->arena, zo_expr);
    uint64_t *allowed = ZO_NEW_MANY(m->arena, uint64_t, zo_set_words(m->instance.size[issue]));
    for (uint32_t v = 0; v < m->instance.size[issue]; v++)
        if (below(m, 2) == 0)
            zo_set_bit(allowed, v);
    *expr = (zo_expr){.kind = ZO_X_IN, .issue = issue, .allowed = allowed};
    return expr;
}

static void add_implication(maker *m)
{
    uint32_t a = below(m, (uint32_t)m->instance.issues - NEAR + 1), b = a + 1 + below(m, NEAR - 1);
    zo_expr *expr = ZO_NEW(m->arena, zo_expr);
    *expr = (zo_expr){.kind = ZO_X_OR, .left = some_values(m, a), .right = some_values(m, b)};
    add_expr(m, expr);
}

/* Wants three fifths of what it could get. */
static void add_party(maker *m, int64_t points)
{
    const int64_t **table = ZO_NEW_MANY(m->arena, const int64_t *, m->instance.issues);
    int64_t *start = ZO_NEW(m->arena, int64_t), all = 0;
    for (size_t i = 0; i < m->instance.issues; i++) {
        int64_t *worth = ZO_NEW_MANY(m->arena, int64_t, m->instance.size[i]), most = 0;
        for (uint32_t v = 0; v < m->instance.size[i]; v++) {
            worth[v] = below(m, (uint32_t)points + 1);
            most = worth[v] > most ? worth[v] : most;
        }
        table[i] = worth;
        all += most;
    }
    *start = -all * 3 / 5;
    zo_sum *sum = ZO_NEW(m->arena, zo_sum);
    *sum = (zo_sum){.words = 1, .start = start, .table = table};
    m->selector[m->made++] = (zo_selector){.class_ = ZO_ALTERNATIVE, .sum = sum, .voter = ZO_DIRECT};
}

static zo_mode *make(maker *m, const shape *s)
{
    size_t selectors = s->sums + s->implications + s->parties;
    make_issues(m, s);
    m->selector = ZO_NEW_MANY(m->arena, zo_selector, selectors);
    for (size_t i = 0; i < s->sums; i++)
        add_sum(m);
    for (size_t i = 0; i < s->implications; i++)
        add_implication(m);
    for (size_t i = 0; i < s->parties; i++)
        add_party(m, s->points);
    m->instance.selector = m->selector;
    m->instance.selectors = selectors;
    zo_mode *mode = ZO_NEW_MANY(m->arena, zo_mode, selectors);
    for (size_t i = 0; i < selectors; i++)
        mode[i] = ZO_HARD;
    return mode;
}

/* For counts alone, and for values and a witness of each besides, as the zone is shown. */
static void measure(const shape *s, bool witnesses)
{
    zo_heap heap;
    zo_arena arena;
    open_heap(&heap, &arena);
    maker m = {.state = 2026, .arena = &arena};
    zo_mode *mode = make(&m, s);
    zo_limit limit = {.threads = 1, .memory = (size_t)2 << 30, .deadline = zo_clock_now() + LONGEST};
    uint64_t begin = zo_clock_now();
    zo_enumeration found = witnesses ? zo_enumerate(&m.instance, mode, true, &limit, &arena)
                                     : zo_enumerate_counts(&m.instance, mode, &limit, &arena);
    double seconds = (double)(zo_clock_now() - begin) / 1e9;
    zo_str space = zo_int_text(&arena, &found.space);
    zo_str count = found.groups > 0 ? zo_int_text(&arena, &found.group[0].count) : ZO_STR("");
    bool done = found.reach == ZO_EXACT;
    printf("%-52s %-9s %6s%zu  %9s%zu %9.3f %9.1f\n", s->name, witnesses ? "witnesses" : "counts", "10^",
           space.n - 1, done ? "10^" : "more than ", done && count.n > 0 ? count.n - 1 : 0, seconds,
           peak_megabytes());
    zo_arena_close(&arena);
}

int main(int argc, char **argv)
{
    bool quick = argc > 1 && strcmp(argv[1], "quick") == 0;
    static const shape shapes[] = {
        {"40 issues of 4 to 8, 6 sums, 30 implications", 40, 4, 8, 6, 30, 0, 0},
        {"60 issues of 100 to 120, 6 sums", 60, 100, 120, 6, 0, 0, 0},
        {"60 issues of 4 to 8, 9 sums, 60 implications", 60, 4, 8, 9, 60, 0, 0},
        {"20 issues of 5, 1 party of up to 1,000 an issue", 20, 5, 5, 0, 0, 1, 1000},
        {"20 issues of 5, 2 parties of up to 20 an issue", 20, 5, 5, 0, 0, 2, 20},
        {"20 issues of 5, 3 parties of up to 10 an issue", 20, 5, 5, 0, 0, 3, 10},
        {"20 issues of 5, 2 parties of up to 1,000 an issue", 20, 5, 5, 0, 0, 2, 1000},
        {"20 issues of 5, 2 parties of up to a million an issue", 20, 5, 5, 0, 0, 2, 1000000},
        {"40 issues of 2, 2 parties of up to 5,000 an issue", 40, 2, 2, 0, 0, 2, 5000},
        {"40 issues of 5, 2 parties of up to 100 an issue", 40, 5, 5, 0, 0, 2, 100},
        {"40 issues of 5, 2 parties of up to 1,000 an issue", 40, 5, 5, 0, 0, 2, 1000},
    };
    printf("%-52s %-9s %9s  %12s %9s %9s\n", "zone; 1 thread", "wanted", "packages", "in the zone", "seconds",
           "peak/MB");
    for (size_t i = 0; i < (quick ? 1 : sizeof shapes / sizeof *shapes); i++)
        for (int witnesses = 0; witnesses < 2; witnesses++)
            measure(&shapes[i], witnesses);
    return 0;
}

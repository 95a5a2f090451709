/* Turns made-up negotiations, three parties that add up points over ten-valued issues and ask for a moderately high total,
 * into a table of how fast they are enumerated. In the first, many packages are decided together, since the issues that are
 * left can no longer make or break a total. In the second they never are: the last issue matters more to everybody than all
 * others together, so that every package has its totals compared.
 *
 * Usage: enumerate [quick]. In full there are 10^9 packages, quick 10^7. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/walk/enumerate.h"
#include "heap.h"

enum { PARTIES = 3, VALUES = 10, MOST_ISSUES = 9, MOST_THREADS = 2 };

/* One party's points; its alternative asks for three fifths of all there are, or for two where the last issue decides: more
 * than the other issues can give, and less than the last one can. */
typedef struct party {
    int64_t points[MOST_ISSUES][VALUES];
    const int64_t *table[MOST_ISSUES];
    int64_t start;
    zo_sum sum;
} party;

typedef struct negotiation {
    zo_instance instance;
    uint32_t size[MOST_ISSUES], first_bit[MOST_ISSUES];
    zo_selector selector[PARTIES];
    zo_mode mode[PARTIES];
    party party[PARTIES];
} negotiation;

static uint64_t next_random(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return *state >> 33;
}

/* Makes the last issue outweigh all others; returns what the party may have at the most, of `most` before. */
static int64_t outweigh(party *p, size_t issues, int64_t most)
{
    int64_t *last = p->points[issues - 1], high = last[0] > last[VALUES - 1] ? last[0] : last[VALUES - 1];
    int64_t factor = 2 * (most - high) / high + 1;
    for (size_t v = 0; v < VALUES; v++)
        last[v] *= factor;
    return most - high + high * factor;
}

/* Some parties want an issue high, some low; the scores rise unevenly. */
static void make_party(party *p, size_t issues, bool last_decides, uint64_t *state)
{
    int64_t most = 0;
    for (size_t i = 0; i < issues; i++) {
        int64_t weight = 1 + (int64_t)(next_random(state) % 30), score = 0;
        bool rising = next_random(state) % 2 == 0;
        for (size_t v = 0; v < VALUES; v++) {
            score += (int64_t)(next_random(state) % 20);
            p->points[i][rising ? v : VALUES - 1 - v] = weight * score;
        }
        p->table[i] = p->points[i];
        most += weight * score;
    }
    if (last_decides)
        most = outweigh(p, issues, most);
    p->start = last_decides ? -most * 2 / 5 : -most * 3 / 5;
    p->sum = (zo_sum){.words = 1, .start = &p->start, .table = p->table};
}

static void make_negotiation(negotiation *n, size_t issues, bool last_decides)
{
    uint64_t state = 2024;
    memset(n, 0, sizeof *n);
    for (size_t i = 0; i < issues; i++) {
        n->size[i] = VALUES;
        n->first_bit[i] = (uint32_t)(i * VALUES);
    }
    for (size_t i = 0; i < PARTIES; i++) {
        make_party(&n->party[i], issues, last_decides, &state);
        n->selector[i] = (zo_selector){.class_ = ZO_ALTERNATIVE, .sum = &n->party[i].sum, .voter = ZO_DIRECT};
        n->mode[i] = ZO_HARD;
    }
    n->instance = (zo_instance){.issues = issues,
                                .size = n->size,
                                .first_bit = n->first_bit,
                                .value_bits = issues * VALUES,
                                .selectors = PARTIES,
                                .selector = n->selector};
}

static double share_found(const zo_enumeration *found, double packages)
{
    int64_t count = 0;
    if (found->groups > 0)
        zo_int_fits64(&found->group[0].count, &count);
    return 100 * (double)count / packages;
}

/* Seconds that one run takes; prints its line. `alone`: seconds on one thread, 0 when this is that run. */
static double measure(const negotiation *n, bool last_decides, double packages, unsigned threads,
                      double alone)
{
    zo_heap heap;
    zo_arena arena;
    open_heap(&heap, &arena);
    zo_limit limit = {.engine = ZO_ENGINE_ENUMERATION, .threads = threads};
    uint64_t begin = zo_clock_now();
    zo_enumeration found = zo_enumerate(&n->instance, n->mode, true, &limit, &arena);
    double seconds = (double)(zo_clock_now() - begin) / 1e9;
    printf("%10s %7u %14.0f %8.2f %9.3f %9.1f %16.0f %6.2f\n", last_decides ? "one by one" : "together",
           threads, packages, share_found(&found, packages), seconds, peak_megabytes(), packages / seconds,
           alone > 0 ? alone / seconds : 1.0);
    zo_arena_close(&arena);
    return seconds;
}

static void measure_both(bool last_decides, size_t issues, double packages)
{
    static negotiation n;
    make_negotiation(&n, issues, last_decides);
    double alone = 0;
    for (unsigned threads = 1; threads <= MOST_THREADS; threads++) {
        double seconds = measure(&n, last_decides, packages, threads, alone);
        alone = threads == 1 ? seconds : alone;
    }
}

int main(int argc, char **argv)
{
    bool quick = argc > 1 && strcmp(argv[1], "quick") == 0;
    size_t issues = quick ? MOST_ISSUES - 2 : MOST_ISSUES;
    double packages = 1;
    for (size_t i = 0; i < issues; i++)
        packages *= VALUES;

    printf("%10s %7s %14s %8s %9s %9s %16s %6s\n", "decided", "threads", "packages", "% in", "seconds",
           "peak/MB", "packages/second", "ratio");
    measure_both(false, issues, packages);
    measure_both(true, issues, packages);
    return 0;
}

/* Turns made-up negotiations, parties that add up points over ten-valued issues and want different things, into a
 * table of how fast their zones are surveyed package by package.
 *
 * Usage: survey [quick]. In full there are 10^8 packages, quick 10^5. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/walk/survey.h"
#include "heap.h"

enum { MOST_PARTIES = 5, VALUES = 10, MOST_ISSUES = 8, THREADS = 2, FEWEST_PARTIES = 2 };

typedef struct party {
    int64_t points[MOST_ISSUES][VALUES];
    const int64_t *table[MOST_ISSUES];
    int64_t start, threshold;
    zo_sum worth, gain; /* all points; points beyond the alternative's worth */
} party;

typedef struct negotiation {
    zo_instance instance;
    uint32_t size[MOST_ISSUES], first_bit[MOST_ISSUES];
    zo_selector selector[MOST_PARTIES];
    zo_mode mode[MOST_PARTIES];
    const zo_sum *payoff[MOST_PARTIES];
    party party[MOST_PARTIES];
} negotiation;

static uint64_t next_random(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return *state >> 33;
}

/* Weights add up to about 100, scores rise or fall unevenly from 0 to 100; in tenths of points. The alternative asks
 * for `share` per cent of all there is. */
static void make_party(party *p, size_t issues, int64_t share, uint64_t *state)
{
    int64_t most = 0;
    for (size_t i = 0; i < issues; i++) {
        int64_t weight = 1 + (int64_t)(next_random(state) % (200 / issues));
        bool rising = next_random(state) % 2 == 0;
        for (size_t v = 0; v < VALUES; v++) {
            int64_t score =
                (int64_t)(v * 100 / (VALUES - 1) + (v % (VALUES - 1) != 0 ? next_random(state) % 11 : 0));
            p->points[i][rising ? v : VALUES - 1 - v] = weight * score / 10;
        }
        p->table[i] = p->points[i];
        most += weight * 10;
    }
    p->threshold = -most * share / 100;
    p->worth = (zo_sum){.words = 1, .start = &p->start, .table = p->table};
    p->gain = (zo_sum){.words = 1, .start = &p->threshold, .table = p->table};
}

static void make_negotiation(negotiation *n, size_t issues, size_t parties, int64_t share)
{
    uint64_t state = 2024;
    memset(n, 0, sizeof *n);
    for (size_t i = 0; i < issues; i++) {
        n->size[i] = VALUES;
        n->first_bit[i] = (uint32_t)(i * VALUES);
    }
    for (size_t i = 0; i < parties; i++) {
        make_party(&n->party[i], issues, share, &state);
        n->selector[i] =
            (zo_selector){.class_ = ZO_ALTERNATIVE, .sum = &n->party[i].gain, .voter = ZO_DIRECT};
        n->mode[i] = ZO_HARD;
        n->payoff[i] = &n->party[i].worth;
    }
    n->instance = (zo_instance){.issues = issues,
                                .size = n->size,
                                .first_bit = n->first_bit,
                                .value_bits = issues * VALUES,
                                .selectors = parties,
                                .selector = n->selector};
}

static double as_double(const zo_int *count)
{
    int64_t small = 0;
    zo_int_fits64(count, &small);
    return (double)small;
}

static void measure(const negotiation *n, size_t parties, int64_t share, double packages, unsigned threads)
{
    zo_heap heap;
    zo_arena arena;
    open_heap(&heap, &arena);
    zo_limit limit = {.threads = threads, .engine = ZO_ENGINE_ENUMERATION};
    uint64_t begin = zo_clock_now();
    zo_survey found = zo_survey_zone(&n->instance, n->mode, n->payoff, parties, ZO_NO_ISSUE, &limit, &arena);
    double seconds = (double)(zo_clock_now() - begin) / 1e9;
    printf("%7zu %5d %7u %12.0f %8.2f %9zu %9.3f %9.1f %16.0f\n", parties, (int)share, threads, packages,
           100 * as_double(&found.packages) / packages, found.points, seconds, peak_megabytes(),
           packages / seconds);
    zo_arena_close(&arena);
}

int main(int argc, char **argv)
{
    bool quick = argc > 1 && strcmp(argv[1], "quick") == 0;
    size_t issues = quick ? MOST_ISSUES - 3 : MOST_ISSUES;
    double packages = 1;
    for (size_t i = 0; i < issues; i++)
        packages *= VALUES;
    printf("%7s %5s %7s %12s %8s %9s %9s %9s %16s\n", "parties", "asks", "threads", "packages", "% in",
           "points", "seconds", "peak/MB", "packages/second");
    static negotiation n;
    for (size_t parties = FEWEST_PARTIES; parties <= MOST_PARTIES; parties++) {
        for (int64_t share = 0; share <= 40; share += 40) {
            make_negotiation(&n, issues, parties, share);
            for (unsigned threads = 1; threads <= THREADS; threads++)
                measure(&n, parties, share, packages, threads);
        }
    }
    return 0;
}

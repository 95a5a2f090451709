/* Turns packages into a choice of a few that are far apart.
 *
 * Step by step, the package farthest from those chosen joins them; then members are exchanged as long as that helps. Where there
 * are few packages, a search decides whether some choice is one issue further apart, and if so goes on from that. */
#include "engine/choice/diverse.h"

#include <string.h>

#include "engine/watch.h"

enum {
    MOST_STARTS = 32,
    MOST_SEARCHED = 2048, /* packages among which the search is tried */
    MOST_NODES = 1000000  /* of one search, before it is given up */
};

typedef struct chooser {
    const uint32_t *const *package;
    size_t packages, issues, wanted;
    zo_arena *arena;
    zo_watch watch;
    size_t *choice, *best; /* `wanted` each */
    size_t *near;          /* per package: how far from the nearest of those chosen */
    /* The search. */
    uint64_t **apart;   /* per package: those that are far enough from it */
    uint64_t **allowed; /* per member: those that may still join */
    size_t nodes;
} chooser;

size_t zo_issues_apart(const uint32_t *one, const uint32_t *other, size_t issues)
{
    size_t apart = 0;
    for (size_t i = 0; i < issues; i++)
        apart += one[i] != other[i];
    return apart;
}

static size_t between(const chooser *c, size_t one, size_t other)
{
    return zo_issues_apart(c->package[one], c->package[other], c->issues);
}

/* ---- Step by step ---- */

static size_t farthest(const chooser *c)
{
    size_t at = 0;
    for (size_t k = 1; k < c->packages; k++)
        at = c->near[k] > c->near[at] ? k : at;
    return at;
}

static void join(chooser *c, size_t member, size_t package)
{
    c->choice[member] = package;
    for (size_t k = 0; k < c->packages; k++) {
        size_t apart = between(c, package, k);
        c->near[k] = apart < c->near[k] ? apart : c->near[k];
    }
}

static void choose_from(chooser *c, size_t first)
{
    for (size_t k = 0; k < c->packages; k++)
        c->near[k] = SIZE_MAX;
    join(c, 0, first);
    for (size_t m = 1; m < c->wanted; m++)
        join(c, m, farthest(c));
}

/* How far a package is from the nearest of the other members. */
static size_t apart_from_others(const chooser *c, size_t package, size_t member)
{
    size_t least = SIZE_MAX;
    for (size_t m = 0; m < c->wanted; m++) {
        size_t apart = m == member ? SIZE_MAX : between(c, package, c->choice[m]);
        least = apart < least ? apart : least;
    }
    return least;
}

/* Puts in place of each member the package that is farthest from the others; whether that changed anything. */
static bool exchange(chooser *c)
{
    bool any = false;
    for (size_t m = 0; m < c->wanted; m++) {
        size_t best = apart_from_others(c, c->choice[m], m);
        for (size_t k = 0; k < c->packages; k++) {
            size_t apart = apart_from_others(c, k, m);
            if (apart <= best)
                continue;
            best = apart;
            c->choice[m] = k;
            any = true;
        }
    }
    return any;
}

static size_t least_apart(const chooser *c)
{
    size_t least = SIZE_MAX;
    for (size_t m = 0; m < c->wanted; m++) {
        size_t apart = apart_from_others(c, c->choice[m], m);
        least = apart < least ? apart : least;
    }
    return least;
}

static size_t choose_by_steps(chooser *c)
{
    enum { ROUNDS = 20 };
    size_t best = 0, starts = c->packages < MOST_STARTS ? c->packages : MOST_STARTS;
    for (size_t s = 0; s < starts && (s == 0 || !zo_watch_ends(&c->watch)); s++) {
        choose_from(c, s * (c->packages / starts));
        for (int round = 0; round < ROUNDS && !zo_watch_ends(&c->watch) && exchange(c); round++)
            ;
        size_t apart = least_apart(c);
        if (s > 0 && apart <= best)
            continue;
        best = apart;
        memcpy(c->best, c->choice, c->wanted * sizeof *c->best);
    }
    return best;
}

/* ---- Whether it can be more ---- */

static void find_apart(chooser *c, size_t wanted)
{
    for (size_t k = 0; k < c->packages; k++) {
        memset(c->apart[k], 0, (c->packages / 64 + 1) * sizeof *c->apart[k]);
        for (size_t o = k + 1; o < c->packages; o++)
            c->apart[k][o / 64] |= (uint64_t)(between(c, k, o) >= wanted) << (o % 64);
    }
}

/* Completes the choice from the member on with packages allowed; members ascend. False when that cannot be, or was given
 * up. */
static bool complete(chooser *c, size_t member)
{
    size_t words = c->packages / 64 + 1, left = 0;
    const uint64_t *allowed = c->allowed[member];
    if (member == c->wanted)
        return true;
    for (size_t w = 0; w < words; w++)
        left += (size_t)__builtin_popcountll(allowed[w]);
    for (size_t k = 0; k < c->packages && left >= c->wanted - member; k++) {
        if (!(allowed[k / 64] >> (k % 64) & 1))
            continue;
        if (c->nodes++ >= MOST_NODES || zo_watch_ends(&c->watch))
            return false;
        for (size_t w = 0; w < words; w++)
            c->allowed[member + 1][w] = allowed[w] & c->apart[k][w];
        c->choice[member] = k;
        if (complete(c, member + 1))
            return true;
        left--;
    }
    return false;
}

static void open_search(chooser *c)
{
    c->apart = ZO_NEW_MANY(c->arena, uint64_t *, c->packages);
    c->allowed = ZO_NEW_MANY(c->arena, uint64_t *, c->wanted + 1);
    for (size_t k = 0; k < c->packages; k++)
        c->apart[k] = ZO_NEW_MANY(c->arena, uint64_t, c->packages / 64 + 1);
    for (size_t m = 0; m <= c->wanted; m++)
        c->allowed[m] = ZO_NEW_MANY(c->arena, uint64_t, c->packages / 64 + 1);
}

/* True when no choice is further apart than *apart, which is raised as far as is found. */
static bool search(chooser *c, size_t *apart)
{
    if (c->packages > MOST_SEARCHED)
        return *apart == c->issues;
    open_search(c);
    while (*apart < c->issues) {
        find_apart(c, *apart + 1);
        for (size_t k = 0; k < c->packages; k++)
            c->allowed[0][k / 64] |= (uint64_t)1 << (k % 64);
        c->nodes = 0;
        if (!complete(c, 0))
            return c->nodes <= MOST_NODES && c->watch.reach == ZO_EXACT;
        *apart = least_apart(c);
        memcpy(c->best, c->choice, c->wanted * sizeof *c->best);
    }
    return true;
}

/* ---- The whole ---- */

static void sort(size_t *choice, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        size_t moving = choice[i], at = i;
        for (; at > 0 && choice[at - 1] > moving; at--)
            choice[at] = choice[at - 1];
        choice[at] = moving;
    }
}

zo_diverse zo_choose_diverse(const uint32_t *const *package, size_t packages, size_t issues, size_t wanted,
                             const zo_limit *limit, zo_arena *arena)
{
    chooser c = {.package = package, .packages = packages, .issues = issues, .arena = arena};
    zo_diverse out = {.exact = true};
    c.wanted = wanted < packages ? wanted : packages;
    c.watch = zo_watch_open(limit, 0);
    c.choice = ZO_NEW_MANY(arena, size_t, c.wanted + 1);
    c.best = ZO_NEW_MANY(arena, size_t, c.wanted + 1);
    c.near = ZO_NEW_MANY(arena, size_t, packages + 1);
    if (c.wanted > 1) {
        out.apart = choose_by_steps(&c);
        out.exact = search(&c, &out.apart);
    }
    sort(c.best, c.wanted);
    out.chosen = c.wanted;
    out.choice = c.best;
    return out;
}

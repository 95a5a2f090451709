/* Turns the packages chosen in one draw after another into counts. Packages are told apart by their values; a
 * table finds them again, and their order comes from sorting, never from the table. */
#include "engine/choice/shares.h"

#include "base/table.h"

#include <stdlib.h>
#include <string.h>

/* A package that was chosen at least once. */
typedef struct seen {
    uint32_t *package;
    uint64_t draws, tied;
    uint64_t last; /* the draw that it was last counted in, from 1 */
} seen;

struct zo_shares {
    const zo_instance *instance;
    zo_arena *arena;
    zo_table index; /* the values of a package -> where it is in `packages` */
    ZO_ARRAY(seen) packages;
    uint64_t draws, undefined, empty_zone, tied;
    uint64_t *values; /* of the present draw */
    uint64_t *in_every, *in_any;
    ZO_ARRAY(uint32_t) present; /* the packages of the present draw */
};

zo_shares *zo_shares_new(const zo_instance *instance, zo_arena *arena)
{
    size_t words = zo_set_words(instance->value_bits);
    zo_shares *shares = ZO_NEW(arena, zo_shares);
    shares->instance = instance;
    shares->arena = arena;
    shares->index = zo_table_new(arena);
    shares->values = ZO_NEW_MANY(arena, uint64_t, words);
    shares->in_every = ZO_NEW_MANY(arena, uint64_t, words);
    shares->in_any = ZO_NEW_MANY(arena, uint64_t, words);
    return shares;
}

static zo_str key_of(const zo_shares *shares, const uint32_t *package)
{
    return (zo_str){(const char *)package, shares->instance->issues * sizeof *package};
}

/* Where the package is, added when it is new. */
static uint32_t place_of(zo_shares *shares, const uint32_t *package)
{
    uint32_t place = zo_table_get(&shares->index, key_of(shares, package));
    if (place != ZO_ABSENT)
        return place;
    size_t issues = shares->instance->issues;
    seen new = {.package = ZO_NEW_MANY(shares->arena, uint32_t, issues)};
    if (issues > 0)
        memcpy(new.package, package, issues * sizeof *package);
    place = (uint32_t)shares->packages.n;
    ZO_PUSH(shares->arena, &shares->packages, new);
    return zo_table_add(&shares->index, key_of(shares, new.package), place);
}

static void add_values(zo_shares *shares, const uint32_t *package)
{
    for (size_t i = 0; i < shares->instance->issues; i++)
        zo_set_bit(shares->values, shares->instance->first_bit[i] + package[i]);
}

static bool is_first_choice(const zo_shares *shares)
{
    return shares->draws == shares->undefined + shares->empty_zone + 1;
}

static void gather_values(zo_shares *shares)
{
    for (size_t w = 0; w < zo_set_words(shares->instance->value_bits); w++) {
        shares->in_every[w] =
            is_first_choice(shares) ? shares->values[w] : shares->in_every[w] & shares->values[w];
        shares->in_any[w] |= shares->values[w];
        shares->values[w] = 0;
    }
}

void zo_shares_choose(zo_shares *shares, const uint32_t *const *package, size_t packages)
{
    shares->draws++;
    shares->present.n = 0;
    for (size_t i = 0; i < packages; i++) {
        uint32_t place = place_of(shares, package[i]);
        seen *one = &shares->packages.at[place];
        if (one->last == shares->draws)
            continue;
        one->last = shares->draws;
        one->draws++;
        add_values(shares, package[i]);
        ZO_PUSH(shares->arena, &shares->present, place);
    }
    bool tied = shares->present.n > 1;
    shares->tied += tied;
    for (size_t i = 0; i < shares->present.n; i++)
        shares->packages.at[shares->present.at[i]].tied += tied;
    gather_values(shares);
}

void zo_shares_undefined(zo_shares *shares)
{
    shares->draws++;
    shares->undefined++;
}

void zo_shares_empty_zone(zo_shares *shares)
{
    shares->draws++;
    shares->empty_zone++;
}

/* The count */

/* What qsort sees: a share, and how long its package is. */
typedef struct sortable {
    zo_share share;
    size_t issues;
} sortable;

static int compare_shares(const void *a, const void *b)
{
    const sortable *x = a, *y = b;
    if (x->share.draws != y->share.draws)
        return x->share.draws > y->share.draws ? -1 : 1;
    for (size_t i = 0; i < x->issues; i++) {
        if (x->share.package[i] != y->share.package[i])
            return x->share.package[i] < y->share.package[i] ? -1 : 1;
    }
    return 0;
}

static const zo_share *sorted_shares(const zo_shares *shares)
{
    size_t n = shares->packages.n;
    sortable *sorted = ZO_NEW_MANY(shares->arena, sortable, n);
    zo_share *share = ZO_NEW_MANY(shares->arena, zo_share, n);
    for (size_t i = 0; i < n; i++) {
        const seen *one = &shares->packages.at[i];
        sorted[i] = (sortable){{one->package, one->draws, one->tied}, shares->instance->issues};
    }
    qsort(sorted, n, sizeof *sorted, compare_shares);
    for (size_t i = 0; i < n; i++)
        share[i] = sorted[i].share;
    return share;
}

static const uint64_t *copy_set(const zo_shares *shares, const uint64_t *set)
{
    size_t words = zo_set_words(shares->instance->value_bits);
    uint64_t *copy = ZO_NEW_MANY(shares->arena, uint64_t, words);
    memcpy(copy, set, words * sizeof *copy);
    return copy;
}

zo_share_count zo_shares_count(const zo_shares *shares)
{
    return (zo_share_count){.draws = shares->draws,
                            .undefined = shares->undefined,
                            .empty_zone = shares->empty_zone,
                            .tied = shares->tied,
                            .packages = shares->packages.n,
                            .share = sorted_shares(shares),
                            .in_every = copy_set(shares, shares->in_every),
                            .in_any = copy_set(shares, shares->in_any)};
}

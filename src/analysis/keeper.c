/* Packages -> a fair sample of them: those whose hashes are the smallest, under a hash that the seed chooses. */
#include "analysis/keeper.h"

#include <stdlib.h>
#include <string.h>

#include "engine/hash.h"

static int by_package(const void *left, const void *right)
{
    const zo_kept_package *a = left, *b = right;
    for (size_t i = 0; i < a->issues; i++)
        if (a->package[i] != b->package[i])
            return a->package[i] < b->package[i] ? -1 : 1;
    return 0;
}

static int by_rank(const void *left, const void *right)
{
    const zo_kept_package *a = left, *b = right;
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    return by_package(left, right);
}

static uint64_t rank_of(const zo_keeper *keeper, const uint32_t *package)
{
    uint64_t rank = keeper->seed;
    for (size_t i = 0; i < keeper->issues; i++) {
        uint64_t value = package[i];
        rank = zo_hash_words(rank, &value, 1);
    }
    return rank;
}

static void sort(zo_keeper *keeper, int (*order)(const void *, const void *))
{
    if (keeper->kept.n > 1)
        qsort(keeper->kept.at, keeper->kept.n, sizeof *keeper->kept.at, order);
}

static void let_go(zo_keeper *keeper)
{
    if (keeper->kept.n <= keeper->most)
        return;
    sort(keeper, by_rank);
    for (size_t i = keeper->most; i < keeper->kept.n; i++)
        ZO_PUSH(keeper->arena, &keeper->spare, keeper->kept.at[i].package);
    keeper->kept.n = keeper->most;
}

static uint32_t *room_for_one(zo_keeper *keeper)
{
    if (keeper->spare.n > 0)
        return keeper->spare.at[--keeper->spare.n];
    return ZO_NEW_MANY(keeper->arena, uint32_t, keeper->issues + 1);
}

/* Lets go only when there are twice as many as are kept in the end, so that sorting is rare. */
void zo_keep(zo_keeper *keeper, const uint32_t *package)
{
    if (keeper->kept.n / 2 >= keeper->most)
        let_go(keeper);
    zo_kept_package kept = {rank_of(keeper, package), keeper->issues, room_for_one(keeper)};
    memcpy(kept.package, package, keeper->issues * sizeof *package);
    ZO_PUSH(keeper->arena, &keeper->kept, kept);
    keeper->met++;
}

void zo_keeper_close(zo_keeper *keeper)
{
    let_go(keeper);
    sort(keeper, by_package);
}

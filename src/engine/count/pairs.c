/* Merges sorted lists two by two, round after round. */
#include "engine/count/pairs.h"

typedef struct zo_uniting {
    const zo_pair_rule *rule;
    zo_watch *watch;
    zo_arena *arena;
    zo_arena round[2]; /* on the same heap */
    zo_moved_pairs *moved;
    size_t n;
    zo_pairs outcome;
} zo_uniting;

static bool is_dropped(const zo_pair_rule *rule, const zo_pair *pair)
{
    return pair->a < rule->least_a || pair->b < rule->least_b;
}

/* From the highest a down, a pair stays when its b is above all so far. */
static size_t keep_best(zo_pair *at, size_t n)
{
    size_t kept = n;
    for (size_t i = n; i-- > 0;)
        if (kept == n || at[i].b > at[kept].b)
            at[--kept] = at[i];
    for (size_t i = kept; i < n; i++)
        at[i - kept] = at[i];
    return n - kept;
}

static zo_pair moved_at(const zo_moved_pairs *moved, size_t i)
{
    zo_pair pair = moved->pairs.at[i];
    pair.a += moved->a;
    pair.b += moved->b;
    return pair;
}

static bool is_before(const zo_pair *a, const zo_pair *b) { return a->a != b->a ? a->a < b->a : a->b < b->b; }

static size_t merge(const zo_uniting *u, const zo_moved_pairs *left, const zo_moved_pairs *right, zo_pair *to)
{
    enum { PAIRS_A_LOOK = 256 };
    size_t i = 0, j = 0, n = 0;
    while (i < left->pairs.n || j < right->pairs.n) {
        if ((i + j) % PAIRS_A_LOOK == 0 && zo_watch_ends(u->watch))
            return 0;
        zo_pair x = i < left->pairs.n ? moved_at(left, i) : (zo_pair){0};
        zo_pair y = j < right->pairs.n ? moved_at(right, j) : (zo_pair){0};
        bool takes_left = j == right->pairs.n || (i < left->pairs.n && is_before(&x, &y));
        const zo_pair *next = takes_left ? &x : &y;
        i += takes_left;
        j += !takes_left;
        if (n > 0 && to[n - 1].a == next->a && to[n - 1].b == next->b)
            to[n - 1].count += next->count;
        else if (!is_dropped(u->rule, next))
            to[n++] = *next;
    }
    return u->rule->best_only ? keep_best(to, n) : n;
}

/* Of the last round, into memory that stays. */
static void finish(zo_uniting *u, const zo_moved_pairs *left, const zo_moved_pairs *right)
{
    zo_pair *to = ZO_NEW_MANY(u->arena, zo_pair, left->pairs.n + right->pairs.n + 1);
    size_t n = merge(u, left, right, to);
    u->outcome = (zo_pairs){n, to};
}

static void unite(void *context)
{
    static const zo_moved_pairs none = {0};
    zo_uniting *u = context;
    for (unsigned round = 0; u->n > 2; round++) {
        zo_arena *arena = &u->round[round % 2];
        zo_heap *heap = arena->heap;
        size_t n = 0;
        zo_arena_close(arena);
        zo_arena_open(arena, heap);
        for (size_t i = 0; i < u->n; i += 2) {
            const zo_moved_pairs *left = &u->moved[i], *right = i + 1 < u->n ? &u->moved[i + 1] : &none;
            zo_pair *to = ZO_NEW_MANY(arena, zo_pair, left->pairs.n + right->pairs.n + 1);
            size_t merged = merge(u, left, right, to);
            u->moved[n++] = (zo_moved_pairs){{merged, to}, 0, 0};
        }
        u->n = n;
    }
    finish(u, u->n > 0 ? &u->moved[0] : &none, u->n > 1 ? &u->moved[1] : &none);
}

zo_pairs zo_pairs_unite(zo_moved_pairs *moved, size_t n, const zo_pair_rule *rule, zo_watch *watch,
                        zo_arena *arena)
{
    zo_uniting u = {.rule = rule, .watch = watch, .arena = arena, .moved = moved, .n = n};
    zo_arena_open(&u.round[0], arena->heap);
    zo_arena_open(&u.round[1], arena->heap);
    bool fine = zo_heap_stands(arena->heap, unite, &u);
    zo_arena_close(&u.round[0]);
    zo_arena_close(&u.round[1]);
    if (!fine)
        longjmp(*arena->heap->escape, 1);
    return u.outcome;
}

bool zo_pairs_reach(const zo_pairs *best, int64_t a, int64_t b)
{
    size_t from = 0, to = best->n;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (best->at[middle].a < a)
            from = middle + 1;
        else
            to = middle;
    }
    return from < best->n && best->at[from].b >= b;
}

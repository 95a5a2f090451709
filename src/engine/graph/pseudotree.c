/* Scopes -> an order of elimination -> a tree, and the tree as an order in which branches follow each other.
 *
 * Elimination takes next the issue that couples the fewest others anew (min-fill; where there are many issues, the one that is
 * coupled with the fewest), as in Dechter, R. (2003), Constraint Processing, chapter 4. The tree of an order of elimination
 * is that of Liu, J. (1990), The role of elimination trees in sparse factorization: every issue hangs from the next one to be
 * eliminated that it is coupled with by then.
 *
 * Wide scopes, such as a sum over all issues, couple everything and would hide what else there is: the order is found without
 * them, and the tree then built with them. It is the same whenever the scopes are. */
#include "engine/graph/pseudotree.h"

#include <string.h>

#include "space/instance.h"

enum {
    WIDE = 8,             /* a scope of more issues is left out when the order is found */
    MOST_FOR_FILL = 1024, /* issues */
    NOBODY = UINT32_MAX
};

/* ---- Elimination ---- */

typedef struct zo_elimination {
    size_t issues, words;
    uint64_t *near; /* at issue * words: those it is coupled with that are left */
    uint64_t *left, *stale;
    size_t *fill;    /* couplings that its elimination adds */
    uint32_t *order; /* eliminated first, first */
} zo_elimination;

static size_t next_in(const uint64_t *set, size_t words, size_t from)
{
    size_t word = from / 64;
    if (word >= words)
        return SIZE_MAX;
    uint64_t rest = set[word] & UINT64_MAX << (from % 64);
    while (rest == 0 && ++word < words)
        rest = set[word];
    return rest == 0 ? SIZE_MAX : word * 64 + (size_t)__builtin_ctzll(rest);
}

static size_t size_of(const uint64_t *set, size_t words)
{
    size_t n = 0;
    for (size_t w = 0; w < words; w++)
        n += (size_t)__builtin_popcountll(set[w]);
    return n;
}

static uint64_t *near(const zo_elimination *e, size_t issue) { return e->near + issue * e->words; }

static void couple(zo_elimination *e, const zo_scope *scope)
{
    for (size_t i = 0; i < scope->issues; i++)
        for (size_t j = 0; j < scope->issues; j++)
            if (i != j)
                zo_set_bit(near(e, scope->issue[i]), scope->issue[j]);
}

static size_t fill_of(const zo_elimination *e, size_t issue)
{
    const uint64_t *own = near(e, issue);
    size_t missing = 0;
    if (e->issues > MOST_FOR_FILL)
        return 0;
    for (size_t i = next_in(own, e->words, 0); i != SIZE_MAX; i = next_in(own, e->words, i + 1)) {
        const uint64_t *other = near(e, i);
        for (size_t w = 0; w < e->words; w++)
            missing += (size_t)__builtin_popcountll(own[w] & ~other[w]);
        missing--; /* itself */
    }
    return missing / 2;
}

static size_t cheapest(const zo_elimination *e)
{
    size_t best = SIZE_MAX, least = SIZE_MAX, fewest = SIZE_MAX;
    for (size_t i = next_in(e->left, e->words, 0); i != SIZE_MAX; i = next_in(e->left, e->words, i + 1)) {
        if (e->fill[i] > least)
            continue;
        size_t degree = size_of(near(e, i), e->words);
        if (e->fill[i] < least || degree < fewest) {
            best = i;
            least = e->fill[i];
            fewest = degree;
        }
    }
    return best;
}

static void eliminate(zo_elimination *e, size_t issue)
{
    const uint64_t *own = near(e, issue);
    memcpy(e->stale, own, e->words * sizeof *own);
    for (size_t i = next_in(own, e->words, 0); i != SIZE_MAX; i = next_in(own, e->words, i + 1)) {
        uint64_t *other = near(e, i);
        for (size_t w = 0; w < e->words; w++) {
            other[w] |= own[w];
            e->stale[w] |= e->fill[issue] > 0 ? other[w] : 0;
        }
        other[i / 64] &= ~((uint64_t)1 << (i % 64));
        other[issue / 64] &= ~((uint64_t)1 << (issue % 64));
    }
    e->left[issue / 64] &= ~((uint64_t)1 << (issue % 64));
    for (size_t w = 0; w < e->words; w++)
        e->stale[w] &= e->left[w];
    for (size_t i = next_in(e->stale, e->words, 0); i != SIZE_MAX; i = next_in(e->stale, e->words, i + 1))
        e->fill[i] = fill_of(e, i);
}

static const uint32_t *order_of(size_t issues, const zo_scope *scope, size_t scopes, zo_arena *arena)
{
    zo_elimination e = {.issues = issues, .words = zo_set_words(issues)};
    e.near = ZO_NEW_MANY(arena, uint64_t, issues * e.words + 1);
    e.left = ZO_NEW_MANY(arena, uint64_t, e.words + 1);
    e.stale = ZO_NEW_MANY(arena, uint64_t, e.words + 1);
    e.fill = ZO_NEW_MANY(arena, size_t, issues + 1);
    e.order = ZO_NEW_MANY(arena, uint32_t, issues + 1);
    for (size_t s = 0; s < scopes; s++)
        couple(&e, &scope[s]);
    for (size_t i = 0; i < issues; i++) {
        zo_set_bit(e.left, i);
        e.fill[i] = fill_of(&e, i);
    }
    for (size_t step = 0; step < issues; step++) {
        size_t issue = cheapest(&e);
        e.order[step] = (uint32_t)issue;
        eliminate(&e, issue);
    }
    return e.order;
}

/* ---- The tree of an order ---- */

typedef struct zo_planting {
    size_t issues;
    const uint32_t *step; /* per issue: when it is eliminated */
    uint32_t *parent;     /* per issue */
    uint32_t *top;        /* per issue: one above it, on the way to the highest so far */
    uint32_t *size;       /* per issue: of all below it, itself included */
} zo_planting;

static uint32_t highest(zo_planting *p, uint32_t issue)
{
    uint32_t top = issue;
    while (p->top[top] != top)
        top = p->top[top];
    while (p->top[issue] != top) {
        uint32_t next = p->top[issue];
        p->top[issue] = top;
        issue = next;
    }
    return top;
}

/* Issues of a scope in the order of their elimination: each is coupled with the next. */
typedef struct zo_link {
    uint32_t from, next; /* next: link of the same issue, or NOBODY */
} zo_link;

static bool is_after(const uint32_t *key, uint32_t one, uint32_t other)
{
    return key[one] != key[other] ? key[one] > key[other] : one > other;
}

static void sort_by(const uint32_t *key, uint32_t *issue, size_t n)
{
    for (size_t gap = n / 2; gap > 0; gap /= 2)
        for (size_t i = gap; i < n; i++) {
            uint32_t one = issue[i];
            size_t at = i;
            for (; at >= gap && is_after(key, issue[at - gap], one); at -= gap)
                issue[at] = issue[at - gap];
            issue[at] = one;
        }
}

static void plant(zo_planting *p, const uint32_t *order, const zo_scope *scope, size_t scopes,
                  zo_arena *arena)
{
    ZO_ARRAY(zo_link) links = {0};
    uint32_t *first = ZO_NEW_MANY(arena, uint32_t, p->issues + 1);
    uint32_t *sorted = ZO_NEW_MANY(arena, uint32_t, p->issues + 1);
    memset(first, 0xff, p->issues * sizeof *first);
    for (size_t s = 0; s < scopes; s++) {
        memcpy(sorted, scope[s].issue, scope[s].issues * sizeof *sorted);
        sort_by(p->step, sorted, scope[s].issues);
        for (size_t i = 1; i < scope[s].issues; i++) {
            zo_link link = {.from = sorted[i - 1], .next = first[sorted[i]]};
            first[sorted[i]] = (uint32_t)links.n;
            ZO_PUSH(arena, &links, link);
        }
    }
    for (size_t step = 0; step < p->issues; step++) {
        uint32_t issue = order[step];
        p->parent[issue] = NOBODY;
        p->top[issue] = issue;
        for (uint32_t l = first[issue]; l != NOBODY; l = links.at[l].next) {
            uint32_t below = highest(p, links.at[l].from);
            if (below != issue)
                p->parent[below] = p->top[below] = issue;
        }
    }
}

static void measure(zo_planting *p, const uint32_t *order)
{
    for (size_t i = 0; i < p->issues; i++)
        p->size[i] = 1;
    for (size_t step = 0; step < p->issues; step++)
        if (p->parent[order[step]] != NOBODY)
            p->size[p->parent[order[step]]] += p->size[order[step]];
}

static zo_planting planted(size_t issues, const uint32_t *order, const zo_scope *scope, size_t scopes,
                           zo_arena *arena)
{
    uint32_t *step = ZO_NEW_MANY(arena, uint32_t, issues + 1);
    for (uint32_t s = 0; s < issues; s++)
        step[order[s]] = s;
    zo_planting p = {.issues = issues,
                     .step = step,
                     .parent = ZO_NEW_MANY(arena, uint32_t, issues + 1),
                     .top = ZO_NEW_MANY(arena, uint32_t, issues + 1),
                     .size = ZO_NEW_MANY(arena, uint32_t, issues + 1)};
    plant(&p, order, scope, scopes, arena);
    measure(&p, order);
    return p;
}

/* ---- Branch after branch ---- */

/* Parents first; of branches at one point the smallest first, so that while the largest is gone through none waits. */
static uint32_t *walk(const zo_planting *p, zo_arena *arena)
{
    uint32_t *order = ZO_NEW_MANY(arena, uint32_t, p->issues + 1);
    uint32_t *sorted = ZO_NEW_MANY(arena, uint32_t, p->issues + 1);
    uint32_t *first = ZO_NEW_MANY(arena, uint32_t, p->issues + 1);
    uint32_t *next = ZO_NEW_MANY(arena, uint32_t, p->issues + 1);
    uint32_t *stack = ZO_NEW_MANY(arena, uint32_t, p->issues + 1);
    size_t n = 0, open = 0;
    for (uint32_t i = 0; i < p->issues; i++)
        sorted[i] = i;
    memset(first, 0xff, (p->issues + 1) * sizeof *first);
    sort_by(p->size, sorted, p->issues);
    for (size_t i = 0; i < p->issues;
         i++) { /* the largest comes to stand first, to be taken from the stack last */
        uint32_t issue = sorted[i], at = p->parent[issue] == NOBODY ? (uint32_t)p->issues : p->parent[issue];
        next[issue] = first[at];
        first[at] = issue;
    }
    for (uint32_t i = first[p->issues]; i != NOBODY; i = next[i])
        stack[open++] = i;
    while (open > 0) {
        uint32_t issue = order[n++] = stack[--open];
        for (uint32_t i = first[issue]; i != NOBODY; i = next[i])
            stack[open++] = i;
    }
    return order;
}

static void reverse(uint32_t *order, size_t n)
{
    for (size_t i = 0; i < n / 2; i++) {
        uint32_t swap = order[i];
        order[i] = order[n - 1 - i];
        order[n - 1 - i] = swap;
    }
}

zo_pseudotree zo_pseudotree_of(size_t issues, const zo_scope *scope, size_t scopes, zo_arena *arena)
{
    size_t narrow = 0;
    zo_scope *some = ZO_NEW_MANY(arena, zo_scope, scopes + 1);
    for (size_t s = 0; s < scopes; s++)
        if (scope[s].issues <= WIDE)
            some[narrow++] = scope[s];
    const uint32_t *found = order_of(issues, some, narrow, arena);
    zo_planting first = planted(issues, found, some, narrow, arena);
    uint32_t *order = walk(&first, arena);
    reverse(order, issues);
    zo_planting last = planted(issues, order, scope, scopes, arena);
    uint32_t *final = walk(&last, arena), *at = ZO_NEW_MANY(arena, uint32_t, issues + 1);
    uint32_t *parent = ZO_NEW_MANY(arena, uint32_t, issues + 1);
    for (uint32_t i = 0; i < issues; i++)
        at[final[i]] = i;
    for (uint32_t i = 0; i < issues; i++)
        parent[i] = last.parent[final[i]] == NOBODY ? ZO_NO_PARENT : at[last.parent[final[i]]];
    return (zo_pseudotree){.issues = issues, .order = final, .at = at, .parent = parent};
}

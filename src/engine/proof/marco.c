/* Turns the prover into complete lists of conflicts and movements: MARCO (Liffiton, Previti, Malik and
 * Marques-Silva 2016, Fast, flexible MUS enumeration).
 *
 * A map, itself a set of clauses over one variable a selector, holds the sets not yet decided. It is asked for
 * large sets first. Where the zone of such a set is empty, it is shrunk to a conflict, and all that contain the
 * conflict leave the map; else it is grown, and all sets within it leave the map. */
#include "engine/proof/marco.h"

#include "engine/proof/sat.h"

#include <stdlib.h>
#include <string.h>

typedef struct map {
    zo_prover *prover;
    zo_arena *arena;
    size_t selectors, words;
    uint64_t *among, *others; /* what is chosen from; what is in force throughout */
    zo_sat *sat;
    int first; /* the variable of selector 0 */
    ZO_ARRAY(const uint64_t *) conflicts;
    ZO_ARRAY(const uint64_t *) movements;
    ZO_ARRAY(int) clause;
    uint64_t *seed, *in_force, *core;
    uint32_t *package;
} map;

static map open_map(zo_prover *prover, const uint64_t *soft, zo_arena *arena)
{
    const zo_instance *instance = zo_prover_instance(prover);
    map m = {.prover = prover, .arena = arena, .selectors = instance->selectors};
    m.words = zo_set_words(m.selectors);
    uint64_t **set[] = {&m.among, &m.others, &m.seed, &m.in_force, &m.core};
    for (size_t i = 0; i < sizeof set / sizeof *set; i++)
        *set[i] = ZO_NEW_MANY(arena, uint64_t, m.words);
    m.package = ZO_NEW_MANY(arena, uint32_t, instance->issues);
    zo_prover_soft(prover, m.others);
    for (size_t w = 0; w < m.words; w++) {
        m.among[w] = m.others[w] & soft[w];
        m.others[w] &= ~soft[w];
    }
    m.sat = zo_sat_new(zo_prover_limit(prover), true, arena);
    m.first = zo_sat_variables(m.sat, m.selectors);
    return m;
}

/* One of the set's selectors must be in (or out of) every set that is left. */
static void block(map *m, const uint64_t *set, bool in)
{
    m->clause.n = 0;
    for (size_t s = 0; s < m->selectors; s++) {
        if (zo_bit(set, s))
            ZO_PUSH(m->arena, &m->clause, in ? m->first + (int)s : -(m->first + (int)s));
    }
    zo_sat_add(m->sat, m->clause.at, m->clause.n);
}

static zo_answer find_seed(map *m)
{
    zo_answer answer = zo_sat_solve(m->sat);
    if (answer != ZO_SAT_YES)
        return answer;
    memset(m->seed, 0, m->words * sizeof *m->seed);
    for (size_t s = 0; s < m->selectors; s++) {
        if (zo_bit(m->among, s) && zo_sat_value(m->sat, m->first + (int)s))
            zo_set_bit(m->seed, s);
    }
    return ZO_SAT_YES;
}

static uint64_t *copy_of(map *m, const uint64_t *set)
{
    uint64_t *copy = ZO_NEW_MANY(m->arena, uint64_t, m->words);
    memcpy(copy, set, m->words * sizeof *copy);
    return copy;
}

static bool note_conflict(map *m)
{
    for (size_t w = 0; w < m->words; w++)
        m->core[w] &= m->among[w];
    if (!zo_prover_shrink(m->prover, m->others, m->core))
        return false;
    ZO_PUSH(m->arena, &m->conflicts, copy_of(m, m->core));
    block(m, m->core, false);
    return true;
}

/* The seed is as large as the map allows but for what the package happens to satisfy beyond it. */
static void note_movement(map *m)
{
    zo_prover_grow(m->prover, m->package, m->among, m->in_force);
    for (size_t w = 0; w < m->words; w++)
        m->core[w] = m->among[w] & ~m->in_force[w];
    ZO_PUSH(m->arena, &m->movements, copy_of(m, m->core));
    block(m, m->core, true);
}

static bool decide_seed(map *m)
{
    for (size_t w = 0; w < m->words; w++)
        m->in_force[w] = m->others[w] | m->seed[w];
    zo_proved proved = zo_prover_ask(m->prover, m->in_force, m->package, m->core);
    if (proved == ZO_IMPOSSIBLE)
        return note_conflict(m);
    if (proved == ZO_POSSIBLE)
        note_movement(m);
    return proved == ZO_POSSIBLE;
}

/* ---- Lists ---- */

static size_t count(const uint64_t *set, size_t words)
{
    size_t n = 0;
    for (size_t w = 0; w < words; w++)
        n += (size_t)__builtin_popcountll(set[w]);
    return n;
}

typedef struct sized {
    size_t size, words;
    const uint64_t *set;
} sized;

static int compare_sized(const void *a, const void *b)
{
    const sized *x = a, *y = b;
    if (x->size != y->size)
        return x->size < y->size ? -1 : 1;
    for (size_t w = x->words; w-- > 0;) {
        if (x->set[w] != y->set[w])
            return x->set[w] < y->set[w] ? -1 : 1;
    }
    return 0;
}

static bool contains(const uint64_t *all, const uint64_t *part, size_t words)
{
    for (size_t w = 0; w < words; w++) {
        if ((part[w] & ~all[w]) != 0)
            return false;
    }
    return true;
}

static zo_reasons list(map *m, const uint64_t *const *set, size_t n, bool complete)
{
    sized *all = ZO_NEW_MANY(m->arena, sized, n);
    const uint64_t **kept = ZO_NEW_MANY(m->arena, const uint64_t *, n);
    size_t sets = 0;
    for (size_t i = 0; i < n; i++)
        all[i] = (sized){.size = count(set[i], m->words), .words = m->words, .set = set[i]};
    if (n > 0)
        qsort(all, n, sizeof *all, compare_sized);
    for (size_t i = 0; i < n; i++) {
        bool minimal = true;
        for (size_t j = 0; j < sets && minimal; j++)
            minimal = !contains(all[i].set, kept[j], m->words);
        if (minimal)
            kept[sets++] = all[i].set;
    }
    return (zo_reasons){.sets = sets, .set = kept, .complete = complete};
}

void zo_all_conflicts_and_movements(zo_prover *prover, const uint64_t *soft, zo_reasons *conflicts,
                                    zo_reasons *movements, zo_arena *arena)
{
    map m = open_map(prover, soft, arena);
    zo_answer answer;
    while ((answer = find_seed(&m)) == ZO_SAT_YES && decide_seed(&m))
        continue;
    zo_sat_free(m.sat);
    bool complete = answer == ZO_SAT_NO;
    *conflicts = list(&m, m.conflicts.at, m.conflicts.n, complete);
    *movements = list(&m, m.movements.at, m.movements.n, complete);
}

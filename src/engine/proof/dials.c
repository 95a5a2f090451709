/* Turns dials and sets of their values into clauses of the order encoding, and models back into values. */
#include "engine/proof/dials.h"

#include "space/instance.h"

#include <assert.h>
#include <string.h>

void zo_dials_open(zo_dials *dials, zo_sat *sat, zo_arena *arena)
{
    *dials = (zo_dials){.sat = sat, .arena = arena, .sets = zo_table_new(arena)};
}

uint32_t zo_dials_add(zo_dials *dials, uint32_t size)
{
    assert(size >= 1);
    int first = size == 1 ? ZO_LIT_FALSE : zo_sat_variables(dials->sat, size - 1);
    for (int i = 0; i + 2 < (int)size; i++) {
        int descending[] = {-(first + i + 1), first + i};
        zo_sat_add(dials->sat, descending, 2);
    }
    zo_dial dial = {.size = size, .first = first};
    ZO_PUSH(dials->arena, &dials->all, dial);
    return (uint32_t)(dials->all.n - 1);
}

uint32_t zo_dials_add_yes_no(zo_dials *dials, int literal)
{
    zo_dial dial = {.size = 2, .first = literal};
    ZO_PUSH(dials->arena, &dials->all, dial);
    return (uint32_t)(dials->all.n - 1);
}

int zo_dial_at_least(const zo_dials *dials, uint32_t dial, uint32_t value)
{
    const zo_dial *d = &dials->all.at[dial];
    if (value == 0)
        return ZO_LIT_TRUE;
    if (value >= d->size)
        return ZO_LIT_FALSE;
    return value == 1 ? d->first : d->first + (int)value - 1;
}

/* ---- Sets ---- */

/* The first value at or after `from` that is in the set, or is not; the size when there is none. */
static uint32_t next_in(const uint64_t *set, uint32_t size, uint32_t from, bool in)
{
    while (from < size) {
        uint64_t word = (in ? set[from / 64] : ~set[from / 64]) >> (from % 64);
        if (word != 0) {
            from += (uint32_t)__builtin_ctzll(word);
            return from < size ? from : size;
        }
        from = (from / 64 + 1) * 64;
    }
    return size;
}

/* A clause: one of the literals, or the dial stands below `from`, or at `to` or higher. */
static void add_outside(zo_dials *dials, uint32_t dial, uint32_t from, uint32_t to, const int *unless,
                        size_t literals)
{
    dials->clause.n = 0;
    for (size_t i = 0; i < literals; i++)
        ZO_PUSH(dials->arena, &dials->clause, unless[i]);
    ZO_PUSH(dials->arena, &dials->clause, -zo_dial_at_least(dials, dial, from));
    ZO_PUSH(dials->arena, &dials->clause, zo_dial_at_least(dials, dial, to));
    zo_sat_add(dials->sat, dials->clause.at, dials->clause.n);
}

/* One clause for every run of values that are in the set, or are not: the dial does not stand there. */
static void avoid_runs(zo_dials *dials, uint32_t dial, const uint64_t *set, bool in, const int *unless,
                       size_t literals)
{
    uint32_t size = dials->all.at[dial].size;
    uint32_t from = next_in(set, size, 0, in);
    while (from < size) {
        uint32_t to = next_in(set, size, from, !in);
        add_outside(dials, dial, from, to, unless, literals);
        from = next_in(set, size, to, in);
    }
}

void zo_dial_must(zo_dials *dials, uint32_t dial, const uint64_t *set, const int *unless, size_t literals)
{
    avoid_runs(dials, dial, set, false, unless, literals);
}

/* The literal of a set that reaches to one end, or is empty or full; 0 for every other set. */
static int simple_literal(const zo_dials *dials, uint32_t dial, const uint64_t *set)
{
    uint32_t size = dials->all.at[dial].size;
    uint32_t from = next_in(set, size, 0, true), to = next_in(set, size, from, false);
    if (from == size)
        return ZO_LIT_FALSE;
    if (next_in(set, size, to, true) < size)
        return 0;
    if (to == size)
        return zo_dial_at_least(dials, dial, from);
    return from == 0 ? -zo_dial_at_least(dials, dial, to) : 0;
}

/* Dial and set as bytes, good until the next call. */
static zo_str key_of(zo_dials *dials, uint32_t dial, const uint64_t *set)
{
    uint32_t size = dials->all.at[dial].size;
    size_t words = zo_set_words(size);
    dials->key.n = 0;
    ZO_PUSH(dials->arena, &dials->key, dial);
    for (size_t i = 0; i < words; i++)
        ZO_PUSH(dials->arena, &dials->key, set[i]);
    if (size % 64 != 0)
        dials->key.at[words] &= ((uint64_t)1 << (size % 64)) - 1;
    return (zo_str){(const char *)dials->key.at, (words + 1) * sizeof(uint64_t)};
}

static zo_str copy_of(zo_arena *arena, zo_str key)
{
    char *s = zo_alloc(arena, key.n);
    memcpy(s, key.s, key.n);
    return (zo_str){s, key.n};
}

int zo_dial_within(zo_dials *dials, uint32_t dial, const uint64_t *set)
{
    int literal = simple_literal(dials, dial, set);
    if (literal != 0)
        return literal;
    zo_str key = key_of(dials, dial, set);
    uint32_t known = zo_table_get(&dials->sets, key);
    if (known != ZO_ABSENT)
        return (int)known;
    literal = zo_sat_variables(dials->sat, 1);
    zo_table_add(&dials->sets, copy_of(dials->arena, key), (uint32_t)literal);
    int not_it = -literal;
    avoid_runs(dials, dial, set, false, &not_it, 1);
    avoid_runs(dials, dial, set, true, &literal, 1);
    return literal;
}

int zo_dials_both(zo_dials *dials, int left, int right)
{
    if (left == ZO_LIT_FALSE || right == ZO_LIT_FALSE || left == -right)
        return ZO_LIT_FALSE;
    if (left == ZO_LIT_TRUE || left == right)
        return right;
    if (right == ZO_LIT_TRUE)
        return left;
    int both = zo_sat_variables(dials->sat, 1);
    int clause[][3] = {{-both, left}, {-both, right}, {both, -left, -right}};
    zo_sat_add(dials->sat, clause[0], 2);
    zo_sat_add(dials->sat, clause[1], 2);
    zo_sat_add(dials->sat, clause[2], 3);
    return both;
}

/* ---- Models ---- */

void zo_dials_new_model(zo_dials *dials) { dials->model++; }

static uint32_t read_value(const zo_dials *dials, uint32_t dial)
{
    uint32_t least = 0, past = dials->all.at[dial].size;
    while (past - least > 1) {
        uint32_t middle = least + (past - least) / 2;
        if (zo_sat_value(dials->sat, zo_dial_at_least(dials, dial, middle)))
            least = middle;
        else
            past = middle;
    }
    return least;
}

uint32_t zo_dial_value(zo_dials *dials, uint32_t dial)
{
    zo_dial *d = &dials->all.at[dial];
    if (d->read != dials->model) {
        d->value = read_value(dials, dial);
        d->read = dials->model;
    }
    return d->value;
}

/* Turns ranges of prefixes into partial results, these into one another's sums, and into bytes and back. */
#include "engine/walk/unit.h"

#include <assert.h>
#include <string.h>

#include "engine/hash.h"
#include "engine/walk/fingerprint.h"

enum { VERSION = 1, MAGIC = 8, CHECK = 8 };

static const char magic[MAGIC + 1] = "zopapart";

struct zo_partial {
    const zo_plan *plan;
    const zo_errand *errand;
    zo_arena *arena;
    zo_arena aside; /* for a unit that cannot be run in place */
    void *taker;
    zo_sweep *sweep;
    ZO_ARRAY(zo_stretch) seen; /* ascending, none touching the next */
    bool torn;
};

static void close_aside(void *partial) { zo_arena_close(&((zo_partial *)partial)->aside); }

zo_partial *zo_partial_new(const zo_plan *plan, const zo_errand *errand, zo_arena *arena)
{
    zo_partial *partial = ZO_NEW(arena, zo_partial);
    *partial = (zo_partial){.plan = plan, .errand = errand, .arena = arena};
    zo_arena_open(&partial->aside, arena->heap);
    zo_arena_on_close(arena, close_aside, partial);
    partial->taker = errand->equip(errand->context, arena);
    zo_taker taker = {.take = errand->take, .is_dull = errand->is_dull, .self = partial->taker};
    partial->sweep = zo_sweep_new(plan, taker, arena);
    return partial;
}

/* ---- Ranges ---- */

static bool has_seen(const zo_partial *partial, zo_stretch range)
{
    for (size_t i = 0; i < partial->seen.n; i++) {
        const zo_stretch *here = &partial->seen.at[i];
        if (here->begin < range.end && range.begin < here->end)
            return true;
    }
    return false;
}

/* The range touches no other but at its ends. */
static void note_seen(zo_partial *partial, zo_stretch range)
{
    size_t n = 0, i = 0;
    ZO_PUSH(partial->arena, &partial->seen, range);
    zo_stretch *at = partial->seen.at;
    while (at[i].begin < range.begin)
        i++;
    memmove(at + i + 1, at + i, (partial->seen.n - 1 - i) * sizeof *at);
    at[i] = range;
    for (i = 0; i < partial->seen.n; i++) {
        if (n > 0 && at[n - 1].end == at[i].begin)
            at[n - 1].end = at[i].end;
        else
            at[n++] = at[i];
    }
    partial->seen.n = n;
}

/* ---- Running ---- */

/* Whether the taker may have its packages now. */
static bool is_next(const zo_partial *partial, zo_stretch range)
{
    return partial->errand->any_order || partial->seen.n == 0 ||
           partial->seen.at[partial->seen.n - 1].end <= range.begin;
}

static bool run_in_place(zo_partial *partial, zo_stretch range, zo_halted_fn *halted, void *context)
{
    partial->torn = true;
    note_seen(partial, range);
    zo_sweep_heed(partial->sweep, halted, context);
    partial->torn = !zo_sweep_range(partial->sweep, range.begin, range.end);
    return !partial->torn;
}

static bool run_aside(zo_partial *partial, zo_stretch range, zo_halted_fn *halted, void *context)
{
    zo_arena_close(&partial->aside);
    zo_partial *one = zo_partial_new(partial->plan, partial->errand, &partial->aside);
    bool done = run_in_place(one, range, halted, context);
    zo_partial_merge(partial, one);
    zo_arena_close(&partial->aside);
    return done;
}

bool zo_partial_run(zo_partial *partial, zo_stretch range, zo_halted_fn *halted, void *context)
{
    if (range.begin >= range.end)
        return true;
    assert(!partial->torn && !has_seen(partial, range) && range.end <= partial->plan->prefixes);
    return is_next(partial, range) ? run_in_place(partial, range, halted, context)
                                   : run_aside(partial, range, halted, context);
}

/* ---- Merging ---- */

bool zo_partial_merge(zo_partial *partial, const zo_partial *other)
{
    assert(partial->plan == other->plan && partial->errand == other->errand);
    for (size_t i = 0; i < other->seen.n; i++) {
        if (has_seen(partial, other->seen.at[i]))
            return false;
    }
    bool torn = partial->torn || other->torn;
    partial->torn = true; /* should it jump */
    partial->errand->merge(partial->taker, other->taker);
    for (size_t i = 0; i < other->seen.n; i++)
        note_seen(partial, other->seen.at[i]);
    partial->torn = torn;
    return true;
}

/* ---- Bytes ---- */

zo_bytes zo_partial_write(const zo_partial *partial, zo_arena *arena)
{
    zo_bytes bytes = {.arena = arena};
    for (size_t i = 0; i < MAGIC; i++)
        ZO_PUSH(arena, &bytes.all, (uint8_t)magic[i]);
    zo_put64(&bytes, VERSION);
    zo_put64(&bytes, partial->errand->kind);
    zo_put64(&bytes, zo_plan_fingerprint(partial->plan));
    zo_put64(&bytes, partial->torn);
    zo_put64(&bytes, partial->seen.n);
    for (size_t i = 0; i < partial->seen.n; i++) {
        zo_put64(&bytes, partial->seen.at[i].begin);
        zo_put64(&bytes, partial->seen.at[i].end);
    }
    partial->errand->write(partial->taker, &bytes);
    zo_put64(&bytes, zo_hash_bytes(bytes.all.at, bytes.all.n));
    return bytes;
}

static void read_head(zo_partial *partial, zo_intake *reader)
{
    zo_insist(reader, zo_get64(reader) == VERSION);
    zo_insist(reader, zo_get64(reader) == partial->errand->kind);
    zo_insist(reader, zo_get64(reader) == zo_plan_fingerprint(partial->plan));
    uint64_t torn = zo_get64(reader);
    zo_insist(reader, torn <= 1);
    partial->torn = torn != 0;
}

static void read_ranges(zo_partial *partial, zo_intake *reader)
{
    uint64_t ranges = zo_get64(reader), begins = 0;
    for (uint64_t i = 0; i < ranges && !reader->bad; i++) {
        zo_stretch range = {.begin = zo_get64(reader)};
        range.end = zo_get64(reader);
        zo_insist(reader,
                  range.begin >= begins && range.begin < range.end && range.end <= partial->plan->prefixes);
        begins = range.end + 1;
        if (!reader->bad)
            ZO_PUSH(partial->arena, &partial->seen, range);
    }
}

/* Without magic and hash. */
static bool read_all(zo_partial *partial, zo_intake reader)
{
    read_head(partial, &reader);
    read_ranges(partial, &reader);
    if (!reader.bad)
        partial->errand->read(partial->taker, &reader);
    return !reader.bad && reader.at == reader.end;
}

static bool is_sound(const uint8_t *bytes, size_t length)
{
    if (length < MAGIC + CHECK || memcmp(bytes, magic, MAGIC) != 0)
        return false;
    zo_intake check = {.at = bytes + length - CHECK, .end = bytes + length};
    return zo_get64(&check) == zo_hash_bytes(bytes, length - CHECK);
}

zo_partial *zo_partial_read(const zo_plan *plan, const zo_errand *errand, const uint8_t *bytes, size_t length,
                            zo_arena *arena)
{
    if (!is_sound(bytes, length))
        return NULL;
    zo_partial *partial = zo_partial_new(plan, errand, arena);
    zo_intake reader = {.at = bytes + MAGIC, .end = bytes + length - CHECK};
    return read_all(partial, reader) ? partial : NULL;
}

/* ---- Reading ---- */

void *zo_partial_taker(const zo_partial *partial) { return partial->taker; }

bool zo_partial_is_torn(const zo_partial *partial) { return partial->torn; }

bool zo_partial_is_whole(const zo_partial *partial)
{
    const zo_stretch *seen = partial->seen.at;
    return !partial->torn && partial->seen.n == 1 && seen->begin == 0 && seen->end == partial->plan->prefixes;
}

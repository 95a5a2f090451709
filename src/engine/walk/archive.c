/* Turns a stream of vectors into those that none of them dominates. New vectors are only compared for equality,
 * by a hash table, and with those kept when room last ran out, by their canopy. When it does, all are ranked, worth
 * by worth, and the dominated ones found at once. Room doubles when more than half of it is still taken then.
 *
 * An entry is a run of words: the vector, the count, the class, the package by level. */
#include "engine/walk/archive.h"

#include <stdlib.h>
#include <string.h>

#include "engine/hash.h"
#include "engine/limit.h"
#include "engine/row.h"
#include "engine/walk/canopy.h"
#include "engine/walk/dominance.h"

enum { FIRST_ROOM = 1 << 10 };

typedef struct zo_ranked {
    const int64_t *worth;
    uint32_t entry;
} zo_ranked;

/* All that grows with the number of entries. */
typedef struct zo_room {
    zo_arena arena;
    size_t entries;       /* there is room for */
    int64_t *entry;       /* stride words each */
    uint32_t *slot;       /* hash table, at most half full: entry + 1, or 0 */
    uint32_t *order;      /* entries, in order */
    zo_ranked *ranked;    /* of one worth */
    uint32_t *place;      /* per entry: a place per worth, 0 the largest, then the class */
    const uint32_t **row; /* places of entries, in order */
    bool *dominated;      /* per row */
    uint32_t *scratch;
    int64_t *canopy;       /* vectors, then corners */
    const int64_t **under; /* vectors, as they are put into the canopy */
} zo_room;

struct zo_archive {
    const zo_vectors *vectors;
    zo_heap *heap;
    size_t stride, n;
    zo_room room, next;     /* next: open only while it is being furnished */
    uint32_t *class_begins; /* per class, and one more */
    bool narrow;            /* every number of a vector is one word */
    zo_canopy canopy;
    uint64_t cost; /* of the last reduction, in nanoseconds */
};

/* ---- Entries ---- */

static int64_t *entry_at(const zo_archive *archive, size_t i)
{
    return archive->room.entry + i * archive->stride;
}

static uint64_t *count_in(const zo_archive *archive, int64_t *entry)
{
    return (uint64_t *)entry + archive->vectors->vector_words;
}

static uint32_t class_in(const zo_archive *archive, const int64_t *entry)
{
    return (uint32_t)entry[archive->vectors->vector_words + 1];
}

static uint32_t *package_in(const zo_archive *archive, int64_t *entry)
{
    return (uint32_t *)(void *)(entry + archive->vectors->vector_words + 2);
}

/* ---- The hash table ---- */

static size_t slots_of(const zo_room *room) { return 2 * room->entries; }

static uint32_t *slot_of(const zo_archive *archive, const int64_t *vector, uint32_t class_)
{
    const zo_room *room = &archive->room;
    size_t words = archive->vectors->vector_words, slots = slots_of(room);
    size_t at = (size_t)zo_hash_words(class_, (const uint64_t *)vector, words) & (slots - 1);
    for (; room->slot[at] != 0; at = (at + 1) & (slots - 1)) {
        const int64_t *entry = entry_at(archive, room->slot[at] - 1);
        if (class_in(archive, entry) == class_ && memcmp(entry, vector, words * sizeof *vector) == 0)
            break;
    }
    return &room->slot[at];
}

static void fill_slots(zo_archive *archive)
{
    memset(archive->room.slot, 0, slots_of(&archive->room) * sizeof *archive->room.slot);
    for (size_t i = 0; i < archive->n; i++) {
        const int64_t *entry = entry_at(archive, i);
        *slot_of(archive, entry, class_in(archive, entry)) = (uint32_t)i + 1;
    }
}

/* ---- The canopy ---- */

/* Of all entries; none of them dominates another. */
static void build_canopy(zo_archive *archive)
{
    zo_canopy *canopy = &archive->canopy;
    size_t classes = canopy->classes, *begins = canopy->begins;
    if (!archive->narrow)
        return;
    memset(begins, 0, (classes + 1) * sizeof *begins);
    for (size_t i = 0; i < archive->n; i++)
        begins[class_in(archive, entry_at(archive, i)) + 1]++;
    for (size_t c = 0; c < classes; c++)
        begins[c + 1] += begins[c];
    for (size_t i = 0; i < archive->n; i++) {
        const int64_t *entry = entry_at(archive, i);
        archive->room.under[begins[class_in(archive, entry)]++] = entry;
    }
    memmove(begins + 1, begins, classes * sizeof *begins);
    begins[0] = 0;
    canopy->vector = archive->room.canopy;
    canopy->corner = archive->room.canopy + archive->room.entries * canopy->worths;
    zo_canopy_build(canopy, archive->room.under);
}

const int64_t *zo_archive_above(const zo_archive *archive, uint32_t class_, const int64_t *vector)
{
    return archive->narrow ? zo_canopy_above(&archive->canopy, class_, vector) : NULL;
}

/* ---- Room ---- */

static void furnish(const zo_archive *archive, zo_room *room, size_t entries)
{
    const zo_vectors *vectors = archive->vectors;
    zo_arena *arena = &room->arena;
    zo_arena_open(arena, archive->heap);
    room->entries = entries;
    room->entry = zo_alloc_many(arena, entries, archive->stride * sizeof(int64_t));
    room->slot = ZO_NEW_MANY(arena, uint32_t, slots_of(room));
    room->order = ZO_NEW_MANY(arena, uint32_t, entries);
    room->ranked = ZO_NEW_MANY(arena, zo_ranked, entries);
    room->place = zo_alloc_many(arena, entries, (vectors->worths + 1) * sizeof(uint32_t));
    room->row = ZO_NEW_MANY(arena, const uint32_t *, entries);
    room->dominated = ZO_NEW_MANY(arena, bool, entries);
    room->scratch = ZO_NEW_MANY(arena, uint32_t, zo_dominance_scratch(entries, vectors->worths));
    if (!archive->narrow)
        return;
    room->under = ZO_NEW_MANY(arena, const int64_t *, entries);
    room->canopy = ZO_NEW_MANY(arena, int64_t,
                               entries * vectors->worths +
                                   zo_canopy_corner_words(entries, vectors->worths, vectors->classes));
}

/* The arena of a room that a refusal left half furnished is closed with the archive. */
static void move_to_larger_room(zo_archive *archive)
{
    zo_arena_close(&archive->next.arena);
    size_t entries = archive->room.entries == 0 ? FIRST_ROOM : 2 * archive->room.entries;
    furnish(archive, &archive->next, entries);
    if (archive->n > 0)
        memcpy(archive->next.entry, archive->room.entry, archive->n * archive->stride * sizeof(int64_t));
    zo_arena_close(&archive->room.arena);
    archive->room = archive->next;
    archive->next = (zo_room){0};
    zo_arena_open(&archive->next.arena, archive->heap);
    fill_slots(archive);
    build_canopy(archive);
}

zo_archive *zo_archive_new(const zo_vectors *vectors, zo_arena *arena)
{
    zo_archive *archive = ZO_NEW(arena, zo_archive);
    *archive = (zo_archive){.vectors = vectors, .heap = arena->heap};
    archive->stride = vectors->vector_words + 2 + (vectors->levels + 1) / 2;
    archive->narrow = vectors->vector_words == vectors->worths;
    archive->canopy = (zo_canopy){.worths = vectors->worths, .classes = vectors->classes};
    archive->canopy.begins = ZO_NEW_MANY(arena, size_t, (size_t)vectors->classes + 1);
    archive->class_begins = ZO_NEW_MANY(arena, uint32_t, (size_t)vectors->classes + 1);
    zo_arena_open(&archive->room.arena, archive->heap);
    zo_arena_open(&archive->next.arena, archive->heap);
    return archive;
}

void zo_archive_release(zo_archive *archive)
{
    zo_arena_close(&archive->room.arena);
    zo_arena_close(&archive->next.arena);
}

/* ---- Ranking ---- */

static int compare_narrow(const void *left, const void *right)
{
    const zo_ranked *a = left, *b = right;
    return *a->worth > *b->worth ? -1 : *a->worth < *b->worth;
}

static int compare_wide(const void *left, const void *right)
{
    const zo_ranked *a = left, *b = right;
    return zo_words_compare(b->worth, a->worth, ZO_WIDE_WORDS);
}

static void rank(zo_archive *archive, size_t worth)
{
    const zo_vectors *vectors = archive->vectors;
    zo_ranked *ranked = archive->room.ranked;
    unsigned words = vectors->words[worth];
    for (size_t i = 0; i < archive->n; i++)
        ranked[i] = (zo_ranked){entry_at(archive, i) + vectors->at[worth], (uint32_t)i};
    qsort(ranked, archive->n, sizeof *ranked, words == 1 ? compare_narrow : compare_wide);
    uint32_t place = 0;
    for (size_t i = 0; i < archive->n; i++) {
        if (i > 0 && memcmp(ranked[i].worth, ranked[i - 1].worth, words * sizeof(int64_t)) != 0)
            place++;
        archive->room.place[ranked[i].entry * (vectors->worths + 1) + worth] = place;
    }
}

/* Places, then classes. No two entries are equal in both. */
static int compare_rows(const void *left, const void *right)
{
    const uint32_t *a = *(const uint32_t *const *)left, *b = *(const uint32_t *const *)right;
    if (a == b)
        return 0;
    while (*a == *b) {
        a++;
        b++;
    }
    return *a < *b ? -1 : 1;
}

static size_t entry_of_row(const zo_archive *archive, const uint32_t *row)
{
    return (size_t)(row - archive->room.place) / (archive->vectors->worths + 1);
}

static void order_rows(zo_archive *archive)
{
    size_t worths = archive->vectors->worths;
    for (size_t i = 0; i < archive->n; i++) {
        uint32_t *place = archive->room.place + i * (worths + 1);
        place[worths] = class_in(archive, entry_at(archive, i));
        archive->room.row[i] = place;
    }
    qsort(archive->room.row, archive->n, sizeof *archive->room.row, compare_rows);
    for (size_t i = 0; i < archive->n; i++)
        archive->room.order[i] = (uint32_t)entry_of_row(archive, archive->room.row[i]);
}

/* ---- Reducing ---- */

/* Puts rows of one class together, keeping their order. */
static void group_by_class(zo_archive *archive)
{
    const zo_vectors *vectors = archive->vectors;
    uint32_t *begins = archive->class_begins;
    memset(begins, 0, ((size_t)vectors->classes + 1) * sizeof *begins);
    for (size_t i = 0; i < archive->n; i++)
        begins[archive->room.row[i][vectors->worths] + 1]++;
    for (uint32_t c = 0; c < vectors->classes; c++)
        begins[c + 1] += begins[c];
    for (size_t i = 0; i < archive->n; i++) {
        uint32_t entry = archive->room.order[i];
        const uint32_t *place = archive->room.place + (size_t)entry * (vectors->worths + 1);
        archive->room.row[begins[place[vectors->worths]]++] = place;
    }
}

/* A row's class, once grouped, begins where the class before it ends. */
static void find_dominated(zo_archive *archive)
{
    const zo_vectors *vectors = archive->vectors;
    size_t begin = 0;
    for (uint32_t c = 0; c < vectors->classes; c++) {
        size_t end = archive->class_begins[c];
        zo_find_dominated(archive->room.row + begin, end - begin, vectors->worths,
                          archive->room.dominated + begin, archive->room.scratch);
        begin = end;
    }
}

enum { GONE = UINT32_MAX };

/* Entries move down; `where` tells of each where it is now. */
static void throw_out(zo_archive *archive, uint32_t *where)
{
    size_t left = 0, all = archive->n;
    for (size_t i = 0; i < all; i++)
        where[entry_of_row(archive, archive->room.row[i])] = archive->room.dominated[i] ? GONE : 0;
    for (size_t i = 0; i < all; i++) {
        if (where[i] == GONE)
            continue;
        if (left < i)
            memcpy(entry_at(archive, left), entry_at(archive, i), archive->stride * sizeof(int64_t));
        where[i] = (uint32_t)left++;
    }
    archive->n = left;
    size_t ordered = 0;
    for (size_t i = 0; i < all; i++) {
        uint32_t now = where[archive->room.order[i]];
        if (now != GONE)
            archive->room.order[ordered++] = now;
    }
}

void zo_archive_reduce(zo_archive *archive)
{
    uint64_t begin = zo_clock_now();
    if (archive->n == 0)
        return;
    for (size_t i = 0; i < archive->vectors->worths; i++)
        rank(archive, i);
    order_rows(archive);
    group_by_class(archive);
    find_dominated(archive);
    throw_out(archive, archive->room.scratch);
    fill_slots(archive);
    build_canopy(archive);
    archive->cost = zo_clock_now() - begin;
}

/* ---- Adding ---- */

static void make_room(zo_archive *archive)
{
    zo_archive_reduce(archive);
    if (archive->n > archive->room.entries / 2)
        move_to_larger_room(archive);
}

static bool comes_before(const uint32_t *a, const uint32_t *b, size_t levels)
{
    size_t i = 0;
    while (i < levels && a[i] == b[i])
        i++;
    return i < levels && a[i] < b[i];
}

static void count_more(zo_archive *archive, int64_t *entry, uint64_t packages, const uint32_t *package)
{
    size_t levels = archive->vectors->levels;
    *count_in(archive, entry) += packages;
    if (comes_before(package, package_in(archive, entry), levels))
        memcpy(package_in(archive, entry), package, levels * sizeof *package);
}

const int64_t *zo_archive_add(zo_archive *archive, const int64_t *vector, uint32_t class_, uint64_t packages,
                              const uint32_t *package)
{
    const zo_vectors *vectors = archive->vectors;
    if (archive->room.entries == 0)
        move_to_larger_room(archive);
    uint32_t *slot = slot_of(archive, vector, class_);
    if (*slot != 0) {
        count_more(archive, entry_at(archive, *slot - 1), packages, package);
        return NULL;
    }
    const int64_t *above = zo_archive_above(archive, class_, vector);
    if (above != NULL)
        return above;
    if (archive->n == archive->room.entries) {
        make_room(archive);
        slot = slot_of(archive, vector, class_);
    }
    int64_t *entry = entry_at(archive, archive->n++);
    memcpy(entry, vector, vectors->vector_words * sizeof *vector);
    *count_in(archive, entry) = packages;
    entry[vectors->vector_words + 1] = class_;
    memcpy(package_in(archive, entry), package, vectors->levels * sizeof *package);
    *slot = (uint32_t)archive->n;
    return NULL;
}

void zo_archive_add_all(zo_archive *archive, const zo_archive *other)
{
    for (size_t i = 0; i < other->n; i++) {
        int64_t *entry = entry_at(other, i);
        zo_archive_add(archive, entry, class_in(other, entry), *count_in(other, entry),
                       package_in(other, entry));
    }
}

/* ---- Reading ---- */

uint64_t zo_archive_cost(const zo_archive *archive) { return archive->cost; }

size_t zo_archive_size(const zo_archive *archive) { return archive->n; }

zo_kept zo_archive_kept(const zo_archive *archive, size_t i)
{
    int64_t *entry = entry_at(archive, archive->room.order[i]);
    return (zo_kept){.vector = entry,
                     .packages = *count_in(archive, entry),
                     .class_ = class_in(archive, entry),
                     .package = package_in(archive, entry)};
}

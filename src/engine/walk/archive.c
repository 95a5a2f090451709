/* Turns a stream of vectors into those that none of them dominates. New vectors are only compared for equality,
 * by a hash table, and with those kept when room last ran out, by their canopy. When it does, all are ranked, worth
 * by worth, and the dominated ones found at once. Room doubles when more than half of it is still taken then.
 * Whole archives are merged without either: equal vectors are found when all are ranked.
 *
 * An entry is a run of words: the vector, the count, the class, the package by level. */
#include "engine/walk/archive.h"

#include <stdlib.h>
#include <string.h>

#include "engine/hash.h"
#include "engine/limit.h"
#include "engine/radix.h"
#include "engine/row.h"
#include "engine/walk/canopy.h"
#include "engine/walk/dominance.h"

enum { FIRST_ROOM = 1 << 10 };

/* A worth that does not fit one word. */
typedef struct zo_ranked {
    const int64_t *worth;
    uint32_t entry;
    uint32_t before; /* how many came before it */
} zo_ranked;

/* All that grows with the number of entries. */
typedef struct zo_room {
    zo_arena arena;
    size_t entries;       /* there is room for */
    int64_t *entry;       /* stride words each */
    uint32_t *order;      /* entries, in order */
    zo_keyed *keyed;      /* of one worth; then as many more to spare */
    zo_ranked *ranked;    /* the same of a wide worth; NULL where there is none */
    uint32_t *place;      /* per entry: a place per worth, 0 the largest, then the class */
    const uint32_t **row; /* places of entries, in order */
    bool *dominated;      /* per row */
    uint32_t *scratch;    /* for finding the dominated ones; then where each entry goes */
    /* The index, NULL until vectors are added one by one. */
    uint64_t *slot;        /* hash table, at most half full: part of the hash above, entry + 1 below; or 0 */
    int64_t *canopy;       /* vectors, then corners; NULL where numbers are wide */
    const int64_t **under; /* vectors, as they are put into the canopy */
} zo_room;

struct zo_archive {
    const zo_vectors *vectors;
    zo_heap *heap;
    size_t stride, n;
    zo_room room, next;     /* next: open only while it is being furnished */
    uint32_t *class_begins; /* per class, and one more */
    bool narrow;            /* every number of a vector is one word */
    bool indexed;           /* the index is that of the entries */
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

enum { ENTRY_BITS = 32 };

static uint32_t entry_in(uint64_t slot) { return (uint32_t)slot - 1; }

static bool is_entry(const zo_archive *archive, uint32_t i, const int64_t *vector, uint32_t class_)
{
    const int64_t *entry = entry_at(archive, i);
    size_t k = 0, words = archive->vectors->vector_words;
    while (k < words && entry[k] == vector[k])
        k++;
    return k == words && class_in(archive, entry) == class_;
}

/* Where the vector is, or should be; *mark: what its slot holds above the entry. */
static uint64_t *slot_of(const zo_archive *archive, const int64_t *vector, uint32_t class_, uint64_t *mark)
{
    const zo_room *room = &archive->room;
    size_t words = archive->vectors->vector_words, slots = slots_of(room);
    uint64_t hash = zo_hash_words(class_, (const uint64_t *)vector, words);
    *mark = hash >> ENTRY_BITS << ENTRY_BITS;
    for (size_t at = (size_t)hash & (slots - 1);; at = (at + 1) & (slots - 1)) {
        uint64_t here = room->slot[at];
        if (here == 0 ||
            (here >> ENTRY_BITS << ENTRY_BITS == *mark && is_entry(archive, entry_in(here), vector, class_)))
            return &room->slot[at];
    }
}

/* All entries are different. */
static void fill_slots(zo_archive *archive)
{
    size_t slots = slots_of(&archive->room), words = archive->vectors->vector_words;
    memset(archive->room.slot, 0, slots * sizeof *archive->room.slot);
    for (size_t i = 0; i < archive->n; i++) {
        const int64_t *entry = entry_at(archive, i);
        uint64_t hash = zo_hash_words(class_in(archive, entry), (const uint64_t *)entry, words);
        size_t at = (size_t)hash & (slots - 1);
        while (archive->room.slot[at] != 0)
            at = (at + 1) & (slots - 1);
        archive->room.slot[at] = (hash >> ENTRY_BITS << ENTRY_BITS) | (i + 1);
    }
}

/* ---- The canopy ---- */

/* Of all entries, which are in order; none of them dominates another. */
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
        const int64_t *entry = entry_at(archive, archive->room.order[i]);
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
    return archive->narrow && archive->indexed ? zo_canopy_above(&archive->canopy, class_, vector) : NULL;
}

/* ---- Room ---- */

static void furnish(const zo_archive *archive, zo_room *room, size_t entries)
{
    const zo_vectors *vectors = archive->vectors;
    zo_arena *arena = &room->arena;
    zo_arena_open(arena, archive->heap);
    room->entries = entries;
    room->entry = zo_alloc_many(arena, entries, archive->stride * sizeof(int64_t));
    room->order = ZO_NEW_MANY(arena, uint32_t, entries);
    room->keyed = ZO_NEW_MANY(arena, zo_keyed, 2 * entries);
    room->ranked = archive->narrow ? NULL : ZO_NEW_MANY(arena, zo_ranked, entries);
    room->place = zo_alloc_many(arena, entries, (vectors->worths + 1) * sizeof(uint32_t));
    room->row = ZO_NEW_MANY(arena, const uint32_t *, entries);
    room->dominated = ZO_NEW_MANY(arena, bool, entries);
    size_t scratch = zo_dominance_scratch(entries, vectors->worths);
    room->scratch = ZO_NEW_MANY(arena, uint32_t, scratch > entries ? scratch : entries);
}

static void furnish_index(const zo_archive *archive, zo_room *room)
{
    const zo_vectors *vectors = archive->vectors;
    zo_arena *arena = &room->arena;
    uint64_t *slot = ZO_NEW_MANY(arena, uint64_t, slots_of(room));
    if (archive->narrow) {
        room->under = ZO_NEW_MANY(arena, const int64_t *, room->entries);
        room->canopy =
            ZO_NEW_MANY(arena, int64_t,
                        room->entries * vectors->worths +
                            zo_canopy_corner_words(room->entries, vectors->worths, vectors->classes));
    }
    room->slot = slot;
}

/* The arena of a room that a refusal left half furnished is closed with the archive. */
static void move_to_room(zo_archive *archive, size_t entries)
{
    zo_arena_close(&archive->next.arena);
    furnish(archive, &archive->next, entries);
    if (archive->n > 0) {
        memcpy(archive->next.entry, archive->room.entry, archive->n * archive->stride * sizeof(int64_t));
        memcpy(archive->next.order, archive->room.order, archive->n * sizeof *archive->next.order);
    }
    zo_arena_close(&archive->room.arena);
    archive->room = archive->next;
    archive->indexed = false;
    archive->next = (zo_room){0};
    zo_arena_open(&archive->next.arena, archive->heap);
}

static void close_rooms(void *self)
{
    zo_archive *archive = self;
    zo_arena_close(&archive->room.arena);
    zo_arena_close(&archive->next.arena);
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
    zo_arena_on_close(arena, close_rooms, archive);
    return archive;
}

/* ---- Ranking ---- */

static int compare_wide(const void *left, const void *right)
{
    const zo_ranked *a = left, *b = right;
    int order = zo_words_compare(b->worth, a->worth, ZO_WIDE_WORDS);
    return order != 0 ? order : a->before < b->before ? -1 : 1;
}

/* Largest first; where the worth is the same, the order stays. */
static void sort_by_wide(zo_archive *archive, size_t worth)
{
    zo_room *room = &archive->room;
    for (size_t i = 0; i < archive->n; i++)
        room->ranked[i] = (zo_ranked){entry_at(archive, room->order[i]) + archive->vectors->at[worth],
                                      room->order[i], (uint32_t)i};
    qsort(room->ranked, archive->n, sizeof *room->ranked, compare_wide);
    for (size_t i = 0; i < archive->n; i++)
        room->order[i] = room->ranked[i].entry;
}

static void sort_by_keys(zo_archive *archive, uint64_t largest)
{
    zo_room *room = &archive->room;
    zo_radix_sort(room->keyed, room->keyed + room->entries, archive->n, largest);
    for (size_t i = 0; i < archive->n; i++)
        room->order[i] = room->keyed[i].item;
}

static void sort_by_narrow(zo_archive *archive, size_t worth)
{
    zo_room *room = &archive->room;
    size_t at = archive->vectors->at[worth];
    int64_t least = INT64_MAX, most = INT64_MIN;
    for (size_t i = 0; i < archive->n; i++) {
        int64_t here = entry_at(archive, i)[at];
        least = here < least ? here : least;
        most = here > most ? here : most;
    }
    for (size_t i = 0; i < archive->n; i++) {
        uint32_t entry = room->order[i];
        room->keyed[i] = (zo_keyed){(uint64_t)most - (uint64_t)entry_at(archive, entry)[at], entry};
    }
    sort_by_keys(archive, (uint64_t)most - (uint64_t)least);
}

static void sort_by_class(zo_archive *archive)
{
    zo_room *room = &archive->room;
    for (size_t i = 0; i < archive->n; i++)
        room->keyed[i] = (zo_keyed){class_in(archive, entry_at(archive, i)), (uint32_t)i};
    sort_by_keys(archive, archive->vectors->classes - 1);
}

/* Whether the worth of entry i in the order, just sorted by it, is that of the one before. */
static bool is_as_before(const zo_archive *archive, size_t worth, size_t i)
{
    const zo_room *room = &archive->room;
    if (archive->vectors->words[worth] == 1)
        return room->keyed[i].key == room->keyed[i - 1].key;
    return zo_words_compare(room->ranked[i].worth, room->ranked[i - 1].worth, ZO_WIDE_WORDS) == 0;
}

static void give_places(zo_archive *archive, size_t worth)
{
    const zo_room *room = &archive->room;
    uint32_t place = 0;
    for (size_t i = 0; i < archive->n; i++) {
        place += i > 0 && !is_as_before(archive, worth, i);
        room->place[room->order[i] * (archive->vectors->worths + 1) + worth] = place;
    }
}

/* By places, then by classes: each sort, from the last to the first, keeps the order of those after it. */
static void order_entries(zo_archive *archive)
{
    const zo_vectors *vectors = archive->vectors;
    sort_by_class(archive);
    for (size_t i = vectors->worths; i-- > 0;) {
        if (vectors->words[i] == 1)
            sort_by_narrow(archive, i);
        else
            sort_by_wide(archive, i);
        give_places(archive, i);
    }
    for (size_t i = 0; i < archive->n; i++)
        archive->room.place[i * (vectors->worths + 1) + vectors->worths] =
            class_in(archive, entry_at(archive, i));
}

static const uint32_t *row_of(const zo_archive *archive, uint32_t entry)
{
    return archive->room.place + (size_t)entry * (archive->vectors->worths + 1);
}

static size_t entry_of_row(const zo_archive *archive, const uint32_t *row)
{
    return (size_t)(row - archive->room.place) / (archive->vectors->worths + 1);
}

/* ---- Equal entries ---- */

static void count_more(zo_archive *archive, int64_t *entry, uint64_t packages, const uint32_t *package)
{
    size_t levels = archive->vectors->levels;
    *count_in(archive, entry) += packages;
    if (zo_comes_before(package, package_in(archive, entry), levels))
        memcpy(package_in(archive, entry), package, levels * sizeof *package);
}

/* Makes one of those that stand together in the order; the others count nothing any more. Returns how many are left. */
static size_t fold_equal_entries(zo_archive *archive)
{
    uint32_t *order = archive->room.order;
    size_t bytes = (archive->vectors->worths + 1) * sizeof(uint32_t), left = 0;
    for (size_t i = 0; i < archive->n; i++) {
        if (left == 0 || memcmp(row_of(archive, order[left - 1]), row_of(archive, order[i]), bytes) != 0) {
            order[left++] = order[i];
            continue;
        }
        int64_t *twin = entry_at(archive, order[i]);
        count_more(archive, entry_at(archive, order[left - 1]), *count_in(archive, twin),
                   package_in(archive, twin));
        *count_in(archive, twin) = 0;
    }
    return left;
}

/* ---- Reducing ---- */

/* Puts the rows of `n` entries in order, those of one class together. */
static void group_by_class(zo_archive *archive, size_t n)
{
    const zo_vectors *vectors = archive->vectors;
    const zo_room *room = &archive->room;
    uint32_t *begins = archive->class_begins;
    memset(begins, 0, ((size_t)vectors->classes + 1) * sizeof *begins);
    for (size_t i = 0; i < n; i++)
        begins[row_of(archive, room->order[i])[vectors->worths] + 1]++;
    for (uint32_t c = 0; c < vectors->classes; c++)
        begins[c + 1] += begins[c];
    for (size_t i = 0; i < n; i++) {
        const uint32_t *row = row_of(archive, room->order[i]);
        room->row[begins[row[vectors->worths]]++] = row;
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

/* Entries move down, `n` of those in order at the most; `where` tells of each where it is now. */
static void throw_out(zo_archive *archive, size_t n, uint32_t *where)
{
    size_t left = 0, all = archive->n, ordered = 0;
    memset(where, 0xff, all * sizeof *where);
    for (size_t i = 0; i < n; i++)
        where[entry_of_row(archive, archive->room.row[i])] = archive->room.dominated[i] ? GONE : 0;
    for (size_t i = 0; i < all; i++) {
        if (where[i] == GONE)
            continue;
        if (left < i)
            memcpy(entry_at(archive, left), entry_at(archive, i), archive->stride * sizeof(int64_t));
        where[i] = (uint32_t)left++;
    }
    archive->n = left;
    for (size_t i = 0; i < n; i++) {
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
    archive->indexed = false;
    order_entries(archive);
    size_t n = fold_equal_entries(archive);
    group_by_class(archive, n);
    find_dominated(archive);
    throw_out(archive, n, archive->room.scratch);
    archive->cost = zo_clock_now() - begin;
}

/* ---- Adding ---- */

/* So that vectors can be added one by one. */
static void make_ready(zo_archive *archive)
{
    if (archive->room.entries == 0)
        move_to_room(archive, FIRST_ROOM);
    else if (archive->n > 0)
        zo_archive_reduce(archive);
    if (archive->n > archive->room.entries / 2)
        move_to_room(archive, 2 * archive->room.entries);
    if (archive->room.slot == NULL)
        furnish_index(archive, &archive->room);
    fill_slots(archive);
    build_canopy(archive);
    archive->indexed = true;
}

static void put(zo_archive *archive, const int64_t *vector, uint32_t class_, uint64_t packages,
                const uint32_t *package)
{
    const zo_vectors *vectors = archive->vectors;
    int64_t *entry = entry_at(archive, archive->n++);
    if (vectors->vector_words > 0)
        memcpy(entry, vector, vectors->vector_words * sizeof *vector);
    *count_in(archive, entry) = packages;
    entry[vectors->vector_words + 1] = class_;
    memcpy(package_in(archive, entry), package, vectors->levels * sizeof *package);
}

const int64_t *zo_archive_add(zo_archive *archive, const int64_t *vector, uint32_t class_, uint64_t packages,
                              const uint32_t *package)
{
    if (!archive->indexed)
        make_ready(archive);
    uint64_t mark, *slot = slot_of(archive, vector, class_, &mark);
    if (*slot != 0) {
        count_more(archive, entry_at(archive, entry_in(*slot)), packages, package);
        return NULL;
    }
    const int64_t *above = zo_archive_above(archive, class_, vector);
    if (above != NULL)
        return above;
    if (archive->n == archive->room.entries) {
        make_ready(archive);
        slot = slot_of(archive, vector, class_, &mark);
    }
    put(archive, vector, class_, packages, package);
    *slot = mark | archive->n;
    return NULL;
}

static void make_room_for(zo_archive *archive, size_t entries)
{
    size_t room = archive->room.entries == 0 ? FIRST_ROOM : archive->room.entries;
    while (room < archive->n + entries)
        room *= 2;
    if (room > archive->room.entries)
        move_to_room(archive, room);
}

void zo_archive_append(zo_archive *archive, const int64_t *vector, uint32_t class_, uint64_t packages,
                       const uint32_t *package)
{
    make_room_for(archive, 1);
    archive->indexed = false;
    put(archive, vector, class_, packages, package);
}

void zo_archive_merge(zo_archive *archive, const zo_archive *other)
{
    if (other->n == 0)
        return;
    if (archive->n + other->n > archive->room.entries)
        zo_archive_reduce(archive);
    make_room_for(archive, other->n);
    memcpy(entry_at(archive, archive->n), other->room.entry, other->n * archive->stride * sizeof(int64_t));
    archive->n += other->n;
    archive->indexed = false;
}

/* ---- Reading ---- */

uint64_t zo_archive_cost(const zo_archive *archive) { return archive->cost; }

size_t zo_archive_size(const zo_archive *archive) { return archive->n; }

zo_kept zo_archive_entry(const zo_archive *archive, size_t i)
{
    int64_t *entry = entry_at(archive, i);
    return (zo_kept){.vector = entry,
                     .packages = *count_in(archive, entry),
                     .class_ = class_in(archive, entry),
                     .package = package_in(archive, entry)};
}

zo_kept zo_archive_kept(const zo_archive *archive, size_t i)
{
    return zo_archive_entry(archive, archive->room.order[i]);
}

/* Turns handfuls of packages into what a survey keeps: packages outside the zone are left, all others counted
 * and their extremes noted; the vectors that a sieve lets pass go into the archive. Where even the largest
 * worths that are still possible are dominated, no vectors are looked at. */
#include "engine/walk/surveyor.h"

#include <string.h>

#include "engine/walk/sieve.h"
#include "engine/walk/verdicts.h"

struct zo_surveyor {
    const zo_route *route;
    zo_arena *arena;
    zo_verdicts verdicts;
    bool narrow; /* every number of a vector is one word */
    uint64_t packages;
    int64_t *least, *most; /* vectors */
    int64_t *vector;       /* at hand */
    int64_t *bound;        /* at hand: no vector below is larger */
    int64_t *totals;       /* of the row at hand: per worth ZO_ROW numbers */
    zo_sieve **sieve;      /* per class; NULL until it is wanted */
    zo_archive *archive;
};

static void *equip(const void *context, zo_arena *arena)
{
    const zo_route *route = context;
    const zo_vectors *vectors = &route->vectors;
    zo_surveyor *self = ZO_NEW(arena, zo_surveyor);
    *self = (zo_surveyor){.route = route, .arena = arena};
    zo_verdicts_open(&self->verdicts, route->plan->instance, arena);
    self->narrow = vectors->vector_words == vectors->worths;
    self->least = ZO_NEW_MANY(arena, int64_t, vectors->vector_words);
    self->most = ZO_NEW_MANY(arena, int64_t, vectors->vector_words);
    self->vector = ZO_NEW_MANY(arena, int64_t, vectors->vector_words);
    self->bound = ZO_NEW_MANY(arena, int64_t, vectors->vector_words);
    self->totals = ZO_NEW_MANY(arena, int64_t, vectors->vector_words * ZO_ROW);
    self->sieve = ZO_NEW_MANY(arena, zo_sieve *, vectors->classes);
    self->archive = zo_archive_new(vectors, arena);
    return self;
}

/* ---- Worths of a row ---- */

static const int64_t *total_of(const zo_surveyor *self, size_t worth, unsigned v)
{
    const zo_vectors *vectors = &self->route->vectors;
    return self->totals + vectors->at[worth] * ZO_ROW + (size_t)v * vectors->words[worth];
}

static void find_totals(zo_surveyor *self, const zo_handful *handful)
{
    const zo_plan *plan = self->route->plan;
    for (size_t i = 0; i < plan->totals.n; i++)
        zo_row_totals(handful->row, &plan->totals.at[i], handful->sums,
                      self->totals + self->route->vectors.at[i] * ZO_ROW);
}

static void collect_vector(zo_surveyor *self, unsigned v)
{
    const zo_vectors *vectors = &self->route->vectors;
    for (size_t i = 0; i < vectors->worths; i++)
        memcpy(self->vector + vectors->at[i], total_of(self, i, v), vectors->words[i] * sizeof(int64_t));
}

/* ---- Extremes ---- */

static void note_narrow_extremes(zo_surveyor *self, size_t worth, uint64_t same)
{
    const int64_t *total = total_of(self, worth, 0);
    int64_t least = self->least[worth], most = self->most[worth];
    for (; same != 0; same &= same - 1) {
        int64_t here = total[__builtin_ctzll(same)];
        least = here < least ? here : least;
        most = here > most ? here : most;
    }
    self->least[worth] = least;
    self->most[worth] = most;
}

static void note_wide_extremes(zo_surveyor *self, size_t worth, uint64_t same)
{
    const zo_vectors *vectors = &self->route->vectors;
    unsigned words = vectors->words[worth];
    int64_t *least = self->least + vectors->at[worth], *most = self->most + vectors->at[worth];
    for (; same != 0; same &= same - 1) {
        const int64_t *here = total_of(self, worth, (unsigned)__builtin_ctzll(same));
        if (zo_words_compare(here, least, words) < 0)
            memcpy(least, here, words * sizeof *least);
        if (zo_words_compare(here, most, words) > 0)
            memcpy(most, here, words * sizeof *most);
    }
}

static void begin_extremes(zo_surveyor *self, unsigned v)
{
    size_t bytes = self->route->vectors.vector_words * sizeof(int64_t);
    collect_vector(self, v);
    if (bytes > 0) {
        memcpy(self->least, self->vector, bytes);
        memcpy(self->most, self->vector, bytes);
    }
}

/* Whether no package of the row can be an extreme. */
static bool is_within_extremes(const zo_surveyor *self, const int64_t *sums)
{
    const zo_route *route = self->route;
    size_t worths = route->vectors.worths, last = route->plan->levels - 1;
    if (route->most == NULL || self->packages == 0)
        return false;
    for (size_t i = 0; i < worths; i++) {
        int64_t sum = sums[route->plan->totals.at[i].at];
        if (sum + route->least[last * worths + i] < self->least[i] ||
            sum + route->most[last * worths + i] > self->most[i])
            return false;
    }
    return true;
}

static void note_extremes(zo_surveyor *self, uint64_t same)
{
    if (self->packages == 0)
        begin_extremes(self, (unsigned)__builtin_ctzll(same));
    for (size_t i = 0; i < self->route->vectors.worths; i++) {
        if (self->narrow)
            note_narrow_extremes(self, i, same);
        else
            note_wide_extremes(self, i, same);
    }
}

/* ---- Vectors ---- */

static zo_sieve *sieve_of(zo_surveyor *self, uint32_t class_)
{
    if (self->sieve[class_] == NULL)
        self->sieve[class_] = zo_sieve_new(&self->route->vectors, self->arena);
    return self->sieve[class_];
}

/* Returns what dominates the vector at hand, as the archive does. */
static const int64_t *keep(zo_surveyor *self, const zo_handful *handful, unsigned v, uint32_t class_,
                           uint64_t packages)
{
    handful->chosen[self->route->plan->levels - 1] = handful->row->from + v;
    return zo_archive_add(self->archive, self->vector, class_, packages, handful->chosen);
}

/* Packages of one class, which all have the values `same` of the row. */
static void take_class(zo_surveyor *self, const zo_handful *handful, uint32_t class_, uint64_t same)
{
    if (self->route->vectors.worths == 0) {
        keep(self, handful, (unsigned)__builtin_ctzll(same), class_, (uint64_t)__builtin_popcountll(same));
        return;
    }
    zo_sieve *sieve = sieve_of(self, class_);
    if (self->narrow)
        same = zo_sieve_row(sieve, self->totals, same);
    for (; same != 0; same &= same - 1) {
        unsigned v = (unsigned)__builtin_ctzll(same);
        collect_vector(self, v);
        if (!self->narrow && !zo_sieve_one(sieve, self->vector))
            continue;
        const int64_t *above = keep(self, handful, v, class_, 1);
        zo_sieve_learn(sieve, above != NULL ? above : self->vector);
    }
}

static bool is_dull(void *surveyor, size_t level, const int64_t *sums, const uint32_t *chosen)
{
    zo_surveyor *self = surveyor;
    const zo_route *route = self->route;
    size_t worths = route->vectors.worths;
    if (route->most == NULL || route->class_level >= level || worths == 0)
        return false;
    for (size_t i = 0; i < worths; i++)
        self->bound[i] = sums[route->plan->totals.at[i].at] + route->most[level * worths + i];
    uint32_t class_ = route->class_level == 0 ? 0 : chosen[route->class_level];
    zo_sieve *sieve = sieve_of(self, class_);
    if (!zo_sieve_one(sieve, self->bound))
        return true;
    const int64_t *above =
        level + 1 < route->plan->levels ? zo_archive_above(self->archive, class_, self->bound) : NULL;
    if (above != NULL)
        zo_sieve_learn(sieve, above);
    return above != NULL;
}

static void take_each_class(zo_surveyor *self, const zo_handful *handful)
{
    for (uint64_t rest = handful->same; rest != 0; rest &= rest - 1)
        take_class(self, handful, handful->row->from + (uint32_t)__builtin_ctzll(rest), rest & (0 - rest));
}

static void take(void *surveyor, const zo_handful *handful)
{
    zo_surveyor *self = surveyor;
    uint32_t class_level = self->route->class_level;
    if (!zo_verdict_of(&self->verdicts, handful->mask))
        return;
    bool plain = is_within_extremes(self, handful->sums);
    if (!handful->dull || !plain)
        find_totals(self, handful);
    if (!plain)
        note_extremes(self, handful->same);
    self->packages += (uint64_t)__builtin_popcountll(handful->same);
    if (handful->dull)
        return;
    if (class_level != 0 && class_level == self->route->plan->levels - 1)
        take_each_class(self, handful);
    else
        take_class(self, handful, class_level == 0 ? 0 : handful->chosen[class_level], handful->same);
}

/* ---- Merging ---- */

static void widen_extremes(const zo_vectors *vectors, const int64_t *from, bool up, int64_t *extreme)
{
    for (size_t i = 0; i < vectors->worths; i++) {
        size_t at = vectors->at[i];
        int order = zo_words_compare(from + at, extreme + at, vectors->words[i]);
        if (up ? order > 0 : order < 0)
            memcpy(extreme + at, from + at, vectors->words[i] * sizeof *from);
    }
}

static void merge(void *surveyor, const void *from)
{
    zo_surveyor *self = surveyor;
    const zo_surveyor *other = from;
    const zo_vectors *vectors = &self->route->vectors;
    if (other->packages == 0)
        return;
    zo_archive_merge(self->archive, other->archive);
    if (self->packages == 0 && vectors->worths > 0) {
        memcpy(self->least, other->least, vectors->vector_words * sizeof *self->least);
        memcpy(self->most, other->most, vectors->vector_words * sizeof *self->most);
    }
    self->packages += other->packages;
    widen_extremes(vectors, other->least, false, self->least);
    widen_extremes(vectors, other->most, true, self->most);
}

/* ---- Bytes ---- */

static void write_kept(const zo_vectors *vectors, const zo_kept *kept, zo_bytes *bytes)
{
    zo_put_words(bytes, (const uint64_t *)kept->vector, vectors->vector_words);
    zo_put64(bytes, kept->packages);
    zo_put64(bytes, kept->class_);
    zo_put_package(bytes, kept->package, vectors->levels);
}

static void write(const void *surveyor, zo_bytes *bytes)
{
    const zo_surveyor *self = surveyor;
    const zo_vectors *vectors = &self->route->vectors;
    zo_put64(bytes, vectors->worths);
    zo_put64(bytes, self->route->class_level);
    zo_put64(bytes, self->packages);
    if (self->packages > 0) {
        zo_put_words(bytes, (const uint64_t *)self->least, vectors->vector_words);
        zo_put_words(bytes, (const uint64_t *)self->most, vectors->vector_words);
    }
    zo_put64(bytes, zo_archive_size(self->archive));
    for (size_t i = 0; i < zo_archive_size(self->archive); i++) {
        zo_kept kept = zo_archive_entry(self->archive, i);
        write_kept(vectors, &kept, bytes);
    }
}

/* Returns the packages of the vector. */
static uint64_t read_kept(zo_surveyor *self, zo_intake *reader, uint32_t *package)
{
    const zo_plan *plan = self->route->plan;
    zo_get_words(reader, (uint64_t *)self->vector, self->route->vectors.vector_words);
    uint64_t packages = zo_get64(reader), class_ = zo_get64(reader);
    zo_get_package(reader, package, plan->levels);
    zo_insist(reader, packages > 0 && class_ < self->route->vectors.classes);
    for (size_t at = 0; at < plan->levels; at++)
        zo_insist(reader, package[at] < plan->level[at].size);
    zo_insist(reader, self->route->class_level == 0 || package[self->route->class_level] == class_);
    if (!reader->bad)
        zo_archive_append(self->archive, self->vector, (uint32_t)class_, packages, package);
    return packages;
}

static void read(void *surveyor, zo_intake *reader)
{
    zo_surveyor *self = surveyor;
    const zo_vectors *vectors = &self->route->vectors;
    zo_insist(reader, zo_get64(reader) == vectors->worths);
    zo_insist(reader, zo_get64(reader) == self->route->class_level);
    self->packages = zo_get64(reader);
    zo_insist(reader, self->packages <= self->route->plan->packages);
    if (self->packages > 0) {
        zo_get_words(reader, (uint64_t *)self->least, vectors->vector_words);
        zo_get_words(reader, (uint64_t *)self->most, vectors->vector_words);
    }
    uint64_t n = zo_get64(reader), left = self->packages;
    zo_insist(reader, (n == 0) == (self->packages == 0));
    uint32_t *package = ZO_NEW_MANY(self->arena, uint32_t, vectors->levels);
    for (uint64_t i = 0; i < n && !reader->bad; i++) {
        uint64_t packages = read_kept(self, reader, package);
        zo_insist(reader, packages <= left);
        left -= packages;
    }
}

/* ---- The errand ---- */

static uint64_t reserve(const void *self) { return zo_archive_cost(((const zo_surveyor *)self)->archive); }

/* Of all packages that the others have found nothing is known while they run. */
static void tell(const void *surveyor, zo_known *known)
{
    const zo_surveyor *self = surveyor;
    known->packages = zo_at_least(self->packages, zo_plan_unvisited_at_least(self->route->plan));
    known->candidates = zo_archive_size(self->archive);
}

zo_errand zo_surveyor_errand(const zo_route *route)
{
    return (zo_errand){.kind = ZO_KIND_SURVEY,
                       .any_order = true,
                       .equip = equip,
                       .take = take,
                       .is_dull = is_dull,
                       .merge = merge,
                       .reserve = reserve,
                       .tell = tell,
                       .write = write,
                       .read = read,
                       .context = route};
}

/* ---- Reading ---- */

uint64_t zo_surveyor_packages(const zo_surveyor *surveyor) { return surveyor->packages; }

const int64_t *zo_surveyor_least(const zo_surveyor *surveyor) { return surveyor->least; }

const int64_t *zo_surveyor_most(const zo_surveyor *surveyor) { return surveyor->most; }

zo_archive *zo_surveyor_archive(const zo_surveyor *surveyor) { return surveyor->archive; }

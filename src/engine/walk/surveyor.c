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

zo_surveyor *zo_surveyor_new(const zo_route *route, zo_arena *arena)
{
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

void zo_surveyor_release(void *surveyor) { zo_archive_release(((zo_surveyor *)surveyor)->archive); }

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

bool zo_surveyor_is_dull(void *surveyor, size_t level, const int64_t *sums, const uint32_t *chosen)
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

void zo_surveyor_take(void *surveyor, const zo_handful *handful)
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

/* ---- Reading ---- */

uint64_t zo_surveyor_reserve(const void *surveyor)
{
    return zo_archive_cost(((const zo_surveyor *)surveyor)->archive);
}

uint64_t zo_surveyor_packages(const zo_surveyor *surveyor) { return surveyor->packages; }

const int64_t *zo_surveyor_least(const zo_surveyor *surveyor) { return surveyor->least; }

const int64_t *zo_surveyor_most(const zo_surveyor *surveyor) { return surveyor->most; }

const zo_archive *zo_surveyor_archive(const zo_surveyor *surveyor) { return surveyor->archive; }

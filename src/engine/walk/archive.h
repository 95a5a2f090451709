/* Vectors of worths, each with a count of the packages that have it and the first of them; those that are
 * dominated within their class are thrown out now and then. */
#ifndef ZO_ENGINE_ARCHIVE_H
#define ZO_ENGINE_ARCHIVE_H

#include "base/memory.h"
#include <stdbool.h>

/* What all vectors of a survey have in common. */
typedef struct zo_vectors {
    size_t worths;
    const unsigned *words; /* per worth: of its number, 1 or ZO_WIDE_WORDS */
    const size_t *at;      /* per worth: the word at which it stands in a vector */
    size_t vector_words;   /* of a vector */
    uint32_t classes;      /* >= 1 */
    size_t levels;         /* of a package */
} zo_vectors;

typedef struct zo_kept {
    const int64_t *vector;
    uint64_t packages;
    uint32_t class_;
    const uint32_t *package; /* by level */
} zo_kept;

typedef struct zo_archive zo_archive;

/* What grows comes from an arena of its own on the same heap, and goes when this one closes. */
zo_archive *zo_archive_new(const zo_vectors *vectors, zo_arena *arena);

/* Counts `packages` more that have this vector, `package` the first of them; or returns a vector of the same class that
 * dominates it. NULL does not mean that none does. A refusal of memory leaves what was there whole. */
const int64_t *zo_archive_add(zo_archive *archive, const int64_t *vector, uint32_t class_, uint64_t packages,
                              const uint32_t *package);

/* The same without comparing anything: for vectors of which few are dominated. */
void zo_archive_append(zo_archive *archive, const int64_t *vector, uint32_t class_, uint64_t packages,
                       const uint32_t *package);

/* Appends all of the other's. */
void zo_archive_merge(zo_archive *archive, const zo_archive *other);

/* Throws out what is dominated and puts the rest in order: by vectors, largest first, then by class. */
void zo_archive_reduce(zo_archive *archive);

uint64_t zo_archive_cost(const zo_archive *archive); /* nanoseconds that it took the last time */

size_t zo_archive_size(const zo_archive *archive);
/* A vector kept that dominates this one, as far as is known without much ado. */
const int64_t *zo_archive_above(const zo_archive *archive, uint32_t class_, const int64_t *vector);
zo_kept zo_archive_kept(const zo_archive *archive, size_t i); /* in order, right after it was reduced */
zo_kept zo_archive_entry(const zo_archive *archive,
                         size_t i); /* in any order, at any time; some may be equal */

#endif

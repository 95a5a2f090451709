/* Work units. A unit is a range of prefixes of a plan; running it gives a partial result. Partial results of the same plan
 * are merged in any order and grouping, and what comes out is the same. They may travel as bytes, so that units can be run
 * anywhere: by threads (see crew.h), by processes, by other machines.
 *
 * The bytes of a partial result, all numbers least significant byte first:
 *
 *     8 bytes  "zopapart"
 *     64 bits  version of the layout: 1
 *     64 bits  what is made of packages: errand->kind
 *     64 bits  the fingerprint of the plan; bytes of another plan are refused
 *     64 bits  1 when a unit was left in the middle, else 0
 *     64 bits  number of ranges, and for each of them two numbers of 64 bits: its first prefix, and the one after its last;
 *              they ascend and do not touch
 *     ...      what was made of packages: errand->write
 *     64 bits  zo_hash_bytes of all bytes before
 *
 * The plan depends on the number of threads that it was made for: who shares out units must make it for the same. */
#ifndef ZO_ENGINE_UNIT_H
#define ZO_ENGINE_UNIT_H

#include "engine/known.h"
#include "engine/walk/bytes.h"
#include "engine/walk/sweep.h"

/* What is done with the packages that survive: by takers, which are `self` below. */
enum { ZO_KIND_PILES = 1, ZO_KIND_SURVEY = 2 };
typedef struct zo_errand {
    uint32_t kind;
    bool any_order; /* packages may come to a taker in any order; else earlier ones come first */
    void *(*equip)(const void *context, zo_arena *arena); /* a taker that has seen nothing */
    zo_take_fn *take; /* where it jumps for want of memory, what the taker had found before must stay whole */
    zo_dull_fn *is_dull; /* NULL: nothing is dull */
    /* Adds what another taker of the same plan has seen. */
    void (*merge)(void *self, const void *other);
    /* Nanoseconds before the deadline at which to stop, for each taker, so that what was found can be gathered; NULL:
     * none. */
    uint64_t (*reserve)(const void *self);
    void (*tell)(const void *self, zo_known *known); /* adds to `known` what it has found so far */
    void (*write)(const void *self, zo_bytes *bytes);
    void (*read)(void *self,
                 zo_intake *reader); /* into one that has seen nothing; bad when it cannot be true */
    const void *context;
} zo_errand;

typedef struct zo_stretch {
    uint64_t begin, end; /* prefixes: the first, and the one after the last */
} zo_stretch;

typedef struct zo_partial zo_partial;

/* One that has seen nothing. */
zo_partial *zo_partial_new(const zo_plan *plan, const zo_errand *errand, zo_arena *arena);

/* Adds the packages of the range, none of which it may have seen before. False when `halted` (may be NULL) ended it early:
 * then it is torn, holds what was found until then, and can only be merged and read. So it is after a jump, too. */
bool zo_partial_run(zo_partial *partial, zo_stretch range, zo_halted_fn *halted, void *context);

/* Adds another of the same plan and errand. False, and nothing done, when both have seen the same prefixes. */
bool zo_partial_merge(zo_partial *partial, const zo_partial *other);

zo_bytes zo_partial_write(const zo_partial *partial, zo_arena *arena);

/* NULL when the bytes are not those of a partial result of this plan and errand. */
zo_partial *zo_partial_read(const zo_plan *plan, const zo_errand *errand, const uint8_t *bytes, size_t length,
                            zo_arena *arena);

void *zo_partial_taker(const zo_partial *partial);
bool zo_partial_is_torn(const zo_partial *partial);
bool zo_partial_is_whole(const zo_partial *partial); /* it has seen all of the plan */

#endif

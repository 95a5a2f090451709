/* How ranges and orders are read: as they stand, at their midpoints, or as one draw from what they allow.
 *
 * A draw depends on its seed, its number, and the handle and place of what is read, on nothing else: what is
 * left alone by a change of the record is drawn the same before and after. */
#ifndef ZO_SPACE_READING_H
#define ZO_SPACE_READING_H

#include "model/model.h"

typedef enum zo_reading_kind {
    ZO_AS_RANGES, /* a range is all it holds; an option between the ends of an order is worth 0 to 100 */
    ZO_MIDPOINTS, /* a range is its middle; an order is evenly spaced from 100 to 0 */
    ZO_DRAWN /* a range is low + (high - low) * k / 1000, k drawn from 0..1000; the middle ranks of an order are
                100 * k / 1000, each k smaller than the one before and none 0 or 1000 */
} zo_reading_kind;

typedef struct zo_reading {
    zo_reading_kind kind;
    uint64_t seed, draw; /* DRAWN */
} zo_reading;

extern const zo_reading zo_as_ranges, zo_midpoints;

static inline bool zo_is_ranged(const zo_range *range)
{
    return zo_num_compare(&range->low, &range->high) != 0;
}

/* The amount of an entry: its weight, bonus or worth. Low and high are equal unless read as ranges. */
zo_range zo_read_amount(const zo_model *model, const zo_entry *entry, const zo_reading *reading);

/* The scores of an entry's points, in their order. */
const zo_range *zo_read_scores(const zo_model *model, const zo_entry *entry, const zo_reading *reading,
                               zo_arena *arena);

#endif

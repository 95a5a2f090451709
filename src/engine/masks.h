/* One whole package against everything on record. */
#ifndef ZO_ENGINE_MASKS_H
#define ZO_ENGINE_MASKS_H

#include "engine/votes.h"

/* The mask of the package, as in votes.h; `mask` has room for zo_mask_bits. Every selector is read, whatever
 * its mode; those of certainty too. */
void zo_package_mask(const zo_instance *instance, const uint32_t *package, uint64_t *mask);

/* What the sum comes to, in sum->words words. */
void zo_package_total(const zo_instance *instance, const zo_sum *sum, const uint32_t *package,
                      int64_t *total);

#endif

/* Masks: which selectors a package violates, who abstains, and whether that leaves it in the zone. */
#ifndef ZO_ENGINE_VOTES_H
#define ZO_ENGINE_VOTES_H

#include "space/instance.h"

typedef enum zo_mode {
    ZO_OFF,  /* ignored */
    ZO_HARD, /* packages that violate it are not visited further; only for selectors with voter ZO_DIRECT */
    ZO_SOFT  /* packages are grouped by whether they violate it */
} zo_mode;

/* The selectors whose mode is HARD (bit per selector). */
uint64_t *zo_hard_selectors(const zo_instance *instance, const zo_mode *mode, zo_arena *arena);

/* Bits of a mask: selector s violated = bit s; then voter v abstains = bit selectors + v; then the consent of
 * bloc b is waived = bit selectors + voters + b. Bits of voters and blocs are set only where an expression
 * says so. */
size_t zo_mask_bits(const zo_instance *instance);
/* Whether the zone contains packages with this mask, when the selectors in `ignored` (may be NULL) are left
 * out: no direct selector is violated and every bloc's rule holds. ZO_CERTAINTY selectors do not count. */
bool zo_mask_accepted(const zo_instance *instance, const uint64_t *mask, const uint64_t *ignored);
/* The same for every reading of the ranges: ZO_CERTAINTY selectors count, and members' weights are read
 * against acceptance. */
bool zo_mask_certain(const zo_instance *instance, const uint64_t *mask);

/* Whether the bloc stands in no package's way that has this mask, with the selectors in `ignored` (may be
 * NULL) left out: its rule holds, it has no members on record, or its consent is waived. */
bool zo_bloc_accepts(const zo_instance *instance, const zo_bloc *bloc, const uint64_t *mask,
                     const uint64_t *ignored);

#endif

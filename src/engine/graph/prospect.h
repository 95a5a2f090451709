/* What can be said of a condition while only some issues have their values. */
#ifndef ZO_ENGINE_PROSPECT_H
#define ZO_ENGINE_PROSPECT_H

#include "engine/votes.h"

typedef enum zo_prospect { ZO_UNDECIDED, ZO_SURELY, ZO_NEVER } zo_prospect;

typedef struct zo_half_package {
    const zo_instance *instance;
    const uint32_t *value; /* by issue; read only where chosen */
    const bool *chosen;
    const uint64_t
        *domains; /* a value set: what issues that are not chosen may still be; NULL: that is not looked at */
} zo_half_package;

/* Undecided may be said of what is decided, but not once every issue that it looks at is chosen. */
zo_prospect zo_prospect_of(const zo_half_package *half, const zo_expr *expr);

/* Whether the selector is violated. A sum is undecided until every issue that it looks at is chosen. */
zo_prospect zo_prospect_of_violation(const zo_half_package *half, const zo_selector *selector);

/* Whether the bloc is in the way; mask: room for zo_mask_bits, of zeros, and left so. Undecided likewise. */
zo_prospect zo_prospect_of_refusal(const zo_half_package *half, const zo_mode *mode, const zo_bloc *bloc,
                                   uint64_t *mask);

#endif

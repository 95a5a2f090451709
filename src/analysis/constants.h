/* Stances that hang on one comparison with a constant, and alternatives, which compare points with their worth: what is
 * compared, and how far it reaches within a zone. Softenings and hardenings are about these. */
#ifndef ZO_ANALYSIS_CONSTANTS_H
#define ZO_ANALYSIS_CONSTANTS_H

#include "analysis/analysis.h"
#include "space/compile.h"

/* Where packages come that have a value without a number, when the best of a sum is looked for. */
typedef enum zo_nameless { ZO_NAMELESS_LAST, ZO_NAMELESS_FIRST } zo_nameless;

typedef struct zo_constant {
    bool there;           /* the selector hangs on one constant */
    bool too_large;       /* it does, but its numbers are too large to be moved exactly: no sums */
    zo_relation relation; /* compared quantity REL now is what it demands; never NE */
    zo_num now;           /* the constant */
    const zo_sum
        *sum; /* the quantity times scale; values without a number count as far below or above everything */
    const zo_sum *minus; /* its negative; such values count as far below or above everything here too */
    zo_int scale;
    uint32_t issue; /* whose unit the constant has; ZO_NONE: points */
} zo_constant;

zo_constant zo_constant_of(const zo_compiled *compiled, size_t selector, zo_nameless nameless,
                           zo_arena *arena);

/* Not negative where the quantity is less than the constant (above = false), or more: a demand for zo_restricted. NULL
 * when the numbers are too large. */
const zo_sum *zo_sum_beside(const zo_constant *constant, bool above, zo_arena *arena);

/* "20 km", "45 points", "about 72.17 points". */
zo_str zo_constant_words(const zo_compiled *compiled, const zo_constant *constant, const zo_num *value,
                         zo_arena *arena);

/* The best that a constant's sum, or its minus, reaches in the zone of everything but `off` (a selector set or NULL). */
typedef struct zo_extreme {
    zo_reach reach; /* EXACT, or a limit: then best is no more than the best found */
    bool any;       /* a package was found, and the best of the quantity is a number */
    zo_num best;    /* sum over the constant's scale */
    const uint32_t *package;
} zo_extreme;
zo_extreme zo_extreme_of(const zo_request *request, const zo_compiled *compiled, const uint64_t *off,
                         const zo_constant *constant, const zo_sum *sum);

#endif

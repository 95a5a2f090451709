/* What a search looks for: the best package by a product, by a sorted list of shares, or by a sum; which of two
 * packages is better, and what a better one's weighted sum of rows has to reach. All exact.
 *
 * Rows (rows.h) come first one by one for what is to be large, then one per cut. For weights w >= 0 and rows y:
 * a sum is bounded by itself; least shares t of y - base by divisor fulfil w(y - base) >= t * w(divisor); and a product
 * of y - base, by the inequality of the means, is at most the n-th power of w(y - base) / n by the product of w. */
#ifndef ZO_ENGINE_AIM_H
#define ZO_ENGINE_AIM_H

#include "base/natural.h"
#include "engine/choice/rows.h"

typedef enum zo_aim_kind {
    ZO_AIM_SUM,    /* row 0 */
    ZO_AIM_SHARES, /* leximin of (row - base) / divisor */
    ZO_AIM_PRODUCT /* of row - base, all of them > 0 */
} zo_aim_kind;

typedef struct zo_aim {
    zo_aim_kind kind;
    size_t goals;           /* rows that are to be large */
    size_t rows;            /* with those of cuts */
    const int64_t *base;    /* per goal */
    const int64_t *divisor; /* per goal, > 0; SHARES only */
    const int64_t *least;   /* per row from `goals` on (at its own index): what the cut asks for */
    int64_t *range;         /* per row: no number of it, with base or least off, is larger */

    bool any; /* a package has been found */
    int64_t *best;
    uint32_t *package;
    size_t issues;
    int64_t *entry, *best_entry; /* goals in the order of their shares: indices, smallest first; SHARES */
    zo_natural product, best_product, left, right;
} zo_aim;

/* The kind, the numbers of rows, base, divisor and least are set; fills the rest. False: numbers are too large. */
bool zo_aim_open(zo_aim *aim, const zo_rows *rows, zo_arena *arena);

bool zo_aim_is_met(const zo_aim *aim, const int64_t *row); /* the cuts; and every factor is > 0 */
int zo_aim_compare(zo_aim *aim, const int64_t *row);       /* with the best; of those that it is met by */
void zo_aim_ask(zo_aim *aim, const int64_t *row);          /* as if a package with these rows were the best */

/* Notes the package when it meets the cuts and is better than the best so far; true: so it was. */
bool zo_aim_note(zo_aim *aim, const uint32_t *package, const int64_t *row);

/* Which bound is in question: what strictly better packages reach, or also those as good; from the entry `level` of the
 * best's shares on, when as many goals are known to stand at theirs (`still`, per goal; may be NULL). */
typedef struct zo_claim {
    bool ties;
    size_t level;
    const bool *still;
} zo_claim;

/* The least weighted sum of such packages; ZO_NONE: any. Weights of goals that stand still are 0. */
int64_t zo_aim_least(zo_aim *aim, const int64_t *weight, const zo_claim *claim);

/* Whether a package whose rows are at most these can be better; notes the goals that then stand still. most: per
 * goal. */
bool zo_aim_may_be_better(zo_aim *aim, const int64_t *most, bool ties, bool *still, size_t *level);

/* Given the largest weighted sum there is: how much better any package can be than the best, as a share of what it can reach,
 * rounded up; 1 when nothing can be said. */
double zo_aim_gap(zo_aim *aim, const int64_t *weight, int64_t most);

/* SUM: no package's row has more; INT64_MAX when nothing can be said. */
int64_t zo_aim_bound(const zo_aim *aim, const int64_t *weight, int64_t most);

#endif

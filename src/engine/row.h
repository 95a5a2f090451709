/* A row: up to 64 values of one issue, under the values chosen for the issues before it. Expressions and sums
 * are read for a whole row at once, as words of bits: bit v speaks of value from + v.
 *
 * A row never crosses a multiple of 64 values, so that it lies within one word of any value set. */
#ifndef ZO_ENGINE_ROW_H
#define ZO_ENGINE_ROW_H

#include "space/instance.h"

enum { ZO_ROW = 64 };

typedef struct zo_row {
    uint32_t issue;
    uint32_t from;           /* first value */
    uint32_t count;          /* 1..ZO_ROW */
    uint64_t full;           /* the values that are looked at: at most the lowest `count` bits */
    const uint32_t *package; /* by issue; read only for issues that are chosen */
} zo_row;

/* What one issue adds to a sum that is on the way. */
typedef struct zo_addend {
    size_t at; /* word at which the sum stands among those on the way */
    unsigned words;
    const int64_t *table; /* per value of the issue `words`; NULL: adds nothing */
    size_t bonuses;       /* those whose condition this issue decides */
    const zo_bonus *bonus;
    const zo_expr *waived; /* where this issue closes the sum: what waives it; NULL: nothing */
    uint32_t mark;         /* where this issue closes the sum: its bit of the mask, or ZO_NO_MARK */
    const int64_t *bounds; /* per row the least and the most of the table; for zo_row_any_negative only */
} zo_addend;

enum { ZO_NO_MARK = UINT32_MAX };

zo_row zo_row_of(uint32_t issue, uint32_t from, uint32_t count, const uint32_t *package);

/* The values for which the expression, which looks at no issue after the row's, is true. */
uint64_t zo_row_truth(const zo_row *row, const zo_expr *expr);

/* The values for which the sum that the addend closes is negative and not waived. `sums`: all that are on
 * the way. */
uint64_t zo_row_violates(const zo_row *row, const zo_addend *closing, const int64_t *sums);

/* The values for which any of the sums is negative: sums of one word, with a table and its bounds, no bonuses, no
 * waiver. */
uint64_t zo_row_any_negative(const zo_row *row, const zo_addend *closing, size_t count, const int64_t *sums);

/* The totals of the sum that the addend brings to its end, `words` for each value of the row. */
void zo_row_totals(const zo_row *row, const zo_addend *last, const int64_t *sums, int64_t *total);

/* Of two packages, by level: whether a comes first. */
static inline bool zo_comes_before(const uint32_t *a, const uint32_t *b, size_t levels)
{
    size_t i = 0;
    while (i < levels && a[i] == b[i])
        i++;
    return i < levels && a[i] < b[i];
}

/* to = from + more, two's complement; to may be from. */
void zo_words_add(int64_t *to, const int64_t *from, const int64_t *more, unsigned words);

int zo_words_compare(const int64_t *a, const int64_t *b, unsigned words); /* -1, 0, 1 */

#endif

/* The plan of an enumeration: which issues are visited, and what is decided once each of them has its value.
 *
 * Level 0 is the root, where nothing is chosen yet: it has one value and decides what depends on no issue.
 * Each further level chooses the value of one issue, in the order of the issues; the last ones may be taken as one, see
 * tail.h. The work is cut into units, ranges of the prefixes that the first levels can form.
 *
 * Packages may carry cargo: sums whose totals are wanted once the last level is reached. */
#ifndef ZO_ENGINE_PLAN_H
#define ZO_ENGINE_PLAN_H

#include "engine/limit.h"
#include "engine/row.h"
#include "engine/votes.h"
#include "engine/walk/tail.h"
#include "space/propagate.h"

/* Fails where the expression is false; then cuts the value off, or sets a bit of the mask. */
typedef struct zo_test {
    const zo_expr *expr;
    uint32_t mark; /* or ZO_NO_MARK */
} zo_test;

typedef struct zo_level {
    uint32_t issue;          /* at the root: one past the last issue */
    uint32_t size;           /* values */
    const uint64_t *domain;  /* those that are visited; NULL: all */
    size_t first_value;      /* values of all levels before */
    size_t first_word;       /* words of their value sets, each level beginning a new word */
    ZO_ARRAY(zo_test) cuts;  /* hard expressions decided here */
    ZO_ARRAY(zo_test) marks; /* soft ones */
    ZO_ARRAY(zo_addend)
    plain_cuts; /* hard sums that zo_row_any_negative can do: closed here, or, with the most that later
                                       levels may add, hopeless here */
    ZO_ARRAY(zo_addend) sum_cuts;  /* the other hard sums closed here */
    ZO_ARRAY(zo_addend) sum_marks; /* soft ones */
    ZO_ARRAY(zo_addend) carried;   /* sums that later levels still add to */
    size_t carried_bonuses;        /* of all those */
} zo_level;

typedef struct zo_cargo {
    const zo_sum *const *sum;
    size_t sums;
    uint32_t issue; /* to be visited even if nothing depends on it; ZO_NO_ISSUE: none */
} zo_cargo;

typedef struct zo_plan {
    zo_tail tail;
    const zo_instance *instance; /* that of the tail */
    size_t mask_words;
    size_t levels; /* >= 1 */
    zo_level *level;
    uint32_t *level_of; /* per issue; 0 where it is not visited; all issues of the tail have the last level */
    size_t values, value_words; /* of all levels */
    size_t sum_words;           /* of all sums on the way */
    ZO_ARRAY(int64_t) start;    /* sum_words: their starts */
    ZO_ARRAY(zo_addend) totals; /* what the last level adds to each sum of the cargo */
    size_t split;               /* levels whose values make up a prefix; at least the last level is not */
    uint64_t prefixes;
    uint64_t units;    /* unit u: prefixes from u * prefixes / units on, before those of u + 1 */
    uint64_t packages; /* visited at most; UINT64_MAX when more */
} zo_plan;

typedef struct zo_wish {
    const zo_cargo *cargo;     /* NULL: none */
    const zo_domains *domains; /* values outside are not visited; NULL: all are */
    uint64_t most_joint;       /* combinations of the last issues that may be taken as one; 0: none are */
    unsigned threads;
} zo_wish;

zo_plan *zo_plan_make(const zo_instance *instance, const zo_mode *mode, const zo_wish *wish, zo_arena *arena);
uint64_t zo_plan_unit_begins(const zo_plan *plan, uint64_t unit); /* its first prefix */

/* From levels back to the issues of the instance that the plan was made for; 0 where an issue is not visited. */
void zo_plan_package(const zo_plan *plan, const uint32_t *by_level, uint32_t *package);
/* How many packages there are for each one that is visited. */
zo_int zo_plan_unvisited(const zo_plan *plan);
uint64_t zo_plan_unvisited_at_least(const zo_plan *plan); /* the same, or fewer where it is beyond 64 bits */

#endif

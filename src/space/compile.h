/* The record at a time -> the compiled instance, and back: which statement each selector stands for. */
#ifndef ZO_SPACE_COMPILE_H
#define ZO_SPACE_COMPILE_H

#include "model/record.h"
#include "space/instance.h"
#include "space/reading.h"

/* What a selector stands for. */
typedef struct zo_origin {
    const zo_entry *entry;
    uint32_t seat; /* who holds it; ZO_NONE for rules and settled points */
    bool disputed; /* denied: off unless asked for */
} zo_origin;

typedef struct zo_compiled {
    zo_instance instance;
    const zo_record *record;
    const zo_origin *origin;                /* per selector */
    const uint32_t *payoff_seat;            /* per payoff: the party whose it is */
    const uint32_t *voter_seat, *bloc_seat; /* per voter, per bloc: whose it is */
    bool uncertain;                         /* some ZO_CERTAINTY selector is there: ranges or orders matter */
    bool ranged;                            /* that, or a payoff has different readings */
    zo_span too_large; /* a condition or values whose numbers are too large to add exactly; empty: none */
    zo_span payoff_too_large; /* the same of what counts for payoffs only: they leave this party out */
} zo_compiled;

/* Selectors in order: rules, settled points, then per seat its stances, its alternative, its disputed stances. */
zo_compiled *zo_compile(const zo_record *record, zo_arena *arena);

/* The same with ranges and orders read as one number each, unless the reading is ZO_AS_RANGES: nothing is uncertain
 * then, so selectors may have other numbers. */
zo_compiled *zo_compile_reading(const zo_record *record, const zo_reading *reading, zo_arena *arena);

/* Whether different readings of ranges and orders could give different answers. */
static inline bool zo_has_ranges(const zo_compiled *compiled) { return compiled->ranged; }

/* A bound condition alone, as an expression of the same space; NULL when its numbers are too large. */
const zo_expr *zo_compile_condition(const zo_model *model, const zo_bound *bound, zo_arena *arena);

/* What an entry demands of a package: refuses A = not A; accepts A only if B = A implies B; any other A = A. */
const zo_expr *zo_compile_stance(const zo_model *model, const zo_entry *entry, zo_arena *arena);

/* A deal as an expression: every assigned issue has its value. pairs: issue, value, … */
const zo_expr *zo_compile_deal(const zo_model *model, const uint32_t *pairs, size_t n, zo_arena *arena);

/* Wherever this seat's consent is not needed; NULL: nowhere. */
const zo_expr *zo_compile_waiver(const zo_record *record, uint32_t seat, zo_arena *arena);

#endif

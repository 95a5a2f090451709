/* The same record with more facts: for questions about a part of the space. */
#ifndef ZO_SPACE_RESTRICT_H
#define ZO_SPACE_RESTRICT_H

#include "space/compile.h"

/* A copy with `count` further selectors at the end, all of class RULE and counting directly; expr or sum as in `more`.
 * Selectors before keep their numbers. The origins of the new ones have no entry. */
const zo_compiled *zo_restricted(const zo_compiled *compiled, const zo_selector *more, size_t count,
                                 zo_arena *arena);

/* The same with one expression. */
const zo_compiled *zo_restricted_to(const zo_compiled *compiled, const zo_expr *expr, zo_arena *arena);

/* The same package by package of a partial one: value UINT32_MAX = free. */
const zo_compiled *zo_restricted_to_values(const zo_compiled *compiled, const uint32_t *values,
                                           zo_arena *arena);

/* The same record where one stance or alternative is never met, except where its party's consent is not needed. */
const zo_compiled *zo_never_met(const zo_compiled *compiled, size_t selector, zo_arena *arena);

/* The same record where only the blocs marked in `heard` are asked for their consent. */
const zo_compiled *zo_hearing_blocs(const zo_compiled *compiled, const bool *heard, zo_arena *arena);

#endif

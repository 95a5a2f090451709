/* The text around a quotation, for readers who want to see where it stands. */
#ifndef ZO_ANALYSIS_CONTEXT_H
#define ZO_ANALYSIS_CONTEXT_H

#include "base/text.h"

typedef struct zo_context {
    zo_str before, after;
} zo_context;

/* What stands before byte `begin` and from byte `end` on in the same paragraph of the document: white space as one blank,
 * at most 280 characters on each side, cut between words where there is a blank. `before`, the quotation and `after` read on
 * when joined. */
zo_context zo_context_of(zo_str document, size_t begin, size_t end, zo_arena *arena);

#endif

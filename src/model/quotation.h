/* Whether words stand in a document, white space and the shape of quotation marks aside, and whether they stand
 * wholly inside quotation marks there. */
#ifndef ZO_MODEL_QUOTATION_H
#define ZO_MODEL_QUOTATION_H

#include "base/text.h"

/* A document made ready for searching. */
typedef struct zo_searchable {
    zo_str folded;        /* one blank for white space, " and ' for their typographic shapes */
    const uint32_t *from; /* per byte of folded: its byte in the document */
    const uint32_t
        *speech; /* per byte of folded: how many bytes up to it stand inside quotation marks without a gap */
    zo_str original;
} zo_searchable;

typedef enum zo_occurrence { ZO_NOT_THERE, ZO_IN_NARRATION, ZO_IN_QUOTES } zo_occurrence;

zo_searchable zo_make_searchable(zo_arena *arena, zo_str document);

/* Where the words stand; of several places one inside quotation marks is preferred, then the first. begin and end
 * (may be NULL): bytes of the document. */
zo_occurrence zo_find_quotation(const zo_searchable *document, zo_str words, uint32_t *begin, uint32_t *end,
                                zo_arena *scratch);

/* The passage that shares most words with the quotation, at most about 200 bytes; empty when none shares half. */
zo_str zo_nearest_passage(const zo_searchable *document, zo_str words, zo_arena *arena);

#endif

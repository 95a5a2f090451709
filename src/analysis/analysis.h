/* What an analysis is: a row of one table, and a function from a request to a result. */
#ifndef ZO_ANALYSIS_ANALYSIS_H
#define ZO_ANALYSIS_ANALYSIS_H

#include "analysis/arguments.h"
#include "engine/limit.h"
#include "model/record.h"
#include "result/result.h"

/* The question, understood: the model with the added statements, the record at the time, the limits. */
typedef struct zo_request {
    const zo_model *model;
    const zo_record *record;  /* NULL when loading found errors: only check runs then */
    zo_time on;               /* ZO_LAST unless asked */
    const bool *left_out;     /* per key, or NULL */
    ZO_ARRAY(zo_str) without; /* as given */
    ZO_ARRAY(zo_str) also;
    uint32_t viewer; /* the party whose worths alone are told; ZO_NONE: everybody's (see analysis/viewer.h) */
    zo_givens given; /* all that was given: see analysis/parameters.h */
    zo_limit limit;
    zo_known *
        known; /* what is told of the record's own zone while it is computed: a limit's `known` there; NULL: nothing */
    zo_arena *arena;
    zo_arena *scratch;            /* open and empty; an analysis may close and reopen it */
    const zo_diagnostics *loaded; /* of loading */
    zo_diagnostics *sink; /* of this request; spans of the model's files and of the request's own text */
} zo_request;

typedef struct zo_analysis {
    const char *name, *summary, *description, *exit_status, *example;
    const zo_parameter *const *parameters; /* ends with NULL */
    zo_verdict (*run)(zo_request *request, zo_value *root);
} zo_analysis;

/* In the order of the help. */
size_t zo_analysis_count(void);
const zo_analysis *zo_analysis_at(size_t index); /* NULL past the end */
const zo_analysis *zo_find_analysis(zo_str name);

/* The common beginning of every result: schema, analysis, title, time, files read. */
void zo_add_heading(const zo_request *request, const char *analysis, zo_value *root);
/* Engines, where that was asked for, and the closing line: files, quotations verified, steps, exactness. */
void zo_add_trailer(const zo_request *request, zo_str opening, zo_value *root);
/* {"exact", "decimal"} or a plain number for a count. */
zo_value *zo_add_count(zo_arena *arena, zo_value *parent, const char *name, const zo_int *count);

#endif

/* Diagnostics: what is wrong or doubtful in the input, each with a stable id, a place and a hint. */
#ifndef ZO_BASE_DIAGNOSTIC_H
#define ZO_BASE_DIAGNOSTIC_H

#include "base/text.h"

typedef enum { ZO_ERROR, ZO_WARNING, ZO_NOTE } zo_severity;

/* A stretch of one file. */
typedef struct zo_span {
    uint32_t file;       /* index into the model's files */
    uint32_t begin, end; /* bytes; begin <= end */
} zo_span;

/* name, code, severity, summary. The summary heads the section of docs/errors.md that explains it, with an example
 * that is run as a test. */
typedef enum zo_diagnostic_id {
#define ZO_DIAGNOSTIC(name, id, severity, summary) ZO_##name,
#include "base/diagnostic.def"
#undef ZO_DIAGNOSTIC
    ZO_DIAGNOSTIC_COUNT
} zo_diagnostic_id;

typedef struct zo_diagnostic {
    zo_diagnostic_id id;
    zo_span span;
    zo_str message; /* what was found and what was expected, one sentence */
    zo_str hint;    /* what to try; may be empty */
} zo_diagnostic;

typedef struct zo_diagnostics {
    zo_arena *arena;
    ZO_ARRAY(zo_diagnostic) list;
    size_t errors;
    size_t dropped; /* beyond ZO_MOST_DIAGNOSTICS: counted, not kept */
} zo_diagnostics;

enum { ZO_MOST_DIAGNOSTICS = 1000 };

const char *zo_diagnostic_code(zo_diagnostic_id id); /* "E101" */
zo_severity zo_diagnostic_severity(zo_diagnostic_id id);

void zo_report(zo_diagnostics *sink, zo_diagnostic_id id, zo_span span, zo_str message, zo_str hint);
void zo_reportf(zo_diagnostics *sink, zo_diagnostic_id id, zo_span span, zo_str hint, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
/* Sorts by file, place, id, message; drops exact repeats. */
void zo_diagnostics_sort(zo_diagnostics *sink);

#endif

/* What may be given to an analysis, and what was given. */
#ifndef ZO_ANALYSIS_ARGUMENTS_H
#define ZO_ANALYSIS_ARGUMENTS_H

#include "base/date.h"
#include "base/diagnostic.h"

typedef enum zo_parameter_kind {
    ZO_P_FLAG,
    ZO_P_MOMENT,
    ZO_P_NAME,
    ZO_P_STATEMENT,
    ZO_P_NUMBER,
    ZO_P_SECONDS,
    ZO_P_BYTES,
    ZO_P_TEXT,
    ZO_P_CHOICE
} zo_parameter_kind;

typedef struct zo_parameter {
    const char *name;
    zo_parameter_kind kind;
    bool repeatable;
    const char *placeholder;
    const char *summary;
    uint64_t least, most; /* NUMBER, BYTES, SECONDS (in thousandths): what is allowed */
    uint64_t otherwise;   /* the same: what holds unless it is given */
    bool start;           /* MOMENT: "start" is allowed, the record before every date */
    const char *choices;  /* CHOICE: the words allowed, separated by '|' */
} zo_parameter;

typedef struct zo_argument {
    zo_str name, value;
} zo_argument;

/* An argument, understood. */
typedef struct zo_given {
    const zo_parameter *parameter;
    zo_str text;     /* as given */
    uint64_t number; /* NUMBER, BYTES, SECONDS (in thousandths); CHOICE: which of the words, from 0 */
    zo_time moment;  /* MOMENT: the last minute it covers; ZO_ALWAYS for "start" */
} zo_given;
typedef ZO_ARRAY(zo_given) zo_givens;

/* Reads arguments against the parameters (ends with NULL) of an analysis, in order; what is wrong is reported at
 * `span`. False when anything is. */
bool zo_read_arguments(zo_givens *givens, const char *analysis, const zo_parameter *const *parameters,
                       const zo_argument *arguments, size_t count, zo_span span, zo_arena *arena,
                       zo_diagnostics *sink);

/* What was given for a parameter, the last if several times; NULL when nothing was. */
const zo_given *zo_find_given(const zo_givens *givens, const zo_parameter *parameter);

#endif

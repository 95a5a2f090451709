/* The table of diagnostics, and the list that collects them. */
#include "base/diagnostic.h"

#include <stdlib.h>
#include <string.h>

typedef struct zo_row {
    const char *code;
    zo_severity severity;
} zo_row;

static const zo_row rows[] = {
#define ZO_DIAGNOSTIC(name, code, severity, summary) {code, severity},
#include "base/diagnostic.def"
#undef ZO_DIAGNOSTIC
};

const char *zo_diagnostic_code(zo_diagnostic_id id) { return rows[id].code; }
zo_severity zo_diagnostic_severity(zo_diagnostic_id id) { return rows[id].severity; }

void zo_report(zo_diagnostics *sink, zo_diagnostic_id id, zo_span span, zo_str message, zo_str hint)
{
    if (zo_diagnostic_severity(id) == ZO_ERROR)
        sink->errors++;
    if (sink->list.n == ZO_MOST_DIAGNOSTICS) {
        sink->dropped++;
        return;
    }
    ZO_PUSH(sink->arena, &sink->list, ((zo_diagnostic){id, span, message, hint}));
}

void zo_reportf(zo_diagnostics *sink, zo_diagnostic_id id, zo_span span, zo_str hint, const char *format, ...)
{
    va_list args;
    if (sink->list.n == ZO_MOST_DIAGNOSTICS) { /* counted, not worded */
        zo_report(sink, id, span, (zo_str){"", 0}, hint);
        return;
    }
    va_start(args, format);
    zo_text text = zo_text_new(sink->arena);
    zo_text_vprintf(&text, format, args);
    va_end(args);
    zo_report(sink, id, span, zo_text_str(&text), hint);
}

static int by_place(const void *left, const void *right)
{
    const zo_diagnostic *a = left, *b = right;
    if (a->span.file != b->span.file)
        return a->span.file < b->span.file ? -1 : 1;
    if (a->span.begin != b->span.begin)
        return a->span.begin < b->span.begin ? -1 : 1;
    if (a->id != b->id)
        return a->id < b->id ? -1 : 1;
    return zo_str_compare(a->message, b->message);
}

void zo_diagnostics_sort(zo_diagnostics *sink)
{
    if (sink->list.n < 2)
        return;
    qsort(sink->list.at, sink->list.n, sizeof *sink->list.at, by_place);
    size_t kept = 1;
    for (size_t i = 1; i < sink->list.n; i++)
        if (by_place(&sink->list.at[kept - 1], &sink->list.at[i]) != 0)
            sink->list.at[kept++] = sink->list.at[i];
    sink->list.n = kept;
}

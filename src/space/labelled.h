/* A compiled instance with what its text tells besides: names for readers, and what is set aside. The engines need none
 * of it. Written by instance_write.c, read by instance_read.c; the text is described in docs/instance.md. */
#ifndef ZO_SPACE_LABELLED_H
#define ZO_SPACE_LABELLED_H

#include "base/diagnostic.h"
#include "space/compile.h"

/* Names are single words without blanks; an empty one means none. */
typedef struct zo_labelled {
    zo_instance instance;
    const zo_str *issue; /* per issue */
    const zo_str *
        values; /* per issue: a name per value, each before a blank but the last; 10+5*3 stands for 10 15 20 */
    const zo_str *selector; /* per selector */
    const zo_str *voter, *bloc, *payoff;
    const bool *disputed; /* per selector: counts only when a question asks for it */
} zo_labelled;

/* Bounds on what is read. */
enum {
    ZO_MOST_ISSUES = 4096,           /* the enumeration goes one call deeper for each */
    ZO_MOST_EXPR_DEPTH = 5000,       /* operators within operators */
    ZO_MOST_VALUES_IN_ALL = 1 << 22, /* of all issues together */
    ZO_MOST_CELLS = 1 << 26          /* numbers in tables, runs counted in full */
};

/* The names that the record has for what was compiled. */
zo_labelled zo_label(const zo_compiled *compiled, zo_arena *arena);

/* What counts from the start in the zone: direct selectors that are neither disputed nor certainties. Bit per selector. */
uint64_t *zo_binding(const zo_labelled *labelled, zo_arena *arena);

/* Adds the text, the same for equal instances. Begins with remarks on which values can still occur and which issues hang
 * together. Numbers of sums must fit 512 bits, as those of zo_compile do. */
void zo_write_instance(const zo_labelled *labelled, zo_text *out);

/* Reads text of at most ZO_MOST_BYTES; reports the first mistake in file `file` and returns false. What is read keeps the
 * promises of instance.h: no sum overflows. Remarks and other comments are passed over. */
bool zo_read_instance(zo_str text, uint32_t file, zo_labelled *labelled, zo_diagnostics *sink,
                      zo_arena *arena);

/* Adds the remarks, a comment a line. */
void zo_write_remarks(const zo_labelled *labelled, zo_text *out);

/* "0-3,7", or "none": values of a set, bit first + v for value v. */
void zo_write_set(const uint64_t *set, size_t first, uint32_t size, zo_text *out);

#endif

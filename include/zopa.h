/* zopa: exact answers about a negotiation on record.
 *
 * The only public header of the library. It compiles as C99 and as C++.
 *
 * Ownership: what a function hands out through `**out` is freed by the matching _free function. Pointers read
 * from a model or result live as long as it does. All text is UTF-8 and NUL-terminated.
 * Threads: a model may be read by several threads at once; loading and freeing may not overlap with that.
 * The library never prints, exits or aborts on input, and reads no clock except for a time limit.
 */
#ifndef ZOPA_H
#define ZOPA_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define ZOPA_API __attribute__((visibility("default")))
#else
#define ZOPA_API
#endif

#define ZOPA_VERSION_MAJOR 0
#define ZOPA_VERSION_MINOR 1
#define ZOPA_VERSION_PATCH 0

/* The version of the library in use, such as "0.1.0". */
ZOPA_API const char *zopa_version(void);

/* The answer of a run, and the exit status of the command line. */
typedef enum zopa_status {
    ZOPA_YES = 0,   /* yes, or done */
    ZOPA_NO = 1,    /* no: the zone is empty, check found errors */
    ZOPA_BAD = 2,   /* the input or a parameter is wrong: see the diagnostics */
    ZOPA_LIMIT = 3, /* a limit was reached before the answer was exact; the result says what is known */
    ZOPA_MEMORY = 4 /* memory was refused: there is no result */
} zopa_status;

/* ---- Loading ---------------------------------------------------------------------------------------- */

/* How the library reads files: models, includes and sources. `path` is the path of a file given to zopa_load,
 * or is made from the path of the file that names it. On success returns 0 and sets *bytes and *length; the
 * bytes stay valid until `release` is called with them. Returns non-zero when there is no such file, it may not
 * be read, or it is larger than the caller allows. */
typedef struct zopa_reader {
    int (*read)(void *context, const char *path, const char **bytes, size_t *length);
    void (*release)(void *context, const char *bytes, size_t length); /* may be NULL */
    void *context;
} zopa_reader;

/* Like realloc: p may be NULL, size 0 frees and returns NULL; otherwise NULL means refused. Must be safe to call
 * from several threads. */
typedef void *zopa_allocator(void *context, void *p, size_t size);

typedef struct zopa_model zopa_model;

/* Reads the files and everything they name, and checks the whole. Always sets *out unless memory was refused;
 * returns ZOPA_YES when there is no error, ZOPA_BAD when there are errors (see the diagnostics; the model can then
 * be run by `check` alone), ZOPA_MEMORY. allocate may be NULL for the C library's. */
ZOPA_API zopa_status zopa_load(const zopa_reader *reader, const char *const *paths, size_t count,
                               zopa_allocator *allocate, void *allocate_context, zopa_model **out);
ZOPA_API void zopa_model_free(zopa_model *model); /* NULL is allowed */

/* ---- Diagnostics ------------------------------------------------------------------------------------ */

typedef enum zopa_severity { ZOPA_ERROR, ZOPA_WARNING, ZOPA_NOTE } zopa_severity;

typedef struct zopa_diagnostic {
    const char *id; /* stable, such as "E203"; explained in docs/errors.md */
    zopa_severity severity;
    const char *file;    /* as given, or as made from the including file's path */
    size_t begin, end;   /* bytes of the file */
    size_t line, column; /* from 1; columns count code points */
    size_t end_column;   /* on the same line, past the last marked code point; > column */
    const char
        *source; /* the text of that line, without its end; of a very long line a stretch around the place */
    size_t source_column; /* the column at which `source` begins: 1 unless the line was cut */
    const char *message;  /* one sentence: what was found, what was expected */
    const char *hint;     /* what to try; "" when there is nothing to say */
} zopa_diagnostic;

/* Those of loading, in the order of files and places. */
ZOPA_API size_t zopa_diagnostic_count(const zopa_model *model);
ZOPA_API const zopa_diagnostic *zopa_diagnostic_at(const zopa_model *model,
                                                   size_t index); /* NULL past the end */

/* ---- Running an analysis ---------------------------------------------------------------------------- */

/* A parameter by name ("on", "without", ...; see zopa_parameter_at). Some may be given several times. */
typedef struct zopa_argument {
    const char *name;
    const char *value; /* "" for a flag */
} zopa_argument;

/* How a run stands while it goes on. */
typedef struct zopa_interim {
    double part_done; /* the share of the work done, 0 to 1: a guide only */
    const char
        *known; /* what is known so far, such as "at least 12,345 packages in reach"; "" when nothing is.
                          Valid during the call */
} zopa_interim;

/* Called now and then from the thread that called zopa_run; returning non-zero stops the run, which then ends with
 * ZOPA_LIMIT and what is known. */
typedef int zopa_progress(void *context, const zopa_interim *interim);

typedef struct zopa_result zopa_result;

/* Runs an analysis by name. Sets *out unless memory was refused, also for ZOPA_BAD: the result then carries the
 * diagnostics of the request (an unknown analysis or parameter, a malformed --also statement). progress may be NULL. */
ZOPA_API zopa_status zopa_run(const zopa_model *model, const char *analysis, const zopa_argument *arguments,
                              size_t count, zopa_progress *progress, void *progress_context,
                              zopa_result **out);
ZOPA_API void zopa_result_free(zopa_result *result); /* NULL is allowed */
ZOPA_API zopa_status zopa_result_status(const zopa_result *result);

/* Diagnostics of this run: what is wrong with the request (file "request"), and what `check` found in the model's files. */
ZOPA_API size_t zopa_result_diagnostic_count(const zopa_result *result);
ZOPA_API const zopa_diagnostic *zopa_result_diagnostic_at(const zopa_result *result, size_t index);

/* ---- Compiled instances ----------------------------------------------------------------------------- */

/* Reads a compiled instance, as the analysis `compile` writes it and docs/instance.md describes it, and counts the packages
 * of its zone. name: what diagnostics call the text. Arguments: time, memory, threads, engine, explain. Sets *out unless memory was
 * refused; the member "instance" of the result is the text in its canonical form. Returns ZOPA_YES, ZOPA_NO when the
 * zone is empty, ZOPA_BAD when the text or an argument is wrong (see the result's diagnostics), ZOPA_LIMIT,
 * ZOPA_MEMORY. */
ZOPA_API zopa_status zopa_run_instance(const char *text, size_t length, const char *name,
                                       const zopa_argument *arguments, size_t count, zopa_progress *progress,
                                       void *progress_context, zopa_allocator *allocate,
                                       void *allocate_context, zopa_result **out);

/* ---- Reading a result ------------------------------------------------------------------------------- */

typedef enum zopa_format {
    ZOPA_TEXT, /* to read, wrapped at `width` columns (40 to 400), with colour by ANSI sequences when non-zero */
    ZOPA_JSON, /* the whole result; schema in docs/schema/ */
    ZOPA_CSV,  /* the rows of the result, for spreadsheets; docs/formats.md says how members become columns */
    ZOPA_HTML  /* a page to read and print, which needs no other file and runs no script */
} zopa_format;

/* The result in a format; width and colour matter to text alone. *out is valid until the result is freed. Returns
 * ZOPA_YES; ZOPA_NO when the result has no rows to show as CSV (*out is then NULL and *length 0); or ZOPA_MEMORY. */
ZOPA_API zopa_status zopa_result_write(zopa_result *result, zopa_format format, unsigned width, int colour,
                                       const char **out, size_t *length);

typedef enum zopa_kind {
    ZOPA_K_NULL,
    ZOPA_K_BOOL,
    ZOPA_K_NUMBER,
    ZOPA_K_TEXT,
    ZOPA_K_LIST,
    ZOPA_K_OBJECT
} zopa_kind;
typedef struct zopa_node zopa_node;

/* The tree that the JSON shows. Text of a number is its exact fraction, "7/2"; of a flag, "true" or "false". */
ZOPA_API const zopa_node *zopa_result_root(const zopa_result *result);
ZOPA_API zopa_kind zopa_node_kind(const zopa_node *node);
ZOPA_API const char *zopa_node_name(const zopa_node *node);       /* "" in a list */
ZOPA_API const char *zopa_node_text(const zopa_node *node);       /* "" for lists, objects and null */
ZOPA_API const zopa_node *zopa_node_first(const zopa_node *node); /* first child or NULL */
ZOPA_API const zopa_node *zopa_node_next(const zopa_node *node);  /* next sibling or NULL */
ZOPA_API const zopa_node *zopa_node_member(const zopa_node *object, const char *name); /* or NULL */

/* ---- The table of analyses -------------------------------------------------------------------------- */

typedef enum zopa_parameter_kind {
    ZOPA_P_FLAG,
    ZOPA_P_MOMENT,    /* DATE or DATETHH:MM */
    ZOPA_P_NAME,      /* the name of something on record */
    ZOPA_P_STATEMENT, /* a statement of the language */
    ZOPA_P_NUMBER,    /* a whole number >= 0 */
    ZOPA_P_SECONDS,   /* a decimal number of seconds */
    ZOPA_P_BYTES,     /* a whole number, optionally with k, M or G (1024-based) */
    ZOPA_P_TEXT,      /* some text; the summary says what it may be */
    ZOPA_P_CHOICE     /* one of the words in `choices` */
} zopa_parameter_kind;

typedef struct zopa_parameter {
    const char *name;
    zopa_parameter_kind kind;
    int repeatable;
    const char *placeholder; /* "DATE", "" for a flag */
    const char *summary;
    const char *choices; /* CHOICE: the words allowed, separated by '|'; "" otherwise */
} zopa_parameter;

typedef struct zopa_analysis {
    const char *name;
    const char *summary;     /* one line */
    const char *description; /* paragraphs for the help and the manual */
    const char *exit_status; /* what 0, 1 and 3 mean here */
    const char *example;     /* arguments after "zopa", run on an example of the distribution */
} zopa_analysis;

/* The texts are constants of the library. Past the end of a list the name is NULL. */
ZOPA_API size_t zopa_analysis_count(void);
ZOPA_API zopa_analysis zopa_analysis_at(size_t index);
ZOPA_API size_t zopa_parameter_count(size_t analysis);
ZOPA_API zopa_parameter zopa_parameter_at(size_t analysis, size_t index);

/* ---- Formatting a file ------------------------------------------------------------------------------ */

/* One file in its canonical layout. Reads no other file. Returns ZOPA_YES with the text in *out (freed by
 * zopa_text_free), ZOPA_BAD when the file has syntax errors (*out is then NULL; zopa_load reports them),
 * ZOPA_MEMORY. */
ZOPA_API zopa_status zopa_format_text(const char *text, size_t length, zopa_allocator *allocate,
                                      void *allocate_context, char **out, size_t *out_length);
ZOPA_API void zopa_text_free(char *text, zopa_allocator *allocate, void *allocate_context);

#ifdef __cplusplus
}
#endif

#endif /* ZOPA_H */

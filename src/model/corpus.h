/* The files of a model: those given, those they include, and the sources they cite, read once through the caller's
 * reader and kept. Parsed, not yet understood. */
#ifndef ZO_MODEL_CORPUS_H
#define ZO_MODEL_CORPUS_H

#include "base/table.h"
#include "model/quotation.h"
#include "syntax/tree.h"

typedef struct zo_reader {
    /* 0 and the bytes, or non-zero; see zopa_reader in zopa.h */
    int (*read)(void *context, const char *path, const char **bytes, size_t *length);
    void (*release)(void *context, const char *bytes, size_t length); /* may be NULL */
    void *context;
} zo_reader;

typedef struct zo_file {
    zo_str path;  /* as given, or made from the including file's path; folded */
    zo_str shown; /* the path without the directory that the given files share */
    zo_str text;
    zo_tree tree;
} zo_file;

typedef struct zo_document {
    zo_str path;
    zo_str shown;
    bool readable;
    zo_str text;
    zo_searchable searchable; /* of a readable one */
} zo_document;

typedef struct zo_corpus {
    zo_arena *arena;
    ZO_ARRAY(zo_file *) files;         /* those given, by path; then includes as they are met */
    ZO_ARRAY(zo_document *) documents; /* cited sources, by first mention */
    zo_table document_index;
} zo_corpus;

enum { ZO_MOST_FILES = 1000 };

/* Errors of reading and parsing are reported; what could be read is there. */
void zo_read_corpus(zo_corpus *corpus, const zo_reader *reader, const zo_str *paths, size_t count,
                    zo_arena *arena, zo_diagnostics *sink);

/* The document behind a source statement; NULL when it was never asked for. */
const zo_document *zo_document_of(const zo_corpus *corpus, const zo_statement *source, zo_arena *scratch);

#endif

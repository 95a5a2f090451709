/* Paths -> the files of a model, parsed, and its source documents. */
#include "model/corpus.h"

#include <stdlib.h>
#include <string.h>

#include "base/unicode.h"

typedef struct zo_loader {
    zo_corpus *corpus;
    const zo_reader *reader;
    zo_diagnostics *sink;
    zo_table index; /* path -> file */
} zo_loader;

static bool read_bytes(zo_loader *loader, zo_str path, zo_str *text)
{
    zo_arena *arena = loader->corpus->arena;
    const char *bytes = NULL;
    size_t length = 0;
    if (loader->reader->read(loader->reader->context, zo_c_string(arena, path), &bytes, &length) != 0)
        return false;
    /* Copied at once: the reader's memory is the caller's. A refused copy would jump over release, so the
     * size is checked first and the copy is the only allocation in between. */
    bool fits = length <= ZO_MOST_BYTES;
    jmp_buf *outer = arena->heap->escape, here;
    char *copy = NULL;
    arena->heap->escape = &here;
    bool refused = setjmp(here) != 0;
    if (!refused && fits)
        copy = zo_alloc(arena, length + 1);
    arena->heap->escape = outer;
    if (copy && length > 0)
        memcpy(copy, bytes, length);
    if (loader->reader->release)
        loader->reader->release(loader->reader->context, bytes, length);
    if (refused)
        longjmp(*outer, 1);
    if (fits)
        *text = (zo_str){copy, length};
    return fits;
}

static uint32_t add_file(zo_loader *loader, zo_str path, zo_str text)
{
    zo_corpus *corpus = loader->corpus;
    uint32_t index = (uint32_t)corpus->files.n;
    zo_file *file = ZO_NEW(corpus->arena, zo_file);
    file->path = path;
    file->text = text;
    ZO_PUSH(corpus->arena, &corpus->files, file);
    zo_parse(&file->tree, text, index, corpus->arena, loader->sink);
    return index;
}

/* Files given: a place of their own, since nothing in a file names them. */
static void load_given(zo_loader *loader, zo_str path)
{
    zo_str text = {"", 0};
    path = zo_path_fold(loader->corpus->arena, path);
    if (zo_table_get(&loader->index, path) != ZO_ABSENT)
        return;
    bool readable = read_bytes(loader, path, &text);
    uint32_t index = add_file(loader, path, text);
    zo_table_add(&loader->index, path, index);
    if (!readable)
        zo_reportf(loader->sink, ZO_UNREADABLE, (zo_span){index, 0, 0},
                   ZO_STR("check the path; a model is a text file of at most 64 MiB"), "%.*s cannot be read",
                   ZO_FMT(path));
}

static void load_included(zo_loader *loader, const zo_file *from, const zo_statement *include)
{
    zo_arena *arena = loader->corpus->arena;
    zo_str text, path = zo_path_join(arena, from->path, include->title.text);
    if (zo_table_get(&loader->index, path) != ZO_ABSENT)
        return;
    if (loader->corpus->files.n >= ZO_MOST_FILES || !read_bytes(loader, path, &text)) {
        zo_table_add(&loader->index, path, ZO_MOST_FILES); /* no file: reported once */
        zo_reportf(
            loader->sink, ZO_UNREADABLE, include->title.span,
            ZO_STR("the path is relative to the file that includes it; at most 1,000 files make a model"),
            "the included file %.*s cannot be read", ZO_FMT(path));
        return;
    }
    zo_table_add(&loader->index, path, add_file(loader, path, text));
}

static void load_document(zo_loader *loader, const zo_file *from, const zo_statement *source)
{
    zo_corpus *corpus = loader->corpus;
    zo_str path = zo_path_join(corpus->arena, from->path, source->title.text);
    if (zo_table_get(&corpus->document_index, path) != ZO_ABSENT)
        return;
    zo_document *document = ZO_NEW(corpus->arena, zo_document);
    document->path = path;
    document->readable = read_bytes(loader, path, &document->text);
    if (document->readable)
        document->searchable = zo_make_searchable(corpus->arena, document->text);
    zo_table_add(&corpus->document_index, path, (uint32_t)corpus->documents.n);
    ZO_PUSH(corpus->arena, &corpus->documents, document);
}

static void follow(zo_loader *loader, zo_statement_kind kind,
                   void (*load)(zo_loader *, const zo_file *, const zo_statement *))
{
    for (size_t f = 0; f < loader->corpus->files.n; f++) {
        const zo_file *file = loader->corpus->files.at[f];
        for (size_t s = 0; s < file->tree.statements.n; s++)
            if (file->tree.statements.at[s]->kind == kind)
                load(loader, file, file->tree.statements.at[s]);
    }
}

/* ---- Circles of includes: depth-first search, a file under way met again is a circle ---- */

enum { UNSEEN, UNDER_WAY, DONE };

static void find_circles(zo_loader *loader, uint32_t index, uint8_t *state)
{
    const zo_file *file = loader->corpus->files.at[index];
    state[index] = UNDER_WAY;
    for (size_t s = 0; s < file->tree.statements.n; s++) {
        const zo_statement *statement = file->tree.statements.at[s];
        if (statement->kind != ZO_S_INCLUDE)
            continue;
        uint32_t next = zo_table_get(&loader->index,
                                     zo_path_join(loader->corpus->arena, file->path, statement->title.text));
        if (next >= loader->corpus->files.n)
            continue;
        if (state[next] == UNDER_WAY)
            zo_reportf(loader->sink, ZO_INCLUDE_CYCLE, statement->title.span,
                       ZO_STR("delete one of the includes"), "%.*s is included while it is itself being read",
                       ZO_FMT(loader->corpus->files.at[next]->path));
        else if (state[next] == UNSEEN)
            find_circles(loader, next, state);
    }
    state[index] = DONE;
}

/* ---- Names to show ---- */

static size_t directory_length(zo_str path)
{
    size_t n = path.n;
    while (n > 0 && path.s[n - 1] != '/')
        n--;
    return n;
}

static size_t shared_directory(const zo_corpus *corpus, size_t given)
{
    if (given == 0)
        return 0;
    zo_str first = corpus->files.at[0]->path;
    size_t shared = directory_length(first);
    for (size_t f = 1; f < given; f++) {
        zo_str path = corpus->files.at[f]->path;
        size_t n = 0;
        while (n < shared && n < path.n && path.s[n] == first.s[n])
            n++;
        shared = directory_length((zo_str){first.s, n});
    }
    return shared;
}

/* `path` seen from the directory: with ".." where it lies outside. */
static zo_str seen_from(zo_arena *arena, zo_str directory, zo_str path)
{
    size_t shared = 0;
    for (size_t i = 0; i < directory.n && i < path.n && directory.s[i] == path.s[i]; i++)
        if (directory.s[i] == '/')
            shared = i + 1;
    zo_text out = zo_text_new(arena);
    for (size_t i = shared; i < directory.n; i++)
        if (directory.s[i] == '/')
            zo_text_add_c(&out, "../");
    zo_text_add(&out, (zo_str){path.s + shared, path.n - shared});
    return zo_text_str(&out);
}

static void name_files(zo_corpus *corpus, size_t given)
{
    zo_str directory = {"", 0};
    if (given > 0)
        directory = (zo_str){corpus->files.at[0]->path.s, shared_directory(corpus, given)};
    for (size_t f = 0; f < corpus->files.n; f++)
        corpus->files.at[f]->shown = seen_from(corpus->arena, directory, corpus->files.at[f]->path);
    for (size_t d = 0; d < corpus->documents.n; d++)
        corpus->documents.at[d]->shown = seen_from(corpus->arena, directory, corpus->documents.at[d]->path);
}

static int by_text(const void *a, const void *b)
{
    return zo_str_compare(*(const zo_str *)a, *(const zo_str *)b);
}

void zo_read_corpus(zo_corpus *corpus, const zo_reader *reader, const zo_str *paths, size_t count,
                    zo_arena *arena, zo_diagnostics *sink)
{
    *corpus = (zo_corpus){.arena = arena, .document_index = zo_table_new(arena)};
    zo_loader loader = {corpus, reader, sink, zo_table_new(arena)};
    zo_str *sorted = ZO_NEW_MANY(arena, zo_str, count);
    for (size_t i = 0; i < count; i++)
        sorted[i] = zo_path_fold(arena, paths[i]);
    qsort(sorted, count, sizeof *sorted, by_text);
    for (size_t i = 0; i < count; i++)
        load_given(&loader, sorted[i]);
    size_t given = corpus->files.n;
    follow(&loader, ZO_S_INCLUDE, load_included);
    uint8_t *state = ZO_NEW_MANY(arena, uint8_t, corpus->files.n);
    for (uint32_t f = 0; f < corpus->files.n; f++)
        if (state[f] == UNSEEN)
            find_circles(&loader, f, state);
    follow(&loader, ZO_S_SOURCE, load_document);
    name_files(corpus, given);
}

const zo_document *zo_document_of(const zo_corpus *corpus, const zo_statement *source, zo_arena *scratch)
{
    if (source->span.file >= corpus->files.n)
        return NULL;
    zo_str path = zo_path_join(scratch, corpus->files.at[source->span.file]->path, source->title.text);
    uint32_t index = zo_table_get(&corpus->document_index, path);
    return index == ZO_ABSENT ? NULL : corpus->documents.at[index];
}

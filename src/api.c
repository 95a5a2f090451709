/* The public interface: the only implementer of zopa.h. Sets the escape of each heap, turns inner results into what
 * zopa.h promises, and holds no analysis. */
#include "zopa.h"

#include <string.h>

#include "analysis/instance.h"
#include "analysis/interim.h"
#include "analysis/request.h"
#include "base/unicode.h"
#include "output/output.h"
#include "syntax/format.h"

#define TEXT_OF(x) #x
#define VERSION_TEXT(a, b, c) TEXT_OF(a) "." TEXT_OF(b) "." TEXT_OF(c)

/* What loading and one run may hold at most, unless a run is told otherwise. */
static const size_t MOST_MEMORY = (size_t)4 << 30;
enum { LONGEST_SOURCE = 400 };

typedef struct zo_public_diagnostics {
    zopa_diagnostic *at;
    size_t n;
} zo_public_diagnostics;

struct zopa_model {
    zo_heap heap;
    zo_arena arena;
    zo_corpus corpus;
    zo_model *model;
    zo_diagnostics diagnostics;
    zo_public_diagnostics shown;
    zopa_allocator *allocate;
    void *context;
};

struct zopa_result {
    zo_heap heap;
    zo_arena arena, scratch;
    zo_diagnostics diagnostics;
    zo_public_diagnostics shown;
    zo_value *root;
    zopa_node *nodes;
    zopa_status status;
    zopa_allocator *allocate;
    void *context;
};

/* A node as handed out: the value with its texts NUL-terminated. */
struct zopa_node {
    const zo_value *value;
    const char *name, *text;
    const zopa_node *first, *next;
};

const char *zopa_version(void)
{
    return VERSION_TEXT(ZOPA_VERSION_MAJOR, ZOPA_VERSION_MINOR, ZOPA_VERSION_PATCH);
}

/* A zeroed handle of its own allocation, which holds the heap that everything else comes from. */
static void *new_handle(size_t bytes, zopa_allocator *allocate, void *context)
{
    zo_heap heap;
    zo_heap_init(&heap, allocate, context);
    void *handle = heap.grow(heap.context, NULL, bytes);
    if (handle)
        memset(handle, 0, bytes);
    return handle;
}

static void free_handle(void *handle, zopa_allocator *allocate, void *context)
{
    zo_heap heap;
    zo_heap_init(&heap, allocate, context);
    heap.grow(heap.context, handle, 0);
}

/* ---- Diagnostics ---- */

/* A stretch of a long line around the place, cut at code points. */
static void cut_source(zo_str line, zo_position *position, zopa_diagnostic *out, uint32_t line_offset,
                       zo_arena *arena)
{
    size_t begin = 0, end = line.n;
    out->source_column = 1;
    if (line.n > LONGEST_SOURCE) {
        size_t place = line_offset < line.n ? line_offset : line.n;
        begin = place > LONGEST_SOURCE / 4 ? place - LONGEST_SOURCE / 4 : 0;
        while (begin > 0 && ((unsigned char)line.s[begin] & 0xc0) == 0x80)
            begin--;
        end = begin + LONGEST_SOURCE < line.n ? begin + LONGEST_SOURCE : line.n;
        while (end > begin && end < line.n && ((unsigned char)line.s[end] & 0xc0) == 0x80)
            end--;
        out->source_column = position->column - zo_code_points((zo_str){line.s + begin, place - begin});
    }
    out->source = zo_c_string(arena, (zo_str){line.s + begin, end - begin});
}

static void place_diagnostic(const zo_tokens *tokens, const zo_diagnostic *diagnostic, zopa_diagnostic *out,
                             zo_arena *arena)
{
    zo_position position = zo_position_of(tokens, diagnostic->span.begin);
    uint32_t offset = diagnostic->span.begin - tokens->lines.at[position.line - 1];
    out->line = position.line;
    out->column = position.column;
    size_t marked = diagnostic->span.end - diagnostic->span.begin,
           left = offset < position.text.n ? position.text.n - offset : 0;
    size_t width =
        zo_code_points((zo_str){tokens->text.s + diagnostic->span.begin, marked < left ? marked : left});
    out->end_column = position.column + (width ? width : 1);
    cut_source(position.text, &position, out, offset, arena);
}

/* request: the text of the request as a file of its own, or NULL. */
static zopa_diagnostic publish_one(const zo_corpus *corpus, const zo_tokens *request,
                                   const zo_diagnostic *diagnostic, zo_arena *arena)
{
    uint32_t file = diagnostic->span.file;
    const zo_tokens *tokens = file < corpus->files.n    ? &corpus->files.at[file]->tree.tokens
                              : file == corpus->files.n ? request
                                                        : NULL; /* the request as a whole */
    zopa_diagnostic out = {.id = zo_diagnostic_code(diagnostic->id),
                           .severity = (zopa_severity)zo_diagnostic_severity(diagnostic->id),
                           .begin = diagnostic->span.begin,
                           .end = diagnostic->span.end,
                           .line = 1,
                           .column = 1,
                           .end_column = 2,
                           .source_column = 1,
                           .source = ""};
    out.file = file < corpus->files.n ? zo_c_string(arena, corpus->files.at[file]->path) : "request";
    out.message = zo_c_string(arena, diagnostic->message);
    out.hint = zo_c_string(arena, diagnostic->hint);
    if (tokens && tokens->text.n > 0)
        place_diagnostic(tokens, diagnostic, &out, arena);
    return out;
}

static zo_public_diagnostics publish(const zo_corpus *corpus, const zo_tokens *request,
                                     const zo_diagnostics *list, zo_arena *arena)
{
    zo_public_diagnostics shown = {ZO_NEW_MANY(arena, zopa_diagnostic, list->list.n + 1), list->list.n};
    for (size_t i = 0; i < list->list.n; i++)
        shown.at[i] = publish_one(corpus, request, &list->list.at[i], arena);
    return shown;
}

/* ---- Loading ---- */

static void load(zopa_model *model, const zopa_reader *reader, const char *const *paths, size_t count)
{
    zo_reader inner = {reader->read, reader->release, reader->context};
    zo_str *names = ZO_NEW_MANY(&model->arena, zo_str, count);
    for (size_t i = 0; i < count; i++)
        names[i] = zo_str_of(paths[i]);
    model->diagnostics.arena = &model->arena;
    zo_read_corpus(&model->corpus, &inner, names, count, &model->arena, &model->diagnostics);
    model->model = zo_build_model(&model->corpus, NULL, ZO_ALWAYS, &model->arena, &model->diagnostics);
    zo_diagnostics_sort(&model->diagnostics);
    model->shown = publish(&model->corpus, NULL, &model->diagnostics, &model->arena);
}

zopa_status zopa_load(const zopa_reader *reader, const char *const *paths, size_t count,
                      zopa_allocator *allocate, void *allocate_context, zopa_model **out)
{
    jmp_buf here;
    *out = NULL;
    zopa_model *model = new_handle(sizeof *model, allocate, allocate_context);
    if (!model)
        return ZOPA_MEMORY;
    model->allocate = allocate;
    model->context = allocate_context;
    zo_heap_init(&model->heap, allocate, allocate_context);
    model->heap.limit = MOST_MEMORY;
    model->heap.escape = &here;
    zo_arena_open(&model->arena, &model->heap);
    if (setjmp(here) != 0) {
        zopa_model_free(model);
        return ZOPA_MEMORY;
    }
    load(model, reader, paths, count);
    model->heap.escape = NULL;
    *out = model;
    return model->diagnostics.errors > 0 ? ZOPA_BAD : ZOPA_YES;
}

void zopa_model_free(zopa_model *model)
{
    if (!model)
        return;
    zo_arena_close(&model->arena);
    free_handle(model, model->allocate, model->context);
}

size_t zopa_diagnostic_count(const zopa_model *model) { return model->shown.n; }

const zopa_diagnostic *zopa_diagnostic_at(const zopa_model *model, size_t index)
{
    return index < model->shown.n ? &model->shown.at[index] : NULL;
}

/* ---- The tree as handed out ---- */

static const char *value_text(const zo_value *value, zo_arena *arena)
{
    switch (value->kind) {
    case ZO_V_TEXT: return zo_c_string(arena, value->text);
    case ZO_V_NUMBER: return zo_c_string(arena, zo_num_fraction(arena, &value->number));
    case ZO_V_BOOL: return value->flag ? "true" : "false";
    default: return "";
    }
}

static const zopa_node *publish_node(const zo_value *value, zo_arena *arena)
{
    zopa_node *node = ZO_NEW(arena, zopa_node);
    const zopa_node **slot = &node->first;
    *node = (zopa_node){value, zo_c_string(arena, value->name), value_text(value, arena), NULL, NULL};
    for (const zo_value *child = value->first; child; child = child->next) {
        if (child->text_only)
            continue;
        zopa_node *published = (zopa_node *)publish_node(child, arena);
        *slot = published;
        slot = &published->next;
    }
    return node;
}

/* ---- Running ---- */

typedef struct zo_progress_bridge {
    zopa_progress *progress;
    void *context;
    zo_known known;
    bool stopped; /* once the caller wishes to stop, the run stops for good */
} zo_progress_bridge;

static bool report_progress(void *context, double part_done)
{
    zo_progress_bridge *bridge = context;
    char known[ZO_KNOWN_WORDS];
    zo_known_words(&bridge->known, known, sizeof known);
    zopa_interim interim = {part_done, known};
    bridge->stopped = bridge->progress(bridge->context, &interim) != 0 || bridge->stopped;
    return bridge->stopped;
}

static void unknown_analysis(zopa_result *result, const zo_corpus *corpus, const char *name)
{
    zo_text names = zo_text_new(&result->arena);
    for (size_t i = 0; i < zo_analysis_count(); i++)
        zo_text_printf(&names, "%s%s", i ? ", " : "there are: ", zo_analysis_at(i)->name);
    zo_reportf(&result->diagnostics, ZO_UNKNOWN_ANALYSIS, (zo_span){(uint32_t)corpus->files.n + 1, 0, 0},
               zo_text_str(&names), "there is no analysis \"%s\"", name);
}

static zopa_status status_of(zo_verdict verdict)
{
    static const zopa_status statuses[] = {ZOPA_YES, ZOPA_NO, ZOPA_BAD, ZOPA_LIMIT};
    return statuses[verdict];
}

static zopa_status run_request(zopa_result *result, const zopa_model *model, const zo_analysis *analysis,
                               const zo_argument *given, size_t count, zo_progress_bridge *bridge)
{
    zo_request request = {.arena = &result->arena,
                          .scratch = &result->scratch,
                          .loaded = &model->diagnostics,
                          .sink = &result->diagnostics};
    if (!zo_read_request(&request, analysis, model->model, given, count))
        return ZOPA_BAD;
    if (!request.record && !zo_str_is(zo_str_of(analysis->name), "check"))
        return ZOPA_BAD;
    if (request.limit.memory < result->heap.limit)
        result->heap.limit = request.limit.memory;
    request.limit.progress = bridge->progress ? report_progress : NULL;
    request.limit.context = bridge;
    request.known = &bridge->known;
    return status_of(analysis->run(&request, result->root));
}

static void run(zopa_result *result, const zopa_model *model, const char *name,
                const zopa_argument *arguments, size_t count, zo_progress_bridge *bridge)
{
    const zo_analysis *analysis = zo_find_analysis(zo_str_of(name));
    zo_argument *given = ZO_NEW_MANY(&result->arena, zo_argument, count);
    zo_tokens request_tokens;
    zo_diagnostics ignored = {.arena = &result->arena};
    for (size_t i = 0; i < count; i++)
        given[i] = (zo_argument){zo_str_of(arguments[i].name), zo_str_of(arguments[i].value)};
    result->diagnostics.arena = &result->arena;
    result->root = zo_object(&result->arena);
    result->status = ZOPA_BAD;
    if (analysis)
        result->status = run_request(result, model, analysis, given, count, bridge);
    else
        unknown_analysis(result, &model->corpus, name);
    zo_tokenize(&request_tokens, zo_request_text(given, count, &result->arena),
                (uint32_t)model->corpus.files.n, &result->arena, &ignored);
    result->shown = publish(&model->corpus, &request_tokens, &result->diagnostics, &result->arena);
    result->nodes = (zopa_node *)publish_node(result->root, &result->arena);
}

static zopa_result *new_result(zopa_allocator *allocate, void *context)
{
    zopa_result *result = new_handle(sizeof *result, allocate, context);
    if (!result)
        return NULL;
    result->allocate = allocate;
    result->context = context;
    zo_heap_init(&result->heap, allocate, context);
    result->heap.limit = MOST_MEMORY;
    zo_arena_open(&result->arena, &result->heap);
    zo_arena_open(&result->scratch, &result->heap);
    return result;
}

zopa_status zopa_run(const zopa_model *model, const char *analysis, const zopa_argument *arguments,
                     size_t count, zopa_progress *progress, void *progress_context, zopa_result **out)
{
    jmp_buf here;
    zo_progress_bridge bridge = {.progress = progress, .context = progress_context};
    *out = NULL;
    zopa_result *result = new_result(model->allocate, model->context);
    if (!result)
        return ZOPA_MEMORY;
    result->heap.escape = &here;
    if (setjmp(here) != 0) {
        zopa_result_free(result);
        return ZOPA_MEMORY;
    }
    run(result, model, analysis, arguments, count, &bridge);
    zo_arena_close(&result->scratch);
    result->heap.escape = NULL;
    *out = result;
    return result->status;
}

/* ---- Compiled instances ---- */

/* The text as the only file of a corpus, for the places of diagnostics. */
static void publish_instance(zopa_result *result, zo_str text, const char *name)
{
    zo_file file = {.path = zo_str_of(name)}, *files[] = {&file};
    zo_corpus corpus = {.files = {.at = files, .n = 1, .cap = 1}};
    if (result->diagnostics.list.n > 0)
        zo_index_lines(&file.tree.tokens, text, 0, &result->arena);
    result->shown = publish(&corpus, NULL, &result->diagnostics, &result->arena);
    result->nodes = (zopa_node *)publish_node(result->root, &result->arena);
}

static void run_instance(zopa_result *result, const char *bytes, size_t length, const char *name,
                         const zopa_argument *arguments, size_t count, zo_progress_bridge *bridge)
{
    zo_str text = {bytes, length};
    zo_argument *given = ZO_NEW_MANY(&result->arena, zo_argument, count);
    for (size_t i = 0; i < count; i++)
        given[i] = (zo_argument){zo_str_of(arguments[i].name), zo_str_of(arguments[i].value)};
    result->diagnostics.arena = &result->arena;
    result->root = zo_object(&result->arena);
    zo_request request = {.arena = &result->arena, .scratch = &result->scratch, .sink = &result->diagnostics};
    result->status = ZOPA_BAD;
    if (zo_read_limits(&request, &zo_instance_analysis, given, count)) {
        if (request.limit.memory < result->heap.limit)
            result->heap.limit = request.limit.memory;
        request.limit.progress = bridge->progress ? report_progress : NULL;
        request.limit.context = bridge;
        request.limit.known = &bridge->known;
        result->status = status_of(zo_answer_instance(&request, text, result->root));
    }
    publish_instance(result, text, name);
}

zopa_status zopa_run_instance(const char *text, size_t length, const char *name,
                              const zopa_argument *arguments, size_t count, zopa_progress *progress,
                              void *progress_context, zopa_allocator *allocate, void *allocate_context,
                              zopa_result **out)
{
    jmp_buf here;
    zo_progress_bridge bridge = {.progress = progress, .context = progress_context};
    *out = NULL;
    zopa_result *result = new_result(allocate, allocate_context);
    if (!result)
        return ZOPA_MEMORY;
    result->heap.escape = &here;
    if (setjmp(here) != 0) {
        zopa_result_free(result);
        return ZOPA_MEMORY;
    }
    run_instance(result, text, length, name, arguments, count, &bridge);
    zo_arena_close(&result->scratch);
    result->heap.escape = NULL;
    *out = result;
    return result->status;
}

void zopa_result_free(zopa_result *result)
{
    if (!result)
        return;
    zo_arena_close(&result->scratch);
    zo_arena_close(&result->arena);
    free_handle(result, result->allocate, result->context);
}

zopa_status zopa_result_status(const zopa_result *result) { return result->status; }
size_t zopa_result_diagnostic_count(const zopa_result *result) { return result->shown.n; }

const zopa_diagnostic *zopa_result_diagnostic_at(const zopa_result *result, size_t index)
{
    return index < result->shown.n ? &result->shown.at[index] : NULL;
}

/* False when the result has nothing for the format. */
static bool write_result(const zo_value *root, zopa_format format, const zo_text_style *style, zo_text *text)
{
    switch (format) {
    case ZOPA_JSON: zo_write_json(root, text); return true;
    case ZOPA_CSV: return zo_write_csv(root, text);
    case ZOPA_HTML: zo_write_html(root, text); return true;
    case ZOPA_TEXT: break;
    }
    zo_write_text(root, style, text);
    return true;
}

zopa_status zopa_result_write(zopa_result *result, zopa_format format, unsigned width, int colour,
                              const char **out, size_t *length)
{
    jmp_buf here;
    *out = NULL;
    *length = 0;
    result->heap.escape = &here;
    if (setjmp(here) != 0) {
        result->heap.escape = NULL;
        return ZOPA_MEMORY;
    }
    zo_text text = zo_text_new(&result->arena);
    zo_text_style style = {width < 40 ? 40 : width > 400 ? 400 : width, colour != 0};
    bool written = write_result(result->root, format, &style, &text);
    if (written) {
        *length = text.n;
        *out = zo_c_string(&result->arena, zo_text_str(&text));
    }
    result->heap.escape = NULL;
    return written ? ZOPA_YES : ZOPA_NO;
}

const zopa_node *zopa_result_root(const zopa_result *result) { return result->nodes; }
zopa_kind zopa_node_kind(const zopa_node *node) { return (zopa_kind)node->value->kind; }
const char *zopa_node_name(const zopa_node *node) { return node->name; }
const char *zopa_node_text(const zopa_node *node) { return node->text; }
const zopa_node *zopa_node_first(const zopa_node *node) { return node->first; }
const zopa_node *zopa_node_next(const zopa_node *node) { return node->next; }

const zopa_node *zopa_node_member(const zopa_node *object, const char *name)
{
    for (const zopa_node *child = object->first; child; child = child->next)
        if (strcmp(child->name, name) == 0)
            return child;
    return NULL;
}

/* ---- The table of analyses ---- */

_Static_assert((int)ZOPA_P_CHOICE == (int)ZO_P_CHOICE && (int)ZOPA_K_OBJECT == (int)ZO_V_OBJECT &&
                   (int)ZOPA_NOTE == (int)ZO_NOTE,
               "public enumerations mirror the inner ones");

size_t zopa_analysis_count(void) { return zo_analysis_count(); }

zopa_analysis zopa_analysis_at(size_t index)
{
    const zo_analysis *row = zo_analysis_at(index);
    if (!row)
        return (zopa_analysis){0};
    return (zopa_analysis){row->name, row->summary, row->description, row->exit_status, row->example};
}

size_t zopa_parameter_count(size_t analysis)
{
    size_t count = 0;
    const zo_analysis *row = zo_analysis_at(analysis);
    while (row && row->parameters[count])
        count++;
    return count;
}

zopa_parameter zopa_parameter_at(size_t analysis, size_t index)
{
    if (index >= zopa_parameter_count(analysis))
        return (zopa_parameter){0};
    const zo_parameter *parameter = zo_analysis_at(analysis)->parameters[index];
    return (zopa_parameter){parameter->name,       (zopa_parameter_kind)parameter->kind,
                            parameter->repeatable, parameter->placeholder,
                            parameter->summary,    parameter->choices ? parameter->choices : ""};
}

/* ---- Formatting ---- */

static zopa_status format(zo_arena *arena, const char *text, size_t text_length, zopa_allocator *allocate,
                          void *context, char **out, size_t *length)
{
    zo_diagnostics ignored = {.arena = arena};
    zo_tree tree;
    zo_parse(&tree, (zo_str){text, text_length}, 0, arena, &ignored);
    if (tree.broken)
        return ZOPA_BAD;
    zo_text formatted = zo_text_new(arena);
    zo_format(&tree, &formatted);
    char *copy = new_handle(formatted.n + 1, allocate, context);
    if (!copy)
        return ZOPA_MEMORY;
    if (formatted.n > 0)
        memcpy(copy, formatted.s, formatted.n);
    *out = copy;
    *length = formatted.n;
    return ZOPA_YES;
}

zopa_status zopa_format_text(const char *text, size_t length, zopa_allocator *allocate,
                             void *allocate_context, char **out, size_t *out_length)
{
    jmp_buf here;
    zo_heap heap;
    zo_arena arena;
    zopa_status status = ZOPA_MEMORY;
    *out = NULL;
    *out_length = 0;
    if (length > ZO_MOST_BYTES)
        return ZOPA_BAD;
    zo_heap_init(&heap, allocate, allocate_context);
    heap.limit = MOST_MEMORY;
    heap.escape = &here;
    zo_arena_open(&arena, &heap);
    if (setjmp(here) == 0)
        status = format(&arena, text, length, allocate, allocate_context, out, out_length);
    else
        status = ZOPA_MEMORY;
    zo_arena_close(&arena);
    return status;
}

void zopa_text_free(char *text, zopa_allocator *allocate, void *allocate_context)
{
    if (text)
        free_handle(text, allocate, allocate_context);
}

/* Loads models beneath the root, and keeps the last ones. A kept model is used again when the unsaved texts are the same and
 * every file that was looked for, also in vain, still looks the same. */
#include "server_model.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "files.h"
#include "memory.h"

enum { SETTLED_AFTER = 2 }; /* seconds; the coarsest clock of a file system in use */

/* ---- What a file looks like ---- */

static void look(srv_seen *seen, int file)
{
    struct stat about;
    if (fstat(file, &about) != 0)
        return;
    seen->there = true;
    seen->device = about.st_dev;
    seen->number = about.st_ino;
    seen->size = about.st_size;
    seen->written = about.st_mtim;
    seen->changed = about.st_ctim;
}

static bool is_same_time(struct timespec a, struct timespec b)
{
    return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

static bool looks_same(const srv_root *root, const srv_seen *seen)
{
    int file = -1;
    srv_seen now = {.reason = srv_root_open(root, seen->name, &file, NULL)};
    if (!now.reason) {
        look(&now, file);
        close(file);
    }
    if (now.there != seen->there)
        return false;
    return !now.there ||
           (now.device == seen->device && now.number == seen->number && now.size == seen->size &&
            is_same_time(now.written, seen->written) && is_same_time(now.changed, seen->changed));
}

/* ---- Loading ---- */

typedef struct srv_loading {
    const srv_root *root;
    const srv_texts *texts;
    srv_model *model;
    time_t now;
} srv_loading;

static const srv_text *text_named(const srv_texts *texts, const char *name)
{
    for (size_t i = 0; i < texts->count; i++)
        if (strcmp(texts->text[i].name, name) == 0)
            return &texts->text[i];
    return NULL;
}

static srv_seen *add_seen(srv_model *model, const char *name)
{
    model->seen = cli_grow(model->seen, (model->seens + 1) * sizeof *model->seen);
    srv_seen *seen = &model->seen[model->seens++];
    *seen = (srv_seen){.name = cli_copy(name, strlen(name))};
    return seen;
}

/* The library copies at once what it reads; a text is copied here all the same, so that release need not tell. */
static int read_text(const srv_text *text, const char **bytes, size_t *length)
{
    *bytes = cli_copy(text->bytes, text->length);
    *length = text->length;
    return 0;
}

static int read_file(srv_loading *loading, srv_seen *seen, const char **bytes, size_t *length)
{
    int file;
    char *read = NULL;
    seen->reason = srv_root_open(loading->root, seen->name, &file, NULL);
    if (seen->reason)
        return 1;
    look(seen, file);
    if (seen->there && seen->changed.tv_sec >= loading->now - SETTLED_AFTER)
        loading->model->settled = false;
    seen->reason = cli_read_opened(file, &read, length);
    if (seen->reason)
        return 1;
    *bytes = read;
    return 0;
}

static int read_for_library(void *context, const char *name, const char **bytes, size_t *length)
{
    srv_loading *loading = context;
    srv_seen *seen = add_seen(loading->model, name);
    const srv_text *text = text_named(loading->texts, name);
    seen->from_text = text != NULL;
    return text ? read_text(text, bytes, length) : read_file(loading, seen, bytes, length);
}

static void release(void *context, const char *bytes, size_t length)
{
    (void)context;
    (void)length;
    free((char *)(uintptr_t)bytes); /* the interface hands it back as const */
}

static srv_texts copy_texts(const srv_texts *texts)
{
    srv_texts copy = {cli_grow(NULL, texts->count * sizeof *copy.text), texts->count};
    for (size_t i = 0; i < texts->count; i++) {
        const srv_text *text = &texts->text[i];
        copy.text[i] = (srv_text){cli_copy(text->name, strlen(text->name)),
                                  cli_copy(text->bytes, text->length), text->length};
    }
    return copy;
}

static void free_model(srv_model *model)
{
    if (!model)
        return;
    for (size_t i = 0; i < model->seens; i++)
        free(model->seen[i].name);
    for (size_t i = 0; i < model->texts.count; i++) {
        free((char *)(uintptr_t)model->texts.text[i].name);
        free((char *)(uintptr_t)model->texts.text[i].bytes);
    }
    free(model->texts.text);
    free(model->seen);
    zopa_model_free(model->model);
    free(model);
}

static srv_model *load(const srv_shelf *shelf, const srv_texts *texts)
{
    srv_model *model = cli_grow(NULL, sizeof *model);
    *model = (srv_model){.settled = true};
    srv_loading context = {shelf->root, texts, model, time(NULL)};
    zopa_reader reader = {read_for_library, release, &context};
    if (zopa_load(&reader, shelf->name, shelf->names, NULL, NULL, &model->model) == ZOPA_MEMORY) {
        free_model(model);
        return NULL;
    }
    model->texts = copy_texts(texts);
    return model;
}

/* ---- The shelf ---- */

static bool has_texts(const srv_model *model, const srv_texts *texts)
{
    if (model->texts.count != texts->count)
        return false;
    for (size_t i = 0; i < texts->count; i++) {
        const srv_text *text = text_named(&model->texts, texts->text[i].name);
        if (!text || text->length != texts->text[i].length ||
            memcmp(text->bytes, texts->text[i].bytes, text->length) != 0)
            return false;
    }
    return true;
}

static bool is_current(const srv_root *root, const srv_model *model)
{
    if (!model->settled)
        return false;
    for (size_t i = 0; i < model->seens; i++)
        if (!model->seen[i].from_text && !looks_same(root, &model->seen[i]))
            return false;
    return true;
}

/* Under the shelf's lock. */
static srv_model *find(srv_shelf *shelf, const srv_texts *texts)
{
    for (size_t i = 0; i < SRV_KEPT_MODELS; i++) {
        srv_model *model = shelf->kept[i];
        if (!model || !has_texts(model, texts) || !is_current(shelf->root, model))
            continue;
        model->holders++;
        model->used = ++shelf->uses;
        return model;
    }
    return NULL;
}

static void drop(srv_model *model)
{
    if (model && --model->holders == 0)
        free_model(model);
}

/* Under the shelf's lock: in place of the one that was not used for longest. The shelf is a holder too. */
static void keep(srv_shelf *shelf, srv_model *model)
{
    size_t oldest = 0;
    for (size_t i = 1; i < SRV_KEPT_MODELS; i++)
        if (shelf->kept[oldest] && (!shelf->kept[i] || shelf->kept[i]->used < shelf->kept[oldest]->used))
            oldest = i;
    drop(shelf->kept[oldest]);
    shelf->kept[oldest] = model;
    model->holders = 2;
    model->used = ++shelf->uses;
}

static bool ends_in_zopa(const char *name)
{
    size_t length = strlen(name);
    return length > 5 && strcmp(name + length - 5, ".zopa") == 0;
}

static bool knows(const srv_shelf *shelf, const char *absolute)
{
    for (size_t i = 0; i < shelf->knowns; i++)
        if (strcmp(shelf->known[i], absolute) == 0)
            return true;
    return false;
}

/* Under the shelf's lock. */
static void learn(srv_shelf *shelf, const char *name)
{
    char *absolute = srv_root_absolute(shelf->root, name);
    if (!ends_in_zopa(absolute) || knows(shelf, absolute)) {
        free(absolute);
        return;
    }
    shelf->known = cli_grow(shelf->known, (shelf->knowns + 1) * sizeof *shelf->known);
    shelf->known[shelf->knowns++] = absolute;
}

srv_model *srv_shelf_take(srv_shelf *shelf, const srv_texts *texts)
{
    pthread_mutex_lock(&shelf->lock);
    srv_model *model = find(shelf, texts);
    pthread_mutex_unlock(&shelf->lock);
    if (model || !(model = load(shelf, texts)))
        return model;
    pthread_mutex_lock(&shelf->lock);
    keep(shelf, model);
    for (size_t i = 0; i < model->seens; i++)
        if (model->seen[i].there || model->seen[i].from_text)
            learn(shelf, model->seen[i].name);
    pthread_mutex_unlock(&shelf->lock);
    return model;
}

void srv_shelf_give_back(srv_shelf *shelf, srv_model *model)
{
    pthread_mutex_lock(&shelf->lock);
    drop(model);
    pthread_mutex_unlock(&shelf->lock);
}

bool srv_shelf_knows(srv_shelf *shelf, const char *absolute)
{
    pthread_mutex_lock(&shelf->lock);
    bool known = knows(shelf, absolute);
    pthread_mutex_unlock(&shelf->lock);
    return known;
}

void srv_shelf_learn(srv_shelf *shelf, const char *name)
{
    pthread_mutex_lock(&shelf->lock);
    learn(shelf, name);
    pthread_mutex_unlock(&shelf->lock);
}

void srv_shelf_begin(srv_shelf *shelf, const srv_root *root, const char *const *name, size_t names)
{
    *shelf = (srv_shelf){.root = root, .name = name, .names = names};
    pthread_mutex_init(&shelf->lock, NULL);
    for (size_t i = 0; i < names; i++)
        learn(shelf, name[i]);
}

void srv_shelf_end(srv_shelf *shelf)
{
    for (size_t i = 0; i < SRV_KEPT_MODELS; i++)
        drop(shelf->kept[i]);
    for (size_t i = 0; i < shelf->knowns; i++)
        free(shelf->known[i]);
    free(shelf->known);
    pthread_mutex_destroy(&shelf->lock);
}

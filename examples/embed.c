/* Using zopa from a C program: loads a model, asks for its zone, prints the answer, reads one number from it.
 *
 *     cc embed.c -o embed $(pkg-config --cflags --libs zopa)
 *     ./embed berlin/berlin.zopa
 */
#include <stdio.h>
#include <stdlib.h>

#include "zopa.h"

/* The library opens no files itself: it asks a reader, which may serve files, a database, or memory. */
static int read_file(void *context, const char *path, const char **bytes, size_t *length)
{
    (void)context;
    FILE *file = fopen(path, "rb");
    if (!file)
        return 1;
    enum { LARGEST = 1 << 20 };
    char *buffer = malloc(LARGEST);
    *length = buffer ? fread(buffer, 1, LARGEST, file) : 0;
    *bytes = buffer;
    int whole = buffer && feof(file);
    fclose(file);
    if (!whole)
        free(buffer);
    return whole ? 0 : 1;
}

static void release(void *context, const char *bytes, size_t length)
{
    (void)context;
    (void)length;
    free((void *)(uintptr_t)bytes);
}

/* Mistakes in a model are never fatal: they are listed, each with its place. */
static void print_diagnostics(const zopa_model *model)
{
    for (size_t i = 0; i < zopa_diagnostic_count(model); i++) {
        const zopa_diagnostic *d = zopa_diagnostic_at(model, i);
        printf("%s:%zu:%zu: %s: %s\n", d->file, d->line, d->column, d->id, d->message);
    }
}

/* A result is a tree, the same one that its JSON shows. */
static void print_package_count(const zopa_result *result)
{
    const zopa_node *zone = zopa_node_member(zopa_result_root(result), "zone");
    const zopa_node *packages = zone ? zopa_node_member(zone, "packages") : NULL;
    if (packages)
        printf("Read from the tree: packages = %s\n", zopa_node_text(packages));
}

static zopa_status ask_for_zone(const zopa_model *model)
{
    zopa_argument arguments[] = {{"time", "10"}}; /* no longer than ten seconds */
    zopa_result *result = NULL;
    zopa_status status = zopa_run(model, "zone", arguments, 1, NULL, NULL, &result);
    const char *text;
    size_t length;
    if (result && zopa_result_write(result, ZOPA_TEXT, 80, 0, &text, &length) == ZOPA_YES)
        fwrite(text, 1, length, stdout);
    if (result)
        print_package_count(result);
    zopa_result_free(result);
    return status;
}

int main(int count, char **word)
{
    if (count != 2) {
        fprintf(stderr, "usage: embed MODEL\n");
        return ZOPA_BAD;
    }
    zopa_reader reader = {read_file, release, NULL};
    const char *path = word[1];
    zopa_model *model = NULL;
    zopa_status status = zopa_load(&reader, &path, 1, NULL, NULL, &model);
    if (status != ZOPA_MEMORY)
        print_diagnostics(model);
    if (status == ZOPA_YES)
        status = ask_for_zone(model);
    zopa_model_free(model);
    return (int)status;
}

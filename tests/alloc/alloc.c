/* Refuses the nth allocation of a whole run of the library, for n = 1, 2, ... until a run needs fewer than n.
 *
 * Each time the library must say ZOPA_MEMORY, crash nowhere, and give back all it took. Usage: alloc MODEL */
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "zopa.h"

/* ---- An allocator that counts and refuses ---- */

typedef struct counting {
    atomic_size_t calls;   /* that ask for memory */
    atomic_size_t refused; /* which of them is refused, from 1; 0: none */
    atomic_long held;      /* allocations not given back */
} counting;

static void *count_and_grow(void *context, void *p, size_t size)
{
    counting *c = context;
    if (size == 0) {
        if (p)
            atomic_fetch_sub(&c->held, 1);
        free(p);
        return NULL;
    }
    if (atomic_fetch_add(&c->calls, 1) + 1 == atomic_load(&c->refused))
        return NULL;
    void *grown = realloc(p, size);
    if (grown && !p)
        atomic_fetch_add(&c->held, 1);
    return grown;
}

/* ---- A reader of files: the test's own memory does not count ---- */

static int read_file(void *context, const char *path, const char **bytes, size_t *length)
{
    (void)context;
    FILE *file = fopen(path, "rb");
    if (!file)
        return 1;
    enum { MOST = 1 << 20 };
    char *buffer = malloc(MOST);
    *length = buffer ? fread(buffer, 1, MOST, file) : 0;
    *bytes = buffer;
    fclose(file);
    return buffer ? 0 : 1;
}

static void release(void *context, const char *bytes, size_t length)
{
    (void)context;
    (void)length;
    free((char *)(uintptr_t)bytes);
}

/* ---- One whole run ---- */

static zopa_status run_analysis(const zopa_model *model, const char *name, const zopa_argument *arguments,
                                size_t count)
{
    zopa_result *result = NULL;
    zopa_status status = zopa_run(model, name, arguments, count, NULL, NULL, &result);
    const char *text;
    size_t length;
    for (zopa_format format = ZOPA_TEXT; result && status != ZOPA_MEMORY && format <= ZOPA_HTML; format++)
        if (zopa_result_write(result, format, 80, 0, &text, &length) == ZOPA_MEMORY)
            status = ZOPA_MEMORY;
    zopa_result_free(result);
    return status;
}

/* What the plain questions do not reach: an empty zone, all of its conflicts, a deal, a turn. */
static const struct {
    const char *analysis;
    zopa_argument argument;
} further[] = {
    {"why", {"also", "B requires price = 0"}},
    {"brief", {"also", "B requires price = 0"}},
    {"moves", {"also", "B requires price = 0"}},
    {"timeline", {"also", "B requires price = 0"}},
    {"packages", {"within", ""}},
    {"packages", {"most", "2"}},
    {"assess", {"deal", "price = 2"}},
};

static zopa_status run_all(const char *path, counting *c)
{
    zopa_reader reader = {read_file, release, NULL};
    zopa_model *model = NULL;
    zopa_status worst = zopa_load(&reader, &path, 1, count_and_grow, c, &model);
    for (size_t i = 0; worst != ZOPA_MEMORY && i < zopa_analysis_count(); i++) {
        zopa_status status = run_analysis(model, zopa_analysis_at(i).name, NULL, 0);
        worst = status > worst ? status : worst;
    }
    for (size_t i = 0; worst != ZOPA_MEMORY && i < sizeof further / sizeof *further; i++) {
        zopa_status status = run_analysis(model, further[i].analysis, &further[i].argument, 1);
        worst = status > worst ? status : worst;
    }
    zopa_model_free(model);
    return worst;
}

static zopa_status format_file(const char *path, counting *c)
{
    const char *bytes;
    size_t length, formatted_length;
    if (read_file(NULL, path, &bytes, &length) != 0)
        return ZOPA_BAD;
    char *formatted = NULL;
    zopa_status status = zopa_format_text(bytes, length, count_and_grow, c, &formatted, &formatted_length);
    zopa_text_free(formatted, count_and_grow, c);
    release(NULL, bytes, length);
    return status;
}

/* A compiled instance with everything in it. */
static zopa_status read_instance(const char *path, counting *c)
{
    static const char text[] = "zopa-instance 1\nissue 0 size 3 as price values 10+10*3\nissue 1 size 2\n"
                               "linear 0 <= start -1\n  at 0 0+1*3\ncondition 0 or linear 0 in 1 1\n"
                               "sum 0 start -5\n  at 1 5 9\n  when 0 add 2\nbloc 0 rule majority\n"
                               "voter 0 bloc 0 weight 5/2\nselector 0 as R rule condition 0\n"
                               "selector 1 stance sum 0 voter 0\nend\n";
    (void)path;
    zopa_result *result = NULL;
    zopa_status status =
        zopa_run_instance(text, sizeof text - 1, "i", NULL, 0, NULL, NULL, count_and_grow, c, &result);
    const char *written;
    size_t length;
    if (result && zopa_result_write(result, ZOPA_TEXT, 80, 0, &written, &length) == ZOPA_MEMORY)
        status = ZOPA_MEMORY;
    zopa_result_free(result);
    return status;
}

/* The first allocations are refused one by one, later ones at growing distances: a run makes tens of thousands. */
enum { STRIDE = 120 };

typedef zopa_status whole_run(const char *path, counting *c);

/* Returns whether the run stood every refusal. */
static bool stands_refusals(const char *what, whole_run *run, const char *path)
{
    counting c = {0};
    zopa_status unhindered = run(path, &c), status = ZOPA_MEMORY;
    size_t n = 0, refusals = 0;
    for (bool refused = true; refused; refusals += refused) {
        atomic_store(&c.calls, 0);
        n += 1 + n / STRIDE;
        atomic_store(&c.refused, n);
        status = run(path, &c);
        refused = atomic_load(&c.calls) >= n;
        /* An analysis that is refused memory in an engine may end at its limit, or leave a part of its answer
         * open; it may never fail as if the input were wrong. */
        bool wrong = status == ZOPA_BAD || (!refused && status != unhindered);
        if (atomic_load(&c.held) != 0 || wrong) {
            printf("%s: allocation %zu refused: status %d, %ld not given back\n", what, n, (int)status,
                   atomic_load(&c.held));
            return false;
        }
    }
    printf("%s: %zu refusals stood, then status %d\n", what, refusals, (int)status);
    return status == unhindered && status != ZOPA_BAD;
}

int main(int count, char **word)
{
    if (count != 2) {
        fputs("usage: alloc MODEL\n", stderr);
        return 2;
    }
    bool runs = stands_refusals("load and run", run_all, word[1]);
    bool formats = stands_refusals("format", format_file, word[1]);
    bool reads = stands_refusals("read an instance", read_instance, word[1]);
    return runs && formats && reads ? 0 : 1;
}

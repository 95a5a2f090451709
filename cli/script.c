/* Answers as JSON -> the text of a picture, by the script that the build puts into the command.
 *
 * The script is part of this program and sees no file, clock or network; what it must not do is take all memory or
 * all time over an answer that is very large. Duktape can interrupt a script only when it was built to do so, and
 * Debian's is not (DUK_USE_EXEC_TIMEOUT_CHECK), so both limits are kept by its allocator: behind the
 * deadline every allocation is refused, and drawing a picture is allocating text. */
#include "script.h"

#include "message.h"
#include "pages.h"

#ifdef ZOPA_WITH_DUKTAPE

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <duktape.h>

#include "memory.h"

enum { MOST_INPUT = 32 << 20, MOST_MEMORY = 512 << 20, MOST_SECONDS = 20 };

typedef struct drawing {
    const char *kind, *bundle, *options;
    size_t bundle_length;
    size_t used;
    time_t deadline; /* on the monotonic clock */
    bool too_large, too_late;
} drawing;

/* ---- Memory, with its limits ---- */

typedef union header {
    size_t size;
    max_align_t aligned;
} header;

static time_t seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec;
}

static void give_back(void *context, void *p)
{
    drawing *d = context;
    if (!p)
        return;
    header *h = (header *)p - 1;
    d->used -= h->size;
    free(h);
}

static bool is_refused(drawing *d, size_t old, size_t size)
{
    d->too_late = d->too_late || seconds() > d->deadline;
    bool large = size > MOST_MEMORY || d->used - old > MOST_MEMORY - size;
    d->too_large = d->too_large || large;
    return d->too_late || large;
}

static void *grow(void *context, void *p, duk_size_t size)
{
    drawing *d = context;
    header *h = p ? (header *)p - 1 : NULL;
    size_t old = h ? h->size : 0;
    if (size == 0) {
        give_back(d, p);
        return NULL;
    }
    if (size > old && is_refused(d, old, size))
        return NULL;
    header *grown = realloc(h, sizeof *grown + size);
    if (!grown)
        return NULL;
    d->used += size - old;
    grown->size = size;
    return grown + 1;
}

static void *take(void *context, duk_size_t size) { return grow(context, NULL, size); }

/* ---- The call ---- */

/* Everything that may fail stands in here, where Duktape turns a failure into an error value. */
static duk_ret_t call_script(duk_context *script, void *context)
{
    const drawing *d = context;
    cli_page source = cli_plot_script();
    duk_push_lstring(script, source.bytes, source.length);
    duk_push_string(script, "plot.js");
    duk_compile(script, 0);
    duk_call(script, 0);
    duk_get_global_string(script, "zopaPlot");
    duk_push_string(script, d->kind);
    duk_push_lstring(script, d->bundle, d->bundle_length);
    duk_push_string(script, d->options);
    duk_call(script, 3);
    duk_require_string(script, -1);
    return 1;
}

static duk_ret_t describe_error(duk_context *script, void *context)
{
    (void)context;
    duk_safe_to_string(script, -1);
    return 1;
}

static char *what_went_wrong(duk_context *script, const drawing *d)
{
    if (d->too_late)
        return cli_message("the picture was not drawn within %d seconds", MOST_SECONDS);
    if (d->too_large)
        return cli_message("the picture was not drawn within %d MiB of memory", MOST_MEMORY >> 20);
    bool described = duk_safe_call(script, describe_error, NULL, 1, 1) == DUK_EXEC_SUCCESS;
    const char *text = described ? duk_get_string(script, -1) : NULL;
    int first_line = text ? (int)strcspn(text, "\r\n") : 0;
    return cli_message("the picture could not be drawn: %.*s", first_line, text ? text : "");
}

/* ---- Its text ---- */

/* The UTF-16 unit in three bytes at `at`, or 0. */
static unsigned surrogate_at(const unsigned char *text, size_t length, size_t at)
{
    if (at + 3 > length || text[at] != 0xED || text[at + 1] < 0xA0)
        return 0;
    return 0xD000u | (text[at + 1] & 0x3Fu) << 6 | (text[at + 2] & 0x3Fu);
}

/* Duktape keeps characters made from pairs of units as such pairs, which UTF-8 does not know. A unit without
 * its other half becomes U+FFFD. Returns how many bytes of the input that took. */
static size_t put_character(const unsigned char *text, size_t length, size_t at, char *out, size_t *used)
{
    unsigned high = surrogate_at(text, length, at);
    unsigned low = high != 0 && high < 0xDC00 ? surrogate_at(text, length, at + 3) : 0;
    if (high == 0) {
        out[(*used)++] = (char)text[at];
        return 1;
    }
    if (low < 0xDC00) {
        memcpy(out + *used, "\xEF\xBF\xBD", 3);
        *used += 3;
        return 3;
    }
    unsigned code = 0x10000u + ((high - 0xD800u) << 10) + (low - 0xDC00u);
    const char bytes[] = {(char)(0xF0u | code >> 18), (char)(0x80u | (code >> 12 & 0x3Fu)),
                          (char)(0x80u | (code >> 6 & 0x3Fu)), (char)(0x80u | (code & 0x3Fu))};
    memcpy(out + *used, bytes, 4);
    *used += 4;
    return 6;
}

static char *plain_utf8(const char *text, size_t length, size_t *used)
{
    char *out = cli_grow(NULL, length + 1);
    *used = 0;
    for (size_t at = 0; at < length;)
        at += put_character((const unsigned char *)text, length, at, out, used);
    out[*used] = '\0';
    return out;
}

/* ---- A picture ---- */

const char *cli_why_no_drawing(void) { return cli_plot_script().length == 0 ? cli_no_pages : NULL; }

static int run(drawing *d, char **svg, size_t *length, char **error)
{
    duk_context *script = duk_create_heap(take, grow, give_back, d, NULL);
    if (!script)
        cli_out_of_memory();
    bool drawn = duk_safe_call(script, call_script, d, 0, 1) == DUK_EXEC_SUCCESS;
    if (drawn) {
        size_t raw;
        const char *text = duk_get_lstring(script, -1, &raw);
        *svg = plain_utf8(text, raw, length);
    } else {
        *error = what_went_wrong(script, d);
    }
    d->deadline += MOST_SECONDS; /* destroying must not fail */
    duk_destroy_heap(script);
    return drawn ? ZOPA_YES : ZOPA_BAD;
}

int cli_draw(const char *kind, const char *bundle, size_t bundle_length, const char *options, char **svg,
             size_t *length, char **error)
{
    if (bundle_length > MOST_INPUT) {
        *error = cli_message("the answers are larger than the %d MiB that a picture is drawn from",
                             MOST_INPUT >> 20);
        return ZOPA_BAD;
    }
    drawing d = {.kind = kind,
                 .bundle = bundle,
                 .options = options,
                 .bundle_length = bundle_length,
                 .deadline = seconds() + MOST_SECONDS};
    return run(&d, svg, length, error);
}

#else

const char *cli_why_no_drawing(void)
{
    return "this zopa was built without Duktape, which draws pictures; install duktape-dev and build it again";
}

int cli_draw(const char *kind, const char *bundle, size_t bundle_length, const char *options, char **svg,
             size_t *length, char **error)
{
    (void)kind, (void)bundle, (void)bundle_length, (void)options, (void)svg, (void)length;
    *error = cli_message("%s", cli_why_no_drawing());
    return ZOPA_BAD;
}

#endif

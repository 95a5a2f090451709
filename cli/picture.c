/* SVG -> PNG, by librsvg and cairo, which are opened when the first picture is made: they bring many libraries with them, and
 * starting those takes longer than most questions. */
#include "picture.h"

#include "message.h"

#ifdef ZOPA_WITH_RSVG

#include <dlfcn.h>
#include <math.h>
#include <pthread.h>
#include <string.h>

#include <cairo.h>
#include <librsvg/rsvg.h>

#include "memory.h"

enum { SCALE = 2, LONGEST_SIDE = 16384, MOST_PIXELS = 64 << 20 /* 4 bytes each */ };

/* ---- The libraries ---- */

#define FUNCTIONS(use)                                                                                  \
    use(rsvg_handle_new_from_data) use(rsvg_handle_get_intrinsic_size_in_pixels)                        \
        use(rsvg_handle_get_intrinsic_dimensions) use(rsvg_handle_render_document)                      \
            use(cairo_image_surface_create) use(cairo_surface_write_to_png_stream)                      \
                use(cairo_surface_destroy) use(cairo_create) use(cairo_set_source_rgb) use(cairo_paint) \
                    use(cairo_destroy) use(g_clear_error) use(g_object_unref)

#define FIELD(name) __typeof__(&(name)) name;
static struct {
    bool there; /* all of them */
    FUNCTIONS(FIELD)
} lib;

/* dlsym gives a data pointer; POSIX lets it be read as that of a function. */
#define FIND(name) found = found && (*(void **)(&lib.name) = dlsym(library, #name)) != NULL;
static void open_library(void)
{
    void *library = dlopen("librsvg-2.so.2", RTLD_NOW | RTLD_LOCAL); /* with all that it needs */
    bool found = library != NULL;
    FUNCTIONS(FIND)
    lib.there = found;
}

static bool is_there(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, open_library);
    return lib.there;
}

/* ---- Drawing ---- */

typedef struct bytes {
    char *at;
    size_t length, capacity;
} bytes;

static cairo_status_t append(void *context, const unsigned char *data, unsigned length)
{
    bytes *b = context;
    if (b->length + length > b->capacity) {
        b->capacity = 2 * (b->length + length);
        b->at = cli_grow(b->at, b->capacity);
    }
    memcpy(b->at + b->length, data, length);
    b->length += length;
    return CAIRO_STATUS_SUCCESS;
}

/* In CSS pixels: what the picture says of itself, or its view box. */
static bool read_size(RsvgHandle *picture, double *width, double *height)
{
    if (lib.rsvg_handle_get_intrinsic_size_in_pixels(picture, width, height))
        return true;
    gboolean has_width, has_height, has_box;
    RsvgLength ignored;
    RsvgRectangle box;
    lib.rsvg_handle_get_intrinsic_dimensions(picture, &has_width, &ignored, &has_height, &ignored, &has_box,
                                             &box);
    *width = box.width;
    *height = box.height;
    return has_box != FALSE;
}

static bool fits(double width, double height)
{
    return width >= 1 && height >= 1 && width <= LONGEST_SIDE && height <= LONGEST_SIDE &&
           width * height <= MOST_PIXELS;
}

/* What does not cover the whole picture leaves paper, or night, behind it. */
static void paint_background(cairo_t *brush, bool dark)
{
    if (dark)
        lib.cairo_set_source_rgb(brush, 0x12 / 255.0, 0x16 / 255.0, 0x1b / 255.0);
    else
        lib.cairo_set_source_rgb(brush, 1, 1, 1);
    lib.cairo_paint(brush);
}

static bool render(RsvgHandle *picture, cairo_surface_t *surface, double width, double height, bool dark,
                   GError **why)
{
    cairo_t *brush = lib.cairo_create(surface);
    paint_background(brush, dark);
    RsvgRectangle page = {0, 0, width, height};
    bool rendered = lib.rsvg_handle_render_document(picture, brush, &page, why) != FALSE;
    lib.cairo_destroy(brush);
    return rendered;
}

static char *reason(GError *why)
{
    char *text =
        cli_message("the picture could not be turned into PNG: %s", why ? why->message : "cairo failed");
    lib.g_clear_error(&why);
    return text;
}

static int write_png(RsvgHandle *picture, double width, double height, bool dark, bytes *png, char **error)
{
    GError *why = NULL;
    cairo_surface_t *surface = lib.cairo_image_surface_create(CAIRO_FORMAT_ARGB32, (int)width, (int)height);
    bool written = render(picture, surface, width, height, dark, &why) &&
                   lib.cairo_surface_write_to_png_stream(surface, append, png) == CAIRO_STATUS_SUCCESS;
    lib.cairo_surface_destroy(surface);
    if (!written)
        *error = reason(why);
    return written ? ZOPA_YES : ZOPA_BAD;
}

static int rasterize(RsvgHandle *picture, bool dark, bytes *png, char **error)
{
    double width, height;
    if (!read_size(picture, &width, &height)) {
        *error = cli_message("the picture does not say how large it is");
        return ZOPA_BAD;
    }
    width = floor(width * SCALE + 0.5);
    height = floor(height * SCALE + 0.5);
    if (!fits(width, height)) {
        *error = cli_message(
            "a picture of %g by %g pixels is too large for a PNG, or has no area; write it as SVG", width,
            height);
        return ZOPA_BAD;
    }
    return write_png(picture, width, height, dark, png, error);
}

const char *cli_why_no_png(void)
{
    return is_there()
               ? NULL
               : "librsvg, which makes PNG, is not installed (librsvg2-2 on Debian); install it, or write the picture "
                 "as SVG";
}

int cli_png_of_svg(const char *svg, size_t length, bool dark, char **png, size_t *png_length, char **error)
{
    if (cli_why_no_png()) {
        *error = cli_message("%s", cli_why_no_png());
        return ZOPA_BAD;
    }
    GError *why = NULL;
    RsvgHandle *picture = lib.rsvg_handle_new_from_data((const guint8 *)svg, length, &why);
    if (!picture) {
        *error = reason(why);
        return ZOPA_BAD;
    }
    bytes written = {0};
    int status = rasterize(picture, dark, &written, error);
    lib.g_object_unref(picture);
    *png = written.at;
    *png_length = written.length;
    return status;
}

#else

const char *cli_why_no_png(void)
{
    return "this zopa was built without librsvg, which makes PNG; install librsvg2-dev and build it again, or write "
           "the picture as SVG";
}

int cli_png_of_svg(const char *svg, size_t length, bool dark, char **png, size_t *png_length, char **error)
{
    (void)svg, (void)length, (void)dark, (void)png, (void)png_length;
    *error = cli_message("%s", cli_why_no_png());
    return ZOPA_BAD;
}

#endif

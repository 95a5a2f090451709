/* SVG -> PNG: its size, what is behind it, and what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cairo.h>
#include <cmocka.h>

#include "picture.h"

#define SVG "<svg xmlns=\"http://www.w3.org/2000/svg\" "

typedef struct rest {
    const char *at;
    size_t length;
} rest;

static cairo_status_t feed(void *context, unsigned char *data, unsigned length)
{
    rest *r = context;
    if (length > r->length)
        return CAIRO_STATUS_READ_ERROR;
    memcpy(data, r->at, length);
    r->at += length;
    r->length -= length;
    return CAIRO_STATUS_SUCCESS;
}

/* The first pixel as 0xAARRGGBB. */
static void assert_png(const char *svg, bool dark, int width, int height, uint32_t first)
{
    char *png = NULL, *error = NULL;
    size_t length = 0;
    assert_int_equal(cli_png_of_svg(svg, strlen(svg), dark, &png, &length, &error), ZOPA_YES);
    rest r = {png, length};
    cairo_surface_t *read = cairo_image_surface_create_from_png_stream(feed, &r);
    assert_int_equal(cairo_image_surface_get_width(read), width);
    assert_int_equal(cairo_image_surface_get_height(read), height);
    uint32_t pixel;
    memcpy(&pixel, cairo_image_surface_get_data(read), sizeof pixel);
    assert_int_equal(pixel | 0xFF000000u, first);
    cairo_surface_destroy(read);
    free(png);
}

static void assert_refused(const char *svg, const char *expected)
{
    char *png = NULL, *error = NULL;
    size_t length = 0;
    assert_int_equal(cli_png_of_svg(svg, strlen(svg), false, &png, &length, &error), ZOPA_BAD);
    if (!strstr(error, expected))
        fail_msg("%s", error);
    assert_null(png);
    free(error);
}

static void has_twice_the_size(void **state)
{
    (void)state;
    assert_png(SVG "width='30' height='20'/>", false, 60, 40, 0xFFFFFFFF);
    assert_png(SVG "viewBox='0 0 15.5 10'/>", true, 31, 20, 0xFF12161B);
    assert_png(SVG "width='4' height='4'><rect width='4' height='4' fill='#102030'/></svg>", true, 8, 8,
               0xFF102030);
}

static void loads_nothing(void **state)
{
    (void)state;
    assert_png(SVG "width='4' height='4'><image href='file:///etc/passwd' width='4' height='4'/></svg>",
               false, 8, 8, 0xFFFFFFFF);
}

static void what_is_no_picture_is_refused(void **state)
{
    (void)state;
    assert_refused("<svg", "the picture could not be turned into PNG: ");
    assert_refused("", "the picture could not be turned into PNG: ");
    assert_refused(SVG "/>", "does not say how large it is");
    assert_refused(SVG "width='0' height='9'/>", "too large for a PNG, or has no area");
    assert_refused(SVG "width='99999' height='9'/>", "199998 by 18 pixels");
    assert_refused(SVG "width='8000' height='8000'/>", "write it as SVG");
    assert_refused(SVG "width='1e9' height='1e9'/>", "write it as SVG");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(has_twice_the_size),
        cmocka_unit_test(loads_nothing),
        cmocka_unit_test(what_is_no_picture_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

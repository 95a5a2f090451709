/* A loaded model -> a report or a picture: the answers, put into the page or through the drawing script. */
#include "render.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "arguments.h"
#include "axes.h"
#include "bundle.h"
#include "memory.h"
#include "message.h"
#include "output.h"
#include "pages.h"
#include "picture.h"
#include "script.h"

static const char *const formats[] = {"svg", "png", NULL};
static const char *const themes[] = {"light", "dark", NULL};

/* The answers that each picture shows. */
static const char *const of_frontier[] = {"show", "zone", "frontier", "solve", "within", "packages", NULL};
static const char *const of_positions[] = {"show", "zone", NULL};
static const char *const of_timeline[] = {"show", "timeline", NULL};
static const char *const kinds[] = {"frontier", "positions", "timeline", NULL};
static const char *const *const parts_of_kind[] = {of_frontier, of_positions, of_timeline};

/* ---- The request ---- */

/* The place of the word in the list; of the first one where it is NULL; -1 where it is none of them. */
static int choice(const char *word, const char *const *list)
{
    for (int i = 0; list[i]; i++)
        if (!word || strcmp(word, list[i]) == 0)
            return i;
    return -1;
}

/* Sets *word to its choice, the first one where it is NULL. */
static bool choose(const char **word, const char *what, const char *const *list, char **error)
{
    int chosen = choice(*word, list);
    if (chosen < 0)
        *error = cli_message("there is no %s \"%s\"", what, *word);
    else
        *word = list[chosen];
    return chosen >= 0;
}

static bool choose_language(const char **word, char **error)
{
    if (!*word)
        *word = CLI_DEFAULT_LANGUAGE;
    if (!cli_is_choice(CLI_LANGUAGES, *word))
        *error = cli_message("there is no language \"%s\"", *word);
    return *error == NULL;
}

/* Found out before any question is asked. */
static int check_built_with(const char *what_is_missing, char **error)
{
    if (what_is_missing)
        *error = cli_message("%s", what_is_missing);
    return what_is_missing ? ZOPA_NO : ZOPA_YES;
}

static bool complete_picture(cli_render_request *request, char **error)
{
    if (!request->kind || choice(request->kind, kinds) < 0) {
        *error = cli_message("the picture is one of frontier, positions and timeline");
        return false;
    }
    if (request->axes[0] && strcmp(request->kind, "frontier") != 0) {
        *error = cli_message("axes: only the picture of the frontier has them");
        return false;
    }
    return choose_language(&request->language, error) && choose(&request->format, "format", formats, error) &&
           choose(&request->theme, "theme", themes, error);
}

/* ---- A report ---- */

static const char marker[] = "<!--zopa:data-->";

/* In JSON every `<` stands in a text, where this is the same; so nothing in it can end the element or open another. */
static void print_escaped(FILE *stream, const char *json, size_t length)
{
    for (size_t at = 0; at < length;) {
        const char *found = memchr(json + at, '<', length - at);
        size_t end = found ? (size_t)(found - json) : length;
        fwrite(json + at, 1, end - at, stream);
        if (found)
            fputs("\\u003c", stream);
        at = end + (found != NULL);
    }
}

static void join(cli_page page, const char *json, size_t json_length, char **bytes, size_t *length)
{
    const char *place = strstr(page.bytes, marker);
    assert(place);
    const char *rest = place + strlen(marker);
    cli_output output;
    cli_output_open(&output);
    fwrite(page.bytes, 1, (size_t)(place - page.bytes), output.stream);
    fputs("<script type=\"application/json\" id=\"zopa-data\">", output.stream);
    print_escaped(output.stream, json, json_length);
    fputs("</script>", output.stream);
    fwrite(rest, 1, page.length - (size_t)(rest - page.bytes), output.stream);
    cli_output_take(&output, bytes, length);
}

int cli_render_report(const zopa_model *model, const cli_render_request *request, char **bytes,
                      size_t *length, char **error)
{
    *bytes = *error = NULL;
    *length = 0;
    cli_render_request complete = *request;
    if (!choose_language(&complete.language, error))
        return ZOPA_BAD;
    cli_page page = cli_report_page();
    int status = check_built_with(page.length == 0 ? cli_no_pages : NULL, error);
    if (status != ZOPA_YES)
        return status;
    char *json = NULL;
    size_t json_length;
    status = cli_bundle(model, &complete, cli_report_parts, &json, &json_length, error);
    if (status == ZOPA_YES)
        join(page, json, json_length, bytes, length);
    free(json);
    return status;
}

/* ---- A picture ---- */

static char *options_text(const cli_render_request *request, const char *axes)
{
    return cli_message("{\"language\":\"%s\",\"theme\":\"%s\",\"axes\":%s}", request->language,
                       request->theme, axes);
}

static int draw_svg(const cli_render_request *request, const char *json, size_t json_length, const char *axes,
                    char **bytes, size_t *length, char **error)
{
    char *options = options_text(request, axes);
    int status = cli_draw(request->kind, json, json_length, options, bytes, length, error);
    free(options);
    return status;
}

static int turn_into_png(bool dark, char **bytes, size_t *length, char **error)
{
    char *svg = *bytes;
    size_t svg_length = *length;
    *bytes = NULL;
    *length = 0;
    int status = cli_png_of_svg(svg, svg_length, dark, bytes, length, error);
    free(svg);
    return status;
}

static int draw(const zopa_model *model, const cli_render_request *request, const char *axes, char **bytes,
                size_t *length, char **error)
{
    char *json = NULL;
    size_t json_length = 0;
    int status =
        cli_bundle(model, request, parts_of_kind[choice(request->kind, kinds)], &json, &json_length, error);
    if (status == ZOPA_YES)
        status = draw_svg(request, json, json_length, axes, bytes, length, error);
    free(json);
    if (status == ZOPA_YES && strcmp(request->format, "png") == 0)
        status = turn_into_png(strcmp(request->theme, "dark") == 0, bytes, length, error);
    return status;
}

int cli_render_plot(const zopa_model *model, const cli_render_request *request, char **bytes, size_t *length,
                    char **error)
{
    *bytes = *error = NULL;
    *length = 0;
    cli_render_request complete = *request;
    if (!complete_picture(&complete, error))
        return ZOPA_BAD;
    const char *no_png = strcmp(complete.format, "png") == 0 ? cli_why_no_png() : NULL;
    int status = check_built_with(cli_why_no_drawing() ? cli_why_no_drawing() : no_png, error);
    char *axes = NULL;
    if (status == ZOPA_YES)
        status = cli_axes(model, &complete, &axes, error);
    if (status == ZOPA_YES)
        status = draw(model, &complete, axes, bytes, length, error);
    free(axes);
    return status;
}

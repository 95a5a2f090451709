/* zopa plot: a model -> one picture. */
#include "plot.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "memory.h"
#include "rendering.h"

static bool is_kind(const char *word)
{
    return strcmp(word, "frontier") == 0 || strcmp(word, "positions") == 0 || strcmp(word, "timeline") == 0;
}

static bool ends_in(const char *file, const char *ending)
{
    size_t length = strlen(file), tail = strlen(ending);
    return length > tail && strcasecmp(file + length - tail, ending) == 0;
}

/* What was asked for, or what the name of the file says. */
static const char *format_of(const cli_line *line)
{
    const char *format = cli_value(line, "format"), *file = cli_value(line, "output");
    return format ? format : file && ends_in(file, ".png") ? "png" : "svg";
}

/* "UA,RU" -> its two parts, in the copy that the caller frees; false when there are not two. */
static bool split(char *copy, const char *axes[2])
{
    char *comma = strchr(copy, ',');
    if (!comma || strchr(comma + 1, ','))
        return false;
    *comma = '\0';
    axes[0] = copy;
    axes[1] = comma + 1;
    return true;
}

static int draw(const cli_line *line, cli_render_request request)
{
    const char *axes = cli_value(line, "axes");
    char *copy = axes ? cli_copy(axes, strlen(axes)) : NULL;
    int status =
        copy && !split(copy, request.axes)
            ? cli_usage_error(line->command, "--axes takes two parties, as in UA,RU")
            : cli_render_files(line, line->operand + 1, line->operands - 1, cli_render_plot, request);
    free(copy);
    return status;
}

int cli_plot(const cli_line *line)
{
    if (line->operands == 0 || !is_kind(line->operand[0]))
        return cli_usage_error(line->command, "name the picture first: frontier, positions or timeline");
    if (line->operands == 1)
        return cli_usage_error(line->command, "name the model to read");
    cli_render_request request = {
        .kind = line->operand[0], .format = format_of(line), .theme = cli_value(line, "theme")};
    if (strcmp(request.format, "png") == 0 && !cli_has(line, "output") && isatty(STDOUT_FILENO))
        return cli_usage_error(line->command, "a PNG is nothing to read on a terminal; name a file with -o");
    return draw(line, request);
}

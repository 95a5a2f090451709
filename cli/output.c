/* What a command answers: gathered in memory, then written whole. */
#include "output.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "files.h"
#include "memory.h"

zopa_format cli_format_named(const char *word, zopa_format otherwise)
{
    static const char *const words[] = {"text", "json", "csv", "html"};
    static const zopa_format formats[] = {ZOPA_TEXT, ZOPA_JSON, ZOPA_CSV, ZOPA_HTML};
    for (size_t i = 0; word && i < sizeof words / sizeof *words; i++)
        if (strcmp(word, words[i]) == 0)
            return formats[i];
    return otherwise;
}

void cli_output_open(cli_output *output)
{
    *output = (cli_output){0};
    output->stream = open_memstream(&output->bytes, &output->length);
    if (!output->stream)
        cli_out_of_memory();
}

static const char *write_to_standard_output(const char *bytes, size_t length)
{
    if (fwrite(bytes, 1, length, stdout) != length || fflush(stdout) != 0)
        return strerror(errno);
    return NULL;
}

void cli_output_drop(cli_output *output)
{
    fclose(output->stream);
    free(output->bytes);
}

int cli_write(const char *bytes, size_t length, const char *file)
{
    const char *why = file ? cli_replace_file(file, bytes, length) : write_to_standard_output(bytes, length);
    if (!why)
        return 0;
    fprintf(stderr, "zopa: %s: %s\n", file ? file : "standard output", why);
    return 2;
}

void cli_output_take(cli_output *output, char **bytes, size_t *length)
{
    if (ferror(output->stream) || fclose(output->stream) != 0)
        cli_out_of_memory();
    *bytes = output->bytes;
    *length = output->length;
}

int cli_output_close(cli_output *output, const char *file)
{
    char *bytes;
    size_t length;
    cli_output_take(output, &bytes, &length);
    int status = cli_write(bytes, length, file);
    free(bytes);
    return status;
}

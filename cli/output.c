/* What a command answers: gathered in memory, then written whole. */
#include "output.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "files.h"
#include "memory.h"

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

int cli_output_close(cli_output *output, const char *file)
{
    if (ferror(output->stream) || fclose(output->stream) != 0)
        cli_out_of_memory();
    const char *why = file ? cli_replace_file(file, output->bytes, output->length)
                           : write_to_standard_output(output->bytes, output->length);
    free(output->bytes);
    if (!why)
        return 0;
    fprintf(stderr, "zopa: %s: %s\n", file ? file : "standard output", why);
    return 2;
}

/* Files named on the command line -> a model, or what is wrong with it on standard error. */
#include "load.h"

#include <stdio.h>
#include <string.h>

#include "diagnostics.h"

zopa_status cli_load(const char *const *paths, size_t count, cli_reader *reader, zopa_model **model)
{
    for (size_t i = 0; i < count; i++)
        reader->standard_input = reader->standard_input || strcmp(paths[i], "-") == 0;
    zopa_reader for_library = cli_reader_for_library(reader);
    return zopa_load(&for_library, paths, count, NULL, NULL, model);
}

bool cli_say_loaded(const zopa_model *model, const cli_reader *reader, bool colour)
{
    cli_diagnostic_count count = cli_count_diagnostics(model);
    if (count.of[ZOPA_ERROR] > 0) {
        cli_print_diagnostics(stderr, model, reader, true, colour);
        return false;
    }
    size_t warnings = count.of[ZOPA_WARNING];
    if (warnings > 0)
        fprintf(stderr, "%zu warning%s: see zopa check\n", warnings, warnings == 1 ? "" : "s");
    return true;
}

bool cli_may_write(const cli_reader *reader, const char *file)
{
    if (!file || !cli_was_read(reader, file))
        return true;
    fprintf(stderr, "zopa: %s was read for this answer and is not written over\n", file);
    return false;
}

int cli_exit_status(int status)
{
    if (status != ZOPA_MEMORY)
        return status;
    fputs("zopa: memory ran out, or the limit of --memory was reached, before anything could be decided\n",
          stderr);
    return ZOPA_LIMIT;
}

/* What commands that ask about a model have in common: reading it, and what may go wrong. */
#ifndef CLI_LOAD_H
#define CLI_LOAD_H

#include <stdbool.h>

#include "reader.h"

/* Reads the files; the name - is standard input. The reader is zeroed by the caller, who frees both. Returns as
 * zopa_load does. */
zopa_status cli_load(const char *const *paths, size_t count, cli_reader *reader, zopa_model **model);

/* Says on standard error what is wrong with the model, or how many warnings there are. False: it has errors. */
bool cli_say_loaded(const zopa_model *model, const cli_reader *reader, bool colour);

/* False, after saying so on standard error: the file was read for this answer. NULL is standard output. */
bool cli_may_write(const cli_reader *reader, const char *file);

/* ZOPA_MEMORY -> ZOPA_LIMIT, after saying so on standard error; any other status as it is. */
int cli_exit_status(int status);

#endif

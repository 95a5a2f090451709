/* Memory of the command line: it ends the command when there is none left. */
#ifndef CLI_MEMORY_H
#define CLI_MEMORY_H

#include <stddef.h>

/* Like realloc, but never returns NULL. */
void *cli_grow(void *p, size_t size);
char *cli_copy(const char *text, size_t length); /* with a NUL behind it */

/* Says so on standard error and exits with status 3. */
_Noreturn void cli_out_of_memory(void);

#endif

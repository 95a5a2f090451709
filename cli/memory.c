/* Memory of the command line: it ends the command when there is none left. */
#include "memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void cli_out_of_memory(void)
{
    fputs("zopa: out of memory\n", stderr);
    exit(3);
}

void *cli_grow(void *p, size_t size)
{
    void *grown = realloc(p, size > 0 ? size : 1);
    if (!grown)
        cli_out_of_memory();
    return grown;
}

char *cli_copy(const char *text, size_t length)
{
    char *copy = cli_grow(NULL, length + 1);
    memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

/* The target of a request, "/file?path=a%20b", taken apart and decoded. */
#ifndef CLI_SERVER_URL_H
#define CLI_SERVER_URL_H

#include <stdbool.h>

/* The target's path is exactly this one. */
bool srv_path_is(const char *target, const char *path);

/* The decoded value of a member of the query, freed by the caller. NULL when it is not there, is there twice, has a
 * malformed escape, or a NUL byte. */
char *srv_query_of(const char *target, const char *name);

#endif

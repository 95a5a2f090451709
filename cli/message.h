/* One sentence that says what is wrong, for whoever passes it on. */
#ifndef CLI_MESSAGE_H
#define CLI_MESSAGE_H

#include "zopa.h"

char *cli_message(const char *format, ...) __attribute__((format(printf, 1, 2))); /* freed by the caller */

/* The first error of a request that a run refused, with its hint. */
char *cli_message_of_request(const zopa_result *result);

#endif

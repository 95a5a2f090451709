/* What is wrong -> one sentence. */
#include "message.h"

#include <stdarg.h>
#include <stdio.h>

#include "output.h"

char *cli_message(const char *format, ...)
{
    cli_output output;
    char *text;
    size_t length;
    cli_output_open(&output);
    va_list list;
    va_start(list, format);
    vfprintf(output.stream, format, list);
    va_end(list);
    cli_output_take(&output, &text, &length);
    return text;
}

char *cli_message_of_request(const zopa_result *result)
{
    for (size_t i = 0; i < zopa_result_diagnostic_count(result); i++) {
        const zopa_diagnostic *diagnostic = zopa_result_diagnostic_at(result, i);
        if (diagnostic->severity == ZOPA_ERROR)
            return diagnostic->hint[0] == '\0'
                       ? cli_message("%s", diagnostic->message)
                       : cli_message("%s (%s)", diagnostic->message, diagnostic->hint);
    }
    return cli_message("the model has errors; zopa check lists them");
}

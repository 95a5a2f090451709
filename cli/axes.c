/* Two parties for axes -> their JSON, when they are on record. */
#include "axes.h"

#include <string.h>

#include "bundle.h"
#include "memory.h"
#include "message.h"
#include "output.h"

static bool is_party(const zopa_node *parties, const char *name)
{
    for (const zopa_node *row = parties ? zopa_node_first(parties) : NULL; row; row = zopa_node_next(row)) {
        const zopa_node *party = zopa_node_member(row, "party");
        if (party && strcmp(zopa_node_text(party), name) == 0)
            return true;
    }
    return false;
}

static char *list_of(const char *first, const char *second)
{
    cli_output output;
    char *json;
    size_t length;
    cli_output_open(&output);
    fputc('[', output.stream);
    cli_print_json_text(output.stream, first);
    fputc(',', output.stream);
    cli_print_json_text(output.stream, second);
    fputc(']', output.stream);
    cli_output_take(&output, &json, &length);
    return json;
}

static int check(const zopa_node *parties, const char *first, const char *second, char **json, char **error)
{
    const char *unknown = !is_party(parties, first) ? first : !is_party(parties, second) ? second : NULL;
    if (unknown)
        *error = cli_message("axes: there is no party \"%s\" on record at that time", unknown);
    else if (strcmp(first, second) == 0)
        *error = cli_message("axes: name two different parties, not %s twice", first);
    else
        *json = list_of(first, second);
    return *error ? ZOPA_BAD : ZOPA_YES;
}

int cli_axes(const zopa_model *model, const cli_render_request *request, char **json, char **error)
{
    const char *first = request->axes[0], *second = request->axes[1];
    if (!first || !second) {
        *json = cli_copy("[]", 2);
        return ZOPA_YES;
    }
    zopa_result *result = NULL;
    int status = cli_ask(model, request, "show", NULL, NULL, &result);
    if (status == ZOPA_BAD)
        *error = cli_message_of_request(result);
    else if (status != ZOPA_MEMORY)
        status = check(zopa_node_member(zopa_result_root(result), "parties"), first, second, json, error);
    zopa_result_free(result);
    return status;
}

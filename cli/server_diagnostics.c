/* What is wrong with a model or a request, as the rows of check's JSON. */
#include "server_diagnostics.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "memory.h"

static void reply(json_t *rows, json_t *refused, srv_response *response)
{
    srv_reply_json(response, 422, json_pack("{s:o, s:o}", "diagnostics", rows, "refused", refused));
}

/* The library says itself that a file is not there; the others are worth a sentence. */
cli_reader srv_refusals(const srv_model *model)
{
    cli_reader reader = {0};
    for (size_t i = 0; i < model->seens; i++) {
        const srv_seen *seen = &model->seen[i];
        if (!seen->reason || strcmp(seen->reason, strerror(ENOENT)) == 0)
            continue;
        reader.refusal = cli_grow(reader.refusal, (reader.refusals + 1) * sizeof *reader.refusal);
        reader.refusal[reader.refusals++] =
            (cli_refusal){cli_copy(seen->name, strlen(seen->name)), seen->reason};
    }
    return reader;
}

static json_t *refused_by(const srv_model *model)
{
    cli_reader reader = srv_refusals(model);
    json_t *list = json_array();
    for (size_t i = 0; i < reader.refusals; i++)
        json_array_append_new(list, json_sprintf("%s %s", reader.refusal[i].path, reader.refusal[i].reason));
    cli_reader_free(&reader);
    return list;
}

void srv_reply_bad_model(const srv_model *model, srv_response *response)
{
    zopa_result *result = NULL;
    const char *text;
    size_t length;
    json_t *answer = NULL;
    zopa_run(model->model, "check", NULL, 0, NULL, NULL, &result);
    if (result && zopa_result_write(result, ZOPA_JSON, 0, 0, &text, &length) == ZOPA_YES)
        answer = json_loadb(text, length, 0, NULL);
    json_t *rows = json_object_get(answer, "diagnostics");
    if (rows)
        reply(json_incref(rows), refused_by(model), response);
    else
        srv_refuse(response, 503, "memory ran out");
    json_decref(answer);
    zopa_result_free(result);
}

static json_t *row_of(const zopa_diagnostic *d)
{
    static const char *const severities[] = {"error", "warning", "note"};
    return json_pack("{s:s, s:s, s:s, s:I, s:I, s:I, s:I, s:s, s:s}", "id", d->id, "severity",
                     severities[d->severity], "file", d->file, "line", (json_int_t)d->line, "column",
                     (json_int_t)d->column, "begin", (json_int_t)d->begin, "end", (json_int_t)d->end,
                     "message", d->message, "hint", d->hint);
}

void srv_reply_bad_request(const zopa_result *result, srv_response *response)
{
    json_t *rows = json_array();
    for (size_t i = 0; i < zopa_result_diagnostic_count(result); i++)
        json_array_append_new(rows, row_of(zopa_result_diagnostic_at(result, i)));
    reply(rows, json_array(), response);
}

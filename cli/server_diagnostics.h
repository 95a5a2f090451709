/* What is wrong with a model or a request, as the rows of check's JSON. */
#ifndef CLI_SERVER_DIAGNOSTICS_H
#define CLI_SERVER_DIAGNOSTICS_H

#include "reader.h"
#include "server_message.h"
#include "server_model.h"

/* 422 with {"diagnostics": [...], "refused": [sentences about files that are there but may not be read]}. */
void srv_reply_bad_model(const srv_model *model, srv_response *response);
/* Likewise, what the result says about its request. */
void srv_reply_bad_request(const zopa_result *result, srv_response *response);

/* The files that were not read, for printing; freed by cli_reader_free. */
cli_reader srv_refusals(const srv_model *model);

#endif

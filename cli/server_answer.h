/* Any request -> its response. Knows no socket, so that it can be tested and fuzzed as it is. */
#ifndef CLI_SERVER_ANSWER_H
#define CLI_SERVER_ANSWER_H

#include "server.h"
#include "server_message.h"

/* Before the body is taken in: whether there is any point in that. declared is the length that the request says its body
 * will have (0: none, or not said). True when response holds the refusal. */
bool srv_refuses_early(const srv_server *server, const srv_request *request, unsigned long long declared,
                       srv_response *response);

/* Fills the response, which begins as zeros and is freed by the caller. Safe from several threads. */
void srv_answer(srv_server *server, const srv_request *request, srv_response *response);

#endif

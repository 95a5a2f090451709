/* POST /run, /report, /plot and /stop: questions about the model. */
#ifndef CLI_SERVER_RUN_H
#define CLI_SERVER_RUN_H

#include "server.h"
#include "server_message.h"

void srv_answer_run(srv_server *server, const srv_request *request, srv_response *response);
void srv_answer_report(srv_server *server, const srv_request *request, srv_response *response);
void srv_answer_plot(srv_server *server, const srv_request *request, srv_response *response);
void srv_answer_stop(srv_server *server, const srv_request *request, srv_response *response);

#endif

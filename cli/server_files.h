/* GET and PUT /file: a text and its mark, and saving over exactly the text that was read. */
#ifndef CLI_SERVER_FILES_H
#define CLI_SERVER_FILES_H

#include "server.h"
#include "server_message.h"

void srv_answer_read(srv_server *server, const srv_request *request, srv_response *response);
void srv_answer_save(srv_server *server, const srv_request *request, srv_response *response);

#endif

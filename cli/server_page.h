/* The workbench page, and the one that a stranger sees. */
#ifndef CLI_SERVER_PAGE_H
#define CLI_SERVER_PAGE_H

#include "server.h"
#include "server_message.h"

void srv_answer_page(srv_server *server, const srv_request *request, srv_response *response);
void srv_reply_stranger(srv_response *response); /* 403: open the address that zopa serve printed */

#endif

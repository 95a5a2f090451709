/* The server on its socket. */
#ifndef CLI_SERVER_HTTP_H
#define CLI_SERVER_HTTP_H

#include "server.h"

enum {
    SRV_MOST_CONNECTIONS = 32,
    SRV_IDLE = 10,   /* seconds in which nothing comes or goes */
    SRV_TAKING = 30, /* seconds for a request to come in whole */
    SRV_GIVING = 60  /* seconds for a response to go out whole */
};

/* A socket that listens on this port of 127.0.0.1 (0: any that is free, told in *port), or -1 with errno. */
int srv_listen(uint16_t *port);

/* Serves on the socket, which it takes over. NULL when it cannot begin. */
struct srv_http *srv_http_begin(srv_server *server, int socket);
/* Ends when the runs under way have seen that they must. */
void srv_http_end(struct srv_http *http);

#endif

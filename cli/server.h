/* What a running server is, free of sockets. */
#ifndef CLI_SERVER_H
#define CLI_SERVER_H

#include "pages.h"
#include "server_guard.h"
#include "server_model.h"
#include "server_root.h"
#include "server_slots.h"

enum {
    SRV_MOST_BODY = 16 * 1024 * 1024, /* bytes */
    SRV_MOST_HEADERS = 16 * 1024      /* bytes, names and values */
};

typedef struct srv_server {
    srv_guard guard;
    srv_root root;
    srv_shelf shelf;
    srv_slots slots;
    pthread_mutex_t saving; /* one save at a time */
    cli_page page;          /* of the workbench */
    const char *language;
    const zopa_argument *fixed; /* arguments that every run gets, whatever the request gives for them */
    size_t fixeds;
} srv_server;

#endif

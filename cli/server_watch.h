/* Deadlines of connections: a thread that cuts off those that take longer than they may, whatever they are doing. */
#ifndef CLI_SERVER_WATCH_H
#define CLI_SERVER_WATCH_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct srv_watched {
    int socket;
    uint64_t deadline; /* in milliseconds of the monotonic clock; 0: none */
    struct srv_watched *next;
} srv_watched;

typedef struct srv_watch {
    pthread_mutex_t lock;
    pthread_cond_t ends;
    pthread_t thread;
    bool ending;
    srv_watched *first;
} srv_watch;

bool srv_watch_begin(srv_watch *watch);
void srv_watch_end(srv_watch *watch); /* nothing is watched any more */

/* The socket stays open until it is let go. */
srv_watched *srv_watch_add(srv_watch *watch, int socket);
void srv_watch_let_go(srv_watch *watch, srv_watched *watched);

/* Seconds from now; 0: as long as it takes. */
void srv_watch_allow(srv_watch *watch, srv_watched *watched, unsigned seconds);

#endif

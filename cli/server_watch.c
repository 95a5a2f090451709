/* Deadlines of connections. One that sends a byte now and then is never idle, but it holds a thread; here it is cut off. */
#include "server_watch.h"

#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

#include "memory.h"

enum { LOOK_EVERY = 250 }; /* milliseconds */

static uint64_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

/* Under the lock. What the connection's thread waits for then fails, and it closes the socket itself. */
static void cut_off_late(srv_watch *watch)
{
    uint64_t time = now();
    for (srv_watched *watched = watch->first; watched; watched = watched->next) {
        if (watched->deadline == 0 || time < watched->deadline)
            continue;
        shutdown(watched->socket, SHUT_RDWR);
        watched->deadline = 0;
    }
}

static void *look(void *context)
{
    srv_watch *watch = context;
    pthread_mutex_lock(&watch->lock);
    while (!watch->ending) {
        struct timespec until;
        clock_gettime(CLOCK_REALTIME, &until);
        until.tv_nsec += LOOK_EVERY * 1000000L;
        until.tv_sec += until.tv_nsec / 1000000000L;
        until.tv_nsec %= 1000000000L;
        pthread_cond_timedwait(&watch->ends, &watch->lock, &until);
        cut_off_late(watch);
    }
    pthread_mutex_unlock(&watch->lock);
    return NULL;
}

bool srv_watch_begin(srv_watch *watch)
{
    *watch = (srv_watch){0};
    pthread_mutex_init(&watch->lock, NULL);
    pthread_cond_init(&watch->ends, NULL);
    return pthread_create(&watch->thread, NULL, look, watch) == 0;
}

void srv_watch_end(srv_watch *watch)
{
    pthread_mutex_lock(&watch->lock);
    watch->ending = true;
    pthread_cond_signal(&watch->ends);
    pthread_mutex_unlock(&watch->lock);
    pthread_join(watch->thread, NULL);
    pthread_cond_destroy(&watch->ends);
    pthread_mutex_destroy(&watch->lock);
}

srv_watched *srv_watch_add(srv_watch *watch, int socket)
{
    srv_watched *watched = cli_grow(NULL, sizeof *watched);
    pthread_mutex_lock(&watch->lock);
    *watched = (srv_watched){.socket = socket, .next = watch->first};
    watch->first = watched;
    pthread_mutex_unlock(&watch->lock);
    return watched;
}

void srv_watch_let_go(srv_watch *watch, srv_watched *watched)
{
    pthread_mutex_lock(&watch->lock);
    srv_watched **link = &watch->first;
    while (*link != watched)
        link = &(*link)->next;
    *link = watched->next;
    pthread_mutex_unlock(&watch->lock);
    free(watched);
}

void srv_watch_allow(srv_watch *watch, srv_watched *watched, unsigned seconds)
{
    pthread_mutex_lock(&watch->lock);
    watched->deadline = seconds == 0 ? 0 : now() + (uint64_t)seconds * 1000;
    pthread_mutex_unlock(&watch->lock);
}

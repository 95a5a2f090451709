/* The runs under way: at most so many at once, one a slot, each with its share done and a way to end it. */
#ifndef CLI_SERVER_SLOTS_H
#define CLI_SERVER_SLOTS_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "zopa.h"

enum { SRV_MOST_RUNS = 8 };

typedef enum srv_ending {
    SRV_GOES_ON,
    SRV_SUPERSEDED, /* by a later run in its slot */
    SRV_STOPPED,    /* by request: what it has found so far is still wanted */
    SRV_GONE,       /* whoever asked has closed the connection */
    SRV_CLOSING     /* the server ends */
} srv_ending;

typedef struct srv_slots srv_slots;

typedef struct srv_run {
    srv_slots *slots;
    const char *slot; /* NULL: none; nothing can stop it and it shows no progress */
    bool (*gone)(void *context);
    void *gone_context;
    uint64_t look_again; /* when to ask whether they are gone, in milliseconds */
    srv_ending ending;   /* under the lock, like all below */
    double share;
    struct srv_run *next;
} srv_run;

struct srv_slots {
    pthread_mutex_t lock;
    pthread_cond_t freed;
    srv_run *first; /* waiting and running, the latest first */
    size_t running;
    bool closing;
};

void srv_slots_begin(srv_slots *slots);
void srv_slots_end(srv_slots *slots);

/* Ends what goes on in the run's slot, then waits until fewer than SRV_MOST_RUNS are running. Says whether the run
 * may begin; it is left in either case. The caller sets slot, gone and gone_context. */
srv_ending srv_run_enter(srv_slots *slots, srv_run *run);
int srv_run_progress(void *run, const zopa_interim *interim); /* a zopa_progress */
srv_ending srv_run_leave(srv_run *run);                       /* why it ended early, if it did */

size_t srv_slots_stop(srv_slots *slots, const char *slot); /* how many runs that ended */
void srv_slots_close(srv_slots *slots);                    /* ends all, and lets none begin */

/* {"slot": share, ...} of those that go on, freed by the caller. */
char *srv_slots_progress(srv_slots *slots);

#endif

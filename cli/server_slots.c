/* The runs under way. Each belongs to the thread of its connection and stands in one list while it waits and runs; another
 * thread ends it by a mark that its progress sees. */
#include "server_slots.h"

#include <string.h>
#include <time.h>

#include <jansson.h>

#include "server_message.h"

enum { LOOK_EVERY = 100 }; /* milliseconds */

static uint64_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

void srv_slots_begin(srv_slots *slots)
{
    *slots = (srv_slots){0};
    pthread_mutex_init(&slots->lock, NULL);
    pthread_cond_init(&slots->freed, NULL);
}

void srv_slots_end(srv_slots *slots)
{
    pthread_cond_destroy(&slots->freed);
    pthread_mutex_destroy(&slots->lock);
}

static bool is_in(const srv_run *run, const char *slot)
{
    return run->ending == SRV_GOES_ON && run->slot && strcmp(run->slot, slot) == 0;
}

/* Under the lock. */
static size_t end_slot(srv_slots *slots, const char *slot, srv_ending ending)
{
    size_t ended = 0;
    for (srv_run *run = slots->first; run; run = run->next) {
        if (!is_in(run, slot))
            continue;
        run->ending = ending;
        ended++;
    }
    pthread_cond_broadcast(&slots->freed); /* it may be waiting */
    return ended;
}

/* Not under the lock: asking takes a system call. */
static bool is_gone(srv_run *run)
{
    if (!run->gone || now() < run->look_again)
        return false;
    run->look_again = now() + LOOK_EVERY;
    return run->gone(run->gone_context);
}

/* Under the lock, which is given up meanwhile. */
static void wait_a_moment(srv_slots *slots)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_nsec += LOOK_EVERY * 1000000L;
    until.tv_sec += until.tv_nsec / 1000000000L;
    until.tv_nsec %= 1000000000L;
    pthread_cond_timedwait(&slots->freed, &slots->lock, &until);
}

srv_ending srv_run_enter(srv_slots *slots, srv_run *run)
{
    run->slots = slots;
    pthread_mutex_lock(&slots->lock);
    if (run->slot)
        end_slot(slots, run->slot, SRV_SUPERSEDED);
    run->ending = slots->closing ? SRV_CLOSING : SRV_GOES_ON;
    run->next = slots->first;
    slots->first = run;
    while (run->ending == SRV_GOES_ON && slots->running >= SRV_MOST_RUNS) {
        wait_a_moment(slots);
        if (run->ending == SRV_GOES_ON && is_gone(run))
            run->ending = SRV_GONE;
    }
    slots->running++;
    srv_ending ending = run->ending;
    pthread_mutex_unlock(&slots->lock);
    return ending;
}

int srv_run_progress(void *context, const zopa_interim *interim)
{
    double part_done = interim->part_done;
    srv_run *run = context;
    bool gone = is_gone(run);
    pthread_mutex_lock(&run->slots->lock);
    if (gone && run->ending == SRV_GOES_ON)
        run->ending = SRV_GONE;
    run->share = part_done < 0 ? 0 : part_done > 1 ? 1 : part_done;
    bool ends = run->ending != SRV_GOES_ON;
    pthread_mutex_unlock(&run->slots->lock);
    return ends;
}

srv_ending srv_run_leave(srv_run *run)
{
    srv_slots *slots = run->slots;
    pthread_mutex_lock(&slots->lock);
    srv_run **link = &slots->first;
    while (*link != run)
        link = &(*link)->next;
    *link = run->next;
    slots->running--;
    srv_ending ending = run->ending;
    pthread_cond_broadcast(&slots->freed);
    pthread_mutex_unlock(&slots->lock);
    return ending;
}

size_t srv_slots_stop(srv_slots *slots, const char *slot)
{
    pthread_mutex_lock(&slots->lock);
    size_t ended = end_slot(slots, slot, SRV_STOPPED);
    pthread_mutex_unlock(&slots->lock);
    return ended;
}

void srv_slots_close(srv_slots *slots)
{
    pthread_mutex_lock(&slots->lock);
    slots->closing = true;
    for (srv_run *run = slots->first; run; run = run->next)
        run->ending = SRV_CLOSING;
    pthread_cond_broadcast(&slots->freed);
    pthread_mutex_unlock(&slots->lock);
}

char *srv_slots_progress(srv_slots *slots)
{
    json_t *shares = json_object();
    pthread_mutex_lock(&slots->lock);
    for (const srv_run *run = slots->first; run; run = run->next)
        if (run->slot && run->ending == SRV_GOES_ON)
            json_object_set_new(shares, run->slot, json_real(run->share));
    pthread_mutex_unlock(&slots->lock);
    return srv_json_text(shares);
}

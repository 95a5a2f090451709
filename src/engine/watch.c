/* Turns the steps of some work into the moment when a limit ends it. */
#include "engine/watch.h"

enum {
    PROGRESS_EVERY = 50 * 1000 * 1000 /* nanoseconds */
};

zo_watch zo_watch_open(const zo_limit *limit, double part_done)
{
    zo_watch watch = {.limit = limit, .part_done = part_done};
    if (limit->progress != NULL)
        watch.progress_due = zo_clock_now() + PROGRESS_EVERY;
    return watch;
}

static bool is_stopped(zo_watch *watch)
{
    const zo_limit *limit = watch->limit;
    if (limit->progress == NULL)
        return false;
    uint64_t now = zo_clock_now();
    if (now < watch->progress_due)
        return false;
    watch->progress_due = now + PROGRESS_EVERY;
    return limit->progress(limit->context, watch->part_done);
}

bool zo_watch_ends(zo_watch *watch)
{
    if (watch->reach != ZO_EXACT)
        return true;
    if (watch->steps++ % ZO_STEPS_A_LOOK != 0)
        return false;
    if (zo_past_deadline(watch->limit))
        watch->reach = ZO_LIMIT_TIME;
    else if (is_stopped(watch))
        watch->reach = ZO_STOPPED;
    return watch->reach != ZO_EXACT;
}

/* Reads the monotonic clock, on which deadlines are set, and asks whether the caller wishes to stop. */
#include "engine/limit.h"

#include <time.h>

uint64_t zo_clock_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

bool zo_past_deadline(const zo_limit *limit)
{
    return limit->deadline != 0 && zo_clock_now() > limit->deadline;
}

bool zo_run_ends(const zo_limit *limit)
{
    return zo_past_deadline(limit) || (limit->progress != NULL && limit->progress(limit->context, 0));
}

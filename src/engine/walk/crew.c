/* Turns a plan into what the workers make of it, each a partial result: threads take units in order until none are left or the
 * limit is met. The calling thread works too, and it alone reports progress.
 *
 * A worker whose memory is refused jumps within its own thread and ends everybody's work; what it had found
 * until then stays whole. */
#include "engine/walk/crew.h"

#include <pthread.h>
#include <stdatomic.h>
#include <time.h>

enum {
    PROGRESS_EVERY = 50000000, /* nanoseconds */
    WAIT = 200000,             /* nanoseconds */
    ALONE_BELOW = 1 << 14      /* packages for which starting threads does not pay */
};

typedef struct zo_worker {
    zo_crew *crew;
    zo_heap heap;
    zo_arena arena;
    jmp_buf escape;
    zo_partial *partial; /* NULL until it is there */
    bool calling;        /* on the thread that called */
    bool running;        /* its thread is to be joined */
    pthread_t thread;
} zo_worker;

struct zo_crew {
    const zo_plan *plan;
    const zo_limit *limit;
    const zo_errand *errand;
    zo_grow_fn *grow;
    void *context;
    pthread_mutex_t growing;
    unsigned workers;
    zo_worker *worker;
    atomic_uint_fast64_t next; /* unit to be taken */
    atomic_uint_fast64_t done; /* units */
    atomic_uint working;       /* threads other than the calling one */
    atomic_int reach;          /* ZO_EXACT until something ends the work early; then the first reason */
    uint64_t
        stride; /* from one unit to the next, round and round; has no factor in common with their number */
    uint64_t progress_due; /* calling thread only */
};

/* The allocator is the caller's and need not know of threads. */
static void *grow_in_turn(void *context, void *p, size_t n)
{
    zo_crew *crew = context;
    pthread_mutex_lock(&crew->growing);
    void *grown = crew->grow(crew->context, p, n);
    pthread_mutex_unlock(&crew->growing);
    return grown;
}

/* Halting */

static void halt(zo_crew *crew, zo_reach why)
{
    int going = ZO_EXACT;
    atomic_compare_exchange_strong(&crew->reach, &going, (int)why);
}

static bool is_halted(zo_crew *crew) { return atomic_load(&crew->reach) != ZO_EXACT; }

static void check_time(const zo_worker *self, uint64_t now)
{
    zo_crew *crew = self->crew;
    uint64_t reserve = 0;
    if (crew->errand->reserve != NULL)
        reserve = crew->workers * crew->errand->reserve(zo_partial_taker(self->partial));
    if (crew->limit->deadline != 0 && now + reserve >= crew->limit->deadline)
        halt(crew, ZO_LIMIT_TIME);
}

static void report_progress(zo_crew *crew, uint64_t now)
{
    const zo_limit *limit = crew->limit;
    if (limit->progress == NULL || now < crew->progress_due)
        return;
    crew->progress_due = now + PROGRESS_EVERY;
    if (limit->known != NULL && crew->worker[0].partial != NULL)
        crew->errand->tell(zo_partial_taker(crew->worker[0].partial), limit->known);
    if (limit->progress(limit->context, zo_crew_part_done(crew)))
        halt(crew, ZO_STOPPED);
}

static bool pulse(void *context)
{
    zo_worker *self = context;
    uint64_t now = zo_clock_now();
    check_time(self, now);
    if (self->calling)
        report_progress(self->crew, now);
    return is_halted(self->crew);
}

/* Working */

/* The unit to be taken as number i. Where any order will do, units far from each other come first: what is found early then
 * speaks of all packages. */
static uint64_t unit_at(const zo_crew *crew, uint64_t i)
{
    return crew->errand->any_order ? i * crew->stride % crew->plan->units : i;
}

static void take_units(zo_worker *self)
{
    zo_crew *crew = self->crew;
    while (!pulse(self)) {
        uint64_t i = atomic_fetch_add(&crew->next, 1);
        if (i >= crew->plan->units)
            return;
        uint64_t unit = unit_at(crew, i);
        zo_stretch range = {zo_plan_unit_begins(crew->plan, unit), zo_plan_unit_begins(crew->plan, unit + 1)};
        if (!zo_partial_run(self->partial, range, pulse, self))
            return;
        atomic_fetch_add(&crew->done, 1);
    }
}

static void work(zo_worker *self)
{
    self->heap.escape = &self->escape;
    if (setjmp(self->escape) != 0) {
        halt(self->crew, ZO_LIMIT_MEMORY);
        return;
    }
    self->partial = zo_partial_new(self->crew->plan, self->crew->errand, &self->arena);
    take_units(self);
}

static void *work_on_thread(void *context)
{
    zo_worker *self = context;
    work(self);
    atomic_fetch_sub(&self->crew->working, 1);
    return NULL;
}

/* Threads */

/* One thread fewer only makes it slower, so a refusal is no failure. */
static void start_threads(zo_crew *crew)
{
    for (unsigned i = 1; i < crew->workers; i++) {
        zo_worker *helper = &crew->worker[i];
        atomic_fetch_add(&crew->working, 1);
        helper->running = pthread_create(&helper->thread, NULL, work_on_thread, helper) == 0;
        if (!helper->running)
            atomic_fetch_sub(&crew->working, 1);
    }
}

static void wait_for_threads(zo_crew *crew)
{
    const struct timespec pause = {.tv_nsec = WAIT};
    while (atomic_load(&crew->working) > 0) {
        nanosleep(&pause, NULL);
        if (!is_halted(crew) && atomic_load(&crew->working) > 0)
            report_progress(crew, zo_clock_now());
    }
    for (unsigned i = 1; i < crew->workers; i++) {
        if (crew->worker[i].running)
            pthread_join(crew->worker[i].thread, NULL);
    }
}

zo_reach zo_crew_work(zo_crew *crew)
{
    crew->progress_due = zo_clock_now() + PROGRESS_EVERY;
    start_threads(crew);
    work(&crew->worker[0]);
    wait_for_threads(crew);
    /* Whoever asked to stop came too late when nothing was left to do. */
    bool all = atomic_load(&crew->done) == crew->plan->units;
    return all ? ZO_EXACT : (zo_reach)atomic_load(&crew->reach);
}

/* The crew */

static unsigned workers_wanted(const zo_plan *plan, unsigned threads)
{
    if (threads <= 1 || plan->packages < ALONE_BELOW)
        return 1;
    return plan->units < threads ? (unsigned)plan->units : threads;
}

static uint64_t common_factor(uint64_t a, uint64_t b) { return b == 0 ? a : common_factor(b, a % b); }

/* About the golden section, which spreads evenly. */
static uint64_t stride_through(uint64_t units)
{
    uint64_t stride = units * 618 / 1000 + 1;
    while (common_factor(units, stride) != 1)
        stride++;
    return stride;
}

static void equip(zo_crew *crew, zo_worker *self)
{
    size_t memory = crew->limit->memory;
    *self = (zo_worker){.crew = crew};
    zo_heap_init(&self->heap, grow_in_turn, crew);
    /* A limit of 0 would be none. */
    if (memory != 0)
        self->heap.limit = memory < crew->workers ? 1 : memory / crew->workers;
    zo_arena_open(&self->arena, &self->heap);
}

zo_crew *zo_crew_new(const zo_plan *plan, const zo_errand *errand, const zo_limit *limit, zo_arena *arena)
{
    unsigned workers = workers_wanted(plan, limit->threads);
    zo_crew *crew = ZO_NEW(arena, zo_crew);
    crew->worker = ZO_NEW_MANY(arena, zo_worker, workers);
    crew->workers = workers;
    crew->plan = plan;
    crew->stride = stride_through(plan->units);
    crew->limit = limit;
    crew->errand = errand;
    crew->grow = arena->heap->grow;
    crew->context = arena->heap->context;
    pthread_mutex_init(&crew->growing, NULL);
    for (unsigned i = 0; i < workers; i++)
        equip(crew, &crew->worker[i]);
    crew->worker[0].calling = true;
    return crew;
}

double zo_crew_part_done(const zo_crew *crew)
{
    return (double)atomic_load(&crew->done) / (double)crew->plan->units;
}

zo_partial *zo_crew_gather(zo_crew *crew, zo_arena *arena)
{
    if (crew->workers == 1 && crew->worker[0].partial != NULL)
        return crew->worker[0].partial;
    zo_partial *all = zo_partial_new(crew->plan, crew->errand, arena);
    for (unsigned i = 0; i < crew->workers; i++) {
        if (crew->worker[i].partial != NULL)
            zo_partial_merge(all, crew->worker[i].partial);
        crew->worker[i].partial = NULL;
        zo_arena_close(&crew->worker[i].arena);
    }
    return all;
}

void zo_crew_dismiss(zo_crew *crew)
{
    for (unsigned i = 0; i < crew->workers; i++)
        zo_arena_close(&crew->worker[i].arena);
    pthread_mutex_destroy(&crew->growing);
}

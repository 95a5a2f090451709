/* Limits on a run: time, memory, threads, and a caller's wish to stop. */
#ifndef ZO_ENGINE_LIMIT_H
#define ZO_ENGINE_LIMIT_H

#include "base/memory.h"
#include <stdbool.h>

typedef enum zo_reach { ZO_EXACT, ZO_LIMIT_TIME, ZO_LIMIT_MEMORY, ZO_STOPPED } zo_reach;

/* Ways to an answer; exact answers are the same by each of them. */
typedef enum zo_engine {
    ZO_ENGINE_AUTO,        /* by rule: see engine/ledger.h */
    ZO_ENGINE_ENUMERATION, /* every package is visited */
    ZO_ENGINE_LAYERS,      /* packages that leave the same open are carried on as one, issue by issue */
    ZO_ENGINE_ELIMINATION, /* a graph of choices that share what follows; one pass over it per question */
    ZO_ENGINE_BOUNDS,      /* branch and bound */
    ZO_ENGINE_PROOF        /* clauses and a solver */
} zo_engine;

typedef struct zo_ledger zo_ledger;
typedef struct zo_known zo_known;

typedef struct zo_limit {
    zo_engine engine;  /* the one that was asked for */
    zo_ledger *ledger; /* where engines are noted that were used; NULL: nowhere. Of the calling thread only */
    zo_known
        *known; /* engine/known.h: where it is told what is known of the zone asked about; NULL: nowhere */
    uint64_t deadline; /* nanoseconds on the monotonic clock, 0 = none */
    size_t memory;     /* bytes for all workers together, 0 = none */
    unsigned threads;  /* >= 1 */
    /* Called now and then from the calling thread only, with the share of the work done (0..1); returning
     * true stops the run. May be NULL. */
    bool (*progress)(void *context, double part_done);
    void *context;
} zo_limit;

bool zo_past_deadline(const zo_limit *limit);
/* Between questions: the deadline has passed, or the caller wishes to stop. A question that takes no more than a moment looks at
 * neither itself, however many of them follow each other. From the calling thread only. */
bool zo_run_ends(const zo_limit *limit);
uint64_t zo_clock_now(void); /* nanoseconds, monotonic: the only clock the library reads */

#endif

/* Turns clauses and assumptions into calls of CaDiCaL (Biere, Fazekas, Fleury and Heisinger 2020), within the
 * limits of time, memory and patience.
 *
 * CaDiCaL's memory lies outside arenas: it is estimated from what was added, and freed when the arena closes. */
#include "engine/proof/sat.h"

#include <assert.h>
#include <ccadical.h>

enum {
    BYTES_PER_VARIABLE = 300,
    BYTES_PER_CLAUSE = 48,
    BYTES_PER_LITERAL = 8,
    ADDED_UNCHECKED = 256,            /* clauses between two looks at the clock */
    PROGRESS_EVERY = 50 * 1000 * 1000 /* nanoseconds */
};

struct zo_sat {
    CCaDiCaL *solver; /* NULL once freed */
    const zo_limit *limit;
    int variables;
    size_t memory, added; /* bytes, clauses */
    zo_reach reach;
    uint64_t reported; /* when progress was last reported */
};

static int should_stop(void *context) { return zo_sat_is_out(context); }

static void free_solver(void *sat) { zo_sat_free(sat); }

/* Questions are many, small and alike: what pays off once an hour only costs here. */
static void set_options(CCaDiCaL *solver)
{
    ccadical_set_option(solver, "quiet", 1);
    ccadical_set_option(solver, "lucky", 0);
    ccadical_set_option(solver, "walk", 0);
    ccadical_set_option(solver, "inprocessing", 0);
    ccadical_set_option(solver, "elim", 0);
}

zo_sat *zo_sat_new(const zo_limit *limit, bool hopeful, zo_arena *arena)
{
    zo_sat *sat = ZO_NEW(arena, zo_sat);
    *sat = (zo_sat){.limit = limit, .reported = zo_clock_now()};
    zo_arena_on_close(arena, free_solver, sat);
    sat->solver = ccadical_init();
    set_options(sat->solver);
    ccadical_set_option(sat->solver, "forcephase", hopeful);
    ccadical_set_terminate(sat->solver, sat, should_stop);
    int always = zo_sat_variables(sat, 1);
    ccadical_add(sat->solver, always);
    ccadical_add(sat->solver, 0);
    return sat;
}

void zo_sat_free(zo_sat *sat)
{
    if (sat->solver != NULL)
        ccadical_release(sat->solver);
    sat->solver = NULL;
}

int zo_sat_variables(zo_sat *sat, size_t count)
{
    assert(count < (size_t)(INT32_MAX - sat->variables));
    int first = sat->variables + 1;
    sat->variables += (int)count;
    sat->memory += count * BYTES_PER_VARIABLE;
    return first;
}

void zo_sat_add(zo_sat *sat, const int *literal, size_t literals)
{
    for (size_t i = 0; i < literals; i++) {
        if (literal[i] == ZO_LIT_TRUE)
            return;
    }
    sat->memory += BYTES_PER_CLAUSE + literals * BYTES_PER_LITERAL;
    if (sat->reach != ZO_EXACT || (++sat->added % ADDED_UNCHECKED == 0 && zo_sat_is_out(sat)))
        return;
    for (size_t i = 0; i < literals; i++) {
        if (literal[i] != ZO_LIT_FALSE)
            ccadical_add(sat->solver, literal[i]);
    }
    ccadical_add(sat->solver, 0);
}

void zo_sat_assume(zo_sat *sat, int literal) { ccadical_assume(sat->solver, literal); }

zo_answer zo_sat_solve(zo_sat *sat)
{
    enum { SATISFIABLE = 10, UNSATISFIABLE = 20 };
    if (zo_sat_is_out(sat))
        return ZO_SAT_OPEN;
    int answer = ccadical_solve(sat->solver);
    return answer == SATISFIABLE ? ZO_SAT_YES : answer == UNSATISFIABLE ? ZO_SAT_NO : ZO_SAT_OPEN;
}

bool zo_sat_value(const zo_sat *sat, int literal) { return ccadical_val(sat->solver, literal) > 0; }

bool zo_sat_failed(const zo_sat *sat, int literal) { return ccadical_failed(sat->solver, literal); }

size_t zo_sat_memory(const zo_sat *sat) { return sat->memory; }

zo_reach zo_sat_reach(const zo_sat *sat) { return sat->reach; }

static bool wants_to_stop(zo_sat *sat)
{
    if (sat->limit->progress == NULL || zo_clock_now() < sat->reported + PROGRESS_EVERY)
        return false;
    sat->reported = zo_clock_now();
    return sat->limit->progress(sat->limit->context, 0);
}

bool zo_sat_is_out(zo_sat *sat)
{
    if (sat->reach != ZO_EXACT)
        return true;
    if (sat->limit->memory != 0 && sat->memory > sat->limit->memory)
        sat->reach = ZO_LIMIT_MEMORY;
    else if (zo_past_deadline(sat->limit))
        sat->reach = ZO_LIMIT_TIME;
    else if (wants_to_stop(sat))
        sat->reach = ZO_STOPPED;
    return sat->reach != ZO_EXACT;
}

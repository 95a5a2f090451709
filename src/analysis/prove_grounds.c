/* Asks the prover, for the zone and for each value, which weak statements would have to go, and which disputed ones, if they
 * held, would close it. A prover for each value: what is fixed differs. */
#include "analysis/prove_grounds.h"

#include "analysis/count.h"
#include "engine/proof/hitting.h"
#include "engine/rule.h"
#include "space/restrict.h"

enum { MOST_SETS = 6 }; /* as many as a page shows */

typedef struct zo_grounder {
    const zo_request *request;
    zo_zone *zone;
    const zo_marked *marked;
    const zo_num *cost; /* nothing: only the number of statements counts */
    zo_arena *arena;
} zo_grounder;

static bool is_void(const zo_grounder *g, const uint64_t *set)
{
    for (size_t s = 0; s < g->zone->compiled->instance.selectors; s++)
        if (zo_bit(set, s))
            return false;
    return true;
}

/* Where nothing can be left out, or put in force, there is nothing to find. */
static const zo_grounds nothing = {.complete = true};

/* Modes for the compiled record, which may have more facts than the zone's own; `soft` as each question says. */
static zo_mode *modes_of(const zo_grounder *g, const zo_compiled *compiled, const uint64_t *soft)
{
    zo_mode *mode = zo_proving_modes(compiled, NULL, g->arena);
    for (size_t s = 0; s < g->zone->compiled->instance.selectors; s++)
        if (zo_bit(soft, s))
            mode[s] = ZO_SOFT;
    return mode;
}

/* The weak statements to leave out so that a package comes within reach. */
static zo_grounds to_open(const zo_grounder *g, const zo_compiled *compiled)
{
    if (is_void(g, g->marked->weak))
        return nothing;
    zo_prover *prover = zo_prover_new(&compiled->instance, modes_of(g, compiled, g->marked->weak),
                                      &g->request->limit, g->arena);
    zo_grounds grounds = zo_smallest_movements(prover, g->marked->weak, g->cost, MOST_SETS, g->arena);
    zo_prover_free(prover);
    return grounds;
}

/* The disputed statements that leave no package within reach once they hold. */
static zo_grounds to_close(const zo_grounder *g, const zo_compiled *compiled)
{
    if (is_void(g, g->marked->disputed))
        return nothing;
    zo_prover *prover = zo_prover_new(&compiled->instance, modes_of(g, compiled, g->marked->disputed),
                                      &g->request->limit, g->arena);
    zo_grounds grounds = zo_smallest_conflicts(prover, g->marked->disputed, MOST_SETS, g->arena);
    zo_prover_free(prover);
    return grounds;
}

static const zo_compiled *with_value(const zo_grounder *g, uint32_t issue, uint32_t value)
{
    const zo_instance *in = &g->zone->compiled->instance;
    zo_expr *expr = ZO_NEW(g->arena, zo_expr);
    uint64_t *allowed = ZO_NEW_MANY(g->arena, uint64_t, zo_set_words(in->size[issue]));
    zo_set_bit(allowed, value);
    *expr = (zo_expr){.kind = ZO_X_IN, .issue = issue, .allowed = allowed};
    return zo_restricted_to(g->zone->compiled, expr, g->arena);
}

static void ground_value(const zo_grounder *g, uint32_t issue, uint32_t value, zo_grounds *excluded,
                         zo_grounds *contested)
{
    const zo_compiled *compiled = with_value(g, issue, value);
    if (!zo_survives(g->zone, issue, value))
        *excluded = to_open(g, compiled);
    else if (contested != NULL)
        *contested = to_close(g, compiled);
}

static void ground_values(const zo_grounder *g)
{
    const zo_instance *in = &g->zone->compiled->instance;
    zo_grounds *excluded = ZO_NEW_MANY(g->arena, zo_grounds, in->value_bits + 1), *contested = NULL;
    if (!is_void(g, g->marked->disputed))
        contested = ZO_NEW_MANY(g->arena, zo_grounds, in->value_bits + 1);
    for (uint32_t i = 0; i < in->issues; i++)
        for (uint32_t v = 0; v < in->size[i]; v++) {
            size_t bit = in->first_bit[i] + v;
            if (!zo_run_ends(&g->request->limit))
                ground_value(g, i, v, &excluded[bit], contested ? &contested[bit] : NULL);
        }
    g->zone->excluded = excluded;
    g->zone->contested = contested;
}

bool zo_prove_grounds(const zo_request *request, zo_zone *zone, const zo_marked *marked)
{
    const zo_compiled *compiled = zone->compiled;
    zo_num *cost = ZO_NEW_MANY(request->arena, zo_num, compiled->instance.selectors + 1);
    for (size_t s = 0; s < compiled->instance.selectors; s++)
        cost[s] = zo_num_of(0);
    zo_grounder g = {request, zone, marked, cost, request->arena};
    zone->open = zone->empty ? to_open(&g, compiled) : nothing;
    zone->dispute = zone->empty ? nothing : to_close(&g, compiled);
    if (!zone->empty)
        ground_values(&g);
    else
        zone->excluded = ZO_NEW_MANY(request->arena, zo_grounds, compiled->instance.value_bits + 1);
    zo_note_instead(&request->limit, ZO_ENGINE_PROOF, "what the answer rests on",
                    "it can be proved where packages are too many to be counted");
    return zone->open.complete || zone->open.sets > 0 || !zone->empty;
}

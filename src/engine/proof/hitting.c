/* Turns the prover into the judge of a hunt for hitting sets: of conflicts, which gives movements, or of
 * movements, which gives conflicts. */
#include "engine/proof/hitting.h"

#include "engine/proof/branch.h"

#include <string.h>

typedef struct question {
    zo_prover *prover;
    size_t words;
    uint64_t *among;    /* what is chosen from */
    uint64_t *others;   /* SOFT selectors that are in force throughout */
    uint64_t *in_force; /* of the next question */
    uint32_t *package;
} question;

static question prepare(zo_prover *prover, const uint64_t *among, zo_arena *arena)
{
    const zo_instance *instance = zo_prover_instance(prover);
    question q = {.prover = prover, .words = zo_set_words(instance->selectors)};
    q.among = ZO_NEW_MANY(arena, uint64_t, q.words);
    q.others = ZO_NEW_MANY(arena, uint64_t, q.words);
    q.in_force = ZO_NEW_MANY(arena, uint64_t, q.words);
    q.package = ZO_NEW_MANY(arena, uint32_t, instance->issues);
    zo_prover_soft(prover, q.others);
    for (size_t w = 0; w < q.words; w++) {
        q.among[w] = q.others[w] & among[w];
        q.others[w] &= ~among[w];
    }
    return q;
}

/* ---- Movements ---- */

static zo_verdict judge_movement(void *context, const uint64_t *given_up, uint64_t *conflict)
{
    question *q = context;
    for (size_t w = 0; w < q->words; w++)
        q->in_force[w] = q->others[w] | (q->among[w] & ~given_up[w]);
    zo_proved proved = zo_prover_ask(q->prover, q->in_force, NULL, conflict);
    if (proved != ZO_IMPOSSIBLE)
        return proved == ZO_POSSIBLE ? ZO_HITS_ALL : ZO_NO_VERDICT;
    for (size_t w = 0; w < q->words; w++)
        conflict[w] &= q->among[w];
    return zo_prover_shrink(q->prover, q->others, conflict) ? ZO_MISSES : ZO_NO_VERDICT;
}

/* Costs as integers: times their common denominator. NULL when that is too large to be written down. */
static const zo_int *integer_costs(const zo_num *cost, const uint64_t *among, size_t selectors,
                                   zo_arena *arena)
{
    zo_int scale = zo_int_of(1), sum = zo_int_of(0);
    zo_int *scaled = ZO_NEW_MANY(arena, zo_int, selectors);
    for (size_t s = 0; s < selectors; s++) {
        if (zo_bit(among, s))
            scale = zo_int_lcm(&scale, &cost[s].bottom);
    }
    for (size_t s = 0; s < selectors && !scale.overflow; s++) {
        if (!zo_bit(among, s))
            continue;
        zo_int factor = zo_int_div_exact(&scale, &cost[s].bottom);
        scaled[s] = zo_int_mul(&cost[s].top, &factor);
        sum = zo_int_add(&sum, &scaled[s]);
    }
    return scale.overflow || sum.overflow ? NULL : scaled;
}

zo_reasons zo_smallest_movements(zo_prover *prover, const uint64_t *soft, const zo_num *cost, size_t most,
                                 zo_arena *arena)
{
    question q = prepare(prover, soft, arena);
    size_t selectors = zo_prover_instance(prover)->selectors;
    zo_hunt hunt = {.points = selectors, .among = q.among, .most = most};
    hunt.cost = integer_costs(cost, q.among, selectors, arena);
    hunt.limit = zo_prover_limit(prover);
    hunt.judge = judge_movement;
    hunt.context = &q;
    if (hunt.cost == NULL)
        return (zo_reasons){.complete = false};
    return zo_hunt_sets(&hunt, arena);
}

/* ---- Conflicts ---- */

/* Grows the set in force, whose zone is not empty, until nothing of `among` can be added. */
static bool grow_fully(question *q)
{
    zo_prover_grow(q->prover, q->package, q->among, q->in_force);
    size_t selectors = zo_prover_instance(q->prover)->selectors;
    for (size_t s = 0; s < selectors; s++) {
        if (!zo_bit(q->among, s) || zo_bit(q->in_force, s))
            continue;
        zo_set_bit(q->in_force, s);
        zo_proved proved = zo_prover_ask(q->prover, q->in_force, q->package, NULL);
        if (proved == ZO_POSSIBLE)
            zo_prover_grow(q->prover, q->package, q->among, q->in_force);
        else
            q->in_force[s / 64] &= ~((uint64_t)1 << (s % 64));
        if (proved == ZO_UNDECIDED)
            return false;
    }
    return true;
}

static zo_verdict judge_conflict(void *context, const uint64_t *set, uint64_t *movement)
{
    question *q = context;
    memcpy(q->in_force, set, q->words * sizeof *set);
    zo_proved proved = zo_prover_ask(q->prover, q->in_force, q->package, NULL);
    if (proved != ZO_POSSIBLE)
        return proved == ZO_IMPOSSIBLE ? ZO_HITS_ALL : ZO_NO_VERDICT;
    if (!grow_fully(q))
        return ZO_NO_VERDICT;
    for (size_t w = 0; w < q->words; w++)
        movement[w] = q->among[w] & ~q->in_force[w];
    return ZO_MISSES;
}

zo_reasons zo_smallest_conflicts(zo_prover *prover, const uint64_t *among, size_t most, zo_arena *arena)
{
    question q = prepare(prover, among, arena);
    zo_hunt hunt = {.points = zo_prover_instance(prover)->selectors, .among = q.among, .most = most};
    hunt.limit = zo_prover_limit(prover);
    hunt.judge = judge_conflict;
    hunt.context = &q;
    return zo_hunt_sets(&hunt, arena);
}

/* A request -> conflicts, movements and softenings where the zone is empty; what binds and hardenings where it is not. */
#include "analysis/why_answer.h"

#include <string.h>

#include "analysis/count.h"
#include "engine/proof/hitting.h"
#include "engine/proof/marco.h"
#include "engine/rule.h"
#include "engine/walk/enumerate.h"
#include "space/restrict.h"

typedef struct zo_asker {
    const zo_request *request;
    zo_why *why;
    const zo_compiled *compiled;
    const zo_instance *instance;
    uint64_t *soft; /* stances and alternatives */
    uint64_t most;  /* 0: all */
    bool red_lines;
    zo_arena *arena;
} zo_asker;

static bool is_fact(const zo_asker *a, size_t s)
{
    return a->instance->selector[s].class_ == ZO_RULE || a->instance->selector[s].class_ == ZO_SETTLED;
}

/* Facts and stances in the given modes; what is disputed or uncertain is off. */
static zo_mode *modes_with(const zo_asker *a, zo_mode facts, zo_mode stances)
{
    zo_mode *mode = ZO_NEW_MANY(a->arena, zo_mode, a->instance->selectors + 1);
    for (size_t s = 0; s < a->instance->selectors; s++) {
        bool off = a->compiled->origin[s].disputed || a->instance->selector[s].class_ == ZO_CERTAINTY;
        mode[s] = off ? ZO_OFF : is_fact(a, s) ? facts : stances;
    }
    return mode;
}

static zo_prover *new_prover(const zo_asker *a, const zo_mode *mode)
{
    zo_note_by_rule(ZO_TASK_PROOF, &a->request->limit, UINT64_MAX, "conflicts and movements");
    return zo_prover_new(a->instance, mode, &a->request->limit, a->arena);
}

static zo_reasons conflicts_among(zo_asker *a, zo_prover *prover, const uint64_t *among)
{
    return zo_smallest_conflicts(prover, among, a->most == 0 ? SIZE_MAX : a->most, a->arena);
}

/* ---- The facts alone ---- */

/* Blocs are not asked: one that refuses whatever is said would hide what the facts exclude. */
static void explain_facts(zo_asker *a)
{
    const bool *none = ZO_NEW_MANY(a->arena, bool, a->instance->blocs + 1);
    const zo_compiled *unasked = zo_hearing_blocs(a->compiled, none, a->arena);
    zo_prover *prover =
        zo_prover_new(&unasked->instance, modes_with(a, ZO_SOFT, ZO_OFF), &a->request->limit, a->arena);
    uint64_t *among = zo_new_selector_set(a->compiled, a->arena);
    for (size_t s = 0; s < a->instance->selectors; s++)
        if (is_fact(a, s))
            zo_set_bit(among, s);
    a->why->conflicts = conflicts_among(a, prover, among);
    a->why->movements_complete = true;
    zo_prover_free(prover);
}

/* One empty conflict: no position is to blame. */
static void explain_refusing(zo_asker *a)
{
    const uint64_t **set = ZO_NEW(a->arena, const uint64_t *);
    *set = zo_new_selector_set(a->compiled, a->arena);
    a->why->conflicts = (zo_reasons){.complete = true, .sets = 1, .set = set};
    a->why->movements_complete = true;
}

/* Nothing is left with all positions out of force: by the facts, or because blocs refuse all the same. */
static zo_why_kind excluded_without_positions(zo_asker *a)
{
    a->why->refusing = zo_find_refusing(a->request, a->compiled, modes_with(a, ZO_HARD, ZO_OFF));
    switch (a->why->refusing.facts) {
    case ZO_POSSIBLE: return ZO_WHY_REFUSING;
    case ZO_IMPOSSIBLE: return ZO_WHY_FACTS;
    default: return ZO_WHY_UNDECIDED;
    }
}

/* ---- Conflicts and movements ---- */

static const zo_range *difficulty_of(const zo_asker *a, size_t s)
{
    return &a->compiled->origin[s].entry->difficulty;
}

static zo_num *costs_of(const zo_asker *a)
{
    zo_num *cost = ZO_NEW_MANY(a->arena, zo_num, a->instance->selectors + 1);
    for (size_t s = 0; s < a->instance->selectors; s++)
        cost[s] = zo_bit(a->soft, s) ? difficulty_of(a, s)->low : zo_num_of(0);
    return cost;
}

/* What may be given up: everything soft, except red lines unless asked for. */
static uint64_t *movable(zo_asker *a)
{
    uint64_t *set = zo_new_selector_set(a->compiled, a->arena);
    for (size_t s = 0; s < a->instance->selectors; s++) {
        if (!zo_bit(a->soft, s))
            continue;
        bool red = a->compiled->origin[s].entry->statement->clauses.red_line;
        a->why->red_lines += red && !a->red_lines;
        if (!red || a->red_lines)
            zo_set_bit(set, s);
    }
    return set;
}

static void take_movements(zo_asker *a, const zo_reasons *sets)
{
    for (size_t i = 0; i < sets->sets; i++) {
        zo_movement movement = {.set = sets->set[i], .difficulty = {zo_num_of(0), zo_num_of(0)}};
        for (size_t s = 0; s < a->instance->selectors; s++)
            if (zo_bit(sets->set[i], s)) {
                const zo_range *one = difficulty_of(a, s);
                movement.difficulty.low = zo_num_add(&movement.difficulty.low, &one->low);
                movement.difficulty.high = zo_num_add(&movement.difficulty.high, &one->high);
            }
        ZO_PUSH(a->arena, &a->why->movements, movement);
    }
    a->why->movements_complete = sets->complete;
}

static int by_difficulty(const zo_movement *a, const zo_movement *b)
{
    return zo_num_compare(&a->difficulty.low, &b->difficulty.low);
}

/* The complete lists come smallest first by number; movements are read by difficulty. */
static void sort_movements(zo_asker *a)
{
    zo_movement *at = a->why->movements.at;
    for (size_t i = 1; i < a->why->movements.n; i++)
        for (size_t j = i; j > 0 && by_difficulty(&at[j], &at[j - 1]) < 0; j--) {
            zo_movement swap = at[j];
            at[j] = at[j - 1];
            at[j - 1] = swap;
        }
}

/* All of them: conflicts among all stances, movements among those that may move. */
static void explain_wholly(zo_asker *a, zo_prover *prover, const uint64_t *may_move)
{
    zo_reasons movements, unused;
    zo_all_conflicts_and_movements(prover, a->soft, &a->why->conflicts, &movements, a->arena);
    if (a->why->red_lines > 0)
        zo_all_conflicts_and_movements(prover, may_move, &unused, &movements, a->arena);
    take_movements(a, &movements);
    sort_movements(a);
}

/* One conflict, whichever is near: what there is to tell when the time does not suffice for the smallest ones. */
static zo_reasons any_conflict(const zo_asker *a, zo_prover *prover)
{
    zo_reasons found = {.complete = false};
    uint64_t *core = zo_new_selector_set(a->compiled, a->arena);
    uint64_t *none = zo_new_selector_set(a->compiled, a->arena);
    const uint64_t **set = ZO_NEW(a->arena, const uint64_t *);
    if (zo_prover_ask(prover, a->soft, NULL, core) != ZO_IMPOSSIBLE || !zo_prover_shrink(prover, none, core))
        return found;
    *set = core;
    found.set = set;
    found.sets = 1;
    return found;
}

static void explain_empty(zo_asker *a, zo_prover *prover)
{
    uint64_t *may_move = movable(a);
    zo_reasons one = any_conflict(a, prover);
    a->why->kind = ZO_WHY_EMPTY;
    if (a->most == 0) {
        explain_wholly(a, prover, may_move);
    } else {
        zo_reasons movements = zo_smallest_movements(prover, may_move, costs_of(a), a->most, a->arena);
        take_movements(a, &movements);
        a->why->conflicts = conflicts_among(a, prover, a->soft);
    }
    if (a->why->conflicts.sets == 0 && !a->why->conflicts.complete)
        a->why->conflicts = one;
    a->why->red_lines_needed =
        a->why->movements.n == 0 && a->why->movements_complete && a->why->red_lines > 0;
}

/* ---- Softenings ---- */

/* The nearer of what lies below and above `now`; false when nothing does. */
static bool nearest_equal(const zo_asker *a, const zo_constant *constant, const uint64_t *off,
                          zo_softening *out)
{
    zo_extreme below, above;
    zo_selector under = {0}, over = {0};
    under.sum = zo_sum_beside(constant, false, a->arena);
    over.sum = zo_sum_beside(constant, true, a->arena);
    if (!under.sum || !over.sum)
        return true;
    below = zo_extreme_of(a->request, zo_restricted(a->compiled, &under, 1, a->arena), off, constant,
                          constant->sum);
    above = zo_extreme_of(a->request, zo_restricted(a->compiled, &over, 1, a->arena), off, constant,
                          constant->minus);
    if (below.reach != ZO_EXACT || above.reach != ZO_EXACT)
        return true;
    above.best = above.any ? zo_num_negate(&above.best) : above.best;
    out->known = below.any || above.any;
    if (!below.any || !above.any) {
        out->to = below.any ? below.best : above.best;
        return out->known;
    }
    zo_num down = zo_num_sub(&constant->now, &below.best), up = zo_num_sub(&above.best, &constant->now);
    out->to = zo_num_compare(&down, &up) <= 0 ? below.best : above.best;
    return true;
}

/* The least that the quantity comes to, or the most; false when no package that it would open gives it a number. */
static bool nearest_beyond(const zo_asker *a, const zo_constant *constant, const uint64_t *off,
                           zo_softening *out)
{
    bool from_above = constant->relation == ZO_LT || constant->relation == ZO_LE;
    zo_extreme extreme =
        zo_extreme_of(a->request, a->compiled, off, constant, from_above ? constant->minus : constant->sum);
    out->known = extreme.reach == ZO_EXACT;
    out->to = from_above && extreme.any ? zo_num_negate(&extreme.best) : extreme.best;
    return !out->known || extreme.any;
}

static void soften(const zo_asker *a, zo_movement *movement, size_t selector)
{
    zo_softening softening = {.selector = selector,
                              .constant = zo_constant_of(a->compiled, selector, ZO_NAMELESS_LAST, a->arena)};
    const zo_constant *constant = &softening.constant;
    if (constant->too_large) /* how far is not known */
        ZO_PUSH(a->arena, &movement->softenings, softening);
    if (!constant->there)
        return;
    bool opens = constant->relation == ZO_EQ ? nearest_equal(a, constant, movement->set, &softening)
                                             : nearest_beyond(a, constant, movement->set, &softening);
    if (opens)
        ZO_PUSH(a->arena, &movement->softenings, softening);
}

static void soften_all(zo_asker *a)
{
    for (size_t m = 0; m < a->why->movements.n; m++)
        for (size_t s = 0; s < a->instance->selectors; s++)
            if (zo_bit(a->why->movements.at[m].set, s))
                soften(a, &a->why->movements.at[m], s);
}

/* ---- What binds ---- */

/* The groups outside the zone: whatever puts one of them into it enlarges the zone. */
static zo_enumeration outside(const zo_asker *a, const zo_enumeration *found)
{
    zo_enumeration rest = *found;
    zo_group *group = ZO_NEW_MANY(a->arena, zo_group, found->groups + 1);
    rest.groups = 0;
    for (size_t g = 0; g < found->groups; g++)
        if (!zo_mask_accepted(a->instance, found->group[g].mask, NULL))
            group[rest.groups++] = found->group[g];
    rest.group = group;
    return rest;
}

static void find_binding(zo_asker *a)
{
    zo_enumeration found =
        zo_enumerate(a->instance, modes_with(a, ZO_HARD, ZO_SOFT), false, &a->request->limit, a->arena);
    if (found.reach != ZO_EXACT)
        return;
    zo_enumeration rest = outside(a, &found);
    zo_reasons sets = zo_reasons_to_open(a->instance, &rest, SIZE_MAX, a->soft, NULL, a->arena);
    a->why->binding_known = true;
    a->why->packages = zo_count_groups(a->instance, &found, NULL);
    a->why->binding_complete = sets.complete && (a->most == 0 || sets.sets <= a->most);
    for (size_t i = 0; i < sets.sets && (a->most == 0 || i < a->most); i++) {
        zo_binding binding = {sets.set[i], zo_count_groups(a->instance, &found, sets.set[i])};
        ZO_PUSH(a->arena, &a->why->binding, binding);
    }
}

/* ---- Hardenings ---- */

/* Whether some package is within reach whatever this position says: because the party's consent is not needed there, or
 * its bloc accepts without it. Then no tightening empties the zone. */
static zo_proved reaches_without(const zo_asker *a, size_t s)
{
    zo_zone_count count = zo_count_zone(a->request, zo_never_met(a->compiled, s, a->arena), NULL);
    if (zo_int_sign(&count.packages) > 0)
        return ZO_POSSIBLE;
    return count.reach == ZO_EXACT ? ZO_IMPOSSIBLE : ZO_UNDECIDED;
}

static void harden_to_limit(zo_asker *a, zo_hardening hardening)
{
    const zo_constant *constant = &hardening.constant;
    bool from_above = constant->relation == ZO_LT || constant->relation == ZO_LE;
    hardening.at = constant->relation == ZO_LT || constant->relation == ZO_GT;
    zo_extreme extreme =
        zo_extreme_of(a->request, a->compiled, NULL, constant, from_above ? constant->minus : constant->sum);
    a->why->hardenings_known = a->why->hardenings_known && extreme.reach == ZO_EXACT;
    if (extreme.reach != ZO_EXACT || !extreme.any)
        return;
    hardening.limit = from_above ? zo_num_negate(&extreme.best) : extreme.best;
    ZO_PUSH(a->arena, &a->why->hardenings, hardening);
}

/* A package whose value has no number satisfies "not more than" however small the constant: it comes first. */
static void harden(zo_asker *a, size_t s)
{
    zo_hardening hardening = {s, .constant = zo_constant_of(a->compiled, s, ZO_NAMELESS_FIRST, a->arena)};
    a->why->hardenings_known = a->why->hardenings_known && !hardening.constant.too_large;
    if (!hardening.constant.there || hardening.constant.relation == ZO_EQ)
        return;
    switch (reaches_without(a, s)) {
    case ZO_POSSIBLE: return;
    case ZO_UNDECIDED: a->why->hardenings_known = false; return;
    case ZO_IMPOSSIBLE: harden_to_limit(a, hardening);
    }
}

static void explain_open(zo_asker *a)
{
    a->why->kind = ZO_WHY_OPEN;
    a->why->conflicts.complete = a->why->movements_complete = true;
    find_binding(a);
    a->why->hardenings_known = true;
    for (size_t s = 0; s < a->instance->selectors; s++)
        if (zo_bit(a->soft, s))
            harden(a, s);
}

/* ---- The whole ---- */

static zo_why_kind kind_of(zo_asker *a, zo_prover *prover)
{
    switch (zo_prover_ask(prover, a->soft, NULL, NULL)) {
    case ZO_POSSIBLE: return ZO_WHY_OPEN;
    case ZO_UNDECIDED: return ZO_WHY_UNDECIDED;
    case ZO_IMPOSSIBLE: break;
    }
    switch (zo_prover_ask(prover, NULL, NULL, NULL)) {
    case ZO_POSSIBLE: return ZO_WHY_EMPTY;
    case ZO_IMPOSSIBLE: return excluded_without_positions(a);
    default: return ZO_WHY_UNDECIDED;
    }
}

static void decide(zo_asker *a)
{
    zo_prover *prover = new_prover(a, modes_with(a, ZO_HARD, ZO_SOFT));
    a->why->kind = kind_of(a, prover);
    if (a->why->kind == ZO_WHY_EMPTY)
        explain_empty(a, prover);
    if (a->why->kind == ZO_WHY_FACTS)
        explain_facts(a);
    if (a->why->kind == ZO_WHY_REFUSING)
        explain_refusing(a);
    zo_prover_free(prover);
}

static zo_asker begin(const zo_request *request, uint64_t most, bool red_lines)
{
    zo_arena *arena = request->arena;
    zo_asker a = {.request = request, .why = ZO_NEW(arena, zo_why), .most = most, .red_lines = red_lines};
    a.arena = arena;
    a.compiled = a.why->compiled = zo_compile(request->record, arena);
    a.instance = &a.compiled->instance;
    a.why->packages = zo_int_of(0);
    a.why->too_large = zo_is_too_large(request, a.compiled, false);
    a.soft = zo_new_selector_set(a.compiled, arena);
    for (size_t s = 0; s < a.instance->selectors; s++)
        if (!is_fact(&a, s) && a.instance->selector[s].class_ != ZO_CERTAINTY &&
            !a.compiled->origin[s].disputed)
            zo_set_bit(a.soft, s);
    return a;
}

zo_why *zo_find_exclusions(const zo_request *request, uint64_t most, bool red_lines)
{
    zo_asker a = begin(request, most, red_lines);
    if (a.why->too_large)
        return a.why;
    decide(&a);
    return a.why;
}

zo_why *zo_find_why(const zo_request *request, uint64_t most, bool red_lines)
{
    zo_asker a = begin(request, most, red_lines);
    if (a.why->too_large)
        return a.why;
    decide(&a);
    if (a.why->kind == ZO_WHY_EMPTY)
        soften_all(&a);
    if (a.why->kind == ZO_WHY_OPEN)
        explain_open(&a);
    return a.why;
}

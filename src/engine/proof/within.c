/* Asks the prover for a package, then for one with each value that no package so far has; then counts.
 *
 * Each value is a selector of its own, out of force unless it is asked about: so one prover learns from every question. */
#include "engine/proof/within.h"

#include "engine/graph/passes.h"
#include "engine/rule.h"
#include "engine/walk/enumerate.h"

typedef struct zo_looker {
    const zo_instance *instance;
    const zo_mode *mode;
    const zo_limit *limit;
    zo_limit proving; /* what may be spent on proofs before packages are counted */
    zo_arena *arena;
    zo_instance asked; /* the instance with a selector for each value */
    zo_prover *prover;
    uint64_t *values, *in_force;
    ZO_ARRAY(const uint32_t *) found;
    zo_within within;
} zo_looker;

/* ---- Asking ---- */

static const zo_expr *just(zo_looker *l, uint32_t issue, uint32_t value)
{
    zo_expr *expr = ZO_NEW(l->arena, zo_expr);
    uint64_t *allowed = ZO_NEW_MANY(l->arena, uint64_t, zo_set_words(l->instance->size[issue]));
    zo_set_bit(allowed, value);
    *expr = (zo_expr){.kind = ZO_X_IN, .issue = issue, .allowed = allowed};
    return expr;
}

/* Selector `selectors + bit` says that the value of that bit is chosen. */
static void open_prover(zo_looker *l)
{
    const zo_instance *in = l->instance;
    size_t all = in->selectors + in->value_bits;
    zo_selector *selector = ZO_NEW_MANY(l->arena, zo_selector, all + 1);
    zo_mode *mode = ZO_NEW_MANY(l->arena, zo_mode, all + 1);
    for (size_t s = 0; s < in->selectors; s++) {
        selector[s] = in->selector[s];
        bool counts = l->mode[s] != ZO_OFF && selector[s].class_ != ZO_CERTAINTY;
        bool fact = selector[s].class_ == ZO_RULE || selector[s].class_ == ZO_SETTLED;
        mode[s] = !counts ? ZO_OFF : fact ? ZO_HARD : ZO_SOFT;
    }
    for (uint32_t i = 0; i < in->issues; i++)
        for (uint32_t v = 0; v < in->size[i]; v++) {
            size_t s = in->selectors + in->first_bit[i] + v;
            selector[s] = (zo_selector){.class_ = ZO_RULE, .expr = just(l, i, v), .voter = ZO_DIRECT};
            mode[s] = ZO_SOFT;
        }
    l->asked = *in;
    l->asked.selector = selector;
    l->asked.selectors = all;
    l->in_force = ZO_NEW_MANY(l->arena, uint64_t, zo_set_words(zo_mask_bits(&l->asked)) + 1);
    for (size_t s = 0; s < in->selectors; s++)
        if (mode[s] == ZO_SOFT)
            zo_set_bit(l->in_force, s);
    l->prover = zo_prover_new(&l->asked, mode, &l->proving, l->arena);
}

static void note_package(zo_looker *l, const uint32_t *package)
{
    for (size_t i = 0; i < l->instance->issues; i++)
        zo_set_bit(l->values, l->instance->first_bit[i] + package[i]);
    ZO_PUSH(l->arena, &l->found, package);
}

/* A package with the value of that bit, or any (SIZE_MAX). */
static zo_proved ask(zo_looker *l, size_t bit)
{
    uint32_t *package = ZO_NEW_MANY(l->arena, uint32_t, l->instance->issues + 1);
    size_t selector = l->instance->selectors + bit;
    if (bit != SIZE_MAX)
        zo_set_bit(l->in_force, selector);
    zo_proved proved = zo_prover_ask(l->prover, l->in_force, package, NULL);
    if (bit != SIZE_MAX)
        l->in_force[selector / 64] &= ~((uint64_t)1 << selector % 64);
    if (proved == ZO_POSSIBLE)
        note_package(l, package);
    return proved;
}

/* A value that could not be decided is passed over; the next one may be easier. */
static void ask_for_values(zo_looker *l)
{
    bool all = true;
    for (size_t bit = 0; bit < l->instance->value_bits && zo_prover_reach(l->prover) == ZO_EXACT; bit++)
        if (!zo_bit(l->values, bit))
            all = ask(l, bit) != ZO_UNDECIDED && all;
    l->within.values_known = all && zo_prover_reach(l->prover) == ZO_EXACT;
}

static void prove(zo_looker *l)
{
    open_prover(l);
    l->within.any = ask(l, SIZE_MAX);
    l->within.values_known = l->within.any == ZO_IMPOSSIBLE;
    if (l->within.any == ZO_POSSIBLE)
        ask_for_values(l);
    if (l->within.any != ZO_UNDECIDED)
        zo_note_instead(l->limit, ZO_ENGINE_PROOF, "which values are within reach",
                        "it can be proved where packages are too many to be counted");
    l->within.reach = zo_prover_reach(l->prover);
    zo_prover_free(l->prover);
}

/* ---- Counting ---- */

/* The graph tells both, and fast; but where conditions tie too many issues together there is none. */
static bool count_choices(zo_looker *l)
{
    zo_limit part = zo_limit_part(l->limit, 2);
    zo_arena scratch;
    zo_arena_open(&scratch, l->arena->heap);
    zo_graph *graph = zo_graph_build(l->instance, l->mode, NULL, 0, zo_most_arcs(l->limit), &part, &scratch);
    bool fine = graph->reach == ZO_EXACT && graph->problem == NULL;
    if (fine) {
        const uint64_t *values = zo_graph_values(graph, &scratch);
        for (size_t w = 0; w < zo_set_words(l->instance->value_bits); w++)
            l->values[w] |= values[w];
        l->within.count = zo_graph_count(graph, &scratch);
        l->within.values_known = l->within.count_known = true;
        zo_note_instead(l->limit, ZO_ENGINE_ELIMINATION, "number of packages",
                        "packages that leave the same questions open are counted together");
    }
    zo_arena_close(&scratch);
    return fine;
}

static void count_only(zo_looker *l)
{
    zo_mode *mode = ZO_NEW_MANY(l->arena, zo_mode, l->instance->selectors + 1);
    for (size_t s = 0; s < l->instance->selectors; s++)
        mode[s] = l->instance->selector[s].class_ == ZO_CERTAINTY ? ZO_OFF : l->mode[s];
    zo_enumeration found = zo_enumerate_counts(l->instance, mode, l->limit, l->arena);
    zo_int count = zo_int_of(0);
    for (size_t g = 0; g < found.groups; g++)
        if (zo_mask_accepted(l->instance, found.group[g].mask, NULL))
            count = zo_int_add(&count, &found.group[g].count);
    l->within.count_known = found.reach == ZO_EXACT;
    if (l->within.count_known || zo_int_compare(&count, &l->within.count) > 0)
        l->within.count = count;
    l->within.reach = found.reach;
}

static void count(zo_looker *l)
{
    if (l->within.any == ZO_IMPOSSIBLE) {
        l->within.count_known = true;
        return;
    }
    if (!count_choices(l))
        count_only(l);
    if (l->within.count_known)
        l->within.any = zo_int_sign(&l->within.count) > 0 ? ZO_POSSIBLE : ZO_IMPOSSIBLE;
    if (l->within.count_known && l->within.values_known)
        l->within.reach = ZO_EXACT;
}

zo_within zo_look_within(const zo_instance *instance, const zo_mode *mode, bool counted,
                         const zo_limit *limit, zo_arena *arena)
{
    zo_looker l = {.instance = instance, .mode = mode, .limit = limit, .arena = arena};
    l.proving = counted ? zo_limit_part(limit, 2) : *limit;
    l.values = ZO_NEW_MANY(arena, uint64_t, zo_set_words(instance->value_bits) + 1);
    prove(&l);
    l.within.count = zo_int_of_unsigned(l.found.n);
    if (counted && l.within.reach != ZO_STOPPED)
        count(&l);
    l.within.values = l.values;
    l.within.packages = l.found.n;
    l.within.package = l.found.at;
    return l.within;
}

/* A zone -> conditions that are met only because what they speak of does not happen; and what finer steps would change. */
#include "analysis/firmness.h"

#include "analysis/count.h"
#include "analysis/words.h"
#include "space/restrict.h"

/* Everything on record binds. */
static zo_proved is_possible(const zo_request *request, const zo_compiled *compiled)
{
    return zo_prove_zone(request, compiled, zo_proving_modes(compiled, NULL, request->arena));
}

/* ---- Idle conditions ---- */

/* The "if" of a statement of the form: if one thing, then another; NULL for others. */
static const zo_bound *antecedent_of(const zo_entry *entry)
{
    if (entry->only_if)
        return entry->condition;
    bool demand = entry->statement->kind == ZO_S_REQUIRES || entry->statement->kind == ZO_S_RULE ||
                  entry->statement->kind == ZO_S_SETTLED;
    if (demand && entry->condition && entry->condition->kind == ZO_B_IMPLIES)
        return entry->condition->parts.at[0];
    return NULL;
}

static void find_idle(const zo_request *request, const zo_zone *zone, zo_firmness *firmness)
{
    const zo_compiled *compiled = zone->compiled;
    firmness->idle_known = true;
    for (size_t s = 0; s < compiled->instance.selectors; s++) {
        const zo_entry *entry = compiled->origin[s].entry;
        const zo_bound *bound = compiled->origin[s].disputed ? NULL : antecedent_of(entry);
        if (!bound || compiled->instance.selector[s].class_ == ZO_CERTAINTY)
            continue;
        const zo_expr *happens = zo_compile_condition(request->model, bound, request->arena);
        zo_proved used = happens ? is_possible(request, zo_restricted_to(compiled, happens, request->arena))
                                 : ZO_UNDECIDED;
        firmness->conditions++;
        firmness->idle_known = firmness->idle_known && used != ZO_UNDECIDED;
        if (used == ZO_IMPOSSIBLE)
            ZO_PUSH(request->arena, &firmness->idle, s);
    }
    if (firmness->idle_known)
        firmness->vacuous = firmness->conditions > 0 && firmness->idle.n == firmness->conditions;
}

/* ---- Finer steps ---- */

static bool has_steps(const zo_model *model)
{
    for (size_t i = 0; i < model->issues.n; i++)
        if (model->issues.at[i].gridded > 1)
            return true;
    return false;
}

static zo_tested try_finer(const zo_request *request)
{
    zo_arena *arena = request->arena;
    const zo_model *model = request->model;
    zo_diagnostics sink = {.arena = arena};
    zo_time also_on = request->on == ZO_LAST
                          ? (model->moments.n ? model->moments.at[model->moments.n - 1] : ZO_ALWAYS)
                          : request->on;
    zo_model *finer = zo_build_finer_model(model->corpus, (zo_tree *)model->also, also_on, 2, arena, &sink);
    if (sink.errors > 0)
        return ZO_NOT_TESTED;
    const zo_compiled *compiled =
        zo_compile(zo_record_at(finer, request->on, request->left_out, arena), arena);
    if (zo_present(compiled->too_large))
        return ZO_NOT_TESTED;
    zo_proved proved = is_possible(request, compiled);
    return proved == ZO_UNDECIDED ? ZO_NOT_TESTED : proved == ZO_POSSIBLE ? ZO_TESTED_YES : ZO_TESTED_NO;
}

zo_firmness zo_find_firmness(const zo_request *request, const zo_zone *zone)
{
    zo_firmness firmness = {.vacuous = ZO_NOT_TESTED, .hangs_on_steps = ZO_NOT_TESTED};
    if (zone->too_large || zone->reach != ZO_EXACT)
        return firmness;
    if (!zone->empty) {
        find_idle(request, zone, &firmness);
        firmness.hangs_on_steps =
            ZO_TESTED_NO; /* what is within reach stays so when values come in between */
    } else {
        firmness.idle_known = true;
        firmness.vacuous = ZO_TESTED_NO;
        firmness.hangs_on_steps = has_steps(request->model) ? try_finer(request) : ZO_TESTED_NO;
    }
    return firmness;
}

/* ---- Into the result ---- */

static void add_tested(zo_value *root, const char *name, zo_tested tested, zo_arena *arena)
{
    if (tested == ZO_NOT_TESTED)
        zo_add_null(arena, root, name);
    else
        zo_add_bool(arena, root, name, tested == ZO_TESTED_YES);
}

static zo_str idle_words(const zo_request *request, const zo_zone *zone, const zo_firmness *firmness)
{
    zo_phrases parts = {0};
    for (size_t i = 0; i < firmness->idle.n; i++)
        ZO_PUSH(request->arena, &parts,
                zo_ground_words(request->model, zone->compiled->origin[firmness->idle.at[i]].entry,
                                request->arena));
    zo_str joined = zo_join(request->arena, &parts, "; ", "; ");
    return zo_printf(
        request->arena,
        firmness->vacuous == ZO_TESTED_YES
            ? "No condition on record is put to the test: what they speak of happens in no package within reach: %.*s."
            : "Not put to the test, since what it speaks of happens in no package within reach: %.*s.",
        ZO_FMT(joined));
}

void zo_add_firmness(const zo_request *request, const zo_zone *zone, zo_value *root)
{
    zo_arena *arena = request->arena;
    zo_firmness firmness = zo_find_firmness(request, zone);
    zo_value *idle = zo_add_list(arena, root, "idle_conditions");
    for (size_t i = 0; i < firmness.idle.n; i++)
        zo_add_text(arena, idle, NULL,
                    request->model->keys.at[zone->compiled->origin[firmness.idle.at[i]].entry->key].handle);
    add_tested(root, "vacuous", firmness.vacuous, arena);
    add_tested(root, "hangs_on_steps", firmness.hangs_on_steps, arena);
    if (firmness.idle.n > 0)
        zo_add_paragraph(arena, root, "idle_words", idle_words(request, zone, &firmness));
    if (zone->reach == ZO_EXACT && !zone->too_large && !firmness.idle_known)
        zo_add_paragraph(arena, root, "idle_limit",
                         ZO_STR("Whether every condition on record is put to the test was not found out."));
    if (zone->reach == ZO_EXACT && !zone->too_large && firmness.hangs_on_steps == ZO_NOT_TESTED)
        zo_add_paragraph(arena, root, "step_limit",
                         ZO_STR("Whether this hangs on the step size was not found out."));
    if (firmness.hangs_on_steps == ZO_TESTED_YES)
        zo_add_paragraph(
            arena, root, "step_words",
            ZO_STR(
                "This hangs on the step size: with steps half as large some package would be within reach."));
}

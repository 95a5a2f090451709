/* A request -> the zone and what it rests on, by passes of the enumeration:
 *   1 everything binding: the count, the values, the examples; by proof where there are too many packages;
 *   2 the rules and settled points alone: how many packages are feasible;
 *   3 what is assumed, inferred, disputed or rests on values made soft: what the answer rests on. */
#include "analysis/zone_answer.h"

#include "analysis/count.h"
#include "analysis/interim.h"
#include "analysis/parameters.h"
#include "analysis/prove_grounds.h"
#include "analysis/words.h"
#include "engine/ledger.h"
#include "engine/proof/within.h"
#include "engine/rule.h"

typedef struct zo_zoner {
    zo_request *request;
    zo_zone *zone;
    const zo_compiled *compiled;
    const zo_instance *instance;
    zo_arena *arena;
} zo_zoner;

bool zo_is_weak(const zo_entry *entry)
{
    return entry->grade == ZO_ASSUMED || entry->grade == ZO_INFERRED || entry->grade == ZO_UNVERIFIED;
}

/* ---- Pass 1 ---- */

/* Adds witnesses until every surviving value has been shown, most new values first; the first package leads. */
static size_t new_values(const zo_instance *instance, const uint32_t *package, const uint64_t *shown)
{
    size_t count = 0;
    for (size_t i = 0; i < instance->issues; i++)
        count += !zo_bit(shown, instance->first_bit[i] + package[i]);
    return count;
}

static void show(zo_zoner *z, const uint32_t *package, uint64_t *shown)
{
    ZO_PUSH(z->arena, &z->zone->examples, package);
    for (size_t i = 0; i < z->instance->issues; i++)
        zo_set_bit(shown, z->instance->first_bit[i] + package[i]);
}

static void choose_examples(zo_zoner *z, const zo_group *const *groups, size_t count)
{
    uint64_t *shown = ZO_NEW_MANY(z->arena, uint64_t, zo_set_words(z->instance->value_bits) + 1);
    while (z->zone->examples.n < zo_number(z->request, &zo_p_examples)) {
        const uint32_t *best = NULL;
        size_t most = 0;
        for (size_t g = 0; g < count; g++)
            for (size_t bit = 0; bit < z->instance->value_bits; bit++) {
                if (!zo_bit(groups[g]->values, bit) || (zo_bit(shown, bit) && z->zone->examples.n > 0))
                    continue;
                const uint32_t *package = groups[g]->witness + bit * z->instance->issues;
                size_t fresh = new_values(z->instance, package, shown);
                if (fresh > most) {
                    most = fresh;
                    best = package;
                }
            }
        if (!best)
            return;
        show(z, best, shown);
    }
}

static void count_violations(zo_zoner *z, const zo_group *group)
{
    for (size_t s = 0; s < z->instance->selectors; s++)
        if (zo_bit(group->mask, s))
            z->zone->violating[s] = zo_int_add(&z->zone->violating[s], &group->count);
}

/* So much of the time is for counting packages of a space that cannot be walked through; the rest is for proofs. */
enum { COUNT_OF_TIME = 3, EMPTINESS_OF_TIME = 8 };

static bool are_many(const zo_zoner *z)
{
    zo_int walked = zo_int_of_unsigned(ZO_WALKED_AT_ONCE), space = zo_space_of(z->instance);
    return space.overflow || zo_int_compare(&space, &walked) > 0;
}

static zo_limit limit_of_count(const zo_zoner *z)
{
    zo_limit limit = ZO_WATCHED(z->request);
    return are_many(z) ? zo_limit_part(&limit, COUNT_OF_TIME) : limit;
}

/* Where counting with all that is wanted of the groups comes to no end. */
static void look_beyond(zo_zoner *z, const zo_mode *mode)
{
    zo_zone *zone = z->zone;
    zo_within within = zo_look_within(z->instance, mode, true, &z->request->limit, z->arena);
    if (within.any == ZO_UNDECIDED)
        return;
    if (within.count_known || zo_int_compare(&within.count, &zone->packages) > 0)
        zone->packages = within.count;
    zone->reach = within.reach;
    zone->values = within.values;
    zone->values_known = within.values_known;
    zone->empty = within.any == ZO_IMPOSSIBLE;
    zone->certain_known = zone->empty || !z->compiled->uncertain;
    zone->certain = zone->certain_known ? zone->packages : zo_int_of(0);
    for (size_t s = 0; s < z->instance->selectors; s++)
        zone->violating[s] = zo_int_of(0);
    zone->violating_known = within.any == ZO_IMPOSSIBLE;
    zone->examples.n = 0;
    for (size_t i = 0; i < within.packages && i < zo_number(z->request, &zo_p_examples); i++)
        ZO_PUSH(z->arena, &zone->examples, within.package[i]);
}

static void count_zone(zo_zoner *z)
{
    zo_mode *mode = zo_binding_modes(z->compiled, NULL, z->arena);
    for (size_t s = 0; s < z->instance->selectors; s++)
        if (z->instance->selector[s].class_ == ZO_CERTAINTY)
            mode[s] = ZO_SOFT;
    zo_limit limit = limit_of_count(z);
    zo_enumeration found = zo_enumerate(z->instance, mode, true, &limit, z->arena);
    zo_zone *zone = z->zone;
    const zo_group **groups = ZO_NEW_MANY(z->arena, const zo_group *, found.groups + 1);
    uint64_t *values = ZO_NEW_MANY(z->arena, uint64_t, zo_set_words(z->instance->value_bits) + 1);
    size_t count = 0;
    zone->reach = found.reach;
    zone->space = found.space;
    zone->per_cent = found.part_done < 0.99 ? (unsigned)(found.part_done * 100) : 99;
    for (size_t g = 0; g < found.groups; g++) {
        const zo_group *group = &found.group[g];
        if (!zo_mask_accepted(z->instance, group->mask, NULL))
            continue;
        groups[count++] = group;
        zone->packages = zo_int_add(&zone->packages, &group->count);
        if (zo_mask_certain(z->instance, group->mask))
            zone->certain = zo_int_add(&zone->certain, &group->count);
        for (size_t w = 0; w < zo_set_words(z->instance->value_bits); w++)
            values[w] |= group->values[w];
        count_violations(z, group);
    }
    zone->values = values;
    zone->empty = count == 0;
    zone->values_known = zone->certain_known = zone->violating_known = found.reach == ZO_EXACT;
    choose_examples(z, groups, count);
    if (found.reach == ZO_LIMIT_TIME || found.reach == ZO_LIMIT_MEMORY)
        look_beyond(z, zo_binding_modes(z->compiled, NULL, z->arena));
}

/* ---- Pass 2 ---- */

static void count_feasible(zo_zoner *z)
{
    zo_mode *mode = ZO_NEW_MANY(z->arena, zo_mode, z->instance->selectors + 1);
    for (size_t s = 0; s < z->instance->selectors; s++) {
        zo_selector_class class_ = z->instance->selector[s].class_;
        mode[s] = class_ == ZO_RULE || class_ == ZO_SETTLED ? ZO_HARD : ZO_OFF;
    }
    zo_enumeration found = zo_enumerate_counts(z->instance, mode, &z->request->limit, z->arena);
    z->zone->feasible_known = found.reach == ZO_EXACT;
    for (size_t g = 0; g < found.groups; g++)
        z->zone->feasible = zo_int_add(&z->zone->feasible, &found.group[g].count);
}

/* ---- Pass 3 ---- */

static void set_where(const zo_zoner *z, uint64_t *set, bool (*wanted)(const zo_zoner *, size_t))
{
    for (size_t s = 0; s < z->instance->selectors; s++)
        if (wanted(z, s))
            zo_set_bit(set, s);
}

static bool weak_selector(const zo_zoner *z, size_t s)
{
    return !z->compiled->origin[s].disputed && z->instance->selector[s].class_ != ZO_CERTAINTY &&
           zo_is_weak(z->compiled->origin[s].entry);
}
static bool disputed_selector(const zo_zoner *z, size_t s) { return z->compiled->origin[s].disputed; }
static bool valued_selector(const zo_zoner *z, size_t s)
{
    return z->instance->selector[s].class_ == ZO_ALTERNATIVE || disputed_selector(z, s);
}

/* How many packages there would be without comparing any with an alternative. */
static void count_without(zo_zoner *z, const uint64_t *valued)
{
    zo_mode *mode = zo_binding_modes(z->compiled, valued, z->arena);
    zo_enumeration found = zo_enumerate_counts(z->instance, mode, &z->request->limit, z->arena);
    z->zone->without_values_known = found.reach == ZO_EXACT;
    z->zone->without_values = zo_count_groups(z->instance, &found, NULL);
}

static void find_contested(zo_zoner *z, const zo_enumeration *found, const uint64_t *disputed)
{
    bool any = false;
    for (size_t s = 0; s < z->instance->selectors; s++)
        any = any || zo_bit(disputed, s);
    if (!any)
        return;
    zo_grounds *contested = ZO_NEW_MANY(z->arena, zo_grounds, z->instance->value_bits + 1);
    for (size_t bit = 0; bit < z->instance->value_bits; bit++)
        if (zo_bit(z->zone->values, bit))
            contested[bit] = zo_reasons_to_close(z->instance, found, bit, disputed, z->arena);
    z->zone->contested = contested;
}

/* What leaves each value out, what contests it, and the same of the zone as a whole, from groups. */
static bool read_grounds(zo_zoner *z, const zo_enumeration *found, const zo_marked *marked)
{
    zo_grounds *excluded = ZO_NEW_MANY(z->arena, zo_grounds, z->instance->value_bits + 1);
    for (size_t bit = 0; bit < z->instance->value_bits; bit++) {
        if (zo_run_ends(&z->request->limit))
            return false;
        if (!zo_bit(z->zone->values, bit))
            excluded[bit] =
                zo_reasons_to_open(z->instance, found, bit, marked->weak, marked->disputed, z->arena);
    }
    z->zone->excluded = excluded;
    z->zone->open =
        zo_reasons_to_open(z->instance, found, SIZE_MAX, marked->weak, marked->disputed, z->arena);
    find_contested(z, found, marked->disputed);
    z->zone->dispute = zo_reasons_to_close(z->instance, found, SIZE_MAX, marked->disputed, z->arena);
    return true;
}

static void find_grounds(zo_zoner *z)
{
    zo_mode *mode = zo_binding_modes(z->compiled, NULL, z->arena);
    zo_marked marked = {zo_new_selector_set(z->compiled, z->arena),
                        zo_new_selector_set(z->compiled, z->arena)};
    uint64_t *valued = zo_new_selector_set(z->compiled, z->arena);
    set_where(z, marked.weak, weak_selector);
    set_where(z, marked.disputed, disputed_selector);
    set_where(z, valued, valued_selector);
    for (size_t s = 0; s < z->instance->selectors; s++) {
        if (zo_bit(marked.weak, s) || zo_bit(valued, s))
            mode[s] = ZO_SOFT;
    }
    zo_limit limit = limit_of_count(z);
    zo_enumeration found = zo_enumerate(z->instance, mode, false, &limit, z->arena);
    if (found.reach == ZO_STOPPED)
        return;
    if (found.reach == ZO_EXACT) {
        z->zone->grounds_known = read_grounds(z, &found, &marked);
        z->zone->without_values = zo_count_groups(z->instance, &found, valued);
        z->zone->without_values_known = true;
        return;
    }
    z->zone->grounds_known = zo_prove_grounds(z->request, z->zone, &marked);
    count_without(z, valued);
}

/* Where there are many packages, that none is in the zone is often proved long before they could be counted. */
static bool is_proved_empty(zo_zoner *z)
{
    if (!are_many(z))
        return false;
    zo_request part = *z->request;
    part.limit = zo_limit_part(&z->request->limit, EMPTINESS_OF_TIME);
    if (zo_prove_zone(&part, z->compiled, zo_proving_modes(z->compiled, NULL, z->arena)) != ZO_IMPOSSIBLE)
        return false;
    zo_ledger_note(&z->request->limit, ZO_ENGINE_PROOF, "whether a package is within reach",
                   ZO_STR("that none is was proved before packages were counted"));
    z->zone->reach = ZO_EXACT;
    z->zone->empty = z->zone->values_known = z->zone->certain_known = z->zone->violating_known = true;
    z->zone->space = zo_space_of(z->instance);
    return true;
}

zo_zone *zo_compute_zone(zo_request *request)
{
    zo_arena *arena = request->arena;
    zo_zone *zone = ZO_NEW(arena, zo_zone);
    const zo_compiled *compiled = zo_compile(request->record, arena);
    zo_zoner zoner = {request, zone, compiled, &compiled->instance, arena};
    zone->compiled = compiled;
    zone->packages = zone->certain = zone->feasible = zone->without_values = zo_int_of(0);
    zone->values = ZO_NEW_MANY(arena, uint64_t, zo_set_words(compiled->instance.value_bits) + 1);
    zone->violating = ZO_NEW_MANY(arena, zo_int, compiled->instance.selectors + 1);
    if (zo_is_too_large(request, compiled, false)) {
        zone->too_large = true;
        zone->empty = true;
        zone->reach = ZO_STOPPED;
        zone->space.overflow = true;
        return zone;
    }
    if (!is_proved_empty(&zoner))
        count_zone(&zoner);
    if (zone->values_known && zone->reach != ZO_STOPPED)
        count_feasible(&zoner);
    if (zone->values_known && zone->reach != ZO_STOPPED)
        find_grounds(&zoner);
    return zone;
}

/* ---- Readings ---- */

static zo_int smaller(const zo_int *a, const zo_int *b)
{
    return a->overflow || (!b->overflow && zo_int_compare(b, a) < 0) ? *b : *a;
}

zo_int zo_most_packages(const zo_zone *zone)
{
    const zo_instance *in = &zone->compiled->instance;
    zo_int most = zo_int_of(1);
    if (zone->reach == ZO_EXACT)
        return zone->packages;
    for (uint32_t i = 0; i < in->issues; i++) {
        uint64_t left = 0;
        for (uint32_t v = 0; v < in->size[i]; v++)
            left += !zone->values_known || zo_survives(zone, i, v);
        zo_int factor = zo_int_of_unsigned(left);
        most = zo_int_mul(&most, &factor);
    }
    if (zone->feasible_known)
        most = smaller(&most, &zone->feasible);
    return zone->without_values_known ? smaller(&most, &zone->without_values) : most;
}

zo_standing zo_standing_of(const zo_zone *zone, uint32_t issue)
{
    const zo_instance *instance = &zone->compiled->instance;
    uint32_t survivors = 0, guessed = 0;
    bool known = zone->grounds_known;
    for (uint32_t v = 0; v < instance->size[issue]; v++) {
        bool survives = zo_survives(zone, issue, v);
        survivors += survives;
        if (survives || !zone->grounds_known)
            continue;
        const zo_grounds *grounds = &zone->excluded[instance->first_bit[issue] + v];
        guessed += grounds->sets > 0;
        known = known && (grounds->complete || grounds->sets > 0);
    }
    if (survivors == 0)
        return ZO_OUT;
    if (survivors == instance->size[issue])
        return ZO_WIDE_OPEN;
    if (survivors > 1)
        return ZO_NARROWED;
    if (guessed > 0)
        return ZO_BY_GUESS;
    return known ? ZO_BY_RECORD : ZO_SINGLE;
}

/* ---- Silence ---- */

static bool spoke(const zo_record *record, const zo_seat *seat, uint32_t issue)
{
    const zo_entries *lists[] = {&seat->stances, &seat->signals, &seat->reservations, &seat->offers};
    for (size_t l = 0; l < 4; l++)
        for (size_t i = 0; i < lists[l]->n; i++)
            if (zo_entry_mentions(record->model, lists[l]->at[i], issue))
                return true;
    for (size_t m = 0; m < seat->members.n; m++)
        if (spoke(record, &record->seats.at[seat->members.at[m]], issue))
            return true;
    return false;
}

bool zo_only_guarantor(const zo_seat *seat)
{
    unsigned roles = seat->entry->statement->roles;
    return (roles & ZO_GUARANTOR) && !(roles & ZO_PRINCIPAL);
}

zo_silences zo_find_silences(const zo_record *record, zo_arena *arena)
{
    zo_silences silences = {0};
    for (uint32_t s = 0; s < record->seats.n; s++) {
        const zo_seat *seat = &record->seats.at[s];
        if (seat->need == ZO_NOT_NEEDED || seat->need == ZO_THROUGH_BLOC)
            continue;
        zo_silence silence = {.seat = s, .wholly = true};
        for (uint32_t i = 0; i < record->model->issues.n; i++) {
            if (spoke(record, seat, i))
                silence.wholly = false;
            else if (!zo_is_settled(record, i))
                ZO_PUSH(arena, &silence.issues, i);
        }
        if (silence.issues.n > 0)
            ZO_PUSH(arena, &silences, silence);
    }
    return silences;
}

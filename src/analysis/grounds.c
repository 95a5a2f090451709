/* Minimal sets of selectors -> words and data. */
#include "analysis/grounds.h"

#include "analysis/words.h"

enum { MOST_WAYS = 6 };

typedef zo_str zo_ground_wording(const zo_model *model, const zo_entry *entry, zo_arena *arena);

static zo_str set_words(const zo_zone *zone, const uint64_t *set, zo_ground_wording *wording, zo_arena *arena)
{
    zo_phrases members = {0};
    for (size_t s = 0; s < zone->compiled->instance.selectors; s++)
        if (zo_bit(set, s))
            ZO_PUSH(arena, &members,
                    wording(zone->compiled->record->model, zone->compiled->origin[s].entry, arena));
    const char *separator = wording == zo_ground_name ? " together with " : "; together with ";
    return zo_join(arena, &members, separator, separator);
}

zo_str zo_grounds_short(const zo_zone *zone, const zo_grounds *grounds, zo_arena *arena)
{
    zo_phrases sets = {0};
    for (size_t i = 0; i < grounds->sets && i < MOST_WAYS; i++)
        ZO_PUSH(arena, &sets, set_words(zone, grounds->set[i], zo_ground_name, arena));
    zo_str words = zo_join(arena, &sets, ", and on ", ", and on ");
    return grounds->sets > MOST_WAYS || !grounds->complete
               ? zo_printf(arena, "%.*s, and on more", ZO_FMT(words))
               : words;
}

zo_value *zo_add_ways(const zo_zone *zone, const zo_grounds *grounds, zo_value *parent, zo_str title,
                      zo_arena *arena)
{
    zo_value *list = zo_add_list(arena, parent, "ways");
    list->form = ZO_F_LIST;
    list->title = title;
    for (size_t i = 0; i < grounds->sets && i < MOST_WAYS; i++)
        zo_add_text(arena, list, NULL, set_words(zone, grounds->set[i], zo_ground_words, arena));
    if (grounds->sets > MOST_WAYS)
        zo_add_text(arena, list, NULL,
                    zo_printf(arena, "%zu further combinations", grounds->sets - MOST_WAYS));
    if (!grounds->complete)
        zo_add_text(arena, list, NULL, ZO_STR("perhaps others: this list is not complete"));
    return list;
}

void zo_add_grounds(const zo_zone *zone, const zo_grounds *grounds, zo_value *parent, const char *name,
                    const char *complete, zo_arena *arena)
{
    const zo_model *model = zone->compiled->record->model;
    zo_value *sets = zo_add_list(arena, parent, name);
    for (size_t i = 0; i < grounds->sets; i++) {
        zo_value *set = zo_add_list(arena, sets, NULL);
        for (size_t s = 0; s < zone->compiled->instance.selectors; s++)
            if (zo_bit(grounds->set[i], s))
                zo_add_text(arena, set, NULL, model->keys.at[zone->compiled->origin[s].entry->key].handle);
    }
    zo_add_bool(arena, parent, complete, grounds->complete);
}

static bool same_grounds(const zo_grounds *a, const zo_grounds *b, size_t words)
{
    if (a->sets != b->sets || a->complete != b->complete)
        return false;
    for (size_t i = 0; i < a->sets; i++)
        for (size_t w = 0; w < words; w++)
            if (a->set[i][w] != b->set[i][w])
                return false;
    return true;
}

static void add_value(zo_exclusions *exclusions, const zo_grounds *grounds, const zo_instance *instance,
                      uint32_t issue, uint32_t value, zo_arena *arena)
{
    size_t e = 0;
    while (e < exclusions->n &&
           !same_grounds(exclusions->at[e].grounds, grounds, zo_set_words(instance->selectors)))
        e++;
    if (e == exclusions->n) {
        uint64_t *values = ZO_NEW_MANY(arena, uint64_t, zo_set_words(instance->size[issue]));
        ZO_PUSH(arena, exclusions, ((zo_exclusion){grounds, values}));
    }
    zo_set_bit((uint64_t *)exclusions->at[e].values, value);
}

/* The values that survive, or those that do not, by their grounds; those without any are left out. */
static zo_exclusions by_grounds(const zo_zone *zone, const zo_grounds *of_value, bool surviving,
                                uint32_t issue, zo_arena *arena)
{
    const zo_instance *instance = &zone->compiled->instance;
    zo_exclusions exclusions = {0};
    for (uint32_t v = 0; of_value && v < instance->size[issue]; v++) {
        const zo_grounds *grounds = &of_value[instance->first_bit[issue] + v];
        if (zo_survives(zone, issue, v) == surviving && grounds->sets > 0)
            add_value(&exclusions, grounds, instance, issue, v, arena);
    }
    return exclusions;
}

zo_exclusions zo_weak_exclusions(const zo_zone *zone, uint32_t issue, zo_arena *arena)
{
    return by_grounds(zone, zone->grounds_known ? zone->excluded : NULL, false, issue, arena);
}

zo_str zo_exclusion_values(const zo_zone *zone, uint32_t issue, const zo_exclusion *exclusion,
                           zo_arena *arena)
{
    zo_phrases values =
        zo_set_phrases(arena, &zone->compiled->record->model->issues.at[issue], exclusion->values, 0);
    return zo_join(arena, &values, ", ", " or ");
}

static zo_value *new_part(zo_value *section, zo_arena *arena)
{
    zo_value *part = zo_add_object(arena, section, NULL);
    part->form = ZO_F_SECTION;
    return part;
}

/* Values of any issues that have the same grounds. */
typedef struct zo_same {
    const zo_grounds *grounds;
    zo_phrases values;
} zo_same;
typedef ZO_ARRAY(zo_same) zo_sames;

static void add_same(const zo_zone *zone, zo_sames *all, uint32_t issue, const zo_exclusion *exclusion,
                     zo_arena *arena)
{
    size_t s = 0, words = zo_set_words(zone->compiled->instance.selectors);
    while (s < all->n && !same_grounds(all->at[s].grounds, exclusion->grounds, words))
        s++;
    if (s == all->n)
        ZO_PUSH(arena, all, (zo_same){.grounds = exclusion->grounds});
    zo_str name = zone->compiled->record->model->issues.at[issue].name;
    zo_str values = zo_exclusion_values(zone, issue, exclusion, arena);
    ZO_PUSH(arena, &all->at[s].values, zo_printf(arena, "%.*s: %.*s", ZO_FMT(name), ZO_FMT(values)));
}

/* A part for each grounds that keep values out, or let them in, whatever the issues: the title says which. */
static void add_by_grounds(const zo_zone *zone, const zo_grounds *of_value, bool surviving, const char *what,
                           zo_value *section, zo_arena *arena)
{
    zo_sames all = {0};
    for (uint32_t i = 0; i < zone->compiled->instance.issues; i++) {
        zo_exclusions exclusions = by_grounds(zone, of_value, surviving, i, arena);
        for (size_t e = 0; e < exclusions.n; e++)
            add_same(zone, &all, i, &exclusions.at[e], arena);
    }
    for (size_t s = 0; s < all.n; s++) {
        zo_str values = zo_join(arena, &all.at[s].values, "; ", "; ");
        zo_add_ways(zone, all.at[s].grounds, new_part(section, arena),
                    zo_printf(arena, "%.*s would %s", ZO_FMT(values), what), arena);
    }
}

static void add_whole(const zo_zone *zone, const zo_grounds *grounds, const char *title, zo_value *section,
                      zo_arena *arena)
{
    if (grounds->sets > 0)
        zo_add_ways(zone, grounds, new_part(section, arena), zo_str_of(title), arena);
}

static void say(zo_value *section, zo_str words, zo_arena *arena)
{
    zo_add_text(arena, section, NULL, words)->form = ZO_F_PARAGRAPH;
}

static bool any_weak(const zo_entries *entries)
{
    for (size_t i = 0; i < entries->n; i++)
        if (zo_is_weak(entries->at[i]))
            return true;
    return false;
}

/* Whether some party's points, which its alternative is compared with, are a guess. */
static bool weakly_valued(const zo_zone *zone)
{
    for (size_t s = 0; s < zone->compiled->instance.selectors; s++) {
        if (zone->compiled->instance.selector[s].class_ != ZO_ALTERNATIVE)
            continue;
        const zo_seat *seat = &zone->compiled->record->seats.at[zone->compiled->origin[s].seat];
        if (any_weak(&seat->values) || any_weak(&seat->bonuses))
            return true;
    }
    return false;
}

static void add_value_sentence(const zo_zone *zone, zo_value *section, zo_arena *arena)
{
    bool valued = false;
    for (size_t s = 0; s < zone->compiled->instance.selectors; s++)
        valued = valued || zone->compiled->instance.selector[s].class_ == ZO_ALTERNATIVE;
    if (!valued || !zone->without_values_known || zone->reach != ZO_EXACT)
        return;
    if (zo_int_compare(&zone->without_values, &zone->packages) == 0) {
        say(section,
            ZO_STR(
                "Nobody's values are needed for this: without comparing them with any alternative the answer is the same."),
            arena);
        return;
    }
    zo_str count = zo_count_words(arena, &zone->without_values, "package", "packages");
    say(section,
        zo_printf(
            arena,
            "Part of this rests on values%s: without comparing them with any alternative there would be %.*s within reach.",
            weakly_valued(zone) ? ", some of them assumed, inferred or unverified" : "", ZO_FMT(count)),
        arena);
}

static bool weakly_based(const zo_zone *zone)
{
    for (size_t s = 0; s < zone->compiled->instance.selectors; s++)
        if (zo_is_weak(zone->compiled->origin[s].entry))
            return true;
    return false;
}

static bool zone_has(const zo_zone *zone, size_t bit) { return zo_bit(zone->values, bit); }

/* Whether of everything that the section speaks of all sets are known. */
static bool all_found(const zo_zone *zone)
{
    bool all = zone->empty ? zone->open.complete || zone->open.sets > 0
                           : zone->dispute.complete || zone->dispute.sets > 0;
    for (size_t bit = 0; bit < zone->compiled->instance.value_bits && !zone->empty; bit++)
        all = all && (zone->excluded[bit].complete || zone->excluded[bit].sets > 0 || zone_has(zone, bit)) &&
              (zone->contested == NULL || !zone_has(zone, bit) || zone->contested[bit].complete ||
               zone->contested[bit].sets > 0);
    return all;
}

void zo_add_ground_section(const zo_zone *zone, zo_value *root, zo_arena *arena)
{
    zo_value *section = zo_add_list(arena, root, "rests_on_text");
    section->form = ZO_F_SECTION;
    section->title = ZO_STR("What this rests on");
    section->text_only = true;
    if (!zone->grounds_known) {
        say(section, ZO_STR("Not computed within the limit; try a longer --time."), arena);
        return;
    }
    if (!zone->empty)
        add_by_grounds(zone, zone->excluded, false, "come within reach if one left out", section, arena);
    if (!zone->empty && zone->dispute.sets == 0)
        add_by_grounds(zone, zone->contested, true, "be out of reach if what is denied held after all",
                       section, arena);
    if (zone->empty)
        add_whole(zone, &zone->open, "A package would come within reach if one left out", section, arena);
    else
        add_whole(zone, &zone->dispute, "Nothing would be within reach if what is denied held after all",
                  section, arena);
    bool counted = zone->without_values_known && zone->reach == ZO_EXACT;
    if (!all_found(zone))
        say(section,
            section->first ? ZO_STR("What else it rests on was not found out within the limit.")
                           : ZO_STR("What the answer rests on was not found out within the limit."),
            arena);
    bool on_values = !counted || zo_int_compare(&zone->without_values, &zone->packages) != 0;
    if (!section->first && !on_values)
        say(section,
            weakly_based(zone)
                ? ZO_STR(
                      "No value is in or out of reach because of anything assumed, inferred or unverified; the number of packages may be.")
                : ZO_STR("On nothing assumed, inferred or unverified."),
            arena);
    add_value_sentence(zone, section, arena);
}

static bool has_members_red_lines(const zo_zone *zone)
{
    const zo_instance *in = &zone->compiled->instance;
    bool any = false;
    for (size_t s = 0; s < in->selectors; s++)
        any = any || (in->selector[s].voter != ZO_DIRECT &&
                      zone->compiled->origin[s].entry->statement->clauses.red_line);
    return any;
}

void zo_add_passed_over(const zo_zone *zone, zo_value *root, zo_arena *arena)
{
    static const zo_column columns[] = {{"words", {"", 0}, false, false, false},
                                        {"packages", {"Packages", 8}, true, true, false}};
    const zo_model *model = zone->compiled->record->model;
    zo_value *table =
        zo_add_table(arena, root, "passed_over",
                     ZO_STR("Red lines of members that their bloc would pass over"), columns, 2);
    for (size_t s = 0; s < zone->compiled->instance.selectors && !zone->too_large; s++) {
        const zo_entry *entry = zone->compiled->origin[s].entry;
        if (!entry->statement->clauses.red_line || zo_int_sign(&zone->violating[s]) == 0)
            continue;
        zo_value *row = zo_add_object(arena, table, NULL);
        zo_add_text(arena, row, "name", model->keys.at[entry->key].handle);
        zo_add_text(arena, row, "words", zo_ground_words(model, entry, arena));
        zo_add_count(arena, row, "packages", &zone->violating[s]);
    }
    if (!zone->violating_known && zone->values_known && has_members_red_lines(zone))
        zo_add_paragraph(
            arena, root, "passed_over_words",
            ZO_STR(
                "Which red lines of members their bloc would pass over was not counted within the limit."));
}

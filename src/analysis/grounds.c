/* Minimal sets of selectors -> words and data. */
#include "analysis/grounds.h"

#include "analysis/words.h"

enum { MOST_SETS_IN_WORDS = 4 };

static zo_str set_words(const zo_zone *zone, const uint64_t *set, zo_arena *arena)
{
    zo_phrases members = {0};
    for (size_t s = 0; s < zone->compiled->instance.selectors; s++)
        if (zo_bit(set, s))
            ZO_PUSH(arena, &members, zo_ground_words(zone->compiled->record->model, zone->compiled->origin[s].entry, arena));
    zo_str joined = zo_join(arena, &members, ", ", " and ");
    if (members.n < 2)
        return joined;
    return zo_printf(arena, "%s %.*s", members.n == 2 ? "both" : "all of", ZO_FMT(joined));
}

zo_str zo_grounds_words(const zo_zone *zone, const zo_grounds *grounds, size_t most, zo_arena *arena)
{
    zo_phrases sets = {0};
    for (size_t i = 0; i < grounds->sets && i < most; i++)
        ZO_PUSH(arena, &sets, set_words(zone, grounds->set[i], arena));
    if (grounds->sets > most)
        ZO_PUSH(arena, &sets, zo_printf(arena, "%zu other combinations", grounds->sets - most));
    zo_str words = zo_join(arena, &sets, "; or ", "; or ");
    return grounds->complete ? words : zo_printf(arena, "%.*s (this list is not complete)", ZO_FMT(words));
}

void zo_add_grounds(const zo_zone *zone, const zo_grounds *grounds, zo_value *parent, const char *name, const char *complete,
                    zo_arena *arena)
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

zo_exclusions zo_weak_exclusions(const zo_zone *zone, uint32_t issue, zo_arena *arena)
{
    const zo_instance *instance = &zone->compiled->instance;
    zo_exclusions exclusions = {0};
    for (uint32_t v = 0; zone->grounds_known && v < instance->size[issue]; v++) {
        if (zo_survives(zone, issue, v))
            continue;
        const zo_grounds *grounds = &zone->excluded[instance->first_bit[issue] + v];
        if (grounds->sets == 0)
            continue;
        size_t e = 0;
        while (e < exclusions.n && !same_grounds(exclusions.at[e].grounds, grounds, zo_set_words(instance->selectors)))
            e++;
        if (e == exclusions.n) {
            uint64_t *values = ZO_NEW_MANY(arena, uint64_t, zo_set_words(instance->size[issue]));
            ZO_PUSH(arena, &exclusions, ((zo_exclusion){grounds, values}));
        }
        zo_set_bit((uint64_t *)exclusions.at[e].values, v);
    }
    return exclusions;
}

zo_str zo_exclusion_words(const zo_zone *zone, uint32_t issue, const zo_exclusion *exclusion, zo_arena *arena)
{
    const zo_issue *about = &zone->compiled->record->model->issues.at[issue];
    zo_phrases values = zo_set_phrases(arena, about, exclusion->values, 0);
    zo_str list = zo_join(arena, &values, ", ", " and ");
    zo_str grounds = zo_grounds_words(zone, exclusion->grounds, MOST_SETS_IN_WORDS, arena);
    return zo_printf(arena, "%.*s: %.*s would come within reach without %.*s", ZO_FMT(about->name), ZO_FMT(list), ZO_FMT(grounds));
}

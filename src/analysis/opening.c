/* A movement -> what comes within reach by it. */
#include "analysis/opening.h"

#include "analysis/packages.h"
#include "analysis/without.h"
#include "analysis/words.h"
#include "analysis/worths.h"

zo_opening zo_find_opening(const zo_request *request, const zo_compiled *compiled, const uint64_t *given_up,
                           unsigned share)
{
    zo_opening opening = {.request = zo_request_without(request, compiled, given_up, share)};
    opening.compiled = zo_compile(opening.request.record, request->arena);
    opening.zone = zo_count_zone(&opening.request, opening.compiled, NULL);
    if (opening.zone.reach == ZO_EXACT)
        opening.balance =
            zo_find_balance(&opening.request, opening.request.record, &zo_midpoints, request->arena);
    return opening;
}

/* ---- Data ---- */

static void add_values(const zo_opening *opening, zo_value *parent)
{
    zo_arena *arena = opening->request.arena;
    const zo_model *model = opening->request.model;
    const zo_instance *instance = &opening->compiled->instance;
    zo_value *list = zo_add_list(arena, parent, "values");
    for (uint32_t i = 0; i < model->issues.n; i++) {
        zo_value *row = zo_add_object(arena, list, NULL);
        zo_add_text(arena, row, "issue", model->issues.at[i].id);
        zo_value *values = zo_add_list(arena, row, "values");
        for (uint32_t v = 0; v < instance->size[i]; v++)
            if (zo_bit(opening->zone.values, instance->first_bit[i] + v))
                zo_add_text(arena, values, NULL, zo_issue_value_id(arena, &model->issues.at[i], v));
    }
}

/* Where everything ties there may be hundreds of thousands of them. */
enum { MOST_PACKAGES = 2000 };

static void add_balanced(const zo_opening *opening, zo_value *parent)
{
    zo_arena *arena = opening->request.arena;
    zo_value *list = zo_add_list(arena, parent, "balanced");
    for (int y = 0; opening->balance && y < ZO_YARDSTICKS; y++) {
        const zo_verdict_known *known = &opening->balance->known[y];
        zo_told_points told = zo_told_choice(opening->balance, (zo_yardstick)y);
        if (told.points == 0 || !known->exact)
            continue;
        zo_value *row = zo_add_object(arena, list, NULL);
        zo_int tied = zo_int_of(0);
        zo_add_text(arena, row, "yardstick", zo_yardstick_id((zo_yardstick)y));
        zo_value *packages = zo_add_list(arena, row, "packages");
        for (size_t i = 0; i < told.points; i++) {
            const zo_survey_point *point = &opening->balance->survey.point[told.point[i]];
            tied = zo_int_add(&tied, &point->packages);
            if (i >= MOST_PACKAGES)
                continue;
            zo_add_package(opening->request.model, packages, NULL, point->package, arena);
        }
        if (known->all_ties)
            zo_add_equal_count(opening->balance, row, "tied_packages", &tied, arena);
        else
            zo_add_null(arena, row, "tied_packages");
    }
}

bool zo_opening_known(const zo_opening *opening)
{
    return opening->zone.reach == ZO_EXACT && opening->balance && opening->balance->reach == ZO_EXACT;
}

void zo_add_opening(const zo_opening *opening, zo_value *parent)
{
    zo_arena *arena = opening->request.arena;
    zo_value *object = zo_add_object(arena, parent, "opens");
    zo_add_text(arena, object, "status", zo_opening_known(opening) ? ZO_STR("exact") : ZO_STR("limit"));
    if (opening->zone.reach != ZO_EXACT && zo_int_sign(&opening->zone.packages) == 0)
        zo_add_null(arena, object, "packages");
    else
        zo_add_count(arena, object, "packages", &opening->zone.packages);
    add_values(opening, object);
    add_balanced(opening, object);
}

/* ---- Words ---- */

static zo_str count_sentence(const zo_opening *opening)
{
    zo_arena *arena = opening->request.arena;
    zo_str count = zo_count_words(arena, &opening->zone.packages, "package", "packages");
    if (opening->zone.reach != ZO_EXACT && zo_int_sign(&opening->zone.packages) == 0)
        return ZO_STR("a package would come within reach; how many would was not counted within the limit");
    if (opening->zone.reach == ZO_EXACT)
        return zo_printf(arena, "%.*s would come within reach", ZO_FMT(count));
    return zo_printf(arena,
                     "at least %.*s would come within reach; a limit was reached before all were counted",
                     ZO_FMT(count));
}

static zo_str issue_values(const zo_opening *opening, uint32_t issue)
{
    zo_arena *arena = opening->request.arena;
    const zo_issue *of = &opening->request.model->issues.at[issue];
    zo_phrases phrases =
        zo_set_phrases(arena, of, opening->zone.values, opening->compiled->instance.first_bit[issue]);
    zo_str values = zo_join(arena, &phrases, ", ", " or ");
    return zo_printf(arena, "%.*s: %.*s", ZO_FMT(of->name), ZO_FMT(values));
}

static bool is_narrowed(const zo_opening *opening, uint32_t issue)
{
    const zo_instance *instance = &opening->compiled->instance;
    for (uint32_t v = 0; v < instance->size[issue]; v++)
        if (!zo_bit(opening->zone.values, instance->first_bit[issue] + v))
            return true;
    return false;
}

/* Of packages that were not all counted, other values may occur as well. */
static zo_str values_sentence(const zo_opening *opening)
{
    zo_arena *arena = opening->request.arena;
    zo_phrases parts = {0};
    if (opening->zone.reach != ZO_EXACT)
        return (zo_str){"", 0};
    for (uint32_t i = 0; i < opening->request.model->issues.n; i++)
        if (is_narrowed(opening, i))
            ZO_PUSH(arena, &parts, issue_values(opening, i));
    zo_str joined = zo_join(arena, &parts, "; ", "; ");
    return parts.n ? zo_printf(arena, "in these: %.*s", ZO_FMT(joined)) : (zo_str){"", 0};
}

/* The yardsticks that choose the same first package as y, y being the first of them; 0 when an earlier one does. */
static unsigned agreeing(const zo_balance *balance, int y)
{
    unsigned set = 0;
    for (int other = 0; other < ZO_YARDSTICKS; other++) {
        zo_told_points told = zo_told_choice(balance, (zo_yardstick)other);
        if (told.points == 0 || !balance->known[other].exact ||
            told.point[0] != zo_told_choice(balance, (zo_yardstick)y).point[0])
            continue;
        if (other < y)
            return 0;
        set |= 1U << other;
    }
    return set;
}

static zo_str yardstick_names(unsigned set, zo_arena *arena)
{
    bool all = set == (1U << ZO_YARDSTICKS) - 1;
    return all ? ZO_STR("all four yardsticks") : zo_yardsticks_words(set, " and ", arena);
}

void zo_add_opening_words(const zo_opening *opening, zo_value *list)
{
    zo_arena *arena = opening->request.arena;
    zo_str values = values_sentence(opening);
    zo_add_text(arena, list, NULL, count_sentence(opening));
    if (values.n > 0)
        zo_add_text(arena, list, NULL, values);
    for (int y = 0; opening->balance && y < ZO_YARDSTICKS; y++) {
        const zo_balance *balance = opening->balance;
        zo_told_points told = zo_told_choice(balance, (zo_yardstick)y);
        unsigned set = told.points > 0 && balance->known[y].exact ? agreeing(balance, y) : 0;
        if (!set)
            continue;
        zo_str names = yardstick_names(set, arena);
        zo_str package =
            zo_package_words(opening->request.model, balance->survey.point[told.point[0]].package, arena);
        zo_add_text(arena, list, NULL,
                    zo_printf(arena, "balanced by %.*s: %.*s%s", ZO_FMT(names), ZO_FMT(package),
                              told.points > 1               ? " (others tie with it)"
                              : !balance->known[y].all_ties ? " (others may tie with it)"
                                                            : ""));
    }
    if (opening->balance && opening->balance->reach != ZO_EXACT)
        zo_add_text(arena, list, NULL,
                    ZO_STR("which of them are balanced was not found out for certain within the limit"));
}

/* A balance -> rows about its parties and points. */
#include "analysis/worths.h"

#include "analysis/packages.h"
#include "analysis/viewer.h"
#include "analysis/words.h"

static const zo_party *party_at(const zo_balance *balance, size_t party)
{
    const zo_record *record = balance->compiled->record;
    return &record->model->parties.at[record->seats.at[balance->seat[party]].party];
}

zo_str zo_balance_party(const zo_balance *balance, size_t party) { return party_at(balance, party)->name; }

void zo_add_equal_count(const zo_balance *balance, zo_value *parent, const char *name, const zo_int *count,
                        zo_arena *arena)
{
    if (balance->for_one)
        zo_add_null(arena, parent, name);
    else
        zo_add_count(arena, parent, name, count);
}

/* Which packages may hide behind it is not known, or beyond what is told. */
static void add_uncounted(const zo_balance *balance, const zo_survey_point *point, zo_value *row,
                          zo_arena *arena)
{
    if (point->uncounted)
        zo_add_null(arena, row, "packages");
    else
        zo_add_equal_count(balance, row, "packages", &point->packages, arena);
}

zo_str zo_equal_words(const zo_survey_point *point, zo_arena *arena)
{
    return point->uncounted ? ZO_STR("not counted") : zo_int_text_grouped(arena, &point->packages);
}

void zo_add_zone_size(const zo_balance *balance, zo_value *parent, const char *name, zo_arena *arena)
{
    if (balance->survey.packages_known || balance->reach != ZO_EXACT)
        zo_add_count(arena, parent, name, &balance->survey.packages);
    else
        zo_add_null(arena, parent, name);
}

void zo_add_frontier_size(const zo_balance *balance, zo_value *parent, const char *points,
                          const char *packages, zo_arena *arena)
{
    bool known = balance->survey.complete && balance->parties > 0;
    zo_add_size(arena, parent, points, balance->parties > 0 ? balance->survey.points : 0);
    if (known || balance->parties == 0)
        zo_add_equal_count(balance, parent, packages, &balance->frontier_packages, arena);
    else
        zo_add_null(arena, parent, packages);
    zo_add_bool(arena, parent, "complete", balance->survey.complete);
}

/* Tenths of a per cent, rounded up. */
zo_num zo_gap_per_cent(double gap)
{
    zo_num tenths = zo_num_of((int64_t)(gap * 1000) + 1), ten = zo_num_of(10);
    return zo_num_div(&tenths, &ten);
}

void zo_add_gap(const zo_balance *balance, zo_value *row, const zo_verdict_known *known, zo_arena *arena)
{
    zo_num gap = zo_num_of(0), hundred = zo_num_of(100);
    if (balance->for_one || (!known->exact && known->gap >= 1)) {
        zo_add_null(arena, row, "gap");
        return;
    }
    if (!known->exact)
        gap = zo_gap_per_cent(known->gap);
    gap = zo_num_div(&gap, &hundred);
    zo_add_number(arena, row, "gap", &gap);
}

zo_value *zo_add_point(const zo_balance *balance, size_t point, zo_value *list, zo_arena *arena)
{
    const zo_survey_point *at = &balance->survey.point[point];
    zo_value *row = zo_add_object(arena, list, NULL), *worths = zo_add_object(arena, row, "worths");
    for (size_t p = 0; p < balance->parties; p++) {
        if (!balance->told[p])
            continue;
        zo_num worth = zo_worth_at(balance, point, p);
        zo_add_number(arena, worths, zo_c_string(arena, party_at(balance, p)->id), &worth);
    }
    add_uncounted(balance, at, row, arena);
    zo_add_package(balance->compiled->record->model, row, "package", at->package, arena);
    return row;
}

void zo_add_apart(const zo_balance *balance, const zo_chosen *chosen, zo_value *parent, const char *name,
                  zo_arena *arena)
{
    zo_value *list = zo_add_list(arena, parent, name);
    for (size_t p = 0; chosen && chosen->apart && p < balance->parties; p++)
        if (chosen->apart[p] && balance->told[p])
            zo_add_text(arena, list, NULL, party_at(balance, p)->id);
}

static bool has_payoff(const zo_balance *balance, uint32_t seat)
{
    for (size_t p = 0; p < balance->parties; p++)
        if (balance->seat[p] == seat)
            return true;
    return false;
}

void zo_add_balance_parties(const zo_request *request, const zo_balance *balance, zo_value *root)
{
    zo_arena *arena = request->arena;
    const zo_record *record = balance->compiled->record;
    bool any = balance->survey.points > 0;
    zo_value *list = zo_add_list(arena, root, "parties");
    for (size_t p = 0; p < balance->parties && balance->disagreement; p++) {
        if (!balance->told[p])
            continue;
        zo_value *row = zo_add_object(arena, list, NULL);
        zo_add_text(arena, row, "party", party_at(balance, p)->id);
        if (balance->implied[p] && balance->reach != ZO_EXACT)
            zo_add_null(arena, row, "disagreement");
        else
            zo_add_number(arena, row, "disagreement", &balance->disagreement[p]);
        zo_add_bool(arena, row, "implied", balance->implied[p]);
        if (any && balance->ideal_known)
            zo_add_number(arena, row, "ideal", &balance->ideal[p]);
        else
            zo_add_null(arena, row, "ideal");
        if (any && balance->least_known)
            zo_add_number(arena, row, "least", &balance->least[p]);
        else
            zo_add_null(arena, row, "least");
    }
    zo_value *without = zo_add_list(arena, root, "without_values");
    for (uint32_t s = 0; s < record->seats.n; s++) {
        zo_need need = record->seats.at[s].need;
        if (need != ZO_NOT_NEEDED && need != ZO_THROUGH_BLOC && !has_payoff(balance, s) &&
            zo_sees_worths_of(request, record->seats.at[s].party))
            zo_add_text(arena, without, NULL, record->model->parties.at[record->seats.at[s].party].id);
    }
}

static zo_str points_text(const zo_num *number, zo_arena *arena) { return zo_number_words(number, arena); }

void zo_add_party_table(const zo_request *request, const zo_balance *balance, zo_value *root)
{
    static const zo_column columns[] = {{"party", {"Points", 6}, false, false, false},
                                        {"disagreement", {"Without a deal", 14}, true, true, false},
                                        {"least", {"Worst within reach", 18}, true, true, false},
                                        {"ideal", {"Best within reach", 17}, true, true, false}};
    zo_arena *arena = request->arena;
    if (!balance->ideal_known || balance->parties == 0 || balance->survey.points == 0)
        return;
    zo_value *table =
        zo_add_table(arena, root, "party_table", ZO_STR("What the parties have to compare"), columns, 4);
    table->text_only = true;
    for (size_t p = 0; p < balance->parties; p++) {
        if (!balance->told[p])
            continue;
        zo_value *row = zo_add_object(arena, table, NULL);
        zo_str without = points_text(&balance->disagreement[p], arena);
        zo_add_text(arena, row, "party", zo_balance_party(balance, p));
        zo_add_text(arena, row, "disagreement",
                    balance->implied[p] ? zo_printf(arena, "%.*s (implied)", ZO_FMT(without)) : without);
        zo_add_text(arena, row, "least",
                    balance->least_known ? points_text(&balance->least[p], arena) : ZO_STR("not known"));
        zo_add_text(arena, row, "ideal", points_text(&balance->ideal[p], arena));
    }
}

void zo_add_implied_notes(const zo_balance *balance, zo_value *list, zo_arena *arena)
{
    for (size_t p = 0; p < balance->parties && balance->implied; p++) {
        if (!balance->implied[p] || !balance->told[p])
            continue;
        zo_str name = zo_balance_party(balance, p);
        zo_add_text(
            arena, list, NULL,
            zo_printf(
                arena,
                "%.*s states no alternative: the worst package that its own positions accept stands in for one",
                ZO_FMT(name)));
    }
}

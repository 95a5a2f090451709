/* A record with ranges -> the share of its readings that choose each package.
 *
 * Each draw is one reading of all ranges and orders, made by the library's own counter-based generator from --seed, so
 * that the same question gives the same draws anywhere. */
#include "analysis/draws.h"

#include "analysis/packages.h"
#include "analysis/parameters.h"
#include "analysis/words.h"
#include "engine/choice/shares.h"

typedef struct zo_drawer {
    const zo_request *request;
    const zo_balance *balance;
    uint64_t wanted, seed;
    uint64_t made;
    zo_shares *shares[ZO_YARDSTICKS];
    zo_arena *arena;
    zo_value *root;
} zo_drawer;

static void count_choice(zo_drawer *d, const zo_balance *drawn, zo_yardstick yardstick, zo_arena *scratch)
{
    const zo_chosen *chosen = &drawn->choice[yardstick];
    const uint32_t **package = ZO_NEW_MANY(scratch, const uint32_t *, chosen->points + 1);
    for (size_t i = 0; i < chosen->points; i++)
        package[i] = drawn->survey.point[chosen->point[i]].package;
    if (zo_holds_nothing(drawn))
        zo_shares_empty_zone(d->shares[yardstick]);
    else if (chosen->points == 0)
        zo_shares_undefined(d->shares[yardstick]);
    else
        zo_shares_choose(d->shares[yardstick], package, chosen->points);
}

/* False when a limit was reached; the draw then does not count. */
static bool draw(zo_drawer *d, uint64_t number)
{
    const zo_request *request = d->request;
    zo_reading reading = {ZO_DRAWN, d->seed, number};
    const zo_balance *drawn =
        zo_find_balance(request, d->balance->compiled->record, &reading, request->scratch);
    bool exact = drawn->reach == ZO_EXACT && zo_knows_all_ties(drawn);
    for (int y = 0; exact && y < ZO_YARDSTICKS; y++)
        count_choice(d, drawn, (zo_yardstick)y, request->scratch);
    zo_arena_close(request->scratch);
    zo_arena_open(request->scratch, d->arena->heap);
    return exact;
}

static void draw_all(zo_drawer *d)
{
    const zo_limit *limit = &d->request->limit;
    uint64_t now = zo_clock_now(), half = limit->deadline > now ? now + (limit->deadline - now) / 2 : now;
    for (d->made = 0; d->made < d->wanted; d->made++)
        if ((limit->deadline && zo_clock_now() >= half) || zo_run_ends(limit) || !draw(d, d->made))
            return;
}

/* ---- Into the result ---- */

/* "about 3 in 4", in words that promise no more than draws can tell. */
static zo_str share_words(uint64_t part, uint64_t all, zo_arena *arena)
{
    if (part == all)
        return ZO_STR("every draw");
    return zo_printf(arena, "%llu of %llu draws", (unsigned long long)part, (unsigned long long)all);
}

static void add_values(const zo_drawer *d, zo_value *parent, const char *name, const uint64_t *set)
{
    const zo_model *model = d->request->model;
    const zo_instance *instance = &d->balance->compiled->instance;
    zo_value *list = zo_add_list(d->arena, parent, name);
    for (uint32_t i = 0; i < model->issues.n; i++) {
        zo_value *row = zo_add_object(d->arena, list, NULL);
        zo_add_text(d->arena, row, "issue", model->issues.at[i].id);
        zo_value *values = zo_add_list(d->arena, row, "values");
        for (uint32_t v = 0; v < instance->size[i]; v++)
            if (zo_bit(set, instance->first_bit[i] + v))
                zo_add_text(d->arena, values, NULL, zo_issue_value_id(d->arena, &model->issues.at[i], v));
    }
}

static void add_data(const zo_drawer *d, zo_value *list, zo_yardstick yardstick, const zo_share_count *count)
{
    zo_value *row = zo_add_object(d->arena, list, NULL);
    zo_add_text(d->arena, row, "yardstick", zo_yardstick_id(yardstick));
    zo_add_size(d->arena, row, "undefined", count->undefined);
    zo_add_size(d->arena, row, "empty_zone", count->empty_zone);
    zo_add_size(d->arena, row, "tied", count->tied);
    zo_value *packages = zo_add_list(d->arena, row, "packages");
    for (size_t i = 0; i < count->packages; i++) {
        zo_value *share = zo_add_object(d->arena, packages, NULL);
        zo_add_size(d->arena, share, "draws", count->share[i].draws);
        zo_add_size(d->arena, share, "tied", count->share[i].tied);
        zo_add_package(d->request->model, share, "package", count->share[i].package, d->arena);
    }
    add_values(d, row, "in_every", count->in_every);
}

static bool issue_varies(const zo_share_count *count, uint32_t issue)
{
    for (size_t i = 1; i < count->packages; i++)
        if (count->share[i].package[issue] != count->share[0].package[issue])
            return true;
    return false;
}

static zo_str varying_words(const zo_drawer *d, const zo_share_count *count, const uint32_t *package)
{
    const zo_model *model = d->request->model;
    zo_phrases parts = {0};
    for (uint32_t i = 0; i < model->issues.n; i++)
        if (issue_varies(count, i))
            ZO_PUSH(d->arena, &parts, zo_issue_value_words(d->arena, &model->issues.at[i], package[i]));
    return parts.n ? zo_join(d->arena, &parts, "; ", "; ") : ZO_STR("the same package");
}

enum { SHARES_IN_TEXT = 4 };

static void add_rows(const zo_drawer *d, zo_value *table, zo_yardstick yardstick, const zo_share_count *count)
{
    for (size_t i = 0; i < count->packages && i < SHARES_IN_TEXT; i++) {
        zo_value *row = zo_add_object(d->arena, table, NULL);
        zo_add_text(d->arena, row, "yardstick", zo_yardstick_name(yardstick));
        zo_add_text(d->arena, row, "share", share_words(count->share[i].draws, d->made, d->arena));
        zo_add_text(d->arena, row, "words", varying_words(d, count, count->share[i].package));
    }
    if (count->packages > SHARES_IN_TEXT) {
        zo_value *row = zo_add_object(d->arena, table, NULL);
        zo_add_text(d->arena, row, "yardstick", zo_yardstick_name(yardstick));
        zo_add_text(d->arena, row, "share", ZO_STR("the rest"));
        zo_add_text(d->arena, row, "words",
                    zo_printf(d->arena, "%zu further packages", count->packages - SHARES_IN_TEXT));
    }
    if (count->undefined + count->empty_zone > 0) {
        zo_value *row = zo_add_object(d->arena, table, NULL);
        zo_add_text(d->arena, row, "yardstick", zo_yardstick_name(yardstick));
        zo_add_text(d->arena, row, "share",
                    share_words(count->undefined + count->empty_zone, d->made, d->arena));
        zo_add_text(d->arena, row, "words", ZO_STR("no choice"));
    }
}

/* A value that every yardstick's choice has in every draw, ZO_NONE when there is none. */
static uint32_t constant_value(const zo_drawer *d, const zo_share_count *count, uint32_t issue)
{
    const zo_instance *instance = &d->balance->compiled->instance;
    for (uint32_t v = 0; v < instance->size[issue]; v++) {
        size_t bit = instance->first_bit[issue] + v;
        bool always = true;
        for (int y = 0; y < ZO_YARDSTICKS; y++)
            always = always && zo_bit(count[y].in_every, bit);
        if (always)
            return v;
    }
    return ZO_NONE;
}

static void add_constants(const zo_drawer *d, const zo_share_count *count)
{
    const zo_model *model = d->request->model;
    zo_value *list = zo_add_list(d->arena, d->root, "in_every_draw");
    list->form = ZO_F_LIST;
    list->text_only = true;
    list->title = ZO_STR("In every draw each yardstick can choose");
    for (uint32_t i = 0; i < model->issues.n; i++) {
        uint32_t value = constant_value(d, count, i);
        if (value == ZO_NONE)
            continue;
        zo_add_text(d->arena, list, NULL, zo_issue_value_words(d->arena, &model->issues.at[i], value));
    }
}

static void add_all(const zo_drawer *d)
{
    zo_share_count counts[ZO_YARDSTICKS];
    static const zo_column columns[] = {{"yardstick", {"Yardstick", 9}, false, true, true},
                                        {"share", {"Chosen in", 9}, false, true, false},
                                        {"words", {"Where the packages differ", 25}, false, false, false}};
    zo_value *draws = zo_add_object(d->arena, d->root, "draws");
    zo_add_size(d->arena, draws, "made", d->made);
    zo_add_size(d->arena, draws, "wanted", d->wanted);
    zo_add_size(d->arena, draws, "seed", d->seed);
    zo_value *list = zo_add_list(d->arena, draws, "yardsticks");
    zo_value *table =
        zo_add_table(d->arena, d->root, "draw_table",
                     zo_printf(d->arena, "Over %llu readings drawn from the ranges and orders on record",
                               (unsigned long long)d->made),
                     columns, 3);
    table->text_only = true;
    for (int y = 0; y < ZO_YARDSTICKS; y++) {
        counts[y] = zo_shares_count(d->shares[y]);
        add_data(d, list, (zo_yardstick)y, &counts[y]);
        add_rows(d, table, (zo_yardstick)y, &counts[y]);
    }
    add_constants(d, counts);
}

bool zo_add_draws(const zo_request *request, const zo_balance *balance, zo_value *root)
{
    const zo_compiled *ranges = zo_compile(balance->compiled->record, request->arena);
    zo_drawer d = {.request = request, .balance = balance, .arena = request->arena, .root = root};
    if (!zo_has_ranges(ranges)) {
        zo_add_null(request->arena, root, "draws");
        return true;
    }
    d.wanted = zo_number(request, &zo_p_draws);
    d.seed = zo_number(request, &zo_p_seed);
    for (int y = 0; y < ZO_YARDSTICKS; y++)
        d.shares[y] = zo_shares_new(&balance->compiled->instance, request->arena);
    draw_all(&d);
    add_all(&d);
    return d.made == d.wanted;
}

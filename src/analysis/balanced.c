/* A zone -> what each yardstick chooses, issue by issue, in words. */
#include "analysis/balanced.h"

#include "analysis/balance.h"
#include "analysis/equals.h"
#include "analysis/page_lines.h"
#include "analysis/words.h"

typedef struct zo_page_part {
    const zo_request *request;
    const zo_zone *zone;
    const zo_model *model;
    const zo_record *record;
    zo_arena *arena;
    zo_value *root;
    bool cut; /* something was left off because of a limit */
} zo_page_part;

/* The values that a yardstick's choices have on an issue, as one phrase. */
static zo_str chosen_values(const zo_page_part *b, const zo_equals *equals, int yardstick, uint32_t issue)
{
    zo_phrases phrases = zo_set_phrases(b->arena, &b->model->issues.at[issue], equals->values[yardstick],
                                        b->zone->compiled->instance.first_bit[issue]);
    return zo_join(b->arena, &phrases, ", ", " or ");
}

/* One issue: what all choose, or who chooses what. *differ: whether they do. */
static zo_str balanced_issue(const zo_page_part *b, const zo_balance *balance, const zo_equals *equals,
                             uint32_t issue, bool *differ)
{
    zo_str values[ZO_YARDSTICKS], name = b->model->issues.at[issue].name;
    unsigned told = 0, defined = 0;
    zo_phrases parts = {0};
    for (int y = 0; y < ZO_YARDSTICKS; y++) {
        defined |= (unsigned)(balance->choice[y].points > 0) << y;
        values[y] = chosen_values(b, equals, y, issue);
    }
    for (int y = 0; y < ZO_YARDSTICKS; y++) {
        unsigned same = 0;
        for (int z = y; z < ZO_YARDSTICKS; z++)
            if (defined >> z & 1 && zo_str_equal(values[y], values[z]))
                same |= 1U << z;
        if (!(defined >> y & 1) || told >> y & 1)
            continue;
        told |= same;
        zo_str who = zo_yardsticks_words(same, " and ", b->arena);
        *differ = same != defined;
        ZO_PUSH(b->arena, &parts,
                same == defined ? values[y]
                                : zo_printf(b->arena, "%.*s by %.*s", ZO_FMT(values[y]), ZO_FMT(who)));
    }
    zo_str joined = zo_join(b->arena, &parts, "; ", "; ");
    return zo_printf(b->arena, "%.*s: %.*s", ZO_FMT(name), ZO_FMT(joined));
}

/* "choices": the yardsticks that choose the same on the issue, and what. */
static void add_choices(const zo_page_part *b, const zo_balance *balance, const zo_equals *equals,
                        uint32_t issue, zo_value *row)
{
    const zo_issue *about = &b->model->issues.at[issue];
    uint32_t first = b->zone->compiled->instance.first_bit[issue];
    zo_value *choices = zo_add_list(b->arena, row, "choices");
    for (int y = 0; y < ZO_YARDSTICKS; y++) {
        if (balance->choice[y].points == 0)
            continue;
        zo_value *choice = zo_add_object(b->arena, choices, NULL);
        zo_add_text(b->arena, choice, "yardstick", zo_yardstick_id((zo_yardstick)y));
        zo_value *values = zo_add_list(b->arena, choice, "values");
        for (uint32_t v = 0; v < about->size; v++)
            if (zo_bit(equals->values[y], first + v))
                zo_add_text(b->arena, values, NULL, zo_issue_value_id(b->arena, about, v));
    }
}

static bool chooses_any(const zo_balance *balance)
{
    for (int y = 0; y < ZO_YARDSTICKS; y++)
        if (balance->choice[y].points > 0)
            return true;
    return false;
}

static bool assumed_values(const zo_page_part *b, const zo_balance *balance)
{
    for (size_t p = 0; p < balance->parties; p++) {
        const zo_seat *seat = &b->record->seats.at[balance->seat[p]];
        for (size_t i = 0; i < seat->values.n; i++)
            if (zo_is_weak(seat->values.at[i]))
                return true;
    }
    return false;
}

static bool is_open(const zo_page_part *b, uint32_t issue)
{
    return zo_standing_of(b->zone, issue) >= ZO_NARROWED;
}

/* Issues with one value left are told above. */
static void add_balanced(zo_page_part *b)
{
    if (b->zone->empty || b->zone->too_large || b->zone->reach != ZO_EXACT)
        return;
    const zo_balance *balance = zo_find_balance(b->request, b->record, &zo_midpoints, b->arena);
    b->cut = b->cut || (balance->reach != ZO_EXACT && !balance->too_large);
    if (balance->reach != ZO_EXACT || !chooses_any(balance))
        return;
    zo_equals equals = zo_find_equals(b->request, balance, b->arena);
    b->cut = b->cut || !equals.known;
    if (!equals.known)
        return;
    zo_value *table = zo_add_page_table(b->arena, b->root, "balanced", "Balanced packages, on what is open");
    for (int differing = 0; differing < 2; differing++)
        for (uint32_t i = 0; i < b->model->issues.n; i++) {
            bool differ = false;
            if (!is_open(b, i))
                continue;
            zo_str words = balanced_issue(b, balance, &equals, i, &differ);
            if (differ != (differing == 1))
                continue;
            zo_value *row = zo_add_page_line(b->model, table, differ ? "they differ" : "by every yardstick",
                                             i, words, b->arena);
            add_choices(b, balance, &equals, i, row);
        }
    if (table->first && assumed_values(b, balance))
        zo_add_page_line(b->model, table, "resting on", ZO_NONE,
                         ZO_STR("values that are assumed, not the parties' own; zopa solve says on which"),
                         b->arena);
}

bool zo_add_balanced(const zo_request *request, const zo_zone *zone, zo_value *root)
{
    zo_page_part part = {.request = request,
                         .zone = zone,
                         .model = request->model,
                         .record = request->record,
                         .arena = request->arena,
                         .root = root};
    add_balanced(&part);
    return !part.cut;
}

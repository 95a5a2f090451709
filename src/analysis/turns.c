/* The zone before and after -> what turned it, as data and in words. */
#include "analysis/turns.h"

#include "analysis/viewer.h"
#include "analysis/words.h"

zo_turn_of_events zo_turn_between(const zo_zone_then *was, const zo_zone_then *is)
{
    if (!zo_is_known(was) || !zo_is_known(is))
        return ZO_TURN_UNKNOWN;
    if (zo_is_empty(was))
        return zo_is_empty(is) ? ZO_STAYED_EMPTY : ZO_TURN_OPENED;
    return zo_is_empty(is) ? ZO_TURN_CLOSED : ZO_STAYED_OPEN;
}

static bool sees_change(const zo_request *request, const zo_key_change *change)
{
    const zo_key *key = &request->model->keys.at[change->key];
    return key->entries.n == 0 || zo_sees(request, key->entries.at[key->entries.n - 1]);
}

/* Where the answer is for one party, sets with what others value are not told. */
static void keep_what_is_seen(const zo_request *request, zo_turned *turned)
{
    size_t kept = 0;
    for (size_t i = 0; i < turned->decisive.sets.n; i++) {
        bool seen = true;
        for (size_t c = 0; c < turned->changes.n; c++)
            seen = seen &&
                   (!zo_bit(turned->decisive.sets.at[i], c) || sees_change(request, &turned->changes.at[c]));
        if (seen)
            turned->decisive.sets.at[kept++] = turned->decisive.sets.at[i];
    }
    turned->decisive.complete = turned->decisive.complete && kept == turned->decisive.sets.n;
    turned->decisive.sets.n = kept;
}

zo_turned zo_find_turned(const zo_request *request, zo_time before, zo_time after, zo_turn_of_events turn)
{
    zo_turned turned = {.turn = turn, .decisive = {.complete = turn != ZO_TURN_UNKNOWN}};
    turned.changes = zo_find_changes(request->model, before, after, request->left_out, request->arena);
    if (turn == ZO_TURN_OPENED || turn == ZO_TURN_CLOSED)
        turned.decisive = zo_find_decisive(request, &turned.changes, before, after, turn == ZO_TURN_OPENED);
    keep_what_is_seen(request, &turned);
    return turned;
}

bool zo_is_decisive(const zo_turned *turned, uint32_t key)
{
    for (size_t i = 0; i < turned->decisive.sets.n; i++)
        for (size_t c = 0; c < turned->changes.n; c++)
            if (zo_bit(turned->decisive.sets.at[i], c) && turned->changes.at[c].key == key)
                return true;
    return false;
}

/* ---- Data ---- */

void zo_add_change(const zo_turned *turned, zo_value *parent, zo_arena *arena)
{
    static const char *const changes[] = {"opened", "closed", "stayed open", "stayed empty"};
    if (turned->turn == ZO_TURN_UNKNOWN)
        zo_add_null(arena, parent, "change");
    else
        zo_add_text(arena, parent, "change", zo_str_of(changes[turned->turn]));
}

void zo_add_decisive(const zo_model *model, const zo_turned *turned, zo_value *parent, zo_arena *arena)
{
    zo_value *list = zo_add_list(arena, parent, "decisive");
    for (size_t i = 0; i < turned->decisive.sets.n; i++) {
        zo_value *set = zo_add_list(arena, list, NULL);
        for (size_t c = 0; c < turned->changes.n; c++)
            if (zo_bit(turned->decisive.sets.at[i], c))
                zo_add_text(arena, set, NULL, model->keys.at[turned->changes.at[c].key].handle);
    }
    zo_add_bool(arena, parent, "decisive_complete", turned->decisive.complete);
}

/* ---- Words ---- */

static zo_str set_words(const zo_model *model, const zo_turned *turned, const uint64_t *set, zo_arena *arena)
{
    zo_phrases parts = {0};
    for (size_t c = 0; c < turned->changes.n; c++)
        if (zo_bit(set, c))
            ZO_PUSH(arena, &parts, zo_change_words(model, &turned->changes.at[c], arena));
    return zo_join(arena, &parts, "; together with: ", "; together with: ");
}

void zo_add_decisive_text(const zo_model *model, const zo_turned *turned, zo_value *parent, const char *name,
                          zo_str when, zo_arena *arena)
{
    const zo_decisive *decisive = &turned->decisive;
    if (turned->turn == ZO_TURN_UNKNOWN || (decisive->sets.n == 0 && decisive->complete))
        return;
    zo_value *list = zo_add_list(arena, parent, name);
    list->form = ZO_F_LIST;
    list->text_only = true;
    list->title = zo_printf(arena, "Enough on its own to %s%.*s",
                            turned->turn == ZO_TURN_OPENED ? "bring a deal within reach"
                                                           : "put every deal out of reach",
                            ZO_FMT(when));
    for (size_t i = 0; i < decisive->sets.n; i++)
        zo_add_text(arena, list, NULL, set_words(model, turned, decisive->sets.at[i], arena));
    if (!decisive->complete)
        zo_add_text(arena, list, NULL, ZO_STR("perhaps others: this list is not complete"));
}

/* A model and two times -> the keys that stand differently. */
#include "analysis/changes.h"

#include "analysis/words.h"

/* A key's entries may differ in kind: a signal becomes a stance of the same name. */
static bool can_decide(const zo_entry *entry)
{
    switch (entry ? entry->statement->kind : ZO_S_SIGNALS) {
    case ZO_S_PARTY:
    case ZO_S_BLOC:
    case ZO_S_RULE:
    case ZO_S_SETTLED:
    case ZO_S_REQUIRES:
    case ZO_S_REFUSES:
    case ZO_S_ACCEPTS:
    case ZO_S_ABSTAINS:
    case ZO_S_VALUES:
    case ZO_S_PREFERS:
    case ZO_S_BONUS:
    case ZO_S_ALTERNATIVE: return true;
    default: return false;
    }
}

zo_changes zo_find_changes(const zo_model *model, zo_time before, zo_time after, const bool *left_out,
                           zo_arena *arena)
{
    zo_changes changes = {0};
    for (uint32_t k = 0; k < model->keys.n; k++) {
        const zo_key *key = &model->keys.at[k];
        const zo_entry *gone_before, *gone_after;
        zo_key_change change = {.key = k};
        change.before = zo_in_force(key, before, &gone_before);
        change.after = zo_in_force(key, after, &gone_after);
        if ((left_out && left_out[k]) || (change.before == change.after && gone_before == gone_after))
            continue;
        change.decides = can_decide(change.before) || can_decide(change.after);
        change.by = change.after ? change.after : gone_after;
        ZO_PUSH(arena, &changes, change);
    }
    return changes;
}

static zo_str speaker_of(const zo_model *model, const zo_entry *entry)
{
    return entry->party == ZO_NONE ? (zo_str){"", 0} : zo_party_name(model, entry->party);
}

static bool joins(const zo_entry *entry)
{
    return entry->statement->kind == ZO_S_PARTY || entry->statement->kind == ZO_S_BLOC;
}

static zo_str with_speaker(const zo_model *model, const zo_entry *entry, const char *link, zo_str words,
                           zo_arena *arena)
{
    zo_str speaker = speaker_of(model, entry);
    if (speaker.n == 0)
        return zo_printf(arena, "%s%.*s", link, ZO_FMT(words));
    return zo_printf(arena, "%.*s %s%.*s", ZO_FMT(speaker), link, ZO_FMT(words));
}

zo_str zo_change_words(const zo_model *model, const zo_key_change *change, zo_arena *arena)
{
    const zo_entry *entry = change->by ? change->by : change->before;
    bool replaces = change->after && change->before;
    const char *link = replaces ? "now " : "";
    if (change->after && joins(entry))
        link = change->before ? "takes part differently: it " : "joins: it ";
    return with_speaker(model, entry, link, zo_entry_words(model, entry, ZO_NONE, arena), arena);
}

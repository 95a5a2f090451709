/* A record without positions in force -> the blocs that refuse all that is left all the same. */
#include "analysis/refusing.h"

#include <string.h>

#include "analysis/count.h"
#include "analysis/words.h"
#include "space/restrict.h"

typedef struct zo_refusal {
    const zo_request *request;
    const zo_compiled *compiled;
    const zo_mode *mode;
    bool *heard; /* per bloc */
} zo_refusal;

static zo_proved ask_heard(const zo_refusal *r)
{
    return zo_prove_zone(r->request, zo_hearing_blocs(r->compiled, r->heard, r->request->arena), r->mode);
}

/* Leaves out each bloc without which still nothing is accepted. */
static void shrink(zo_refusal *r, zo_refusing *out)
{
    for (uint32_t b = 0; b < r->compiled->instance.blocs; b++) {
        r->heard[b] = false;
        r->heard[b] = ask_heard(r) != ZO_IMPOSSIBLE;
        if (r->heard[b])
            ZO_PUSH(r->request->arena, &out->blocs, b);
    }
}

/* The same blocs, with a rule that any vote meets: they refuse only where all abstain. */
static bool is_by_abstaining(zo_refusal *r)
{
    const zo_compiled *easy = zo_hearing_blocs(r->compiled, r->heard, r->request->arena);
    zo_bloc *bloc = ZO_NEW_MANY(r->request->arena, zo_bloc, easy->instance.blocs + 1);
    static const struct zo_quota_list met = {0, NULL};
    zo_compiled copy = *easy;
    for (size_t b = 0; b < easy->instance.blocs; b++) {
        bloc[b] = easy->instance.bloc[b];
        bloc[b].rule = (zo_bloc_rule){1, &met};
    }
    copy.instance.bloc = bloc;
    return zo_prove_zone(r->request, &copy, r->mode) == ZO_IMPOSSIBLE;
}

zo_refusing zo_find_refusing(const zo_request *request, const zo_compiled *compiled, const zo_mode *mode)
{
    zo_refusing out = {0};
    size_t blocs = compiled->instance.blocs;
    zo_refusal r = {request, compiled, mode, ZO_NEW_MANY(request->arena, bool, blocs + 1)};
    out.facts = blocs > 0 ? ask_heard(&r) : ZO_IMPOSSIBLE;
    if (out.facts != ZO_POSSIBLE)
        return out;
    for (size_t b = 0; b < blocs; b++)
        r.heard[b] = true;
    shrink(&r, &out);
    out.abstaining = is_by_abstaining(&r);
    return out;
}

zo_str zo_refusing_words(const zo_refusing *refusing, const zo_compiled *compiled, zo_arena *arena)
{
    const zo_record *record = compiled->record;
    zo_phrases names = {0};
    for (size_t i = 0; i < refusing->blocs.n; i++) {
        const zo_seat *seat = &record->seats.at[compiled->bloc_seat[refusing->blocs.at[i]]];
        ZO_PUSH(arena, &names, zo_party_name(record->model, seat->party));
    }
    zo_str who = zo_join(arena, &names, ", ", " and ");
    if (names.n > 1)
        return zo_printf(arena, "%.*s accept none together, %s", ZO_FMT(who),
                         refusing->abstaining ? "for where one is asked all its members abstain"
                                              : "by their own rules and abstentions, whatever the positions");
    return zo_printf(arena, "%.*s accepts none %s", ZO_FMT(who),
                     refusing->abstaining ? "as long as all its members abstain"
                                          : "by its own rule, whatever the positions");
}

/* Notes engines as they are used. */
#include "engine/ledger.h"

const char *zo_engine_name(zo_engine engine)
{
    static const char *const names[] = {"auto", "enumeration", "layers", "elimination", "bounds", "proof"};
    return names[engine];
}

zo_ledger *zo_ledger_new(zo_arena *arena)
{
    zo_ledger *ledger = ZO_NEW(arena, zo_ledger);
    ledger->arena = arena;
    return ledger;
}

static bool is_same(const zo_ledger_line *line, zo_engine engine, const char *question, zo_str reason)
{
    return line->engine == engine && zo_str_is(zo_str_of(line->question), question) &&
           zo_str_equal(line->reason, reason);
}

void zo_ledger_note(const zo_limit *limit, zo_engine engine, const char *question, zo_str reason)
{
    zo_ledger *ledger = limit->ledger;
    if (ledger == NULL)
        return;
    for (size_t i = 0; i < ledger->lines.n; i++)
        if (is_same(&ledger->lines.at[i], engine, question, reason)) {
            ledger->lines.at[i].times++;
            return;
        }
    zo_ledger_line line = {engine, question, zo_printf(ledger->arena, "%.*s", ZO_FMT(reason)), 1};
    ZO_PUSH(ledger->arena, &ledger->lines, line);
}

/* Which engine answered which question, and why that one. */
#ifndef ZO_ENGINE_LEDGER_H
#define ZO_ENGINE_LEDGER_H

#include "base/text.h"
#include "engine/limit.h"

typedef struct zo_ledger_line {
    zo_engine engine;
    const char *question; /* as "number of packages", "frontier", "Nash": a noun phrase */
    zo_str
        reason;   /* as "67,108,864 packages or fewer are walked through": a sentence without its full stop */
    size_t times; /* the same line in a row is noted once */
} zo_ledger_line;

struct zo_ledger {
    zo_arena *arena;
    ZO_ARRAY(zo_ledger_line) lines;
};

zo_ledger *zo_ledger_new(zo_arena *arena);

/* Nothing happens where the limit has no ledger. question outlives the ledger; reason is copied. */
void zo_ledger_note(const zo_limit *limit, zo_engine engine, const char *question, zo_str reason);

/* "enumeration", "layers", "elimination", "bounds", "proof"; "auto". */
const char *zo_engine_name(zo_engine engine);

#endif

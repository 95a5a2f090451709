/* The ledger of a run -> the last section of its answer. */
#include "analysis/engines.h"

#include "engine/ledger.h"

static void add_line(zo_value *list, const zo_ledger_line *line, zo_arena *arena)
{
    zo_value *row = zo_add_object(arena, list, NULL);
    zo_add_text(arena, row, "question", zo_str_of(line->question));
    zo_add_text(arena, row, "engine", zo_str_of(zo_engine_name(line->engine)));
    zo_add_text(arena, row, "reason", line->reason);
    zo_add_size(arena, row, "times", line->times);
}

void zo_add_engines(const zo_request *request, zo_value *root)
{
    static const zo_column columns[] = {{"question", {"What", 4}, false, false, true},
                                        {"engine", {"By", 2}, false, true, false},
                                        {"reason", {"Because", 7}, false, false, false}};
    const zo_ledger *ledger = request->limit.ledger;
    if (ledger == NULL)
        return;
    zo_value *list = zo_add_table(request->arena, root, "engines", ZO_STR("How it was computed"), columns, 3);
    list->empty = ZO_STR("Nothing had to be computed.");
    for (size_t i = 0; i < ledger->lines.n; i++)
        add_line(list, &ledger->lines.at[i], request->arena);
}

/* A task, what was asked for and the size of a walk -> an engine, and why that one. */
#include "engine/rule.h"

#include "base/number.h"

bool zo_engine_can(zo_engine engine, zo_task task)
{
    static const unsigned able[] = {
        [ZO_TASK_COUNT] = 1U << ZO_ENGINE_ENUMERATION | 1U << ZO_ENGINE_LAYERS,
        [ZO_TASK_FRONTIER] = 1U << ZO_ENGINE_ENUMERATION | 1U << ZO_ENGINE_ELIMINATION,
        [ZO_TASK_PROOF] = 1U << ZO_ENGINE_PROOF,
        [ZO_TASK_LIST] = 1U << ZO_ENGINE_ENUMERATION,
        [ZO_TASK_BEST] = 1U << ZO_ENGINE_ENUMERATION | 1U << ZO_ENGINE_ELIMINATION};
    return engine == ZO_ENGINE_AUTO || (able[task] >> engine & 1) != 0;
}

/* Where no engine was asked for, or none that can answer. */
static zo_engine by_rule(zo_task task, uint64_t packages)
{
    static const zo_engine beyond[] = {[ZO_TASK_COUNT] = ZO_ENGINE_LAYERS,
                                       [ZO_TASK_FRONTIER] = ZO_ENGINE_ELIMINATION,
                                       [ZO_TASK_PROOF] = ZO_ENGINE_PROOF,
                                       [ZO_TASK_LIST] = ZO_ENGINE_ENUMERATION,
                                       [ZO_TASK_BEST] = ZO_ENGINE_ELIMINATION};
    bool few = packages <= ZO_WALKED_AT_ONCE && task != ZO_TASK_PROOF;
    return few ? ZO_ENGINE_ENUMERATION : beyond[task];
}

zo_engine zo_engine_for(zo_task task, const zo_limit *limit, uint64_t packages)
{
    bool asked = limit->engine != ZO_ENGINE_AUTO && zo_engine_can(limit->engine, task);
    return asked ? limit->engine : by_rule(task, packages);
}

static zo_str size_reason(uint64_t packages, zo_arena *arena)
{
    zo_int walked = zo_int_of_unsigned(ZO_WALKED_AT_ONCE);
    zo_str most = zo_int_text_grouped(arena, &walked);
    if (packages <= ZO_WALKED_AT_ONCE)
        return zo_printf(arena, "no more than %.*s packages have to be visited", ZO_FMT(most));
    return zo_printf(arena, "more than %.*s packages would have to be visited", ZO_FMT(most));
}

zo_str zo_engine_reason(zo_task task, const zo_limit *limit, uint64_t packages, zo_arena *arena)
{
    zo_str size = task == ZO_TASK_LIST    ? ZO_STR("no other engine lists packages")
                  : task == ZO_TASK_PROOF ? ZO_STR("it can be proved without counting packages")
                                          : size_reason(packages, arena);
    if (limit->engine == ZO_ENGINE_AUTO)
        return size;
    if (zo_engine_can(limit->engine, task))
        return ZO_STR("it was asked for");
    return zo_printf(arena, "%s was asked for, which cannot answer this; %.*s", zo_engine_name(limit->engine),
                     ZO_FMT(size));
}

void zo_note_by_rule(zo_task task, const zo_limit *limit, uint64_t packages, const char *question)
{
    if (limit->ledger != NULL)
        zo_ledger_note(limit, zo_engine_for(task, limit, packages), question,
                       zo_engine_reason(task, limit, packages, limit->ledger->arena));
}

void zo_note_instead(const zo_limit *limit, zo_engine engine, const char *question, const char *why)
{
    zo_ledger_note(limit, engine, question, zo_str_of(why));
}

zo_limit zo_limit_part(const zo_limit *limit, unsigned parts)
{
    zo_limit part = *limit;
    uint64_t now = zo_clock_now();
    if (limit->deadline > now)
        part.deadline = now + (limit->deadline - now) / parts;
    return part;
}

static size_t within_memory(const zo_limit *limit, size_t share, size_t each, size_t most)
{
    size_t room = limit->memory / share / each + 1;
    return limit->memory == 0 || room > most ? most : room;
}

size_t zo_most_states(const zo_limit *limit, size_t each)
{
    return within_memory(limit, ZO_STATES_OF_MEMORY, each, ZO_MOST_STATES);
}

size_t zo_most_arcs(const zo_limit *limit)
{
    enum { BYTES_AN_ARC = 32 }; /* its own, its children's, and its part of a fork */
    return within_memory(limit, ZO_GRAPH_OF_MEMORY, BYTES_AN_ARC, ZO_MOST_ARCS);
}

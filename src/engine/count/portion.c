/* Chooses by rule, and notes what was used: few packages are walked through; more are counted together; and where no way to do
 * that comes to an end within its share of the limits, the walk finds what it can. */
#include "engine/count/portion.h"

#include "engine/count/layers.h"
#include "engine/count/meet.h"
#include "engine/count/tables.h"
#include "engine/rule.h"

/* What a state takes is a rough guess: its words, values and packages, in tables at most half full. */
static size_t most_states(const zo_instance *in, const zo_limit *limit)
{
    enum { OVERHEAD = 200 };
    return zo_most_states(limit, OVERHEAD + 8 * in->issues + in->value_bits / 4 + 32 * in->selectors);
}

static bool has_room(const zo_limit *limit, uint64_t bytes)
{
    static const uint64_t UNLIMITED = (uint64_t)1 << 30;
    return bytes <= (limit->memory == 0 ? UNLIMITED : limit->memory / ZO_STATES_OF_MEMORY);
}

static bool is_settled(const zo_enumeration *found)
{
    return found->reach == ZO_EXACT || found->reach == ZO_STOPPED;
}

static const char question[] = "number of packages";
static const char by_counting_together[] =
    "there are too many packages to visit, and those that leave the same questions open can be counted together";

/* Where there is nothing to choose, nothing is noted. */
static void note(const zo_portion *portion, zo_engine engine, const char *reason)
{
    if (portion->packages <= 1)
        return;
    bool asked = engine == ZO_ENGINE_LAYERS && portion->limit->engine == ZO_ENGINE_LAYERS;
    zo_note_instead(portion->limit, engine, question, asked ? "it was asked for" : reason);
}

static zo_enumeration walk(const zo_portion *portion)
{
    return zo_enumerate_at_once(portion->instance, portion->mode, portion->domains,
                                portion->detail == ZO_WITH_WITNESSES, portion->limit, portion->arena);
}

/* What could be tried, and what it takes. */
typedef struct zo_ways {
    const zo_tables *tables; /* NULL: does not suit */
    const zo_meet *meet;     /* likewise */
    size_t most_states;
    uint64_t tables_work, meet_work; /* steps of about a nanosecond; UINT64_MAX: not at all */
} zo_ways;

static zo_ways find_ways(const zo_portion *portion, zo_arena *scratch)
{
    const zo_limit *limit = &portion->part;
    size_t most = most_states(portion->instance, limit);
    const zo_course *course =
        zo_course_new(portion->instance, portion->mode, zo_order_of_issues(portion->instance, scratch),
                      portion->domains->values, most, limit, scratch);
    zo_ways ways = {.tables = zo_tables_plan(course, portion->mode, portion->detail, most, limit, scratch),
                    .meet = zo_meet_plan(course, portion->detail, scratch),
                    .most_states = most,
                    .tables_work = UINT64_MAX,
                    .meet_work = UINT64_MAX};
    if (ways.tables != NULL && has_room(limit, zo_tables_room(ways.tables)))
        ways.tables_work = zo_tables_work(ways.tables);
    if (ways.meet != NULL && has_room(limit, zo_meet_room(ways.meet)))
        ways.meet_work = zo_meet_work(ways.meet);
    return ways;
}

static bool is_counted_in_tables(const zo_portion *portion, const zo_ways *ways, zo_enumeration *found)
{
    *found = zo_enumerate_in_tables(ways->tables, &portion->part, portion->arena);
    if (is_settled(found))
        note(portion, ZO_ENGINE_LAYERS, by_counting_together);
    return is_settled(found);
}

static bool is_counted_by_halves(const zo_portion *portion, const zo_ways *ways, zo_enumeration *found)
{
    *found = zo_enumerate_by_halves(ways->meet, &portion->part, portion->arena);
    if (is_settled(found))
        note(
            portion, ZO_ENGINE_LAYERS,
            "there are too many packages to visit, and two parties' worths can be counted by halves of the issues");
    return is_settled(found);
}

static bool is_counted_by_states(const zo_portion *portion, size_t most, zo_enumeration *found)
{
    *found =
        zo_enumerate_by_layers(portion->instance, portion->mode, portion->domains,
                               portion->detail == ZO_WITH_WITNESSES, most, &portion->part, portion->arena);
    if (is_settled(found))
        note(portion, ZO_ENGINE_LAYERS, by_counting_together);
    return is_settled(found);
}

static bool is_counted_by_prediction(const zo_portion *portion, const zo_ways *ways, uint64_t work,
                                     zo_enumeration *found)
{
    if (ways->tables_work <= work && ways->tables_work <= ways->meet_work)
        return is_counted_in_tables(portion, ways, found);
    return ways->meet_work <= work && is_counted_by_halves(portion, ways, found);
}

/* What tables and halves take is known beforehand; what states one by one take, only by trying. So each is given more and
 * more: first a moment, then some seconds, then what the limits allow. */
static bool is_counted_in_layers(const zo_portion *portion, zo_arena *scratch, zo_enumeration *found)
{
    static const struct {
        uint64_t work;
        size_t states;
    } turns[] = {{1u << 28, 1u << 14}, {(uint64_t)1 << 32, 1000000}, {(uint64_t)1 << 36, 0}};
    zo_ways ways = find_ways(portion, scratch);
    for (size_t turn = 0; turn < sizeof turns / sizeof *turns; turn++) {
        size_t states = turns[turn].states < ways.most_states ? turns[turn].states : ways.most_states;
        if (is_counted_by_prediction(portion, &ways, turns[turn].work, found))
            return true;
        if (states > 0 && is_counted_by_states(portion, states, found))
            return true;
        if (zo_past_deadline(&portion->part))
            return false;
    }
    return false;
}

/* ---- The whole ---- */

typedef struct zo_attempt {
    const zo_portion *portion;
    zo_arena *scratch;
    bool counted;
    zo_enumeration found;
} zo_attempt;

static void attempt(void *context)
{
    zo_attempt *a = context;
    a->counted = is_counted_in_layers(a->portion, a->scratch, &a->found);
}

/* Where it takes more memory than it may after all, a walk takes less. */
static bool is_counted(const zo_portion *portion, zo_arena *scratch, zo_enumeration *found)
{
    zo_attempt a = {.portion = portion, .scratch = scratch};
    zo_heap *heap = scratch->heap;
    if (!zo_heap_stands(heap, attempt, &a)) {
        if (heap->state != ZO_HEAP_OVER_LIMIT)
            longjmp(*heap->escape, 1);
        heap->state = ZO_HEAP_FINE;
        return false;
    }
    *found = a.found;
    return a.counted;
}

zo_enumeration zo_enumerate_portion(zo_portion *portion, zo_arena *scratch)
{
    const zo_limit *limit = portion->limit;
    zo_enumeration found;
    if (zo_engine_for(ZO_TASK_COUNT, limit, portion->packages) == ZO_ENGINE_ENUMERATION) {
        if (portion->packages > 1)
            zo_note_by_rule(ZO_TASK_COUNT, limit, portion->packages, question);
        return walk(portion);
    }
    portion->part = zo_limit_part(limit, ZO_LAYERS_OF_TIME);
    if (is_counted(portion, scratch, &found))
        return found;
    note(
        portion, ZO_ENGINE_ENUMERATION,
        "counting packages together took too much, so they are visited one by one as far as the limits allow");
    return walk(portion);
}

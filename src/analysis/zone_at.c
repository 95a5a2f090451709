/* A record at a time -> the size of its zone, by enumeration, and by proof where that comes to nothing. */
#include "analysis/zone_at.h"

#include "analysis/count.h"
#include "analysis/words.h"

uint64_t zo_part_of_time(const zo_limit *limit, uint64_t parts)
{
    uint64_t now = zo_clock_now();
    return limit->deadline > now ? now + (limit->deadline - now) / parts : now;
}

zo_zone_then zo_zone_of(const zo_request *request, const zo_compiled *compiled, uint64_t count_until,
                        uint64_t prove_until)
{
    zo_request part = *request;
    part.limit.deadline = count_until;
    zo_zone_count count = zo_count_zone(&part, compiled, NULL);
    zo_zone_then zone = {.reach = count.reach, .packages = count.packages};
    if (zone.reach == ZO_EXACT || zo_int_sign(&zone.packages) > 0)
        return zone;
    part.limit.deadline = prove_until;
    zo_proved open = zo_prove_zone(&part, compiled, zo_proving_modes(compiled, NULL, request->arena));
    if (open == ZO_IMPOSSIBLE)
        zone.reach = ZO_EXACT;
    if (open == ZO_POSSIBLE)
        zone.packages = zo_int_of(1);
    return zone;
}

zo_zone_then zo_zone_at(const zo_request *request, zo_time at, uint64_t count_until, uint64_t prove_until)
{
    zo_request part = *request;
    zo_zone_then zone = {.reach = ZO_STOPPED, .packages = zo_int_of(0)};
    part.arena = request->scratch;
    const zo_record *record = zo_record_at(request->model, at, request->left_out, part.arena);
    const zo_compiled *compiled = zo_compile(record, part.arena);
    if (zo_is_too_large(request, compiled, false))
        zone.too_large = true;
    else
        zone = zo_zone_of(&part, compiled, count_until, prove_until);
    zo_arena_close(request->scratch);
    zo_arena_open(request->scratch, request->arena->heap);
    return zone;
}

bool zo_is_known(const zo_zone_then *zone)
{
    return !zone->too_large && (zone->reach == ZO_EXACT || zo_int_sign(&zone->packages) > 0);
}

bool zo_is_empty(const zo_zone_then *zone) { return zo_int_sign(&zone->packages) == 0; }

zo_str zo_zone_size_words(const zo_zone_then *zone, zo_arena *arena)
{
    if (!zo_is_known(zone))
        return ZO_STR("not decided within the limit");
    zo_str count = zo_count_words(arena, &zone->packages, "package", "packages");
    if (zone->reach != ZO_EXACT)
        return zo_printf(arena, "at least %.*s", ZO_FMT(count));
    return zo_is_empty(zone) ? ZO_STR("no package") : count;
}

zo_value *zo_add_zone_then(zo_arena *arena, zo_value *parent, const char *name, const zo_zone_then *zone)
{
    zo_value *object = zo_add_object(arena, parent, name);
    if (zo_is_known(zone))
        zo_add_bool(arena, object, "empty", zo_is_empty(zone));
    else
        zo_add_null(arena, object, "empty");
    zo_add_count(arena, object, "packages", &zone->packages);
    zo_add_bool(arena, object, "exact", zone->reach == ZO_EXACT);
    return object;
}
